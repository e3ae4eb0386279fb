"""Every demonstration report for every audience that it has, made once and read by all the tests of this folder.

A report joins with its params/demo_*.yml, an audience by being one that the report admits.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from rtt_eval import params, publish

DEMOS = sorted((Path(__file__).parents[2] / "params").glob("demo_*.yml"))
FORMATS = ("html", "pdf", "docx")
DONE = "all-made"
PATIENCE = 1200
"""Seconds."""


class Edition(NamedTuple):
    source: Path
    audience: str

    @property
    def name(self) -> str:
        return f"{self.source.stem}-{self.audience}"


EVERY = tuple(
    Edition(source, audience) for source in DEMOS for audience in params.AUDIENCES[params.load(source).report]
)
each_edition = pytest.mark.parametrize("edition", EVERY, ids=lambda one: one.name)
"""A test for each; it takes the folder of its edition from the fixture `made`."""


def _make(edition: Edition, out: str) -> Path:
    return publish.run(edition.source, Path(out) / edition.audience, edition.audience, FORMATS).folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[Edition, Path]:
    """The folder of every edition, two made at a time; once for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    out = (base if worker_id == "master" else base.parent) / "editions"
    with _alone(out.with_name("editions.lock")):
        if not (out / DONE).exists():
            with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
                for waiting in [pool.submit(_make, edition, str(out)) for edition in EVERY]:
                    waiting.result()
            (out / DONE).touch()
    return {edition: out / edition.audience / edition.source.stem for edition in EVERY}


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time; whoever fails leaves the next to try."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            assert time.monotonic() < until, "another process has been making the editions for too long"
            time.sleep(0.5)
    try:
        yield
    finally:
        lock.unlink()
