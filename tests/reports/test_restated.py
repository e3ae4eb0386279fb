"""The annual report and the scorecard beside a public edition of the same period: a child more, a restated month."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rtt_eval import cli
from tests.reports import test_annual_edition as annual
from tests.reports import test_scorecard_edition as scorecard
from tests.reports.test_faults import cells, rewrite

Change = Callable[[Path], None]

CHILD = ["P0001", "2008-05", "F", "A1", "children_in_care", "2017-05-03", ""]
REFERRAL = ["R0001", "P0001", "2017-06-05", "children_in_care", "social_worker", "accepted", "2017-06-09", "", "", ""]


def unchanged(_: Path) -> None:
    return


def a_child_more(data: Path) -> None:
    for table, row in (("young_people", CHILD), ("referrals", REFERRAL)):
        path = data / f"{table}.csv"
        rewrite(path, [*cells(path), row])


def month(indicator: str, period: str, value: str) -> Change:
    def change(data: Path) -> None:
        path = data / "indicator_values.csv"
        rows = cells(path)
        [row] = [row for row in rows if row[:2] == [indicator, period]]
        row[4] = value
        rewrite(path, rows)

    return change


def annual_params(folder: Path, data: Path, more: str) -> Path:
    return annual.write_params(folder, data, "public", more)


def scorecard_params(folder: Path, data: Path, more: str) -> Path:
    return scorecard.write_params(folder, "public", more, data)


REPORTS = {"annual": (annual.EDITION, annual_params), "scorecard": (scorecard.EDITION, scorecard_params)}
STOPPED = [
    ("annual", a_child_more, "referrals.new.total.n"),
    # 433 children in care in May 2016 as printed; two more are found later
    ("scorecard", month("6.1", "2016-05", "435"), "indicator.6.1.2016-05.value"),
]
PASS = [
    ("annual", unchanged),
    ("scorecard", unchanged),
    ("scorecard", month("6.1", "2016-05", "453")),  # twenty more: nobody is pointed to
]


def run(report: str, folder: Path, change: Change = unchanged, more: str = "") -> int:
    edition, write_params = REPORTS[report]
    data = folder / "data"
    shutil.copytree(edition, data, ignore=shutil.ignore_patterns("id_map.csv"))
    change(data)
    params = write_params(folder, data, more)
    return cli.main(["run", str(params), "--out", str(folder / "out"), "--format", "html"])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of the first public edition of each report."""
    folders = {report: tmp_path_factory.mktemp(report) for report in REPORTS}
    assert [run(report, folder) for report, folder in folders.items()] == [0, 0]
    return {report: folder / "out" for report, folder in folders.items()}


@pytest.mark.parametrize(("report", "change", "figure"), STOPPED)
def test_a_difference_of_a_few_stops_the_second_edition(report, change, figure, published, tmp_path, capsys):
    assert run(report, tmp_path, change, f"previous: {published[report]}\n") == 3
    said = capsys.readouterr().err
    assert f"- {figure}: with the public edition of" in said and "nothing was released" in said
    assert "To do: report the same children as before" in said and "Traceback" not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("report", "change"), PASS)
def test_where_nothing_is_told_the_second_edition_passes(report, change, published, tmp_path):
    assert run(report, tmp_path, change, f"previous: {published[report]}\n") == 0
    record = json.loads(next((tmp_path / "out").rglob("run.json")).read_text(encoding="utf-8"))
    assert len(record["disclosure"]["compared_with"]) == 1
