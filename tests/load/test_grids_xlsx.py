"""XLSX: every kind of cell as text, in its place; calamine's reading of the same file is the outside answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from spreadsheets import XLSX_MAIN, xlsx, xlsx_parts, zipped

from rtt_eval.errors import DataError
from rtt_eval.load.grids import Grid, read_grids


def grid_of(path: Path, sheet: str, **more: str) -> Grid:
    (grid,) = read_grids(xlsx(path / "book.xlsx", sheet, **more))
    return grid


def cells(*pairs: str) -> str:
    """A row of cells without names, as some programs write them."""
    return f"<sheetData><row>{''.join(pairs)}</row></sheetData>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>5</v></c>", "5"),
        ("<c><v>5.0</v></c>", "5"),
        ("<c><v>-0.5</v></c>", "-0.5"),
        ("<c><v>0.30000000000000004</v></c>", "0.30000000000000004"),
        ("<c><v>1E-3</v></c>", "0.001"),
        ("<c><v>4.7E2</v></c>", "470"),
        ("<c><v>9434765919</v></c>", "9434765919"),  # ten figures, as an NHS number has
        ("<c><v>1e400</v></c>", "1e400"),  # no number at all
        ("<c><v>43190</v></c>", "43190"),  # a day's number that is not shown as a day
        ('<c s="1"><v>43190</v></c>', "2018-03-31"),
        ('<c s="5"><v>43190</v></c>', "2018-03-31"),
        ('<c s="2"><v>43190.5868055556</v></c>', "2018-03-31T14:05:00"),
        ('<c s="1"><v>43190.9999999</v></c>', "2018-04-01"),  # to the nearest second, that is midnight
        ('<c s="2"><v>0.5</v></c>', "12:00:00"),
        ('<c s="3"><v>1.1041666667</v></c>', "26:30:00"),  # 1.1041666667 x 24 = 26.5 hours
        ('<c s="4"><v>0.45</v></c>', "0.45"),
        ('<c s="1"><v>-3</v></c>', "-3"),  # no day is before Excel's first
        ('<c s="1"><v>1E9</v></c>', "1000000000"),  # nor past the year 9999
        ('<c t="b"><v>1</v></c>', "yes"),
        ('<c t="b"><v>0</v></c>', "no"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="d"><v>2018-03-31T00:00:00</v></c>', "2018-03-31"),
        ('<c t="str"><f>A1</f><v> North </v></c>', "North"),
        ('<c t="inlineStr"><is><t>0</t><r><t>07</t></r></is></c>', "007"),
        ('<c t="inlineStr"><is><t>a</t><rPh><t>ay</t></rPh></is></c>', "a"),
        ('<c t="s"><v>0</v></c>', "café"),
        ('<c t="s"><v>1</v></c>', "two\nlines"),
        ("<c><f>B1+2</f><v>7</v></c>", "7"),
        ("<c><v>\n 5 \n</v></c>", "5"),
        ('<c t="n"><v>abc</v></c>', "abc"),
    ],
)  # fmt: skip
def test_a_cell_as_text(cell: str, text: str, tmp_path: Path) -> None:
    strings = "<si><r><t>caf</t></r><r><t>é</t></r><rPh><t>x</t></rPh></si><si><t>two_x000A_lines</t></si>"
    assert grid_of(tmp_path, cells(cell), strings=strings).rows == [[text]]


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    sheet = cells('<c s="1"><v>41728</v></c>')  # 43190 - 1462 days
    assert grid_of(tmp_path, sheet, workbook='<workbookPr date1904="1"/>').rows == [["2018-03-31"]]


def test_cells_stand_where_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c></row>'
        '<row r="5"><c r="A5" s="1"/><c r="C5"><v>3</v></c><c r="D5" s="1"/></row><row r="9"/></sheetData>'
    )
    rows = grid_of(tmp_path, sheet).rows
    assert rows == [[], ["", "1", *[""] * 24, "2"], [], [], ["", "", "3"]]


def test_formulas_without_a_value_are_named(tmp_path: Path) -> None:
    row = "".join(f'<c r="{letter}1"><f>1+1</f></c>' for letter in "ABCDEFG")
    grid = grid_of(tmp_path, f'<sheetData><row r="1">{row}<c r="H1"><v>1</v></c></row></sheetData>')
    assert grid.rows == [["", "", "", "", "", "", "", "1"]]
    said = "formulas saved without a value, read as blank: A1, B1, C1, D1, E1 and 2 more. "
    assert grid.notes == (said + "Open the file in a spreadsheet program, save it, and run again.",)
    text_formula = '<c r="A1" t="str"><f>""</f><v></v></c>'  # a formula whose value is no text
    assert grid_of(tmp_path, f"<sheetData><row>{text_formula}</row></sheetData>").notes == ()


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{number}" hidden="{int(number in (2, 3, 4, 6))}"><c r="A{number}"><v>1</v></c></row>'
        for number in (1, 2, 3, 4, 6)
    )
    columns = '<cols><col min="1" max="1" hidden="1"/><col min="3" max="16384" hidden="1"/></cols>'
    grid = grid_of(tmp_path, f"{columns}<sheetData>{rows}</sheetData>")
    assert grid.rows == [["1"], ["1"], ["1"], ["1"], [], ["1"]]
    assert grid.notes == ("hidden rows, read all the same: 2 to 4, 6", "hidden columns, read all the same: A")


def test_merged_cells(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="C1:F1"/><mergeCell ref="A1:A2"/></mergeCells>'
    grid = grid_of(tmp_path, cells("<c><v>1</v></c>") + merged)
    assert grid.merged == ((0, 0, 1, 0), (0, 2, 0, 5))


def test_a_workbook_as_excel_lists_its_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Scores"
    book.active.append(["Child ID", "Score"])
    for name, state in (("Old", "hidden"), ("Codes", "veryHidden"), ("Goals", "visible")):
        book.create_sheet(name).sheet_state = state
    book.create_chartsheet("Chart")
    book.save(tmp_path / "book.xlsm")
    grids = read_grids(tmp_path / "book.xlsm", "folder/book.xlsm")
    assert [(grid.sheet, grid.is_hidden) for grid in grids] == [
        ("Scores", False), ("Old", True), ("Codes", True), ("Goals", False),
    ]  # fmt: skip
    assert {(grid.file, grid.encoding, grid.delimiter) for grid in grids} == {("folder/book.xlsm", "xlsm", "")}
    assert [grid.rows for grid in grids] == [[["Child ID", "Score"]], [], [], []]


def test_element_names_with_a_prefix_and_the_strict_kind(tmp_path: Path) -> None:
    parts = xlsx_parts("")
    for space in (XLSX_MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"):
        sheet = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData>'
        parts["xl/worksheets/sheet1.xml"] = f'<x:worksheet xmlns:x="{space}">{sheet}</x:worksheet>'
        assert read_grids(zipped(tmp_path / "book.xlsx", parts))[0].rows == [["5"]]


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row r='1'><c r='A1'><v>5</v></row></sheetData>",  # an element that is not closed
        "<sheetData><row r='1048577'><c><v>5</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='XFE1'><v>5</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='A0'><v>5</v></c></row></sheetData>",
        "<sheetData><row r='x'><c r='A1'><v>5</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='A1' t='s'><v>1</v></c></row></sheetData>",  # there is no second text
        "<sheetData><row r='1'><c r='A1' t='s'><v>-1</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='A1'><row><v>5</v></row></c></row></sheetData>",
        "<sheetData><c><v>5</v></c></sheetData>",
        "<mergeCells><mergeCell ref='here'/></mergeCells>",
        "<cols><col min='0' max='3' hidden='1'/></cols>",
    ],
)
def test_a_damaged_sheet_stops(sheet: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"book.xlsx: this is not a whole XLSX workbook"):
        grid_of(tmp_path, sheet, strings="<si><t>x</t></si>")


def test_a_cell_that_is_there_twice_stops(tmp_path: Path) -> None:
    row = '<row r="2"><c r="B2"><v>5</v></c></row>'
    with pytest.raises(DataError, match=r"book\.xlsx: the file holds the cell B2 twice"):
        grid_of(tmp_path, f"<sheetData>{row}{row}</sheetData>")


def test_a_tag_around_a_value_that_is_not_closed_stops(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"not a whole XLSX workbook"):
        grid_of(tmp_path, '<sheetData><row r="1"><c r="A1"><v>5</c></row></sheetData>')


@pytest.mark.parametrize("part", sorted(xlsx_parts("")))
def test_a_workbook_without_one_of_its_parts(part: str, tmp_path: Path) -> None:
    parts = xlsx_parts(cells("<c><v>5</v></c>"))
    del parts[part]
    with pytest.raises(DataError, match=r"book.xlsx: this is (not a whole XLSX workbook|a zip archive)"):
        read_grids(zipped(tmp_path / "book.xlsx", parts))


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12),
    st.dates(date(1904, 1, 2), date(2100, 1, 1)),
    st.datetimes(datetime(1904, 1, 2), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
)


def as_text(value: object) -> str:
    """How calamine's value of a cell reads as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        raise AssertionError("no such cell was written")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


@settings(max_examples=60, deadline=None)
@given(table=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_a_workbook_reads_as_calamine_reads_it(tmp_path_factory: pytest.TempPathFactory, table: list[Any]) -> None:
    path = tmp_path_factory.mktemp("calamine") / "book.xlsx"
    book = openpyxl.Workbook()
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            cell = book.active.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # also what begins with =
    book.save(path)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    assert read_grids(path)[0].rows == without_blank_ends([list(map(as_text, row)) for row in sheet.to_python(False)])


def without_blank_ends(rows: list[list[str]]) -> list[list[str]]:
    cut = [row[: max((place for place, cell in enumerate(row, start=1) if cell), default=0)] for row in rows]
    return cut[: max((place for place, row in enumerate(cut, start=1) if row), default=0)]
