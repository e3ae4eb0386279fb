"""Tables of what was wrong with the data, what was checked, and where every row went."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import HIDDEN, UNKNOWN
from rtt_eval.labels import plain
from rtt_eval.tables.build import text_table
from rtt_eval.validate import Quality

RESULTS = {"passed": "Passed", "failed": "Failed", "could_not_run": "Could not run"}
SEVERITIES = {"stop": "Stops the report", "reject": "Row left out", "query": "To be looked at"}
BUCKET_HEADS = {
    "used": "Used",
    "used_queried": "Used, to be looked at",
    "rejected": "Fault",
    "duplicate": "Twice",
    "after_as_at": "Too late",
    "not_in_cohort": "Other young people",
    "table_not_used": "Not used here",
    "not_data": "No data",
    "not_mapped": "Not mapped",
    "restricted": "Not opened",
}
"""The buckets of the ledger (`validate.BUCKETS`) in heads short enough for a page."""

MOST_ROWS = 12
"""Rows named beside one kind of fault; the others are counted."""

SHA256_SHOWN = 12
"""Characters of a file's SHA-256 that are printed: enough to tell two files apart; run.json has all of them."""


def checks(safe: Safe, quality: Quality) -> Table | None:
    """Every check that failed; rows are counted only where the audience may see single children."""
    rows = [
        [row["code"], row["sentence"], row["table"] or "-", f"{row['n_failed']:,}"]
        for row in quality.checks.to_dict("records")
        if row["result"] == "failed"
    ]
    heads = [("Check", False), ("What was found", False), ("Table", False), ("Rows", True)]
    if not safe.profile.shows_rows:
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    return text_table("checks_failed", "Checks of the data that failed", heads, rows)


def checks_not_run(quality: Quality) -> Table | None:
    """Every reason why checks could not run, with the checks: a check that could not run is not a pass."""
    codes: dict[str, dict[str, None]] = {}
    for row in quality.checks.to_dict("records"):
        if row["result"] == "could_not_run":
            codes.setdefault(row["why"], {})[row["code"]] = None
    rows = [(why[:1].upper() + why[1:], ", ".join(found)) for why, found in codes.items()]
    caption = "Checks of the data that could not run, by reason"
    return text_table("checks_not_run", caption, [("Why", False), ("Checks", False)], rows)


def check_totals(quality: Quality) -> Table | None:
    """How many checks passed, failed and could not run: a check that could not run is not a pass."""
    found = quality.checks["result"].value_counts()
    rows = [(label, str(found.get(result, 0))) for result, label in RESULTS.items()]
    return text_table("check_totals", "Checks of the data by result", [("Result", False), ("Checks", True)], rows)


def findings(safe: Safe, quality: Quality) -> Table | None:
    """Every fault in its place, without what the cell holds; only where the audience may see single children.

    Faults of one kind in one column stand in one row with the numbers of their rows.
    """
    if not safe.profile.shows_rows:
        return None
    places: dict[tuple[str, ...], list[str]] = {}
    for row in quality.findings.to_dict("records"):
        places.setdefault(_kind_of_fault(row), []).append("" if pd.isna(row["row"]) else str(row["row"]))
    rows = [
        (file, _rows_named(found), column, follows, message)
        for (file, column, follows, message), found in places.items()
    ]
    heads = [("File", False), ("Where", False), ("Column", False), ("What follows", False), ("What was found", False)]
    return text_table("findings", "Faults found in the data, with their place", heads, rows)


def _kind_of_fault(row: Mapping[Hashable, Any]) -> tuple[str, ...]:
    """File, column, what follows, and the message less the place that it begins with."""
    file = row["file"] + (f", {row['sheet']}" if row["sheet"] else "")
    column = f"{row['letter']} ({row['column']})" if row["letter"] else row["column"] or "-"
    place, colon, said = row["message"].partition(": ")
    message = said if colon and row["file"] in place else row["message"]
    return file, column, SEVERITIES.get(row["severity"], plain(row["severity"])), message[:1].upper() + message[1:]


def _rows_named(rows: Sequence[str]) -> str:
    """The numbers of rows as a reader looks them up: row 4; rows 14, 139."""
    named = [row for row in rows if row]
    if not named:
        return "-"
    more = f" and {len(named) - MOST_ROWS} more" if len(named) > MOST_ROWS else ""
    return f"{'row' if len(named) == 1 else 'rows'} {', '.join(named[:MOST_ROWS])}{more}"


def row_ledger(safe: Safe, totals: pd.DataFrame) -> Table | None:
    """Where every input row went (`validate.ledger_totals`), a row a table; only for the audience that sees rows.

    A bucket can hold the rows of one child: the other editions have the totals in their table of files.
    """
    if not safe.profile.shows_rows:
        return None
    used = {bucket: head for bucket, head in BUCKET_HEADS.items() if bucket in totals and totals[bucket].any()}
    rows = [(row["file"], *(f"{row[name]:,}" for name in ("rows", *used))) for row in totals.to_dict("records")]
    heads = [("File", False), ("Rows", True), *((head, True) for head in used.values())]
    return text_table("row_ledger", "Where every row of the data went (rows)", heads, rows)


def files(safe: Safe, sources: pd.DataFrame) -> Table | None:
    """The files that were found (`records.sources`): what was done with each, its rows, the start of its SHA-256."""
    rows = [
        (
            row["file"],
            row["sheet"] or UNKNOWN,
            plain(row["state"]),
            HIDDEN if row["rows"] in range(1, safe.profile.smallest_count) else f"{row['rows']:,}",
            row["sha256"][:SHA256_SHOWN] or "-",
        )
        for row in sources.to_dict("records")
    ]
    heads = [("File", False), ("Sheet", False), ("What was done", False), ("Rows", True), ("SHA-256 begins", False)]
    return text_table("files", "Files of the data folder", heads, rows)
