"""The year to date and earlier years, each by the indicator's own rule, beside what somebody else has printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rtt_eval import periods
from rtt_eval.figures import Figure, half_up
from rtt_eval.indicators.series import DECIMALS, NOTHING, UNITS, Series, Value, worked_out
from rtt_eval.indicators.values import AS_GIVEN, figure, numerator, of_period

ADDED = "financial_year"
NO_RULE = "data_note does not say how the year is made"
HOW = {
    "count": "the months from April added up",
    "ratio": "numerators of the months from April over their denominators",
    "latest": "the latest month",
}


def year_to_date(all_series: Iterable[Series]) -> list[Figure]:
    """`indicator.<id>.ytd` at the month of the report, by the rule of the indicator (data_note).

    financial_year: the months from April added up; of a ratio, numerators over denominators. snapshot,
    rolling_12_months, rolling_year: the latest month. Where the months do not give it (a month without a value, a ratio
    without its parts), the year's own row; where there is none either, no value, with the reason.
    A sum is hidden when one of its months is: this month's sum less that of last month's report would give it back.
    """
    figures = []
    for one in all_series:
        id, year = f"{one.indicator.stem}.ytd", periods.year_of(one.month)
        ours = by_rule(one, year)
        if ours.value is None and one.known(year) is not None:
            figures.append(figure(one, one.values[year], id, _as_given(one), derived_from=(one.id(year),)))
        else:
            figures.append(figure(one, ours, id, _how(one, year), derived_from=_rests_on(one, year)))
            figures += numerator(one, ours, id, _how(one, year))
    return figures


def best_year_to_date(one: Series) -> Value:
    """The year to date that is shown: by the rule, else as given."""
    year = periods.year_of(one.month)
    ours = by_rule(one, year)
    return ours if ours.value is not None else one.values.get(year, ours)


def years(all_series: Iterable[Series], n_years: int) -> list[Figure]:
    """`indicator.<id>.<2015/16>.value` of the year of the report, as given, and of the n years before it.

    An earlier year without a row of its own is made from its months by the rule, where they are all there.
    """
    figures = []
    for one in all_series:
        this_year = periods.year_of(one.month)
        for year in (*periods.years_before(this_year, n_years), this_year):
            rests_on = months_added(one, year)
            if year in one.values:
                how = _as_given(one) if year == this_year else ""
                figures += of_period(one, one.values[year], one.id(year), rests_on, how)
            elif year != this_year and by_rule(one, year).value is not None:
                ours = by_rule(one, year)
                figures.append(figure(one, ours, one.id(year), _how(one, year), _rests_on(one, year)))
                figures += numerator(one, ours, one.id(year))
    return figures


def differences(all_series: Iterable[Series], n_years: int) -> list[Figure]:
    """Where a printed figure and ours differ in the decimals shown: ours less the printed one.

    `indicator.<id>.ytd.difference`; `indicator.<id>.<2015/16>.by_rule` and `.difference` of an earlier year whose
    months are all there; `indicator.<id>.<2016-07>.difference` of a month given beside its numerator and denominator.
    """
    figures = []
    for one in all_series:
        this_year = periods.year_of(one.month)
        for period, value in one.values.items():
            if value.given is not None and value.has_parts and value.value is not None:
                stem = f"{one.indicator.stem}.{period}"
                figures += _difference(one, stem, value.value, value.given, (f"{stem}.value", f"{stem}.given"))
        for year in (*periods.years_before(this_year, n_years), this_year):
            figures += _of_year(one, year, is_this_year=year == this_year)
    return figures


def _of_year(one: Series, year: str, is_this_year: bool) -> list[Figure]:
    ours, printed = by_rule(one, year), one.known(year)
    if ours.value is None or printed is None:
        return []
    stem = f"{one.indicator.stem}.{'ytd' if is_this_year else year}"
    id = stem if is_this_year else f"{stem}.by_rule"
    found = _difference(one, stem, ours.value, printed, (id, one.id(year)))
    found = [figure._replace(note=_where_from(one, year, printed)) for figure in found]
    if not found or is_this_year:
        return found
    return [figure(one, ours, id, _how(one, year), derived_from=_rests_on(one, year)), *found]


def _where_from(one: Series, year: str, printed: float) -> str:
    """What the printed figure seems to be, where it is not what the rule says."""
    known = [
        value for month in periods.months_of(year) if (value := one.known(month)) is not None and month <= one.month
    ]
    decimals = DECIMALS[one.indicator.unit]
    is_mean = bool(known) and half_up(sum(known) / len(known), decimals) == half_up(printed, decimals)
    return "the printed figure is the plain mean of the months" if is_mean and len(known) > 1 else ""


def _difference(one: Series, stem: str, ours: float, printed: float, ids: tuple[str, ...]) -> list[Figure]:
    unit, decimals = one.indicator.unit, DECIMALS[one.indicator.unit]
    found = half_up(ours, decimals) - half_up(printed, decimals)
    if not found:
        return []
    name, section = "points" if unit == "percent" else UNITS[unit], one.indicator.section
    how = "ours less the printed figure, as shown"
    made = Figure(f"{stem}.difference", float(found), name, section, "rate", method=how, decimals=decimals)
    return [made._replace(derived_from=ids)]


def by_rule(one: Series, year: str) -> Value:
    """The year to date (to the month of the report, or to March) from the months alone."""
    months = [month for month in periods.months_of(year) if month <= one.month]
    if not one.indicator.rule:
        return Value(None, note=NO_RULE)
    if one.indicator.rule == ADDED:
        return _added(one, months)
    found = one.values.get(months[-1], Value(None))
    return found._replace(given=None, note=found.note or (_no_value(months[-1:]) if found.value is None else ""))


def _added(one: Series, months: Sequence[str]) -> Value:
    """The months added up; of a ratio, numerators over denominators. None where one of them is not there."""
    unit = one.indicator.unit
    found = {month: one.values.get(month, Value(None)) for month in months}
    if unit == "count":
        lacking = [month for month, value in found.items() if value.value is None]
        total = sum(value.value or 0 for value in found.values())
        return Value(None, note=_no_value(lacking)) if lacking else Value(total)
    lacking = [month for month, value in found.items() if not value.has_parts]
    if lacking:
        return Value(None, note=f"no numerator and denominator for {_listed(lacking)}")
    above = sum(value.numerator or 0 for value in found.values())
    below = sum(value.denominator or 0 for value in found.values())
    value = worked_out(unit, above, below)
    return Value(value, above, below, note="" if value is not None else NOTHING)


def _no_value(months: Sequence[str]) -> str:
    return f"no value for {_listed(months)}"


def _listed(months: Sequence[str]) -> str:
    words = [periods.in_words(month) for month in months]
    return words[0] if len(words) == 1 else f"{words[0]} and {len(words) - 1} more"


def _how(one: Series, year: str) -> str:
    """How a year is made, to which month: that of another month's report is another statistic."""
    kind = "latest" if one.indicator.rule != ADDED else "count" if one.indicator.unit == "count" else "ratio"
    return f"{HOW[kind]}, to {periods.in_words(_last(one, year))}"


def _as_given(one: Series) -> str:
    return f"{AS_GIVEN}, to {periods.in_words(one.month)}"


def _last(one: Series, year: str) -> str:
    return max(month for month in periods.months_of(year) if month <= one.month)


def months_added(one: Series, year: str) -> tuple[str, ...]:
    """The ids of the months that a total adds up; none where the year is its latest month."""
    if one.indicator.rule != ADDED or not periods.is_year(year):
        return ()
    return tuple(one.id(month) for month in periods.months_of(year) if month in one.values)


def _rests_on(one: Series, year: str) -> tuple[str, ...]:
    """The ids of the months that our own figure of a year is made from."""
    last = _last(one, year)
    return months_added(one, year) or ((one.id(last),) if last in one.values else ())
