"""Turn the rows of one file into the typed frame of its table, and note every fault in its place."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import schemas
from rtt_eval.load.cells import unknown_code
from rtt_eval.load.columns import Cells, read_column, spread, strict
from rtt_eval.load.faults import Fault, spreadsheet_letter, where
from rtt_eval.load.headings import Headings
from rtt_eval.load.sources import Source
from rtt_eval.load.subscales import known_subscales
from rtt_eval.load.tables import PROVENANCE

EXCEL_ERROR_REASON = "excel_error"


class Typed(NamedTuple):
    """A typed table and its faults."""

    frame: pd.DataFrame
    faults: list[Fault]


def read_table(source: Source, headings: Headings) -> Typed:
    """The typed frame of one file. Blank rows are passed over; row numbers stay those of the spreadsheet."""
    numbered = [(number, row) for number, row in enumerate(source.rows[1:], start=2) if any(row)]
    numbers = [number for number, _ in numbered]
    faults = list(headings.faults)
    for line, (number, row) in enumerate(numbered):
        faults += _row_shape(source, number, row, headings.width, line)
    by_place = list(zip_longest(*(row for _, row in numbered), fillvalue=""))
    columns: dict[str, Any] = {}
    for column in schemas.tables()[source.table]:
        place = headings.positions.get(column.name)
        if place is None:
            columns[column.name] = spread([None], np.zeros(len(numbers), dtype=int), column.kind)
            continue
        texts = by_place[place] if place < len(by_place) else ("",) * len(numbers)
        columns[column.name], found = read_column(texts, _cells(source, numbers, column, headings), strict(column))
        faults += found
    own = {"source_file": source.file, "source_sheet": source.sheet, "source_row": numbers, "source_column": ""}
    typed = Typed(pd.DataFrame({**columns, **own}).astype(PROVENANCE), faults)
    return _outcome_rules(typed, source, headings) if source.table == "outcomes" else typed


def _cells(source: Source, rows: list[int], column: schemas.Column, headings: Headings) -> Cells:
    letter = spreadsheet_letter(headings.positions[column.name])
    return Cells(source.table, source.file, source.sheet, rows, column, letter, column.name)


def _row_shape(source: Source, number: int, row: list[str], width: int, line: int) -> list[Fault]:
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
    return [Fault(source.table, source.file, source.sheet, number, "", letter, "C03", "reject", message, line)]


def _outcome_rules(typed: Typed, source: Source, headings: Headings) -> Typed:
    """What only outcomes ask: a subscale of the measure; an Excel error in a score is its reason for being missing."""
    frame, faults = typed
    cells = _cells(source, frame["source_row"].to_list(), schemas.columns("outcomes")["subscale"], headings)
    pairs = frame[["measure", "subscale"]].dropna().drop_duplicates()
    unknown = pd.Series(False, index=frame.index)
    for measure, subscale in pairs.itertuples(index=False):
        if subscale not in known_subscales(measure):
            rows = (frame["measure"] == measure) & (frame["subscale"] == subscale)
            advice = unknown_code(subscale, known_subscales(measure))
            faults = [*faults, *(cells.fault(int(i), "C11", "reject", advice) for i in np.flatnonzero(rows))]
            unknown |= rows
    error_lines = {fault.line for fault in faults if fault.code == "C14" and fault.column == "score"}
    no_reason = frame.index.isin(list(error_lines)) & frame["missing_reason"].isna()
    reasons = frame["missing_reason"].mask(no_reason, EXCEL_ERROR_REASON)
    return Typed(frame.assign(subscale=frame["subscale"].mask(unknown), missing_reason=reasons), faults)
