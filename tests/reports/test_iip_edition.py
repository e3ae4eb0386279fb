"""The edition to 31 March 2018: every printed figure, and every one that separate code worked out, is in results.json.

Expected values: tests/editions/iip_2018_03/published.csv (as printed) and extra_expected.csv (R and hand counts).
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.reports.conftest import EDITION


def expected(name: str) -> list[dict[str, str]]:
    with (EDITION / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def figures(edition: Path) -> dict[str, float | None]:
    results = json.loads((edition / "results.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure["value"] for figure in results["figures"]}


@pytest.mark.parametrize("row", expected("published.csv"), ids=lambda row: row["id"])
def test_published_figure_to_its_printed_rounding(figures, row):
    decimals = len(row["value"].partition(".")[2])
    assert figures[row["id"]] == pytest.approx(float(row["value"]), abs=0.5 * 10**-decimals)


@pytest.mark.parametrize("row", expected("extra_expected.csv"), ids=lambda row: row["id"])
def test_figure_worked_out_elsewhere(figures, row):
    assert figures[row["id"]] == pytest.approx(float(row["value"]), abs=float(row["tolerance"] or 0))


def test_every_input_row_is_in_exactly_one_bucket(edition):
    run = json.loads((edition / "run.json").read_text(encoding="utf-8"))
    for line in run["row_ledger"]:
        buckets = [n for name, n in line.items() if name not in {"table", "file", "rows"}]
        with (EDITION / line["file"]).open(encoding="utf-8", newline="") as file:
            n_rows = sum(1 for _ in csv.DictReader(file))
        assert sum(buckets) == line["rows"] == n_rows, line["table"]
