"""Red, amber or green against the target, and the direction since last month, each as one word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rtt_eval import periods
from rtt_eval.figures import Figure, half_up
from rtt_eval.indicators.series import DECIMALS, Indicator, Series
from rtt_eval.indicators.years import best_year_to_date

RED, AMBER, GREEN = "red", "amber", "green"
HOW_RAG = "red beyond the red threshold, green at the target or better, amber otherwise; on the value before rounding"
HOW_DIRECTION = "compared with the month before, to the decimals shown"


def rag(value: float, indicator: Indicator) -> str:
    """red, amber or green; "" for an information indicator, or one without any threshold.

    Red: worse than the red threshold. Green: at the target or better. Amber: everything else, the red threshold itself
    included. `good_is` says which way is worse.
    """
    red, target = indicator.red, indicator.target
    if indicator.good_is == "info" or (red is None and target is None):
        return ""
    sign = 1 if indicator.good_is == "high" else -1
    if red is not None and sign * value < sign * red:
        return RED
    return GREEN if target is not None and sign * value >= sign * target else AMBER


def direction(value: float, before: float, indicator: Indicator) -> str:
    """The direction of travel from `before` to `value`, one of the words of the scorecard.

    improved; no_movement_within_limits, declined_within_limits (green or amber); no_movement_not_on_target,
    declined_not_on_target (red). up, stable, down for an information indicator, and for one without thresholds that
    has not improved: there is nothing for it to be within. A movement too small to be seen in the decimals is none.
    """
    now, then = (half_up(one, DECIMALS[indicator.unit]) for one in (value, before))
    way = "stable" if now == then else "up" if now > then else "down"
    if indicator.good_is == "info":
        return way
    if way == ("up" if indicator.good_is == "high" else "down"):
        return "improved"
    colour = rag(value, indicator)
    if not colour:
        return way
    return f"{'no_movement' if way == 'stable' else 'declined'}_{'not_on_target' if colour == RED else 'within_limits'}"


def status(all_series: Iterable[Series]) -> list[Figure]:
    """Words: `indicator.<id>.<2016-07>.rag` and `.direction` of each month that has them, `indicator.<id>.ytd.rag`.

    A word is hidden with the value that it is about (and, for a direction, with that of the month before): it says on
    which side of a threshold a hidden value lies. Counts: `indicators.<red>.n`, of the month of the report.
    """
    figures = [figure for one in all_series for figure in (*_of_months(one), *_of_the_year(one))]
    return [*figures, *_totals(figures, [one.month for one in all_series])]


def _of_months(one: Series) -> list[Figure]:
    figures = []
    for month in one.months():
        value, before = one.known(month), one.known(periods.later(month, -1))
        if value is None:
            continue
        here = (one.id(month),)
        if colour := rag(value, one.indicator):
            figures.append(_word(one, f"{month}.rag", colour, HOW_RAG, here))
        if before is not None:
            both = (*here, one.id(periods.later(month, -1)))
            way = direction(value, before, one.indicator)
            figures.append(_word(one, f"{month}.direction", way, HOW_DIRECTION, both))
    return figures


def _of_the_year(one: Series) -> list[Figure]:
    value = best_year_to_date(one).value
    colour = "" if value is None or _is_added_count(one.indicator) else rag(value, one.indicator)
    return [_word(one, "ytd.rag", colour, HOW_RAG, (f"{one.indicator.stem}.ytd",))] if colour else []


def _is_added_count(indicator: Indicator) -> bool:
    """A sum of months cannot be held against the threshold of one month."""
    return indicator.unit == "count" and indicator.rule == "financial_year"


def _word(one: Series, rest: str, word: str, how: str, derived_from: tuple[str, ...]) -> Figure:
    id = f"{one.indicator.stem}.{rest}"
    section = one.indicator.section
    return Figure(id, None, "code", section, "word", method=how, derived_from=derived_from, word=word)


def _totals(figures: list[Figure], months: list[str]) -> list[Figure]:
    """How many indicators are red, amber and green in the month of the report."""
    here = [one for one in figures if months and one.id.endswith(f".{months[0]}.rag")]
    counted, ids = Counter(one.word for one in here), tuple(one.id for one in here)
    return [
        Figure(
            f"indicators.{colour}.n", counted[colour], "indicators", "summary", denominator=len(here), derived_from=ids
        )
        for colour in (RED, AMBER, GREEN)
        if here
    ]
