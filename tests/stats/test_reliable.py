"""Reliable change and cut-offs against Jacobson and Truax 1991 and golden files made in R."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rtt_eval import stats
from rtt_eval.stats.reliable import ADDED_VALUE_SD

GOLDEN = Path(__file__).parents[1] / "golden"
SINGLE = pd.read_csv(GOLDEN / "reliable_change_single.csv").to_dict("records")
NHS = pd.read_csv(GOLDEN / "nhs_reliable_change_cases.csv").to_dict("records")
CUT_OFFS = pd.read_csv(GOLDEN / "cutoffs_abc.csv").to_dict("records")
ADDED_VALUE = pd.read_csv(GOLDEN / "sdq_added_value.csv").to_dict("records")
COMBINED = pd.read_csv(GOLDEN / "nhs_combination_rule.csv", keep_default_na=False).to_dict("records")
CATEGORY = {
    "reliable_improvement": "improved",
    "no_reliable_change": "no_reliable_change",
    "reliable_deterioration": "deteriorated",
}


@pytest.mark.parametrize("case", SINGLE, ids=lambda case: case["note"])
def test_reliable_change_matches_r(case):
    found = stats.reliable_change(case["pre"], case["post"], case["sd"], case["r"])
    assert found.rci == pytest.approx(case["rci"], abs=1e-9)
    assert found.threshold == pytest.approx(case["rc_threshold"], abs=1e-9)
    assert found.category == CATEGORY[case["category"]]


def test_reliable_change_index_matches_jacobson_truax_1991():
    # Table of the paper: SD 7.5, reliability .80; a couple from 47.5 to 32.5 has index (32.5 - 47.5) / 4.74 = -3.16.
    found = stats.reliable_change(47.5, 32.5, sd=7.5, reliability=0.8)
    # 1.96 * 7.5 * sqrt(2 * .2) = 1.96 * 4.743416
    assert found.threshold == pytest.approx(9.2971, abs=5e-5)
    # 9.2969 with the normal quantile 1.959964 in place of the paper's 1.96
    assert found.threshold * 1.959964 / 1.96 == pytest.approx(9.2969, abs=5e-5)
    assert found.rci == pytest.approx(-15 / 4.7434, abs=1e-4)


@pytest.mark.parametrize("case", NHS, ids=lambda case: case["case"])
def test_category_agrees_with_nhs_england_and_a_change_on_the_threshold_counts(case):
    higher_is = {"Positive": "better", "Negative": "worse"}[case["direction_better"]]
    found = stats.change_category(case["post"] - case["pre"], case["threshold"], higher_is)
    assert found.tolist() == [CATEGORY[case["expected"]]]


@pytest.mark.parametrize("case", COMBINED, ids=lambda case: case["case"])
def test_combination_over_measures_agrees_with_nhs_england(case):
    words = {"no_change": "no_reliable_change"}
    categories = [words.get(one, one) for one in case["measure_results_same_rater"].split(";") if one]
    assert stats.nhs_combination(categories) == case["expected"]


def test_measures_without_a_pair_do_not_count_in_the_combination():
    assert stats.nhs_combination([None, "improved", float("nan")]) == "improved"
    assert stats.nhs_combination([None]) == "not_paired"
    with pytest.raises(ValueError, match="better"):
        stats.nhs_combination(["better"])


@given(some.lists(some.sampled_from(["improved", "no_reliable_change", "deteriorated", None]), max_size=6))
def test_order_of_measures_does_not_matter_and_one_measure_keeps_its_verdict(categories):
    assert stats.nhs_combination(categories) == stats.nhs_combination(reversed(categories))
    if len(set(categories)) == 1 and categories[0] in ("improved", "deteriorated"):
        assert stats.nhs_combination(categories) == categories[0]


def test_sequences_give_arrays_and_missing_scores_no_category():
    found = stats.reliable_change([22, 22, None], [14, 20, 12], sd=5.8, reliability=0.82)
    assert found.category.tolist() == ["improved", "no_reliable_change", None]
    assert found.rci[:2] == pytest.approx([-8 / 3.48, -2 / 3.48])
    assert np.isnan(found.rci[2])


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.8), (-1, 0.8), (5, 1), (5, float("nan")), (float("nan"), 0.8)])
def test_no_error_of_measurement_no_category(sd, reliability):
    found = stats.reliable_change(20, 10, sd, reliability)
    assert np.isnan(found.threshold)
    assert found.category is None
    assert found.note


def test_an_unknown_direction_is_a_programming_error():
    with pytest.raises(ValueError, match="higher_is"):
        stats.change_category([1], 3, "Negative")


@given(some.lists(some.integers(-40, 40) | some.none(), max_size=12), some.integers(1, 10))
def test_flipping_higher_is_swaps_improved_and_deteriorated(changes, threshold):
    swapped = {"improved": "deteriorated", "deteriorated": "improved"}
    worse = stats.change_category(changes, threshold, "worse").tolist()
    better = stats.change_category(changes, threshold, "better").tolist()
    assert better == [swapped.get(category, category) for category in worse]


@pytest.mark.parametrize("case", CUT_OFFS)
def test_cut_offs_match_the_golden_file(case):
    found = stats.cut_offs(case["m_clin"], case["sd_clin"], case["m_func"], case["sd_func"])
    assert found[:3] == pytest.approx((case["a"], case["b"], case["c"]), abs=1e-9)


def test_cut_offs_of_the_sdq_total_by_hand():
    found = stats.cut_offs(20, 6, 8.4, 5.8)
    assert found[:3] == pytest.approx((20 - 12, 8.4 + 11.6, (6 * 8.4 + 5.8 * 20) / 11.8))
    # where higher is better the same distances lie on the other side
    assert stats.cut_offs(-20, 6, -8.4, 5.8)[:3] == pytest.approx([-cut for cut in found[:3]])


@pytest.mark.parametrize("numbers", [(20, 6, None, 5), (20, -1, 8, 5), (20, 0, 8, 0)])
def test_cut_offs_without_spread_or_number_are_not_estimable(numbers):
    found = stats.cut_offs(*numbers)
    assert np.isnan(found.c)
    assert found.note


@pytest.mark.parametrize("case", ADDED_VALUE)
def test_added_value_matches_the_golden_file(case):
    found = stats.added_value(case["t1_total"], case["t1_impact"], case["t1_emotional"], case["t2_total"])
    assert found[:3] == pytest.approx((case["predicted_t2"], case["added_value"], case["effect_size_sd5"]), abs=1e-9)


def test_published_sd_gives_the_interval_of_a_group_as_in_the_golden_file():
    # the group columns are of six children with mean 1.1, of whom the file lists three
    case = ADDED_VALUE[0]
    half = 1.96 * ADDED_VALUE_SD / np.sqrt(6)
    assert (case["group_ci_low_sd5"], case["group_ci_high_sd5"]) == pytest.approx((1.1 - half, 1.1 + half), abs=1e-9)


def test_added_value_of_several_children_keeps_missing_ones():
    found = stats.added_value([20, None], [4, 2], [6, 3], [15, 15])
    assert found.added_value[0] == pytest.approx(2.3 + 16 + 0.8 - 1.8 - 15)
    assert np.isnan(found.added_value[1])


def test_regression_to_the_mean_of_children_picked_at_17():
    # Mean 14, SD 7, retest .7, picked at 17 or more: z = 3/7, mean of those above is 14 + 7 * .3639 / .3341.
    found = stats.regression_to_mean(14, 7, 0.7, 17)
    assert found.expected_baseline == pytest.approx(14 + 7 * 0.3639 / 0.3341, abs=0.005)
    assert found.expected_change == pytest.approx(-2.29, abs=0.005)
    assert found.expected_follow_up == pytest.approx(found.expected_baseline + found.expected_change)


@pytest.mark.parametrize("numbers", [(14, 0, 0.7, 17), (None, 7, 0.7, 17), (14, 7, float("nan"), 17)])
def test_regression_to_the_mean_without_numbers_is_not_estimable(numbers):
    found = stats.regression_to_mean(*numbers)
    assert np.isnan(found[:3]).all()
    assert found.note


def test_a_far_cut_off_does_not_divide_nothing_by_nothing():
    # far out, the mean of those above is just over the cut-off itself
    assert stats.regression_to_mean(0, 1, 0.5, 50).expected_baseline == pytest.approx(50.02, abs=0.001)
