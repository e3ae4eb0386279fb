"""Tables of what was wrong with the data, what was checked, and where every row went."""

from __future__ import annotations

import pandas as pd

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import HIDDEN
from rtt_eval.tables.build import text_table
from rtt_eval.tables.labels import plain
from rtt_eval.validate import BUCKETS, Quality

RESULTS = {"passed": "Passed", "failed": "Failed", "could_not_run": "Could not run"}
SEVERITIES = {"stop": "Stops the report", "reject": "Row left out", "query": "To be looked at"}
SHA256_SHOWN = 12
"""Characters of a file's SHA-256 that are printed: enough to tell two files apart; run.json has all of them."""


def checks(safe: Safe, quality: Quality) -> Table | None:
    """Every check that failed; rows are counted only where the audience may see single children."""
    rows = [
        [row["code"], row["sentence"], row["table"], f"{row['n_failed']:,}"]
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
    """Every fault in its place, without what the cell holds; only where the audience may see single children."""
    if not safe.profile.shows_rows:
        return None
    rows = [
        (
            row["file"] + (f", {row['sheet']}" if row["sheet"] else ""),
            "-" if pd.isna(row["row"]) else str(row["row"]),
            f"{row['letter']} ({row['column']})" if row["letter"] else row["column"] or "-",
            SEVERITIES.get(row["severity"], plain(row["severity"])),
            row["message"],
        )
        for row in quality.findings.to_dict("records")
    ]
    heads = [("File", False), ("Row", True), ("Column", False), ("What follows", False), ("What was found", False)]
    return text_table("findings", "Faults found in the data, with their place", heads, rows)


def row_ledger(safe: Safe, totals: pd.DataFrame) -> Table | None:
    """Where every input row went (`validate.ledger_totals`), a row a table; only for the audience that sees rows.

    A bucket can hold the rows of one child: the other editions have the totals in their table of files.
    """
    if not safe.profile.shows_rows:
        return None
    used = [bucket for bucket in BUCKETS if bucket in totals and totals[bucket].any()]
    rows = [
        (row["table"], row["file"], *(f"{row[name]:,}" for name in ("rows", *used)))
        for row in totals.to_dict("records")
    ]
    heads = [("Table", False), ("File", False), ("Rows", True), *((f"{BUCKETS[name]} (rows)", True) for name in used)]
    return text_table("row_ledger", "Where every row of the data went", heads, rows)


def files(safe: Safe, sources: pd.DataFrame) -> Table | None:
    """The files that were found (`records.sources`): what was done with each, its rows, the start of its SHA-256."""
    rows = [
        (
            row["file"],
            row["sheet"] or "-",
            row["table"] or "-",
            plain(row["state"]),
            HIDDEN if row["rows"] in range(1, safe.profile.smallest_count) else f"{row['rows']:,}",
            row["sha256"][:SHA256_SHOWN] or "-",
        )
        for row in sources.to_dict("records")
    ]
    heads = [("File", False), ("Sheet", False), ("Table", False), ("What was done", False), ("Rows", True)]
    caption = "Files of the data folder"
    return text_table("files", caption, [*heads, (f"SHA-256, first {SHA256_SHOWN} characters", False)], rows)
