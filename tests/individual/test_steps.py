"""Scores and steps of three invented children, by hand. The SDQ total's threshold is 8 points, a goal's 3."""

from __future__ import annotations

import pytest

from rtt_eval import individual, measures


@pytest.fixture(scope="module")
def steps(opened):
    def of(person_id):
        one = individual.child(opened, person_id)
        return individual.steps(one.scores, one.cases, measures.load_all())

    return of


def test_each_step_and_each_change_from_the_first_form(steps):
    sdq = steps("SYNA1").query("measure == 'sdq'")
    assert measures.load("sdq").scale("total", "parent_carer").reliable_change.threshold == 8
    assert list(sdq["score"]) == [27, 24, 14]
    assert list(sdq["since_last"])[1:] == [24 - 27, 14 - 24] and list(sdq["since_first"])[1:] == [24 - 27, 14 - 27]
    assert list(sdq["reliable_since_last"]) == ["", "no_reliable_change", "improved"]  # 3 and 10 points, of 8
    assert list(sdq["reliable_since_first"]) == ["", "no_reliable_change", "improved"]  # 3 and 13 points
    assert list(sdq["last"]) == ["", "baseline", "month_3"]
    # 17 to 19: high; 20 to 40: very high; 14 to 16: slightly raised
    assert list(sdq["band"]) == ["very_high", "very_high", "slightly_raised"]


def test_a_goal_that_rises_by_its_threshold_is_reliably_better(steps):
    goal = steps("SYNA1").query("measure == 'gbo'")
    assert list(goal["since_first"])[1:] == [3] and list(goal["reliable_since_first"]) == ["", "improved"]


def test_a_form_made_for_the_other_time_is_not_compared(steps):
    rows = steps("SYNB2")
    assert list(rows["score"]) == [21, 11]  # the form that did not come back has no score
    assert rows["since_first"].isna().all() and rows["note"].iloc[1] == "form_version_mixed"


def test_figures_of_the_scores_for_the_record(steps):
    found = {one.id: one for one in individual.score_figures(steps("SYNA1"))}
    stem = "outcomes.sdq.parent_carer.total"
    assert found[f"{stem}.month_6.score"].value == 14
    assert found[f"{stem}.baseline_to_month_6.change"].value == -13
    assert found[f"{stem}.month_3_to_month_6.change"].value == -10
    assert found[f"{stem}.baseline_to_month_6.reliable"].word == "improved"
    assert found["outcomes.gbo.young_person.goal_1.baseline_to_month_3.change"].value == 3


def test_the_latest_scores_are_counted_against_the_first(steps):
    counted = {one.id: one.value for one in individual.latest_figures(steps("SYNA1"))}
    assert counted == {
        "sheet.scales.n": 1, "sheet.scales.judged.n": 1, "sheet.scales.improved.n": 1,
        "sheet.scales.no_reliable_change.n": 0, "sheet.scales.deteriorated.n": 0,
    }  # fmt: skip
    assert {one.value for one in individual.latest_figures(steps("SYNC3"))} == {0}
