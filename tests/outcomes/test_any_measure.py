"""One verdict a child over all measures: the NHS rule, against its golden cases and by hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from rtt_eval import measures, outcomes

GOLDEN = Path(__file__).parents[1] / "golden" / "nhs_combination_rule.csv"
CASES = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))
MEASURES = measures.load_all()
SCALES = ("peer", "emotion")
"""Parent-rated SDQ scales with NHS thresholds of 3 and 4 points; lower is better."""

CHANGE = {"improved": -4, "no_change": 0, "deteriorated": 4}
STEM = "outcomes.any_measure.parent_carer.baseline_to_month_6."


@pytest.fixture
def found_of(make_cases, make_scores):
    """Figures for children, each a dict of scale -> change, all from 5 points at baseline."""

    def build(*children, informant="parent_carer"):
        ids = [f"C{i}" for i in range(len(children))]
        rows = []
        for id, changes in zip(ids, children, strict=True):
            for (measure, subscale), change in changes.items():
                by = {"informant": informant}
                rows.append((id, measure, subscale, "baseline", 5, by))
                rows.append((id, measure, subscale, "month_6", 5 + change, by))
        cases = make_cases(*[(id, "2017-06-01") for id in ids])
        pairs = outcomes.pair_timepoints(make_scores(*rows), cases, date(2018, 3, 31))
        return {figure.id: figure for figure in outcomes.summarise(pairs, MEASURES) if "any_measure" in figure.id}

    return build


def counts(found, stem=STEM):
    return {id.removeprefix(stem).removesuffix(".n"): figure.value for id, figure in found.items()}


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_each_golden_case(found_of, row):
    results = [result for result in row["measure_results_same_rater"].split(";") if result]
    child = {("sdq", scale): CHANGE[result] for scale, result in zip(SCALES, results, strict=False)}
    # Beside three such children one whose parent filled in nothing that can be paired would not change the counts.
    found = counts(found_of(child, child, child))
    none = {} if row["expected"] == "not_paired" else {"n": 3, "improved": 0, "no_change": 0, "deteriorated": 0}
    assert found == (none | {row["expected"]: 3} if none else {})


def test_goals_count_and_thresholds_of_our_own_do_not(found_of):
    found = found_of(
        {("sdq", "peer"): 0, ("gbo", "goal_1"): 0, ("gbo", "goal_2"): 3},  # a goal on by 3: higher is better
        {("sdq", "peer"): -2, ("gbo", "goal_1"): 2},  # neither reaches 3 points
        {("sdq", "peer"): -3, ("gbo", "goal_1"): -3},  # one better, one worse
        {("sdq", "total"): 9},  # no national threshold: ours says deteriorated, the NHS code nothing
    )
    assert counts(found) == {"n": 3, "improved": 1, "no_change": 1, "deteriorated": 1}
    assert "SDQ" in found[f"{STEM}n"].method and "not comparable" in found[f"{STEM}n"].note
    assert found[f"{STEM}improved.n"].denominator == 3


def test_each_informant_has_a_verdict_of_their_own(found_of):
    child = {("sdq", "peer"): -5}
    own = "outcomes.any_measure.young_person.baseline_to_month_6."
    assert counts(found_of(child, child, child, informant="young_person"), own)["improved"] == 3
    assert found_of(child, child, informant="young_person") == {}  # two children are too few to count
