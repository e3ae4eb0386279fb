"""Find the files of a return, know each table by its columns, and read them as text: CSV files, or the one XML."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from rtt_eval.errors import DataError
from rtt_eval.load.faults import spreadsheet_letter, where
from rtt_eval.load.grids.files import read_content
from rtt_eval.load.sources import Rows, count_records, csv_rows, table_of
from rtt_eval.load.statutory.layout import plain_heading, recognised, tables
from rtt_eval.load.statutory.markup import read_xml
from rtt_eval.load.statutory.oddities import Found
from rtt_eval.load.statutory.raw import Raw, Read

NEEDED = ("header", "episodes", "oc2", "missing")
"""Tables without which some figures cannot be made."""

ONE_XML = "Put the CSV files of one return there (headers, episodes, …), or its one XML file."


def find(source: Path) -> Read:
    """Every table of the return in a folder of CSV files, in its one XML file, or in one file that is named.

    CSV files go before an XML file beside them, which is then named and not read.
    Errors: DataError when there is nothing to read, a file cannot be read, or a column that must be there is not.
    """
    if not source.exists():
        raise DataError(f"{source.name}: there is no such folder or file. Check `ssda903` in the params file.")
    paths = [source] if source.is_file() else sorted(path for path in source.iterdir() if path.is_file())
    paths = [path for path in paths if not path.name.startswith((".", "~$"))]
    csvs = [path for path in paths if path.suffix.lower() == ".csv"]
    xmls = [path for path in paths if path.suffix.lower() == ".xml"]
    read = _csv_files(csvs)
    if read.raws:
        absent = [Found("S35", table, "") for table in NEEDED if table not in read.holds]
        read = read._replace(found=[*read.found, *absent])
        return _with_unread(read, [path for path in paths if path not in csvs])
    if len(xmls) != 1:
        held = f"{len(xmls)} XML files" if xmls else "no table of the return"
        raise DataError(f"{source.name}: this holds {held}. {ONE_XML}")
    content = read_content(xmls[0], xmls[0].name)
    raws, found, encoding = read_xml(content, xmls[0].name)
    sha256 = hashlib.sha256(content).hexdigest()
    files = [(xmls[0].name, raw.table, "read", len(raw.cells), sha256, encoding) for raw in raws]
    beside = _with_unread(read, [path for path in paths if path not in (*csvs, xmls[0])])
    return Read(raws, [*found, *beside.found], [*files, *beside.sources], beside.unused_rows, frozenset(tables()))


def _with_unread(read: Read, paths: list[Path]) -> Read:
    """The same, with the files that were not opened named."""
    xmls = [Found("S03", "", path.name) for path in paths if path.suffix.lower() == ".xml"]
    named = [(path.name, "", "not_read", 0, "", "") for path in paths]
    return read._replace(found=[*read.found, *xmls], sources=[*read.sources, *named])


def _csv_files(paths: list[Path]) -> Read:
    raws: list[Raw] = []
    found: list[Found] = []
    sources: list[tuple[str, str, str, int, str, str]] = []
    unused: dict[str, int] = {}
    wrong: list[str] = []
    for path in paths:
        try:
            one = _one_csv(path)
        except DataError as fault:
            wrong += str(fault).splitlines()
            continue
        raws, found, sources = [*raws, *one.raws], [*found, *one.found], [*sources, *one.sources]
        unused |= one.unused_rows
    if wrong:
        raise DataError("The statutory return cannot be read yet.", wrong)
    return Read(raws, [*found, *_twice(raws)], sources, unused, frozenset(raw.table for raw in raws))


def _twice(raws: list[Raw]) -> list[Found]:
    seen = [raw.table for raw in raws]
    return [Found("S04", raw.table, raw.file) for place, raw in enumerate(raws) if raw.table in seen[:place]]


def _one_csv(path: Path) -> Read:
    content = read_content(path, path.name)
    sha256, file = hashlib.sha256(content).hexdigest(), path.name
    if table_of(path.stem) == "id_map":
        return Read([], [], [(file, "id_map", "restricted", count_records(content), sha256, "")], {}, frozenset())
    rows, encoding = csv_rows(content, file)
    headings = [plain_heading(cell) for cell in (rows[0] if rows else [])]
    table = recognised(frozenset(headings))
    n_rows = sum(map(any, rows[1:]))
    if not table:
        unknown = [(file, "", "not_a_table", n_rows, sha256, encoding)]
        return Read([], [Found("S02", "", file)], unknown, {file: n_rows}, frozenset())
    positions = _positions(table, file, headings)
    raw, misshapen = _table_of_rows(table, file, rows, positions, len(headings))
    found = [*misshapen, *_column_faults(table, file, rows[0])]
    if encoding == "cp1252":
        found.append(Found("S01", table, file))
    return Read([raw], found, [(file, table, "read", n_rows, sha256, encoding)], {}, frozenset({table}))


def _positions(table: str, file: str, headings: list[str]) -> dict[str, int]:
    """Where each known column stands. Errors: DataError where one stands twice, or one that must be there does not."""
    known = {column.name: column for column in tables()[table]}
    positions: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if heading in positions:
            here = where(file, "", 1, spreadsheet_letter(place), heading)
            raise DataError(f"{here}: column {spreadsheet_letter(positions[heading])} has this heading already.")
        if heading in known:
            positions[heading] = place
    missing = [name for name, column in known.items() if column.must and name not in positions]
    if missing:
        lines = (f"{where(file, '', 1)}: the column {name} of {table} is not there. Add it." for name in missing)
        raise DataError("\n".join(lines))
    return positions


def _column_faults(table: str, file: str, cells: list[str]) -> list[Found]:
    """Columns that the table does not have, by their letter, and columns of it that are not there, by their name.

    A heading is shown only where it is written like that of a column: it can be a name by mistake.
    """
    known = [column.name for column in tables()[table]]
    extra = [
        Found("S05", table, file, cell if "_" in cell else "", spreadsheet_letter(place), (1,))
        for place, cell in enumerate(cells)
        if cell and plain_heading(cell) not in known
    ]
    headings = [plain_heading(cell) for cell in cells]
    return [*extra, *(Found("S06", table, file, name) for name in known if name not in headings)]


def _table_of_rows(table: str, file: str, rows: Rows, positions: dict[str, int], width: int) -> tuple[Raw, list[Found]]:
    """The cells of the known columns; blank rows are passed over, and rows of another width are noted."""
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    padded = [row if len(row) == width else [*row, *[""] * (width - len(row))] for _, row in numbered]
    misshapen = [number for number, row in numbered if len(row) < width or any(row[width:])]
    cells = pd.DataFrame(
        {
            column.name: pd.array([row[positions[column.name]] for row in padded], dtype="str")
            if column.name in positions
            else pd.array([""] * len(padded), dtype="str")
            for column in tables()[table]
        }
    )
    numbers = np.array([number for number, _ in numbered], dtype="int64")
    cells = cells.assign(source_file=pd.array([file] * len(cells), dtype="str"), source_row=numbers)
    letters = {name: spreadsheet_letter(place) for name, place in positions.items()}
    wrong = [Found("S19", table, file, rows=misshapen)] if misshapen else []
    return Raw(table, file, cells, letters), wrong
