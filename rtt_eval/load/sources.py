"""Find the files of a source and read them as plain rows of text: CSV, or the sheets of one workbook.

Here alone are files opened. A restricted table (names, dates of birth) is hashed and its rows are counted; its cells
go nowhere.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.grids.delimited import UTF_16, read_delimited
from rtt_eval.load.grids.files import OLE, ZIP, read_content

WORKBOOKS = (".xlsx", ".xlsm")
NO_CSV = (ZIP, OLE[:2], *UTF_16)
"""How files begin that are no CSV: workbooks, and text as Excel saves it under "Unicode text"."""
Rows = list[list[str]]


class Source(NamedTuple):
    """One file or sheet. `rows` (heading first) only where state is "read"; `n_rows`: rows below the heading."""

    file: str
    sheet: str
    table: str
    state: str  # read, restricted, not_a_table
    rows: Rows
    n_rows: int
    sha256: str
    encoding: str


def find(source: Path) -> tuple[list[Source], list[str]]:
    """Every file or sheet of the source in name order, and what is wrong with those that cannot be read.

    Errors: DataError when the source is not there, or holds no table.
    """
    if not source.exists():
        raise DataError(f"{source}: there is no such folder or file. Check `data` in the params file.")
    if source.is_file():
        return _one_file(source)
    files = sorted(path for path in _listing(source) if path.is_file() and not path.name.startswith((".", "~$")))
    if any(path.suffix.lower() == ".csv" and table_of(path.stem) for path in files):
        return _folder(files)
    workbooks = [path for path in files if path.suffix.lower() in WORKBOOKS]
    if len(workbooks) == 1:
        others = [unread(path.name) for path in files if path != workbooks[0]]
        sheets, wrong = _workbook(workbooks[0])
        return [*sheets, *others], wrong
    held = f"{len(workbooks)} workbooks" if workbooks else "no CSV file or workbook named after a table"
    raise DataError(
        f"{source}: the folder holds {held}. Put one CSV file a table there (young_people.csv, iip_cases.csv, …), "
        "or one XLSX with a sheet a table."
    )


def table_of(name: str) -> str:
    """The canonical table that a file or sheet of this name holds, or ""."""
    plain = name.strip().casefold()
    return plain if plain in schemas.tables() else ""


def _is_table(name: str) -> bool:
    return bool(table_of(name))


def _is_restricted(name: str) -> bool:
    return table_of(name) in schemas.RESTRICTED_TABLES


def unread(file: str, sheet: str = "") -> Source:
    """A file or sheet that is no table: named, not opened."""
    return Source(file, sheet, "", "not_a_table", [], 0, "", "")


def _listing(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        raise DataError(f"{folder}: the folder may not be read. Ask for access to it, then run again.") from None


def _one_file(path: Path) -> tuple[list[Source], list[str]]:
    if path.suffix.lower() in WORKBOOKS:
        return _workbook(path)
    raise DataError(f"{path}: `data` names one file that is not an XLSX. Name the folder that holds the tables.")


def _folder(files: list[Path]) -> tuple[list[Source], list[str]]:
    found: list[Source] = []
    wrong: list[str] = []
    for path in files:
        table = table_of(path.stem) if path.suffix.lower() == ".csv" else ""
        if not table:
            found.append(unread(path.name))
            continue
        try:
            found.append(_csv(path, table))
        except DataError as fault:
            wrong.append(str(fault))
    return found, wrong


def _csv(path: Path, table: str) -> Source:
    content = read_content(path, path.name)
    sha256 = hashlib.sha256(content).hexdigest()
    if table in schemas.RESTRICTED_TABLES:
        return Source(path.name, "", table, "restricted", [], count_records(content), sha256, "")
    rows, encoding = csv_rows(content, path.name)
    return Source(path.name, "", table, "read", rows, sum(map(any, rows[1:])), sha256, encoding)


def csv_rows(content: bytes, file: str) -> tuple[Rows, str]:
    """The rows of a CSV file, heading first and cells stripped, and its encoding.

    Errors: DataError when it is no CSV file, or its quotation marks do not pair up.
    """
    if content.startswith(NO_CSV):
        raise DataError(f"{file}: this is not a CSV file, whatever its name. Open it in a spreadsheet and save as CSV.")
    read = read_delimited(content, file, delimiter=",")
    return read.rows, read.encoding


def count_records(content: bytes) -> int:
    """Physical rows below the heading, counted without reading a cell; a line break inside quotes does not count."""
    lines = re.sub(rb'"[^"]*"', b"x", content).splitlines()
    return max(0, sum(bool(line.strip()) for line in lines) - 1)


def _workbook(path: Path) -> tuple[list[Source], list[str]]:
    from rtt_eval.load.workbook import read_workbook  # here, since openpyxl takes long to import

    content = read_content(path, path.name)
    sha256 = hashlib.sha256(content).hexdigest()
    found: list[Source] = []
    wrong: list[str] = []
    for sheet in read_workbook(content, path.name, is_wanted=_is_table, is_only_counted=_is_restricted):
        table = table_of(sheet.name)
        if not table:
            found.append(unread(path.name, sheet.name))
        elif table in schemas.RESTRICTED_TABLES:
            found.append(Source(path.name, sheet.name, table, "restricted", [], sheet.n_rows, sha256, ""))
        elif not any(map(any, sheet.rows)):
            wrong.append(f"{path.name}, sheet '{sheet.name}': the sheet is empty. Fill it, or take it away.")
        else:
            found.append(Source(path.name, sheet.name, table, "read", sheet.rows, sheet.n_rows, sha256, "xlsx"))
    if not wrong and not any(one.state == "read" for one in found):
        raise DataError(f"{path.name}: no sheet is named after a table. Name each after its table (young_people, …).")
    return found, wrong
