"""Whole runs with an earlier edition named: unchanged, with a row of the data changed, and for each audience."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from rtt_eval import cli

DEMO = Path(__file__).parents[2] / "data" / "demo"
PARAMS = """report: iip_evaluation
data: {data}
period: {{start: 2021-04-01, end: 2022-03-31}}
as_at: 2024-03-31
audience: {audience}
previous: {previous}
"""
ACCEPTED = """disclosure_exceptions:
  - figure: "*"
    reason: The first edition was never sent out.
    reviewed_by: A Manager, data protection
"""
HEADING = "What changed since the last edition"
ROW = "SYN0289,C3125,sdq,parent_carer,K63604,follow_up,month_6,2021-11-04,item_1,{},raw,"
"""Item 1 is one of the five of the prosocial scale: from 0 to 2, the score is two points higher."""


def run(folder: Path, audience: str, previous: Path | None = None, data: Path = DEMO, more: str = "") -> int:
    folder.mkdir(parents=True, exist_ok=True)
    named = "null" if previous is None else f'"{previous}"'
    text = PARAMS.format(data=f'"{data}"', audience=audience, previous=named) + more
    (folder / "iip.yml").write_text(text, encoding="utf-8")
    return cli.main(["run", str(folder / "iip.yml"), "--out", str(folder / "out"), "--format", "html"])


def section(folder: Path) -> str:
    """The words of the section, "" where the page has none."""
    page = (folder / "out" / "iip" / "report.html").read_text(encoding="utf-8")
    _, found, rest = page.partition('id="what-changed-since-the-last-edition"')
    words = re.sub(r"<[^>]+>", " ", rest.partition('id="appendix-a')[0]) if found else ""
    return " ".join(html.unescape(words).split())


def sheets(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / "out" / "iip" / "tables.xlsx")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of a first edition for each audience."""
    folders = {audience: tmp_path_factory.mktemp(audience) for audience in ("team", "dlt", "public")}
    assert [run(folder, audience) for audience, folder in folders.items()] == [0, 0, 0]
    return folders


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's tables with one answer of one form changed."""
    data = tmp_path_factory.mktemp("changed") / "data"
    shutil.copytree(DEMO, data)
    outcomes = data / "outcomes.csv"
    text = outcomes.read_text(encoding="utf-8")
    assert text.count(ROW.format(0)) == 1
    outcomes.write_text(text.replace(ROW.format(0), ROW.format(2)), encoding="utf-8")
    return data


def results(folder: Path) -> Path:
    return folder / "out" / "iip" / "results.json"


@pytest.mark.parametrize("audience", ["team", "dlt", "public"])
def test_the_same_records_again_have_not_changed(audience, first, tmp_path):
    assert run(tmp_path, audience, results(first[audience])) == 0
    said = section(tmp_path)
    assert re.search(r"Nothing changed: every one of the [\d,]+ figures that both editions show is the same", said)
    assert "Records: the same, file by file." in said and "Settings: the same." in said
    assert "Table" not in said and "Changes" not in sheets(tmp_path).sheetnames


def test_a_report_without_an_earlier_edition_has_no_such_section(first):
    assert section(first["team"]) == ""
    assert HEADING not in (first["team"] / "out" / "iip" / "report.html").read_text(encoding="utf-8")


def test_an_answer_that_was_changed_is_told_to_the_team_with_each_figure(first, changed, tmp_path):
    """The mean at six months of 26 carers rises by 2/26; one young person more is the same and one less is worse."""
    assert run(tmp_path, "team", results(first["team"]), changed) == 0
    said = section(tmp_path)
    assert "Records: 1 file is not the same." in said and "from records that now say something else" in said
    rows = [
        row for row in sheets(tmp_path)["Changes"].iter_rows(values_only=True) if str(row[0]).startswith("outcomes")
    ]
    stem = "outcomes.sdq.parent_carer.prosocial.baseline_to_month_6"
    assert {row[0].removeprefix(f"{stem}.") for row in rows} >= {"change.mean", "direction.same.n", "direction.worse.n"}
    assert [row for row in rows if not (row[0].startswith(stem) and row[2] == "Moved" and row[5] == "Data")] == []
    before, now = (json.loads(results(folder).read_text(encoding="utf-8")) for folder in (first["team"], tmp_path))
    means = [{one["id"]: one["value"] for one in made["figures"]}[f"{stem}.mean_follow_up"] for made in (before, now)]
    assert means[1] - means[0] == pytest.approx(2 / 26)
    assert f"{len(rows)} figures moved since the team edition of March 2024" in said


@pytest.mark.parametrize("audience", ["dlt", "public"])
def test_outside_the_team_the_numbers_of_the_one_child_are_nowhere(audience, first, changed, tmp_path, capsys):
    assert run(tmp_path, audience, results(first[audience]), changed) == 3  # the gate: a reader of both could tell
    assert "direction.same.n" in capsys.readouterr().err
    assert run(tmp_path, audience, results(first[audience]), changed, ACCEPTED) == 0
    assert re.search(r"Not compared: [\d,]+ figures, hidden in one of the two editions, or", section(tmp_path))
    cells = [str(cell) for row in sheets(tmp_path)["Changes"].iter_rows(values_only=True) for cell in row]
    assert any(cell.endswith("change.mean") for cell in cells) and not any("direction" in cell for cell in cells)


def test_a_team_edition_is_not_quoted_to_the_public(first, tmp_path):
    assert run(tmp_path, "public", results(first["team"])) == 0
    assert "Nothing is compared" in section(tmp_path) and "Table" not in section(tmp_path)


def test_what_cannot_be_read_stops_the_run_and_is_named(tmp_path, capsys):
    assert run(tmp_path, "team", tmp_path / "none.json") == 2
    said = capsys.readouterr().err
    assert "no earlier edition none.json" in said and str(tmp_path) not in said
