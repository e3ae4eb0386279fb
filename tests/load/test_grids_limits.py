"""Files that would take all the memory or all the time: read within bounds, or a DataError that says what to do.

Each is read in a process of its own, whose peak memory and seconds of work are measured (the clock on the wall would
tell how busy the machine is); the bounds are 1 GiB and 30 seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from spreadsheets import ODS_SPACES, PACKAGE, XLSX_MAIN, ods, xlsx, xlsx_parts

MAX_MIB, MAX_SECONDS = 1024, 30
READ = """
import json, sys, time
from pathlib import Path
from rtt_eval.errors import DataError
from rtt_eval.load.grids import read_grids
start = time.process_time()
try:
    grids = read_grids(Path(sys.argv[1]))
    found = {"said": "", "rows": [len(grid.rows) for grid in grids], "notes": [grid.notes for grid in grids]}
    found["cells"] = sum(bool(cell) for grid in grids for row in grid.rows for cell in row)
except DataError as fault:
    found = {"said": str(fault)}
peak = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(json.dumps({**found, "seconds": time.process_time() - start, "mib": int(peak[0]) / 1024}))
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")

SHEET = "xl/worksheets/sheet1.xml"
HEAD, TAIL = f'<worksheet xmlns="{XLSX_MAIN}"><sheetData>', "</sheetData></worksheet>"


def outcome(path: Path) -> dict[str, Any]:
    """What reading the file gave; an exit by anything but a DataError, or past the bounds, fails here."""
    run = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=4 * MAX_SECONDS
    )
    found: dict[str, Any] = json.loads(run.stdout)
    assert found["mib"] < MAX_MIB
    assert found["seconds"] < MAX_SECONDS
    assert run.stderr == ""
    return found


