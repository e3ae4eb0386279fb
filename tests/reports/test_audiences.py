"""Who sees what: nothing of a single child outside the team, no small count, and the same bytes every time."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from rtt_eval import publish
from tests.reports.conftest import EDITION, write_params

SMALL = range(1, 6)
NO_CHILD_BEHIND = {"sessions", "people", "months"}


@pytest.fixture(scope="module", params=["dlt", "public"])
def protected(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    return publish.run(write_params(folder), folder / "out", audience=request.param).folder


def test_no_small_count_is_in_the_results(protected):
    results = json.loads((protected / "results.json").read_text(encoding="utf-8"))
    counts = [one for one in results["figures"] if one["id"].endswith(".n") and one["unit"] not in NO_CHILD_BEHIND]
    assert len(counts) > 100
    assert [one["id"] for one in counts if one["value"] in SMALL] == []
    hidden = [one for one in results["figures"] if one["suppressed"]]
    assert hidden and all(one["value"] is None and one["ci"] is None and one["n"] is None for one in hidden)


def test_the_notebook_and_single_children_stay_in_the_team(protected):
    assert sorted(path.name for path in protected.iterdir()) == [
        "report.html",
        "report.pdf",
        "results.json",
        "run.json",
        "tables.xlsx",
    ]
    html = (protected / "report.html").read_text(encoding="utf-8")
    assert "YP 1" not in html


def unpacked(path: Path) -> bytes:
    """A file's bytes; of a workbook, those inside it, as they are compressed in the file."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as inside:
        return b"".join(inside.read(name) for name in inside.namelist())


def test_no_pseudonym_is_in_any_file(protected, edition):
    ids = {line.split(",")[0] for line in (EDITION / "young_people.csv").read_text(encoding="utf-8").splitlines()[1:]}
    for folder in (protected, edition):
        for path in folder.iterdir():
            found = set(re.findall(rb"P\d{4}", unpacked(path)))
            assert not {one.decode() for one in found} & ids, path.name


def test_team_edition_shows_each_child_by_label_only(edition):
    html = (edition / "report.html").read_text(encoding="utf-8")
    assert "YP 1" in html and "not for publication" in html.lower()


def test_the_same_inputs_give_the_same_bytes(edition, tmp_path):
    again = publish.run(write_params(tmp_path), tmp_path / "out").folder
    for path in edition.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name
