"""Two editions side by side: what a reader who has both can work out about the few children in whom they differ.

With one child more, the second total less the first is that child, and so is n2 x mean2 - n1 x mean1. The editions
compared are the results.json of what was published; they hold the figures that were shown, their bases, the period
and the as-at day. Two figures are the same statistic when id, unit and method agree. Editions of periods that do not
overlap are about different times and different children, and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rtt_eval.disclosure.audit import Finding
from rtt_eval.disclosure.links import NOT_ABOUT_CHILDREN
from rtt_eval.disclosure.profiles import PROFILES, Profile

REMEDY = (
    "report the same children as before, or wait until it differs by more; or hide the figure by leaving its part out"
)

Results = Mapping[str, Any]
"""What results.json holds."""


def differences(new: Results, earlier: Iterable[Results]) -> list[Finding]:
    """The figures of a new edition from which, with an earlier one, a reader can work out a few children.

    new, earlier: contents of results.json. Team editions, new or earlier, are not compared: they are not published.
    """
    profile = PROFILES[new["audience"]]
    if not profile.few:
        return []
    found: dict[str, Finding] = {}
    for edition in earlier:
        if edition["audience"] != "team" and _overlap(new["period"], edition["period"]):
            for finding in _between(new, edition, profile):
                found.setdefault(finding.figure, finding)
    return list(found.values())


def _overlap(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    """Whether two periods share a day; dates are written year-month-day, which sorts as they do."""
    return first["start"] <= second["end"] and second["start"] <= first["end"]


def _between(new: Results, earlier: Results, profile: Profile) -> Iterator[Finding]:
    before = {figure["id"]: figure for figure in earlier["figures"] if figure["value"] is not None}
    name = f"the {earlier['audience']} edition of {earlier['report']} as at {earlier['edition']}"
    for figure in new["figures"]:
        old = before.get(figure["id"])
        if figure["value"] is None or old is None or not _is_same(figure, old):
            continue
        if _tells_a_few(figure, old, profile):
            yield Finding(figure["id"], f"with {name}, a reader can work it out for a few children", REMEDY)


def _is_same(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    return all(new[key] == old[key] for key in ("unit", "method")) and new["unit"] not in NOT_ABOUT_CHILDREN


def _tells_a_few(new: Mapping[str, Any], old: Mapping[str, Any], profile: Profile) -> bool:
    """A count: it differs by a few, of groups that do not differ by more. Anything else: its base does."""
    if is_count(new["id"]):
        return abs(new["value"] - old["value"]) in profile.few and _apart(new, old, "denominator") <= profile.few[-1]
    return 0 < _apart(new, old, "n") <= profile.few[-1]


def _apart(new: Mapping[str, Any], old: Mapping[str, Any], key: str) -> float:
    """By how much a base differs; nought where one of the two is not known."""
    return 0 if new[key] is None or old[key] is None else abs(new[key] - old[key])


def is_count(id: str) -> bool:
    """Whether an id is that of a count: its last part is n, or begins with n_."""
    last = id.rpartition(".")[2]
    return last == "n" or last.startswith("n_")
