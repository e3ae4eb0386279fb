"""The months that a folder of tables is about: what `rtt-eval new` writes into a params file as the period."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rtt_eval import periods
from rtt_eval.errors import DataError
from rtt_eval.load.read import records
from rtt_eval.load.tables import Records


def days_held(folder: Path, report: str, mapping: Path | None = None) -> tuple[date, date] | None:
    """First and last day of the months from the first case to the last one; None where there is no case.

    Of a scorecard: the latest month of its values and the months before it in that financial year. None too where the
    mapping is not finished yet: `rtt-eval check` lists what it lacks. DataError where canonical tables cannot be read.
    """
    try:
        found = records(folder, mapping)
    except DataError:
        if mapping is None:
            raise
        return None
    return _of_indicators(found) if report == "performance_scorecard" else _of_cases(found)


def _of_indicators(found: Records) -> tuple[date, date] | None:
    months = sorted(filter(periods.is_month, found.indicator_values["period"].dropna()))
    return periods.days_of(periods.months_to(months[-1])) if months else None


def _of_cases(found: Records) -> tuple[date, date] | None:
    starts = found.iip_cases["start"].dropna()
    if starts.empty:
        return None
    first, last = starts.min().to_period("M"), starts.max().to_period("M")
    return first.start_time.date(), last.end_time.date()
