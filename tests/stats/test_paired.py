"""Paired change against R 4.2 (t.test, and the formulas of Cumming and Bonett written out in R)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.stats import bootstrap

from rtt_eval import stats

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = pd.read_csv(GOLDEN / "paired_change.csv").to_dict("records")
whole_scores = some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)), min_size=3, max_size=20)


def listed(cell):
    return [float(number) for number in cell.split(";")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["set"])
@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("mean", "mean_change"),
        ("sd", "sd_change"),
        ("ci_low", "ci_low"),
        ("ci_high", "ci_high"),
        ("t", "t"),
        ("p", "p_t"),
        ("d_av", "d_av"),
        ("g_av", "g_av"),
        ("g_ci_low", "d_av_bonett_low"),
        ("g_ci_high", "d_av_bonett_high"),
        ("mean_baseline", "mean_pre"),
        ("mean_follow_up", "mean_post"),
        ("sd_baseline", "sd_pre"),
        ("sd_follow_up", "sd_post"),
        ("r", "r"),
    ],
)
def test_paired_change_matches_r(case, field, column):
    found = stats.paired_change(listed(case["pre"]), listed(case["post"]))
    assert found.n == case["n"]
    assert getattr(found, field) == pytest.approx(case[column], abs=1e-6)


def test_paired_change_fields_stand_in_the_order_of_the_contract():
    contract = "n mean sd ci_low ci_high t p median d_av g_av g_ci_low g_ci_high note"
    assert stats.PairedChange._fields[:13] == tuple(contract.split())


def test_a_pair_with_a_missing_score_is_dropped_and_not_counted():
    found = stats.paired_change([20, 18, None, 16, 30], [16, 16, 12, float("nan"), 24])
    # pairs left: 20 -> 16, 18 -> 16, 30 -> 24
    assert (found.n, found.mean, found.median) == (3, (-4 - 2 - 6) / 3, -4)


def test_pandas_missing_values_are_dropped_too():
    scores = pd.DataFrame({"baseline": [10, None, 12], "follow_up": [8, 4, 9]}, dtype="Int64")
    found = stats.paired_change(scores["baseline"], scores["follow_up"])
    assert (found.n, found.mean) == (2, (-2 - 3) / 2)


def test_a_constant_change_has_no_interval_and_no_test():
    # scipy.stats.ttest_rel gives t = -inf and p = 0 here
    found = stats.paired_change([10, 14, 18], [7, 11, 15])
    assert (found.n, found.mean, found.sd) == (3, -3, 0)
    assert np.isnan([found.t, found.p, found.ci_low, found.ci_high, found.g_ci_low, found.g_ci_high]).all()
    assert found.d_av == pytest.approx(-3 / 4)  # both SDs are 4
    assert "every change is the same" in found.note


def test_lists_of_different_length_are_a_programming_error():
    with pytest.raises(ValueError, match="3 and 2"):
        stats.paired_change([1, 2, 3], [1, 2])


@given(whole_scores, some.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_children_does_not_matter(pairs, random):
    shuffled = pairs.copy()
    random.shuffle(shuffled)
    first, second = (stats.paired_change(*zip(*order, strict=True)) for order in (pairs, shuffled))
    assert first[:-1] == pytest.approx(second[:-1], nan_ok=True) if not first.note else first.note == second.note


@given(whole_scores)
@settings(max_examples=50, deadline=None)
def test_swapping_the_two_times_turns_the_change_round(pairs):
    before, after = zip(*pairs, strict=True)
    there, back = stats.paired_change(before, after), stats.paired_change(after, before)
    assert (there.mean, there.ci_low, there.g_av) == pytest.approx((-back.mean, -back.ci_high, -back.g_av), nan_ok=True)


def test_bootstrap_interval_of_set_a_is_near_r_and_the_same_every_time():
    changes = [-7, -1, -5, 0, -9, -7, 0, 1, -8, -4, -4, -6]
    found = stats.bootstrap_bca(changes)
    assert found.n == 12
    assert found.mean == pytest.approx(sum(changes) / 12)
    # The t interval is -6.35 to -1.99 (paired_change.csv, set A); a bootstrap of 12 runs a little inside it.
    assert -6.35 < found.ci_low < -5.5
    assert -2.6 < found.ci_high < -1.8
    assert found == stats.bootstrap_bca(changes)
    assert "too narrow" in found.note


@pytest.mark.parametrize("n", [15, 16, 33, 60])
def test_bootstrap_interval_is_scipys(n):
    changes = np.random.default_rng(n).exponential(3, size=n) - 4  # skewed, so that bias and acceleration matter
    oracle = bootstrap((changes,), np.mean, n_resamples=9_999, method="BCa", rng=np.random.default_rng(20_180_331))
    found = stats.bootstrap_bca(changes)
    assert (found.ci_low, found.ci_high) == pytest.approx(oracle.confidence_interval, abs=1e-9)


@pytest.mark.parametrize("changes", [[], [3], [3, 4], [2, 2, 2, 2], [None, float("nan")]])
def test_bootstrap_of_nothing_to_resample_is_not_estimable(changes):
    found = stats.bootstrap_bca(changes)
    assert np.isnan([found.ci_low, found.ci_high]).all()
    assert found.note
