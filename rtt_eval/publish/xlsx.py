"""The tables of the document as an accessible workbook: cover, notes, figures, then one sheet a table.

It follows the checklist of the Government Analysis Function: a real table on each sheet, at the left edge, with one row
of heads and all words above it; no merged or empty rows, no filters, no frozen panes, no fill, no running heads.
Numbers are the rounded ones that the report shows (see `shown.number`): what it does not show is not here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from textwrap import wrap
from typing import Any

from rtt_eval.blocks import Head, Table
from rtt_eval.errors import NotebookError
from rtt_eval.publish import shown
from rtt_eval.publish.document import Document, NumberedChart, NumberedTable
from rtt_eval.publish.editions import EDITIONS, maker
from rtt_eval.publish.markdown import Heading, plain

FONT_SIZE, TITLE_SIZE = 11, 15
FONT = {"font_name": "Arial", "font_size": FONT_SIZE, "valign": "top"}
A4 = 9
FIRST_WIDTH, WIDEST, HEAD_WIDTH = 46, 60, 16
TITLE_PT, ROW_PT, LINE_PT = 24.0, 16.0, 14.2
LETTERS_A_DIGIT = 1.15
SIGNS_A_PAGE, ROWS_A_PAGE = 105, 20
"""What an A4 sheet on its side surely holds; only where there is more is the print fitted (a slow thing to open)."""

LONGEST_CELL = 32_767
STORED = (
    "Numbers are as the report shows them, rounded: 25% is the number 0.25 shown as 25%.",
    "A cell with several numbers, such as 12 of 24 or −3.1 (−6.0 to −0.2), is text.",
)


@dataclass(frozen=True)
class Sheet:
    """lines: words above the table. links: (row, column) of body cells that lead to the sheet named."""

    name: str
    title: str
    lines: tuple[str, ...]
    table: Table
    links: dict[tuple[int, int], str]
    widths: tuple[int, ...] = ()


def render(report: Document, audience: str, as_at: date) -> bytes:
    """The workbook as bytes: the same for the same document. as_at: the only date that it carries.

    Errors: NotebookError where a cell holds more than a worksheet can.
    """
    from xlsxwriter import Workbook

    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "default_format_properties": dict(FONT)})
    created = datetime(as_at.year, as_at.month, as_at.day)
    about = {"title": report.cover.title, "subject": EDITIONS[audience], "comments": maker(), "created": created}
    book.set_properties(about)
    draw = _Drawing(book)
    for number, sheet in enumerate(sheets(report, audience)):
        draw.sheet(sheet, number)
    book.close()
    return written.getvalue()


def sheets(report: Document, audience: str) -> tuple[Sheet, ...]:
    """What the workbook holds, sheet by sheet."""
    data = tuple(_data(report))
    figures = (_figures(report.charts),) if report.charts else ()
    notes = _notes([sheet.table for sheet in data])
    return (_cover(report, audience, (notes, *figures, *data)), notes, *figures, *data)


def _cover(report: Document, audience: str, others: Sequence[Sheet]) -> Sheet:
    cover = report.cover
    facts = (f"{label}: {text}" for label, text in cover.facts)
    lines = (cover.banner, cover.warning, cover.subtitle, EDITIONS[audience], *facts, f"{maker()}.")
    heads = (Head("Worksheet"), Head("What it holds"))
    table = Table("contents", "Contents", heads, tuple((sheet.name, sheet.title) for sheet in others))
    links = {(row, 0): sheet.name for row, sheet in enumerate(others)}
    return Sheet("Cover", cover.title, tuple(filter(None, lines)), table, links, (FIRST_WIDTH, 100))


def _notes(tables: Iterable[Table]) -> Sheet:
    """The meaning of each symbol that stands in a cell, as the tables themselves give it."""
    meanings = {symbol: text for table in tables for note in table.notes for symbol, text in [shown.symbol(note)]}
    rows = tuple((symbol, text) for symbol, text in meanings.items() if symbol)
    table = Table("symbols", "Symbols", (Head("Symbol"), Head("Meaning")), rows or (("None", "No symbol is used."),))
    lines = (*STORED, "Notes of a single table stand above it. These symbols stand in cells:")
    return Sheet("Notes", "Notes", lines, table, {}, (FIRST_WIDTH, 100))


def _figures(charts: Sequence[NumberedChart]) -> Sheet:
    """A row a chart of the report: its finding, what it counts, the text in its place, and where its data are."""
    labels = ("Figure", "Finding", "What is counted", "In words", "Data")
    rows = tuple(
        (f"Figure {one.number}", one.chart.title, one.chart.subtitle, one.chart.alt, _data_of(one)) for one in charts
    )
    links = {(row, 4): _data_name(one) for row, one in enumerate(charts) if one.chart.data}
    table = Table("figures", "Figures", tuple(map(Head, labels)), rows)
    return Sheet("Figures", "Figures of the report, in words", (), table, links, (14, 36, 36, 90, 24))


def _data_of(one: NumberedChart) -> str:
    return _data_name(one) if one.chart.data else "In words only"


def _data_name(one: NumberedChart) -> str:
    return f"Figure {one.number} data"


def _data(report: Document) -> Iterator[Sheet]:
    """The tables, and the data behind the charts, in the order of the report."""
    section = ""
    for part in report.parts:
        if isinstance(part, Heading) and part.level == 2:
            section = plain(part.spans)
        elif isinstance(part, NumberedTable):
            title = f"Table {part.number}: {part.table.caption}"
            yield _sheet(f"Table {part.number}", title, section, part.table)
        elif isinstance(part, NumberedChart) and part.chart.data:
            title = f"Data behind figure {part.number}: {part.chart.data.caption}"
            yield _sheet(_data_name(part), title, section, part.chart.data)
    for table in report.workbook:
        yield _sheet(table.only_in_workbook, table.caption, "", table)


def _sheet(name: str, title: str, section: str, table: Table) -> Sheet:
    lines = (f"Section of the report: {section}",) if section else ()
    return Sheet(name, title, (*lines, *table.notes), table, {})


class _Drawing:
    """Sheets of one workbook, in its few formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.formats: dict[tuple[Any, ...], Any] = {}

    def look(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(properties.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FONT, "font_scheme": "none", **properties})
        return self.formats[key]

    def sheet(self, sheet: Sheet, number: int) -> None:
        page = self.book.add_worksheet(sheet.name)
        widths = sheet.widths or _widths(sheet.table)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        _write(page, 0, 0, sheet.title, self.look(bold=True, font_size=TITLE_SIZE))
        page.set_row(0, TITLE_PT)
        for row, line in enumerate(sheet.lines, start=1):
            is_long = len(line) > sum(widths)
            _write(page, row, 0, line, self.look(text_wrap=is_long))
            page.set_row(row, _height([line], widths[:1]) if is_long else ROW_PT)
        top = len(sheet.lines) + 1
        if sheet.name != "Cover":
            page.write_url(top, 0, "internal:'Cover'!A1", self.look(font_color="#12436D", underline=1), "Contents")
            top += 1
        self.table(page, sheet, number, top, widths)
        _set_paper(page, sheet, sum(widths), top)

    def table(self, page: Any, sheet: Sheet, number: int, top: int, widths: Sequence[int]) -> None:
        """Heads in row `top`, the body under it, and the real table around both."""
        table = sheet.table
        rows = table.rows or (("No rows", *[""] * (len(table.heads) - 1)),)
        heads = [self._head(label, head) for label, head in zip(shown.unique_heads(table), table.heads, strict=True)]
        last = (top + len(rows), len(heads) - 1)
        about = {"name": f"table_{number}", "title": sheet.title, "style": None, "autofilter": False, "columns": heads}
        page.add_table(top, 0, *last, about)
        page.ignore_errors({"number_stored_as_text": f"{_place(top + 1, 0)}:{_place(*last)}"})
        page.set_row(top, _height([head["header"] for head in heads], [width - 2 for width in widths]))
        for row, cells in enumerate(rows):
            height = _height(cells, widths)
            page.set_row(top + 1 + row, height)
            rule: dict[str, Any] = {"bold": row in table.total_rows, "valign": "vcenter" if height == ROW_PT else "top"}
            rule |= {"bottom": 1, "bottom_color": "#262626" if row == len(rows) - 1 else "#CBD4DC"}
            for column, (head, cell) in enumerate(zip(table.heads, cells, strict=True)):
                to = sheet.links.get((row, column))
                self.cell(page, (top + 1 + row, column), cell, head.is_numeric, to, rule)

    def _head(self, label: str, head: Head) -> dict[str, Any]:
        side = "right" if head.is_numeric else "left"
        rule = {"bold": True, "text_wrap": True, "valign": "bottom", "top": 2, "bottom": 1, "align": side}
        return {"header": label, "header_format": self.look(**rule)}

    def cell(self, page: Any, at: tuple[int, int], text: str, is_numeric: bool, to: str | None, rule: Any) -> None:
        number = shown.number(text) if is_numeric else None
        if to:
            link = self.look(font_color="#12436D", underline=1, **rule)
            page.write_url(*at, f"internal:'{to}'!A1", link, text)
        elif number:
            page.write_number(*at, number.value, self.look(num_format=number.format, align="right", **rule))
        else:
            side = {"align": "right"} if is_numeric else {"text_wrap": True}
            _write(page, *at, text, self.look(**side, **rule))


