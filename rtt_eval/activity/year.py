"""The year of a report and the one before it, and what lies in either."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from rtt_eval.load import Records
from rtt_eval.windows import day_after


class Year(NamedTuple):
    """The days of a report, both ends counted, and the same days a year before. `as_at`: nothing later counts.

    census: the last day of the period that counts; previous_census: the same day a year before.
    """

    start: date
    end: date
    as_at: date

    @property
    def census(self) -> date:
        """The day on which open cases and ages are counted."""
        return min(self.end, self.as_at)

    @property
    def previous(self) -> Year:
        """The same days a year before."""
        return Year(a_year_before(self.start), a_year_before(self.end), a_year_before(self.census))


def year(start: date, end: date, as_at: date) -> Year:
    """The year of a report, from its first and last day and the last day that counts."""
    return Year(start, end, as_at)


def a_year_before(day: date) -> date:
    """The same day of the calendar a year before: the last day of February stays the last day of February."""
    if day + timedelta(days=1) == date(day.year, 3, 1):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def dated_in(days: pd.Series, when: Year) -> pd.Series:
    """Whether each day lies in the year and not after the last day that counts; False where it is not known."""
    return (days >= pd.Timestamp(when.start)) & (days < day_after(when.census))


def overlapping(rows: pd.DataFrame, when: Year) -> pd.DataFrame:
    """The rows whose [start, end) has at least one day in the year; without an end they go on."""
    has_begun = rows["start"] < day_after(when.census)
    return rows[has_begun & ~(rows["end"] <= pd.Timestamp(when.start))]


def open_on(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows that have begun on or before the day and have no end, or an end after it."""
    return rows[(rows["start"] < day_after(day)) & ~(rows["end"] <= pd.Timestamp(day))]


def covers(days: pd.Series, when: Year) -> bool:
    """Whether a table of dated rows reaches back to the beginning of the year.

    It does when its earliest row is dated no later than one month after the year began. An extract that holds only
    the last weeks of a year would otherwise pass for the whole of it.
    """
    earliest = days.min()
    return bool(pd.notna(earliest) and earliest <= pd.Timestamp(when.start) + pd.DateOffset(months=1))


def since(days: pd.Series, when: Year) -> date:
    """The first day of a run of months that ends with the year: of the year before where the rows reach back to it."""
    return when.previous.start if covers(days, when.previous) else when.start


def children_worked_with(records: Records, when: Year) -> pd.Series:
    """person_id of each child with at least one involvement on at least one day of the year, each once, in order."""
    return overlapping(records.involvements, when)["person_id"].drop_duplicates().reset_index(drop=True)
