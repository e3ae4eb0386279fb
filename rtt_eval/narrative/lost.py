"""Sentences on what the main outcome leaves out: the young people without a later form, and what one would expect."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.contrasts import contrast_of
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.labels import WHEN
from rtt_eval.narrative.comparing import size_and_way
from rtt_eval.narrative.outcomes import at
from rtt_eval.narrative.words import bound, rounds_to_zero, sentences, size
from rtt_eval.params import OutcomeParams

ADDED_VALUE = "outcomes.sdq.parent_carer.total.baseline_to_month_6.added_value.mean"


def if_missing(safe: Safe, params: OutcomeParams) -> Prose | None:
    """What the average change, and the share that improved, would be for two guesses at those without a later form."""
    one = contrast_of(params.primary_outcome)
    text = sentences([_average(safe, one.stem, at(one)), _share(safe, one.stem)])
    return Prose(text, "text") if text else None


def _average(safe: Safe, stem: str, then: str) -> str:
    as_before, worst = (safe.get(f"{stem}.sensitivity.{guess}.change.mean") for guess in ("no_change", "worst_change"))
    if as_before is None or worst is None or not (as_before.is_known and worst.is_known):
        return ""
    return (
        f"What if the young people without a form {then} had not changed at all? The average would be "
        f"{_than_at_start(as_before)}. Had each of them had the worst change that was seen, it would be "
        f"{_than_at_start(worst)}."
    )


def _than_at_start(figure: SafeFigure) -> str:
    return "about the same as at the start" if rounds_to_zero(figure) else f"{size_and_way(figure)} than at the start"


def _share(safe: Safe, stem: str) -> str:
    low, high = (safe.get(f"{stem}.direction.improved.pct_bounds.{end}") for end in ("low", "high"))
    if low is None or high is None or not (low.is_known and high.is_known):
        return ""
    return (
        f"The share that improved would be {low.shown} if none of those without a later form had improved, and "
        f"{high.shown} if all of them had."
    )


def added_value(safe: Safe, params: OutcomeParams) -> Prose | None:
    """The SDQ added value after six months: better or worse than a formula expects from the first form alone."""
    figure = safe.get(ADDED_VALUE)
    if figure is None or not figure.is_known:
        return None
    than = "about what" if rounds_to_zero(figure) else f"{size(figure)} points {_better(figure.value)} than"
    lead = (
        "A rough check: a published formula (SDQ added value) tells from the first form alone which later score to "
        f"expect. {WHEN['month_6'].capitalize()}, the SDQ totals given by parents and carers were on average {than} it "
        "expects. The formula comes from a survey of children in England. It was not made for children in care, so "
        "this is indicative only."
    )
    return Prose(sentences([lead, _how_far(figure)]), "text")


def _better(value: float | int | None) -> str:
    return "better" if (value or 0) > 0 else "worse"


def _how_far(figure: SafeFigure) -> str:
    if figure.interval is None:
        return ""
    low, high = figure.interval
    ends = f"{bound(figure, low)} points {_better(low)} to {bound(figure, high)} {_better(high)}"
    return f"The true figure could be anything from {ends}{', so it may be chance' if low <= 0 <= high else ''}."
