"""Where every input row went: in exactly one bucket, with the codes of what is odd about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from rtt_eval.load.statutory.oddities import DUPLICATE, NOTE, QUERY, REJECT, Found

BUCKETS = ("used", "used_queried", "duplicate", "rejected")
"""What becomes of a row, from the least to the most; the most that is odd about it decides."""

RANK = {QUERY: 1, DUPLICATE: 2, REJECT: 3}
NOT_READ = "table_not_used"
COLUMNS = ("table", "file", "sheet", "row", "bucket", "reason")


def buckets(table: str, frame: pd.DataFrame, found: Sequence[Found]) -> pd.DataFrame:
    """The table with the bucket of each row."""
    rank, _ = _ranks(table, frame, found)
    return frame.assign(bucket=pd.array(np.array(BUCKETS, dtype=object)[rank], dtype="str"))


def _ranks(table: str, frame: pd.DataFrame, found: Sequence[Found]) -> tuple[np.ndarray, np.ndarray]:
    """The rank of each row's bucket, and the codes of its oddities as text."""
    mine = [one for one in found if one.table == table and one.effect != NOTE]
    codes = sorted({one.code for one in mine})
    has = np.zeros((len(frame), len(codes)), dtype=bool)
    rank = np.zeros(len(frame), dtype="int64")
    for one in mine:
        is_there = ((frame["source_file"] == one.file) & frame["source_row"].isin(one.rows)).to_numpy(dtype=bool)
        has[is_there, codes.index(one.code)] = True
        rank[is_there] = np.maximum(rank[is_there], RANK[one.effect])
    if not codes:
        return rank, np.full(len(frame), "", dtype=object)
    kinds, place = np.unique(has, axis=0, return_inverse=True)
    words = np.array([", ".join(np.array(codes)[kind]) for kind in kinds], dtype=object)
    return rank, words[place.ravel()]


def ledger(frames: Mapping[str, pd.DataFrame], found: Sequence[Found], unused: Mapping[str, int]) -> pd.DataFrame:
    """One row an input row; rows of files that are none of the return's tables are table_not_used."""
    parts = []
    for table, frame in frames.items():
        _, reasons = _ranks(table, frame, found)
        places = {"table": table, "file": frame["source_file"], "sheet": "", "row": frame["source_row"]}
        parts.append(pd.DataFrame({**places, "bucket": frame["bucket"], "reason": reasons}))
    for file, n_rows in unused.items():
        rows = {"table": "", "file": file, "sheet": "", "row": range(2, n_rows + 2)}
        parts.append(pd.DataFrame({**rows, "bucket": NOT_READ, "reason": "S02"}))
    whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    return whole.astype({name: "int64" if name == "row" else "str" for name in COLUMNS})
