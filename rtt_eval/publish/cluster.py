"""The same runs on more than one machine: each is a command that a worker of a Dask scheduler runs.

Only the command goes over the wire, with paths, and what the run said comes back; data and reports stay on the file
system, which every worker must see under the same paths. A run is a process of its own on the worker, as with --jobs.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rtt_eval.errors import NotebookError, ParamsError

PATIENCE = 10
"""Seconds that the scheduler has to answer, and to have a worker."""

MISSING = "`--cluster` needs Dask, which is not installed. Install it on every machine: pip install 'rtt-eval[cluster]'"
MODULE = "rtt_eval"


def command(source: Path, out: Path, audience: str | None, formats: Sequence[str]) -> tuple[str, ...]:
    """The arguments of the run of one params file, with absolute paths: a worker has another current folder."""
    named = ("run", str(source.resolve()), "--out", str(out.resolve()), "--format", ",".join(formats))
    return (*named, "--audience", audience) if audience else named


def answers(address: str, commands: Mapping[Path, Sequence[str]]) -> Iterator[tuple[Path, int, str]]:
    """Params file, exit code and what was said of each run, as they come.

    address: of the scheduler, such as tcp://scheduler:8786. Errors: ParamsError where Dask is not installed, or no
    scheduler answers there, or it has no worker. A worker that dies, or lacks the program, is that run's exit code 4.
    """
    with _client(address) as client:
        from distributed import as_completed

        asked = {client.submit(made, tuple(one), pure=False): source for source, one in commands.items()}
        for future in as_completed(list(asked)):
            fault = future.exception()
            yield (asked[future], *(_lost(asked[future], fault) if fault else future.result()))


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ParamsError(MISSING) from None
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError):
        raise ParamsError(
            f"No Dask scheduler answers at {address}. Give its address, such as tcp://scheduler:8786."
        ) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError:
        client.close()
        raise ParamsError(f"The Dask scheduler at {address} has no worker. Start one: dask worker {address}") from None
    return client


def made(arguments: Sequence[str]) -> tuple[int, str]:
    """Run the program on this machine: its exit code, and what it said for the user."""
    done = subprocess.run(
        [sys.executable, "-m", MODULE, *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, (done.stderr if done.returncode else done.stdout).strip()


def _lost(source: Path, fault: BaseException) -> tuple[int, str]:
    """A worker that died or does not have the program; the fault's text may hold anything, and stays out."""
    code = NotebookError.exit_code
    return code, (
        f"{source.name}: a worker could not run it ({type(fault).__name__}). Every worker needs this version of "
        "rtt-eval and enough memory."
    )
