"""The text of the cells, read as what their columns hold; each different text of a column is read once.

Dates are day first, as the return has them, or year first, as a spreadsheet saves them. What cannot be read is noted in
its place; a code that is not in the list stays as it stands.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval.load.cells import read_date
from rtt_eval.load.statutory.layout import Column, tables
from rtt_eval.load.statutory.listed import read_code
from rtt_eval.load.statutory.oddities import Found
from rtt_eval.load.statutory.raw import Raw

DUMMY = re.compile(r"\*dummy\*", re.IGNORECASE)
NEEDED_DATES = ("end",)
"""Kinds of date whose blank says something: one that cannot be read must not turn into a blank."""

_WHOLE = re.compile(r"\d{1,9}(\.0+)?", re.ASCII)
_PARTIAL = re.compile(r"(\d{1,2}|zz)/(\d{1,2}|zz)/(\d{4}|zzzz)", re.IGNORECASE | re.ASCII)


class Typed(NamedTuple):
    """A typed table of one file and what is odd about its cells."""

    frame: pd.DataFrame
    found: list[Found]


class Cells(NamedTuple):
    """The cells of one column: `distinct` texts, `codes` (the place of each row's text in it), and the row numbers."""

    raw: Raw
    column: Column
    distinct: np.ndarray
    codes: np.ndarray
    rows: np.ndarray

    def found(self, code: str, is_so: np.ndarray, value: str = "") -> list[Found]:
        """The rows whose text is so, as a finding; none where there are none. `is_so`: one truth a distinct text."""
        rows = self.rows[is_so[self.codes]] if len(self.codes) else self.rows[:0]
        letter, name = self.raw.letters.get(self.column.name, ""), self.column.name
        return [Found(code, self.raw.table, self.raw.file, name, letter, rows, value)] if len(rows) else []


def typed(raw: Raw) -> Typed:
    """The table with its columns typed: dates datetime64[us], whole numbers Int64, all else text (missing: NaN)."""
    columns: dict[str, Any] = {}
    rows = raw.cells["source_row"].to_numpy()
    found = _dummies(raw, rows)
    for column in tables()[raw.table]:
        codes, distinct = pd.factorize(raw.cells[column.name].to_numpy(dtype=object))
        cells = Cells(raw, column, np.asarray(distinct, dtype=object), codes, rows)
        if column.must == "cell":
            found += cells.found("S09", np.array([text == "" for text in cells.distinct], dtype=bool))
        made, odd = READERS[column.kind](cells)
        columns |= made
        found += odd
    return Typed(pd.DataFrame({**columns, **_places(raw)}), found)


def _places(raw: Raw) -> dict[str, Any]:
    return {name: raw.cells[name].array for name in ("source_file", "source_row")}


def _dummies(raw: Raw, rows: np.ndarray) -> list[Found]:
    """Rows that say *DUMMY* in a cell, or are of a child of that name."""
    texts = raw.cells.drop(columns=["source_file", "source_row"])
    is_dummy = raw.cells["CHILD"].str.fullmatch(r"\*?dummy\*?", case=False).to_numpy(dtype=bool)
    for name in texts.columns:
        marked = [text for text in texts[name].unique() if DUMMY.search(text)]
        is_dummy = is_dummy | texts[name].isin(marked).to_numpy()
    letter = raw.letters.get("CHILD", "")
    return [Found("S07", raw.table, raw.file, "CHILD", letter, rows[is_dummy])] if is_dummy.any() else []


Made = tuple[dict[str, Any], list[Found]]


def _spread(cells: Cells, values: list[Any], dtype: str) -> Any:
    """One value a distinct text, spread over the rows."""
    return pd.Series([pd.NA if value is None else value for value in values], dtype=dtype).array.take(cells.codes)


def _texts(cells: Cells) -> Made:
    return {cells.column.name: _spread(cells, [text or None for text in cells.distinct], "str")}, []


def _dates(cells: Cells) -> Made:
    days = [read_date(text, ()).value if text else None for text in cells.distinct]
    is_unread = np.array([bool(text) and day is None for text, day in zip(cells.distinct, days, strict=True)], bool)
    is_needed = cells.column.must == "cell" or cells.column.kind in NEEDED_DATES
    values = np.array([day or "NaT" for day in days], dtype="datetime64[us]")
    return {cells.column.name: values[cells.codes]}, cells.found("S10" if is_needed else "S11", is_unread)


def _partial_dates(cells: Cells) -> Made:
    """The text as it stands, and the parts of it that are known: zz/05/2020 has a month and a year."""
    parts = [_known_parts(text) for text in cells.distinct]
    is_unread = np.array([bool(text) and part is None for text, part in zip(cells.distinct, parts, strict=True)], bool)
    made = {cells.column.name: _spread(cells, [text or None for text in cells.distinct], "str")}
    for place, name in enumerate(("DAY", "MONTH", "YEAR")):
        values = [part[place] if part else None for part in parts]
        made[f"{cells.column.name}_{name}"] = _spread(cells, values, "Int64")
    return made, cells.found("S11", is_unread)


def _known_parts(text: str) -> tuple[int | None, int | None, int | None] | None:
    """Day, month and year of a date that may be known in part; None where it is no such date."""
    if whole := read_date(text, ()).value:
        return int(whole[8:]), int(whole[5:7]), int(whole[:4])
    found = _PARTIAL.fullmatch(text)
    if not found:
        return None
    day, month, year = (int(part) if part.isdecimal() else None for part in found.groups())
    is_possible = day is None and (month is None or (1 <= month <= 12 and year is not None))
    return (day, month, year) if is_possible else None


def _whole_numbers(cells: Cells) -> Made:
    matches = [_WHOLE.fullmatch(text) for text in cells.distinct]
    values = [int(found[0].partition(".")[0]) if found else None for found in matches]
    is_unread = np.array([bool(text) and not found for text, found in zip(cells.distinct, matches, strict=True)], bool)
    is_decimal = np.array([found is not None and bool(found[1]) for found in matches], bool)
    odd = [*cells.found("S15", is_unread), *cells.found("S16", is_decimal)]
    return {cells.column.name: _spread(cells, values, "Int64")}, odd


def _codes(cells: Cells) -> Made:
    """Codes of a list, kept as they stand where the list does not have them; the years are looked at elsewhere."""
    readings = [read_code(text, cells.column.code_set) for text in cells.distinct]
    odd: list[Found] = []
    for place, reading in enumerate(readings):
        if reading.code:
            odd += cells.found(reading.code, np.arange(len(readings)) == place, reading.shown)
    return {cells.column.name: _spread(cells, [reading.value for reading in readings], "str")}, odd


READERS = {
    "id": _texts,
    "text": _texts,
    "date": _dates,
    "end": _dates,
    "partial_date": _partial_dates,
    "integer": _whole_numbers,
    "code": _codes,
}
"""Kind of a column -> how its cells are read."""
