"""Read one sheet of an XLSX workbook: a single pass over its XML."""

from __future__ import annotations

import re
from sys import intern
from typing import NamedTuple

from rtt_eval.load.grids.grid import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    formula_note,
    hidden_notes,
    long_note,
    number_text,
    place,
    trimmed,
)
from rtt_eval.load.grids.serials import serial_text
from rtt_eval.load.grids.xlsx import SheetPart, TextOf, Workbook

CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
DIGITS = "0123456789"


class SheetText(NamedTuple):
    """The rows of a sheet, its merged cells, and what a user should know."""

    rows: list[list[str]]
    merged: tuple[tuple[int, int, int, int], ...]
    notes: list[str]


def read_sheet(book: Workbook, sheet: SheetPart) -> SheetText:
    """Every filled cell of the sheet as text, in its place. Errors: DataError when it is damaged or too large."""
    reader = _Reader(book)
    starts = {
        "row": reader.start_row,
        "c": reader.start_cell,
        "v": reader.start_value,
        "t": reader.text.open,
        "f": reader.start_formula,
        "rPh": reader.text.mute,
        "col": reader.start_column,
        "mergeCell": reader.start_merged,
    }
    ends = {"c": reader.end_cell, "v": reader.text.close, "t": reader.text.close, "rPh": reader.text.unmute}
    root = book.archive.walk(sheet.part, starts, ends, reader.text.add)
    if not root.endswith("sheet"):
        raise book.archive.broken()
    rows = trimmed(reader.rows)
    notes = hidden_notes(reader.hidden_rows, reader.hidden_columns, rows)
    notes += formula_note(reader.without_value) + long_note(reader.too_long)
    return SheetText(rows, tuple(sorted(set(reader.merged))), notes)


class _Reader:
    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.text = TextOf()
        self.rows: list[list[str]] = []
        self.columns: dict[str, int] = {}
        self.texts: dict[tuple[str, str, str], str] = {}
        self.row = self.column = -1
        self.row_digits = ""
        self.style = self.type = ""
        self.has_formula = self.has_value = self.is_in_cell = False
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.without_value: list[tuple[int, int]] = []
        self.too_long: list[tuple[int, int]] = []

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row_digits = attributes.get("r") or str(self.row + 2)
        self.row = self._row(self.row_digits)
        self.column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.append(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        if name is None:
            self.column += 1
        else:
            letters = name.rstrip(DIGITS)
            if name[len(letters) :] != self.row_digits:
                self.row_digits = name[len(letters) :]
                self.row = self._row(self.row_digits)
            column = self.columns.get(letters)
            self.column = self._column(letters) if column is None else column
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.has_formula = self.has_value = False
        self.is_in_cell = True

    def _row(self, digits: str) -> int:
        if not digits.isdecimal() or not 0 < int(digits) <= MAX_ROWS:
            raise self.book.archive.broken()
        return int(digits) - 1

    def _column(self, letters: str) -> int:
        if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
            raise self.book.archive.broken()
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        if number > MAX_COLUMNS:
            raise self.book.archive.broken()
        self.columns[letters] = number - 1
        return number - 1

    def start_value(self, attributes: dict[str, str]) -> None:
        self.has_value = True
        self.text.open(attributes)

    def start_formula(self, _: dict[str, str]) -> None:
        self.has_formula = True

    def end_cell(self) -> None:
        raw = self.text.take()
        if self.has_formula and not raw and self.type != "str":
            self.without_value.append((self.row, self.column))
        if raw:
            self._put(self._as_text(raw))

    def _put(self, text: str) -> None:
        if len(text) > MAX_CELL_CHARACTERS:
            self.too_long.append((self.row, self.column))
            text = text[:MAX_CELL_CHARACTERS]
        if not text:
            return
        place(self.rows, self.row, self.column, text, self.book.budget)

    def _as_text(self, raw: str) -> str:
        key = (self.type, self.style, raw)
        known = self.texts.get(key)
        if known is None:
            known = self._worked_out(raw)
            if len(raw) < 32:
                self.texts[key] = known
        return known

    def _worked_out(self, raw: str) -> str:
        book = self.book
        if self.type == "s":
            if not raw.isdecimal() or int(raw) >= len(book.strings):
                raise book.archive.broken()
            return book.strings[int(raw)]
        if self.type == "b":
            return "yes" if raw in ("1", "true") else "no"
        if self.type == "d":
            return raw.removesuffix("T00:00:00").removesuffix("Z")
        if self.type != "n":
            return raw
        kind = book.kinds[int(self.style)] if self.style.isdecimal() and int(self.style) < len(book.kinds) else ""
        return intern(serial_text(raw, kind, book.epoch) if kind else number_text(raw))

    def start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = (attributes.get(name, "") for name in ("min", "max"))
            if first.isdecimal() and last.isdecimal() and int(last) <= MAX_COLUMNS:
                self.hidden_columns += range(int(first) - 1, int(last))

    def start_merged(self, attributes: dict[str, str]) -> None:
        ends = [CELL.fullmatch(end) for end in attributes.get("ref", "").split(":")]
        if not all(ends):
            raise self.book.archive.broken()
        places = [(self._row(end[2]), self._column(end[1])) for end in ends if end]
        self.merged.append((*places[0], *places[-1]))
