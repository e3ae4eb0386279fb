"""Kaplan-Meier against hand arithmetic and the 6-MP patients of Freireich 1963, as printed by Stata and R."""

import numpy as np
import pytest

from rtt_eval import stats

# Remission in weeks of 21 patients; the second list is 1 for a relapse, 0 for still in remission.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
# time, at risk, relapses, survival, log-log interval: Stata `sts list`, to four places
PUBLISHED = [
    (6, 21, 3, 0.8571, 0.6197, 0.9516),
    (7, 17, 1, 0.8067, 0.5631, 0.9228),
    (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491),
    (16, 11, 1, 0.6275, 0.3675, 0.8049),
    (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
]


def test_kaplan_meier_matches_the_published_6_mp_table():
    found = stats.kaplan_meier(WEEKS, RELAPSED)
    assert [step[:3] for step in found.table] == [row[:3] for row in PUBLISHED]
    for step, row in zip(found.table, PUBLISHED, strict=True):
        assert step[3:] == pytest.approx(row[3:], abs=5e-5)
    assert found.median == 23
    assert (found.n, found.n_event) == (21, 9)


def test_survival_of_four_placements_by_hand():
    # 10 ends (3/4), 20 censored, 30 ends (1 of 2), 30 censored on the same day was still at risk
    found = stats.kaplan_meier([10, 20, 30, 30], [True, False, True, False])
    assert [(step.time, step.n_risk, step.survival) for step in found.table] == [(10, 4, 3 / 4), (30, 2, 3 / 8)]
    # log-log by hand at 10: Greenwood 1/(4*3); half-width 1.96 * sqrt(1/12) / log(.75)
    half = 1.959964 * np.sqrt(1 / 12) / np.log(0.75)
    assert found.table[0].ci_low == pytest.approx(0.75 ** np.exp(-half), abs=1e-6)
    assert found.table[0].ci_high == pytest.approx(0.75 ** np.exp(half), abs=1e-6)
    assert found.median == 30


def test_survival_that_reaches_nothing_has_no_interval_there():
    last = stats.kaplan_meier([5, 8], [1, 1]).table[-1]
    assert last.survival == 0
    assert np.isnan([last.ci_low, last.ci_high]).all()


@pytest.mark.parametrize(("days", "event"), [([], []), ([5], [0]), ([5, 9], [0, 0]), ([None, 4], [1, None])], ids=str)
def test_without_events_there_is_no_table_and_no_median(days, event):
    found = stats.kaplan_meier(days, event)
    assert found.table == ()
    assert np.isnan(found.median)
    assert found.note


def test_the_median_is_not_given_when_it_is_not_reached():
    found = stats.kaplan_meier([5, 9, 9, 9], [1, 0, 0, 0])
    assert np.isnan(found.median)
    assert "not reached" in found.note


def test_restricted_mean_of_four_placements_by_hand():
    # area to 40: 10 * 1 + 20 * 3/4 + 10 * 3/8
    found = stats.restricted_mean([10, 20, 30, 30], [1, 0, 1, 0], until=40)
    assert found.mean == pytest.approx(10 + 15 + 3.75)
    # areas after each event: 18.75 and 3.75; weights 1/(4*3) and 1/(2*1)
    assert found.se == pytest.approx(np.sqrt(18.75**2 / 12 + 3.75**2 / 2))
    assert "held level" in found.note


def test_restricted_mean_matches_r_on_the_6_mp_patients():
    # print(survfit(...), rmean = 35) gives 23.29 and standard error 2.83
    found = stats.restricted_mean(WEEKS, RELAPSED, until=35)
    assert (found.mean, found.se) == (pytest.approx(23.29, abs=0.005), pytest.approx(2.83, abs=0.005))
    assert found.note == ""


@pytest.mark.parametrize(("days", "until"), [([], 10), ([5], 0), ([5], float("nan")), ([None], 10)])
def test_restricted_mean_of_nobody_is_not_estimable(days, until):
    found = stats.restricted_mean(days, [1] * len(days), until)
    assert np.isnan(found[:2]).all()
    assert found.note
