"""What can be wrong with a cell, a row, a heading or a file, and how its place is said.

A message names the file, the sheet, the row and the column letter. It never repeats what the cell holds; only a code
that is nearly right is shown, because a misspelling cannot be mended unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from rtt_eval import schemas

SENTENCES = MappingProxyType(
    {
        "C01": "A file is saved in the older Windows encoding",
        "C02": "A column is not one of the table's",
        "C03": "A row has more or fewer cells than the heading",
        "C04": "A required cell is blank",
        "C05": "A date cannot be read",
        "C06": "A date is in American order, month before day",
        "C07": "A date stands in a column with American dates and could be one of them",
        "C08": "A month cannot be read",
        "C09": "A yes/no cell holds something else",
        "C10": "A number cannot be read",
        "C11": "A code is not known",
        "C12": "A code differs from the list in capitals or spaces",
        "C13": "An id is the -1 that stands for none",
        "C14": "A cell holds an Excel error",
        "C15": "A file or sheet was not read, and its name is nearly that of a table",
        "M01": "An id of a team's file is not in id_map",
        "M02": "Two ids may be those of one child",
        "M03": "A name is spelt in two ways beside one id",
        "M04": "Two rows about one child say different things",
        "M05": "A file could not be read, or was read with a doubt",
        "M06": "A sheet names its children by an id that cannot be joined to the others",
    }
)
"""Code of each fault that loading can find -> the fault in words."""

BLANK_MEANS_OPEN = frozenset(
    {
        ("young_people", "in_care_to"),
        ("placements", "end"),
        ("missing_episodes", "end"),
        ("involvements", "end"),
        ("iip_cases", "end"),
        ("referrals", "closed"),
        ("placement_costs", "valid_to"),
    }
)
"""Optional dates whose blank says something (still there, still open): an unreadable one must not turn into that."""


class Fault(NamedTuple):
    """One fault in its place. `row` is None for a whole file or column; `sheet` is "" in a CSV file.

    `column` is what the column is called in the file; `line` the number of the row in its table, counted from 0.
    """

    table: str
    file: str
    sheet: str
    row: int | None
    column: str
    letter: str
    code: str
    severity: str
    message: str
    line: int | None = None


def spreadsheet_letter(position: int) -> str:
    """The letter that a spreadsheet shows over a column; `position` counts from 0."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def where(file: str, sheet: str = "", row: int | None = None, letter: str = "", column: str = "") -> str:
    """The place in words: "iip_cases.csv, row 5, column D (service)"; what is not given is left out."""
    parts = [file] if file else []
    if sheet:
        parts.append(f"sheet '{sheet}'")
    if row is not None:
        parts.append(f"row {row}")
    if letter:
        parts.append(f"column {letter} ({column})" if column else f"column {letter}")
    elif column:
        parts.append(f"column {column}")
    return ", ".join(parts)


def severity_of(column: schemas.Column) -> str:
    """How much a fault in a cell of this column matters: "reject" the row, or "query" and go on without the cell."""
    has_meaning = column.is_required or (column.table, column.name) in BLANK_MEANS_OPEN
    return "reject" if has_meaning else "query"


def fault_rows(faults: Iterable[Fault] | Sequence[Fault]) -> pd.DataFrame:
    """The faults as a frame, one row each, in the order given; `row` and `line` are Int64, NA for a whole file."""
    frame = pd.DataFrame(list(faults), columns=list(Fault._fields))
    numbers = {"row": "Int64", "line": "Int64"}
    return frame.astype({name: numbers.get(name, "str") for name in Fault._fields})
