"""The row ledger: every input row ends in exactly one named bucket, and the buckets add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from rtt_eval.load import TABLES, Records
from rtt_eval.validate.quality import Finding, Quality

BUCKETS = MappingProxyType(
    {
        "used": "Used",
        "used_queried": "Used, with a query to look at",
        "rejected": "Not used: a fault",
        "duplicate": "Not used: the same row stands twice",
        "after_as_at": "Not used: dated after the as-at day",
        "not_in_cohort": "Not used: about a young person outside the report's cohort",
        "table_not_used": "Not used: the report does not use this table",
        "not_data": "Not data: a title, a total, a note, an example, or nothing to read",
        "not_mapped": "Not read: the mapping leaves the sheet out",
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


USED = "used"
# Where the lines of one input row went different ways: the row is used if any of them is; else the first named here.
ORDER = (USED, "rejected", "duplicate", "after_as_at", "not_in_cohort", "table_not_used")
LINE = ("table", "line", "file", "sheet", "row")
SOURCE_ROW = ["file", "sheet", "row"]


def lines_of(records: Records, buckets: Mapping[tuple[str, int], str], findings: Sequence[Finding]) -> pd.DataFrame:
    """One row a row of a canonical table: where it stood, its bucket, and the codes of the checks that it failed."""
    codes: dict[tuple[str, int], set[str]] = {}
    for finding in findings:
        if finding.line is not None:
            codes.setdefault((finding.table, finding.line), set()).add(finding.code)
    parts = [_lines_of_table(records, table) for table in TABLES if len(records.table(table))]
    lines = pd.concat([*parts, records.behind], ignore_index=True) if parts else pd.DataFrame(columns=list(LINE))
    ids = list(zip(lines["table"].to_list(), lines["line"].to_list(), strict=True))
    return lines.assign(
        bucket=pd.Series([buckets.get(id, USED) for id in ids], dtype="str"),
        reason=pd.Series([", ".join(sorted(codes[id])) if id in codes else "" for id in ids], dtype="str"),
    )


def _lines_of_table(records: Records, table: str) -> pd.DataFrame:
    frame = records.table(table)
    own = {name: frame[f"source_{name}"] for name in SOURCE_ROW}
    return pd.DataFrame({"table": table, "line": frame.index, **own})


def draft(ledger: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The ledger with the bucket of each input row that was read: one bucket, however many lines came from the row.

    A row is used when a line of it is; it is used_queried when any line of it failed a check. `reason` names the codes.
    """
    if lines.empty:
        return ledger
    rank = lines["bucket"].map({bucket: place for place, bucket in enumerate(ORDER)})
    rows = [lines[name] for name in SOURCE_ROW]
    best = rank.groupby(rows).min().map(dict(enumerate(ORDER)))
    reasons = _reasons(lines.loc[lines["reason"] != "", [*SOURCE_ROW, "reason"]].drop_duplicates())
    places = pd.MultiIndex.from_frame(ledger[SOURCE_ROW])
    bucket = best.reindex(places).set_axis(ledger.index)
    reason = reasons.reindex(places).set_axis(ledger.index)
    bucket = bucket.mask((bucket == USED) & reason.notna(), "used_queried")
    is_read = (ledger["bucket"] == "read") & bucket.notna()
    return ledger.assign(
        bucket=ledger["bucket"].mask(is_read, bucket), reason=ledger["reason"].mask(is_read & reason.notna(), reason)
    )


def _reasons(rows: pd.DataFrame) -> pd.Series:
    """The codes of each input row; only where several lines failed in different ways need they be joined."""
    is_several = rows.duplicated(SOURCE_ROW, keep=False)
    joined = rows[is_several].groupby(SOURCE_ROW)["reason"].agg(_joined)
    return pd.concat([rows[~is_several].set_index(SOURCE_ROW)["reason"], joined])


def _joined(reasons: pd.Series) -> str:
    return ", ".join(sorted({code for reason in reasons for code in reason.split(", ")}))


def close_ledger(quality: Quality, cohort_person_ids: Iterable[str], tables_used: Collection[str]) -> pd.DataFrame:
    """The final ledger of a report: one row an input row, in exactly one of `BUCKETS`.

    `cohort_person_ids`: the young people whom the report is about; a row about somebody else is not_in_cohort.
    `tables_used`: the tables that the report reads; rows of others are table_not_used.
    """
    lines = quality.lines
    cohort = set(cohort_person_ids)
    is_free = lines["bucket"] == USED
    is_idle = is_free & ~lines["table"].isin(list(tables_used))
    parts = [
        _rows_outside(quality.accepted.table(table), table, column, cohort) for table, column in COHORT_COLUMN.items()
    ]
    keys = ["table", *SOURCE_ROW]
    outside = pd.MultiIndex.from_frame(pd.concat(parts, ignore_index=True)[keys])
    is_outside = is_free & pd.MultiIndex.from_frame(lines[keys]).isin(outside)
    bucket = lines["bucket"].mask(is_outside, "not_in_cohort").mask(is_idle, "table_not_used")
    ledger = quality.ledger
    is_open = ledger["bucket"].isin([USED, "used_queried"])
    has_lines = pd.MultiIndex.from_frame(ledger[SOURCE_ROW]).isin(pd.MultiIndex.from_frame(lines[SOURCE_ROW]))
    is_unread = is_open & ~has_lines & ~ledger["table"].isin(list(tables_used))
    start = ledger["bucket"].mask(is_open & has_lines, "read").mask(is_unread, "table_not_used")
    return draft(ledger.assign(bucket=start), lines.assign(bucket=bucket))


def _rows_outside(frame: pd.DataFrame, table: str, column: str, cohort: set[str]) -> pd.DataFrame:
    rows = frame[frame[column].notna() & ~frame[column].isin(list(cohort))]
    return pd.DataFrame({"table": table, **{name: rows[f"source_{name}"] for name in SOURCE_ROW}})


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
