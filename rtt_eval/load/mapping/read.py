"""Read a mapping: mapping.xlsx, or a folder of CSV files named after its sheets. It is checked cell by cell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rtt_eval.errors import DataError, ParamsError
from rtt_eval.load.faults import spreadsheet_letter, where
from rtt_eval.load.grids import Grid, read_grids
from rtt_eval.load.mapping.checks import faults_of
from rtt_eval.load.mapping.model import SHEETS, Mapping
from rtt_eval.load.mapping.words import plain

READ_ME = "read_me"


class Line(NamedTuple):
    """One row of a sheet of the mapping, and where it stands."""

    sheet: str
    row: int
    cells: Any
    letters: dict[str, str]


def read_mapping(path: str | Path) -> Mapping:
    """The mapping in a workbook or a folder of CSV files.

    Sheets: files, columns, unpivot, values, missing, drop_rows, settings; all but `files` may be left out, and so may
    any column. Errors: ParamsError, naming each wrong cell by sheet, row and column letter, with the nearest word.
    """
    path = Path(path)
    lines, wrong = _lines(_sheets(path), path.name)
    wrong += [_said(path.name, line, field, advice) for line, field, advice in faults_of(lines)]
    if wrong:
        raise ParamsError("\n".join([f"{path.name}: the mapping cannot be used yet.", *wrong]))
    rows = {sheet: tuple(line.cells for line in lines if line.sheet == sheet) for sheet in SHEETS}
    return Mapping(path.name, path.parent if path.is_file() else path, **rows)


def _sheets(path: Path) -> dict[str, Grid]:
    if not path.exists():
        raise ParamsError(f"{path}: there is no such mapping. Draft one: rtt-eval profile DIR -o {path.name}")
    try:
        if path.is_dir():
            files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv" and plain(one.stem) in _NAMES)
            found = {_NAMES[plain(one.stem)]: read_grids(one)[0] for one in files}
        else:
            found = {_NAMES.get(plain(grid.sheet), grid.sheet): grid for grid in read_grids(path)}
    except DataError as fault:
        raise ParamsError(str(fault)) from None
    if "files" not in found:
        raise ParamsError(f"{path.name}: there is no sheet `files`. Draft a mapping: rtt-eval profile DIR")
    return found


_NAMES = {plain(name): name for name in SHEETS}


def _lines(sheets: dict[str, Grid], name: str) -> tuple[list[Line], list[str]]:
    lines: list[Line] = []
    wrong: list[str] = []
    for sheet, grid in sheets.items():
        if sheet not in SHEETS:
            close = difflib.get_close_matches(sheet, list(SHEETS), n=1)
            if close and sheet != READ_ME:
                wrong.append(f"{where(name, sheet)}: there is no such sheet in a mapping. Did you mean '{close[0]}'?")
            continue
        lines += _lines_of(sheet, grid, name, wrong)
    return lines, wrong


def _lines_of(sheet: str, grid: Grid, name: str, wrong: list[str]) -> Iterator[Line]:
    kind = SHEETS[sheet]
    fields: Sequence[str] = kind._fields  # type: ignore[attr-defined]
    known = {plain(field): field for field in fields}
    heads = [plain(cell) for cell in (grid.rows[0] if grid.rows else [])]
    for place, head in enumerate(heads):
        if head and head not in known:
            close = difflib.get_close_matches(head, list(known), n=1)
            advice = f"did you mean '{known[close[0]]}'?" if close else f"it is one of {', '.join(fields)}."
            wrong.append(
                f"{where(name, sheet, 1, spreadsheet_letter(place))}: this is no column of the sheet; {advice}"
            )
    places = {known[head]: place for place, head in enumerate(heads) if head in known}
    letters = {field: spreadsheet_letter(place) for field, place in places.items()}
    for number, row in enumerate(grid.rows[1:], start=2):
        cells = {field: row[place].strip() if place < len(row) else "" for field, place in places.items()}
        if any(cells.values()):
            yield Line(sheet, number, kind(**cells), letters)


def _said(name: str, line: Line, field: str, advice: str) -> str:
    return f"{where(name, line.sheet, line.row, line.letters.get(field, ''), field)}: {advice}"


def number_or_none(text: str) -> int | None:
    """The number of a group in a pattern; None for any other text."""
    return int(text) if re.fullmatch(r"[1-9]", text) else None
