"""Read an old XLS workbook (Excel 97 to 2003, also 5.0 and 95) as grids of text, through xlrd."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from rtt_eval.errors import DataError
from rtt_eval.load.grids.archive import password
from rtt_eval.load.grids.grid import MAX_MERGED, Budget, SheetText, clean, number_text, place, trimmed
from rtt_eval.load.grids.notes import hidden_notes
from rtt_eval.load.grids.serials import kind_of_format, serial_text

MAX_XLS_BYTES = 32 * 2**20
"""A larger XLS is refused unread: 65,536 rows of 35 numbers, or of far more texts that repeat, fit into it."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an XLSX behind a password."""

BLANK = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def read_xls(content: bytes, file: str) -> list[SheetText]:
    """Every sheet, in workbook order. Errors: DataError when it has a password, is too large, or is not whole."""
    if ENCRYPTED in content:
        raise password(file)
    if len(content) > MAX_XLS_BYTES:
        raise DataError(f"{file}: an XLS of more than {MAX_XLS_BYTES // 2**20} MB cannot be read. Save it as XLSX.")
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        return _sheets(book, Budget(file))
    except DataError:
        raise
    except Exception as fault:  # xlrd lets all kinds through from a damaged file: struct.error, IndexError, …
        if "encrypted" in str(fault):
            raise password(file) from None
        raise DataError(f"{file}: this is not a whole XLS workbook. Open it in Excel and save it as XLSX.") from None


def _sheets(book: Any, budget: Budget) -> list[SheetText]:
    formats = {key: one.format_str for key, one in book.format_map.items()}
    kinds = [kind_of_format(style.format_key, formats) for style in book.xf_list]
    epoch = MAC_EPOCH if book.datemode else WINDOWS_EPOCH
    return [_sheet(sheet, kinds, epoch, budget) for sheet in book.sheets()]


def _sheet(sheet: Any, kinds: list[str], epoch: datetime, budget: Budget) -> SheetText:
    rows: list[list[str]] = []
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind in BLANK:
                continue
            shows = kinds[sheet.cell_xf_index(row, column)] if kind in NUMBERS else ""
            text = clean(_text(kind, value, shows, epoch))
            if text:
                budget.spend(0, len(text))
                place(rows, row, column, text, budget)
    merged = {(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells[:MAX_MERGED]}
    hidden_rows = [number for number, row in sheet.rowinfo_map.items() if row.hidden]
    hidden_columns = [number for number, column in sheet.colinfo_map.items() if column.hidden]
    notes = hidden_notes(hidden_rows, hidden_columns, trimmed(rows))
    return SheetText(sheet.name, sheet.visibility != 0, rows, tuple(sorted(merged)), notes)


def _text(kind: int, value: Any, shows: str, epoch: datetime) -> str:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "yes" if value else "no"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code[value])
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    return serial_text(repr(value), shows, epoch) if shows else number_text(repr(value))
