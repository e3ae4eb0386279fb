"""Lay each source of a mapping over the sheets that it fits: its heading row, its columns, its rows of data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.load.faults import spreadsheet_letter, where
from rtt_eval.load.grids import Grid
from rtt_eval.load.mapping.layout import Heading, cell, find_header, headings_of, matches
from rtt_eval.load.mapping.model import (
    ABOVE,
    AUTO,
    ColumnRow,
    DropRow,
    FileRow,
    Mapping,
    UnpivotRow,
    fits_file,
    is_used,
    match_text,
)


class Column(NamedTuple):
    """One mapped column of a table in a sheet. `place` None: a text for every row (a default, a fact above)."""

    row: ColumnRow
    place: int | None
    letter: str
    heading: str
    text: str = ""


class Wide(NamedTuple):
    """One column of a wide sheet that becomes rows of its own, with the groups of its pattern."""

    row: UnpivotRow
    column: Heading
    groups: tuple[str, ...]


class Dropped(NamedTuple):
    """A row of a sheet that is not data: its number from 0, the letter of the cell that says so, and why."""

    row: int
    letter: str
    why: str


class Table(NamedTuple):
    """One source in one sheet: where its heading is, its columns, its rows of data (from 0), and rows that are none."""

    source: FileRow
    grid: Grid
    header: int
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]
    wide: tuple[Wide, ...]
    rows: tuple[int, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def place(self) -> str:
        """The file and sheet in words."""
        return where(self.grid.file, self.grid.sheet)

    def column(self, field: str) -> Column | None:
        """The mapped column of a field; None where there is none."""
        return next((column for column in self.columns if column.row.field == field), None)


def lay(mapping: Mapping, grids: Sequence[Grid]) -> tuple[list[Table], list[str]]:
    """Every used source on every sheet that it fits, in the order of the mapping; and what keeps a source from use."""
    tables: list[Table] = []
    wrong: list[str] = []
    for source in filter(is_used, mapping.files):
        fitting = [grid for grid in grids if fits_file(source, grid.file, grid.sheet)]
        if not fitting:
            wrong.append(
                f"{mapping.name}, sheet 'files': no file or sheet fits the source '{source.source_name}'. Put the file "
                "in the folder, mend its name in the mapping, or set the status to ignore."
            )
        for grid in fitting:
            found = _lay_one(mapping, source, grid)
            if isinstance(found, Table):
                tables.append(found)
            else:
                wrong.append(found)
    return tables, wrong


def _lay_one(mapping: Mapping, source: FileRow, grid: Grid) -> Table | str:
    columns = [row for row in mapping.columns if row.source_name == source.source_name]
    wide = [row for row in mapping.unpivot if row.source_name == source.source_name and is_used(row)]
    patterns = [row.column_pattern for row in columns] + [row.column_pattern for row in wide]
    header = _header(source, grid, [one for one in patterns if one and not one.startswith(ABOVE)])
    if header is None:
        place = where(grid.file, grid.sheet)
        return f"{place}: no row holds the headings that the mapping names for '{source.source_name}'."
    headings = tuple(headings_of(grid, header))
    used = tuple(_column(row, headings, grid, header) for row in columns if is_used(row))
    found = tuple(
        Wide(row, column, groups)
        for row in wide
        for column in headings
        if (groups := matches(row.column_pattern, column)) is not None
    )
    return Table(source, grid, header, headings, tuple(one for one in used if one is not None), found)


def _header(source: FileRow, grid: Grid, patterns: Sequence[str]) -> int | None:
    if source.header_row not in ("", AUTO):
        row = int(source.header_row) - 1
        return row if row < len(grid.rows) else None

    def worth(text: str) -> float:
        return any(_may_fit(pattern, text) for pattern in patterns)

    return find_header(grid, worth)


def _may_fit(pattern: str, text: str) -> bool:
    """Whether a cell could be the heading that a pattern names, its group and its number left aside."""
    own = pattern.rpartition(" > ")[2]
    bare = own.rpartition(" (")[0] if own.endswith(")") else own
    return any(match_text(one, text) is not None for one in dict.fromkeys((pattern, own, bare)) if one)


def _column(row: ColumnRow, headings: Sequence[Heading], grid: Grid, header: int) -> Column | None:
    if not row.column_pattern:
        return Column(row, None, "", row.field, row.default)
    if row.column_pattern.startswith(ABOVE):
        return _fact_above(row, grid, header)
    fitting = [column for column in headings if matches(row.column_pattern, column) is not None]
    if not fitting:
        return Column(row, None, "", row.field, row.default) if row.default else None
    return Column(row, fitting[0].place, fitting[0].letter, fitting[0].own)


def _fact_above(row: ColumnRow, grid: Grid, header: int) -> Column | None:
    """What a cell above the heading says for all rows below: the pattern's group, or the next cell after the words."""
    pattern = row.column_pattern.removeprefix(ABOVE).strip()
    for above in range(header):
        for place, text in enumerate(grid.rows[above]):
            groups = match_text(pattern, text) if text else None
            if groups is not None:
                value = groups[0] if groups else next(filter(None, grid.rows[above][place + 1 :]), "")
                return Column(row, None, spreadsheet_letter(place), text if not groups else row.field, value)
    return None


def with_rows(mapping: Mapping, tables: Sequence[Table]) -> list[Table]:
    """The tables with their rows of data and the rows that are none."""
    filled = []
    for table in tables:
        rules = [rule for rule in mapping.drop_rows if rule.source_name in ("", table.source.source_name)]
        rows: list[int] = []
        dropped: list[Dropped] = []
        for row in range(table.header + 1, _end(table, tables)):
            if not any(cells := table.grid.rows[row]):
                continue
            why = _why_not_data(table, row, cells, rules)
            if why is None:
                rows.append(row)
            else:
                dropped.append(why)
        filled.append(table._replace(rows=tuple(rows), dropped=tuple(dropped)))
    return filled


def _end(table: Table, tables: Sequence[Table]) -> int:
    """Where the rows of a table end: at the title of the next table of the sheet, or with the sheet."""
    below = [other.header for other in tables if other.grid is table.grid and other.header > table.header]
    if not below:
        return len(table.grid.rows)
    end = min(below)
    while end > table.header + 1 and sum(map(bool, table.grid.rows[end - 1])) <= 1:
        end -= 1
    return end


def _why_not_data(table: Table, row: int, cells: Sequence[str], rules: Sequence[DropRow]) -> Dropped | None:
    for rule in rules:
        place = _ruled_place(table, cells, rule)
        if place is not None and match_text(rule.pattern, cell(table.grid, row, place)) is not None:
            return Dropped(row, spreadsheet_letter(place), rule.why or "not data")
    if list(cells) == table.grid.rows[table.header]:
        return Dropped(row, "", "the heading again")
    skip = table.source.skip_rows_when
    if skip and not any(cell(table.grid, row, one.place) for one in table.headings if matches(skip, one) is not None):
        return Dropped(row, "", f"{skip} is blank")
    mapped = [one.place for one in table.columns if one.place is not None and one.row.field != "ignore"]
    if not any(cell(table.grid, row, place) for place in (*mapped, *(wide.column.place for wide in table.wide))):
        return Dropped(row, "", "nothing in the mapped columns")
    return None


def _ruled_place(table: Table, cells: Sequence[str], rule: DropRow) -> int | None:
    """The column that a rule looks at in a row: the one it names, or the first filled cell."""
    if rule.column:
        return next((one.place for one in table.headings if matches(rule.column, one) is not None), None)
    return next((place for place, text in enumerate(cells) if text), None)
