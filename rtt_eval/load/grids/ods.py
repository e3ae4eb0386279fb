"""Read an ODS workbook (LibreOffice) as grids of text: one pass over its XML."""

from __future__ import annotations

import re

from rtt_eval.load.grids.archive import OPEN_DOCUMENT, Archive, password
from rtt_eval.load.grids.grid import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    Budget,
    clean,
    formula_note,
    hidden_notes,
    long_note,
    number_text,
    place,
    trimmed,
)
from rtt_eval.load.grids.xlsx_sheet import SheetText

TABLE = f"{OPEN_DOCUMENT}table:1.0 "
OFFICE = f"{OPEN_DOCUMENT}office:1.0 "
STYLE = f"{OPEN_DOCUMENT}style:1.0 "
TEXT = f"{OPEN_DOCUMENT}text:1.0 "
DURATION = re.compile(r"-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def read_ods(archive: Archive) -> list[tuple[str, bool, SheetText]]:
    """(name, is hidden, text) of every sheet. Errors: DataError when it has a password, is damaged or too large."""
    if "META-INF/manifest.xml" in archive.names:
        encrypted: list[bool] = []
        starts = {"manifest:encryption-data": lambda _: encrypted.append(True)}
        archive.walk("META-INF/manifest.xml", starts, {}, lambda _: None)
        if encrypted:
            raise password(archive.file)
    reader = _Reader(archive)
    starts = {
        "style:style": reader.start_style,
        "style:table-properties": reader.table_properties,
        "table:table": reader.start_table,
        "table:table-column": reader.start_column,
        "table:table-row": reader.start_row,
        "table:table-cell": reader.start_cell,
        "table:covered-table-cell": reader.start_cell,
        "text:p": reader.start_paragraph,
        "text:s": reader.spaces,
        "text:tab": reader.tab,
        "text:line-break": reader.line_break,
        "office:annotation": reader.mute,
        "table:tracked-changes": reader.mute,
    }
    ends = {
        "table:table": reader.end_table,
        "table:table-row": reader.end_row,
        "table:table-cell": reader.end_cell,
        "table:covered-table-cell": reader.end_cell,
        "text:p": reader.end_paragraph,
        "office:annotation": reader.unmute,
        "table:tracked-changes": reader.unmute,
    }
    if not archive.walk("content.xml", starts, ends, reader.add).endswith("document-content"):
        raise archive.broken()
    return reader.sheets


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.budget = Budget(archive.file)
        self.sheets: list[tuple[str, bool, SheetText]] = []
        self.hidden_styles: set[str] = set()
        self.style = self.name = ""
        self.is_hidden = False
        self.depth = self.muted = self.paragraphs = 0
        self.pieces: list[str] = []
        self.n_characters = 0
        self._clear()

    def _clear(self) -> None:
        self.rows: list[list[str]] = []
        self.row = self.column = self.n_columns = 0
        self.cells: list[tuple[int, int, str]] = []
        self.repeated_row = self.repeated_cell = 1
        self.cell: dict[str, str] = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.without_value: list[tuple[int, int]] = []
        self.too_long: list[tuple[int, int]] = []

    def _number(self, attributes: dict[str, str], name: str, limit: int) -> int:
        """A count among the attributes, from 1 to the limit."""
        raw = attributes.get(TABLE + name, "1")
        if not raw.isdecimal() or not raw.isascii() or len(raw) > 9:
            raise self.archive.broken()
        return max(1, min(int(raw), limit))

    def start_style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get(STYLE + "name", "")

    def table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(TABLE + "display") == "false":
            self.hidden_styles.add(self.style)

    def mute(self, _: dict[str, str]) -> None:
        self.muted += 1

    def unmute(self) -> None:
        self.muted -= 1

    def start_table(self, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and not self.muted:
            self._clear()
            self.name = attributes.get(TABLE + "name", "")
            self.is_hidden = attributes.get(TABLE + "style-name") in self.hidden_styles

    def end_table(self) -> None:
        self.depth -= 1
        if self.depth or self.muted:
            return
        rows = trimmed(self.rows)
        notes = hidden_notes(self.hidden_rows, self.hidden_columns, rows)
        notes += formula_note(self.without_value) + long_note(self.too_long)
        self.sheets.append((self.name, self.is_hidden, SheetText(rows, tuple(sorted(self.merged)), notes)))

    @property
    def is_outside(self) -> bool:
        """Whether this is a table inside a cell, a chart's table, or a change that was struck out."""
        return self.depth != 1 or self.muted > 0

    def start_column(self, attributes: dict[str, str]) -> None:
        if self.is_outside:
            return
        n_columns = self._number(attributes, "number-columns-repeated", MAX_COLUMNS)
        if attributes.get(TABLE + "visibility", "visible") != "visible":
            self.hidden_columns += range(self.n_columns, self.n_columns + n_columns)
        self.n_columns = min(self.n_columns + n_columns, MAX_COLUMNS)

    def start_row(self, attributes: dict[str, str]) -> None:
        if self.is_outside:
            return
        self.repeated_row = self._number(attributes, "number-rows-repeated", MAX_ROWS)
        self.column = 0
        self.cells = []
        if attributes.get(TABLE + "visibility", "visible") != "visible":
            self.hidden_rows += range(self.row, min(self.row + self.repeated_row, MAX_ROWS))

    def end_row(self) -> None:
        if self.is_outside:
            return
        if self.cells and self.row + self.repeated_row > MAX_ROWS:
            raise self.archive.broken()
        for row in range(self.row, self.row + self.repeated_row) if self.cells else ():
            for column, n_cells, text in self.cells:
                for one in range(column, column + n_cells):
                    place(self.rows, row, one, text, self.budget)
        self.row += self.repeated_row

    def start_cell(self, attributes: dict[str, str]) -> None:
        if self.is_outside:
            return
        self.cell = attributes
        self.pieces.clear()
        self.n_characters = self.paragraphs = 0
        self.repeated_cell = self._number(attributes, "number-columns-repeated", MAX_COLUMNS)
        down = self._number(attributes, "number-rows-spanned", MAX_ROWS)
        across = self._number(attributes, "number-columns-spanned", MAX_COLUMNS)
        if (down, across) != (1, 1):
            self.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))

    def end_cell(self) -> None:
        if self.is_outside:
            return
        text = clean(self._value())
        if not text and TABLE + "formula" in self.cell and OFFICE + "value-type" not in self.cell:
            self.without_value.append((self.row, self.column))
        if len(text) > MAX_CELL_CHARACTERS:
            self.too_long.append((self.row, self.column))
            text = text[:MAX_CELL_CHARACTERS]
        if text:
            if self.column + self.repeated_cell > MAX_COLUMNS:
                raise self.archive.broken()
            self.cells.append((self.column, self.repeated_cell, text))
        self.column += self.repeated_cell

    def _value(self) -> str:
        kind, shown = self.cell.get(OFFICE + "value-type", ""), "".join(self.pieces)
        if shown.startswith("#") and kind in ("string", "float"):  # an error: the value beside it is a filler
            return shown
        if kind in ("float", "percentage", "currency"):
            return number_text(self.cell.get(OFFICE + "value", shown))
        if kind == "date":
            return self.cell.get(OFFICE + "date-value", shown).partition(".")[0].removesuffix("T00:00:00")
        if kind == "time":
            return _duration(self.cell.get(OFFICE + "time-value", shown))
        if kind == "boolean":
            return "yes" if self.cell.get(OFFICE + "boolean-value") == "true" else "no"
        return shown or self.cell.get(OFFICE + "string-value", "")

    def start_paragraph(self, _: dict[str, str]) -> None:
        if self.pieces and not self.is_outside:
            self.pieces.append("\n")
        self.paragraphs += 1

    def end_paragraph(self) -> None:
        self.paragraphs -= 1

    def add(self, text: str) -> None:
        if self.paragraphs > 0 and not self.is_outside:
            self.n_characters += len(text)
            if self.n_characters <= 2 * MAX_CELL_CHARACTERS:
                self.pieces.append(text)

    def spaces(self, attributes: dict[str, str]) -> None:
        raw = attributes.get(TEXT + "c", "1")
        self.add(" " * (int(raw) if raw.isdecimal() and len(raw) < 5 else 1))

    def tab(self, _: dict[str, str]) -> None:
        self.add("\t")

    def line_break(self, _: dict[str, str]) -> None:
        self.add("\n")


def _duration(raw: str) -> str:
    """A time of day as OpenDocument stores it: "PT14H05M00S" is "14:05:00"."""
    found = DURATION.fullmatch(raw)
    if not found:
        return raw
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return f"{days * 24 + hours:02}:{minutes:02}:{seconds:02}"
