"""Rows to canonical frames, and frames to CSV files whose bytes never differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from rtt_eval import schemas
from rtt_eval.synthetic.plan import Row

DTYPES = {"integer": "Int64", "number": "float64", "yes/no": "boolean"}


def frame(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as a canonical table: its columns in file order, dates as dates, what is absent missing.

    Keys of a row that the table does not have are left out. A month is the 15th, as everywhere in the package.
    """
    columns = schemas.columns(table)
    made = pd.DataFrame([{name: row.get(name) for name in columns} for row in rows], columns=list(columns))
    for name, column in columns.items():
        if column.kind in ("date", "month"):
            days = [day.replace(day=15) if column.kind == "month" else day for day in made[name]]
            made[name] = pd.Series(pd.to_datetime(days), index=made.index).astype("datetime64[us]")
        else:
            made[name] = made[name].astype(pd.api.types.pandas_dtype(DTYPES.get(column.kind, "str")))
    return made


def write(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write each table as `<table>.csv`: UTF-8, LF, ISO dates, yes/no, whole numbers without a point."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        text = as_text(table, rows).to_csv(index=False, lineterminator="\n")
        (Path(folder) / f"{table}.csv").write_bytes(text.encode("utf-8"))


def as_text(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Every cell as it stands in the file; empty where nothing is known."""
    columns = schemas.columns(table).items()
    shown = {name: rows[name].map(partial(_cell, column.kind), na_action="ignore") for name, column in columns}
    return pd.DataFrame(shown).astype(object).where(rows.notna(), "")


def _cell(kind: str, value: Any) -> str:
    if kind in ("date", "month"):
        return str(value.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m"))
    if kind == "yes/no":
        return "yes" if value else "no"
    if kind == "integer":
        # Some versions of pandas hand over 18.0 where the column also holds blanks.
        return str(int(value))
    if kind == "number":
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
