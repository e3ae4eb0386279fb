"""The invented report of sample.py, built once for all the tests that only read it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest

from rtt_eval.publish import execute

execute.lighten()  # before anything imports nbformat, as a run does

from rtt_eval.publish import document, html, pdf  # noqa: E402

from . import sample  # noqa: E402

AS_AT = date(2018, 3, 31)


@pytest.fixture(scope="session")
def report() -> document.Document:
    return document.build(sample.executed(), "sample.ipynb")


@pytest.fixture(scope="session")
def page(report) -> str:
    return html.render(report, "team")


def made_pdf(report: document.Document) -> bytes:
    with tempfile.TemporaryDirectory() as private:
        return pdf.render(report, "team", AS_AT, Path(private))


@pytest.fixture(scope="session")
def pdf_bytes(report) -> bytes:
    return made_pdf(report)
