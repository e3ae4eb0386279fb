"""The six-monthly edition to 31 March 2018: every printed figure, and every expected one but the outcome measures.

The tables in iip_2018_03/ are invented people. published.csv holds what the service's report printed;
extra_expected.csv what separate code made of the same tables.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from rtt_eval import activity, costs, events, feedback, load, stability
from rtt_eval.figures import Figure

FOLDER = Path(__file__).parent / "iip_2018_03"
START, END = date(2017, 6, 1), date(2018, 3, 31)
CONSIDERED_FOR_RESIDENTIAL = ("P7125",)


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PUBLISHED = rows_of("published.csv")
EXPECTED = [row for row in rows_of("extra_expected.csv") if not row["id"].startswith("outcomes.")]


@pytest.fixture(scope="module")
def records() -> load.Records:
    return load.records(FOLDER)


@pytest.fixture(scope="module")
def figures(records: load.Records) -> dict[str, Figure]:
    cases = activity.cohort(records, START, END, END)
    made = [
        *activity.referrals(records, cases, START, END),
        *activity.young_people(cases),
        *stability.placement_types(records, cases, END),
        *stability.moves(records, cases, END),
        *stability.placement_held(records, cases, END),
        *stability.time_to_unplanned_end(records, cases, END),
        *events.before_and_during(records, cases),
        *events.risk(records, cases, END),
        *costs.unit_costs(records, END),
        *costs.alternative(records, cases, END),
        *costs.placement_mix(records, cases, END),
        *costs.programme(records, cases, END),
        *feedback.answers(records, cases, START, END),
        *feedback.attendance(records, START, END),
    ]
    assert len({figure.id for figure in made}) == len(made)
    return {figure.id: figure for figure in made}


@pytest.mark.parametrize("row", PUBLISHED, ids=[row["id"] for row in PUBLISHED])
def test_published_figure(figures: dict[str, Figure], row: dict[str, str]) -> None:
    printed = row["value"]
    decimals = len(printed.partition(".")[2])
    assert figures[row["id"]].value == pytest.approx(float(printed), abs=0.5 * 10**-decimals)


@pytest.mark.parametrize("row", EXPECTED, ids=[row["id"] for row in EXPECTED])
def test_expected_figure(figures: dict[str, Figure], row: dict[str, str]) -> None:
    assert figures[row["id"]].value == pytest.approx(float(row["value"]), abs=float(row["tolerance"] or 0))


def test_no_share_of_a_fall_where_there_was_none(figures: dict[str, Figure]) -> None:
    assert "events.away.top_child.pct" not in figures  # 4 before, 6 during


def test_tables_that_are_not_there_have_no_figures(figures: dict[str, Figure]) -> None:
    assert not [id for id in figures if id.startswith(("events.overdose", "events.four_kinds", "events.significant"))]


def test_the_child_considered_gives_the_same_cost_as_the_commonest_placement(records: load.Records) -> None:
    cases = activity.cohort(records, START, END, END)
    made = costs.alternative(records, cases, END, alternative_for=CONSIDERED_FOR_RESIDENTIAL)
    assert [(figure.value, figure.n) for figure in made] == [(2204, 1), (3354, 1), (5754, 1)]


def test_quotes_hold_only_what_a_person_released(records: load.Records) -> None:
    cases = activity.cohort(records, START, END, END)
    shown = feedback.quotes(records, cases, START, END)
    kept_back = records.feedback.loc[records.feedback["text_status"].isin(["withhold", "unreviewed"]), "text"]
    assert len(kept_back) == 2
    # network meetings: 18 texts, one withheld and one unreviewed, and one on what was least helpful; workshops: 78
    assert len(shown) == (18 - 2) + 1 + 78
    assert not shown["text"].isin(kept_back).any()
