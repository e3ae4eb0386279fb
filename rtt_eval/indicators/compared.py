"""How the service stands beside other areas."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval.figures import Figure, half_up
from rtt_eval.indicators.series import DECIMALS, UNITS, Series
from rtt_eval.indicators.values import figure
from rtt_eval.indicators.years import ADDED, best_year_to_date, months_added


def benchmarks(all_series: Iterable[Series]) -> list[Figure]:
    """Published values of other areas, and how ours compares, in a word.

    `indicator.<id>.benchmark.<group>.<2014/15>.value`; `.<2014/15>.ours` and `.compared` for our value of the same
    year, where there is one; `indicator.<id>.benchmark.<group>.compared` for our latest value beside the group's
    latest. The word is better_than, worse_than or the_same_as; higher_than or lower_than for an information indicator.
    Our latest value: that of the month, or the year to date of an indicator that is added up over the year; a count so
    added has none.
    """
    return [figure for one in all_series for figure in _of_one(one)]


def _of_one(one: Series) -> list[Figure]:
    indicator, figures = one.indicator, []
    latest = {group: (period, value) for group, period, value, _ in one.benchmarks}
    for group, period, value, source in one.benchmarks:
        stem = f"{indicator.stem}.benchmark.{group}"
        id, unit, decimals = f"{stem}.{period}.value", UNITS[indicator.unit], DECIMALS[indicator.unit]
        figures.append(Figure(id, value, unit, indicator.section, "rate", method=source, decimals=decimals))
        same_year = one.known(period)
        if same_year is not None:
            ours_id = f"{stem}.{period}.ours"
            figures.append(figure(one, one.values[period], ours_id, derived_from=months_added(one, period)))
            figures.append(_compared(one, f"{stem}.{period}.compared", same_year, value, ours_id))
        ours = _latest(one)
        if latest[group][0] == period and ours is not None:
            figures.append(_compared(one, f"{stem}.compared", ours[1], value, ours[0]))
    return figures


def _latest(one: Series) -> tuple[str, float] | None:
    """Id and value of what is compared now."""
    is_added = one.indicator.rule == ADDED
    if is_added and one.indicator.unit == "count":
        return None
    id = f"{one.indicator.stem}.ytd" if is_added else one.id(one.month)
    value = best_year_to_date(one).value if is_added else one.known(one.month)
    return None if value is None else (id, value)


def _compared(one: Series, id: str, ours: float, theirs: float, ours_id: str) -> Figure:
    """One word, to the decimals shown; hidden with our value."""
    decimals, good_is = DECIMALS[one.indicator.unit], one.indicator.good_is
    mine, other = half_up(ours, decimals), half_up(theirs, decimals)
    if mine == other:
        word = "the_same_as"
    elif good_is == "info":
        word = "higher_than" if mine > other else "lower_than"
    else:
        word = "better_than" if (mine > other) == (good_is == "high") else "worse_than"
    how = "our value beside the benchmark, to the decimals shown"
    return Figure(id, None, "code", one.indicator.section, "word", method=how, derived_from=(ours_id,), word=word)
