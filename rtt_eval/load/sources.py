"""Find the files of a source and read them as plain rows of text: CSV, or the sheets of one workbook.

Here alone are files opened. A restricted table (names, dates of birth) is hashed and its rows are counted; its cells
go nowhere.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path
from typing import NamedTuple

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.workbook import read_workbook

WORKBOOKS = (".xlsx", ".xlsm")
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
    content = file_bytes(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if table in schemas.RESTRICTED_TABLES:
        return Source(path.name, "", table, "restricted", [], count_records(content), sha256, "")
    rows, encoding = csv_rows(content, path.name)
    return Source(path.name, "", table, "read", rows, sum(map(any, rows[1:])), sha256, encoding)


def file_bytes(path: Path) -> bytes:
    """The content of a file. Errors: DataError when it is locked or empty."""
    try:
        content = path.read_bytes()
    except OSError:
        raise DataError(f"{path.name}: the file is locked. If it is open elsewhere, close it and run again.") from None
    if not content.strip():
        raise DataError(f"{path.name}: the file is empty (no heading, no rows). Export it again, or take it away.")
    return content


def csv_rows(content: bytes, file: str) -> tuple[Rows, str]:
    """The rows of a CSV file, heading first and cells stripped, and its encoding.

    Errors: DataError when it is no CSV file, or its quotation marks do not pair up.
    """
    text, encoding = decoded(content, file)
    try:
        return [list(map(str.strip, row)) for row in csv.reader(io.StringIO(text, newline=""), strict=True)], encoding
    except csv.Error:
        raise DataError(
            f'{file}: the quotation marks do not pair up, so rows run into each other. Look for a lone " '
            "in the file, or open it in a spreadsheet and save it as CSV again."
        ) from None


def decoded(content: bytes, file: str) -> tuple[str, str]:
    """The text of a CSV file and its encoding: UTF-8, or else the older Windows one."""
    if content[:4] == b"PK\x03\x04" or content[:2] in (b"\xff\xfe", b"\xfe\xff", b"\xd0\xcf"):
        raise DataError(f"{file}: this is not a CSV file, whatever its name. Open it in a spreadsheet and save as CSV.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\x00", ""), encoding
        except UnicodeDecodeError:
            continue
    raise DataError(f"{file}: the characters cannot be read. Save it as 'CSV UTF-8' from a spreadsheet.")


def count_records(content: bytes) -> int:
    """Physical rows below the heading, counted without reading a cell; a line break inside quotes does not count."""
    lines = re.sub(rb'"[^"]*"', b"x", content).splitlines()
    return max(0, sum(bool(line.strip()) for line in lines) - 1)


def _workbook(path: Path) -> tuple[list[Source], list[str]]:
    content = file_bytes(path)
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
