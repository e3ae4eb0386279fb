"""Rates of events against R (poisson.test) and the intervals of a published edition's expected figures."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rtt_eval import stats

GOLDEN = Path(__file__).parents[1] / "golden"
RATES = pd.read_csv(GOLDEN / "rate_ratio.csv").to_dict("records")
PAIRED = pd.read_csv(GOLDEN / "paired_event_counts.csv").to_dict("records")
# Invented counts of 24 children, before and during, whose expected figures came from separate code.
MOVES = (
    [4, 2, 0, 0, 2, 1, 2, 2, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0],
    [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0],
)
MISSING = (
    [0, 11, 1, 3, 3, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0],
    [0, 5, 0, 3, 1, 0, 0, 2, 2, 0, 0, 1, 0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0],
)
AWAY = ([0, 1, 1, 1, 0, 0, 0, 1] + [0] * 16, [0, 1, 0, 2, 0, 0, 0, 1, 1] + [0] * 9 + [1] + [0] * 5)


def listed(cell):
    return [int(number) for number in cell.split(";")]


@pytest.mark.parametrize("case", RATES, ids=lambda case: f"{case['before_events']}-{case['during_events']}")
def test_rate_ratio_matches_r_poisson_test(case):
    found = stats.rate_ratio(
        *(case[f"{when}_{what}"] for when in ("before", "during") for what in ("events", "exposure"))
    )
    columns = ("rate_ratio_during_over_before", "p_exact_conditional_minlike", "ci_exact_low", "ci_exact_high")
    assert found[:5] == pytest.approx([case[name] for name in (*columns, "p_midp_doubled")], abs=1e-6)


@pytest.mark.parametrize("counts", [(0, 12, 0, 12), (3, 0, 4, 12), (3, 12, None, 12), (-1, 12, 2, 12)])
def test_rate_ratio_without_events_or_exposure_is_not_estimable(counts):
    found = stats.rate_ratio(*counts)
    assert np.isnan(found[:5]).all()
    assert found.note


@pytest.mark.parametrize("case", PAIRED, ids=lambda case: case["set"])
def test_paired_events_match_r(case):
    found = stats.paired_events(listed(case["before"]), listed(case["during"]))
    counts = ("n", "total_before", "total_during")
    assert [getattr(found, name) for name in counts] == [case[name] for name in counts]
    assert (found.fewer, found.same, found.more) == tuple(
        case[f"children_{name}"] for name in ("fewer", "same", "more")
    )
    columns = {
        "ratio": "rr",
        "ci_exact_low": "ci_low",
        "ci_exact_high": "ci_high",
        "signflip_p": "p_signflip_exact",
        "dispersion": "dispersion_phi",
        "top_child_share": "share_of_reduction_from_top_child",
    }
    for field, column in columns.items():
        assert getattr(found, field) == pytest.approx(case[column], abs=1e-6), field


@pytest.mark.parametrize(
    ("counts", "totals", "exact", "clustered", "signflip_p", "top_child_share"),
    [
        (MOVES, (22, 10), (0.1921575926, 1.000310375), (0.2033134856, 1.016221672), 0.0677947998, 1 / 3),
        (MISSING, (24, 18), (0.3835214938, 1.441339073), (0.4542065555, 1.238423341), 0.625, 1),
        (AWAY, (4, 6), (0.3557080779, 7.226914213), (0.6824545244, 3.296922974), 0.625, float("nan")),
    ],
    ids=["placement moves", "missing", "away"],
)
def test_paired_events_of_24_children(counts, totals, exact, clustered, signflip_p, top_child_share):
    found = stats.paired_events(*counts)
    assert (found.total_before, found.total_during) == totals
    assert found.ratio == pytest.approx(totals[1] / totals[0])
    assert (found.ci_exact_low, found.ci_exact_high) == pytest.approx(exact, abs=1e-6)
    assert (found.ci_clustered_low, found.ci_clustered_high) == pytest.approx(clustered, abs=1e-6)
    assert found.signflip_p == pytest.approx(signflip_p, abs=1e-6)
    assert found.top_child_share == pytest.approx(top_child_share, nan_ok=True)
    # the exact interval is the wider one in all three, by high over low
    assert (found.ci_low, found.ci_high) == (found.ci_exact_low, found.ci_exact_high)


def test_the_clustered_interval_stands_when_it_is_wider():
    # bursts: all twelve events of two children, who swap
    found = stats.paired_events([6, 0, 1, 0, 0, 0], [0, 6, 0, 1, 0, 0])
    assert found.ci_clustered_high / found.ci_clustered_low > found.ci_exact_high / found.ci_exact_low
    assert (found.ci_low, found.ci_high) == (found.ci_clustered_low, found.ci_clustered_high)


def test_the_clustered_interval_of_two_children_by_hand():
    # influence: 1/2 - 3/4 = -1/4 and 1/2 - 1/4 = 1/4; variance (1/16 + 1/16) * 2 = 1/4; t(1) = 12.7062
    found = stats.paired_events([3, 1], [1, 1])
    assert found.ci_clustered_low == pytest.approx(0.5 * np.exp(-12.7062 * 0.5), rel=1e-4)


@pytest.mark.parametrize(
    "counts",
    [([], []), ([0, 0, 0], [0, 0, 0]), ([None, 2], [1, float("nan")])],
    ids=["nobody", "no events", "no pairs"],
)
def test_paired_events_of_nothing_are_not_estimable(counts):
    found = stats.paired_events(*counts)
    assert np.isnan([found.ratio, found.ci_low, found.ci_high, found.signflip_p, found.dispersion]).all()
    assert found.note


def test_counts_that_did_not_change_give_a_ratio_of_1_and_no_test():
    found = stats.paired_events([2, 1], [2, 1])
    assert found.ratio == 1
    assert np.isnan([found.signflip_p, found.ci_clustered_low]).all()
    assert "changed" in found.note


def test_no_events_during_keeps_the_exact_interval():
    found = stats.paired_events([2, 1, 1], [0, 0, 0])
    assert (found.ratio, found.ci_low) == (0, 0)
    # 4 events, none in the second window: high is x / (1 - x) with (1 - x)^4 = .025
    assert found.ci_high == pytest.approx((1 - 0.025**0.25) / 0.025**0.25)
    assert found.top_child_share == 2 / 4


counts = some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), min_size=1, max_size=12)


@given(counts, some.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_children_does_not_matter(pairs, random):
    shuffled = pairs.copy()
    random.shuffle(shuffled)
    first, second = (stats.paired_events(*zip(*order, strict=True)) for order in (pairs, shuffled))
    assert first.note == second.note
    assert [value for name, value in first._asdict().items() if name != "note"] == pytest.approx(
        [value for name, value in second._asdict().items() if name != "note"], nan_ok=True
    )
