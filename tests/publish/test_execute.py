"""The engine's traps, each with its guard. Every invented value here that must not leak is 'Ann' or 31."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from rtt_eval import errors, params
from rtt_eval.publish import execute, kernel

from . import sample

GIVEN = {"a": {"x": ["007", True, None, 1.5], "day": "2018-03-31"}, "b": None}


def notebook(*cells: str, parameters: str = "a = 0\nb: int = 1"):
    made = nbformat.v4.new_notebook(metadata=sample.METADATA)
    made.cells = [nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    made.cells += [nbformat.v4.new_markdown_cell("## Referrals")]
    made.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    return made


def executed(made, private: Path, cwd: Path):
    private.mkdir(exist_ok=True)
    with kernel.started(private, cwd) as manager:
        return execute.execute(made, GIVEN, manager, "x.ipynb")


def shown(cell) -> str:
    return cell.outputs[0]["data"]["text/plain"]


PROBE = """
import json, os, sys
names = ("PYTHONHASHSEED", "MPLBACKEND", "IPYTHONDIR", "MPLCONFIGDIR", "OMP_NUM_THREADS", "TMPDIR")
print(json.dumps({"a": a, "b": b, "python": sys.executable, "cwd": os.getcwd(), "path": sys.path,
    "flags": [sys.flags.safe_path, sys.flags.hash_randomization], **{name: os.environ[name] for name in names},
    "history": get_ipython().history_manager.enabled, "rtt_eval": __import__("rtt_eval").__file__}))
