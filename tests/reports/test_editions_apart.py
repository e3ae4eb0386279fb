"""A second public edition with one child more than the first is stopped; the edition of the next year is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rtt_eval import cli
from tests.reports.conftest import EDITION, PARAMS, write_params

PUBLIC = PARAMS.replace("audience: team", "audience: public") + "previous: {previous}\n"
NEXT_YEAR = PUBLIC.replace("2017-06-01", "2018-04-01").replace("2018-03-31", "2019-03-31")
CHILD = "P0001,2008-05,F,A1,children_in_care,2015-02-03,\n"
CASE = "C0001,P0001,,full,2017-11-06,,,,,,,W01\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first public edition in it."""
    folder = tmp_path_factory.mktemp("first")
    params = write_params(folder, text=PUBLIC.replace("{previous}", "null"))
    assert cli.main(["run", str(params), "--out", str(folder / "published"), "--format", "html"]) == 0
    return folder / "published"


@pytest.fixture
def with_a_child_more(tmp_path: Path) -> Path:
    """The edition's tables with one child and its case added."""
    data = tmp_path / "data"
    shutil.copytree(EDITION, data)
    for table, row in (("young_people", CHILD), ("iip_cases", CASE)):
        with (data / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(row)
    return data


def run(folder: Path, data: Path, text: str, published: Path) -> int:
    params = write_params(folder / "params", data, text.replace("{previous}", str(published)))
    return cli.main(["run", str(params), "--out", str(folder / "out"), "--format", "html"])


def test_a_child_added_between_two_public_editions_stops_the_second(tmp_path, with_a_child_more, published, capsys):
    assert run(tmp_path, with_a_child_more, PUBLIC, published) == 3
    said = capsys.readouterr()
    assert "nothing was released" in said.err and "- cohort.n:" in said.err and "Traceback" not in said.err
    assert not (tmp_path / "out").exists()


def test_the_same_edition_again_and_the_next_year_pass(tmp_path, with_a_child_more, published):
    assert run(tmp_path / "again", EDITION, PUBLIC, published) == 0
    assert run(tmp_path / "next", with_a_child_more, NEXT_YEAR, published) == 0
    run_json = next((tmp_path / "next").rglob("run.json")).read_text(encoding="utf-8")
    [with_what] = json.loads(run_json)["disclosure"]["compared_with"]
    assert len(with_what.pop("sha256")) == 64
    assert with_what == {"report": "iip_evaluation", "edition": "2018-03-31", "audience": "public"}


def test_a_reviewed_exception_lets_it_pass_and_is_printed(tmp_path, with_a_child_more, published):
    text = PUBLIC + (
        "disclosure_exceptions:\n"
        "  - {{figure: '*', reason: 'The first edition was never sent out.', "
        "reviewed_by: 'A Manager, data protection'}}\n"
    )
    assert run(tmp_path, with_a_child_more, text, published) == 0
    page = next(tmp_path.rglob("report.html")).read_text(encoding="utf-8")
    assert "The first edition was never sent out." in page and "A Manager, data protection" in page
    record = json.loads(next((tmp_path / "out").rglob("run.json")).read_text(encoding="utf-8"))
    assert record["disclosure"]["exceptions"][0]["reviewed_by"] == "A Manager, data protection"
