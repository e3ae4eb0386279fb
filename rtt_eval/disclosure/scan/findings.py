"""What a scan finds: where, what kind, whose; never the value itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

Severity = Literal["block", "review"]

KINDS = {
    "full_name": "full name",
    "forename": "forename",
    "surname": "surname",
    "initial_surname": "initial and surname",
    "alias": "other name in use",
    "date_of_birth": "date of birth",
    "lcs_id": "case-management number",
    "ssda903_child": "number in the statutory return",
    "nhs_number": "NHS number",
    "postcode": "postcode",
    "carer": "carer or other person",
    "school": "school",
    "other_term": "other term of the id_map",
    "person_id": "person_id of the tables",
    "worker": "key worker",
    "e_mail": "e-mail address",
    "phone": "phone number",
    "id_map": "the id_map itself",
    "unreadable": "cannot be read",
    "read_as_bytes": "not a known type: only its plain text was read",
}
"""Every kind of finding, in words."""


class Finding(NamedTuple):
    """One kind of thing about one child in one place.

    path and place: what was scanned, and where in it; a name that stands in either is shown as […]. kind: a key of
    KINDS. severity: block (must not be released) or review (a person decides). person_id: the pseudonym, "SYN0011 and 2
    others" where several children share it, "" where the id_map does not say whose. times: how often it stands there.
    score: 3 block; 2 likely, as an ordinary word with a capital within a sentence; 1 possible. why: for a review.
    """

    path: str
    place: str
    kind: str
    severity: Severity
    person_id: str
    times: int = 1
    score: int = 3
    why: str = ""


def n_block(findings: Iterable[Finding]) -> int:
    """How many findings block a release."""
    return sum(finding.severity == "block" for finding in findings)


def text(findings: Sequence[Finding], n_files: int) -> str:
    """The findings as lines: those that block first, one each; those to review summed up by file and kind."""
    block = [finding for finding in findings if finding.severity == "block"]
    review = [finding for finding in findings if finding.severity == "review"]
    lines = [f"block   {line(finding)}" for finding in block] + _summed_up(review)
    files = "1 file" if n_files == 1 else f"{n_files} files"
    return "\n".join([*lines, f"{len(block)} to block, {len(review)} to review, in {files}."])


def line(finding: Finding, names_person: bool = True) -> str:
    """One finding in words."""
    whose = f" of {finding.person_id}" if finding.person_id and names_person else ""
    why = f" ({finding.why})" if finding.why else ""
    times = f", {finding.times} times" if finding.times > 1 else ""
    return f"{finding.path}, {finding.place}: {KINDS[finding.kind]}{whose}{why}{times}"


def _summed_up(review: Sequence[Finding]) -> list[str]:
    """A line for each file, kind and reason, the likely ones first; of many places and children, the first is named."""
    groups: dict[tuple[int, str, str, str], list[Finding]] = {}
    for one in review:
        groups.setdefault((-one.score, one.path, one.kind, one.why), []).append(one)
    return [f"review  {line(several[0])}{_besides(several)}" for _, several in sorted(groups.items())]


def _besides(several: Sequence[Finding]) -> str:
    n_places, n_children = (len({getattr(one, name) for one in several}) for name in ("place", "person_id"))
    children = f", of {n_children} children" if n_children > 1 else ""
    return f"; in {n_places} places{children}" if n_places > 1 or children else ""
