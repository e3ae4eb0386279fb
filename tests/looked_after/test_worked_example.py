"""The worked example: 18 invented children, one definition each, with the answer for each and for all of them.

Made with the design and checked by its authors against a public validator's rules (SDQ cohorts) and the quoted
definitions (placements, stability). Year ending 31 March 2025.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from rtt_eval import load, looked_after
from rtt_eval.disclosure import Safe, protect

FOLDER = Path(__file__).with_name("worked_example")


def lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


EXPECTED = lines("expected.csv")
SUMMARY = {row[""]: float(row["value"]) for row in lines("expected_summary.csv")}

FIGURES = {
    "cla_31mar": "looked_after.on_31_march.n",
    "three_plus_n": "looked_after.three_or_more_placements.n",
    "three_plus_pct": "looked_after.three_or_more_placements.pct",
    "lts_denominator": "looked_after.long_term_stability.denominator.n",
    "lts_n": "looked_after.long_term_stability.met.n",
    "lts_pct": "looked_after.long_term_stability.pct",
    "sdq_cohort_5_16": "looked_after.sdq.published.eligible.n",
    "sdq_received": "looked_after.sdq.published.completed.n",
    "sdq_received_pct": "looked_after.sdq.published.completed.pct",
    "sdq_mean": "looked_after.sdq.published.mean",
    "normal_0_13": "looked_after.sdq.band.normal.n",
    "borderline_14_16": "looked_after.sdq.band.borderline.n",
    "concern_17_40": "looked_after.sdq.band.cause_for_concern.n",
    "looked_after_in_year": "looked_after.in_year.n",
    "missing_children": "looked_after.missing.children.n",
}


@pytest.fixture(scope="module")
def statutory() -> load.StatutoryReturn:
    return load.ssda903(FOLDER)


@pytest.fixture(scope="module")
def safe(statutory: load.StatutoryReturn) -> Safe:
    rows = looked_after.children(statutory, 2025)
    return protect([*looked_after.indicators(rows), *looked_after.return_checks(rows)], "team")


@pytest.mark.parametrize("expected", EXPECTED, ids=[f"{row['CHILD']} {row['why']}" for row in EXPECTED])
def test_each_child(statutory: load.StatutoryReturn, expected: dict[str, str]) -> None:
    made = looked_after.children(statutory, 2025).set_index("CHILD").loc[expected["CHILD"]]
    answers = {name: int(value) for name, value in expected.items() if name not in ("CHILD", "why")}
    assert {name: made[name] for name in answers} == answers


def test_all_children_of_the_example_are_there(statutory: load.StatutoryReturn) -> None:
    assert looked_after.children(statutory, 2025)["CHILD"].tolist() == [row["CHILD"] for row in EXPECTED]
    assert len(EXPECTED) == 18


@pytest.mark.parametrize("name", SUMMARY)
def test_each_figure_of_the_summary_as_printed(safe: Safe, name: str) -> None:
    assert float(safe.text(FIGURES[name]).rstrip("%")) == SUMMARY[name]


def test_every_figure_of_the_summary_is_tested() -> None:
    assert set(SUMMARY) == set(FIGURES)
    assert len(SUMMARY) == 15


def test_the_three_cohorts_differ_at_their_edges(safe: Safe) -> None:
    # C18 turned 4 on 1 April 2024 and is still 4: required, not published. C10 turned 4, C12 and C17 turned 17 in the
    # year: expected, not required.
    ids = [f"looked_after.sdq.{cohort}.eligible.n" for cohort in ("published", "required", "expected")]
    assert [safe[id].value for id in ids] == [10, 10 + 1, 10 + 1 + 3]


def test_the_return_is_as_clean_as_it_looks(statutory: load.StatutoryReturn) -> None:
    assert statutory.year_ending == 2025
    assert set(statutory.oddities["code"]) == {"S02"}  # the two files of answers are no tables of a return
    assert set(statutory.ledger["bucket"]) == {"used", "table_not_used"}
