"""XLS and ODS: the same cells, notes and places as XLSX."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt
from spreadsheets import ods

from rtt_eval.errors import DataError
from rtt_eval.load.grids import Grid, read_grids


def ods_grid(path: Path, tables: str, **more: str) -> Grid:
    return read_grids(ods(path / "book.ods", tables, **more))[0]


def one_row(*cells: str) -> str:
    return f'<table:table table:name="Scores"><table:table-row>{"".join(cells)}</table:table-row></table:table>'


def cell(attributes: str = "", text: str = "") -> str:
    return f"<table:table-cell {attributes}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (cell('office:value-type="string"', "North"), "North"),
        (cell('office:value-type="string"', " a<text:s text:c='2'/>b<text:tab/>c "), "a  b\tc"),
        (cell('office:value-type="string"', "a</text:p><text:p>b"), "a\nb"),
        (cell('office:value-type="string"', "a<text:span>b</text:span><text:line-break/>c"), "ab\nc"),
        (cell('office:value-type="string" office:string-value="007"'), "007"),
        (cell('office:value-type="float" office:value="5"', "5.00"), "5"),
        (cell('office:value-type="float" office:value="0.1"', "0"), "0.1"),
        (cell('office:value-type="percentage" office:value="0.45"', "45%"), "0.45"),
        (cell('office:value-type="currency" office:value="3050"', "£3,050"), "3050"),
        (cell('office:value-type="date" office:date-value="2018-03-31"', "31/03/18"), "2018-03-31"),
        (cell('office:value-type="date" office:date-value="2018-03-31T00:00:00"', "31/03/18"), "2018-03-31"),
        (cell('office:value-type="date" office:date-value="2018-03-31T14:05:00"', "x"), "2018-03-31T14:05:00"),
        (cell('office:value-type="time" office:time-value="PT14H05M00S"', "14:05"), "14:05:00"),
        (cell('office:value-type="time" office:time-value="PT26H30M00.5S"', "26:30"), "26:30:00"),
        (cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"), "yes"),
        (cell('office:value-type="boolean" office:boolean-value="false"', "FALSE"), "no"),
        (cell('office:value-type="string" office:string-value="" calcext:value-type="error"', "#DIV/0!"), "#DIV/0!"),
        (cell('office:value-type="float" office:value="0"', "#N/A"), "#N/A"),
        (cell('office:value-type="string" calcext:value-type="error"', "Err:502"), "#VALUE!"),
        (cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', "2"), "2"),
        (cell("", "<office:annotation><text:p>a note</text:p></office:annotation>x"), "x"),
    ],
)
def test_an_ods_cell_as_text(found: str, text: str, tmp_path: Path) -> None:
    grid = ods_grid(tmp_path, one_row(found))
    assert grid.rows == [[text]]
    assert (grid.file, grid.sheet, grid.encoding, grid.notes) == ("book.ods", "Scores", "ods", ())


def test_repeated_ods_cells_and_rows_keep_their_places(tmp_path: Path) -> None:
    number = 'office:value-type="float" office:value="7"'
    rows = (
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        f'<table:table-cell {number} table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-columns-repeated="16379"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f"<table:table-row><table:table-cell {number}/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    grid = ods_grid(tmp_path, f'<table:table table:name="Scores">{rows}</table:table>')
    assert grid.rows == [["", "", "7", "7", "7"], ["", "", "7", "7", "7"], [], [], [], ["7"]]


def test_ods_merged_hidden_and_unvalued(tmp_path: Path) -> None:
    word = 'office:value-type="string"'
    spanned = cell(f'{word} table:number-columns-spanned="2" table:number-rows-spanned="3"', "T1")
    unvalued = cell('table:formula="of:=1"')
    sheet = (
        '<table:table table:name="Scores" table:style-name="ta1"><table:table-column/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        f"<table:table-row>{spanned}<table:covered-table-cell/>{unvalued}{cell(word, 'x')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell(word, "y")}</table:table-row></table:table>'
        '<table:table table:name="Open" table:style-name="ta2"><table:table-row/></table:table>'
    )
    styles = "".join(
        f'<style:style style:name="{name}"><style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("ta1", "false"), ("ta2", "true"))
    )
    hidden, shown = read_grids(ods(tmp_path / "book.ods", sheet, styles=styles))
    assert hidden.rows == [["T1", "", "", "x"], ["y"]]
    assert (hidden.is_hidden, shown.is_hidden, shown.rows) == (True, False, [])
    assert hidden.merged == ((0, 0, 2, 1),)
    assert [note.split(".")[0] for note in hidden.notes] == [
        "hidden rows, read all the same: 2",
        "hidden columns, read all the same: B to C",
        "formulas saved without a value, read as blank: C1",
    ]


def test_an_ods_with_a_password(tmp_path: Path) -> None:
    listed = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(DataError, match=r"book\.ods: the workbook has a password"):
        ods_grid(tmp_path, "", manifest=listed)


def test_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Scores")
    day, moment = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    sheet.write_merge(0, 0, 0, 2, "TIME 1")
    for column, value in enumerate(["007", 5.0, 0.5, True, False, " café ", None, 43190]):
        sheet.write(1, column, value)
    sheet.write(2, 0, date(2018, 3, 31), day)
    sheet.write(2, 1, datetime(2018, 3, 31, 14, 5), moment)
    sheet.write(2, 2, xlwt.Formula("1/0"))
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("Old").visibility = 1
    book.save(str(tmp_path / "book.xls"))
    scores, old = read_grids(tmp_path / "book.xls")
    assert scores.rows[0] == ["TIME 1"]
    assert scores.rows[1] == ["007", "5", "0.5", "yes", "no", "café", "", "43190"]
    assert scores.rows[2][:2] == ["2018-03-31", "2018-03-31T14:05:00"]
    assert scores.merged == ((0, 0, 0, 2),)
    assert scores.notes == ("hidden rows, read all the same: 3", "hidden columns, read all the same: B")
    assert (scores.encoding, scores.is_hidden, old.is_hidden, old.rows) == ("xls", False, True, [])


def test_an_old_workbook_with_errors_and_its_own_epoch(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("Scores")
    sheet.write(0, 0, 41728, xlwt.easyxf(num_format_str="DD/MM/YYYY"))  # 43190 - 1462 days
    sheet.row(0).set_cell_error(1, 42)  # the code of #N/A
    sheet.row(0).set_cell_error(2, 7)
    book.save(str(tmp_path / "book.xls"))
    assert read_grids(tmp_path / "book.xls")[0].rows == [["2018-03-31", "#N/A", "#DIV/0!"]]


def test_a_workbook_is_known_by_what_it_holds(tmp_path: Path) -> None:
    word = cell('office:value-type="string"', "x")
    assert [grid.encoding for grid in read_grids(ods(tmp_path / "book.xlsx", one_row(word)))] == ["ods"]
