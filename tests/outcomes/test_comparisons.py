"""Any two times, any forms: what an evaluation asks to be compared."""

from datetime import date

import pytest
from scipy.stats import pearsonr, ttest_rel

from rtt_eval import measures, outcomes
from rtt_eval.errors import ParamsError

AS_AT = date(2018, 3, 31)


def test_a_follow_up_alone_is_set_beside_the_start():
    asked = ["month_3", "baseline_to_month_6", "month_6_to_month_12"]
    assert outcomes.beside_the_start(asked) == ["month_3", "month_6"]
    assert outcomes.beside_the_start(None) is None


WRONG = ("month_4", "month_6_to_month_3", "month_6_to_month_6", "month_6_to_baseline", "t1_to_t2")


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_comparison_is_named(wrong):
    with pytest.raises(ParamsError, match=wrong):
        outcomes.beside_the_start(["month_3", wrong])


def test_two_later_times_are_compared_by_themselves(make_cases, make_scores):
    cases = make_cases(*[(f"C{n}", "2017-01-01") for n in range(1, 6)])
    at_3, at_6 = (20, 18, 16, 14, 12), (18, 18, 13, 13, 8)
    scores = make_scores(
        *[(f"C{n}", "radq", "total", "month_3", score) for n, score in enumerate(at_3, start=1)],
        *[(f"C{n}", "radq", "total", "month_6", score) for n, score in enumerate(at_6, start=1)],
    )
    pairs = outcomes.pair_other_times(scores, cases, AS_AT, ["month_3_to_month_6", "month_12"])
    found = {one.id: one for one in outcomes.other_times(pairs, measures.load_all())}
    stem = "outcomes.radq.parent_carer.total.month_3_to_month_6"
    assert found[f"{stem}.n_eligible"].value == found[f"{stem}.n_paired"].value == 5
    assert found[f"{stem}.change.mean"].value == pytest.approx((-2 + 0 - 3 - 1 - 4) / 5)
    assert not any("mixed_model" in id or "p_holm" in id for id in found)


def test_no_other_times_asked_for_is_no_figure(make_cases, make_scores):
    cases, scores = make_cases(("C1", "2017-01-01")), make_scores(("C1", "radq", "total", "month_3", 20))
    assert outcomes.other_times(outcomes.pair_other_times(scores, cases, AS_AT, None), measures.load_all()) == []


def test_only_the_forms_that_are_asked_for(make_scores):
    scores = make_scores(("C1", "radq", "total", "baseline", 80), ("C1", "sdq", "total", "baseline", 20))
    assert outcomes.chosen(scores, measures=["sdq"])["measure"].tolist() == ["sdq"]
    assert outcomes.chosen(scores, informants=["teacher"]).empty
    assert len(outcomes.chosen(scores)) == 2
    with pytest.raises(ParamsError, match="sdk"):
        outcomes.chosen(scores, measures=["sdk"])


def test_paired_t_and_correlation_are_those_of_scipy(make_pairs):
    before, after = [21, 18, 15, 12, 20, 17, 25, 9], [16, 18, 17, 9, 12, 11, 24, 10]
    pairs = make_pairs("radq", "total", before, after)
    found = {one.id: one.value for one in outcomes.paired_statistics(pairs, measures.load_all())}
    stem = "outcomes.radq.parent_carer.total.baseline_to_month_6"
    test = ttest_rel(after, before)
    assert found[f"{stem}.change.t"] == pytest.approx(test.statistic)
    assert found[f"{stem}.change.t.p"] == pytest.approx(test.pvalue)
    assert found[f"{stem}.change.t.df"] == 8 - 1
    assert found[f"{stem}.correlation"] == pytest.approx(pearsonr(before, after).statistic)


def test_few_pairs_have_spreads_and_no_test(make_pairs):
    pairs = make_pairs("radq", "total", [20, 18, 16, 14, 12], [18, 18, 13, 13, 8])
    names = {one.id.rpartition(".")[2] for one in outcomes.paired_statistics(pairs, measures.load_all())}
    assert names == {"sd_baseline", "sd_follow_up"}
    assert outcomes.paired_statistics(make_pairs("radq", "total", [20, 18], [18, 18]), measures.load_all()) == []
