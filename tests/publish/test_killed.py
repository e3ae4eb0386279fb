"""A run that is killed leaves the old report or the new one, never a mixture, and nothing that others may read.

Two hundred kills, SIGKILL and SIGTERM by turns, fall at moments spread at random over the placing of a report: a
process of its own writes two editions over each other, time and again. A few more fall on a whole run (kernel, export,
scan and placing), whose length each moment is a share of; `make kills` has two hundred of these as well.
"""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rtt_eval import publish
from rtt_eval.publish import place, private

from .test_report import TABLE, held, written

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")

N_KILLS = 200
N_KILLS_OF_A_RUN = int(os.environ.get("KILLS_OF_A_RUN", "12"))
"""`make kills` has 200 of them, in about six minutes."""

NAMES = ("report.html", "report.pdf", "results.json", "run.json")
EDITIONS = tuple(dict.fromkeys(NAMES, edition * 20000) for edition in (b"old ", b"new "))

PLACING = """
import itertools, os, sys
from pathlib import Path
from rtt_eval.publish import place
from rtt_eval.publish.report import killed_cleanly
names, target = {names!r}, Path({target!r})
editions = [{{name: edition * 20_000 for name in names}} for edition in (b"old ", b"new ")]
for _ in sys.stdin:
    child = os.fork()
    if not child:
        with killed_cleanly():
            print(os.getpid(), flush=True)
            for edition in itertools.cycle(editions):
                place.into(target, edition)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


@pytest.fixture
def placing(tmp_path) -> Iterator[subprocess.Popen[str]]:
    """For each line that it is sent, it starts a process that places reports, and tells its number and its end."""
    code = PLACING.format(names=NAMES, target=str(tmp_path / "demo"))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as process:
        yield process
        process.stdin.close()


def killed_while_placing(placing: subprocess.Popen[str], after: float, by: signal.Signals) -> None:
    placing.stdin.write("go\n")
    placing.stdin.flush()
    number = int(placing.stdout.readline())
    time.sleep(after)
    os.kill(number, by)
    assert placing.stdout.readline() == "gone\n"


def readable_by_others(folder: Path, known: Path) -> list[str]:
    """Names under a folder that others could reach, apart from the report itself."""
    modes = [(one, stat.S_IMODE(one.stat().st_mode)) for one in folder.iterdir() if one != known]
    return [one.name for one, mode in modes if mode & 0o077]


def test_two_hundred_kills_while_placing_leave_one_edition_whole(tmp_path, placing):
    moments = random.Random(2024)
    target = tmp_path / "demo"
    place.into(target, EDITIONS[0])
    left_over = []
    for n in range(N_KILLS):
        killed_while_placing(placing, moments.uniform(0, 0.02), (signal.SIGKILL, signal.SIGTERM)[n % 2])
        assert held(target) in EDITIONS, n
        assert readable_by_others(tmp_path, target) == [], n
        left_over += [one.name for one in tmp_path.iterdir() if one != target]
        place.check(target)
        assert [one.name for one in tmp_path.iterdir()] == ["demo"]
    assert left_over  # some of the kills did fall into the placing


def test_kills_of_a_whole_run_leave_the_old_report_or_the_new_one(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    params_path, notebook = written(tmp_path, TABLE)
    start = time.monotonic()
    out = publish.run(params_path, tmp_path / "out", notebook=notebook).folder.parent
    lasts = time.monotonic() - start
    new = held(out / "edition")
    old = {"run.json": b"old"}
    given = f"{str(params_path)!r}, {str(out)!r}, notebook={str(notebook)!r}"
    moments = random.Random(7)
    for n in range(N_KILLS_OF_A_RUN):
        place.into(out / "edition", old)
        command = [sys.executable, "-c", f"from rtt_eval import publish; publish.run({given})"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(temporary)}, **quiet)
        time.sleep(lasts * moments.uniform(0.2, 1.3))
        process.send_signal((signal.SIGKILL, signal.SIGTERM)[n % 2])
        process.wait(timeout=30)
        assert held(out / "edition") in (old, new)
        assert readable_by_others(out, out / "edition") == [] == readable_by_others(temporary, out)
        assert list(temporary.rglob("*.ipynb")) == []
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    time.sleep(3)  # the kernel of a killed run sees that its parent is gone, and ends
    private.remove_left_over()
    assert list(temporary.iterdir()) == []
