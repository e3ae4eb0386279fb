"""What a sheet or a delimited file looks like once it is read: a grid of text, within stated limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import isinf
from typing import NamedTuple

from rtt_eval.errors import DataError
from rtt_eval.load.faults import spreadsheet_letter

MAX_FILE_BYTES = 256 * 2**20
"""A larger file is refused unread: a service's records of ten years take a hundredth of it."""
MAX_CELLS = 5_000_000
"""Cells of one file, with the blank ones before them in the row: 50,000 rows of 100 columns."""
MAX_CHARACTERS = 100_000_000
"""Characters that the cells of one file may hold together."""
MAX_CELL_CHARACTERS = 32_767
"""Excel's own limit for a cell; what a file holds beyond it is cut, and said."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""Excel's own limits for a sheet."""
MAX_NAMED = 5
"""Places that a note names; of the others it gives the number."""

UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
"""Control characters, halves of characters, and two that stand for none."""


class Grid(NamedTuple):
    """One sheet, or one delimited file, as text.

    `rows[i][j]` is what a spreadsheet shows in row i + 1 under the letter of column j; blank cells at the end of a row
    and blank rows at the end are cut. `merged`: (first row, first column, last row, last column), from 0, inclusive.
    `encoding`: utf-8, cp1252 or utf-16 for text; xlsx, xlsm, xls or ods for a workbook. `notes`: what a user should
    know of the reading; never what a cell holds.
    """

    file: str
    sheet: str
    rows: list[list[str]]
    is_hidden: bool
    merged: tuple[tuple[int, int, int, int], ...]
    encoding: str
    delimiter: str
    sha256: str
    notes: tuple[str, ...]


class Budget:
    """Counts what has been read of one file, and stops it at the limits."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.n_cells = 0
        self.n_characters = 0

    def spend(self, n_cells: int, n_characters: int) -> None:
        self.n_cells += n_cells
        self.n_characters += n_characters
        if self.n_cells > MAX_CELLS:
            raise DataError(
                f"{self.file}: more than {MAX_CELLS:,} cells, which is more than can be read. "
                "Split the file into smaller ones, or delete the columns that are not needed."
            )
        if self.n_characters > MAX_CHARACTERS:
            raise DataError(
                f"{self.file}: more than {MAX_CHARACTERS:,} characters of text, which is more than can be read. "
                "Split the file into smaller ones, or delete the columns that are not needed."
            )


def clean(text: str) -> str:
    """The text of a cell without white space around it and without characters that cannot be printed."""
    if not text.isprintable():
        text = text.translate(UNPRINTABLE)
    return text.strip()


def place(rows: list[list[str]], row: int, column: int, text: str, budget: Budget) -> None:
    """Put a cell's text where it belongs; the rows and cells before it become blank ones."""
    while len(rows) <= row:
        rows.append([])
    cells = rows[row]
    n_new = column + 1 - len(cells)
    budget.spend(max(n_new, 1), len(text))
    if n_new > 0:
        cells.extend([""] * n_new)
    cells[column] = text


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows, cut in place: no blank cells at the end of a row, no blank rows at the end."""
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def cell_name(row: int, column: int) -> str:
    """A spreadsheet's name of a cell, both counted from 0: (4, 1) is B5."""
    return f"{spreadsheet_letter(column)}{row + 1}"


def some(places: Iterable[str]) -> str:
    """Places in words: the first few by name, of the others the number."""
    named = list(places)
    rest = len(named) - MAX_NAMED
    return ", ".join(named[:MAX_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of whole numbers as (first, last): 1, 2, 3, 7 are (1, 3) and (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def hidden_notes(hidden_rows: Iterable[int], hidden_columns: Iterable[int], rows: list[list[str]]) -> list[str]:
    """Which rows and columns with something in them are hidden; they are read all the same."""
    width = max(map(len, rows), default=0)
    down = [span(one, str) for one in spans(row + 1 for row in hidden_rows if row < len(rows) and rows[row])]
    across = [span(one, spreadsheet_letter) for one in spans(place for place in hidden_columns if place < width)]
    notes = [f"hidden rows, read all the same: {some(down)}"] if down else []
    return notes + ([f"hidden columns, read all the same: {some(across)}"] if across else [])


def span(run: tuple[int, int], name: Callable[[int], str]) -> str:
    """A run in words, each end named by `name`: "5" or "5 to 9"."""
    first, last = (name(end) for end in run)
    return first if first == last else f"{first} to {last}"


def formula_note(cells: list[tuple[int, int]]) -> list[str]:
    """Formulas that were saved without their value: the cells are blank."""
    if not cells:
        return []
    named = some(cell_name(*cell) for cell in cells)
    return [f"formulas saved without a value, read as blank: {named}. Open the file in Excel, save it, and run again."]


def long_note(cells: list[tuple[int, int]]) -> list[str]:
    """Cells that were cut at Excel's limit."""
    named = some(cell_name(*cell) for cell in cells)
    return [f"cells cut at {MAX_CELL_CHARACTERS:,} characters: {named}"] if cells else []


NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def number_text(raw: str) -> str:
    """A stored number in its shortest form, without ".0": "5.0" is "5", "1E-3" is "0.001"; other text stays."""
    if raw.isdecimal() or not NUMBER.fullmatch(raw):
        return raw
    value = float(raw)
    if isinf(value):
        return raw
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return repr(value)
