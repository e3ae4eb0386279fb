"""From a params file to a folder, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from rtt_eval import publish
from rtt_eval.errors import NotebookError, ParamsError
from rtt_eval.publish import execute, many, report

from . import sample

ALL = ["notebook.ipynb", "report.html", "report.pdf", "results.json", "run.json", "tables.xlsx"]
TABLE = 'Table("t", "Referrals by outcome", (Head("Outcome"), Head("n", True)), (("Full", "24"),))'
WARNS = "import warnings\nwarnings.warn('Zaph' + 'ira')\nProse('It was **said**.', 'answer')"
FAILS = "raise KeyError('Ann scored 31')"


@pytest.fixture
def private(tmp_path, monkeypatch) -> Path:
    """The system's temporary folder, so that a test sees what a run leaves there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def written(folder: Path, *cells: str, audience: str = "team", name: str = "edition") -> tuple[Path, Path]:
    params_path, notebook = folder / f"{name}.yml", folder / "nb.ipynb"
    params_path.write_text(sample.params_text(audience))
    nbformat.write(sample.runnable(*cells), notebook)
    return params_path, notebook


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_run_leaves_the_whole_report_and_the_same_one_again(tmp_path, private, capfd):
    params_path, notebook = written(tmp_path, TABLE, WARNS)
    steps: list[tuple[int, int]] = []
    out = tmp_path / "reports"
    made = publish.run(params_path, out, progress=lambda *at: steps.append(at), notebook=notebook)
    assert made.exit_code == 0 and made.folder == out / "edition"
    assert sorted(path.name for path in made.paths) == ALL == sorted(path.name for path in made.folder.iterdir())
    first = held(made.folder)
    told = json.loads(first["run.json"])
    assert set(told["outputs"]) == set(ALL) - {"run.json"} and told["cells_with_warnings"] == [6]
    assert steps[-1] == (8, 8) and steps == sorted(steps)
    assert json.loads(first["results.json"])["figures"][0]["shown"] == "27"
    assert b"Zaphira" not in b"".join(first.values()) and "".join(capfd.readouterr()) == ""
    assert all(str(tmp_path).encode() not in content for content in first.values())
    publish.run(params_path, out, notebook=notebook)
    assert held(made.folder) == first
    assert list(private.iterdir()) == []


def test_a_run_that_fails_leaves_what_was_there(tmp_path, private):
    params_path, notebook = written(tmp_path, FAILS)
    out = tmp_path / "reports"
    with pytest.raises(NotebookError, match="failed with KeyError"):
        publish.run(params_path, out, notebook=notebook)
    assert not out.exists()
    (out / "edition").mkdir(parents=True)
    (out / "edition" / "run.json").write_text("old")
    with pytest.raises(NotebookError, match="failed with KeyError"):
        publish.run(params_path, out, notebook=notebook)
    assert held(out / "edition") == {"run.json": b"old"} and list(private.iterdir()) == []


def test_other_audiences_get_no_notebook_and_one_format_is_one_file(tmp_path, private):
    params_path, notebook = written(tmp_path, TABLE)
    made = publish.run(params_path, tmp_path / "r", audience="public", formats=["html"], notebook=notebook)
    assert sorted(path.name for path in made.paths) == ["report.html", "results.json", "run.json", "tables.xlsx"]
    assert b"Public edition" in (made.folder / "report.html").read_bytes()
    assert json.loads((made.folder / "results.json").read_bytes())["audience"] == "public"


