"""Read one sheet of an XLSX workbook in a single pass; formulas count as the values they last showed.

The pass is our own because the native readers that are faster still (calamine) read an Excel error as a blank, do not
tell a formula without a value from an empty cell, and end the whole process when two cells stand far apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rtt_eval.load.grids.archive import Archive, silent
from rtt_eval.load.grids.grid import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    SheetText,
    number_text,
    place,
    trimmed,
)
from rtt_eval.load.grids.notes import Places, formula_notes, hidden_notes, long_notes
from rtt_eval.load.grids.serials import serial_text
from rtt_eval.load.grids.xlsx import SheetPart, TextOf, Workbook, cell_text, open_workbook

BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")? ?(?:/>|></c>)')
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
DIGITS = "0123456789"
TRUE = ("1", "true")
SHORT = 32
"""Texts up to this length are kept once, however often they stand in the sheet …"""
MAX_KNOWN = 200_000
"""… as long as there are no more different ones than this."""


def read_xlsx(archive: Archive) -> list[SheetText]:
    """Every sheet, in workbook order. Errors: DataError when it is damaged or too large."""
    book = open_workbook(archive)
    return [read_sheet(book, sheet) for sheet in book.sheets]


def read_sheet(book: Workbook, sheet: SheetPart) -> SheetText:
    """Every filled cell of the sheet as text, in its place. Errors: DataError when it is damaged or too large."""
    reader = _Reader(book)
    text = reader.text
    starts = {
        "row": reader.start_row,
        "c": reader.start_cell,
        "f": reader.start_formula,
        "rPh": text.pause,
        "col": reader.start_column,
        "mergeCell": reader.start_merged,
    }
    ends = {"c": reader.end_cell, "f": text.resume, "rPh": text.resume}
    thinner = _Thinner()
    root = book.archive.walk(sheet.part, starts, ends, text.add, thin=thinner.thin)
    if not root.endswith((" worksheet", " macrosheet")) or thinner.n_open:
        raise book.archive.broken()
    rows = trimmed(reader.rows)
    hidden_columns = [column for column, is_hidden in enumerate(reader.hidden_columns) if is_hidden]
    notes = hidden_notes(reader.hidden_rows, hidden_columns, rows)
    notes += formula_notes(reader.without_value) + long_notes(reader.too_long)
    return SheetText(sheet.name, sheet.is_hidden, rows, tuple(sorted(set(reader.merged))), notes)


class _Thinner:
    """Takes out blank formatted cells, of which there may be millions, and the tags around values: twice as fast."""

    def __init__(self) -> None:
        self.n_open = 0

    def thin(self, chunk: bytes) -> bytes:
        """The text right within a cell counts as its value, so that <v> need not be parsed."""
        self.n_open += chunk.count(b"<v>") - chunk.count(b"</v>")
        return BLANK_CELL.sub(b"", chunk).replace(b"<v>", b"").replace(b"</v>", b"")


def count_rows(book: Workbook, sheet: SheetPart) -> int:
    """How many rows of the sheet have something in them; what it is is passed over unread."""
    filled: set[int] = set()
    at = [0]

    def row(attributes: dict[str, str]) -> None:
        at[0] = int(attributes.get("r", at[0] + 1))
        if at[0] > MAX_ROWS:
            raise book.archive.broken()

    def value(_: dict[str, str]) -> None:
        filled.add(at[0])

    book.archive.walk(sheet.part, {"row": row, "v": value, "t": value}, {}, silent)
    return len(filled)


class _Reader:
    """Where the pass stands, and what it has found so far."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.text = TextOf()
        self.rows: list[list[str]] = []
        self.row = self.column = -1
        self.row_digits = ""
        self.style = self.type = ""
        self.has_formula = False
        self.columns: dict[str, int] = {}
        self.known: dict[tuple[str, str, str], str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns = bytearray(MAX_COLUMNS)  # 1 where hidden
        self.merged: list[tuple[int, int, int, int]] = []
        self.without_value = Places()
        self.too_long = Places()

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row_digits = attributes.get("r") or str(self.row + 2)
        self.row = self._row_of(self.row_digits)
        self.column = -1
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        get = attributes.get
        name = get("r")
        if name is None:
            self.column += 1
            if self.column >= MAX_COLUMNS or self.row < 0:
                raise self.book.archive.broken()
        else:
            letters = name.rstrip(DIGITS)
            digits = name[len(letters) :]
            if digits != self.row_digits:  # the cell's own name counts, whatever its row says
                self.row, self.row_digits = self._row_of(digits), digits
            column = self.columns.get(letters)
            self.column = self._column_of(letters) if column is None else column
        self.type = get("t", "n")
        self.style = get("s", "")
        self.has_formula = False
        self.text.is_open = True

    def _row_of(self, digits: str) -> int:
        row = int(digits) - 1
        if not 0 <= row < MAX_ROWS:
            raise self.book.archive.broken()
        return row

    def _column_of(self, letters: str) -> int:
        found = CELL.fullmatch(f"{letters}1")
        number = 0
        for letter in found[1].upper() if found else "":
            number = number * 26 + ord(letter) - ord("A") + 1
        if not 0 < number <= MAX_COLUMNS:
            raise self.book.archive.broken()
        self.columns[letters] = number - 1
        return number - 1

    def start_formula(self, attributes: dict[str, str]) -> None:
        self.has_formula = True
        self.text.pause(attributes)

    def end_cell(self) -> None:
        raw = self.text.take()
        if not raw and not self.has_formula:
            return
        key = (self.type, self.style, raw)
        text = self.known.get(key)
        if text is None:
            text = self._worked_out(*key)
        if text:
            rows = self.rows
            if self.column < 0:  # a row within a cell
                raise self.book.archive.broken()
            if self.row < len(rows) and self.column == len(rows[self.row]):  # the usual case, without a call
                rows[self.row].append(text)
                self.book.budget.n_cells += 1
            else:
                place(rows, self.row, self.column, text, self.book.budget)
        elif self.has_formula and self.type != "str":
            self.book.budget.spend(1, 0)
            self.without_value.add(self.row, self.column)

    def _worked_out(self, kind: str, style: str, raw: str) -> str:
        """The text of a cell that is the first of its kind."""
        text = self._as_text(kind, style, raw.strip())
        if kind != "s":  # shared texts have been counted
            self.book.budget.spend(0, len(text))
        if len(text) > MAX_CELL_CHARACTERS:
            self.too_long.add(self.row, self.column)
            text = text[:MAX_CELL_CHARACTERS]
        elif len(raw) <= SHORT:
            if len(self.known) >= MAX_KNOWN:
                self.known.clear()
            self.known[kind, style, raw] = text
        return text

    def _as_text(self, kind: str, style: str, raw: str) -> str:
        book = self.book
        if not raw:
            return ""
        if kind == "n":
            shows = book.kinds[int(style)] if style and int(style) < len(book.kinds) else ""
            return serial_text(raw, shows, book.epoch) if shows else number_text(raw)
        if kind == "s":
            if not 0 <= int(raw) < len(book.strings):
                raise book.archive.broken()
            return book.strings[int(raw)]
        if kind == "b":
            return "yes" if raw in TRUE else "no"
        if kind == "d":
            return raw.removesuffix("Z").removesuffix("T00:00:00")
        return cell_text(raw)

    def start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE:
            first, last = int(attributes["min"]), int(attributes["max"])
            if not 0 < first <= last <= MAX_COLUMNS:
                raise self.book.archive.broken()
            self.hidden_columns[first - 1 : last] = bytes([1]) * (last - first + 1)

    def start_merged(self, attributes: dict[str, str]) -> None:
        places = list(self._corners(attributes.get("ref", "")))
        if len(self.merged) >= MAX_MERGED or not places:
            raise self.book.archive.broken()
        self.merged.append((*places[0], *places[-1]))

    def _corners(self, reference: str) -> Iterator[tuple[int, int]]:
        for corner in reference.split(":"):
            found = CELL.fullmatch(corner)
            if not found:
                raise self.book.archive.broken()
            yield self._row_of(found[2]), self._column_of(found[1])
