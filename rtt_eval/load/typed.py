"""Turn the rows of one file into the typed frame of its table, and note every fault in its place.

A column is read once for each different text in it, then spread over the rows: dates and codes repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import measures, schemas
from rtt_eval.load.cells import EXCEL_ERRORS, READERS, Reading, is_ambiguous, unknown_code
from rtt_eval.load.faults import Fault, severity_of, spreadsheet_letter, where
from rtt_eval.load.headings import Headings
from rtt_eval.load.sources import Source
from rtt_eval.load.subscales import known_subscales
from rtt_eval.load.tables import DTYPES, PROVENANCE

EXCEL_ERROR_REASON = "excel_error"


class Typed(NamedTuple):
    """A typed table and its faults."""

    frame: pd.DataFrame
    faults: list[Fault]


class _Place(NamedTuple):
    """One column of one file, and the spreadsheet row of each of its cells."""

    source: Source
    rows: Sequence[int]
    column: schemas.Column
    letter: str

    def fault(self, index: int, code: str, severity: str, advice: str) -> Fault:
        table, file, sheet = self.source.table, self.source.file, self.source.sheet
        row, name = int(self.rows[index]), self.column.name
        message = f"{where(file, sheet, row, self.letter, name)}: {advice}"
        return Fault(table, file, sheet, row, name, self.letter, code, severity, message)


def read_table(source: Source, headings: Headings) -> Typed:
    """The typed frame of one file. Blank rows are passed over; row numbers stay those of the spreadsheet."""
    numbered = [(number, row) for number, row in enumerate(source.rows[1:], start=2) if any(row)]
    numbers = [number for number, _ in numbered]
    faults = list(headings.faults)
    faults += [fault for number, row in numbered for fault in _row_shape(source, number, row, headings.width)]
    by_place = list(zip_longest(*(row for _, row in numbered), fillvalue=""))
    columns: dict[str, Any] = {}
    for column in schemas.tables()[source.table]:
        place = headings.positions.get(column.name)
        if place is None:
            columns[column.name] = _array([None], np.zeros(len(numbers), dtype=int), column.kind)
            continue
        texts = by_place[place] if place < len(by_place) else ("",) * len(numbers)
        cells = _Place(source, numbers, column, spreadsheet_letter(place))
        columns[column.name], found = _read_column(texts, cells)
        faults += found
    places = {"source_file": source.file, "source_sheet": source.sheet, "source_row": numbers}
    typed = Typed(pd.DataFrame({**columns, **places}).astype(PROVENANCE), faults)
    return _outcome_rules(typed, source, headings) if source.table == "outcomes" else typed


def _row_shape(source: Source, number: int, row: list[str], width: int) -> list[Fault]:
    """Blank cells past the heading are a spreadsheet's padding; anything else means that cells have moved."""
    n_cells = len(row)
    while n_cells > width and not row[n_cells - 1]:
        n_cells -= 1
    if n_cells == width or (n_cells < width and source.encoding == "xlsx"):
        return []
    letter = spreadsheet_letter(min(n_cells, width))
    more = "more" if n_cells > width else "fewer"
    message = (
        f"{where(source.file, source.sheet, number, letter)}: the row has {more} cells than the heading, from this "
        "column on. Look for a comma too many or too few, or put text with commas in quotation marks."
    )
    return [Fault(source.table, source.file, source.sheet, number, "", letter, "C03", "reject", message)]


def _read_column(texts: Sequence[str], cells: _Place) -> tuple[Any, list[Fault]]:
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    read = READERS[cells.column.kind]
    allowed = tuple(measures.load_all()) if cells.column.name == "measure" else cells.column.allowed
    readings = [_blank_or(text, cells.column) or read(text, allowed) for text in distinct]
    faults = []
    for place in (place for place, reading in enumerate(readings) if reading.code):
        reading = readings[place]
        severity = "query" if reading.code == "C12" else severity_of(cells.column)
        faults += [cells.fault(int(i), reading.code, severity, reading.advice) for i in np.flatnonzero(codes == place)]
    if any(reading.code == "C06" for reading in readings):
        faults += _american_doubts(distinct, codes, cells)
    return _array([reading.value for reading in readings], codes, cells.column.kind), faults


def _blank_or(text: str, column: schemas.Column) -> Reading | None:
    """The reading of a blank cell or of an Excel error; None when there is something to read."""
    if text == "":
        must_be_filled = Reading(None, "C04", "the cell is blank and must not be. Fill it in, or delete the row.")
        return must_be_filled if column.is_required else Reading(None)
    if text in EXCEL_ERRORS:
        return Reading(None, "C14", "the cell holds an Excel error. Correct the formula, or type what it should show.")
    return None


def _american_doubts(distinct: Any, codes: Any, cells: _Place) -> list[Fault]:
    advice = (
        "this date was read day first, but other dates of the column are in American order and it could be one. "
        "Write the whole column as yyyy-mm-dd."
    )
    doubtful = [place for place, text in enumerate(distinct) if is_ambiguous(text)]
    return [cells.fault(int(i), "C07", "query", advice) for i in np.flatnonzero(np.isin(codes, doubtful))]


def _array(values: list[Any], codes: Any, kind: str) -> Any:
    """The values spread over the rows, as an array of the column's dtype."""
    if kind in ("date", "month"):
        return np.array([value or "NaT" for value in values], dtype="datetime64[us]")[codes]
    if kind == "number":
        return np.array([np.nan if value is None else value for value in values], dtype=float)[codes]
    cells: list[Any] = [pd.NA if value is None else value for value in values]
    return pd.Series(cells, dtype=DTYPES[kind]).array.take(codes)


def _outcome_rules(typed: Typed, source: Source, headings: Headings) -> Typed:
    """What only outcomes ask: a subscale of the measure; an Excel error in a score is its reason for being missing."""
    frame, faults = typed
    column = schemas.columns("outcomes")["subscale"]
    letter = spreadsheet_letter(headings.positions["subscale"])
    cells = _Place(source, frame["source_row"].to_list(), column, letter)
    pairs = frame[["measure", "subscale"]].dropna().drop_duplicates()
    unknown = pd.Series(False, index=frame.index)
    for measure, subscale in pairs.itertuples(index=False):
        if subscale not in known_subscales(measure):
            rows = (frame["measure"] == measure) & (frame["subscale"] == subscale)
            advice = unknown_code(subscale, known_subscales(measure))
            faults = [*faults, *(cells.fault(int(i), "C11", "reject", advice) for i in np.flatnonzero(rows))]
            unknown |= rows
    error_rows = {fault.row for fault in faults if fault.code == "C14" and fault.column == "score"}
    no_reason = frame["source_row"].isin(list(error_rows)) & frame["missing_reason"].isna()
    reasons = frame["missing_reason"].mask(no_reason, EXCEL_ERROR_REASON)
    return Typed(frame.assign(subscale=frame["subscale"].mask(unknown), missing_reason=reasons), faults)
