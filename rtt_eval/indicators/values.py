"""The value of each month, and the thresholds that it is held against."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval.figures import Figure, Kind
from rtt_eval.indicators.series import DECIMALS, UNITS, Indicator, Series, Value

WORKED_OUT, AS_GIVEN = "numerator and denominator", "as given"


def values(all_series: Iterable[Series]) -> list[Figure]:
    """`indicator.<id>.<2016-07>.value` of every month up to that of the report, and the thresholds.

    Worked out from numerator and denominator where both are there, else as given. A ratio of 0 of 0 has no value.
    Where the table gives a value beside the two, `indicator.<id>.<2016-07>.given` is that.
    `indicator.<id>.<2016-07>.numerator.n` is the upper part of a share or a rate; `indicator.<id>.target.value` and
    `.red.value` are the thresholds.
    """
    return [figure for one in all_series for figure in _of_one(one)]


def _of_one(one: Series) -> list[Figure]:
    figures = [
        threshold(one.indicator, name, limit)
        for name, limit in (("target", one.indicator.target), ("red", one.indicator.red))
        if limit is not None
    ]
    for month in one.months():
        figures += of_period(one, one.values[month], one.id(month))
    return figures


def of_period(one: Series, value: Value, id: str, derived_from: tuple[str, ...] = (), method: str = "") -> list[Figure]:
    """The figure of a value, its numerator, and the value given beside the two."""
    figures = [figure(one, value, id, method, derived_from), *numerator(one, value, id, method)]
    if value.given is not None and value.has_parts:
        beside = f"{id.removesuffix('.value')}.given"
        figures.append(figure(one, Value(value.given), beside, derived_from=(id,)))
    return figures


def numerator(one: Series, value: Value, id: str, method: str = "") -> list[Figure]:
    """The count above the line; days added up are not a count."""
    if not value.has_parts or one.indicator.unit in ("count", "mean_days"):
        return []
    id_of_it, section = f"{id.removesuffix('.value')}.numerator.n", one.indicator.section
    made = Figure(id_of_it, _whole(value.numerator), "count", section, method=method, derived_from=(id,))
    return [made._replace(denominator=_whole(value.denominator))]


def figure(one: Series, value: Value, id: str, method: str = "", derived_from: tuple[str, ...] = ()) -> Figure:
    """A value with what it rests on, which is what disclosure control asks for.

    A ratio or mean of which the base is not known is `unchecked`, unless a person has checked it.
    """
    indicator = one.indicator
    above = _whole(value.numerator)
    is_mean = indicator.unit == "mean_days"
    shown = _whole(value.value) if indicator.unit == "count" else value.value
    made = method or (WORKED_OUT if value.has_parts else AS_GIVEN)
    base = _whole(value.denominator) if value.has_parts and indicator.unit != "count" else None
    return Figure(
        id,
        shown,
        UNITS[indicator.unit],
        indicator.section,
        _kind(one, value),
        base if indicator.unit != "rate_per_10000" else None,
        base,
        None if is_mean or base is None else above,
        method=made if shown is not None else "",
        decimals=DECIMALS[indicator.unit],
        note=value.note,
        derived_from=derived_from,
        keeps_decimals=True,
    )


def threshold(indicator: Indicator, name: str, limit: float) -> Figure:
    """A threshold, which tells nothing of anybody."""
    id, unit = f"{indicator.stem}.{name}.value", UNITS[indicator.unit]
    decimals = 0 if limit == int(limit) else DECIMALS[indicator.unit] or 1
    return Figure(
        id, limit, unit, indicator.section, "rate", method="set in the table of indicators", decimals=decimals
    )


def _kind(one: Series, value: Value) -> Kind:
    if one.indicator.unit == "count":
        return "count"
    if not value.has_parts:
        return "rate" if one.is_checked else "unchecked"
    kinds: dict[str, Kind] = {"percent": "percent", "rate_per_10000": "rate", "mean_days": "average"}
    return kinds[one.indicator.unit]


def _whole(number: float | None) -> int | None:
    """A count as a whole number; a part of one, which a table may hold by mistake, is kept."""
    return int(number) if number is not None and number == int(number) else number  # type: ignore[return-value]
