"""Sentences for the cost section: always a range, always as an illustration."""

from __future__ import annotations

import re

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.disclosure.wording import shown_text
from rtt_eval.labels import PLACEMENT_TYPES
from rtt_eval.narrative.comparing import NOT_SHOWN
from rtt_eval.narrative.words import sentences, size
from rtt_eval.params import OutcomeParams

A_WEEK = re.compile(r"cost_avoidance\.(\w+)_instead_of_current\.low_gbp_per_week")
ILLUSTRATIVE = "These sums come from usual weekly prices (unit costs). They were not taken out of any budget."


def cost(safe: Safe, params: OutcomeParams) -> Prose:
    """What a week in the other placement would cost more, and what the placements of the period mean in pounds."""
    found = next((match for match in map(A_WEEK.fullmatch, safe.figures) if match), None)
    if found is None:
        return Prose("No unit costs are recorded, so the placements cannot be put into pounds.", "answer")
    parts = [_a_week(safe, found.group(1)), _programme(safe)]
    is_priced = any("£" in part for part in parts)
    return Prose(sentences([*parts, ILLUSTRATIVE if is_priced else ""]), "answer")


def break_even(safe: Safe, params: OutcomeParams) -> Prose | None:
    """How many weeks in the dearer placement would equal the cost of the programme; None where that is not known."""
    text = _break_even(safe)
    return Prose(text, "text") if text else None


def _a_week(safe: Safe, alternative: str) -> str:
    stem = f"cost_avoidance.{alternative}_instead_of_current"
    name = PLACEMENT_TYPES.get(alternative, alternative.replace("_", " ")).lower()
    low, mid, high = (safe.get(f"{stem}.{level}_gbp_per_week") for level in ("low", "mid", "high"))
    if low is not None and low.suppressed:
        return f"How much more than the present placement a week in {name} would cost is {NOT_SHOWN}."
    if low is None or high is None or not (low.is_known and high.is_known):
        return f"How much more than the present placement a week in {name} would cost is not known: a price is missing."
    middle = f" ({mid.shown} at the middle unit cost)" if mid is not None and mid.is_known else ""
    return (
        f"For one young person, a week in {name} instead of the present placement would cost between {low.shown} "
        f"and {high.shown} more{middle}."
    )


def _break_even(safe: Safe) -> str:
    ends = [safe.get(f"cost_avoidance.break_even.{level}.weeks") for level in ("high", "low")]
    fewest, most = ends
    if fewest is None or most is None or not (fewest.is_known and most.is_known):
        return ""
    return (
        f"The cost of the programme equals the extra cost of between {fewest.shown} and {most.shown} such weeks. "
        "It does not follow that there were fewer of them."
    )


def _programme(safe: Safe) -> str:
    """Over the period, by level of unit cost; the middle one carries the uncertainty of who moved and when."""
    figure = safe.get("cost_avoidance.programme.mid.gbp")
    if figure is None or (figure.value is None and not figure.suppressed):
        return ""
    if figure.value is None:
        return f"What the placements of the period cost, beside staying in the placement of the start, is {NOT_SHOWN}."
    lead = (
        "Had each young person stayed in the placement of the start, the period would have cost "
        f"{_more_or_less(figure, figure.value)} at the middle unit cost"
    )
    if figure.interval is None:
        return f"{lead}."
    low, high = (_more_or_less(figure, end) for end in figure.interval)
    return f"{lead}. The true figure could be anything from {low} to {high}."


def _more_or_less(figure: SafeFigure, value: float) -> str:
    """Above zero, staying would have cost more than what came about."""
    pounds = size(figure) if value == figure.value else shown_text(abs(value), figure.unit, figure.decimals)
    return f"{pounds} {'less' if value < 0 else 'more'}"
