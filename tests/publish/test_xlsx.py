"""The workbook: every table of the document, for anybody and for machines, with nothing that the report hides."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from rtt_eval.blocks import Head, Table
from rtt_eval.errors import NotebookError
from rtt_eval.publish import document, html, xlsx

from . import sample
from .conftest import AS_AT

SHEETS = ["Cover", "Notes", "Figures", "Figure 1 data", "Table 1", "Table 2", "Figure 2 data"]
SHEETS += ["Table 3", "Figure 3 data", "Table 4"]


@pytest.fixture(scope="module")
def made(report) -> bytes:
    return xlsx.render(report, "team", AS_AT)


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(BytesIO(made))


def body(page) -> list[tuple]:
    """The heads and rows of the one table of a worksheet."""
    (table,) = page.tables.values()
    return [tuple(cell.value for cell in row) for row in page[table.ref]]


def workbook_of(*tables: Table):
    built = document.build(sample.executed((sample.COVER, "## Section", *tables)), "sample.ipynb")
    return openpyxl.load_workbook(BytesIO(xlsx.render(built, "team", AS_AT)))


def test_a_sheet_for_each_table_and_each_chart_s_data_in_the_order_of_the_report(book):
    assert book.sheetnames == SHEETS
    assert all(len(name) <= 31 for name in SHEETS)


def test_a_table_too_long_for_a_page_is_a_sheet_of_its_own_name_and_nowhere_else():
    head = Head("Figure"), Head("Now", True)
    long, short = Table("every", "Every change", head, (("a.n", "12"),)), Table("short", "A few", head, (("b.n", "3"),))
    cells = (sample.COVER, "## Section", replace(long, only_in_workbook="Changes"), short)
    built = document.build(sample.executed(cells), "sample.ipynb")
    assert [one.table.id for one in built.tables] == ["short"] and built.tables[0].number == 1
    assert "a.n" not in html.render(built, "team")
    book = openpyxl.load_workbook(BytesIO(xlsx.render(built, "team", AS_AT)))
    assert book.sheetnames == ["Cover", "Notes", "Table 1", "Changes"]
    assert book["Changes"]["A1"].value == "Every change" and body(book["Changes"])[1] == ("a.n", 12)


def test_each_sheet_is_one_real_table_under_its_title(book):
    for page in book:
        (table,) = page.tables.values()
        first, last = table.ref.split(":")
        assert first.startswith("A") and last == page.dimensions.split(":")[1]  # nothing beside or below it
        assert page["A1"].value and page["A1"].font.b
        assert page.max_row >= int(first[1:]) + 1 and not page.merged_cells.ranges and page.freeze_panes is None
        assert table.headerRowCount == 1 and table.autoFilter is None
        heads = body(page)[0]
        assert all(heads) and len({head.casefold() for head in heads}) == len(heads)
        assert all(page.cell(row, 1).value for row in range(1, page.max_row + 1))  # no row left blank
    names = [name for page in book for name in page.tables]
    assert len(set(names)) == len(names)


def test_numbers_are_numbers_as_shown_and_all_else_is_text(book):
    change = body(book["Table 2"])
    assert change[1] == ("Emotional problems", 24, 20, 12, 5.1, 4.2, -0.9, "−1.8 to 0.0", 6, 3, 3, -0.41)
    odd = body(book["Table 1"])
    assert odd[1:] == [(sample.ODD, "[c]"), ("=1+1", 0)]
    page = book["Table 1"]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    lost = book["Table 3"]
    assert lost["C7"].number_format == '#,##0;"−"#,##0' and lost["C7"].value % 1234 == 0
    assert lost["B7"].alignment.horizontal == "right" and lost["D7"].alignment.wrap_text


def test_a_number_in_a_column_of_words_stays_words():
    table = Table("a", "A", (Head("Setting"), Head("Value")), (("programme_cost_gbp", "310,000"),))
    assert body(workbook_of(table)["Table 1"])[1] == ("programme_cost_gbp", "310,000")


def test_totals_are_bold_and_no_row_is_lost(book, report):
    page = book["Table 2"]
    bold = [row[0].value for row in page.iter_rows() if row[0].font.b]
    assert bold == ["Table 2: Change in each SDQ subscale, baseline to six months", "Subscale", "Total"]
    for one in report.tables:
        assert len(body(book[f"Table {one.number}"])) == 1 + len(one.table.rows)


def test_the_cover_says_what_it_is_warns_and_leads_everywhere(book):
    page = book["Cover"]
    lines = [page.cell(row, 1).value for row in range(1, 11)]
    assert lines[:5] == [
        "IIP six-monthly evaluation to 31 March 2018",
        "SYNTHETIC DATA: every child in this report is invented.",
        "Contains small numbers and single children’s paths: for the team only, not for circulation.",
        "Intensive Intervention Programme, children in care of an invented council",
        "Team edition",
    ]
    assert "Period: 1 June 2017 to 31 March 2018" in lines
    links = {cell.value: cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in SHEETS[1:]}
    back = [cell.hyperlink.location for row in book["Table 3"].iter_rows() for cell in row if cell.hyperlink]
    assert back == ["'Cover'!A1"]


def test_notes_explain_the_symbols_in_use_and_stand_above_their_table(book):
    assert body(book["Notes"]) == [("Symbol", "Meaning"), ("[x]", "too few pairs for an interval.")]
    above = [book["Table 2"].cell(row, 1).value for row in (2, 3, 4)]
    assert above == [
        "Section of the report: Outcome measures",
        "Lower is better, apart from prosocial.",
        "[x] too few pairs for an interval.",
    ]


def test_every_figure_is_told_in_words(book, report):
    rows = body(book["Figures"])[1:]
    assert [row[3] for row in rows] == [one.chart.alt for one in report.charts]
    assert [row[1] for row in rows] == [one.chart.title for one in report.charts]
    assert [row[4] for row in rows] == ["Figure 1 data", "Figure 2 data", "Figure 3 data"]


def test_a_figure_without_data_says_so_and_a_report_without_figures_has_no_such_sheet():
    bare = replace(sample.chart(3), data=None)
    book = workbook_of(bare)
    assert body(book["Figures"])[1][4] == "In words only" and book.sheetnames == ["Cover", "Notes", "Figures"]
    assert workbook_of(sample.odd_table()).sheetnames == ["Cover", "Notes", "Table 1"]


def test_a_table_without_rows_says_so():
    empty = Table("a", "A", (Head("Who"), Head("n", True)), ())
    assert body(workbook_of(empty)["Table 1"]) == [("Who", "n"), ("No rows", None)]


def test_properties_hold_the_report_and_nobody(book):
    about = book.properties
    assert about.title == "IIP six-monthly evaluation to 31 March 2018" and about.subject == "Team edition"
    assert about.creator is None and about.lastModifiedBy is None
    assert about.created == about.modified == datetime(2018, 3, 31)


def test_same_document_same_bytes(report, made):
    assert xlsx.render(report, "team", AS_AT) == made
    with zipfile.ZipFile(BytesIO(made)) as inside:
        assert {one.date_time for one in inside.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_cell_too_long_for_a_worksheet_stops_the_report():
    table = Table("a", "A", (Head("Who"), Head("Words")), (("YP 1", "x" * 32_768),))
    with pytest.raises(NotebookError, match="Table 1: a cell is longer than 32767 signs"):
        workbook_of(table)