def test_a_word_copy_is_made_on_request_and_its_hash_recorded(tmp_path, private):
    params_path, notebook = written(tmp_path, TABLE)
    made = publish.run(params_path, tmp_path / "r", formats=["docx"], notebook=notebook)
    names = ["notebook.ipynb", "report.docx", "results.json", "run.json", "tables.xlsx"]
    assert sorted(path.name for path in made.paths) == names
    told = json.loads((made.folder / "run.json").read_bytes())["outputs"]
    for name in ("report.docx", "tables.xlsx"):
        assert told[name] == hashlib.sha256((made.folder / name).read_bytes()).hexdigest()
    publish.run(params_path, tmp_path / "again", formats=["docx"], notebook=notebook)
    assert held(made.folder) == held(tmp_path / "again" / "edition") and list(private.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "said"), [({"audience": "everybody"}, "audience"), ({"formats": ["odt"]}, "no format `odt`")]
)
def test_what_is_asked_wrongly_stops_before_anything_runs(tmp_path, settings, said):
    params_path, notebook = written(tmp_path)
    with pytest.raises(ParamsError, match=said):
        publish.run(params_path, tmp_path / "r", notebook=notebook, **settings)
    with pytest.raises(ParamsError, match="no such params file"):
        publish.run(tmp_path / "nothing.yml", tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_a_notebook_that_answers_for_another_audience_is_not_published(tmp_path):
    settings = report.settings_of(written(tmp_path)[0], "public")
    built = publish.report.document.build(sample.executed(), "x.ipynb")
    with pytest.raises(NotebookError, match="its results are of another audience"):
        report._check_record(built, settings, "x.ipynb")


def test_invented_data_without_a_banner_are_not_published(tmp_path):
    from dataclasses import replace

    settings = report.settings_of(written(tmp_path)[0], None)
    built = publish.report.document.build(sample.executed(), "x.ipynb")
    report._check_record(built, settings, "x.ipynb")
    with pytest.raises(NotebookError, match="no banner"):
        report._check_record(replace(built, cover=replace(built.cover, banner="")), settings, "x.ipynb")


def test_the_program_itself_stays_light(tmp_path):
    """pandas, numpy and matplotlib are the kernel's: in this process they would cost a second a run."""
    code = "import sys; from rtt_eval.publish import execute, html, pdf; execute.import_engine(); print(*sys.modules)"
    command = [sys.executable, "-c", f"from rtt_eval.publish import execute; execute.lighten(); {code}"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "numpy", "matplotlib", "scipy", "lark"} & set(loaded)


def test_many_reports_side_by_side_each_on_its_own(tmp_path, capfd, monkeypatch):
    good, notebook = written(tmp_path, TABLE, name="good")
    (tmp_path / "wrong.yml").write_text("report: iip_evaluation\naudiense: team\n")
    monkeypatch.setattr(report, "notebook_of", lambda _: notebook)  # for this process; the workers have the real one
    code = publish.run_many([tmp_path / "wrong.yml", good], tmp_path / "r", jobs=1, formats=("html",))
    said, complained = capfd.readouterr()
    files = "report.html, tables.xlsx, results.json, notebook.ipynb, run.json"
    assert code == 2 and said.splitlines()[0] == f"{tmp_path / 'r' / 'good'}: {files}"
    assert "To be completed by the author" in said and "recommendations" in said
    assert "there is no setting `audiense`. Did you mean `audience`?" in complained
    assert "1 of 2 reports were not made: wrong.yml." in complained and "Traceback" not in complained
    missing = [tmp_path / f"missing_{n}.yml" for n in range(3)]
    assert publish.run_many(missing, tmp_path / "r", jobs=2) == 2
    assert capfd.readouterr().err.count("there is no such params file") == 3


@pytest.mark.parametrize(("fails", "codes", "n_calls"), [(1, 0, 2), (2, 4, 2)])
def test_an_engine_that_fails_is_tried_once_more(monkeypatch, fails, codes, n_calls):
    calls = []

    def run(*_, **__):
        calls.append(1)
        if len(calls) <= fails:
            raise execute.EngineFailure("the kernel died")
        return report.Published((), 0, Path("r"))

    monkeypatch.setattr(many, "run", run)
    outcome = many._one(many._Job(Path("a.yml"), Path("r"), None, ("html",)))
    assert (outcome.exit_code, len(calls)) == (codes, n_calls)


def test_a_cell_that_fails_is_not_tried_again_and_a_fault_of_ours_hides_its_text(monkeypatch):
    calls = []

    def run(*_, **__):
        calls.append(1)
        raise (NotebookError("cell 3 failed") if len(calls) == 1 else ValueError("Ann scored 31"))

    monkeypatch.setattr(many, "run", run)
    job = many._Job(Path("a.yml"), Path("r"), None, ("html",))
    assert many._one(job) == (Path("a.yml"), 4, "cell 3 failed")
    second = many._one(job)
    assert second.exit_code == 4 and "ValueError, test_report.py, line" in second.text and "Ann" not in second.text
    assert len(calls) == 2


@pytest.mark.skipif(os.name != "posix", reason="polite kills are a Unix thing")
def test_a_polite_kill_leaves_no_private_folder_and_no_report(tmp_path, private):
    import signal
    import time

    params_path, notebook = written(tmp_path, "import time\ntime.sleep(60)")
    given = f"{str(params_path)!r}, {str(tmp_path / 'r')!r}, notebook={str(notebook)!r}"
    code = f"from rtt_eval import publish; publish.run({given})"
    started = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(private)})
    for _ in range(300):
        if list(private.glob("*/ipython")):
            break
        time.sleep(0.1)
    time.sleep(1)
    started.send_signal(signal.SIGTERM)
    assert started.wait(timeout=30) == 128 + signal.SIGTERM
    assert list(private.iterdir()) == [] and not (tmp_path / "r").exists()
