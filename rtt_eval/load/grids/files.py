"""Find the spreadsheets of a folder and read each as grids of text, whatever its kind."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from rtt_eval.errors import DataError
from rtt_eval.load.grids.delimited import read_delimited
from rtt_eval.load.grids.grid import MAX_FILE_BYTES, Grid, SheetText, trimmed

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
OWN_WORKBOOKS = ("mapping.xlsx", "check.xlsx")
"""Workbooks that this package itself writes beside the data."""
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"<", "a web page or another markup file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
"""How files begin that people rename to a spreadsheet, and what they are."""


def find_files(folder: Path) -> list[Path]:
    """The spreadsheets in a folder and the folders in it, in name order.

    Left out: hidden files and folders, the lock files that Excel puts beside an open workbook (~$…), and the workbooks
    that this package writes (mapping.xlsx, check.xlsx). Errors: DataError when a folder is not there or is locked.
    """
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder. Check the name.")
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place) / name for name in names if _is_spreadsheet(name)]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _refused(fault: OSError) -> None:
    name = Path(os.fspath(fault.filename or "")).name
    raise DataError(f"{name}: the folder may not be read. Ask for access to it, then run again.")


def _is_spreadsheet(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    return (
        suffix in (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES)
        and not name.startswith((".", "~$"))
        and name.lower() not in OWN_WORKBOOKS
    )


def read_grids(path: Path, name: str | None = None) -> list[Grid]:
    """Every sheet of a workbook, or the one grid of a delimited file, in the order of the file.

    `name`: what to call the file in grids and messages (else its own name). Errors: DataError, in words, when the file
    is not there, locked, empty, not what its name says, behind a password, damaged, or larger than the limits.
    """
    name = name or path.name
    content = read_content(path, name)
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        _refuse_other_kinds(content, name)
        grids = [_delimited(content, name)]
    elif suffix in WORKBOOK_SUFFIXES:
        grids = _workbook(content, name, suffix)
    else:
        raise DataError(f"{name}: this is no spreadsheet by its name. Save it as XLSX or CSV.")
    notes = _lock_notes(path)
    return [grid._replace(notes=(*notes, *grid.notes)) for grid in grids] if notes else grids


def read_content(path: Path, name: str) -> bytes:
    """The bytes of a file. Errors: DataError when it is not there, no file, locked, empty or too large."""
    try:
        if path.exists() and not path.is_file():
            raise DataError(f"{name}: this is a folder, not a file. Rename it, or take it away.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DataError(
                f"{name}: the file is larger than {MAX_FILE_BYTES // 2**20} MB, which is more than can be read. "
                "Split it into smaller files."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{name}: there is no such file. Check the name.") from None
    except OSError:
        raise DataError(f"{name}: the file is locked. If it is open elsewhere, close it and run again.") from None
    if not content.strip(b"\0 \t\r\n"):
        raise DataError(f"{name}: the file is empty (no heading, no rows). Export it again, or take it away.")
    return content


def _lock_notes(path: Path) -> list[str]:
    """Whether the file is open in Excel or LibreOffice: what is not saved yet is not read."""
    locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    try:
        is_open = any(lock.exists() for lock in locks)
    except OSError:  # with its prefix the name is too long for a file
        is_open = False
    if not is_open:
        return []
    return ["the file is open in a spreadsheet program: what is not saved yet was not read. Save it, and run again."]


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if content.startswith((ZIP, OLE)):
        raise DataError(f"{name}: this is not a CSV file, whatever its name. Open it in a spreadsheet and save as CSV.")
    for start, kind in OTHER_KINDS:
        if content.removeprefix(b"\xef\xbb\xbf").lstrip()[: len(start)] == start:
            raise DataError(f"{name}: this is {kind}, whatever its name. Open it in a spreadsheet and save it as XLSX.")


def _delimited(content: bytes, name: str) -> Grid:
    text = read_delimited(content, name)
    sha256 = hashlib.sha256(content).hexdigest()
    return Grid(name, "", trimmed(text.rows), False, (), text.encoding, text.delimiter, sha256, tuple(text.notes))


def _workbook(content: bytes, name: str, suffix: str) -> list[Grid]:
    kind, sheets = _sheets(content, name)
    if kind == "xlsx" and suffix == ".xlsm":
        kind = "xlsm"
    sha256 = hashlib.sha256(content).hexdigest()
    return [
        Grid(name, one.name, one.rows, one.is_hidden, one.merged, kind, "", sha256, tuple(one.notes)) for one in sheets
    ]


def _sheets(content: bytes, name: str) -> tuple[str, list[SheetText]]:
    """The kind of a workbook by what it holds, not by its name, and its sheets."""
    from rtt_eval.load.grids.archive import Archive  # here, since openpyxl and xlrd take long to import
    from rtt_eval.load.grids.ods import CONTENT, read_ods
    from rtt_eval.load.grids.xls import read_xls
    from rtt_eval.load.grids.xlsx_sheet import read_xlsx

    if content.startswith(OLE):
        return "xls", read_xls(content, name)
    if content.startswith(ZIP):
        archive = Archive(content, name)
        return ("ods", read_ods(archive)) if CONTENT in archive.names else ("xlsx", read_xlsx(archive))
    _refuse_other_kinds(content, name)
    raise DataError(
        f"{name}: this is not a workbook, whatever its name. If it opens in a spreadsheet program, save it as XLSX."
    )
