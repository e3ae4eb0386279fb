"""No row and no note alone on a page; a chart that nearly fits is drawn to fit."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from rtt_eval.blocks import Cover, Head, Table
from rtt_eval.publish import paging, pdf
from rtt_eval.publish.document import Document, NumberedTable
from rtt_eval.publish.markdown import Heading, Paragraph, Span
from rtt_eval.publish.paging import Mark


def rows_and_end(pages: tuple[int, int, int, int], across: float = 62.0) -> list[Mark]:
    """The last three rows of a table and its end, by page; rows are 20 points high."""
    return [
        Mark("table-3", page, across, 100.0 + 20 * place, number)
        for place, (page, number) in enumerate(zip(pages, (3, 2, 1, 0), strict=True))
    ]


def test_one_row_alone_takes_two_along():
    # Rows 3 and 2 on page 4, row 1 and the notes on page 5: two rows of 20 points more go over, and a point to be safe.
    assert paging.more(rows_and_end((4, 4, 5, 5)), {}) == {"table-3": 2 * 20 + 1}


def test_notes_alone_take_three_rows_along_on_top_of_what_was_tried_before():
    assert paging.more(rows_and_end((4, 4, 4, 5)), {"table-3": 10.0}) == {"table-3": 10 + 3 * 20 + 1}


def test_three_rows_may_stand_alone_and_so_may_a_table_on_one_page():
    assert paging.more(rows_and_end((5, 5, 5, 5)), {}) == {}


def chart(before: float, picture: float, around: float = 60.0) -> list[Mark]:
    """A text that ends so far down page 2, and a chart at the top of page 3."""
    return [
        Mark("", 2, 62.0, before, 0),
        Mark("figure-1", 3, 62.0, 85.0, picture),
        Mark("figure-1", 3, 62.0, 85.0 + picture + around, 0),
    ]


def test_a_chart_that_missed_its_page_by_a_little_is_drawn_smaller():
    # 779.5 - 450 - 30 = 299.5 points are free, 60 of them for the words: 239.5 for a picture of 300.
    assert paging.more(chart(450, 300), {}) == {"figure-1": pytest.approx(239.5 / 300)}
    assert paging.more(chart(500, 300), {}) == {}  # 189.5 of 300 would be too small to read
    assert paging.more(chart(450, 300), {"figure-1": 0.8}) == {}  # once is enough


def test_a_table_that_would_stand_alone_before_a_new_page_is_taken_back() -> None:
    # The chart ends at 760 of 779.5; the table is 60 high: 60 + 30 of space - 19.5 = 70.5 of the 500 of the chart.
    marks = [
        Mark("figure-1", 2, 62.0, 85.0, 500),
        Mark("figure-1", 2, 62.0, 760.0, 0),
        Mark("table-1", 3, 62.0, 145.0, 0),
        Mark("page", 4, 62.0, 85.0, 0),
    ]
    assert paging.more(marks, {}) == {"figure-1": pytest.approx(1 - 70.5 / 500)}
    assert paging.more(marks[:-1], {}) == {}
    small = [marks[0]._replace(number=200), *marks[1:]]  # 70.5 of 200 would be too much: the chart goes along
    assert paging.more(small, {}) == {"figure-1": paging.GOES_ALONG}


def document(n_lines: int, n_rows: int) -> Document:
    """So many lines of text, then a table of so many rows, with notes."""
    heads = (Head("Row"), Head("Number", is_numeric=True), Head("A longer column of words about nothing in particular"))
    rows = tuple((f"row{n}x", str(n), "some words") for n in range(1, n_rows + 1))
    table = Table("t", "Of the rows", heads, rows, ("The note of the table.",))
    parts = (
        Heading(2, (Span("text", "Section"),), "section"),
        *(Paragraph((Span("text", f"Line {n}."),)) for n in range(n_lines)),
        Heading(3, (Span("text", "Heading of the table"),), "table"),
        NumberedTable(1, table),
    )
    return Document(Cover("Title", "", ()), parts, {})


@pytest.mark.parametrize("n_rows", [14, 38])
@pytest.mark.parametrize("n_lines", range(0, 36, 2))
def test_a_table_never_leaves_a_row_or_its_notes_or_its_head_alone(n_lines, n_rows, tmp_path):
    made = PdfReader(BytesIO(pdf.render(document(n_lines, n_rows), "team", date(2024, 3, 31), tmp_path)))
    pages = [page.extract_text() for page in made.pages]
    on_each = [[n for n in range(1, n_rows + 1) if f"row{n}x" in text] for text in pages]
    assert [n for rows in on_each for n in rows] == list(range(1, n_rows + 1))
    assert all(len(rows) >= 3 for rows in on_each if rows)
    of_the_note = next(place for place, text in enumerate(pages) if "The note of the table" in text)
    of_the_caption = next(place for place, text in enumerate(pages) if "Of the rows" in text)
    of_the_heading = max(place for place, text in enumerate(pages) if "Heading of the table" in text)
    assert len(on_each[of_the_note]) >= 3 and of_the_heading == of_the_caption
    assert 1 in on_each[of_the_caption]