def big(path: Path, part: str, pieces: Iterable[str], parts: dict[str, str | bytes] | None = None) -> Path:
    """A workbook with one large part, written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (parts or xlsx_parts("")).items():
            if name != part:
                archive.writestr(name, content)
        with archive.open(part, "w", force_zip64=True) as large:
            for piece in pieces:
                large.write(piece.encode())
    return path


def repeated(head: str, piece: str, n_times: int, tail: str) -> Iterable[str]:
    block = piece * 10_000
    return [head, *[block] * (n_times // 10_000), tail]


def test_a_million_empty_formatted_rows(tmp_path: Path) -> None:
    def rows() -> Iterable[str]:
        yield HEAD + '<row r="1"><c r="A1"><v>7</v></c></row>'
        for start in range(2, 1_048_577, 1_025):
            yield "".join(
                f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/><c r="C{row}" s="1"/></row>'
                for row in range(start, min(start + 1_025, 1_048_577))
            )
        yield TAIL

    found = outcome(big(tmp_path / "book.xlsx", SHEET, rows()))
    assert (found["rows"], found["cells"]) == ([1], 1)


def test_two_cells_at_the_ends_of_the_sheet(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    found = outcome(xlsx(tmp_path / "book.xlsx", f"<sheetData>{sheet}</sheetData>"))
    assert (found["rows"], found["cells"]) == ([1_048_576], 2)


def test_all_the_columns_that_a_sheet_has(tmp_path: Path) -> None:
    row = "<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"
    found = outcome(big(tmp_path / "book.xlsx", SHEET, [HEAD, row * 20, TAIL]))
    assert (found["rows"], found["cells"]) == ([20], 20 * 16_384)
    wider = "<row>" + "<c><v>1</v></c>" * 16_385 + "</row>"
    assert "not a whole XLSX" in outcome(big(tmp_path / "book.xlsx", SHEET, [HEAD, wider, TAIL]))["said"]


def test_long_deep_and_many_formulas(tmp_path: Path) -> None:
    long = f"<row r='1'><c r='A1'><f>{'(1+' * 1_000_000}1</f><v>5</v></c></row>"
    many = "".join(f"<row r='{row}'><c r='A{row}'><f>A{row - 1}+1</f></c></row>" for row in range(2, 100_000))
    found = outcome(big(tmp_path / "book.xlsx", SHEET, [HEAD, long, many, TAIL]))
    assert (found["rows"], found["cells"]) == ([1], 1)
    assert "A2, A3, A4, A5, A6 and 99,993 more" in found["notes"][0][0]  # rows 2 to 99,999 are 99,998 formulas
    longer = f"<row r='1'><c r='A1'><f>{'(1+' * 10_000_000}1</f><v>5</v></c></row>"
    assert "not a whole XLSX" in outcome(big(tmp_path / "book.xlsx", SHEET, [HEAD, longer, TAIL]))["said"]


@pytest.mark.parametrize(
    ("part", "pieces", "said"),
    [
        (SHEET, repeated(HEAD, " " * 100, 11_000_000, TAIL), "larger than can be read"),  # 1.1 GB of blanks
        (SHEET, repeated(HEAD, " " * 100, 1_000_000, TAIL), "not a whole XLSX"),
        (SHEET, repeated(HEAD, "<a>", 5_000_000, TAIL), "not a whole XLSX"),  # elements in elements
        (SHEET, [HEAD, *(f"<a{number}/>" for number in range(50_000)), TAIL], "not a whole XLSX"),
        (SHEET, repeated(HEAD.removesuffix("<sheetData>") + "<mergeCells>", '<mergeCell ref="A1:B2"/>', 200_000,
                         "</mergeCells></worksheet>"), "not a whole XLSX"),
        (SHEET, repeated(HEAD, '<row r="1"><c r="XFD1"/></row>' , 10_000, TAIL), ""),
        (SHEET, [HEAD, *(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 1_000)), TAIL],
         "more than 4,000,000 cells"),
        ("_rels/.rels", repeated(f'<Relationships xmlns="{PACKAGE}">', '<Relationship Id="a" Type="b" Target="c"/>',
                                 500_000, "</Relationships>"), "larger than can be read"),
    ],
    ids=["zip bomb", "blanks", "depth", "names", "merges", "blank cells", "far column", "relations"],
)  # fmt: skip
def test_archives_that_unfold(part: str, pieces: Iterable[str], said: str, tmp_path: Path) -> None:
    assert said in outcome(big(tmp_path / "book.xlsx", part, pieces))["said"]


def test_an_archive_of_very_many_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        for number in range(20_000):
            archive.writestr(zipfile.ZipInfo(str(number)), "")
    assert "not a whole XLSX" in outcome(tmp_path / "book.xlsx")["said"]


def test_ods_cells_that_repeat_over_the_sheet(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert (
        "more than 4,000,000 cells" in outcome(ods(tmp_path / "book.ods", f"<table:table>{row}</table:table>"))["said"]
    )


def test_ods_tables_without_end(tmp_path: Path) -> None:
    head = f"<office:document-content {ODS_SPACES}><office:body><office:spreadsheet>"
    pieces = repeated(head, "<table:table/>", 50_000, "</office:spreadsheet></office:body></office:document-content>")
    path = big(tmp_path / "book.ods", "content.xml", pieces, {"mimetype": "x"})
    assert "larger than can be read" in outcome(path)["said"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a," * 20_000_000, "a line has more than"),
        (b'",\n",' * 5_000_000, "row 1: the quotation marks do not pair up"),
        (b"a,b\n" * 9 + b'1,"2\n' + b"3,4\n" * 5_000_000, "row 10: the quotation marks do not pair up"),
        (b"a" + b"\n" * 20_000_000, "more than 4,000,000 cells"),
        ("😀é,b\n".encode() * 5_000_000, "more than 4,000,000 cells"),
    ],
    ids=["one line", "line breaks", "open quotation", "blank lines", "many cells"],
)
def test_text_without_end(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(content)
    assert said in outcome(tmp_path / "export.csv")["said"]


def test_a_file_past_the_limit_is_not_opened(tmp_path: Path) -> None:
    with open(tmp_path / "export.csv", "wb") as file:
        file.truncate(10 * 2**30)  # a file of ten gigabytes that takes no room
    assert "larger than 128 MB" in outcome(tmp_path / "export.csv")["said"]
