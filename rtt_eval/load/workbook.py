"""Read the sheets of a canonical workbook: those named after a table as rows, a restricted one as a number of rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rtt_eval.errors import DataError
from rtt_eval.load.grids.archive import Archive
from rtt_eval.load.grids.files import OLE
from rtt_eval.load.grids.xlsx import SheetPart, Workbook, open_workbook
from rtt_eval.load.grids.xlsx_sheet import count_rows, read_sheet


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
    if content.startswith(OLE[:4]):
        raise DataError(f"{file}: the workbook has a password, or is an old .xls. Save it as XLSX without a password.")
    book = open_workbook(Archive(content, file))
    return [_sheet(book, part, is_wanted(part.name), is_only_counted(part.name)) for part in book.sheets]


def _sheet(book: Workbook, part: SheetPart, is_wanted: bool, is_only_counted: bool) -> Sheet:
    if not is_wanted:
        return Sheet(part.name, [], 0)
    if is_only_counted:
        return Sheet(part.name, [], max(0, count_rows(book, part) - 1))
    rows = read_sheet(book, part).rows
    return Sheet(part.name, rows, sum(map(any, rows[1:])))
