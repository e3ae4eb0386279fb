"""What a user should know of the reading of a sheet, in words; never what a cell holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rtt_eval.load.faults import spreadsheet_letter
from rtt_eval.load.grids.grid import MAX_CELL_CHARACTERS

MAX_NAMED = 5
"""Places that a note names; of the others it gives the number."""


class Places:
    """Cells of a kind: the first few by name ("B5"), of the others the number."""

    def __init__(self) -> None:
        self.named: list[str] = []
        self.n_cells = 0

    def add(self, row: int, column: int) -> None:
        """Both counted from 0."""
        self.n_cells += 1
        if len(self.named) < MAX_NAMED:
            self.named.append(f"{spreadsheet_letter(column)}{row + 1}")

    def __str__(self) -> str:
        return _some(self.named, self.n_cells)


def formula_notes(without_value: Places) -> list[str]:
    """Formulas that were saved without their value."""
    if not without_value.n_cells:
        return []
    return [
        f"formulas saved without a value, read as blank: {without_value}. Open the file in a spreadsheet program, save "
        "it, and run again."
    ]


def long_notes(too_long: Places) -> list[str]:
    """Cells that were cut at Excel's limit."""
    return [f"cells cut at {MAX_CELL_CHARACTERS:,} characters: {too_long}"] if too_long.n_cells else []


def hidden_notes(hidden_rows: Iterable[int], hidden_columns: Iterable[int], rows: list[list[str]]) -> list[str]:
    """Which rows and columns with something in them are hidden; they are read all the same."""
    width = max(map(len, rows), default=0)
    down = _runs((row for row in hidden_rows if row < len(rows) and rows[row]), lambda row: str(row + 1))
    across = _runs((column for column in hidden_columns if column < width), spreadsheet_letter)
    notes = [f"hidden rows, read all the same: {_some(down, len(down))}"] if down else []
    return notes + ([f"hidden columns, read all the same: {_some(across, len(across))}"] if across else [])


def _runs(numbers: Iterable[int], name: Callable[[int], str]) -> list[str]:
    """Runs of whole numbers in words: of 4, 6, 7, 8 "5", "7 to 9" when `name` counts from 1."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [name(first) if first == last else f"{name(first)} to {name(last)}" for first, last in found]


def _some(places: list[str], n_places: int) -> str:
    rest = n_places - len(places[:MAX_NAMED])
    return ", ".join(places[:MAX_NAMED]) + (f" and {rest:,} more" if rest else "")
