"""`StatutoryReturn`: one frame a table of the return, with where every row came from and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from rtt_eval.load.statutory.layout import tables

DTYPES = {
    "id": "str",
    "text": "str",
    "code": "str",
    "date": "datetime64[us]",
    "end": "datetime64[us]",
    "partial_date": "str",
    "integer": "Int64",
}
PLACE_DTYPES = {"source_file": "str", "source_row": "int64", "bucket": "str", "person_id": "str"}
USED = ("used", "used_queried")
"""Buckets of the rows that count."""


@dataclass(frozen=True, eq=False)
class StatutoryReturn:
    """The statutory return as it was read: every row of every table, typed, none dropped.

    Tables have the columns of the guide by their own names (CHILD, DECOM, …): ids, text and codes as `str`, dates as
    `datetime64[us]`, whole numbers as Int64; SEX is M, F or U whatever the year; DATE_PERM is text beside
    DATE_PERM_DAY, _MONTH and _YEAR. Behind them stand `source_file`, `source_row`, `bucket` (used, used_queried,
    rejected, duplicate) and `person_id` (missing where the id_map joins the child to nobody, or there is none). A table
    that was not there is an empty frame.

    year_ending: the year that the return is about, by its end; None where nothing says so. sources: one row a file.
    oddities: one row an oddity, table, column and code value, with a count and the place of one example. faults: one
    row an oddity and place, the fields of `load.Fault`. ledger: one row an input row: table, file, sheet, row, bucket,
    reason (codes of the oddities). letters: table -> column -> spreadsheet letter. persons: CHILD and person_id of the
    id_map, one row a child that it joins.
    """

    name: str
    year_ending: int | None
    header: pd.DataFrame
    episodes: pd.DataFrame
    reviews: pd.DataFrame
    uasc: pd.DataFrame
    oc2: pd.DataFrame
    oc3: pd.DataFrame
    ad1: pd.DataFrame
    placed_adoption: pd.DataFrame
    prev_perm: pd.DataFrame
    missing: pd.DataFrame
    sw_episodes: pd.DataFrame
    dolo: pd.DataFrame
    sources: pd.DataFrame
    oddities: pd.DataFrame
    faults: pd.DataFrame
    ledger: pd.DataFrame
    letters: Mapping[str, Mapping[str, str]]
    persons: pd.DataFrame

    def table(self, name: str) -> pd.DataFrame:
        """Every row of one table. Unknown table: KeyError."""
        if name not in tables():
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def has(self, table: str) -> bool:
        """Whether the return says anything about this table: its file was there, or the return is one XML file."""
        return table in self.letters

    def used(self, name: str) -> pd.DataFrame:
        """The rows of one table that count: neither rejected nor a duplicate. Unknown table: KeyError."""
        frame = self.table(name)
        return frame[frame["bucket"].isin(USED)].reset_index(drop=True)


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows: the right columns, in order, with the right dtypes."""
    kinds: dict[str, str] = {}
    for column in tables()[name]:
        kinds[column.name] = DTYPES[column.kind]
        if column.kind == "partial_date":
            kinds |= {f"{column.name}_{part}": "Int64" for part in ("DAY", "MONTH", "YEAR")}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in {**kinds, **PLACE_DTYPES}.items()})
