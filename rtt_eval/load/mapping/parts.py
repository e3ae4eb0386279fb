"""Read the rows of one table of a team's file into lines of its canonical table, typed, with faults and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import schemas
from rtt_eval.load.cells import is_ambiguous
from rtt_eval.load.columns import Cells, read_column, spread
from rtt_eval.load.faults import Fault
from rtt_eval.load.mapping.layout import cell
from rtt_eval.load.mapping.model import ROW_NUMBER
from rtt_eval.load.mapping.people import KEYS, People, key_column
from rtt_eval.load.mapping.readings import Read, Words, as_day, reader
from rtt_eval.load.mapping.tables import Column, Table
from rtt_eval.load.tables import PROVENANCE, Place

PERSON = "person_id"
ALIASES = {("young_people", "birth_month"): "date_of_birth"}
"""Canonical columns that a field which no table holds gives as well."""


class Part(NamedTuple):
    """Lines of one canonical table from one place. `source_column`: the letter of their cell in a wide sheet, or ""."""

    table: str
    frame: pd.DataFrame
    faults: list[Fault]
    file: str
    sheet: str
    source_column: str
    places: Mapping[str, Place]


class Base(NamedTuple):
    """What every row of a table says whichever of its wide columns is read: typed columns, faults by row, places."""

    columns: dict[str, Any]
    faults: list[Fault]
    places: dict[str, Place]


def texts_of(table: Table, column: Column, rows: Sequence[int]) -> list[str]:
    """The texts of a mapped column in these rows, its default in place of a blank."""
    if column.place is None:
        return [f"{column.row.default}"] * len(rows) if not column.text else [column.text] * len(rows)
    texts = [cell(table.grid, row, column.place) for row in rows]
    default = column.row.default
    return [text or default for text in texts] if default and default != ROW_NUMBER else texts


def cells_of(table: Table, field: str, rows: Sequence[int], letter: str, heading: str) -> Cells:
    """The cells of a column for reading, each with its spreadsheet row."""
    column = schemas.columns(table.source.table)[field]
    numbers = [row + 1 for row in rows]
    return Cells(table.source.table, table.grid.file, table.grid.sheet, numbers, column, letter, heading)


def base_of(table: Table, words: Words, people: People, number: int) -> Base:
    """The mapped columns of a table, read once for all its rows; `number` tells tables without ids apart."""
    columns: dict[str, Any] = {}
    faults: list[Fault] = []
    places: dict[str, Place] = {}
    for field in schemas.columns(table.source.table):
        column = column_for(table, field)
        if column is None:
            continue
        if column.row.default == ROW_NUMBER and column.place is None:
            texts = [f"{number}-{row + 1}" for row in table.rows]
        else:
            texts = texts_of(table, column, table.rows)
        read = _read_for(table, field, column, words, people)
        cells = cells_of(table, field, table.rows, column.letter, column.heading)
        columns[field], found = read_column(texts, cells, read, _is_ambiguous)
        faults += found
        places[field] = (column.letter, column.heading)
        if column.place is None:
            places[field] = _key_place(table) or places[field]
    return Base(columns, faults, places)


def _key_place(table: Table) -> Place | None:
    """Where a row is named in the sheet: the place to point at for what stands on every row, or above the heading."""
    keys = (column_for(table, field) for field in schemas.PRIMARY_KEYS[table.source.table])
    return next(((one.letter, one.heading) for one in keys if one is not None and one.place is not None), None)


def _is_ambiguous(text: str) -> bool:
    return is_ambiguous(as_day(text))


def column_for(table: Table, field: str) -> Column | None:
    """The column that a canonical field of a table is read from; None where there is none."""
    if field == PERSON:
        return key_column(table)
    alias = ALIASES.get((table.source.table, field))
    return table.column(field) or (table.column(alias) if alias else None)


def _read_for(table: Table, field: str, column: Column, words: Words, people: People) -> Read:
    if column.row.field in KEYS and field == PERSON:
        return people.reader(column.row.field, schemas.columns(table.source.table)[field])
    return reader(words, table.source.table, field, column.row.date_order)


def part_of(
    table: Table, base: Base, chosen: np.ndarray, own: Mapping[str, Any], faults: Sequence[Fault], letter: str = "",
    places: Mapping[str, Place] | None = None,
) -> Part:  # fmt: skip
    """The lines of the chosen rows: what `base` says, overlaid by `own` (arrays as long as `chosen`).

    `faults` are those of `own`, numbered along `chosen`; those of the base are repeated for each line behind them.
    """
    name = table.source.table
    columns: dict[str, Any] = {}
    for column in schemas.tables()[name]:
        if column.name in own:
            columns[column.name] = own[column.name]
        elif column.name in base.columns:
            columns[column.name] = base.columns[column.name].take(chosen)
        else:
            columns[column.name] = spread([None], np.zeros(len(chosen), dtype=int), column.kind)
    numbers = np.asarray(table.rows, dtype="int64")[chosen] + 1
    source = {"source_file": table.grid.file, "source_sheet": table.grid.sheet, "source_row": numbers}
    frame = pd.DataFrame({**columns, **source, "source_column": letter}).astype(PROVENANCE)
    line_of = {int(row): line for line, row in enumerate(chosen)} if base.faults else {}
    repeated = [
        fault._replace(line=line_of[fault.line])
        for fault in base.faults
        if fault.line in line_of and not _is_overlaid(fault, base, own)
    ]
    at = {**base.places, **(places or {})}
    return Part(name, frame, [*repeated, *faults], table.grid.file, table.grid.sheet, letter, at)


def _is_overlaid(fault: Fault, base: Base, own: Mapping[str, Any]) -> bool:
    """Whether a fault is of a column that these lines take from elsewhere."""
    place = (fault.letter, fault.column)
    return bool(own) and all(field in own for field, at in base.places.items() if at == place)


def constant(table: str, field: str, value: str | None, n: int) -> Any:
    """One value on every line, as the array of its column."""
    return spread([value], np.zeros(n, dtype=int), schemas.columns(table)[field].kind)


def distinct(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """The texts as numbers, and the different ones among them."""
    codes, found = pd.factorize(np.array(texts, dtype=object))
    return codes, list(found)


def whole_rows(table: Table, base: Base) -> Part:
    """A table of which each row is one line."""
    return part_of(table, base, np.arange(len(table.rows)), {}, [])
