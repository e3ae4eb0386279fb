"""The tables `indicators` and `indicator_values` as one series an indicator, each value worked out where it can be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from rtt_eval import periods
from rtt_eval.errors import ParamsError
from rtt_eval.load import Records

SCALE = MappingProxyType({"percent": 100, "rate_per_10000": 10_000, "mean_days": 1})
"""A ratio's numerator is taken so many times before it is divided; a count has no ratio."""

DECIMALS = MappingProxyType({"count": 0, "percent": 1, "rate_per_10000": 1, "mean_days": 1})
UNITS = MappingProxyType({"count": "count", "percent": "percent", "rate_per_10000": "per 10,000", "mean_days": "days"})
"""Decimals and unit of a figure, by the unit of its indicator."""

NOTHING = "none to take it of: 0 of 0"
NO_VALUE = "no value given"


class Indicator(NamedTuple):
    """One row of `indicators`. `rule` is how the year to date is made (data_note), "" where that is blank."""

    id: str
    title: str
    theme: str
    good_is: str
    unit: str
    rule: str
    red: float | None
    target: float | None
    definition: str

    @property
    def stem(self) -> str:
        """How the ids of its figures begin."""
        return f"indicator.{self.id}"

    @property
    def section(self) -> str:
        """Its theme as a code."""
        return re.sub(r"[^a-z0-9]+", "_", self.theme.lower()).strip("_") or "indicators"


class Value(NamedTuple):
    """One month or year. `value` is worked out where numerator and denominator are both there, else as given.

    `given` is the value that the table holds beside the two. `value` is None where there is none, and `note` says why.
    """

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    given: float | None = None
    note: str = ""

    @property
    def has_parts(self) -> bool:
        """Whether both numerator and denominator are known."""
        return self.numerator is not None and self.denominator is not None


class Series(NamedTuple):
    """An indicator with its values up to the month of the report, by period (2016-07, 2015/16).

    `is_checked`: a person has said that values without a denominator rest on enough children to be published.
    `benchmarks`: group, period, value and source of each row of `benchmarks`.
    """

    indicator: Indicator
    values: Mapping[str, Value]
    month: str
    is_checked: bool = False
    benchmarks: tuple[tuple[str, str, float, str], ...] = ()

    def id(self, period: str) -> str:
        """The id of the value of a period."""
        return f"{self.indicator.stem}.{period}.value"

    def months(self) -> list[str]:
        """The months of which the table says something, in order."""
        return sorted(period for period in self.values if periods.is_month(period))

    def known(self, period: str) -> float | None:
        """The value of a period, where there is one."""
        found = self.values.get(period)
        return None if found is None else found.value


def catalogue(all_series: Iterable[Series]) -> tuple[Indicator, ...]:
    """What each indicator is, without its values: the words that a page needs beside figures that may be shown."""
    return tuple(one.indicator for one in all_series)


def series(
    records: Records, end: date, checked: Collection[str] = (), named: Collection[str] = ()
) -> tuple[Series, ...]:
    """Every indicator in the order of its table, with what is known up to the month in which `end` lies.

    A row of the financial year of the report is its year to date as somebody else worked it out. It is left out where
    the table holds later months of that year: it is then of another day. checked: indicator_ids for `is_checked`.
    named: others that the params file names. ParamsError where the table has no such indicator.
    """
    month = periods.month_of(end)
    _check_named(records, [*checked, *named])
    rows: dict[str, dict[str, Value]] = {}
    unit_of = dict(zip(records.indicators["indicator_id"], records.indicators["unit"], strict=True))
    for row in records.indicator_values.itertuples():
        if row.indicator_id in unit_of:
            rows.setdefault(str(row.indicator_id), {})[str(row.period)] = _value(unit_of[row.indicator_id], row)
    compared = _benchmarks(records.benchmarks)
    return tuple(
        Series(one, _until(rows.get(one.id, {}), month), month, one.id in checked, compared.get(one.id, ()))
        for one in map(_indicator, records.indicators.itertuples())
    )


def _check_named(records: Records, ids: Iterable[str]) -> None:
    unknown = sorted(set(ids) - set(records.indicators["indicator_id"]))
    if unknown:
        raise ParamsError(f"params: there is no indicator {unknown[0]} in the table `indicators`. Correct its id.")


def worked_out(unit: str, numerator: float, denominator: float) -> float | None:
    """The value from its two parts; None where the denominator is zero. A count is its numerator."""
    if unit == "count":
        return numerator
    return SCALE[unit] * numerator / denominator if denominator else None


def _value(unit: str, row: Any) -> Value:
    numerator, denominator, given = map(_number, (row.numerator, row.denominator, row.value))
    if numerator is not None and (denominator is not None or unit == "count"):
        value = worked_out(unit, numerator, denominator or 0)
        return Value(value, numerator, denominator, given, "" if value is not None else NOTHING)
    return Value(given, note="" if given is not None else NO_VALUE)


def _until(values: Mapping[str, Value], month: str) -> Mapping[str, Value]:
    """What is known in the month of the report, months and years in order."""
    year = periods.year_of(month)
    is_later = any(periods.is_month(one) and one > month and periods.year_of(one) == year for one in values)
    kept = [one for one in values if (periods.is_month(one) and one <= month) or (periods.is_year(one) and one <= year)]
    return MappingProxyType({one: values[one] for one in sorted(kept) if not (is_later and one == year)})


def _indicator(row: Any) -> Indicator:
    return Indicator(
        _text(row.indicator_id),
        _text(row.title),
        _text(row.theme),
        _text(row.good_is),
        _text(row.unit),
        _text(row.data_note),
        _number(row.red),
        _number(row.target_green),
        _text(row.definition),
    )


def _benchmarks(table: pd.DataFrame) -> dict[str, tuple[tuple[str, str, float, str], ...]]:
    found: dict[str, list[tuple[str, str, float, str]]] = {}
    for row in table.itertuples():
        one = (str(row.group), str(row.period), float(str(row.value)), _text(row.source))
        found.setdefault(str(row.indicator_id), []).append(one)
    return {id: tuple(sorted(rows, key=lambda one: one[1])) for id, rows in found.items()}


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)
