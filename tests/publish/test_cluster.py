"""`run --cluster`: the runs go to a Dask scheduler's machines; without Dask, scheduler or worker the user is told."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rtt_eval import cli
from rtt_eval.publish import cluster

DEMO = Path(__file__).parents[2] / "data" / "demo"
PARAMS = "report: data_quality\ndata: {data}\nperiod: {{start: 2021-04-01, end: 2022-09-30}}\naudience: public\n"
SCHEDULER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    machines = LocalCluster(n_workers={n}, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    print(machines.scheduler_address, flush=True)
    sys.stdin.read()
    machines.close()
"""


def scheduler(folder: Path, n_workers: int) -> Iterator[str]:
    """The address of a scheduler in a process of its own, until the test is over."""
    pytest.importorskip("distributed")
    script = folder / "scheduler.py"
    script.write_text(SCHEDULER.format(n=n_workers), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    yield from scheduler(tmp_path, 1)


@pytest.fixture
def without_workers(tmp_path: Path) -> Iterator[str]:
    yield from scheduler(tmp_path, 0)


def params(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_report_as_on_this_machine_and_one_that_fails_on_its_own(address, tmp_path, capsys, monkeypatch):
    good = params(tmp_path, "good", PARAMS.format(data=f'"{DEMO}"'))
    wrong = params(tmp_path, "wrong", "report: data_quality\ndatta: x\n")
    monkeypatch.chdir(tmp_path)
    asked = ["run", "good.yml", "wrong.yml", "--out", "there", "--format", "html", "--cluster", address]
    assert cli.main(asked) == 2
    said = capsys.readouterr()
    assert "good: report.html" in said.out and "there is no setting `datta`" in said.err
    assert "1 of 2 reports were not made: wrong.yml" in said.err and wrong.is_file()
    assert cli.main(["run", str(good), "--out", "here", "--format", "html"]) == 0
    there, here = (
        {path.name: path.read_bytes() for path in Path(name, "good").iterdir()} for name in ("there", "here")
    )
    assert there == here


def test_a_worker_that_cannot_run_it_is_one_failed_report():
    code, said = cluster._lost(Path("a.yml"), RuntimeError("Ann scored 31"))
    assert code == 4 and said.startswith("a.yml: a worker could not run it (RuntimeError)") and "Ann" not in said


def test_the_command_of_a_run_has_absolute_paths_and_the_audience_where_one_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    named = ("run", str(tmp_path / "a.yml"), "--out", str(tmp_path / "reports"), "--format", "html,pdf")
    assert cluster.command(Path("a.yml"), Path("reports"), None, ("html", "pdf")) == named
    assert cluster.command(Path("a.yml"), Path("reports"), "dlt", ("html", "pdf")) == (*named, "--audience", "dlt")


def stopped(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = params(tmp_path, "good", PARAMS.format(data=f'"{DEMO}"'))
    assert cli.main(["run", str(path), "--out", str(tmp_path / "out"), "--cluster", address]) == 2
    said = capsys.readouterr()
    assert not (tmp_path / "out").exists() and "Traceback" not in said.err
    return said.err


def test_without_dask_the_user_is_told_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'rtt-eval[cluster]'" in stopped("tcp://127.0.0.1:8786", tmp_path, capsys)


def test_without_a_scheduler_the_user_is_told(tmp_path, capsys, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "No Dask scheduler answers" in stopped(f"tcp://127.0.0.1:{port}", tmp_path, capsys)
    assert "No Dask scheduler answers" in stopped("nowhere://here", tmp_path, capsys)


def test_without_a_worker_the_user_is_told(without_workers, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    assert "has no worker" in stopped(without_workers, tmp_path, capsys)


def test_jobs_and_cluster_are_one_or_the_other(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["run", "a.yml", "--jobs", "2", "--cluster", "tcp://127.0.0.1:1"])
    assert stop.value.code == 2 and "not allowed with" in capsys.readouterr().err
