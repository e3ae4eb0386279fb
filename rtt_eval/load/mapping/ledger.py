"""What became of every sheet and every row of a team's folder, and of every column that a mapped sheet holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from rtt_eval import schemas
from rtt_eval.load.grids import Grid
from rtt_eval.load.mapping.layout import cell, matches
from rtt_eval.load.mapping.model import ColumnRow, is_used
from rtt_eval.load.mapping.model import Mapping as Plan
from rtt_eval.load.mapping.parts import column_for, texts_of
from rtt_eval.load.mapping.readings import Words, nearest
from rtt_eval.load.mapping.synonyms import IGNORE
from rtt_eval.load.mapping.tables import Dropped, Table
from rtt_eval.load.mapping.words import plain
from rtt_eval.load.tables import Found

READ, NOT_DATA, NOT_MAPPED, RESTRICTED = "read", "not_data", "not_mapped", "restricted"
ID_MAP = "id_map"
NO_LINES = "nothing in the mapped columns"


def ledger_rows(
    grids: Sequence[Grid], tables: Sequence[Table], with_lines: set[tuple[str, str, int]]
) -> Iterator[tuple[str, str, str, int, str, str]]:
    """One row an input row: table, file, sheet, row, bucket, reason. A heading is no input row."""
    for grid in grids:
        own = [table for table in tables if table.grid is grid]
        name = own[0].source.table if own else ""
        if not own:
            yield from (
                (name, grid.file, grid.sheet, row, NOT_MAPPED, "the mapping does not read the sheet")
                for row in _filled(grid)
            )
            continue
        heads = _heading_rows(own)
        kept = {row + 1 for table in own for row in table.rows}
        why = {one.row + 1: one for table in own for one in table.dropped}
        for row in _filled(grid):
            if row in heads:
                continue
            is_read = row in kept and (grid.file, grid.sheet, row) in with_lines
            reason = "" if is_read else _reason(why.get(row), row in kept)
            yield name, grid.file, grid.sheet, row, READ if is_read else NOT_DATA, reason


def _filled(grid: Grid) -> list[int]:
    return [number for number, cells in enumerate(grid.rows, start=1) if any(cells)]


def _heading_rows(tables: Sequence[Table]) -> set[int]:
    """The rows of the headings, those over groups of columns included."""
    groups = {table.header for table in tables if any(column.group for column in table.headings)}
    return {table.header + 1 for table in tables} | groups


def _reason(why: Dropped | None, is_kept: bool) -> str:
    if why is None:
        return NO_LINES if is_kept else "above the heading, or the title of another table"
    return f"column {why.letter}: {why.why}" if why.letter else why.why


def restricted_rows(id_map: Grid | None) -> Iterator[tuple[str, str, str, int, str, str]]:
    """One row a child of id_map, of which nothing but the ids is read."""
    if id_map is None:
        return
    for row in _filled(id_map)[1:]:
        yield ID_MAP, id_map.file, "", row, RESTRICTED, "holds names: only the ids were read, to join the files"


def source_rows(
    grids: Sequence[Grid], tables: Sequence[Table], id_map: Grid | None
) -> Iterator[tuple[str, str, str, str, int, str, str]]:
    """One row a sheet: file, sheet, tables, state, rows, SHA-256, encoding."""
    if id_map:
        yield id_map.file, "", ID_MAP, RESTRICTED, len(_filled(id_map)) - 1, id_map.sha256, id_map.encoding
    for grid in grids:
        own = [table for table in tables if table.grid is grid]
        names = ", ".join(dict.fromkeys(table.source.table for table in own))
        heads = _heading_rows(own)
        n_rows = sum(row not in heads for row in _filled(grid))
        yield grid.file, grid.sheet, names, READ if own else NOT_MAPPED, n_rows, grid.sha256, grid.encoding


def found_columns(plan: Plan, tables: Sequence[Table]) -> Iterator[Found]:
    """Every column of every mapped sheet, and every column that the mapping names and a sheet does not have."""
    for table in tables:
        rows = [row for row in plan.columns if row.source_name == table.source.source_name]
        at = (table.grid.file, table.grid.sheet, table.header + 1)
        mapped = {column.place: column.row.field for column in table.columns if column.place is not None}
        wide = {one.column.place: one.row.field or "score" for one in table.wide}
        for column in table.headings:
            n_cells = sum(bool(cell(table.grid, row, column.place)) for row in table.rows)
            field = mapped.get(column.place) or wide.get(column.place, "")
            if not field and _is_read_beside(table, column.place, tables):
                continue
            if field:
                state = "ignored" if field == IGNORE else "matched"
            else:
                fitting = [
                    row for row in rows if row.column_pattern and matches(row.column_pattern, column) is not None
                ]
                state = "ignored" if any(row.status == "ignore" for row in fitting) else "unmatched"
                field = next((row.field for row in fitting), "")
            yield Found("column", state, table.source.table, field, *at, column.letter, column.own, n_cells)
        yield from _absent(table, rows, at)


def _is_read_beside(table: Table, place: int, tables: Sequence[Table]) -> bool:
    """Whether another source of the same table in a sheet reads a column."""
    beside = [other for other in tables if other.grid is table.grid and other.header == table.header]
    return any(place in {one.place for one in other.columns} for other in beside if other is not table)


def _absent(table: Table, rows: Sequence[ColumnRow], at: tuple[str, str, int]) -> Iterator[Found]:
    held = {column.row for column in table.columns}
    for row in rows:
        if is_used(row) and row not in held and row.field != IGNORE:
            yield Found("column", "absent", table.source.table, row.field, *at, "", row.column_pattern, 0)


def found_values(tables: Sequence[Table], words: Words) -> Iterator[Found]:
    """Every code and yes/no column: how many cells hold a known value, and each value that nobody knows.

    An unknown value is shown only where it is nearly a known one: a cell may hold a name by mistake.
    """
    for table in tables:
        name = table.source.table
        for field, column in schemas.columns(name).items():
            mapped = column_for(table, field)
            if mapped is None or mapped.place is None or not (column.allowed or column.kind == "yes/no"):
                continue
            texts = texts_of(table, mapped, table.rows)
            counts = Counter(text for text in texts if text and not text.startswith("#"))
            known = {text for text in counts if words.code(name, field, text) is not None or words.is_missing(text)}
            at = (table.grid.file, table.grid.sheet)
            n_known = sum(counts[text] for text in known)
            yield Found("value", "matched", name, field, *at, None, mapped.letter, f"{len(known)} values", n_known)
            for text in sorted(set(counts) - known, key=plain):
                row = next(row + 1 for row, one in zip(table.rows, texts, strict=True) if one == text)
                shown = text if nearest(words, name, field, text) else ""
                yield Found("value", "unmatched", name, field, *at, row, mapped.letter, shown, counts[text])


def as_frames(
    sources: Iterator[tuple[str, str, str, str, int, str, str]], rows: Sequence[tuple[str, str, str, int, str, str]],
    found: Sequence[Found],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """The three lists as frames, with the dtypes that `Records` promises."""
    names = ("file", "sheet", "table", "state", "rows", "sha256", "encoding")
    source = pd.DataFrame(list(sources), columns=list(names))
    source = source.astype({name: "int64" if name == "rows" else "str" for name in names})
    heads = ("table", "file", "sheet", "row", "bucket", "reason")
    ledger = pd.DataFrame(rows, columns=list(heads))
    ledger = ledger.astype({name: "int64" if name == "row" else "str" for name in heads})
    frame = pd.DataFrame(list(found), columns=list(Found._fields))
    kinds = {"row": "Int64", "n_cells": "int64"}
    return source, ledger, frame.astype({name: kinds.get(name, "str") for name in Found._fields})
