"""What can be odd about a return: a code, a sentence, what to do, and what becomes of the row.

Findings are kept as arrays of rows: a return of fifty thousand episodes can have as many. A finding never holds what a
cell says, but for a statutory code that is shaped like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from rtt_eval.load.faults import Fault, fault_rows, where

REJECT, DUPLICATE, QUERY, NOTE = "reject", "duplicate", "query", "note"


class Kind(NamedTuple):
    """A kind of oddity. effect: the row is left out (reject, duplicate), used and listed (query), or not touched."""

    sentence: str
    effect: str
    advice: str


KINDS = MappingProxyType(
    {
        "S01": Kind("A file is saved in the older Windows encoding", NOTE, "Save it as 'CSV UTF-8'."),
        "S02": Kind("A file is none of the return's tables", NOTE, "It was not read; nothing need be done."),
        "S03": Kind("An XML file stands beside the CSV files", NOTE, "The CSV files were read, and it was not."),
        "S04": Kind("More than one file holds this table", NOTE, "All were read, one after the other. Keep one."),
        "S05": Kind("A column is not one of the table's", NOTE, "It was not read; nothing need be done."),
        "S06": Kind("A column of the table is not there", NOTE, "Add it where figures need it."),
        "S07": Kind("A row is marked as a dummy", REJECT, "It was left out."),
        "S08": Kind("The same row stands twice", DUPLICATE, "It was counted once. Delete one."),
        "S09": Kind("A cell that must be filled is blank", REJECT, "The row was left out. Fill the cell in."),
        "S10": Kind("A date that the row needs cannot be read", REJECT, "The row was left out. Write dd/mm/yyyy."),
        "S11": Kind("A date cannot be read", QUERY, "It counts as blank. Write dd/mm/yyyy."),
        "S12": Kind("A code is not in the list", QUERY, "It was kept as it stands. Correct it, or look at the guide."),
        "S13": Kind("A code is not in use in its year", QUERY, "It was kept as it stands. Look at the guide."),
        "S14": Kind("A code differs from the list in capitals or spaces", QUERY, "It was read as the list has it."),
        "S15": Kind("A whole number cannot be read", QUERY, "It counts as blank. Write figures only."),
        "S16": Kind("A whole number is written with a decimal point", QUERY, "It was read as a whole number."),
        "S17": Kind("An SDQ score is outside 0 to 40", QUERY, "The score is not used. Correct it."),
        "S18": Kind("An SDQ score stands beside a reason for there being none", QUERY, "The score is used."),
        "S19": Kind("A row has more or fewer cells than the heading", REJECT, "It was left out. Look for a comma."),
        "S20": Kind("A child has more than one header row", QUERY, "What they disagree on counts as not known."),
        "S21": Kind("A child has two sexes", QUERY, "The sex counts as not known. Correct one."),
        "S22": Kind("A child has two dates of birth", QUERY, "Where headers disagree, age counts as not known."),
        "S23": Kind("A child has no header row", QUERY, "Age and sex are not known. Add the row."),
        "S24": Kind("An episode ends before it starts", REJECT, "It was left out. Correct a date."),
        "S25": Kind("An episode starts before the one before it has ended", QUERY, "Correct a date."),
        "S26": Kind("An episode ends on the last day of the year", QUERY, "Check whether the child left care."),
        "S27": Kind("DEC and REC are not both filled or both blank", QUERY, "Fill in the other, or blank both."),
        "S28": Kind("A child's first episode does not start with RNE S", QUERY, "Care counts from that episode."),
        "S29": Kind("An episode ends with X1 and the next does not start that day", QUERY, "Add what is missing."),
        "S30": Kind("An episode without an end is followed by another", QUERY, "It counts to the start of the next."),
        "S31": Kind("A missing incident ends before it starts", REJECT, "It was left out. Correct a date."),
        "S32": Kind("Two missing incidents of a child overlap", QUERY, "Both were counted. Look whether they are one."),
        "S33": Kind("Two OC2 rows of a child differ", REJECT, "Both were left out. Keep the right one."),
        "S34": Kind("A CHILD or a person stands twice in the id_map", NOTE, "It joins to nobody. Correct the id_map."),
        "S35": Kind("A table of the return is not there", NOTE, "Figures that need it are left out. Add the file."),
    }
)
"""Code of each oddity -> what it is. `docs/ssda903.md` says more of the definitions behind them."""

COLUMNS = ("code", "sentence", "table", "column", "value", "n", "file", "row", "letter")


class Found(NamedTuple):
    """Rows of one file with one oddity. `rows` is empty for a whole file or column; `value`: a statutory code or ""."""

    code: str
    table: str
    file: str
    column: str = ""
    letter: str = ""
    rows: Sequence[int] | np.ndarray = ()
    value: str = ""

    @property
    def effect(self) -> str:
        """What becomes of the rows."""
        return KINDS[self.code].effect


Letters = Mapping[tuple[str, str], Mapping[str, str]]
"""Table and file -> column -> spreadsheet letter; no letters in an XML file."""


def in_rows(code: str, table: str, column: str, frame: pd.DataFrame, letters: Letters) -> list[Found]:
    """These rows of a table as findings, one a file."""
    return [
        Found(code, table, str(file), column, letters[table, str(file)].get(column, ""), rows.to_numpy())
        for file, rows in frame["source_row"].groupby(frame["source_file"], sort=False)
    ]


def totals(found: Iterable[Found]) -> pd.DataFrame:
    """One row an oddity, table, column and code value: how many rows, and the place of the first as an example."""
    rows = [
        (
            *(one.code, KINDS[one.code].sentence, one.table, one.column, one.value, max(1, len(one.rows)), one.file),
            *(int(min(one.rows)) if len(one.rows) else None, one.letter),
        )
        for one in found
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"n": "int64", "row": "Int64"})
    by = list(COLUMNS[:5])
    first = frame.drop_duplicates(by).set_index(by)
    summed = frame.groupby(by, sort=False)["n"].sum()
    found_rows = first.assign(n=summed).reset_index().sort_values(["code", "table", "column", "value"])
    return found_rows[list(COLUMNS)].reset_index(drop=True)


def faults(found: Iterable[Found]) -> pd.DataFrame:
    """Every finding in its place, one row each: the fields of `load.Fault`."""
    return fault_rows([fault for one in found for fault in _each(one)])


def _each(one: Found) -> list[Fault]:
    kind = KINDS[one.code]
    said = f"{kind.sentence[:1].lower()}{kind.sentence[1:]}" if not kind.sentence[1:2].isupper() else kind.sentence
    severity = "reject" if kind.effect == REJECT else "query"
    rows: list[int | None] = [int(row) for row in one.rows] or [None]
    return [
        Fault(
            *(one.table, one.file, "", row, one.column, one.letter, one.code, severity),
            message=f"{where(one.file, '', row, one.letter, one.column) or one.table}: {said}. {kind.advice}",
        )
        for row in rows
    ]
