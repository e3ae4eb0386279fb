"""`rtt-eval compare`: figure by figure, with the reason; what cannot be compared is said, exit code 2."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from rtt_eval import cli

YEAR = {"start": "2021-04-01", "end": "2022-03-31"}
RECORD = {"inputs": [{"file": "outcomes.csv", "sheet": "", "sha256": "1"}], "parameters": {"gap_days": 0}}


def figure(id: str, value: float, unit: str = "children", **more: object) -> dict[str, object]:
    return {"id": id, "value": value, "unit": unit, "n": None, "denominator": None, "ci": None, "method": "",
            "shown": str(value), "suppressed": None, "section": "young_people", **more}  # fmt: skip


OLD = (figure("cohort.n", 30), figure("held.n", 12, denominator=30), figure("gone.n", 4), figure("mean", 3.5, "points"))
NEW = (figure("cohort.n", 42), figure("held.n", 20, denominator=30), figure("new.n", 9), figure("mean", 3.5, "points"))


def write(folder: Path, figures: tuple[dict[str, object], ...], audience: str = "team", **more: object) -> Path:
    about = {"report": "iip_evaluation", "edition": "2022-03-31", "audience": audience}
    folder.mkdir()
    results = {**about, "period": YEAR, "figures": list(figures), **more}
    (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")
    versions = {"rtt-eval": "1", "measures": {}}
    (folder / "run.json").write_text(json.dumps({**about, **RECORD, "versions": versions}), encoding="utf-8")
    return folder


def test_what_moved_came_and_went_with_the_reason(tmp_path, capsys):
    old, new = write(tmp_path / "old", OLD), write(tmp_path / "new", NEW)
    record = json.loads((new / "run.json").read_text(encoding="utf-8"))
    record["inputs"][0]["sha256"] = "2"
    (new / "run.json").write_text(json.dumps(record), encoding="utf-8")
    assert cli.main(["compare", str(old), str(new / "results.json")]) == 0
    said = capsys.readouterr().out
    assert (
        "Cohort: same period, same last day\nDefinition: same settings\nData: files that differ: outcomes.csv" in said
    )
    assert "Figures: 2 moved, 1 the same, 1 new, 1 no longer there; 0 not compared" in said
    assert "  cohort.n: 30 -> 42  [cohort]\n  held.n: 12 -> 20  [data]" in said
    assert "New\n  new.n: 9  [data]" in said and "No longer there\n  gone.n: was 4  [data]" in said
    assert "not to be circulated" in said and str(tmp_path) not in said


def test_nothing_changed(tmp_path, capsys):
    assert cli.main(["compare", str(write(tmp_path / "a", OLD)), str(write(tmp_path / "b", OLD))]) == 0
    assert "Nothing changed: 4 figures are the same; 0 are hidden." in capsys.readouterr().out


def test_between_public_editions_a_difference_of_two_children_is_named_without_its_numbers(tmp_path, capsys):
    editions = [write(tmp_path / str(n), (figure("cohort.n", n),), "public") for n in (30, 32)]
    assert cli.main(["compare", *map(str, editions)]) == 0
    said = capsys.readouterr().out
    assert "Moved by so little" in said and "  cohort.n  [cohort]" in said
    assert "30" not in said.partition("Figures")[2] and "32" not in said and "circulated" not in said


def test_an_edition_and_an_audience_of_another_program_are_compared_as_public_ones(tmp_path, capsys):
    two = [write(tmp_path / str(n), (figure("cohort.n", n),), "council", edition="spring") for n in (30, 32)]
    assert cli.main(["compare", *map(str, two)]) == 0
    said = capsys.readouterr().out
    assert "council edition" in said and "  cohort.n  [cohort]" in said


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_every_figure_is_written_to_a_file_that_was_not_there(name, tmp_path, capsys):
    pair = [str(write(tmp_path / "old", OLD)), str(write(tmp_path / "new", NEW))]
    assert cli.main(["compare", *pair, "-o", str(tmp_path / name)]) == 0
    if name.endswith("csv"):
        rows = list(csv.reader((tmp_path / name).read_text(encoding="utf-8-sig").splitlines()))
    else:
        cells = openpyxl.load_workbook(tmp_path / name)["Changes"].iter_rows(values_only=True)
        rows = [[cell or "" for cell in row] for row in cells]
    assert rows[:3] == [
        ["id", "section", "unit", "before", "now", "state", "reasons"],
        ["cohort.n", "young_people", "children", "30", "42", "moved", "cohort"],
        ["held.n", "young_people", "children", "12", "20", "moved", "unknown"],
    ]
    assert len(rows) == 6
    capsys.readouterr()
    assert cli.main(["compare", *pair, "-o", str(tmp_path / name)]) == 2
    assert "already there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "more", "words"),
    [
        ("old", "nowhere", [], "no such file or folder"),
        ("old", ".", [], "holds no results.json"),
        ("old", "text.txt", [], "not the results.json of a report"),
        ("old", "other", [], "only two editions of one report"),
        ("old", "old", ["-o", "list.pdf"], "written as .csv or .xlsx"),
    ],
)
def test_what_cannot_be_compared_is_said(old, new, more, words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old", OLD)
    write(tmp_path / "other", OLD, report="annual_report")
    (tmp_path / "text.txt").write_text("not json", encoding="utf-8")
    assert cli.main(["compare", old, new, *more]) == 2
    said = capsys.readouterr()
    assert words in said.err and "Traceback" not in said.err and said.out == ""
