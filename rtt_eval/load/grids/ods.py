"""Read an ODS workbook (LibreOffice) as grids of text: one pass over its XML."""

from __future__ import annotations

import re

from rtt_eval.load.cells import EXCEL_ERRORS
from rtt_eval.load.grids.archive import OPEN_DOCUMENT, Archive, End, Start, password, silent
from rtt_eval.load.grids.grid import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    Budget,
    SheetText,
    clean,
    number_text,
    place,
    trimmed,
)
from rtt_eval.load.grids.notes import Places, formula_notes, hidden_notes, long_notes

TABLE = f"{OPEN_DOCUMENT}table:1.0 "
OFFICE = f"{OPEN_DOCUMENT}office:1.0 "
STYLE = f"{OPEN_DOCUMENT}style:1.0 "
TEXT = f"{OPEN_DOCUMENT}text:1.0 "
COLUMNS_REPEATED, ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
COLUMNS_SPANNED, ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
VISIBILITY = f"{TABLE}visibility"
CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MAX_SHEETS = 10_000
MAX_TAGS = 10_000_000
"""2.5 million filled cells; each takes longer than one of XLSX does."""
DURATION = re.compile(r"-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def read_ods(archive: Archive) -> list[SheetText]:
    """Every sheet, in workbook order. Errors: DataError when it has a password, is damaged or too large."""
    _stop_on_password(archive)
    reader = _Reader(archive)
    root = archive.walk(CONTENT, reader.starts(), reader.ends(), reader.add, max_tags=MAX_TAGS)
    if not root.endswith("document-content"):
        raise archive.broken()
    return reader.sheets


def _stop_on_password(archive: Archive) -> None:
    def stop(_: dict[str, str]) -> None:
        raise password(archive.file)

    if MANIFEST in archive.names:
        archive.walk(MANIFEST, {"manifest:encryption-data": stop}, {}, silent, is_list=True)


class _Reader:
    """Where the pass stands, and what it has found so far."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.budget = Budget(archive.file)
        self.sheets: list[SheetText] = []
        self.hidden_styles: set[str] = set()
        self.style = self.name = ""
        self.is_hidden = False
        self.is_outside = True
        self.depth = self.muted = self.paragraphs = 0
        self.pieces: list[str] = []
        self.n_characters = 0
        self._clear()

    def _clear(self) -> None:
        self.rows: list[list[str]] = []
        self.row = self.column = self.n_columns = self.n_rows = 0
        self.cells: list[tuple[int, int, str]] = []
        self.repeated_row = self.repeated_cell = 1
        self.cell: dict[str, str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.without_value = Places()
        self.too_long = Places()

    def starts(self) -> dict[str, Start]:
        return {
            "style:style": self.start_style,
            "style:table-properties": self.table_properties,
            "table:table": self.start_table,
            "table:table-column": self.start_column,
            "table:table-row": self.start_row,
            "table:table-cell": self.start_cell,
            "table:covered-table-cell": self.start_cell,
            "text:p": self.start_paragraph,
            "text:s": self.spaces,
            "text:tab": self.tab,
            "text:line-break": self.line_break,
            "office:annotation": self.mute,
            "table:tracked-changes": self.mute,
        }

    def ends(self) -> dict[str, End]:
        return {
            "table:table": self.end_table,
            "table:table-row": self.end_row,
            "table:table-cell": self.end_cell,
            "table:covered-table-cell": self.end_cell,
            "text:p": self.end_paragraph,
            "office:annotation": self.unmute,
            "table:tracked-changes": self.unmute,
        }

    def _number(self, attributes: dict[str, str], name: str, limit: int) -> int:
        """A count among the attributes, from 1 to the limit."""
        raw = attributes.get(name)
        return 1 if raw is None else max(1, min(int(raw), limit))

    def start_style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get(STYLE + "name", "")

    def table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(TABLE + "display") == "false":
            self.hidden_styles.add(self.style)
            if len(self.hidden_styles) > MAX_SHEETS:
                raise self.archive.broken()

    def mute(self, _: dict[str, str]) -> None:
        self.muted += 1
        self._look()

    def unmute(self) -> None:
        self.muted -= 1
        self._look()

    def start_table(self, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._look()
        if self.depth == 1 and not self.muted:
            self._clear()
            self.name = attributes.get(TABLE + "name", "")
            self.is_hidden = attributes.get(TABLE + "style-name") in self.hidden_styles

    def end_table(self) -> None:
        self.depth -= 1
        self._look()
        if self.depth or self.muted:
            return
        rows = trimmed(self.rows)
        notes = hidden_notes(self.hidden_rows, self.hidden_columns, rows)
        notes += formula_notes(self.without_value) + long_notes(self.too_long)
        self.sheets.append(SheetText(self.name, self.is_hidden, rows, tuple(sorted(set(self.merged))), notes))
        if len(self.sheets) > MAX_SHEETS:
            raise self.archive.too_large()

    def _look(self) -> None:
        """Whether this is a table inside a cell, a chart's table, or a change that was struck out."""
        self.is_outside = self.depth != 1 or self.muted > 0

    def start_column(self, attributes: dict[str, str]) -> None:
        if self.is_outside:
            return
        n_columns = self._number(attributes, COLUMNS_REPEATED, MAX_COLUMNS)
        if attributes.get(VISIBILITY, "visible") != "visible":
            self.hidden_columns.update(range(self.n_columns, min(self.n_columns + n_columns, MAX_COLUMNS)))
        self.n_columns = min(self.n_columns + n_columns, MAX_COLUMNS)

    def start_row(self, attributes: dict[str, str]) -> None:
        if self.is_outside:
            return
        self.repeated_row = self._number(attributes, ROWS_REPEATED, MAX_ROWS)
        self.column = 0
        self.cells = []
        if attributes.get(VISIBILITY, "visible") != "visible":
            self.hidden_rows.update(range(self.row, min(self.row + self.repeated_row, MAX_ROWS)))

    def end_row(self) -> None:
        if self.is_outside:
            return
        if self.cells and self.row + self.repeated_row > MAX_ROWS:
            raise self.archive.broken()
        for row in range(self.row, self.row + self.repeated_row) if self.cells else ():
            for column, n_cells, text in self.cells:
                self.budget.spend(0, len(text))
                for one in range(column, column + n_cells):
                    place(self.rows, row, one, text, self.budget)
        self.row += self.repeated_row
        self.n_rows += 1
        if self.n_rows > MAX_ROWS:
            raise self.archive.too_large()

    def start_cell(self, attributes: dict[str, str]) -> None:
        if self.is_outside:
            return
        self.cell = attributes
        self.pieces.clear()
        self.n_characters = self.paragraphs = 0
        self.repeated_cell = self._number(attributes, COLUMNS_REPEATED, MAX_COLUMNS)
        if ROWS_SPANNED in attributes or COLUMNS_SPANNED in attributes:
            down = self._number(attributes, ROWS_SPANNED, MAX_ROWS)
            across = self._number(attributes, COLUMNS_SPANNED, MAX_COLUMNS)
            if len(self.merged) >= MAX_MERGED:
                raise self.archive.broken()
            self.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))

    def end_cell(self) -> None:
        if self.is_outside:
            return
        text = clean(self._value())
        if not text and TABLE + "formula" in self.cell and OFFICE + "value-type" not in self.cell:
            self.without_value.add(self.row, self.column)
        if len(text) > MAX_CELL_CHARACTERS:
            self.too_long.add(self.row, self.column)
            text = text[:MAX_CELL_CHARACTERS]
        if text:
            if self.column + self.repeated_cell > MAX_COLUMNS:
                raise self.archive.broken()
            self.cells.append((self.column, self.repeated_cell, text))
        self.column += self.repeated_cell

    def _value(self) -> str:
        kind, shown = self.cell.get(OFFICE + "value-type", ""), "".join(self.pieces)
        if self.cell.get(CALC_TYPE) == "error" or shown in EXCEL_ERRORS:  # what stands beside it is a filler
            return shown if shown.startswith("#") else "#VALUE!"  # LibreOffice's own Err:502, as it saves it as XLSX
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
