"""Files, rows, checks and findings, counted."""

from __future__ import annotations

import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.validate import BUCKETS, Quality

SECTION = "data_quality"
RESULTS = ("passed", "failed", "could_not_run")
SEVERITIES = ("stop", "reject", "query")


def read_and_checked(quality: Quality, ledger: pd.DataFrame) -> list[Figure]:
    """`quality.files.n` (files and sheets read), `quality.rows.n` and `quality.rows.<bucket>.n` (every input row is in
    one bucket), `quality.checks.<result>.n` (a check of one table is one check), `quality.findings.<severity>.n`.

    ledger: `validate.close_ledger`, a row an input row.
    """
    buckets = ledger["bucket"].value_counts()
    results = quality.checks["result"].value_counts()
    severities = quality.findings["severity"].value_counts()
    n_read = int((quality.accepted.sources["state"] == "read").sum())
    whole = "quality.rows.n"
    return [
        count("quality.files.n", n_read, SECTION, unit="files"),
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
