"""The row ledger: every input row ends in exactly one named bucket, and the buckets add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from rtt_eval.load import TABLES, Records
from rtt_eval.validate.quality import Quality

BUCKETS = MappingProxyType(
    {
        "used": "Used",
        "used_queried": "Used, with a query to look at",
        "rejected": "Not used: a fault",
        "duplicate": "Not used: the same row stands twice",
        "after_as_at": "Not used: dated after the as-at day",
        "not_in_cohort": "Not used: about a young person outside the report's cohort",
        "table_not_used": "Not used: the report does not use this table",
        "restricted": "Not opened: names and dates of birth",
    }
)
"""Bucket -> what it is called in a report, in reading order."""

COHORT_COLUMN = MappingProxyType(
    {
        "young_people": "person_id",
        "placements": "person_id",
        "missing_episodes": "person_id",
        "significant_events": "person_id",
        "risk_scores": "person_id",
        "involvements": "person_id",
        "iip_cases": "person_id",
        "outcomes": "person_id",
        "sdq_returns": "person_id",
        "asf_applications": "person_id",
        "feedback": "person_id",
    }
)
"""Tables whose rows belong to the cohort by the person they are about. The others (referrals, training events,
attendance, unit costs, indicators) are counted as a whole; so is feedback that is about no one young person."""


def draft(records: Records, buckets: Mapping[tuple[str, int], str], findings: pd.DataFrame) -> pd.DataFrame:
    """The ledger after the checks, before a cohort is known. `reason` names the checks that the row failed."""
    ledger = records.ledger
    places = _places(ledger)
    placed = findings.dropna(subset=["row"])
    reasons: dict[tuple[str, int], list[str]] = {}
    for table, row, code in zip(placed["table"], placed["row"].astype(int), placed["code"], strict=True):
        reasons.setdefault((table, row), []).append(code)
    final = [
        buckets.get(place, "used_queried" if place in reasons else "used") if bucket == "read" else bucket
        for place, bucket in zip(places, ledger["bucket"].to_numpy(), strict=True)
    ]
    why = [
        ", ".join(sorted(set(reasons[place]))) if place in reasons else reason
        for place, reason in zip(places, ledger["reason"].to_numpy(), strict=True)
    ]
    return ledger.assign(bucket=pd.Series(final, dtype="str"), reason=pd.Series(why, dtype="str"))


def _places(ledger: pd.DataFrame) -> list[tuple[str, int]]:
    """Table and row of each row of the ledger, as plain values: a frame hands them out slowly one by one."""
    return list(zip(ledger["table"].to_numpy(), ledger["row"].to_list(), strict=True))


def close_ledger(quality: Quality, cohort_person_ids: Iterable[str], tables_used: Collection[str]) -> pd.DataFrame:
    """The final ledger of a report: one row an input row, in exactly one of `BUCKETS`.

    `cohort_person_ids`: the young people whom the report is about; a row about somebody else is not_in_cohort.
    `tables_used`: the tables that the report reads; rows of others are table_not_used.
    """
    ledger = quality.ledger
    cohort = set(cohort_person_ids)
    is_free = ledger["bucket"].isin(["used", "used_queried"])
    is_idle = is_free & ~ledger["table"].isin(list(tables_used))
    outside = {
        (table, int(row))
        for table, column in COHORT_COLUMN.items()
        for row in _rows_outside(quality.accepted.table(table), column, cohort)
    }
    is_outside = np.array([place in outside for place in _places(ledger)], dtype=bool)
    bucket = ledger["bucket"].mask(is_free & is_outside, "not_in_cohort")
    return ledger.assign(bucket=bucket.mask(is_idle, "table_not_used"))


def _rows_outside(frame: pd.DataFrame, column: str, cohort: set[str]) -> pd.Series:
    return frame.loc[frame[column].notna() & ~frame[column].isin(list(cohort)), "source_row"]


def ledger_totals(ledger: pd.DataFrame) -> pd.DataFrame:
    """One row a table and file: its rows, and how many ended in each bucket (a column each, in the order of `BUCKETS`).

    Errors: ValueError when a row is in no bucket, in an unknown one, or in two - a fault of the program.
    """
    if ledger.duplicated(["table", "file", "sheet", "row"]).any():
        raise ValueError("the row ledger holds a row twice")
    by = ["table", "file"]
    counts = pd.crosstab([ledger[name] for name in by], ledger["bucket"]) if len(ledger) else pd.DataFrame()
    unknown = set(counts.columns) - set(BUCKETS)
    totals = counts.reindex(columns=list(BUCKETS), fill_value=0).astype("int64")
    rows = ledger.groupby(by).size()
    if unknown or not (totals.sum(axis=1) == rows).all():
        raise ValueError("the buckets of the row ledger do not add up to its rows")
    totals.insert(0, "rows", rows)
    order = {name: place for place, name in enumerate((*TABLES, "id_map"))}
    totals.columns.name = None
    return totals.reset_index().sort_values("table", key=lambda names: names.map(order), ignore_index=True)
