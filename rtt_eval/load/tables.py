"""`Records`: one frame a canonical table, with where every row came from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import pandas as pd

from rtt_eval import schemas

TABLES = tuple(name for name in schemas.tables() if name not in schemas.RESTRICTED_TABLES)
"""The tables that a report may read, in the order of schemas.csv."""

DTYPES = {
    "key": "str",
    "text": "str",
    "code": "str",
    "date": "datetime64[us]",
    "month": "datetime64[us]",
    "integer": "Int64",
    "number": "float64",
    "yes/no": "boolean",
}
PROVENANCE = {"source_file": "str", "source_sheet": "str", "source_row": "int64", "source_column": "str"}
Place = tuple[str, str]  # the letter over a column of a file, and what the column is called there

BEHIND = ("table", "line", "file", "sheet", "row")


class Found(NamedTuple):
    """One column or value of a team's files, as the mapping met it: how often, and where first.

    kind: column, value. state: matched, default, ignored, unmatched, absent. shown: a heading; of a value only what may
    be shown. `lacks`: the field that has no value because of it, "" where nothing is lost.
    """

    kind: str
    state: str
    table: str
    field: str
    file: str
    sheet: str
    row: int | None
    letter: str
    shown: str
    n_cells: int


@dataclass(frozen=True, eq=False)
class Records:
    """Everything that was read, typed, row by row as it stood; faults are noted, not mended.

    Tables: key, text and code columns are `str` (missing: NaN); dates `datetime64[us]` (NaT); a month is its 15th;
    whole numbers Int64, numbers float64, yes/no boolean. `source_file`, `source_sheet` ("" in a CSV file) and
    `source_row` (as a spreadsheet shows it: the heading is row 1) say where a row stood; `source_column` is the letter
    of its one cell where several rows come from one row of a wide sheet, "" otherwise. A table that was not there is an
    empty frame with the same columns.

    sources: one row a file or sheet: file, sheet, table, state (read, restricted, not_a_table), rows, sha256, encoding.
    faults: one row a fault, the fields of `load.Fault`. ledger: one row an input row: table, file, sheet, row, bucket
    (read, restricted, not_data, not_mapped), reason. letters: table -> column -> spreadsheet letter, for the columns
    were there. Of a team's own files besides - places: (table, file, sheet, source_column) -> column -> its letter and
    heading; behind: input rows that a line rests on beside its own (table, line, file, sheet, row);
    found: one row a column or value that the mapping met or did not (the fields of `load.Found`).
    """

    name: str
    young_people: pd.DataFrame
    placements: pd.DataFrame
    missing_episodes: pd.DataFrame
    significant_events: pd.DataFrame
    risk_scores: pd.DataFrame
    referrals: pd.DataFrame
    involvements: pd.DataFrame
    iip_cases: pd.DataFrame
    outcomes: pd.DataFrame
    sdq_returns: pd.DataFrame
    training_events: pd.DataFrame
    attendance: pd.DataFrame
    feedback: pd.DataFrame
    asf_applications: pd.DataFrame
    placement_costs: pd.DataFrame
    indicators: pd.DataFrame
    indicator_values: pd.DataFrame
    benchmarks: pd.DataFrame
    sources: pd.DataFrame
    faults: pd.DataFrame
    ledger: pd.DataFrame
    letters: Mapping[str, Mapping[str, str]]
    places: Mapping[tuple[str, str, str, str], Mapping[str, Place]] = field(default_factory=dict)
    behind: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(BEHIND)))
    found: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(Found._fields)))

    def table(self, name: str) -> pd.DataFrame:
        """The frame of one canonical table. Unknown or restricted table: KeyError."""
        if name not in TABLES:
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table was there, with all of these columns."""
        return table in self.letters and all(column in self.letters[table] for column in columns)

    def place(self, table: str, column: str, file: str, sheet: str, source_column: str) -> Place:
        """The letter and the heading of a canonical column in the file that a row came from; letter "" for none."""
        own = self.places.get((table, file, sheet, source_column))
        if own is not None:
            return own.get(column, ("", column))
        return self.letters.get(table, {}).get(column, ""), column

    def with_tables(self, frames: Mapping[str, pd.DataFrame]) -> Records:
        """The same records with some tables in another state."""
        return dataclasses.replace(self, **dict(frames))  # type: ignore[arg-type]


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows: the right columns, in order, with the right dtypes."""
    return _empty_table(name).copy()


@cache
def _empty_table(name: str) -> pd.DataFrame:
    kinds = {column.name: DTYPES[column.kind] for column in schemas.tables()[name]}
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in {**kinds, **PROVENANCE}.items()})