"""


def test_the_kernel_is_this_interpreter_in_a_private_world(tmp_path, monkeypatch):
    home, cwd, private = tmp_path / "home", tmp_path / "params", tmp_path / "private"
    spec = home / ".local/share/jupyter/kernels/python3/kernel.json"  # a kernel of the user's that must not win
    startup = home / ".ipython/profile_default/startup/00.py"
    for file, text in ((spec, '{"argv": ["false"], "display_name": "no", "language": "python"}'), (startup, "a = 9")):
        file.parent.mkdir(parents=True)
        file.write_text(text)
    cwd.mkdir()
    (cwd / "json.py").write_text("raise SystemExit")  # a file in the data folder that must not be imported
    before = sorted(home.rglob("*"))
    monkeypatch.setenv("HOME", str(home))
    for name in ("JUPYTER_PATH", "JUPYTER_DATA_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        monkeypatch.delenv(name, raising=False)
    out = executed(notebook(PROBE), private, cwd)
    told = json.loads(out.cells[-1].outputs[0]["text"])
    assert told["a"] == GIVEN["a"] and told["b"] is None  # "007" stays text, a date is ISO text
    assert told["python"] == sys.executable and told["cwd"] == str(cwd) and str(cwd) not in told["path"]
    assert told["rtt_eval"] == str(Path(execute.__file__).parents[1] / "__init__.py")
    assert told["flags"] == [True, 0] and told["PYTHONHASHSEED"] == "0" and told["OMP_NUM_THREADS"] == "1"
    assert told["MPLBACKEND"] == "agg" and told["IPYTHONDIR"].startswith(str(private)) and not told["history"]
    assert told["TMPDIR"] == str(private)
    assert not told["MPLCONFIGDIR"].startswith(str(home))
    assert sorted(home.rglob("*")) == before and [path.name for path in cwd.iterdir()] == ["json.py"]
    left = sorted(path.name for path in private.iterdir())
    assert left == ["in-use", "ipython"]  # no connection file, no socket


def test_the_font_cache_is_kept_where_it_may_be_and_private_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel.sys, "prefix", str(tmp_path))
    assert kernel._matplotlib_folder(tmp_path / "p") == tmp_path / "var" / "cache" / "rtt-eval"
    (tmp_path / "locked").write_text("a file where a folder should be")
    monkeypatch.setattr(kernel.sys, "prefix", str(tmp_path / "locked"))
    assert kernel._matplotlib_folder(tmp_path / "p") == tmp_path / "p" / "matplotlib"


@pytest.mark.skipif(os.name != "posix", reason="Unix sockets only")
def test_no_network_port_is_opened_where_there_are_unix_sockets(tmp_path):
    manager = kernel._manager(tmp_path, Path("sockets"))
    assert manager.transport == "ipc"
    manager = kernel._manager(tmp_path, None)
    assert manager.transport == "tcp" and manager.transport_encryption == "auto"


FAILURES = [
    ("raise KeyError('Ann scored 31')", errors.NotebookError, None),
    ("import pandas\nraise pandas.errors.DataError('Ann scored 31')", errors.NotebookError, None),
    ("class DisclosureError(Exception): pass\nraise DisclosureError('Ann scored 31')", errors.NotebookError, None),
    ("x = 'Ann scored 31'\nx +", errors.NotebookError, None),
    (
        "from rtt_eval.errors import DataError\nraise DataError('2 faults.', ['a.csv, row 2', 'a.csv, row 3'])",
        errors.DataError,
        "2 faults.\na.csv, row 2\na.csv, row 3",
    ),
    ("from rtt_eval.errors import ParamsError\nraise ParamsError('no such')", errors.ParamsError, "no such"),
    ("from rtt_eval.errors import DisclosureError\nraise DisclosureError('no')", errors.DisclosureError, "no"),
]


@pytest.mark.parametrize(
    ("cell", "kind", "text"), FAILURES, ids=[kind.__name__ + str(n) for n, (_, kind, _) in enumerate(FAILURES)]
)
def test_a_failed_cell_is_told_without_its_values(tmp_path, capfd, cell, kind, text):
    with pytest.raises(errors.RttEvalError) as stopped:
        executed(notebook("1", cell), tmp_path / "p", tmp_path)
    assert type(stopped.value) is kind and stopped.value.__context__ is None
    if text is None:
        assert 'x.ipynb: cell 4 (under the heading "Referrals") failed with ' in str(stopped.value)
        assert "nothing was published" in str(stopped.value)
    else:
        assert str(stopped.value) == text
    if kind is errors.DataError:
        assert stopped.value.findings == ("a.csv, row 2", "a.csv, row 3")
    printed = "".join(capfd.readouterr())
    assert "Ann" not in printed + str(stopped.value) and "31" not in printed
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_kernel_that_dies_is_an_engine_failure(tmp_path):
    with pytest.raises(execute.EngineFailure, match="the kernel died; nothing was published"):
        executed(notebook("import os\nos._exit(1)"), tmp_path / "p", tmp_path)


def test_a_cell_that_hangs_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(execute, "CELL_SECONDS", 1)
    with pytest.raises(errors.NotebookError, match="a cell ran for more than 1 seconds") as stopped:
        executed(notebook("import time\ntime.sleep(60)"), tmp_path / "p", tmp_path)
    assert type(stopped.value) is errors.NotebookError  # not to be tried again


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([], "0 cells are tagged `parameters`"),
        (["a = b = 1"] * 2, "2 cells are tagged `parameters`"),
        (["a = 1"], "`b` is missing"),
        (["a = b = c = 1"], "`c` is not a setting of the report"),
    ],
)
def test_the_parameters_cell_must_fit_before_anything_runs(cells, said):
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_code_cell(cell, metadata={"tags": ["parameters"]}) for cell in cells]
    with pytest.raises(errors.NotebookError, match=said):
        execute.check_parameters(made, GIVEN, "x.ipynb")


def test_a_notebook_saved_with_an_earlier_run_s_parameters_stops():
    made = notebook()
    made.cells.append(nbformat.v4.new_code_cell("a = 1", metadata={"tags": ["injected-parameters"]}))
    with pytest.raises(errors.NotebookError, match="injected-parameters"):
        execute.check_parameters(made, GIVEN, "x.ipynb")


def test_what_is_passed_is_json_and_nothing_else(tmp_path):
    (tmp_path / "p.yml").write_text(sample.params_text())
    plain = params.as_plain(params.load(tmp_path / "p.yml"))
    assert json.loads(json.dumps(plain)) == plain
    assert plain["period"] == {"start": "2017-06-01", "end": "2018-03-31"} and plain["alternative_for"] == ["007"]


def test_a_file_that_is_no_notebook(tmp_path):
    (tmp_path / "x.ipynb").write_text("{")
    for name, said in (("x.ipynb", "is not a notebook"), ("y.ipynb", "is not installed")):
        with pytest.raises(errors.NotebookError, match=said):
            execute.read(tmp_path / name)


def test_the_grammar_hack_is_still_needed_and_still_works():
    """When jsonschema no longer imports rfc3987_syntax, or that import is cheap, delete `execute.lighten`."""
    plain = "import sys, nbformat.validator, jsonschema; print('lark' in sys.modules)"
    light = f"from rtt_eval.publish import execute; execute.lighten(); {plain}"
    told = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        for code in (plain, light)
    ]
    assert told == ["True", "False"]
