"""`rtt-eval verify`: a published report is made again, and what is not the same is named."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtt_eval import cli
from rtt_eval.publish import inputs, verified

DEMO = Path(__file__).parents[2] / "data" / "demo"
PARAMS = """report: data_quality
data: ../data
id_map: ../who.csv
period: {start: 2021-04-01, end: 2022-09-30}
audience: team
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data, params and the public edition of the data quality report, as a user has them."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(DEMO, home / "data")
    shutil.move(home / "data" / "id_map.csv", home / "who.csv")
    (home / "params").mkdir()
    (home / "params" / "quality.yml").write_text(PARAMS, encoding="utf-8")
    made = ["run", str(home / "params" / "quality.yml"), "--out", str(home / "reports"), "--audience", "public"]
    assert cli.main([*made, "--format", "html"]) == 0
    return home


@pytest.fixture
def home(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, for one test to change; the current folder."""
    shutil.copytree(published, tmp_path / "home")
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home"


def edit(path: Path, change: Callable[[Any], None]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = cli.main(["verify", "reports/quality", *more])
    both = capsys.readouterr()
    return code, both.out + both.err


def test_an_untouched_report_is_the_same_and_the_record_names_every_input_without_its_folder(home, capsys):
    code, text = said(capsys)
    record = (home / "reports" / "quality" / "run.json").read_text(encoding="utf-8")
    n_figures = len(json.loads((home / "reports" / "quality" / "results.json").read_text(encoding="utf-8"))["figures"])
    assert code == 0 and f"Every figure ({n_figures}) and every file (4) is the same." in text
    assert {path.name for path in (home / "reports" / "quality").iterdir()} == {
        *json.loads(record)["outputs"],
        "run.json",
    }
    named = json.loads(record)["also_read"]
    n_rows = len((home / "who.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert [(one["table"], one["file"], one["n_rows"]) for one in named] == [("id_map", "who.csv", n_rows)]
    assert str(home.parent) not in record and "../" not in record


def test_inputs_that_changed_went_or_came_are_named_and_nothing_is_made(home, capsys):
    with (home / "data" / "outcomes.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    (home / "data" / "referrals.csv").unlink()
    shutil.copy(home / "data" / "attendance.csv", home / "data" / "other.csv")
    (home / "who.csv").write_text("person_id,given_name\nSYN0001,Nobody\n", encoding="utf-8")
    code, text = said(capsys)
    assert code == 1 and "It was not made again" in text
    assert "- outcomes.csv has been changed since." in text and "- referrals.csv is not there any more." in text
    assert "- who.csv has been changed since." in text and "attendance.csv" not in text


def test_a_data_folder_that_went_is_named(home, capsys):
    shutil.rmtree(home / "data")
    code, text = said(capsys)
    assert code == 1 and "the data, data, are not there any more" in text


def test_a_setting_that_changed_is_named(home, capsys):
    params = home / "params" / "quality.yml"
    params.write_text(PARAMS + "due_days: 30\n", encoding="utf-8")
    code, text = said(capsys)
    assert code == 1 and "settings are not the same: due_days" in text


def test_a_file_and_a_figure_that_were_changed_afterwards_are_named(home, capsys):
    folder = home / "reports" / "quality"
    (folder / "report.html").write_bytes(b"<p>another page</p>")
    (folder / "tables.xlsx").unlink()
    edit(folder / "results.json", lambda content: content["figures"][0].update(value=1))
    first = json.loads((folder / "results.json").read_text(encoding="utf-8"))["figures"][0]["id"]
    code, text = said(capsys)
    assert code == 1 and f"1 figure is not the same: {first}" in text
    assert "report.html has been changed since it was published" in text and "tables.xlsx is not there" in text
    assert "does not come out" not in text


def test_another_version_then_is_said(home, capsys):
    def older(content: Any) -> None:
        content["versions"]["rtt-eval"] = "0.0.1"
        content["versions"]["measures"]["sdq"] = "0" * 64
        content["outputs"]["report.html"] = "0" * 64

    edit(home / "reports" / "quality" / "run.json", older)
    code, text = said(capsys)
    assert code == 1 and "report.html does not come out the same" in text
    assert "made then by other versions: rtt-eval (0.0.1, now " in text and "measure sdq" in text


def test_the_params_file_is_named_where_it_is_not_beside(home, capsys):
    (home / "params" / "quality.yml").rename(home / "params" / "other.yml")
    code, text = said(capsys)
    assert code == 2 and "--params FILE" in text
    (home / "params" / "wrong.yml").write_text(PARAMS.replace("data_quality", "iip_evaluation"), encoding="utf-8")
    code, text = said(capsys, "--params", "params/wrong.yml")
    assert code == 2 and "is of iip_evaluation" in text


@pytest.mark.parametrize("content", [None, "not json", "{}"])
def test_a_folder_without_the_record_of_a_run_is_refused(content, tmp_path, capsys):
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    assert cli.main(["verify", str(tmp_path)]) == 2
    assert "run.json" in capsys.readouterr().err


def test_the_sheets_of_a_caseload_are_looked_at_as_well(tmp_path):
    """Two sheets under a page: of one the page was changed, of the other it went."""
    about = {
        "report": "r",
        "edition": "e",
        "audience": "team",
        "parameters": {},
        "inputs": [],
        "also_read": [],
        "versions": {},
    }
    for part in (".", "A", "B"):
        (tmp_path / part).mkdir(exist_ok=True)
        (tmp_path / part / "report.html").write_bytes(b"page")
        outputs = {"report.html": hashlib.sha256(b"page").hexdigest()}
        (tmp_path / part / "run.json").write_text(json.dumps({**about, "outputs": outputs}), encoding="utf-8")
    assert list(verified._touched(tmp_path)) == []
    (tmp_path / "A" / "report.html").write_bytes(b"another")
    (tmp_path / "B" / "report.html").unlink()
    assert list(verified._touched(tmp_path)) == [
        "A/report.html has been changed since it was published", "B/report.html is not there any more",
    ]  # fmt: skip
    made = tmp_path.with_name("made")
    shutil.copytree(tmp_path, made)
    shutil.rmtree(made / "B")
    edit(made / "A" / "run.json", lambda content: content["outputs"].update({"report.html": "0"}))
    record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert verified._unlike(tmp_path, record, made) == [
        "A/report.html does not come out the same", "B is only in the old report",
    ]  # fmt: skip


def test_inputs_by_hand():
    """Four files then, four now: one the same, one changed, one gone, one new; what was not opened has no hash."""
    then = [{"file": name, "sheet": "", "sha256": name} for name in ("a.csv", "b.csv", "c.csv", "")]
    now = [
        {"file": name, "sheet": "", "sha256": sha} for name, sha in (("a.csv", "a.csv"), ("b.csv", "x"), ("d.csv", "d"))
    ]
    assert inputs.differences(then, now) == [
        "b.csv has been changed since", "c.csv is not there any more", "d.csv was not there then",
    ]  # fmt: skip
