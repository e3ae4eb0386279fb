"""The gate before release: what the audit found and nobody has accepted in writing stops the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rtt_eval import causal_words
from rtt_eval.disclosure.audit import Finding, audited
from rtt_eval.disclosure.protect import Safe
from rtt_eval.errors import DisclosureError
from rtt_eval.params import DisclosureException, ReportParams, own_words

MOST_LISTED = 20
ACCEPT = (
    "If a person has looked at one of these and accepts it, add it to `disclosure_exceptions` in the params file, "
    "with the figure, a reason and a name. The team edition shows everything."
)


class Line(NamedTuple):
    """A line of the checklist for the person who signs the release: what to look at, what was found, who looks."""

    item: str
    answer: str
    by: str


PROGRAM, PERSON = "the program", "a person"


def unaccepted(findings: Iterable[Finding], exceptions: Sequence[DisclosureException]) -> list[Finding]:
    """The findings that stop a report: not those for a person to look at, nor those that a person has accepted."""
    return [
        one for one in findings if not one.is_review and not any(accepted.covers(one.figure) for accepted in exceptions)
    ]


def stop(findings: Sequence[Finding], audience: str) -> None:
    """DisclosureError that says what to change, where there is any finding."""
    if not findings:
        return
    lines = [f"- {one.figure}: {one.reason}. To do: {one.remedy}." for one in findings[:MOST_LISTED]]
    rest = len(findings) - MOST_LISTED
    more = [f"- and {rest} more like these."] if rest > 0 else []
    lead = f"the disclosure gate refused the {audience} edition; nothing was released. Figures to look at:"
    raise DisclosureError("\n".join([lead, *lines, *more, ACCEPT]))


def check(safe: Safe, exceptions: Sequence[DisclosureException]) -> None:
    """DisclosureError where the audit finds anything that nobody has accepted."""
    stop(unaccepted(audited(safe).findings, exceptions), safe.audience)


def summary(safe: Safe, params: ReportParams) -> dict[str, Any]:
    """What run.json says of disclosure control: numbers, ids and reasons, never a value."""
    found = audited(safe)
    hidden = Counter(one.suppressed for one in safe.figures.values() if one.suppressed)
    return {
        "figures": len(safe.figures),
        "hidden": sum(hidden.values()),
        "put_together": sum(bool(one.collapsed_into) for one in safe.figures.values()),
        "audited": {"hidden_counts": found.n_hidden_counts, "sets_of_linked_counts": found.n_sets},
        "accepted": [
            {"figure": one.figure, "reason": one.reason}
            for one in found.findings
            if not one.is_review and one not in unaccepted([one], params.disclosure_exceptions)
        ],
        "to_look_at": alike(safe),
        "exceptions": [one.model_dump() for one in params.disclosure_exceptions],
        "checklist": [line._asdict() for line in checklist(safe, params)],
    }


def checklist(safe: Safe, params: ReportParams) -> list[Line]:
    """The page for the person who signs the release: what the program did, and what only a person can do."""
    return [
        Line("Who may see this edition", f"{safe.audience}; {_thresholds(safe)}", PROGRAM),
        Line("Hidden so that no child can be recognised", _hidden(safe), PROGRAM),
        Line("Can a hidden number be worked out from what is shown?", _audited(safe), PROGRAM),
        Line("Compared with earlier editions", _compared(safe, params), PROGRAM if params.previous else PERSON),
        Line("Findings accepted by a person, with reason and name", _exceptions(params), PERSON),
        Line("Everybody in a group alike: may that be known of each?", _alike(alike(safe)), PERSON),
        Line("The author’s own words: no name, no detail that points to a child", _words(params), PERSON),
        Line("The author’s own words: none that claims more than was counted", _causes(safe, params), PERSON),
        *_reading(safe),
        Line("Answers in people’s own words", _quotes(safe), PERSON),
        Line("Every page read, title and file name included; released by (name, post, date)", "", PERSON),
    ]


def _thresholds(safe: Safe) -> str:
    profile = safe.profile
    if not profile.few:
        return "shows every figure, and single children: not to leave the team"
    return (
        f"counts from {profile.few[0]} to {profile.few[-1]} hidden, percentages from {profile.smallest_percent_base} "
        f"and averages from {profile.smallest_mean_base} children"
    )


def _hidden(safe: Safe) -> str:
    n = sum(one.suppressed is not None for one in safe.figures.values())
    together = sum(bool(one.collapsed_into) for one in safe.figures.values())
    return f"{n:,} of {len(safe.figures):,} figures; {together:,} of these were put together into larger groups"


def _audited(safe: Safe) -> str:
    found = audited(safe)
    stops = sum(not one.is_review for one in found.findings)
    if not safe.profile.few:
        return "not asked: nothing is hidden"
    said = "none can" if not stops else f"{stops:,} findings"
    return f"{said} (to within {safe.profile.width}); {found.n_hidden_counts:,} hidden counts looked at"


def _compared(safe: Safe, params: ReportParams) -> str:
    if not safe.profile.few:
        return "not asked: this edition does not leave the team"
    if params.previous:
        return "with those named as `previous`, before this report was put into place"
    return "none is named as `previous`: compare it with what was published before, by hand"


def _exceptions(params: ReportParams) -> str:
    return (
        "; ".join(f"{one.figure}: {one.reason} ({one.reviewed_by})" for one in params.disclosure_exceptions) or "none"
    )


def alike(safe: Safe) -> list[str]:
    """Ids of the figures that say the same of everybody in a group, for a person to look at."""
    return [one.figure for one in audited(safe).findings if one.is_review]


def _alike(ids: Sequence[str]) -> str:
    if not ids:
        return "none"
    return f"{len(ids)} figure{'' if len(ids) == 1 else 's'}, listed under this table"


def _words(params: ReportParams) -> str:
    written = [section.replace("_", " ") for section, text in params.commentary.items() if text.strip()]
    return f"to be read: {', '.join(written)}" if written else "none"


def _causes(safe: Safe, params: ReportParams) -> str:
    """The words that the wording check queries; the public reads only how many, the record of the run has them all."""
    found = causal_words.in_sections(own_words(params))
    if not found:
        return "none found"
    if safe.audience == "public":
        return f"{len(found)} to look at again: listed in run.json"
    return f"to look at again: {'; '.join(f'“{one.word}” ({one.section})' for one in found)}"


def _reading(safe: Safe) -> list[Line]:
    """The reading age is taken from the finished pages, so the record of the run has the number."""
    line = Line(
        "Reading age of the program’s sentences (aim: 12 to 14 years)", "printed by the run; in run.json", PROGRAM
    )
    return [line] if safe.audience == "public" else []


def _quotes(safe: Safe) -> str:
    n = len(safe.rows.get("quotes", ()))
    return f"{n:,}, each marked safe or redacted in the data: to be read once more" if n else "none"
