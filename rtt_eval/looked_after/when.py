"""The year of a return, 1 April to 31 March, and what falls into it."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class Year(NamedTuple):
    """first: 1 April. last: 31 March. after: 1 April of the next year."""

    first: pd.Timestamp
    last: pd.Timestamp
    after: pd.Timestamp


def year(year_ending: int) -> Year:
    """The year that ends on 31 March of `year_ending`."""
    first, after = pd.Timestamp(year_ending - 1, 4, 1), pd.Timestamp(year_ending, 4, 1)
    return Year(first, after - pd.Timedelta(days=1), after)


def is_open_on(start: pd.Series, end: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Whether a half-open interval holds the day; a blank end is open."""
    return (start <= day) & (end.isna() | (end > day))


def is_within(start: pd.Series, end: pd.Series, span: Year) -> pd.Series:
    """Whether a half-open interval holds at least one day of the year."""
    return (start <= span.last) & (end.isna() | (end > span.first))


def birthday(born: pd.Series, age: int) -> pd.Series:
    """The day on which a child reaches an age; 28 February for a child of 29 February in a common year."""
    return born + pd.DateOffset(years=age)


def age_on(born: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Age in completed years (Int64; missing where the date of birth is)."""
    is_before_birthday = (born.dt.month * 100 + born.dt.day) > day.month * 100 + day.day
    return (day.year - born.dt.year - is_before_birthday).where(born.notna()).astype("Int64")
