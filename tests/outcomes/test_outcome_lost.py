"""Those without a pair: were they like the others, and what could they change? Hand counts, and one answer of R."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rtt_eval import disclosure, measures, outcomes
from rtt_eval.outcomes.lost import welch

STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6."
MEASURES = measures.load_all()


@pytest.fixture
def found_of(make_cases, make_scores):
    """Figures of pairs (baseline, follow-up) of one SDQ scale, and of children who have the baseline only."""

    def build(paired, lost, subscale="total"):
        ids = [f"C{i}" for i in range(len(paired) + len(lost))]
        starts = [start for start, _ in paired] + lost
        scores = make_scores(
            *[(id, "sdq", subscale, "baseline", start) for id, start in zip(ids, starts, strict=True)],
            *[(id, "sdq", subscale, "month_6", end) for id, (_, end) in zip(ids, paired, strict=False)],
        )
        pairs = outcomes.pair_timepoints(scores, make_cases(*[(id, "2017-06-01") for id in ids]), date(2018, 3, 31))
        return [*outcomes.completeness(pairs, MEASURES), *outcomes.summarise(pairs, MEASURES)]

    return build


def by_name(figures, stem=STEM):
    return {figure.id.removeprefix(stem): figure for figure in figures}


FIVE = [(20, 15), (20, 16), (20, 17), (20, 18), (20, 24)]
"""Changes -5 -4 -3 -2 and 4: four of five improved, -2 on average."""


def test_the_lost_as_unchanged_and_at_their_worst(found_of):
    found = by_name(found_of(FIVE, [20] * 5))
    unchanged, worst = (found[f"sensitivity.{name}_change.change.mean"] for name in ("no", "worst"))
    # Ten changes add up to -10. Squares about -1: 16 + 9 + 4 + 1 + 25 + 5 = 60. SE: root of 60 / 9 / 10. t(9) = 2.262.
    assert unchanged.value == -1 and unchanged.n == 10
    half = 2.262157 * (60 / 90) ** 0.5
    assert unchanged.interval == pytest.approx((-1 - half, -1 + half), abs=1e-6)
    assert worst.value == 1  # (-10 + 5 x 4) / 10
    assert found["direction.improved.pct_bounds.low"].value == 40  # 4 of 10
    assert found["direction.improved.pct_bounds.high"].value == 90  # 4 + 5 of 10


def test_where_higher_is_better_the_worst_change_is_the_largest_fall(found_of):
    paired = [(5, 8), (5, 6), (5, 5), (5, 5), (5, 4)]  # changes 3 1 0 0 -1
    found = by_name(found_of(paired, [5] * 3, "prosocial"), STEM.replace("total", "prosocial"))
    assert found["sensitivity.worst_change.change.mean"].value == 0  # (3 - 3 x 1) / 8
    assert found["direction.improved.pct_bounds.low"].value == 25  # 2 of 8


def test_nobody_lost_nothing_to_ask(found_of):
    found = by_name(found_of(FIVE, []))
    assert not [name for name in found if "sensitivity" in name or "bounds" in name or "not_paired" in name]


@pytest.mark.parametrize(("n_pairs", "has_bounds", "has_mean"), [(2, 0, 0), (3, 1, 0), (4, 1, 0), (5, 1, 1)])
def test_gates(found_of, n_pairs, has_bounds, has_mean):
    found = by_name(found_of(FIVE[:n_pairs], [20] * 6))
    assert ("direction.improved.pct_bounds.low" in found) == bool(has_bounds)
    assert ("sensitivity.no_change.change.mean" in found) == bool(has_mean)
    assert "not_paired.mean_baseline" in found  # six are enough for a mean, whatever the number of pairs
    assert ("not_paired.difference.mean_baseline" in found) == bool(has_mean)


def test_four_lost_are_too_few_for_a_mean(found_of):
    assert not [name for name in by_name(found_of(FIVE, [20] * 4)) if name.startswith("not_paired")]


def test_completers_and_the_others_at_baseline(found_of):
    paired = [(start, 15) for start in (10, 12, 14, 16, 18)]  # mean 14, variance 10
    found = by_name(found_of(paired, [16, 17, 18, 19, 20]))  # mean 18, variance 2.5
    assert (found["mean_baseline"].value, found["not_paired.mean_baseline"].value) == (14, 18)
    difference = found["not_paired.difference.mean_baseline"]
    assert difference.value == 4 and difference.n == 5
    # Errors 10 / 5 = 2 and 2.5 / 5 = .5; df = 2.5 squared / (4 / 4 + .25 / 4) = 5.8824, of which t is 2.45882.
    half = 2.45882 * 2.5**0.5
    assert difference.interval == pytest.approx((4 - half, 4 + half), abs=1e-4)


def test_welch_agrees_with_r():
    # R: t.test(extra ~ group, data = sleep), which takes the first group less the second
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    value, bounds = welch(first, second)
    assert value == pytest.approx(-1.58)
    assert bounds == pytest.approx((-3.3654832, 0.2054832), abs=1e-6)
    assert np.isnan(welch(np.ones(5), np.ones(5))[1]).all()


def test_a_few_lost_do_not_come_back_by_what_they_could_change(found_of):
    paired = [(20, 10 + i) for i in range(14)]
    few = disclosure.protect(found_of(paired, [20] * 3), "dlt")
    hidden = ("direction.improved.pct_bounds.high", "sensitivity.no_change.change.mean")
    assert [few.text(f"{STEM}{name}") for name in hidden] == ["[c]", "[c]"]
    many = disclosure.protect(found_of(paired, [20] * 7), "dlt")
    assert many[f"{STEM}sensitivity.no_change.change.mean"].is_known
    # The worst change is one child's own value, and the mean with it would give it back.
    assert many.text(f"{STEM}sensitivity.worst_change.change.mean") == "[c]"
    team = disclosure.protect(found_of(paired, [20] * 3), "team")
    assert team[f"{STEM}sensitivity.worst_change.change.mean"].is_known
