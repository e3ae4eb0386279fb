"""Exact Wilcoxon, Hodges-Lehmann and sign-flip against R (coin, exactRankTests, qsignrank)."""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rtt_eval import stats

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = pd.read_csv(GOLDEN / "wilcoxon_hodges_lehmann.csv").to_dict("records")
few_changes = some.lists(some.integers(-6, 6), min_size=1, max_size=9)


def changes_of(case):
    return [float(number) for number in case["diffs"].split(";")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["set"])
def test_wilcoxon_matches_r_coin(case):
    pratt = stats.wilcoxon_exact(changes_of(case))
    dropped = stats.wilcoxon_exact(changes_of(case), zeros="drop")
    assert (pratt.n, pratt.n_zero) == (dropped.n, dropped.n_zero) == (case["n"], case["n_zero"])
    assert (pratt.w_plus, pratt.w_minus) == (case["W_plus_pratt"], case["W_minus_pratt"])
    assert (dropped.w_plus, dropped.w_minus) == (case["W_plus_wilcox"], case["W_minus_wilcox"])
    assert pratt.p == pytest.approx(case["p_exact_pratt_coin"], abs=1e-9)
    assert dropped.p == pytest.approx(case["p_exact_wilcox_coin"], abs=1e-9)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["set"])
def test_hodges_lehmann_matches_r_with_its_true_level(case):
    found = stats.hodges_lehmann(changes_of(case))
    expected = (case["n"], case["HL"], case["HL_ci_low"], case["HL_ci_high"], case["HL_conf_actual"])
    assert found[:5] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["set"])
def test_signflip_matches_full_enumeration_in_r(case):
    found = stats.signflip(changes_of(case))
    assert found.n == case["n"]
    assert found.p == pytest.approx(case["p_signflip_mean_exact"], abs=1e-9)


def test_wilcoxon_with_ties_stays_exact_where_scipy_turns_to_the_normal_curve():
    # Ranks 1.5 1.5 3 4 5, the minus signs on 1.5: sums up to 1.5 come from 3 of the 32 patterns, so p = 2 * 3 / 32.
    assert stats.wilcoxon_exact([-1, 1, 2, 3, 4]).p == pytest.approx(2 * 3 / 32)


def test_hodges_lehmann_of_three_changes_by_hand():
    # Walsh averages of 1, 2, 6: 1, 1.5, 2, 3.5, 4, 6; the median is (2 + 3.5) / 2
    found = stats.hodges_lehmann([6, 1, 2])
    assert (found.estimate, found.ci_low, found.ci_high) == ((2 + 3.5) / 2, 1, 6)
    assert found.confidence == 1 - 2 / 2**3
    assert "95%" in found.note


def test_signflip_handles_thirds_exactly():
    # Means of three goals: 1/3, 2/3, 1. Patterns at least as far out as all plus: 2 of 8.
    assert stats.signflip([1 / 3, 2 / 3, 1]).p == 2 / 8


def test_signflip_of_many_children_is_the_normal_approximation_and_says_so():
    found = stats.signflip([1] * 1060 + [-1] * 941)
    # z = (1060 - 941) / sqrt(2001) = 2.660, two-sided p = .0078
    assert found.p == pytest.approx(0.0078, abs=0.0001)
    assert "normal" in found.note


@given(few_changes)
@settings(max_examples=60, deadline=None)
def test_signflip_equals_counting_every_pattern(changes):
    sums = [abs(sum(sign * change for sign, change in zip(signs, changes, strict=True)))
            for signs in product((1, -1), repeat=len(changes))]  # fmt: skip
    expected = np.mean([total >= abs(sum(changes)) for total in sums]) if any(changes) else float("nan")
    assert stats.signflip(changes).p == pytest.approx(expected, nan_ok=True)


@given(few_changes, some.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_is_irrelevant_and_turning_every_sign_mirrors(changes, random):
    shuffled = changes.copy()
    random.shuffle(shuffled)
    mirrored = [-change for change in changes]
    for function in (stats.wilcoxon_exact, stats.signflip):
        assert function(changes).p == pytest.approx(function(shuffled).p, nan_ok=True)
        assert function(changes).p == pytest.approx(function(mirrored).p, nan_ok=True)
    here, there = stats.hodges_lehmann(changes), stats.hodges_lehmann(mirrored)
    assert here == stats.hodges_lehmann(shuffled) or len(changes) == 1
    assert (here.estimate, here.ci_low) == pytest.approx((-there.estimate, -there.ci_high), nan_ok=True)


@pytest.mark.parametrize("changes", [[], [0, 0, 0], [None, float("nan")]])
def test_no_change_gives_no_p_and_says_why(changes):
    for function in (stats.wilcoxon_exact, stats.signflip):
        found = function(changes)
        assert np.isnan(found.p)
        assert found.note
