"""Nobody who reads a whole report, with all its figures and tables, can work a hidden count out.

The attack (attacker.py) shares no code with the product, and a report that has a demonstration is attacked by itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rtt_eval import params, publish
from tests.reports import attacker, test_annual_edition, test_scorecard_edition
from tests.reports.conftest import write_params

WIDTH = 5
DEMONSTRATIONS = [
    source
    for source in sorted((Path(__file__).parents[2] / "params").glob("demo_*.yml"))
    if "public" in params.AUDIENCES[params.load(source).report]
]
EDITIONS = {
    "iip_2018_03": write_params,
    "annual_2017_18": test_annual_edition.write_params,
    "scorecard_2016_07": test_scorecard_edition.write_params,
}


@pytest.fixture(scope="module", params=[*DEMONSTRATIONS, *EDITIONS], ids=lambda one: getattr(one, "stem", one))
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A params file."""
    known = EDITIONS.get(request.param)
    return known(tmp_path_factory.mktemp("edition")) if known else request.param


@pytest.fixture(scope="module")
def editions(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of the report for each audience."""
    folders = {audience: tmp_path_factory.mktemp(audience) for audience in ("team", "dlt", "public")}
    return {
        audience: publish.run(source, out, audience=audience, formats=("html",)).folder
        for audience, out in folders.items()
    }


def narrow(report: attacker.Report) -> list[str]:
    """The hidden counts that a reader works out to within the width.

    A nought may be shown; where it was hidden among others for tidiness, nothing is lost if it is worked out.
    """
    found = attacker.bounds(report)
    assert found
    return [id for id, (least, most) in found.items() if most - least < WIDTH and most > 0]


@pytest.mark.parametrize("audience", ["dlt", "public"])
def test_no_hidden_count_can_be_worked_out_to_within_the_width(editions, audience):
    report = attacker.read(editions[audience], editions["team"])
    assert narrow(report) == []
    assert list(attacker.in_tables(report)) == []
    assert attacker.told_exactly(report) == []


def test_nor_by_a_reader_of_the_leadership_edition_and_the_public_one(editions):
    """The two put small groups together in different ways."""
    leadership, public = (attacker.read(editions[audience], editions["team"]) for audience in ("dlt", "public"))
    assert narrow(attacker.with_another(leadership, public)) == []


def test_the_attack_works_out_what_hiding_small_counts_alone_leaves_open(editions):
    """The team's edition with the counts of 1 to 5 blanked, and nothing else."""
    report = attacker.read(editions["team"], editions["team"])
    for id, figure in report.shown.items():
        if 1 <= report.true.get(id, 0) <= WIDTH:
            report.shown[id] = {**figure, "value": None, "n": None, "denominator": None}
    found = attacker.bounds(report)
    assert not found or any(most - least < WIDTH for least, most in found.values())
