"""Run every check, put every row in its bucket, and keep what may be used.

The order matters: a row that stands twice is counted once before anything is judged; rows that cannot be used go, and
with them the rows that belong to them; then what is later than the as-at day; what is left is asked the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

import pandas as pd

from rtt_eval.errors import DataError
from rtt_eval.load import SENTENCES, TABLES, Records
from rtt_eval.validate import care, dates, forms, keys, ledger, scorecard, scores, totals
from rtt_eval.validate.quality import LEFT_WITH_ITS_PARENT, Finding, Quality, Result, as_frame
from rtt_eval.validate.registry import AFTER_AS_AT, DUPLICATE, REJECTED, registered
from rtt_eval.validate.sorting import LEFT_SENTENCE, NEEDED_CODE, NEEDED_SENTENCE, Sorting

CHECK_MODULES = (keys, dates, care, forms, scores, totals, scorecard)
"""Importing a module registers its checks."""

CHECKS = registered()
DEFAULT_NEEDS = ("young_people", "iip_cases", "referrals")
BLANKED, USED = "blanked", ""  # the rows stay; an impossible date must go before dates are held against the as-at day
MAX_LINES = 50
ONE_FAULT = ["code", "severity", "file", "sheet", "row", "letter", "message"]
"""What one fault is to a reader: a cell of a wide sheet may stand behind several lines of a table."""

ONLY_NOTED = frozenset(
    {"C01", "C02", "C07", "C12", "C15", "M03", "M04", "M05", "M06"}
)  # faults of loading that never cost a row


def examine(records: Records, as_at: date, needs: Sequence[str] = DEFAULT_NEEDS) -> Quality:
    """Every check on every table, whatever it finds; rows that cannot be used are left out of `accepted`.

    Nothing in the data makes this raise: `records` does, on what this finds. `as_at`: the last day that counts.
    `needs`: tables without which the report cannot be made.
    """
    day = pd.Timestamp(as_at)
    sorting = Sorting(records)
    sorting.take_faults()
    for bucket in (DUPLICATE, REJECTED, BLANKED, AFTER_AS_AT, USED):
        checks = [check for check in CHECKS if (BLANKED if check.blanks else check.bucket) == bucket]
        for check in checks:
            sorting.run(check, day)
        if bucket in (DUPLICATE, REJECTED, AFTER_AS_AT):
            sorting.leave_out(bucket, checks)
        if bucket == AFTER_AS_AT:
            known = {name: dates.without_later_dates(sorting.now.table(name), name, day) for name in TABLES}
            sorting.now = sorting.now.with_tables(known)
    sorting.close_rejected()
    sorting.need(needs)
    lines = ledger.lines_of(records, sorting.buckets, sorting.findings)
    accepted = {name: sorting.now.table(name).reset_index(drop=True) for name in TABLES}
    return Quality(
        name=records.name,
        checks=as_frame(sorting.results, Result),
        findings=as_frame(sorting.findings, Finding).drop_duplicates(ONE_FAULT, ignore_index=True),
        accepted=sorting.now.with_tables(accepted),
        ledger=ledger.draft(records.ledger, lines),
        lines=lines,
    )


def records(
    records: Records,
    as_at: date,
    rejected_rows: Literal["stop", "leave_out"] = "stop",
    needs: Sequence[str] = DEFAULT_NEEDS,
) -> Quality:
    """The records that may be used, with every check's result, or a stop.

    `rejected_rows`: "stop" - a row that cannot be used stops the report; "leave_out" - it is dropped and listed.
    Duplicates are counted once, rows dated after `as_at` are left out, later end dates count as not yet known.

    Errors: DataError naming each fault by file, sheet, row and column letter, never by what the cell holds.
    Source: docs/tables.md.
    """
    quality = examine(records, as_at, needs)
    findings = quality.findings
    stops = quality.stops if rejected_rows == "stop" else tuple(findings.loc[findings["severity"] == "stop", "message"])
    if stops:
        more = len(stops) - MAX_LINES
        lines = [*stops[:MAX_LINES], *([f"and {more} more; rtt-eval check lists them all"] if more > 0 else [])]
        raise DataError(_head(records.name, len(stops), rejected_rows), lines)
    return quality


def _head(name: str, n_faults: int, rejected_rows: str) -> str:
    faults = "1 fault stops" if n_faults == 1 else f"{n_faults} faults stop"
    way_out = ", or set rejected_rows: leave_out to go on without the rows" if rejected_rows == "stop" else ""
    return f"{name}: {faults} the report. Correct the data and run again{way_out}."


class Listed(NamedTuple):
    """A check as `rtt-eval list checks` names it."""

    code: str
    severity: str
    sentence: str


def list_checks() -> list[Listed]:
    """Every check once, in order of code, whichever tables it is run on; where severities differ, the strictest."""
    strictness = ("stop", "reject", "query")
    found = [Listed(code, "query" if code in ONLY_NOTED else "reject", said) for code, said in SENTENCES.items()]
    found += [Listed(LEFT_WITH_ITS_PARENT, "reject", LEFT_SENTENCE), Listed(NEEDED_CODE, "stop", NEEDED_SENTENCE)]
    found += [Listed(check.code, check.severity, check.sentence) for check in CHECKS]
    strictest = {one.code: one for one in sorted(found, key=lambda one: strictness.index(one.severity), reverse=True)}
    return [strictest[code] for code in sorted(strictest)]
