"""Indicators: periods that can be read, thresholds in order, nothing of a later month."""

from __future__ import annotations

import pandas as pd

from rtt_eval import periods
from rtt_eval.load import Records
from rtt_eval.validate.registry import AFTER_AS_AT, Failing, check


@check(
    "T11",
    "A period is neither a month nor a financial year",
    ["indicator_values.period"],
    "Write a month as 2016-07 and a year as 2016/17.",
    severity="reject",
)
def period_not_readable(records: Records, as_at: pd.Timestamp) -> Failing:
    period = records.indicator_values["period"]
    is_readable = period.map(_is_period, na_action="ignore").fillna(True)
    return ~is_readable.astype(bool)


@check(
    "T12",
    "The red threshold is better than the target",
    ["indicators.red", "indicators.target_green", "indicators.good_is"],
    "Correct one of the two, or good_is: as they stand, a value can be past the target and red.",
)
def thresholds_out_of_order(records: Records, as_at: pd.Timestamp) -> Failing:
    table = records.indicators
    gap = table["target_green"] - table["red"]
    return ((table["good_is"] == "high") & (gap < 0)) | ((table["good_is"] == "low") & (gap > 0))


@check(
    "D04",
    "A row is dated after the as-at day",
    ["indicator_values.period", "indicator_values.indicator_id"],
    "It was left out, as not yet known on that day. Nothing need be done.",
    bucket=AFTER_AS_AT,
)
def period_after_as_at(records: Records, as_at: pd.Timestamp) -> Failing:
    """A later month; a later year; and the year to date of a table that goes on after the as-at month."""
    table, month = records.indicator_values, periods.month_of(as_at.date())
    period = table["period"].fillna("").astype(str)
    year = periods.year_of(month)
    is_month, is_year = period.map(periods.is_month).astype(bool), period.map(periods.is_year).astype(bool)
    is_later = is_month & (period > month)
    in_this_year = is_later & period.isin(periods.months_of(year))
    goes_on = table["indicator_id"].isin(set(table.loc[in_this_year, "indicator_id"]))
    return is_later | (is_year & (period > year)) | ((period == year) & goes_on)


def _is_period(text: str) -> bool:
    return periods.is_month(text) or periods.is_year(text)
