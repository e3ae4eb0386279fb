"""A table of the return as its file holds it: text, before a single cell is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from rtt_eval.load.statutory.oddities import Found


class Raw(NamedTuple):
    """One table of one file. cells: the known columns as text ("" is blank), with `source_file` and `source_row`.

    source_row: as a spreadsheet shows it (the heading is row 1); in an XML file, the how-manieth record of the table.
    letters: column -> spreadsheet letter, "" throughout in an XML file.
    """

    table: str
    file: str
    cells: pd.DataFrame
    letters: Mapping[str, str]


class Read(NamedTuple):
    """Everything that a source holds. unused_rows: file -> its rows, for files that are none of the return's tables.

    holds: the tables that the source says something about: those of its CSV files, or all in an XML file, where no
    record of a table means that there is none. sources: one row a file: file, table, state (read, not_a_table,
    restricted, not_read), rows, sha256, encoding.
    """

    raws: list[Raw]
    found: list[Found]
    sources: list[tuple[str, str, str, int, str, str]]
    unused_rows: Mapping[str, int]
    holds: frozenset[str]
