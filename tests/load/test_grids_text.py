"""Delimited files: encoding and delimiter found and named, every row in the place where a spreadsheet shows it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from rtt_eval.errors import DataError
from rtt_eval.load.grids import Grid, read_grids

ROWS = [["Child ID", "Team", "Note"], ["007", "North", "café"], ["012", "", ""]]


def grid_of(path: Path, content: bytes, name: str = "export.csv") -> Grid:
    (path / name).write_bytes(content)
    (grid,) = read_grids(path / name)
    return grid


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_found_and_named(codec: str, encoding: str, tmp_path: Path) -> None:
    content = "Child ID,Team,Note\r\n007,North,café\r\n012,,\r\n".encode(codec)
    grid = grid_of(tmp_path, content)
    assert grid.rows == [["Child ID", "Team", "Note"], ["007", "North", "café"], ["012"]]
    assert (grid.file, grid.sheet, grid.encoding, grid.delimiter) == ("export.csv", "", encoding, ",")
    assert (grid.is_hidden, grid.merged) == (False, ())
    assert grid.sha256 == hashlib.sha256(content).hexdigest()
    assert [note.split(":")[0] for note in grid.notes] == (
        ["saved in the older Windows encoding (cp1252)"] if encoding == "cp1252" else []
    )


def test_big_endian_utf_16_with_its_mark(tmp_path: Path) -> None:
    assert grid_of(tmp_path, b"\xfe\xff" + "a\tb\né\t1\n".encode("utf-16-be")).rows == [["a", "b"], ["é", "1"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    text = "\n".join(delimiter.join(row) for row in (["id", "team", "n"], ["1", "North", "2"], ["2", "South", "3"]))
    grid = grid_of(tmp_path, text.encode())
    assert grid.delimiter == delimiter
    assert grid.rows == [["id", "team", "n"], ["1", "North", "2"], ["2", "South", "3"]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("id;score;note\n1;2,5;a\n2;3,5;b\n3;4,5;c\n", ";"),  # a comma for the decimal point in every row but the first
        ("IIP tracker, 2017\n\nid;team\n1;North\n2;South\n", ";"),  # a title with a comma above the table
        ('id|note\n1|"a, b, c"\n2|"d, e, f"\n', "|"),
        ('"a;b",1\n"c;d",2\n', ","),  # inside quotation marks
        ("notes\nno delimiter at all\n", ","),
        ("id,note\n1,one; two; three\n2,four\n", ","),
    ],
)
def test_the_delimiter_that_splits_most_rows_alike(text: str, delimiter: str, tmp_path: Path) -> None:
    assert grid_of(tmp_path, text.encode()).delimiter == delimiter


def test_excels_own_first_line_that_declares_the_delimiter(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, b"sep=;\r\na,b;c\r\n1;2\r\n")
    assert grid.delimiter == ";"
    assert grid.rows == [["a,b", "c"], ["1", "2"]]  # Excel shows the heading in row 1


def test_rows_are_those_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, b'id,note\n1,"two\nlines"\n\n3,"a ""word"""\n')
    assert grid.rows == [["id", "note"], ["1", "two\nlines"], [], ["3", 'a "word"']]


def test_line_ends_of_every_kind(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert grid_of(tmp_path, end.join(("a,b", "1,2", "3,4")).encode()).rows == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_ragged_rows_are_kept_and_blank_ends_are_cut(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, b"a,b,,\n1,2,3,4,5\n,\n6\n,,\n\n")
    assert grid.rows == [["a", "b"], ["1", "2", "3", "4", "5"], [], ["6"]]


def test_zeros_and_unprintable_characters_are_taken_out(tmp_path: Path) -> None:
    text = "id\0,te\x07am\n\xa0 1 \xa0,No\xa0rth\x1f\n"  # a no-break space inside is a space; the mapping reads it so
    assert grid_of(tmp_path, text.encode()).rows == [["id", "team"], ["1", "No\xa0rth"]]


def test_a_cell_past_excels_limit_is_cut_and_said(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, b"id,note\n1," + b"x" * 40_000 + b"\n")
    assert grid.rows[1] == ["1", "x" * 32_767]
    assert grid.notes == ("cells cut at 32,767 characters: B2",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'id,note\n1,"a\n2,b\n', "export.csv, row 2: the quotation marks do not pair up"),
        (b'id,note\n1,a\n2,"b"c\n', "export.csv, row 3: the quotation marks do not pair up"),
        (b"id,note\n1,P\x81\n", "export.csv: the characters cannot be read"),
        ("id,note\n1,a\n".encode("utf-16-le"), "export.csv: the characters cannot be read"),  # without its mark
        (b"\xff\xfea", "export.csv: the characters cannot be read"),
        (bytes(range(1, 32)) * 9, "export.csv: the characters cannot be read"),
        (b"%PDF-1.7\n", "export.csv: this is a PDF, whatever its name"),
        (b" <html><table>", "export.csv: this is a web page"),
        (b"PK\x03\x04" + b"x" * 40, "export.csv: this is not a CSV file, whatever its name"),
        (b"\0\0\0\r\n", "export.csv: the file is empty"),
        (b"", "export.csv: the file is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stops(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(content)
    with pytest.raises(DataError) as raised:
        read_grids(tmp_path / "export.csv")
    assert str(raised.value).startswith(said)
    assert str(raised.value).endswith(".")


def test_tab_separated_and_text_files(tmp_path: Path) -> None:
    for name in ("export.tsv", "export.TXT"):
        assert grid_of(tmp_path, b"a\tb\n1\t2\n", name).rows == [["a", "b"], ["1", "2"]]
