"""The mapping workbook: written for people, read cell by cell, every wrong cell named with the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from team_folder import book

from rtt_eval import load
from rtt_eval.errors import ParamsError
from rtt_eval.load.mapping import write_mapping
from rtt_eval.load.mapping.model import ColumnRow, FileRow, Mapping, MissingRow, UnpivotRow, ValueRow
from rtt_eval.load.mapping.write import workbook

FILES = (
    FileRow("Tracker", "tracker.xlsx", "Referrals", "auto", "", "referrals", "other", "matched", "3 headings"),
    FileRow("Notes", "notes.csv", "", "", "", "", "", "unmatched"),
)
MAPPING = Mapping(
    "mapping.xlsx",
    Path(),
    files=FILES,
    columns=(
        ColumnRow("Tracker", "Ref", "referral_id", "key", status="matched"),
        ColumnRow("Tracker", "=cmd|' /C calc'!A0", status="unmatched"),  # a heading that a spreadsheet would run
        ColumnRow("Tracker", "", "route", default="iip", status="suggested"),
    ),
    values=(ValueRow("referrals.decision", "full iip", "accepted", "matched", n_cells="3"),),
    missing=(MissingRow("01/01/1900", "not_known"), MissingRow("999", "not_returned")),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_mapping(MAPPING, tmp_path / "mapping.xlsx")
    read = load.read_mapping(tmp_path / "mapping.xlsx")
    for name in ("files", "columns", "unpivot", "values", "missing", "drop_rows", "settings"):
        assert set(getattr(read, name)) == set(getattr(MAPPING, name)), name


def test_a_mapping_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mapping.xlsx").write_bytes(b"mine")
    with pytest.raises(ParamsError, match="is already there and stays as it is"):
        write_mapping(MAPPING, tmp_path / "mapping.xlsx")
    assert (tmp_path / "mapping.xlsx").read_bytes() == b"mine"


def test_same_mapping_same_bytes() -> None:
    assert workbook(MAPPING) == workbook(MAPPING)


def test_it_is_made_for_people(tmp_path: Path) -> None:
    write_mapping(MAPPING, tmp_path / "mapping.xlsx")
    made = load_workbook(tmp_path / "mapping.xlsx")
    assert made.sheetnames[:3] == ["read_me", "files", "columns"] and made["lists"].sheet_state == "hidden"
    columns = made["columns"]
    assert [cell.value for cell in columns["A"]] == ["status", "unmatched", "suggested", "matched"]
    assert columns.freeze_panes == "B2" and columns["A1"].comment is not None
    fills = [columns.cell(row, 1).fill.fgColor.rgb for row in (2, 3, 4)]
    assert len(set(fills)) == 3  # unmatched and suggested are coloured, and say so in words too
    assert all(cell.data_type == "s" for row in columns.iter_rows() for cell in row if cell.value)  # no formula runs
    assert any("lists!" in choice.formula1 for choice in columns.data_validations.dataValidation)


def test_a_folder_of_csv_files_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "files.csv").write_text("source_name,file_glob,table\nT,*.csv,referrals\n", encoding="utf-8")
    (tmp_path / "columns.csv").write_text("source_name,column_pattern,field\nT,Ref,referral_id\n", encoding="utf-8")
    read = load.read_mapping(tmp_path)
    assert read.files[0].table == "referrals" and read.columns[0].field == "referral_id"


WRONG = [
    ("files", ["T", "t.csv", "referal"], "sheet 'files', row 2, column C (table)", "did you mean 'referrals'?"),
    ("columns", ["T", "Ref", "recieved"], "sheet 'columns', row 2, column C (field)", "did you mean 'received'?"),
    ("columns", ["X", "Ref", "received"], "column A (source_name)", "there is no such source in the sheet files"),
    ("columns", ["T", "/(/i", "received"], "column B (column_pattern)", "the pattern between the slashes is not one"),
    ("values", ["referrals.decision", "x", "acepted"], "column C (code)", "did you mean 'accepted'?"),
    ("values", ["referrals.desicion", "x", "accepted"], "column A (field)", "did you mean 'decision'?"),
    ("missing", ["999", "not_retuned"], "column B (missing_reason)", "did you mean 'not_returned'?"),
    ("settings", ["idmap", "x"], "column A (name)", "did you mean 'id_map'?"),
    ("drop_rows", ["T", "", ""], "column C (pattern)", "give what the cell says"),
]
HEADS = {
    "files": ["source_name", "file_glob", "table"],
    "columns": ["source_name", "column_pattern", "field"],
    "values": ["field", "raw", "code"],
    "missing": ["raw", "missing_reason"],
    "settings": ["name", "value"],
    "drop_rows": ["source_name", "column", "pattern"],
}


@pytest.mark.parametrize(("sheet", "row", "place", "advice"), WRONG)
def test_a_wrong_cell_is_named_with_the_nearest_right_word(
    tmp_path: Path, sheet: str, row: list[str], place: str, advice: str
) -> None:
    sheets = {"files": [HEADS["files"], ["T", "t.csv", "referrals"]], sheet: [HEADS[sheet], row]}
    with pytest.raises(ParamsError) as caught:
        load.read_mapping(book(tmp_path, "mapping.xlsx", **sheets))
    assert "mapping.xlsx, " in str(caught.value) and place in str(caught.value) and advice in str(caught.value)


def test_a_wrong_column_or_sheet_is_named(tmp_path: Path) -> None:
    sheets = {"files": [["source_name", "file_glob", "tabel"], ["T", "t.csv", "referrals"]], "colums": [["a"]]}
    with pytest.raises(ParamsError) as caught:
        load.read_mapping(book(tmp_path, "mapping.xlsx", **sheets))
    told = str(caught.value)
    assert "sheet 'files', row 1, column C: this is no column of the sheet; did you mean 'table'?" in told
    assert "sheet 'colums': there is no such sheet in a mapping. Did you mean 'columns'?" in told


def test_an_unpivot_row_with_an_unknown_measure_or_scale_is_named(tmp_path: Path) -> None:
    heads = list(UnpivotRow._fields[:5])
    rows = [heads, ["T", "A", "score", "sdqq", "total"], ["T", "B", "score", "sdq", "emotoin"]]
    sheets = {"files": [HEADS["files"], ["T", "t.csv", "outcomes"]], "unpivot": rows}
    with pytest.raises(ParamsError) as caught:
        load.read_mapping(book(tmp_path, "mapping.xlsx", **sheets))
    assert "row 2, column D (measure): this is no measure; did you mean 'sdq'?" in str(caught.value)
    assert "row 3, column E (scale): this is no scale of sdq; did you mean 'emotion'?" in str(caught.value)


def test_a_suggested_row_may_be_half_filled(tmp_path: Path) -> None:
    heads = ["source_name", "column_pattern", "field", "status"]
    sheets = {"files": [HEADS["files"], ["T", "t.csv", "referrals"]], "columns": [heads, ["T", "Ref", "", "unmatched"]]}
    assert load.read_mapping(book(tmp_path, "mapping.xlsx", **sheets)).columns[0].field == ""


def test_no_mapping_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="rtt-eval profile DIR"):
        load.read_mapping(tmp_path / "mapping.xlsx")
