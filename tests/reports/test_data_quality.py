"""The data quality report: places of faults, parts that add up, what reports lack, the workbook to work through."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from rtt_eval import publish
from tests.reports.conftest import EDITION
from tests.reports.test_faults import with_cell

PARAMS = """report: data_quality
data: ../data
period: {{start: 2017-06-01, end: 2018-03-31}}
audience: {audience}
"""


def made(folder: Path, audience: str) -> Path:
    path = folder / "params" / f"{audience}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PARAMS.format(audience=audience), encoding="utf-8")
    return publish.run(path, folder / "out", formats=("html",)).folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The team's and the leadership's, of tables with two faults and without unit costs."""
    folder = tmp_path_factory.mktemp("quality")
    shutil.copytree(EDITION, folder / "data")
    (folder / "data" / "placement_costs.csv").unlink()
    with_cell("iip_cases", 5, "service", "ful")(folder / "data")
    with_cell("outcomes", 9, "date_completed", "31/11/2017")(folder / "data")
    return made(folder, "team"), made(folder, "dlt")


def figures(folder: Path) -> dict[str, dict]:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure for figure in results["figures"]}


def test_faults_do_not_stop_this_report_and_stand_with_their_place(reports):
    html = (reports[0] / "report.html").read_text(encoding="utf-8")
    assert "iip_cases.csv" in html and "row 5" in html and "D (service)" in html
    assert "H (date_completed)" in html


def test_every_row_is_in_one_bucket(reports):
    found = figures(reports[0])
    parts = [one["value"] for id, one in found.items() if id.startswith("quality.rows.") and id != "quality.rows.n"]
    n_lines = sum(
        len(path.read_text(encoding="utf-8").splitlines()) - 1
        for path in EDITION.glob("*.csv")
        if path.stem not in {"published", "extra_expected", "placement_costs"}
    )
    assert sum(parts) == found["quality.rows.n"]["value"] == n_lines
    assert found["quality.rows.rejected.n"]["value"] > 1  # the case, and the forms that belong to it


def test_it_says_which_report_loses_what(reports):
    html = (reports[0] / "report.html").read_text(encoding="utf-8")
    assert "the cost section" in html and "IIP six-monthly evaluation" in html


def test_the_workbook_has_a_line_a_fault(reports):
    book = openpyxl.load_workbook(io.BytesIO((reports[0] / "check.xlsx").read_bytes()))
    rows = [[str(cell or "") for cell in row] for row in book["to_do"].iter_rows(values_only=True)]
    assert any("iip_cases.csv" in row and "5" in row and "D" in row for row in rows)
    assert any("outcomes.csv" in row and "9" in row and "H" in row for row in rows)


def test_outside_the_team_there_are_no_places_and_no_workbook(reports):
    html = (reports[1] / "report.html").read_text(encoding="utf-8")
    assert "row 5" not in html and not (reports[1] / "check.xlsx").exists()
    assert not (reports[1] / "notebook.ipynb").exists()
