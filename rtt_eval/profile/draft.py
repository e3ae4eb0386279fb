"""Draft a mapping from a folder of files of unknown layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rtt_eval.load.faults import Fault
from rtt_eval.load.grids import Grid, find_files
from rtt_eval.load.mapping.model import AUTO, ColumnRow, DropRow, FileRow, Mapping, SettingRow, UnpivotRow, ValueRow
from rtt_eval.load.mapping.people import KEYS
from rtt_eval.load.mapping.team import ID_MAP, read_folder
from rtt_eval.load.mapping.words import heading
from rtt_eval.profile.columns import IGNORED, MATCHED, UNMATCHED, draft_columns
from rtt_eval.profile.rules import EVERYWHERE, draft_missing, draft_rules
from rtt_eval.profile.sheets import Block, blocks_of, field_of
from rtt_eval.profile.values import draft_timepoints, draft_values

ROW_IS = {"outcomes": "child", "attendance": "event", "feedback": "form", "training_events": "event"}
STATUTORY_NOTE = "the statutory return: name its folder under ssda903 in the params file, with an id_map"


class Draft(NamedTuple):
    """A drafted mapping, the sheets it was drafted from, and the files that could not be read."""

    mapping: Mapping
    grids: list[Grid]
    unread: list[Fault]


class Source(NamedTuple):
    """One drafted source and the blocks it is of: sheets that are alike share a source."""

    row: FileRow
    blocks: list[Block]
    table: str

    @property
    def block(self) -> Block:
        """The first of its blocks, which stands for all."""
        return self.blocks[0]


def draft(folder: str | Path, name: str = "mapping.xlsx") -> Draft:
    """A mapping for the files of a folder: what is known exactly is matched, all else suggested or left to a person."""
    folder = Path(folder)
    grids, unread = read_folder(folder)
    has_id_map = any(path.name.casefold() == ID_MAP for path in find_files(folder))
    sources = list(_sources(grids, has_id_map))
    columns: list[ColumnRow] = []
    unpivot: list[UnpivotRow] = []
    values: list[ValueRow] = []
    rules: list[DropRow] = []
    wide: list[tuple[Block, Sequence[UnpivotRow]]] = []
    for source in (source for source in sources if source.table and source.row.status == MATCHED):
        drafted = draft_columns(source.row.source_name, source.block, source.table)
        columns += _not_read_beside(drafted.columns, source, sources)
        unpivot += drafted.unpivot
        wide.append((source.block, drafted.unpivot))
        for block in source.blocks:
            values += draft_values(source.row.source_name, block, source.table, drafted.columns)
        rules += draft_rules(source.row.source_name, source.block, source.table)
    files = tuple(source.row for source in sources)
    mapping = Mapping(
        name=name, folder=folder, files=files, columns=tuple(columns), unpivot=tuple(unpivot),
        values=(*draft_timepoints(wide), *_once(values)), missing=tuple(draft_missing()),
        drop_rows=(*rules, *EVERYWHERE), settings=tuple(_settings(has_id_map)),
    )  # fmt: skip
    return Draft(mapping, grids, unread)


def _not_read_beside(rows: Sequence[ColumnRow], source: Source, sources: Sequence[Source]) -> Iterator[ColumnRow]:
    """The rows of a source without the columns that another source of the same sheet reads: those are not lost."""
    others = [other.table for other in sources if other.block is source.block and other is not source and other.table]
    for row in rows:
        is_lost = row.status != UNMATCHED or not row.column_pattern
        if is_lost or not any(field_of(table, row.column_pattern) for table in others):
            yield row


def _settings(has_id_map: bool) -> Iterator[SettingRow]:
    note = "joins the ids of the files; beside this workbook, or id_map.csv in the folder of the data"
    yield SettingRow("id_map", "", f"{note} ({'one is there' if has_id_map else 'none is there'})")


def _sources(grids: Sequence[Grid], has_id_map: bool) -> Iterator[Source]:
    """A source a table of a sheet, alike sheets of one file together; then the children that a sheet also gives."""
    found = [(grid, block) for grid in grids for block in (blocks_of(grid) or [_nothing(grid)])]
    groups: dict[tuple[object, ...], list[Block]] = {}
    for grid, block in found:
        alike = (grid.file, block.table, block.statutory, tuple(heading(one.own) for one in block.headings))
        own = alike if block.table and grid.sheet else (grid.file, grid.sheet, block.header)
        groups.setdefault(own, []).append(block)
    names: set[str] = set()
    for blocks in groups.values():
        several = sum(grid is blocks[0].grid for grid, _ in found) > 1
        row = _file_row(blocks, _name(blocks, names), has_id_map, several)
        yield Source(row, blocks, row.table)
        if _gives_children(blocks[0]) and row.status == MATCHED:
            sure = "sex and date of birth stand beside the id"
            more = row._replace(source_name=f"{row.source_name}: young people", one_row_is="child", how_sure=sure)
            yield Source(more._replace(table="young_people"), blocks, "young_people")


def _nothing(grid: Grid) -> Block:
    return Block(grid, 0, len(grid.rows), (), "")


def _name(blocks: Sequence[Block], names: set[str]) -> str:
    grid = blocks[0].grid
    stem = Path(grid.file).stem
    name = f"{stem}: {grid.sheet}" if grid.sheet else stem
    name = f"{name} and {len(blocks) - 1} more" if len(blocks) > 1 else name
    while name in names:
        name = f"{name} (row {blocks[0].header + 1})"
    names.add(name)
    return name


def _file_row(blocks: Sequence[Block], name: str, has_id_map: bool, several: bool) -> FileRow:
    block = blocks[0]
    sheets = [one.grid.sheet for one in blocks]
    pattern = sheets[0] if len(sheets) == 1 else f"/^({'|'.join(map(_escaped, sheets))})$/"
    row = FileRow(name, block.grid.file, pattern, AUTO, "", block.table, note=_note(block))
    if several or block.header > 30:
        row = row._replace(header_row=str(block.header + 1))
    if block.statutory:
        return _statutory(row, block, has_id_map)
    if not block.table:
        note = "; ".join(filter(None, (row.note, "choose a table, or set the status to ignore")))
        return row._replace(status=UNMATCHED, header_row="", how_sure="no headings that are known", note=note)
    kind = ROW_IS.get(block.table, "other")
    return row._replace(status=MATCHED, how_sure=f"{_n_fields(block)} headings are known", one_row_is=kind)


def _statutory(row: FileRow, block: Block, has_id_map: bool) -> FileRow:
    """The statutory return: the children of Header where an id_map joins them; the rest has a reader of its own."""
    if block.statutory == "header" and has_id_map:
        return row._replace(table="young_people", status=MATCHED, one_row_is="child", how_sure="statutory headings")
    return row._replace(status=IGNORED, table="", how_sure="statutory headings", note=STATUTORY_NOTE)


def _escaped(text: str) -> str:
    return re.escape(text).replace("\\ ", " ").replace("\\-", "-")


def _note(block: Block) -> str:
    notes = [f"heading in row {block.header + 1}"] if block.table else []
    notes += ["the sheet is hidden"] if block.grid.is_hidden else []
    return "; ".join([*notes, *block.grid.notes])


def _n_fields(block: Block) -> int:
    return len({field_of(block.table, column.own) for column in block.headings} - {""})


def _gives_children(block: Block) -> bool:
    """Whether a sheet of another table tells who a child is: an id, the sex and the date of birth."""
    fields = {field_of("young_people", column.own) for column in block.headings}
    is_other = block.table not in ("", "young_people") and not block.statutory
    return is_other and {"sex", "date_of_birth"} <= fields and bool(fields & set(KEYS))


def _once(values: Sequence[ValueRow]) -> Iterator[ValueRow]:
    """Each value of a field once, with the cells of all sources together."""
    cells: dict[tuple[str, str], int] = {}
    for row in values:
        cells[row.field, row.raw] = cells.get((row.field, row.raw), 0) + int(row.n_cells)
    seen = {(row.field, row.raw): row for row in reversed(values)}
    yield from (seen[key]._replace(n_cells=str(n_cells)) for key, n_cells in cells.items())
