"""Scores at one timepoint, and the forms that call for a look."""

from __future__ import annotations

import pytest

from rtt_eval import measures, outcomes

MEASURES = measures.load_all()


def by_id(figures, stem):
    return {figure.id.removeprefix(stem): figure.value for figure in figures if figure.id.startswith(stem)}


def test_number_mean_spread_and_bands(make_cases, make_scores):
    cases = make_cases(*[(f"C{i}", "2017-06-01") for i in range(1, 7)], ("C9", "2017-06-01", None, "prevent_stepdown"))
    scores = make_scores(
        *[(f"C{i}", "radq", "total", "baseline", value) for i, value in enumerate((60, 65, 79, 80, 101), 1)],
        ("C6", "radq", "total", "baseline", None, {"missing_reason": "not_returned"}),
        ("C9", "radq", "total", "baseline", 70),  # not a full case
    )
    found = by_id(outcomes.single_timepoint(scores, cases, MEASURES), "outcomes.radq.parent_carer.total.baseline.")
    mean = (60 + 65 + 79 + 80 + 101) / 5
    assert found == {
        "n": 5,
        "mean": mean,
        "sd": pytest.approx((sum((x - mean) ** 2 for x in (60, 65, 79, 80, 101)) / 4) ** 0.5),
        "band.below_65.n": 1,
        "band.65_to_79.n": 2,
        "band.80_to_99.n": 1,
        "band.100_and_over.n": 1,
    }


def test_few_scores_have_counts_and_no_mean(make_cases, make_scores):
    yp = {"informant": "young_person", "score_kind": "t_score"}
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01"))
    scores = make_scores(
        ("C1", "tscc", "anx", "baseline", 65, yp),
        ("C2", "tscc", "anx", "baseline", 64, yp),
        ("C1", "tscc", "sc", "baseline", 69, yp),  # its cut-off is 70
        ("C1", "tscc", "hyp", "baseline", 95, yp | {"flags": "validity_invalid"}),
        ("C1", "tscc", "und", "baseline", 75, yp | {"flags": "validity_invalid"}),
    )
    found = by_id(outcomes.single_timepoint(scores, cases, MEASURES), "outcomes.tscc.young_person.")
    assert found["anx.baseline.n"] == 2
    assert found["anx.baseline.clinical.n"] == 1
    assert found["sc.baseline.clinical.n"] == 0
    assert "anx.baseline.mean" not in found
    forms = by_id(outcomes.forms(scores, cases, MEASURES), "outcomes.tscc.young_person.")
    assert forms == {"forms.n": 2, "validity_flag.n": 1}  # two scales of one form


def test_forms_to_look_at(make_cases, make_scores):
    cases = make_cases(*[(f"C{i}", "2017-06-01") for i in range(1, 5)])
    scores = make_scores(
        ("C1", "sdq", "total", "baseline", 10, {"flags": "all_items_same"}),
        ("C1", "sdq", "total", "month_3", 0, {"flags": "zero_total"}),
        ("C2", "sdq", "total", "baseline", 15, {"flags": "items_missing;prorated"}),
        ("C3", "sdq", "total", "baseline", None, {"flags": "items_missing;total_not_computable"}),
        ("C4", "sdq", "total", "baseline", None, {"missing_reason": "not_returned"}),
    )
    figures = outcomes.forms(scores, cases, MEASURES)
    assert by_id(figures, "outcomes.sdq.parent_carer.") == {
        "forms.n": 4,
        "zero_total.n": 1,
        "all_items_same.n": 1,
        "forms_with_missing_items.n": 2,
        "total_not_computable.n": 1,
    }
    # Four forms of three children.
    assert [(one.value, one.n, one.unit) for one in figures if one.id.endswith(".forms.n")] == [(4, 3, "forms")]


def test_goals_have_no_place_here(make_cases, make_scores):
    scores = make_scores(("C1", "gbo", "goal_1", "baseline", 3))
    assert outcomes.single_timepoint(scores, make_cases(("C1", "2017-06-01")), MEASURES) == []
