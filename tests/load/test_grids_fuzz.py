"""Two thousand corrupted files: grids or a DataError come out, soon, and no message repeats what a cell holds."""

from __future__ import annotations

import io
import random
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from spreadsheets import ods

from rtt_eval.errors import DataError
from rtt_eval.load.grids import Grid, read_grids

N_FILES = 2_000
N_BATCHES = 8
SECONDS_A_FILE = 5  # of the 30 that a reader waits; a file here has a few kilobytes
NAME = "Morwen Quillfeather"  # an invented child, in every seed
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
Bytes = bytes | bytearray


def table() -> list[list[object]]:
    rows: list[list[object]] = [["Child ID", "Name", "SDQ Total T1", "Date T1", "Note"]]
    rows += [[f"{number:03}", NAME, number % 41, date(2018, 1, number % 28 + 1), None] for number in range(1, 30)]
    return [*rows, ["", "", "", "", "Total of all"]]


def xlsx_seed(path: Path) -> bytes:
    book = openpyxl.Workbook()
    for row in table():
        book.active.append(row)
    book.active["F2"], book.active["F3"], book.active["F4"] = "=C2+1", "=1/0", "#N/A"
    book.active.merge_cells("A40:C41")
    book.active.row_dimensions[3].hidden = book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(path / "seed.xlsx")
    parts = unpacked((path / "seed.xlsx").read_bytes())
    return packed([part for part in parts if not part[0].startswith("docProps")])  # which tell the time


def xls_seed(path: Path) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Scores")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for row, values in enumerate(table()):
        for column, value in enumerate(values):
            sheet.write(row, column, value, *([day] if isinstance(value, date) else []))
    sheet.write_merge(40, 41, 0, 2, "merged")
    sheet.write(2, 6, xlwt.Formula("C2+1"))
    book.save(str(path / "seed.xls"))
    return (path / "seed.xls").read_bytes()


def ods_seed(path: Path) -> bytes:
    def cell(value: object) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value or ""}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table())
    blank = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    return ods(path / "seed.ods", f'<table:table table:name="S">{rows}{blank}</table:table>').read_bytes()


def seeds(path: Path) -> dict[str, bytes]:
    text = "\r\n".join(",".join(f'"{cell}"' if cell else "" for cell in row) for row in table()) + "\r\ncafé,é\r\n"
    return {
        ".xlsx": xlsx_seed(path),
        ".xls": xls_seed(path),
        ".ods": ods_seed(path),
        ".csv": text.encode("cp1252"),
        ".tsv": text.replace(",", "\t").encode("utf-16"),
        ".txt": text.encode("utf-8-sig"),
    }


def truncated(content: bytes, chance: random.Random) -> Bytes:
    return content[: chance.randrange(len(content))]


def flipped(content: bytes, chance: random.Random) -> Bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return changed


def cut_out(content: bytes, chance: random.Random) -> Bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 400) :]


def overwritten(content: bytes, chance: random.Random) -> Bytes:
    start, n_bytes = chance.randrange(len(content)), chance.randrange(1, 200)
    filler = chance.choice((b"\0" * n_bytes, b"\xff" * n_bytes, chance.randbytes(n_bytes)))
    return content[:start] + filler + content[start + n_bytes :]


def doubled(content: bytes, chance: random.Random) -> Bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start : start + 300] + content[start:]


def random_bytes(content: bytes, chance: random.Random) -> Bytes:
    return content[: chance.choice((0, 4, 8, 40))] + chance.randbytes(chance.randrange(1, 3_000))


def unchanged(content: bytes, chance: random.Random) -> Bytes:
    """For a suffix that is not its own."""
    return content


def inside(content: bytes, chance: random.Random) -> Bytes:
    """The archive stays whole; one of its parts is damaged, left out, or there twice."""
    if not content.startswith(b"PK"):
        return flipped(content, chance)
    parts = unpacked(content)
    place = chance.randrange(len(parts))
    name, part = parts[place]
    change = chance.choice((*DAMAGES, *INSIDE, *INSIDE))
    parts[place] = (name, bytes(change(part, chance))) if part else (name, b"x")
    if chance.random() < 0.1:
        del parts[chance.randrange(len(parts))]
    if chance.random() < 0.1:
        parts.append(parts[chance.randrange(len(parts))])
    return packed(parts)


