"""Read an XLSX workbook as plain rows of text, sheet by sheet; formulas count as the values they last showed."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zipfile import BadZipFile

from rtt_eval.errors import DataError

# All that openpyxl lets through from a workbook that is cut short or damaged (SyntaxError: broken XML).
BROKEN = (BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, SyntaxError)


class Sheet(NamedTuple):
    """One sheet: its rows as text, heading first (empty where it was not to be read), and how many are below it."""

    name: str
    rows: list[list[str]]
    n_rows: int


def read_workbook(
    content: bytes, file: str, is_wanted: Callable[[str], bool], is_only_counted: Callable[[str], bool]
) -> list[Sheet]:
    """The sheets in workbook order. Not wanted: named only; only counted: its cells are passed over.

    Errors: DataError when the file is password-protected, cut short, or no XLSX at all.
    """
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise DataError(f"{file}: the workbook has a password, or is an old .xls. Save it as XLSX without a password.")
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drop-down lists and styles, which are not data
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            return [_sheet(sheet, is_wanted, is_only_counted) for sheet in workbook.worksheets]
    except BROKEN:
        raise DataError(f"{file}: this is not a whole XLSX workbook. Open it in Excel and save it again.") from None


def _sheet(sheet: Any, is_wanted: Callable[[str], bool], is_only_counted: Callable[[str], bool]) -> Sheet:
    if not is_wanted(sheet.title):
        return Sheet(sheet.title, [], 0)
    sheet.reset_dimensions()  # some programs write a wrong size, and rows would be lost
    if is_only_counted(sheet.title):
        n_filled = sum(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True))
        return Sheet(sheet.title, [], max(0, n_filled - 1))
    rows = [[_as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    return Sheet(sheet.title, rows, sum(map(any, rows[1:])))


def _as_text(cell: Any) -> str:
    """The cell as a CSV file would hold it: dates in ISO order, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
