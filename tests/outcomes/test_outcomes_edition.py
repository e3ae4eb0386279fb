"""The six-monthly edition to 31 March 2018: every expected figure of the outcome measures.

The tables are invented people; extra_expected.csv is what separate code made of them, with a tolerance for each value
that is not a count.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from rtt_eval import activity, disclosure, load, measures, outcomes, score
from rtt_eval.figures import Figure

FOLDER = Path(__file__).parents[1] / "editions" / "iip_2018_03"
START, END = date(2017, 6, 1), date(2018, 3, 31)
ROWS = csv.DictReader((FOLDER / "extra_expected.csv").read_text(encoding="utf-8").splitlines())
EXPECTED = [row for row in ROWS if row["id"].startswith("outcomes.")]
MEASURES = measures.load_all()


@pytest.fixture(scope="module")
def given() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores and cases."""
    records = load.records(FOLDER)
    return score.responses(records.outcomes, MEASURES), activity.cohort(records, START, END, END)


def all_figures(scores: pd.DataFrame, cases: pd.DataFrame) -> list[Figure]:
    pairs = outcomes.pair_timepoints(scores, cases, END)
    return [
        *outcomes.completeness(pairs, MEASURES),
        *outcomes.summarise(pairs, MEASURES),
        *outcomes.single_timepoint(scores, cases, MEASURES),
        *outcomes.goals(pairs, MEASURES),
        *outcomes.forms(scores, cases, MEASURES),
    ]


@pytest.fixture(scope="module")
def figures(given) -> dict[str, Figure]:
    made = all_figures(*given)
    by_id = {figure.id: figure for figure in made}
    assert len(by_id) == len(made), "an id was made twice"
    return by_id


def test_there_is_something_to_check():
    assert len(EXPECTED) == 345


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["id"].removeprefix("outcomes."))
def test_expected_figure(figures, row):
    found = figures[row["id"]].value
    assert found is not None
    assert found == pytest.approx(float(row["value"]), rel=0, abs=float(row["tolerance"] or 0))


def test_losses_add_up_to_those_without_a_pair(figures):
    stems = [id.removesuffix("n_eligible") for id in figures if id.endswith(".n_eligible")]
    assert len(stems) == 16  # six SDQ scales, the carer questionnaire and the RADQ, each at 3 and 6 months
    mains = [stem for stem in stems if ".total." in stem]
    assert len(mains) == 6  # the reasons stand with the scale that stands for its measure
    for stem in mains:
        n_lost = sum(figure.value for id, figure in figures.items() if id.startswith(f"{stem}lost."))
        assert n_lost == figures[f"{stem}n_eligible"].value - figures[f"{stem}n_paired"].value, stem


def test_a_whole_that_is_a_figure_is_the_sum_of_its_parts(figures):
    sums: dict[str, int] = {}
    for figure in figures.values():
        for whole in figure.parts_of:
            sums[whole] = sums.get(whole, 0) + figure.value
    # A whole that is no figure is all the pairs, all the forms or, of goals, all that are rated twice.
    assert {whole: whole_of(figures, whole) for whole in sums} == sums


def whole_of(figures, whole):
    stem = whole.rpartition(".")[0]
    stems = (stem, stem.rpartition(".")[0], stem.rpartition(".")[0].rpartition(".")[0])
    names = [whole, *(f"{one}.{n}" for one in stems for n in ("n_paired", "n"))]
    return next(figures[name].value for name in names if name in figures)


def test_every_source_of_a_figure_is_a_figure(figures):
    assert {source for figure in figures.values() for source in figure.derived_from} <= set(figures)


def test_the_order_of_the_rows_does_not_matter(given, figures):
    shuffled = load.records(FOLDER).outcomes.sample(frac=1, random_state=7)
    assert all_figures(score.responses(shuffled, MEASURES), given[1]) == list(figures.values())


def test_a_public_edition_shows_no_small_group(figures):
    safe = disclosure.protect(figures.values(), "public")
    for id, shown in safe.figures.items():
        if shown.is_known and shown.kind == "count":
            assert shown.value == 0 or shown.value >= 6, id
        if shown.is_known and shown.kind in ("average", "spread", "test", "effect"):
            assert shown.n >= 10, id
