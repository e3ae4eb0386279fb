"""Children missing from care (M) and away without authorisation (A): two things, never added together."""

from __future__ import annotations

import pandas as pd

from rtt_eval.looked_after.when import Year

KINDS = {"missing": "M", "away": "A"}


def incidents(missing: pd.DataFrame, span: Year) -> pd.DataFrame:
    """Incidents of each child that touch the year, by kind: CHILD as index, a column a name of `KINDS`.

    The day of return counts, and a blank one is open: incidents can start and end on one day. Rows that overlap count
    as two.
    """
    start, end = missing["MIS_START"], missing["MIS_END"]
    rows = missing[(start <= span.last) & (end.isna() | (end >= span.first))]
    counts = {name: rows.loc[rows["MISSING"] == code, "CHILD"].value_counts() for name, code in KINDS.items()}
    return pd.DataFrame(counts).fillna(0).astype("int64")
