"""What is said from how many pairs, and in which direction. The formulas themselves are held to R in tests/stats."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from rtt_eval import disclosure, measures, outcomes, params

STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6."
MEASURES = measures.load_all()
# Set C of golden/paired_change.csv, made in R: eight children, two of them the same at both times.
BASELINE = [14, 20, 9, 17, 22, 13, 18, 25]
FOLLOW_UP = [14, 20, 11, 15, 19, 13, 21, 17]


def by_name(figures, stem=STEM):
    return {figure.id.removeprefix(stem): figure for figure in figures}


def values(figures, names, stem=STEM):
    found = by_name(figures, stem)
    return {name: found[name].value for name in names}


def test_eight_pairs_have_everything_and_agree_with_r(make_pairs):
    found = by_name(outcomes.summarise(make_pairs("sdq", "total", BASELINE, FOLLOW_UP), MEASURES))
    from_r = {
        "mean_baseline": 17.25,
        "mean_follow_up": 16.25,
        "change.mean": -1.0,
        "change.sd": 3.4226138716317,
        "change.ci_low": -3.86137680334417,
        "change.ci_high": 1.86137680334417,
        "effect.g_av": -0.20531168078995,
        "effect.ci_low": -0.804596827325894,
        "effect.ci_high": 0.354968019327619,
    }
    for name, value in from_r.items():
        assert found[name].value == pytest.approx(value, abs=1e-6), name
    assert found["change.mean"].interval == pytest.approx((-3.86137680334417, 1.86137680334417), abs=1e-6)
    assert found["change.mean"].method == "paired t interval, 95%"
    # Changes 0 0 2 -2 -3 0 3 -8.
    assert found["change.median"].value == 0
    assert (found["change.min"].value, found["change.max"].value) == (-8, 3)
    assert "wilcoxon.p" in found and "change.hodges_lehmann.ci_low" in found


def test_direction_and_reliable_change_are_counted_by_hand(make_pairs):
    found = outcomes.summarise(make_pairs("sdq", "total", BASELINE, FOLLOW_UP), MEASURES)
    # Lower is better. Changes 0 0 2 -2 -3 0 3 -8: three better, three same, two worse; one of 8 points or more.
    expected = {
        "direction.improved.n": 3,
        "direction.same.n": 3,
        "direction.worse.n": 2,
        "direction.improved.pct": 100 * 3 / 8,
        "reliable.improved.n": 1,
        "reliable.no_change.n": 7,
        "reliable.deteriorated.n": 0,
        "reliable_at_7.improved.n": 1,
        "reliable_at_8.improved.n": 1,
        "reliable_at_9.improved.n": 0,
        "reliable_at_9.no_change.n": 8,
        # All eight began at 8 or more, so that each could have come down by 8; the one that began at 9 just so.
        "reliable.could_improve.n": 8,
        "reliable_at_9.could_improve.n": 8,
        "informant_changed.n": 0,
    }
    assert values(found, expected) == expected


def test_a_child_near_the_best_score_could_not_have_improved(make_pairs):
    stem = "outcomes.sdq.parent_carer.prosocial.baseline_to_month_6."
    found = outcomes.summarise(make_pairs("sdq", "prosocial", [7, 8, 2], [10, 10, 1]), MEASURES)
    # Higher is better, 3 points are reliable: from 7 there are 3 points to 10, from 8 only 2.
    expected = {
        "direction.improved.n": 2,
        "direction.worse.n": 1,
        "reliable.improved.n": 1,
        "reliable.could_improve.n": 2,
    }
    assert values(found, expected, stem) == expected


@pytest.mark.parametrize(
    ("n_pairs", "has_counts", "has_mean", "has_test"),
    [(2, 0, 0, 0), (3, 1, 0, 0), (4, 1, 0, 0), (5, 1, 1, 0), (7, 1, 1, 0), (8, 1, 1, 1)],
)
def test_gates(make_pairs, n_pairs, has_counts, has_mean, has_test):
    found = by_name(outcomes.summarise(make_pairs("sdq", "total", BASELINE[:n_pairs], FOLLOW_UP[:n_pairs]), MEASURES))
    assert ("direction.improved.n" in found) == bool(has_counts)
    assert ("band_shift.same.n" in found) == bool(has_counts)
    assert ("mean_baseline" in found) == bool(has_mean)
    assert ("wilcoxon.p" in found) == ("effect.g_av" in found) == bool(has_test)
    if not has_mean:
        assert found["change.mean"].value is None
        assert found["change.mean"].note == "too few to say (at least 5 pairs needed)"
        # An edition that hides the number of pairs must not let it out by another door.
        assert found["change.mean"].n is None


def test_when_all_change_alike_there_is_no_interval(make_pairs):
    found = by_name(
        outcomes.summarise(make_pairs("sdq", "total", [20, 18, 16, 25, 22], [17, 15, 13, 22, 19]), MEASURES)
    )
    assert found["change.mean"].value == -3
    assert found["change.mean"].interval is None
    assert found["change.ci_low"].value is None
    assert found["change.mean"].note == found["change.ci_low"].note != ""


def test_a_measure_without_a_threshold_has_direction_only(make_pairs):
    found = by_name(
        outcomes.summarise(make_pairs("radq", "total", [90, 90, 60], [60, 90, 70]), MEASURES),
        "outcomes.radq.parent_carer.total.baseline_to_month_6.",
    )
    assert found["direction.improved.n"].value == 1
    assert not [name for name in found if name.startswith(("reliable", "crossed"))]


def test_regression_to_the_mean_stands_with_the_primary_outcome_only(make_pairs):
    found = by_name(outcomes.summarise(make_pairs("sdq", "total", [24, 24, 24, 24, 29], [20] * 5), MEASURES))
    one = found["regression_to_mean.expected_change"]
    # Mean 25, eleven points over that of children in care (14): (1 - .7) x 11 points lower; .8 to .6 give the range.
    assert one.value == pytest.approx(-0.3 * 11)
    assert one.interval == pytest.approx((-0.4 * 11, -0.2 * 11))
    other = outcomes.summarise(make_pairs("sdq", "peer", [8] * 5, [5] * 5), MEASURES)
    assert not [figure for figure in other if "regression" in figure.id]


def test_secondary_tests_are_adjusted_and_the_primary_is_not(make_pairs):
    pairs = pd.concat(
        [
            make_pairs("sdq", "total", BASELINE, FOLLOW_UP),
            make_pairs("sdq", "peer", [8, 8, 8, 8, 8, 8, 8, 8], [5, 6, 7, 5, 6, 7, 6, 7]),
            make_pairs("radq", "total", [90, 80, 85, 70, 60, 95, 88, 77], [91, 78, 86, 68, 61, 93, 89, 75]),
            make_pairs("gbo", "goal_1", [1, 1, 1, 1, 1, 1, 1, 1], [4, 5, 2, 3, 2, 6, 8, 9]),
        ]
    )
    found = {figure.id: figure.value for figure in outcomes.summarise(pairs, MEASURES)}
    radq, goal = (
        f"outcomes.{one}.baseline_to_month_6.wilcoxon.p" for one in ("radq.parent_carer.total", "gbo.mean_goal")
    )
    assert found[f"{goal}_holm"] == pytest.approx(2 * 2 / 2**8)  # all eight went up, 2 of 256 sign patterns; two tests
    assert found[f"{radq}_holm"] == pytest.approx(max(found[radq], 4 / 2**8))
    assert [id for id in found if id.endswith("p_holm")] == [f"{radq}_holm", f"{goal}_holm"]


def test_another_scale_of_a_form_is_exploratory(make_pairs):
    pairs = pd.concat([make_pairs("sdq", "total", BASELINE, FOLLOW_UP), make_pairs("sdq", "peer", [8] * 8, [5] * 8)])
    found = by_name(outcomes.summarise(pairs, MEASURES), STEM.replace("total", "peer"))
    assert found["wilcoxon.p"].method.endswith("exploratory, not adjusted")
    assert not {"wilcoxon.p_holm", "signflip.p", "change.min"} & set(found)
    primary = by_name(outcomes.summarise(pairs, MEASURES))["wilcoxon.p"]
    assert primary.method == "Wilcoxon signed-rank test, exact, zeros by Pratt, two-sided"


def test_the_primary_outcome_at_another_review_is_secondary(make_pairs):
    pairs = make_pairs("sdq", "total", [8] * 8, [5, 6, 7, 5, 6, 7, 6, 7])
    figures = outcomes.summarise(pairs, MEASURES, primary=params.Outcome(follow_up="month_3"))
    assert by_name(figures)["wilcoxon.p_holm"].value == pytest.approx(2 / 2**8)


def test_figures_come_in_the_order_of_reporting(make_pairs):
    names = list(by_name(outcomes.summarise(make_pairs("sdq", "total", BASELINE, FOLLOW_UP), MEASURES)))
    steps = ("change.mean", "direction.improved.n", "reliable.improved.n", "effect.g_av", "wilcoxon.p")
    places = [names.index(step) for step in steps]
    assert places == sorted(places)


def test_sign_flip_test_by_hand(make_pairs):
    found = by_name(outcomes.summarise(make_pairs("sdq", "total", BASELINE, FOLLOW_UP), MEASURES))
    # Changes 0 0 2 -2 -3 0 3 -8 add up to -8. Of the 16 signs of 2, 2, 3 and 3, ten sums are 0 or more: with the 8
    # they reach 8, and turned round -8. So 10 + 10 of 32.
    assert found["signflip.p"].value == pytest.approx(20 / 32)
    assert found["signflip.p"].n == 8


def test_the_bootstrap_is_a_check_from_fifteen_pairs(make_pairs):
    change = [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, -2, -2, -4, 0]  # mean -2, and as many above it as below
    few = by_name(
        outcomes.summarise(make_pairs("sdq", "total", [20] * 14, [20 + one for one in change[:14]]), MEASURES)
    )
    assert not [name for name in few if "bca" in name]

    def ends(changes):
        found = by_name(
            outcomes.summarise(make_pairs("sdq", "total", [20] * 15, [20 + one for one in changes]), MEASURES)
        )
        assert found["change.bca.ci_low"].derived_from == ("change.mean".join((STEM, "")),)
        return found["change.bca.ci_low"].value, found["change.bca.ci_high"].value

    # Without skew the interval is about that of the normal curve with the SD of these fifteen.
    half = 1.96 * np.std(change) / 15**0.5
    assert ends(change) == pytest.approx((-2 - half, -2 + half), abs=0.12)
    assert ends(change[::-1]) == ends(change)  # the order of the children does not matter


def test_added_value_needs_ten_children_with_every_scale(make_cases, make_scores):
    def figures(n_children):
        ids = [f"C{i}" for i in range(1, n_children + 1)]
        scores = make_scores(
            *[(id, "sdq", "total", "baseline", 20) for id in ids],
            *[(id, "sdq", "impact", "baseline", 4) for id in ids],
            *[(id, "sdq", "emotion", "baseline", 6) for id in ids],
            *[(id, "sdq", "total", "month_6", 15 if i % 2 else 17) for i, id in enumerate(ids)],
        )
        pairs = outcomes.pair_timepoints(scores, make_cases(*[(id, "2017-06-01") for id in ids]), date(2018, 3, 31))
        return by_name(outcomes.summarise(pairs, MEASURES))

    assert not [name for name in figures(9) if name.startswith("added_value")]
    found = figures(10)
    # Expected at 6 months 2.3 + .8 x 20 + .2 x 4 - .3 x 6 = 17.3: half did 2.3 better, half .3.
    assert found["added_value.mean"].value == pytest.approx((2.3 + 0.3) / 2)
    assert found["added_value.mean"].interval == pytest.approx((1.3 - 1.96 * 5 / 10**0.5, 1.3 + 1.96 * 5 / 10**0.5))
    assert found["added_value.n"].value == 10


def test_a_hidden_direction_does_not_come_back_by_subtraction(make_pairs):
    baseline, follow_up = [20] * 22, [15] * 12 + [20] * 8 + [25] * 2
    safe = disclosure.protect(outcomes.summarise(make_pairs("sdq", "total", baseline, follow_up), MEASURES), "public")
    assert safe.text(f"{STEM}direction.worse.n") == "[c]"  # two children
    assert safe.text(f"{STEM}direction.same.n") == "[c]"  # would give them back: 22 - 12 - 8
    assert safe.text(f"{STEM}direction.improved.n") == "12"
    assert safe.text(f"{STEM}change.mean") == "−2.3"  # (12 x -5 + 2 x 5) / 22


def test_whether_the_carer_changed_is_not_known_where_no_form_names_anybody(make_pairs):
    pairs = make_pairs("sdq", "total", [20, 20, 20], [18, 17, 16])
    unnamed = outcomes.summarise(pairs.assign(is_informant_known=False), MEASURES)
    figure = next(one for one in unnamed if one.id.endswith("informant_changed.n"))
    assert figure.value is None and "who filled it in" in figure.note
