"""Every demonstration report for every audience that it has, made once and read by all the tests of this folder.

A report joins with its params/demo_*.yml, an audience by being one that the report admits.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from rtt_eval import params, publish

DEMOS = sorted((Path(__file__).parents[2] / "params").glob("demo_*.yml"))
FORMATS = ("html", "pdf", "docx")


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
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[Edition, Path]:
    """The folder of every edition, two made at a time."""
    out = str(tmp_path_factory.mktemp("editions"))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = {edition: pool.submit(_make, edition, out) for edition in EVERY}
        return {edition: one.result() for edition, one in waiting.items()}
