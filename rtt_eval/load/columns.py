"""Read the cells of one column of a file into the array of its canonical column, and note every fault in its place.

A column is read once for each different text in it, then spread over the rows: dates and codes repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import measures, schemas
from rtt_eval.load.cells import EXCEL_ERRORS, READERS, Reading, is_ambiguous
from rtt_eval.load.faults import Fault, severity_of, where
from rtt_eval.load.tables import DTYPES

AMERICAN, MAY_BE_AMERICAN = "C06", "C07"
DOUBTFUL = (
    "this date was read day first, but other dates of the column are in American order and it could be one. "
    "Write the whole column as yyyy-mm-dd."
)


class Cells(NamedTuple):
    """The cells of one column of one file: their spreadsheet rows, the column they go to, what they stand under."""

    table: str
    file: str
    sheet: str
    rows: Sequence[int]
    column: schemas.Column
    letter: str
    heading: str

    def fault(self, index: int, code: str, severity: str, advice: str) -> Fault:
        """The fault of one cell; `index` counts the rows from 0."""
        row = int(self.rows[index])
        message = f"{where(self.file, self.sheet, row, self.letter, self.heading)}: {advice}"
        place = (self.table, self.file, self.sheet, row, self.heading, self.letter)
        return Fault(*place, code, severity, message, index)


def strict(column: schemas.Column) -> Callable[[str], Reading]:
    """How a canonical cell is read: as exactly what its column holds."""
    allowed = tuple(measures.load_all()) if column.name == "measure" else column.allowed
    read = READERS[column.kind]
    return lambda text: blank_or_error(text, column) or read(text, allowed)


def blank_or_error(text: str, column: schemas.Column) -> Reading | None:
    """The reading of a blank cell or of an Excel error; None when there is something to read."""
    if text == "":
        must_be_filled = Reading(None, "C04", "the cell is blank and must not be. Fill it in, or delete the row.")
        return must_be_filled if column.is_required else Reading(None)
    if text in EXCEL_ERRORS:
        return Reading(None, "C14", "the cell holds an Excel error. Correct the formula, or type what it should show.")
    return None


def read_column(
    texts: Sequence[str],
    cells: Cells,
    read: Callable[[str], Reading],
    may_be_other: Callable[[str], bool] = is_ambiguous,
) -> tuple[Any, list[Fault]]:
    """The values of a column, one a row, and the faults of its cells. A fault that still gave a value is a query.

    `may_be_other`: whether a date would be another day in American order.
    """
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    readings = [read(text) for text in distinct]
    faults = []
    for place in (place for place, reading in enumerate(readings) if reading.code):
        reading = readings[place]
        severity = "query" if reading.value is not None else severity_of(cells.column)
        faults += [cells.fault(int(i), reading.code, severity, reading.advice) for i in np.flatnonzero(codes == place)]
    if any(reading.code == AMERICAN for reading in readings):
        doubtful = [place for place, text in enumerate(distinct) if may_be_other(text)]
        places = np.flatnonzero(np.isin(codes, doubtful))
        faults += [cells.fault(int(i), MAY_BE_AMERICAN, "query", DOUBTFUL) for i in places]
    return spread([reading.value for reading in readings], codes, cells.column.kind), faults


def spread(values: list[Any], codes: Any, kind: str) -> Any:
    """The values spread over the rows, as an array of the column's dtype."""
    if kind in ("date", "month"):
        return np.array([value or "NaT" for value in values], dtype="datetime64[us]")[codes]
    if kind == "number":
        return np.array([np.nan if value is None else value for value in values], dtype=float)[codes]
    cells: list[Any] = [pd.NA if value is None else value for value in values]
    return pd.Series(cells, dtype=DTYPES[kind]).array.take(codes)
