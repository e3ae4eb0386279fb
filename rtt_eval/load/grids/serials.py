"""Numbers that a spreadsheet shows as dates and times, as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from rtt_eval.load.grids.grid import number_text

MAX_FORMAT = 255
"""Excel's own limit for the code of a number format."""


def kind_of_format(number: int, formats: Mapping[int, str]) -> str:
    """What a number format shows: "date" (or a time), "duration", or "" for anything else."""
    code = (formats.get(number) or BUILTIN_FORMATS.get(number, ""))[:MAX_FORMAT]
    if is_timedelta_format(code):
        return "duration"
    return "date" if is_date_format(code) else ""


def serial_text(raw: str, kind: str, epoch: datetime) -> str:
    """An Excel serial as text: 43190 is "2018-03-31"; one that is no date (negative, too large) stays a number."""
    try:
        value = float(raw)
        found = from_excel(value, epoch, timedelta=kind == "duration") if value >= 0 else None
    except (ValueError, OverflowError):
        return number_text(raw)
    return number_text(raw) if found is None else moment_text(found)


def moment_text(moment: datetime | time | timedelta) -> str:
    """A date (midnight), a date with a time, a time, or a length of time ("26:30:00"), to the second."""
    if isinstance(moment, timedelta):
        minutes, seconds = divmod(round(moment.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(moment, time):
        return moment.replace(microsecond=0).isoformat()
    moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    is_midnight = moment.time() == time()
    return moment.date().isoformat() if is_midnight else moment.isoformat()
