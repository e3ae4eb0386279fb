"""What a sheet or a delimited file looks like once it is read: a grid of text, within stated limits."""

from __future__ import annotations

import re
from math import isinf
from typing import NamedTuple

from rtt_eval.errors import DataError
from rtt_eval.load.faults import spreadsheet_letter

MAX_FILE_BYTES = 128 * 2**20
"""A larger file is refused unread: a service's records of ten years take a hundredth of it."""
MAX_CELLS = 4_000_000
"""Cells of one file, with the blank ones before them in the row: 50,000 rows of 80 columns."""
MAX_CHARACTERS = 64 * 2**20
"""Characters that the texts of one file may hold together; a text that repeats counts once in a workbook."""
MAX_CELL_CHARACTERS = 32_767
"""Excel's own limit for a cell; what a file holds beyond it is cut, and said."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""Excel's own limits for a sheet."""
MAX_MERGED = 100_000
"""Merged ranges of one sheet."""

UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
"""Control characters, halves of characters, and two that stand for none."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
EXACT = 1e16
"""From here on a float no longer tells whole numbers apart."""

Merged = tuple[tuple[int, int, int, int], ...]


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
    merged: Merged
    encoding: str
    delimiter: str
    sha256: str
    notes: tuple[str, ...]


class SheetText(NamedTuple):
    """What one sheet of a workbook holds: the grid before it is told which file it comes from."""

    name: str
    is_hidden: bool
    rows: list[list[str]]
    merged: Merged
    notes: list[str]


class Budget:
    """Counts what has been read of one file, and stops it at the limits."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.n_cells = 0
        self.n_characters = 0

    def spend(self, n_cells: int, n_characters: int) -> None:
        """Errors: DataError when the file holds more than can be read."""
        self.n_cells += n_cells
        self.n_characters += n_characters
        if self.n_cells > MAX_CELLS:
            raise self._too_large(f"{MAX_CELLS:,} cells")
        if self.n_characters > MAX_CHARACTERS:
            raise self._too_large(f"{MAX_CHARACTERS:,} characters of text")

    def _too_large(self, limit: str) -> DataError:
        return DataError(
            f"{self.file}: the file holds more than {limit}, which is more than can be read. Split it into smaller "
            "files, or delete columns that are not needed and cells that stand far away from the rest."
        )


def place(rows: list[list[str]], row: int, column: int, text: str, budget: Budget) -> None:
    """Put a cell's text where it belongs; the rows and cells before it become blank ones.

    Errors: DataError when something stands there already.
    """
    while len(rows) <= row:
        rows.append([])
    cells = rows[row]
    n_new = column + 1 - len(cells)
    if n_new > 0:
        budget.spend(n_new, 0)
        if n_new > 1:
            cells.extend([""] * (n_new - 1))
        cells.append(text)
    elif cells[column]:
        cell = f"{spreadsheet_letter(column)}{row + 1}"
        raise DataError(
            f"{budget.file}: the file holds the cell {cell} twice, so one of the two would be lost. Open it in Excel, "
            "save it, and run again."
        )
    else:
        cells[column] = text


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows, cut in place: no blank cells at the end of a row, no blank rows at the end."""
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def clean(text: str) -> str:
    """The text of a cell without white space around it and without characters that cannot be printed."""
    if not text.isprintable():
        text = text.translate(UNPRINTABLE)
    return text.strip()


def number_text(raw: str) -> str:
    """A stored number in its shortest form, without ".0": "5.0" is "5", "1E-3" is "0.001"; other text stays."""
    if raw.isdecimal() or not NUMBER.fullmatch(raw):
        return raw
    value = float(raw)
    if isinf(value):
        return raw
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    return repr(value)