def unpacked(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """An archive of these parts, with no time of day in it."""
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name may be there twice
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def other_number(part: bytes, chance: random.Random) -> Bytes:
    """One number between quotation marks becomes another: rows, columns, styles, counts, sizes."""
    pieces = part.split(b'"')
    numbers = [place for place in range(1, len(pieces), 2) if any(48 <= one <= 57 for one in pieces[place])]
    if numbers:
        other = ("-1", "0", "1048576", "1048577", "XFD1048576", "A1:XFD1048576", "4294967296", "9" * 5_000, "é", "1e9")
        pieces[chance.choice(numbers)] = chance.choice(other).encode()
    return b'"'.join(pieces)


def other_tags(part: bytes, chance: random.Random) -> Bytes:
    """A piece of XML is put in somewhere."""
    piece = chance.choice(
        (
            "<c>",
            "</c>",
            "<v/>",
            "<row/>",
            "<row r='1048576'/>",
            "&a;",
            "&#0;",
            "<!DOCTYPE x>",
            "<!--",
            "]]>",
            "<table:table>",
        )
    )
    start = chance.randrange(len(part))
    return part[:start] + piece.encode() + part[start:]


DAMAGES = (truncated, flipped, cut_out, overwritten, doubled, random_bytes)
INSIDE: tuple[Callable[[bytes, random.Random], Bytes], ...] = (other_number, other_tags)
MUTATIONS = (*DAMAGES, unchanged, inside, inside, inside)


def corrupted(whole: dict[str, bytes], number: int) -> tuple[str, bytes]:
    """The name and the bytes of one file: the same each time."""
    chance = random.Random(number)
    own = list(whole)[number % len(whole)]
    mutate = MUTATIONS[(number // len(whole)) % len(MUTATIONS)]
    is_misnamed = mutate is unchanged or chance.random() < 0.1
    suffix = chance.choice(SUFFIXES) if is_misnamed else own
    return f"export {number}{suffix}", bytes(mutate(whole[own], chance))


def check_grid(grid: Grid, name: str) -> None:
    assert grid.file == name
    assert all(type(cell) is str and cell == cell.strip() for row in grid.rows for cell in row)
    assert all(row[-1] for row in grid.rows if row) and (not grid.rows or grid.rows[-1])
    "".join(cell for row in grid.rows for cell in row).encode()  # no half characters
    assert NAME not in " ".join(grid.notes)


@pytest.mark.parametrize("batch", range(N_BATCHES))
def test_corrupted_files(batch: int, tmp_path: Path) -> None:
    whole = seeds(tmp_path)
    outcomes: Counter[str] = Counter()
    for number in range(batch, N_FILES, N_BATCHES):
        name, content = corrupted(whole, number)
        path = tmp_path / name
        path.write_bytes(content)
        start = time.perf_counter()
        try:
            for grid in read_grids(path):
                check_grid(grid, name)
            outcomes["read"] += 1
        except DataError as fault:
            assert str(fault).startswith(name)
            assert NAME.split()[0] not in str(fault)
            outcomes["said"] += 1
        assert time.perf_counter() - start < SECONDS_A_FILE, name
        path.unlink()
    assert outcomes.total() == N_FILES // N_BATCHES
    assert min(outcomes["read"], outcomes["said"]) > 25  # both happen often, or the files prove little


def test_the_seeds_themselves_are_read_whole(tmp_path: Path) -> None:
    for suffix, content in seeds(tmp_path).items():
        (tmp_path / f"whole{suffix}").write_bytes(content)
        rows = read_grids(tmp_path / f"whole{suffix}")[0].rows
        assert rows[0] == ["Child ID", "Name", "SDQ Total T1", "Date T1", "Note"]
        assert rows[29][:4] == ["029", NAME, "29", "2018-01-02"]
        assert rows[30] == ["", "", "", "", "Total of all"]
