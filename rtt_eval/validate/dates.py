"""D: dates in the wrong order, before birth, after the as-at day, or of another century."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from rtt_eval import schemas
from rtt_eval.load import TABLES, Records
from rtt_eval.load.faults import severity_of
from rtt_eval.validate.keys import look_up
from rtt_eval.validate.registry import AFTER_AS_AT, Failing, check

EARLIEST_YEAR = 1980  # nobody the service has records of was born before; 1900 is the case system's "no date"
YEARS_AHEAD = 5  # of the as-at day: a later year is a slip of the finger, not a plan

ENDS = (
    ("young_people", "in_care_to", "in_care_from"),
    ("placements", "end", "start"),
    ("missing_episodes", "end", "start"),
    ("involvements", "end", "start"),
    ("iip_cases", "end", "start"),
    ("placement_costs", "valid_to", "valid_from"),
)
"""Table, end, start: an end before its start makes no interval, so the row cannot be used."""

STEPS = (
    ("referrals", "decision_date", "received"),
    ("referrals", "first_consultation", "received"),
    ("referrals", "first_therapy", "received"),
    ("referrals", "closed", "received"),
    ("iip_cases", "phase_2_start", "start"),
    ("iip_cases", "phase_3_start", "start"),
    ("iip_cases", "phase_3_start", "phase_2_start"),
    ("iip_cases", "end", "phase_2_start"),
    ("iip_cases", "end", "phase_3_start"),
    ("iip_cases", "end", "first_network_meeting"),
    ("asf_applications", "decided", "submitted"),
)
"""Table, later step, earlier step: the row can be used, but a time between the two is negative."""

HAPPENED = {
    "placements": "start",
    "missing_episodes": "start",
    "significant_events": "date",
    "risk_scores": "date",
    "referrals": "received",
    "involvements": "start",
    "iip_cases": "start",
    "outcomes": "date_completed",
    "sdq_returns": "date_completed",
    "training_events": "date",
    "feedback": "date",
    "asf_applications": "submitted",
}
"""The date on which a row of each table comes about: after the as-at day, it had not happened yet."""

STAYS_AS_DATED = frozenset({("placement_costs", "valid_to"), ("young_people", "in_care_from")})
"""Later dates that stay: a price list may run past the as-at day; a child may have come into care since."""

GOES_WITH = {
    ("placements", "end"): ("end_reason", pd.NA),
    ("iip_cases", "end"): ("end_reason", pd.NA),
    ("referrals", "decision_date"): ("decision", "pending"),
}
"""What is not yet known either, when a date is not, and what stands there then."""


def date_columns(table: str) -> list[schemas.Column]:
    """The date and month columns of a table."""
    return [column for column in schemas.tables()[table] if column.kind in ("date", "month")]


def without_later_dates(frame: pd.DataFrame, table: str, as_at: pd.Timestamp) -> pd.DataFrame:
    """The table as it was known on the as-at day: what ended or was decided later is still open."""
    known = {}
    for column in date_columns(table):
        is_later = frame[column.name] > as_at
        if column.is_required or (table, column.name) in STAYS_AS_DATED or not is_later.any():
            continue
        known[column.name] = frame[column.name].mask(is_later)
        if (table, column.name) in GOES_WITH:
            name, until_then = GOES_WITH[table, column.name]
            known[name] = frame[name].mask(is_later, until_then)
    return frame.assign(**known)


def _is_before(records: Records, as_at: pd.Timestamp, table: str, later: str, earlier: str) -> Failing:
    frame = records.table(table)
    return frame[later] < frame[earlier]


def _is_later_than_as_at(records: Records, as_at: pd.Timestamp, table: str, column: str) -> Failing:
    return records.table(table)[column] > as_at


def _is_before_birth(records: Records, as_at: pd.Timestamp, table: str) -> Failing:
    frame = records.table(table)
    # A birth month is kept as its 15th; a child may be born, and placed, on its first day.
    born = look_up(frame["person_id"], records, "young_people", "birth_month") - pd.Timedelta(days=14)
    names = [column.name for column in date_columns(table) if column.kind == "date"]
    return pd.DataFrame({name: frame[name].to_numpy() < born.to_numpy() for name in names}, index=frame.index)


def _is_impossible_year(records: Records, as_at: pd.Timestamp, table: str, columns: list[str]) -> Failing:
    frame = records.table(table)
    first, last = np.datetime64(f"{EARLIEST_YEAR}-01-01"), np.datetime64(f"{as_at.year + YEARS_AHEAD}-12-31")
    days = {name: frame[name].to_numpy() for name in columns}
    return pd.DataFrame({name: (day < first) | (day > last) for name, day in days.items()}, index=frame.index)


for _table in TABLES:
    for _severity in ("reject", "query"):
        _names = [column.name for column in date_columns(_table) if severity_of(column) == _severity]
        if _names:
            check(
                "D01",
                "A date is of an impossible year",
                [f"{_table}.{schemas.PRIMARY_KEYS[_table][0]}"],
                "Correct the year; if the date is not known, leave the cell blank where it may be blank.",
                severity=_severity,
                blanks=_severity == "query",
            )(partial(_is_impossible_year, table=_table, columns=_names))

for _table, _later, _earlier in ENDS:
    check(
        "D02",
        "An end is before its start",
        [f"{_table}.{_later}", f"{_table}.{_earlier}"],
        f"Correct {_later} or {_earlier}; they may have changed places.",
        severity="reject",
    )(partial(_is_before, table=_table, later=_later, earlier=_earlier))

for _table, _later, _earlier in STEPS:
    check(
        "D03",
        "Two steps are in the wrong order",
        [f"{_table}.{_later}", f"{_table}.{_earlier}"],
        f"{_later} is before {_earlier}: correct one of them.",
    )(partial(_is_before, table=_table, later=_later, earlier=_earlier))

for _table, _column in HAPPENED.items():
    check(
        "D04",
        "A row is dated after the as-at day",
        [f"{_table}.{_column}"],
        "It was left out, as not yet known on that day. Nothing need be done.",
        bucket=AFTER_AS_AT,
    )(partial(_is_later_than_as_at, table=_table, column=_column))

for _table in TABLES:
    if "person_id" in schemas.columns(_table) and any(column.kind == "date" for column in date_columns(_table)):
        check(
            "D05",
            "A date is before the young person's month of birth",
            [f"{_table}.person_id", "young_people.birth_month"],
            "Correct the date, or the month of birth in young_people.",
        )(partial(_is_before_birth, table=_table))
