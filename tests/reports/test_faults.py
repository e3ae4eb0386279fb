"""What is wrong with the data or the params stops a run with a message that a person can act on, and loses nothing."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rtt_eval import cli
from tests.reports.conftest import EDITION, PARAMS, write_params

Change = Callable[[Path], None]


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def rewrite(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def without_column(table: str, name: str) -> Change:
    def change(folder: Path) -> None:
        rows = cells(folder / f"{table}.csv")
        position = rows[0].index(name)
        rewrite(folder / f"{table}.csv", [row[:position] + row[position + 1 :] for row in rows])

    return change


def with_cell(table: str, row: int, name: str, text: str) -> Change:
    def change(folder: Path) -> None:
        rows = cells(folder / f"{table}.csv")
        rows[row - 1][rows[0].index(name)] = text
        rewrite(folder / f"{table}.csv", rows)

    return change


def with_dates_swapped(folder: Path) -> None:
    rows = cells(folder / "placements.csv")
    start, end = rows[0].index("start"), rows[0].index("end")
    rows[3][start], rows[3][end] = rows[3][end], rows[3][start]
    rewrite(folder / "placements.csv", rows)


def header_only(folder: Path) -> None:
    rewrite(folder / "iip_cases.csv", cells(folder / "iip_cases.csv")[:1])


def no_bytes(folder: Path) -> None:
    (folder / "young_people.csv").write_bytes(b"")


FAULTS = {
    "a required column is gone": (without_column("iip_cases", "service"), ["iip_cases.csv", "service"]),
    "a code is misspelt": (with_cell("iip_cases", 5, "service", "ful"), ["iip_cases.csv", "row 5", "column D", "full"]),
    "two dates are swapped": (with_dates_swapped, ["placements.csv", "row 4", "column D"]),
    "a table is empty": (header_only, ["iip_cases.csv"]),
    "a file has no bytes": (no_bytes, ["young_people.csv", "empty"]),
    "a date is in American order": (
        with_cell("placements", 6, "start", "01/25/2016"),
        ["placements.csv", "row 6", "column C", "American"],
    ),
    "a key stands twice": (with_cell("placements", 4, "placement_id", "870409"), ["placements.csv", "row 4"]),
}


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A copy of the tables, a params file, and an output folder that holds an old report."""
    shutil.copytree(EDITION, tmp_path / "data")
    params = write_params(tmp_path / "params", "../data")
    old = tmp_path / "out" / params.stem / "report.html"
    old.parent.mkdir(parents=True)
    old.write_text("the old report", encoding="utf-8")
    return tmp_path / "data", params, tmp_path / "out"


def assert_old_report_stands(out: Path) -> None:
    assert [path.name for path in sorted(out.rglob("*")) if path.is_file()] == ["report.html"]
    assert next(out.rglob("report.html")).read_text(encoding="utf-8") == "the old report"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_data_stops_with_its_place_and_keeps_the_old_report(name, place, capsys):
    change, words = FAULTS[name]
    data, params, out = place
    change(data)
    assert cli.main(["run", str(params), "--out", str(out)]) == 1
    message = said(capsys)
    assert all(word in message for word in words), message
    assert "Traceback" not in message
    assert_old_report_stands(out)


@pytest.mark.parametrize("name", FAULTS)
def test_check_says_the_same_and_writes_nothing(name, place, capsys):
    change, words = FAULTS[name]
    data, params, out = place
    change(data)
    assert cli.main(["check", str(params)]) == 1
    message = said(capsys)
    assert all(word in message for word in words), message
    assert_old_report_stands(out)


def test_messages_never_name_a_child_or_tell_a_value(place, capsys):
    data, params, out = place
    for change, _ in (FAULTS["two dates are swapped"], FAULTS["a date is in American order"]):
        change(data)
    cli.main(["run", str(params), "--out", str(out)])
    message = said(capsys)
    placements = cells(data / "placements.csv")
    told = {cell for row in placements[1:] for cell in row[:4] if cell}
    assert [value for value in told if value in message] == []


def test_rows_left_out_are_listed_and_the_report_is_made(place, capsys):
    data, params, out = place
    FAULTS["two dates are swapped"][0](data)
    params.write_text(params.read_text(encoding="utf-8") + "rejected_rows: leave_out\n", encoding="utf-8")
    assert cli.main(["run", str(params), "--out", str(out), "--format", "html"]) == 0
    html = (out / params.stem / "report.html").read_text(encoding="utf-8")
    assert "placements.csv" in html and "row 4" in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PARAMS.replace("audience", "audiance"), ["audiance", "Did you mean `audience`"]),
        (PARAMS.replace("{{start: 2017-06-01", "{{start: 06/01/2017"), ["period.start", "date"]),
        (PARAMS.replace("{data}", "../no_such_folder"), ["no_such_folder"]),
    ],
    ids=["a setting is misspelt", "a date in the params", "a folder that is not there"],
)
def test_a_fault_in_the_params_stops_with_its_name(text, words, place, capsys):
    _, params, out = place
    params.write_text(text.format(data="../data"), encoding="utf-8")
    code = cli.main(["run", str(params), "--out", str(out)])
    message = said(capsys)
    assert code == (1 if "no_such_folder" in text else 2)
    assert all(word in message for word in words) and "Traceback" not in message, message
    assert_old_report_stands(out)
