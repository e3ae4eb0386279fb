"""What cannot be read at all stops, with the file's name and what to do about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rtt_eval import load
from rtt_eval.errors import DataError

CASES = "case_id,person_id,service,start\nC1,P1,full,2017-07-10\n"
REFERRALS = "referral_id,person_id,received,route\nR1,P1,2017-07-10,iip\n"


def stop(source: Path) -> str:
    with pytest.raises(DataError) as raised:
        load.records(source)
    assert raised.value.exit_code == 1
    return str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "iip_cases.csv: the file is empty"),
        (b"\n \n", "iip_cases.csv: the file is empty"),
        (b"\xef\xbb\xbf", "iip_cases.csv, row 1: no column names of iip_cases stand here"),
        (b"C1,P1,full,2017-07-10\n", "iip_cases.csv, row 1: no column names of iip_cases stand here"),
        (b"PK\x03\x04xxxx", "iip_cases.csv: this is not a CSV file, whatever its name"),
        (CASES.encode("utf-16"), "iip_cases.csv: this is not a CSV file, whatever its name"),
        (b'case_id,person_id,service,start\nC1,"P1,full,2017-07-10\n', "the quotation marks do not pair"),
        (b"case_id,person_id,service,start\nC1,P\x81,full,2017-07-10\n", "the characters cannot be read"),
        (b"case_id,person_id,service,start,Service\n", "row 1, column E: column C has this heading already"),
        (b"case_id,person_id,start\n", "iip_cases.csv, row 1: the required column service is not there. Add a column"),
        (b"case_id,person_id,servise,start\n",
         "the required column service is not there. Column C is headed 'servise': did you mean 'service'?"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "iip_cases.csv").write_bytes(content)
    message = stop(tmp_path)
    assert said in message
    assert "iip_cases.csv" in message


def test_every_file_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    (tmp_path / "iip_cases.csv").write_text("", encoding="utf-8")
    (tmp_path / "referrals.csv").write_text(REFERRALS.replace("received", "came"), encoding="utf-8")
    message = stop(tmp_path)
    assert "iip_cases.csv: the file is empty" in message
    assert "referrals.csv, row 1: the required column received is not there" in message
    assert "P1" not in message


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no such folder or file. Check `data` in the params file" in stop(tmp_path / "none")


def test_a_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("x\n", encoding="utf-8")
    assert "holds no CSV file or workbook named after a table" in stop(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    assert "holds 2 workbooks" in stop(tmp_path)


def test_one_csv_file_is_not_a_source(tmp_path: Path) -> None:
    (tmp_path / "iip_cases.csv").write_text(CASES, encoding="utf-8")
    assert "Name the folder that holds the tables" in stop(tmp_path / "iip_cases.csv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "the workbook has a password, or is an old .xls"),
        (b"PK\x03\x04" + b"\0" * 100, "this is not a whole XLSX workbook"),
        (b"case_id,person_id\n", "this is not a whole XLSX workbook"),
        (b"", "the file is empty"),
    ],
)
def test_a_workbook_that_is_none(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "service.xlsx").write_bytes(content)
    assert f"service.xlsx: {said}" in stop(tmp_path)


def test_a_workbook_without_tables_or_with_an_empty_one(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.save(tmp_path / "service.xlsx")
    assert "no sheet is named after a table" in stop(tmp_path)
    workbook.active.title = "iip_cases"
    workbook.save(tmp_path / "service.xlsx")
    assert "service.xlsx, sheet 'iip_cases': the sheet is empty" in stop(tmp_path)


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.active.title = "iip_cases"
    workbook.active.append(["case_id", "person_id", "service", "start"])
    workbook.save(tmp_path / "service.xlsx")
    whole = (tmp_path / "service.xlsx").read_bytes()
    for n_bytes in range(100, len(whole), 400):
        (tmp_path / "service.xlsx").write_bytes(whole[:n_bytes])
        assert "service.xlsx: this is not a whole XLSX workbook" in stop(tmp_path)


def test_a_table_that_is_there_twice(tmp_path: Path) -> None:
    (tmp_path / "iip_cases.csv").write_text(CASES, encoding="utf-8")
    (tmp_path / "IIP_Cases.CSV").write_text(CASES, encoding="utf-8")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system knows no capitals")
    assert "the table iip_cases is here twice" in stop(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "iip_cases.csv").write_text(CASES, encoding="utf-8")

    def locked(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "iip_cases.csv: the file is locked. If it is open elsewhere, close it and run again." in stop(tmp_path)
