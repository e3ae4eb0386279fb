"""A workbook for people: one table a sheet, headings that stay and explain, rows marked in word and colour."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

EPOCH = datetime(2000, 1, 1)
"""The day that every workbook says it was made on: the same content gives the same bytes."""
HEAD = PatternFill("solid", fgColor="1F3864")
WIDEST, NARROWEST = 60, 10
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def new_book(title: str) -> Workbook:
    """An empty workbook with a title and a date that never changes."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    book.properties.creator = "rtt-eval"
    book.properties.created = EPOCH
    return book


def add_table(
    book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = (),
    colour: Callable[[Sequence[str]], str] | None = None,
) -> Any:  # fmt: skip
    """A sheet with one table: a heading row that stays in view, with a note on each heading, and a filter.

    Every cell is text, so that a spreadsheet changes none of it. `colour`: the fill of a row, "" for none; what it
    means must also stand in words in the row.
    """
    sheet = book.create_sheet(name)
    for place, head in enumerate(heads, start=1):
        cell = sheet.cell(1, place, head)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if place <= len(notes) and notes[place - 1]:
            cell.comment = Comment(notes[place - 1], "rtt-eval", height=120, width=320)
    for number, row in enumerate(rows, start=2):
        fill = colour(row) if colour else ""
        for place, text in enumerate(row, start=1):
            write_text(sheet.cell(number, place), text, fill)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    for place, head in enumerate(heads):
        longest = max([len(head) + 4, *(len(row[place]) for row in rows)])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest + 2, NARROWEST), WIDEST)
    return sheet


def write_text(cell: Any, text: str, fill: str = "") -> None:
    """A cell that holds text and nothing else: no formula, no date, no number."""
    cell.value = text or None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)


def add_lines(book: Workbook, name: str, title: str, lines: Sequence[str]) -> None:
    """A sheet of plain sentences under a title."""
    sheet = book.create_sheet(name)
    sheet.cell(1, 1, title).font = Font(bold=True, size=14)
    for number, line in enumerate(lines, start=2):
        write_text(sheet.cell(number, 1), line)
    sheet.column_dimensions["A"].width = 110


def as_bytes(book: Workbook) -> bytes:
    """The workbook as a file: the same bytes for the same content."""
    written, stable = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist()):
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, date_time=EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, content)
    return stable.getvalue()
