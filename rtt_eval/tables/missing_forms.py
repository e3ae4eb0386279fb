"""What young people with a first form and no later one could change in the primary outcome."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast, contrast_of, contrasts
from rtt_eval.disclosure import Safe
from rtt_eval.labels import as_at, when
from rtt_eval.params import OutcomeParams
from rtt_eval.tables.build import has_numbers, text_table, together, with_interval
from rtt_eval.tables.outcomes import has_average

HEADS = (
    ("Review", False),
    ("First score: those missing less the others", True),
    ("Change of those with both forms", True),
    ("If those missing had not changed", True),
    ("If they had the worst change seen", True),
    ("Share better: none of them / all of them", True),
)


def if_missing(safe: Safe, params: OutcomeParams) -> Table | None:
    """The primary outcome's change at each review as it is, and as it would be for two guesses at those missing."""
    outcome = contrast_of(params.primary_outcome)
    found = [
        one
        for one in contrasts(safe.figures, params.primary_outcome)
        if one.key == outcome.key and one.subscale == outcome.subscale
    ]
    rows = [row for one in found if _has_guess(safe, one) and has_numbers([row := _row(safe, one)])]
    return text_table(
        "if_missing",
        f"What those who are missing could change (points, 95% interval), {as_at(params)}",
        HEADS,
        rows,
        notes=[
            "Missing: a first form, a review that was due, and no later form. The last column counts none of them, "
            "then all of them, as better. These are guesses to see how much depends on them, not results."
        ],
    )


def _has_guess(safe: Safe, one: Contrast) -> bool:
    return has_average(safe, one) and f"{one.stem}.direction.improved.pct_bounds.low" in safe


def _row(safe: Safe, one: Contrast) -> tuple[str, ...]:
    ids = ("not_paired.difference", "change", "sensitivity.no_change.change", "sensitivity.worst_change.change")
    ends = (f"{one.stem}.direction.improved.pct_bounds.{end}" for end in ("low", "high"))
    return (
        when(one.follow_up).capitalize(),
        *(with_interval(safe, f"{one.stem}.{id}.mean{'_baseline' if 'not_paired' in id else ''}") for id in ids),
        together(map(safe.text, ends)),
    )
