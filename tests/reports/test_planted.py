"""A child's name or date of birth, put into each place where the data or the settings carry a word into a report.

Whole runs on the tables of the scorecard, the fastest report. The title of a training course reaches no report.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from rtt_eval import cli
from tests.reports import test_scorecard_edition
from tests.reports.test_faults import cells, with_cell

ID_MAP = "person_id,forename,surname,date_of_birth\nP7001,Zephandra,Quillfether,2012-04-03\n"
TOLD = ("Zeph", "Quill", "2012")
OLD = b"the report of last month"
EXCEPTION = "disclosure_exceptions: [{{figure: 'a.n', reason: 'As {} asked.', reviewed_by: 'A Manager'}}]\n"

Plant = Callable[[Path], None]


def extra_file(data: Path) -> None:
    (data / "notes of Zephandra.csv").write_text("a,b\n1,2\n", encoding="utf-8")


SETTINGS = {
    "the summary": 'commentary: {summary: "Zephandra has settled."}\n',
    "a date of birth in the next steps": 'commentary: {next_steps: "Review those born 3 April 2012."}\n',
    "the title": "Scorecard for Zephandra Quillfether",
    "a date of birth in the title": "Scorecard, born 03/04/2012",
    "who prepared it": "prepared_by: Quillfether\n",
    "the reason of an exception": 'exceptions: {"6.1": "One of them is Zephandra."}\n',
    "the reason of a disclosure exception": EXCEPTION.format("Quillfether"),
}
TABLES: dict[str, Plant] = {
    "the title of an indicator": with_cell("indicators", 2, "title", "Children placed with Zephandra"),
    "the definition of an indicator": with_cell("indicators", 2, "definition", "Counted as for Quillfether."),
    "a date of birth as a definition": with_cell("indicators", 2, "definition", "Born on 3.4.2012 or later."),
    "the theme of an indicator": with_cell("indicators", 2, "theme", "Quillfether"),
    "the source of a benchmark": with_cell("benchmarks", 2, "source", "Letter to Zephandra Quillfether"),
    "the name of a file": extra_file,
}


def with_data(folder: Path, edition: Path, plant: Plant | None = None) -> Path:
    data = folder / "data"
    shutil.copytree(edition, data)
    (data / "id_map.csv").write_text(ID_MAP, encoding="utf-8")
    if plant:
        plant(data)
    return data


def refused(params: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3, the old report byte for byte, nothing beside it, and a message without what was planted."""
    old = out / params.stem / "run.json"
    old.parent.mkdir(parents=True)
    old.write_bytes(OLD)
    assert cli.main(["run", str(params), "--out", str(out), "--format", "html"]) == 3
    said = "".join(capsys.readouterr())
    assert "nothing was released" in said and [word for word in TOLD if word in said] == []
    assert [path for path in out.rglob("*") if path.is_file()] == [old] and old.read_bytes() == OLD


@pytest.mark.parametrize("where", SETTINGS)
def test_in_the_settings(where, tmp_path, capsys):
    data = with_data(tmp_path, test_scorecard_edition.EDITION)
    is_title = where.endswith("the title")
    params = test_scorecard_edition.write_params(tmp_path, "public", "" if is_title else SETTINGS[where], data)
    if is_title:
        text = params.read_text(encoding="utf-8").replace("Performance scorecard, July 2016", SETTINGS[where])
        params.write_text(text, encoding="utf-8")
    refused(params, tmp_path / "out", capsys)


@pytest.mark.parametrize("where", TABLES)
def test_in_the_tables(where, tmp_path, capsys):
    data = with_data(tmp_path, test_scorecard_edition.EDITION, TABLES[where])
    refused(test_scorecard_edition.write_params(tmp_path, "public", data=data), tmp_path / "out", capsys)


def test_as_the_name_of_a_sheet(tmp_path, capsys):
    """A workbook of the tables, with a sheet too many; the id_map stands apart from it."""
    book = Workbook()
    book.active.title = "Zephandra"
    for path in sorted(test_scorecard_edition.EDITION.glob("*.csv")):
        sheet = book.create_sheet(path.stem)
        for row in cells(path):
            sheet.append(row)
    book.save(tmp_path / "team.xlsx")
    (tmp_path / "names.csv").write_text(ID_MAP, encoding="utf-8")
    more = f"id_map: {tmp_path / 'names.csv'}\n"
    params = test_scorecard_edition.write_params(tmp_path, "public", more, tmp_path / "team.xlsx")
    refused(params, tmp_path / "out", capsys)
