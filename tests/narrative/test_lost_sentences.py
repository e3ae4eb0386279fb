"""Sentences on the young people without a later form, on what one would expect, and on months that stand out."""

from rtt_eval import narrative, params
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count, percent

PARAMS = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6"


def lost(id: str, value: float, low: float, high: float, n: int = 22) -> Figure:
    return Figure(f"{STEM}.{id}", value, "points", "outcomes", "average", n, interval=(low, high), decimals=1)


def test_those_without_a_later_form_are_compared_at_the_start() -> None:
    counts = [count(f"{STEM}.{name}", n, "outcomes") for name, n in (("n_eligible", 24), ("n_baseline", 23))]
    figure = lost("not_paired.difference.mean_baseline", -0.43, -5.14, 4.28)
    text = narrative.completeness(protect([*counts, figure], "team"), PARAMS).markdown
    assert "Those rated at the start alone began on average 0.4 points lower than those rated at both times." in text
    assert "The true difference could be anything from 5.1 points lower to 4.3 higher, so it may be chance." in text
    assert "began" not in narrative.completeness(protect(counts, "team"), PARAMS).markdown


def test_what_those_missing_could_change_is_said_for_both_guesses() -> None:
    figures = [
        lost("sensitivity.no_change.change.mean", -2.24, -4.3, -0.2),
        lost("sensitivity.worst_change.change.mean", 0.01, -2.9, 2.6),
        percent(f"{STEM}.direction.improved.pct_bounds.low", 10, 22, "outcomes"),
        percent(f"{STEM}.direction.improved.pct_bounds.high", 14, 22, "outcomes"),
    ]
    text = narrative.if_missing(protect(figures, "team"), PARAMS).markdown
    assert "The average would be 2.2 points lower than at the start." in text
    assert "the worst change that was seen, it would be about the same as at the start." in text
    share = "would be 45% if none of those without a later form had improved, and 64% if all of them had."
    assert f"The share that improved {share}" in text
    assert narrative.if_missing(protect([], "team"), PARAMS) is None


def test_added_value_is_called_indicative_and_better_is_above_zero() -> None:
    for value, low, high, said in (
        (0.2, -1.7, 2.1, "0.2 points better than it expects"),
        (-1.2, -2.1, -0.3, "1.2 points worse than it expects"),
        (0.01, -1.7, 2.1, "about what it expects"),
    ):
        text = narrative.added_value(protect([lost("added_value.mean", value, low, high)], "team"), PARAMS).markdown
        assert said in text and "indicative only" in text
    assert "anything from 1.7 points worse to 2.1 better, so it may be chance." in text


def months(n_special: int) -> list[Figure]:
    return [
        count("spc.referrals.n_points", 24, "referrals", unit="months"),
        count("spc.referrals.special_cause.n", n_special, "referrals", unit="months"),
    ]


def test_months_that_stand_out_are_counted_and_chance_is_named() -> None:
    text = narrative.referral_months(protect(months(0), "team"), PARAMS).markdown
    assert text == "The number of referrals varies from month to month no more than chance would make it."
    assert "Of 24 months, 2 stand out" in narrative.referral_months(protect(months(2), "team"), PARAMS).markdown
    assert "Of 24 months, 1 stands out" in narrative.referral_months(protect(months(1), "team"), PARAMS).markdown
    assert narrative.referral_months(protect([], "team"), PARAMS) is None
