"""Read an old XLS workbook (Excel 97 to 2003, also 5.0 and 95) as grids of text, through xlrd."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from rtt_eval.errors import DataError
from rtt_eval.load.grids.archive import password
from rtt_eval.load.grids.grid import Budget, clean, hidden_notes, number_text, place, trimmed
from rtt_eval.load.grids.serials import kind_of_format, serial_text
from rtt_eval.load.grids.xlsx_sheet import SheetText

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an XLSX behind a password."""


def read_xls(content: bytes, file: str) -> list[tuple[str, bool, SheetText]]:
    """(name, is hidden, text) of every sheet. Errors: DataError when it has a password, or is not whole."""
    if ENCRYPTED in content:
        raise password(file)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        budget = Budget(file)
        return [(sheet.name, sheet.visibility != 0, _sheet(book, sheet, budget)) for sheet in book.sheets()]
    except DataError:
        raise
    except Exception as fault:  # xlrd lets all kinds through from a damaged file: struct.error, IndexError, …
        if "encrypted" in str(fault):
            raise password(file) from None
        raise DataError(
            f"{file}: this is not a whole XLS workbook. Open it in Excel and save it again as XLSX."
        ) from None


def _sheet(book: Any, sheet: Any, budget: Budget) -> SheetText:
    epoch = MAC_EPOCH if book.datemode else WINDOWS_EPOCH
    kinds = _kinds(book)
    rows: list[list[str]] = []
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            text = clean(_text(cell, kinds, epoch))
            if text:
                place(rows, row, column, text, budget)
    merged = tuple(sorted((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells))
    hidden_rows = [number for number, row in sheet.rowinfo_map.items() if row.hidden]
    hidden_columns = [number for number, column in sheet.colinfo_map.items() if column.hidden]
    return SheetText(trimmed(rows), merged, hidden_notes(hidden_rows, hidden_columns, rows))


def _kinds(book: Any) -> list[str]:
    formats = {key: one.format_str for key, one in book.format_map.items()}
    return [kind_of_format(style.format_key, formats) for style in book.xf_list]


def _text(cell: Any, kinds: list[str], epoch: datetime) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "yes" if cell.value else "no"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    kind = kinds[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(kinds) else ""
    return serial_text(repr(cell.value), kind, epoch) if kind else number_text(repr(cell.value))
