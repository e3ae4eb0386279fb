"""Files, rows, checks and findings, counted."""

from __future__ import annotations

import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.load import TABLES
from rtt_eval.validate import BUCKETS, CHECKS, Quality

SECTION = "data_quality"
RESULTS = ("passed", "failed", "could_not_run")
SEVERITIES = ("stop", "reject", "query")
NOT_YET = {check.code for check in CHECKS if check.bucket == "after_as_at"}
"""What these find is right, only later than the day up to which things count: there is nothing to look at."""


def read_and_checked(quality: Quality, ledger: pd.DataFrame) -> list[Figure]:
    """`quality.files.n` (files and sheets read), `quality.rows.n` and `quality.rows.<bucket>.n` (every input row is in
    one bucket), `quality.tables.missing.n` (tables that are not there, or hold no row that can be used),
    `quality.checks.<result>.n` (a check of one table is one check), `quality.findings.<severity>.n` (rows dated after
    the as-at day are no finding).

    ledger: `validate.close_ledger`, a row an input row.
    """
    buckets = ledger["bucket"].value_counts()
    results = quality.checks["result"].value_counts()
    severities = quality.findings.loc[~quality.findings["code"].isin(NOT_YET), "severity"].value_counts()
    n_missing = sum(not len(quality.accepted.table(name)) for name in TABLES)
    n_read = int((quality.accepted.sources["state"] == "read").sum())
    whole = "quality.rows.n"
    return [
        count("quality.files.n", n_read, SECTION, unit="files"),
        count("quality.tables.missing.n", n_missing, SECTION, unit="tables", of=len(TABLES)),
        count(whole, len(ledger), SECTION, unit="rows"),
        *(
            count(f"quality.rows.{name}.n", int(buckets.get(name, 0)), SECTION, unit="rows", parts_of=(whole,))
            for name in BUCKETS
            if buckets.get(name, 0)
        ),
        *(count(f"quality.checks.{name}.n", int(results.get(name, 0)), SECTION, unit="checks") for name in RESULTS),
        *(
            count(f"quality.findings.{name}.n", int(severities.get(name, 0)), SECTION, unit="findings")
            for name in SEVERITIES
        ),
    ]