def _set_paper(page: Any, sheet: Sheet, width: int, top: int) -> None:
    page.set_landscape()
    page.set_paper(A4)
    if max(width, len(sheet.title) * TITLE_SIZE / FONT_SIZE) > SIGNS_A_PAGE:
        page.fit_to_pages(1, 0)
    if len(sheet.table.rows) > ROWS_A_PAGE:
        page.repeat_rows(top)


def _write(page: Any, row: int, column: int, text: str, look: Any) -> None:
    """The text as text, whatever it begins with."""
    if len(text) > LONGEST_CELL:
        raise NotebookError(
            f"worksheet {page.name}: a cell is longer than {LONGEST_CELL} signs; nothing was published."
        )
    if text:
        page.write_string(row, column, text, look)
    else:
        page.write_blank(row, column, None, look)


def _widths(table: Table) -> tuple[int, ...]:
    """In signs: the longest cell, and a head on three lines at most; the first column also holds the notes."""
    longest = [max((len(row[column]) for row in table.rows), default=0) for column in range(len(table.heads))]
    heads = [max(*map(len, head.label.split() or [""]), min(len(head.label), HEAD_WIDTH)) for head in table.heads]
    wanted = [min(max(cell, head) + 3, WIDEST) for cell, head in zip(longest, heads, strict=True)]
    return (max(wanted[0], FIRST_WIDTH), *wanted[1:])


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """In points: said outright, as not every program fits a row to its wrapped words by itself."""
    n_lines = max(_n_lines(cell, width) for cell, width in zip(cells, widths, strict=True))
    return ROW_PT + LINE_PT * (n_lines - 1)


def _n_lines(text: str, width: int) -> int:
    """A column is as wide as so many digits; letters are narrower."""
    fits = max(int(width * LETTERS_A_DIGIT), 1)
    return 1 if len(text) <= fits else len(wrap(text, fits))


def _place(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
