"""Tables of change beyond measurement error: a scale at a time, and over all forms that one informant fills in."""

from __future__ import annotations

import re

from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast
from rtt_eval.disclosure import Safe
from rtt_eval.labels import INFORMANTS, TIMEPOINTS, as_at, plain, short_when, when
from rtt_eval.params import OutcomeParams
from rtt_eval.tables.build import UNKNOWN, has_numbers, text_table, together
from rtt_eval.tables.outcomes import focus, form_and_scale

ANY_MEASURE = re.compile(r"outcomes\.any_measure\.(\w+)\.([a-z0-9]+?)_to_(\w+)\.n")


def reliable_changes(safe: Safe, params: OutcomeParams) -> Table | None:
    """Change beyond measurement error at the primary follow-up: scales with a threshold, at each that is reported."""
    rows = [row for one in focus(safe, params) for row in _reliable_rows(safe, one)]
    heads = [
        ("Form, who fills it in, scale", False),
        ("Points", True),
        ("Better", True),
        ("Neither", True),
        ("Worse", True),
        ("Could improve", True),
    ]
    later = when(params.primary_outcome.follow_up)
    return text_table(
        "reliable_changes",
        f"Reliable change from the start to {later} (young people), {as_at(params)}",
        heads,
        rows,
        notes=[
            "Points: the threshold; to reach it is enough. Better, worse: reliably so; neither: no reliable change. "
            "Could improve: far enough from the best score at the start to cross the line.",
            "A second threshold is there to show how much the count depends on the choice.",
        ],
    )


def _reliable_rows(safe: Safe, one: Contrast) -> list[tuple[str, ...]]:
    """A row at the scale's own threshold, or at each threshold that it is printed at; none where all is hidden."""
    change = one.scale.reliable_change
    if change is None:
        return []
    rows = []
    for points in change.report_at or (change.threshold,):
        is_own = points == change.threshold
        own_family = f"{one.stem}.reliable_at_{points:g}"
        family = own_family if f"{own_family}.improved.n" in safe else f"{one.stem}.reliable" if is_own else ""
        ids = [f"{family}.{category}.n" for category in ("improved", "no_change", "deteriorated")]
        if family and any((figure := safe.get(id)) is not None and figure.is_known for id in ids):
            could = next((id for id in (f"{family}.could_improve.n", f"{one.stem}.could_improve.n") if id in safe), "")
            rows.append(
                (
                    form_and_scale(one),
                    f"{points:g}" if is_own else f"{points:g}, to compare",
                    *map(safe.text, (*ids, could)),
                )
            )
    return rows


def any_measure(safe: Safe, params: OutcomeParams) -> Table | None:
    """Better, unchanged or worse on any scale that has a national threshold: a row an informant, a column a review."""
    found = [match.groups() for id in safe.figures if (match := ANY_MEASURE.fullmatch(id))]
    times = [time for time in TIMEPOINTS if any(time == review for _, _, review in found)]
    cells = {
        (who, review): _verdicts(safe, f"outcomes.any_measure.{who}.{start}_to_{review}")
        for who, start, review in found
    }
    rows = [
        (INFORMANTS.get(who, plain(who)), *(cells.get((who, time), UNKNOWN) for time in times))
        for who in dict.fromkeys(who for who, _, _ in found)
    ]
    rows = [row for row in rows if has_numbers([row])]
    return text_table(
        "any_measure",
        f"Reliable change on any form: better / none / worse (young people), {as_at(params)}",
        [("Who fills the forms in", False), *((short_when(time), True) for time in times)],
        rows,
        notes=[
            "NHS England's rule: worse if any scale got reliably worse; else better if any got reliably better. Scales "
            "and goals with a threshold in its code count, so not the SDQ total. The more scales, the more often one "
            "of them moves: not to be compared with one measure, or between those who fill the forms in."
        ],
    )


def _verdicts(safe: Safe, stem: str) -> str:
    return together(safe.text(f"{stem}.{verdict}.n") for verdict in ("improved", "no_change", "deteriorated"))
