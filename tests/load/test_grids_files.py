"""Which files of a folder are spreadsheets, and what is said of those that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from spreadsheets import XLSX_MAIN, xlsx, xlsx_parts, zipped

from rtt_eval.errors import DataError
from rtt_eval.load.grids import find_files, read_grids

SHEET = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def said(path: Path) -> str:
    with pytest.raises(DataError) as raised:
        read_grids(path)
    assert raised.value.__cause__ is None
    return str(raised.value)


def test_the_spreadsheets_of_a_folder(tmp_path: Path) -> None:
    names = ["b.csv", "A.XLSX", "c.ods", "d.xls", "e.tsv", "f.xlsm", "return/Header.csv", "x.csv/inside.txt"]
    others = ["~$A.xlsx", ".hidden.csv", ".cache/x.csv", "mapping.xlsx", "Check.xlsx", "notes.docx", "README.md"]
    for name in [*names, *others]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == ["A.XLSX", "b.csv", "c.ods", "d.xls", "e.tsv", "f.xlsm", "return/Header.csv", "x.csv/inside.txt"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such folder"):
        find_files(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scores.xlsx", b"%PDF-1.7 ...", "this is a PDF, whatever its name"),
        ("scores.xls", b"\n<html><body><table><tr><td>1", "this is a web page or another markup file"),
        ("scores.xls", b'<?xml version="1.0"?><Workbook', "this is a web page or another markup file"),
        ("scores.xlsx", b"id,score\n1,5\n", "this is not a workbook, whatever its name"),
        ("scores.ods", b"\x89PNG\r\n", "this is a picture"),
        ("scores.xlsx", b"PK\x03\x04" + b"\0" * 60, "this is not a whole XLSX workbook"),
        ("scores.ods", b"PK\x03\x04" + b"\0" * 60, "this is not a whole ODS workbook"),
        ("scores.xls", OLE + b"\0" * 600, "this is not a whole XLS workbook"),
        ("scores.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "the workbook has a password"),
        ("scores.xlsx", b"", "the file is empty"),
        ("scores.xlsx", b"\0" * 5000, "the file is empty"),
        ("scores.pdf", b"x", "this is no spreadsheet by its name"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert said(tmp_path / name).startswith(f"{name}: {words}")


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    import struct

    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("Scores").write(0, 0, "x")
    book.save(str(tmp_path / "book.xls"))
    content = (tmp_path / "book.xls").read_bytes()
    interface = struct.pack("<HHH", 0xE1, 2, 0x4B0)  # the record after the first one; a FILEPASS takes its place
    assert content.count(interface) == 1
    (tmp_path / "book.xls").write_bytes(content.replace(interface, struct.pack("<HHH", 0x2F, 2, 1)))
    assert said(tmp_path / "book.xls").startswith("book.xls: the workbook has a password")


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    assert said(tmp_path / "x.csv") == "x.csv: this is a folder, not a file. Rename it, or take it away."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert said(tmp_path / "x.csv") == "x.csv: there is no such file. Check the name."
    assert "x" * 300 in said(tmp_path / f"{'x' * 300}.csv")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n")

    def locked(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert said(tmp_path / "x.csv") == "x.csv: the file is locked. If it is open elsewhere, close it and run again."


@pytest.mark.parametrize("lock", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_a_file_that_is_open_in_a_spreadsheet_program_is_read_and_said(lock: str, tmp_path: Path) -> None:
    xlsx(tmp_path / "book.xlsx", SHEET)
    (tmp_path / lock).write_bytes(b"someone")
    (grid,) = read_grids(tmp_path / "book.xlsx")
    assert grid.rows == [["5"]]
    assert grid.notes == (
        "the file is open in a spreadsheet program: what is not saved yet was not read. Save it, and run again.",
    )
    assert find_files(tmp_path) == [tmp_path / "book.xlsx"]


@pytest.mark.parametrize("stem", ["Élan's scores (final) — copy", "x" * 250, "спрос", "a%20b#c"])
def test_names_with_spaces_accents_and_255_characters(stem: str, tmp_path: Path) -> None:
    path = tmp_path / "Réunion notes" / f"{stem}.csv"
    path.parent.mkdir()
    path.write_bytes(b"a,b\n1,2\n")
    assert find_files(tmp_path) == [path]
    (grid,) = read_grids(path)
    assert grid.file == path.name


def test_a_password_on_an_entry_of_the_archive(tmp_path: Path) -> None:
    content = bytearray(xlsx(tmp_path / "book.xlsx", SHEET).read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1  # the flag of the last entry
    (tmp_path / "book.xlsx").write_bytes(content)
    assert said(tmp_path / "book.xlsx").startswith("book.xlsx: the workbook has a password")


def test_a_binary_workbook_and_other_archives(tmp_path: Path) -> None:
    parts = {name.replace("workbook.xml", "workbook.bin"): part for name, part in xlsx_parts(SHEET).items()}
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    assert "this is a binary workbook (XLSB)" in said(zipped(tmp_path / "book.xlsx", parts))
    assert "this is a zip archive" in said(zipped(tmp_path / "book.xlsx", {"letter.txt": "x"}))


def test_a_part_that_is_there_twice(tmp_path: Path) -> None:
    import warnings
    import zipfile

    xlsx(tmp_path / "book.xlsx", SHEET)
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "book.xlsx", "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert "this is not a whole XLSX workbook" in said(tmp_path / "book.xlsx")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">',
    ],
)
def test_entities_are_refused(doctype: str, tmp_path: Path) -> None:
    parts = xlsx_parts("")
    parts["xl/worksheets/sheet1.xml"] = f'{doctype}<worksheet xmlns="{XLSX_MAIN}">{SHEET}</worksheet>'
    assert "a document type declaration" in said(zipped(tmp_path / "book.xlsx", parts))


def test_every_truncation_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Child ID", 5])
    book.save(tmp_path / "book.xlsx")
    whole = (tmp_path / "book.xlsx").read_bytes()
    for n_bytes in range(1, len(whole), 97):
        (tmp_path / "book.xlsx").write_bytes(whole[:n_bytes])
        assert said(tmp_path / "book.xlsx").startswith("book.xlsx: this is not a")
