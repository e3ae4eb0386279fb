"""The words of every demonstration report, for every audience that it has, are free of the faults of `readable`."""

from __future__ import annotations

from pathlib import Path

from tests.accessibility.conftest import Edition, each_edition
from tests.reports.readable import faults, texts


@each_edition
def test_words_read_as_words(edition: Edition, made: dict[Edition, Path]) -> None:
    for file in sorted(made[edition].rglob("report.html")):
        page = file.read_text("utf-8")
        assert len(texts(page)) > 20
        assert faults(page) == []
