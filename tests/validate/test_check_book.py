"""check.xlsx: a row a thing to do, the urgent ones first; the same for canonical tables and a team's own files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from team_folder import book, mapping, source

from rtt_eval import cli, load, validate
from rtt_eval.load.mapping import write_mapping

HEADS = ["Ref", "LCS ID", "Gender", "DOB", "Date", "Outcome", "Shoe size"]
ROWS = [
    HEADS,
    ["R1", 7, "Fenale", "01/02/2010", "01/02/2018", "Full IIP", 4],
    ["R2", 8, "F", "01/02/2011", "31/02/2018", "Full IIP", None],
    ["Total", 2],
]
COLUMNS: list[tuple[str, ...]] = [
    ("r", "Ref", "referral_id"), ("r", "LCS ID", "lcs_id"), ("r", "Date", "received"), ("r", "Outcome", "decision"),
    ("r", "", "route", "iip"), ("y", "LCS ID", "lcs_id"), ("y", "Gender", "sex"), ("y", "DOB", "date_of_birth"),
]  # fmt: skip
PARAMS = """report: iip_evaluation
data: files
mapping: mapping.xlsx
period: {start: 2018-01-01, end: 2018-12-31}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A params file, a mapping, and a folder of one file with a wrong value and a wrong date."""
    from rtt_eval.load.mapping.model import DropRow

    (tmp_path / "files").mkdir()
    book(tmp_path / "files", "tracker.xlsx", Referrals=ROWS)
    rules = (DropRow("", "", "/^total/i", "a total"),)
    files = [source("r", "referrals", "tracker.xlsx"), source("y", "young_people", "tracker.xlsx")]
    write_mapping(mapping(tmp_path, files, COLUMNS, drop_rows=rules), tmp_path / "mapping.xlsx")
    (tmp_path / "report.yml").write_text(PARAMS, encoding="utf-8")
    return tmp_path


def sheet(path: Path, name: str) -> list[list[object]]:
    return [[cell or "" for cell in row] for row in load_workbook(path)[name].iter_rows(values_only=True)]


def test_check_says_everything_as_text_and_as_a_list_to_work_through(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(folder / "report.yml")]) == 1
    told = capsys.readouterr().out
    assert "column G (Shoe size) is unmatched and was not read: 1 cells filled." in told
    assert "column C (sex): 'Fenale' is not known, in 1 cell (first in row 2). The sex counts as not known." in told
    assert "tracker.xlsx, sheet 'Referrals', row 4: column A: a total" in told
    assert "young_people has no ethnicity: the report will lack ethnicity." in told
    heads, *rows = sheet(folder / "check.xlsx", "to_do")
    assert heads == list(validate.ToDo._fields) and heads[-1] == "done"
    first = dict(zip(heads, rows[0], strict=True))
    assert (first["how_urgent"], first["file"], first["sheet"]) == ("must", "", "")  # there are no cases at all
    dated = next(row for row in rows if row[heads.index("letter")] == "E")
    assert dated[:6] == ["must", "tracker.xlsx", "Referrals", "3", "E", "Date"] and dated[-1] == ""
    assert sheet(folder / "check.xlsx", "left_out")[1] == ["tracker.xlsx", "Referrals", "4", "column A: a total"]
    assert ["unmatched", "tracker.xlsx", "Referrals", "G"] in [
        row[:4] for row in sheet(folder / "check.xlsx", "columns")
    ]


def test_check_goes_where_out_says(folder: Path) -> None:
    cli.main(["check", str(folder / "report.yml"), "--out", str(folder / "there")])
    assert (folder / "there" / "check.xlsx").exists() and not (folder / "check.xlsx").exists()


def test_an_unmatched_required_field_stops_and_is_in_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book(folder / "files", "tracker.xlsx", Referrals=[["Ref", "LCS ID", "Gender", "DOB"], ["R1", 7, "F", "01/02/2010"]])
    assert cli.main(["check", str(folder / "report.yml")]) == 1
    assert "the required field received of referrals has no column" in capsys.readouterr().err
    assert "received" in str(sheet(folder / "check.xlsx", "to_do")[1][1])


def test_canonical_tables_have_a_list_too(tmp_path: Path) -> None:
    (tmp_path / "young_people.csv").write_text("person_id,birth_month,sex\nP1,2010-05,Q\n", encoding="utf-8")
    quality = validate.examine(load.records(tmp_path), as_at=date(2018, 3, 31))
    things = validate.to_do(quality)
    found = next(one for one in things if one.code == "C11")
    assert found[:6] == ("must", "young_people.csv", "", "2", "C", "sex")
    assert validate.check_book(quality) == validate.check_book(quality)  # same content, same bytes
