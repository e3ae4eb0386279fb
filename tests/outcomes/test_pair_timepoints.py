"""Who is eligible, what makes a pair, and the reason for each that is lacking."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from rtt_eval import outcomes
from rtt_eval.errors import ParamsError

AS_AT = date(2018, 3, 31)


def one_follow_up(pairs: pd.DataFrame, follow_up: str, subscale: str = "total") -> pd.DataFrame:
    return pairs[(pairs["follow_up"] == follow_up) & (pairs["subscale"] == subscale)].set_index("case_id")


def test_a_review_is_due_from_its_own_day(make_cases, make_scores):
    cases = make_cases(("C1", "2017-12-31"), ("C2", "2018-01-01"), ("C3", "2017-09-30"))
    scores = make_scores(("C3", "sdq", "total", "month_3", 20), ("C3", "sdq", "total", "month_6", 20))
    pairs = outcomes.pair_timepoints(scores, cases, AS_AT)
    # 31 December plus three calendar months is 31 March; 30 September plus six is 30 March.
    assert one_follow_up(pairs, "month_3")["is_eligible"].to_dict() == {"C1": True, "C2": False, "C3": True}
    assert one_follow_up(pairs, "month_6")["is_eligible"].to_dict() == {"C1": False, "C2": False, "C3": True}
    assert one_follow_up(pairs, "month_3").loc["C2", "loss_reason"] == "not_due"


@pytest.mark.parametrize(("as_at", "is_due"), [(date(2018, 2, 27), False), (date(2018, 2, 28), True)])
def test_calendar_months_end_on_the_last_day_of_a_short_month(make_cases, make_scores, as_at, is_due):
    scores = make_scores(("C1", "sdq", "total", "month_3", 20))
    pairs = outcomes.pair_timepoints(scores, make_cases(("C1", "2017-11-30")), as_at)
    assert pairs["is_eligible"].tolist() == [is_due]


def test_discharge_and_later_follow_ups_count_from_the_end_of_the_case(make_cases, make_scores):
    cases = make_cases(("C1", "2017-01-02", "2017-12-31"), ("C2", "2017-01-02", "2018-03-31"), ("C3", "2017-01-02"))
    scores = make_scores(("C1", "sdq", "total", "discharge", 20), ("C1", "sdq", "total", "follow_up_3", 20))
    pairs = outcomes.pair_timepoints(scores, cases, AS_AT)
    assert one_follow_up(pairs, "discharge")["is_eligible"].to_dict() == {"C1": True, "C2": True, "C3": False}
    assert one_follow_up(pairs, "follow_up_3")["is_eligible"].to_dict() == {"C1": True, "C2": False, "C3": False}


def test_every_lost_pair_has_its_reason(make_cases, make_scores):
    ids = ("C1", "C2", "C3", "C4", "C5", "C6", "C7")
    cases = make_cases(*[(id, "2017-06-01") for id in ids])
    scores = make_scores(
        ("C1", "sdq", "total", "baseline", 20),
        ("C1", "sdq", "total", "month_3", 17),
        ("C2", "sdq", "total", "baseline", None, {"missing_reason": "declined_carer"}),
        ("C2", "sdq", "total", "month_3", 17),
        ("C3", "sdq", "total", "baseline", 20),
        ("C3", "sdq", "total", "month_3", None, {"missing_reason": "not_returned"}),
        # C4: the form came back, three scales could be scored, the total could not.
        ("C4", "sdq", "total", "baseline", 20),
        ("C4", "sdq", "emotion", "month_3", 5),
        ("C4", "sdq", "total", "month_3", None, {"n_missing_items": 4, "missing_reason": "not_known"}),
        ("C5", "sdq", "total", "baseline", 20),
        # C6: the baseline form again.
        ("C6", "sdq", "total", "baseline", 20),
        ("C6", "sdq", "total", "month_3", 17, {"form_version": "baseline"}),
        # C7: nothing at all.
    )
    rows = one_follow_up(outcomes.pair_timepoints(scores, cases, AS_AT), "month_3")
    assert rows["loss_reason"].to_dict() == {
        "C1": None,
        "C2": "baseline_declined_carer",
        "C3": "follow_up_not_returned",
        "C4": "follow_up_not_computable",
        "C5": "follow_up_no_form",
        "C6": "form_version_mixed",
        "C7": "baseline_no_form",
    }
    assert rows["is_paired"].sum() == 1
    assert rows["has_baseline"].sum() == 5  # C1 C3 C4 C5 C6
    assert rows["has_follow_up"].sum() == 3  # C1 C2 C6
    assert rows["change"].notna().sum() == 1


def test_the_reason_on_the_one_row_of_a_lost_form_holds_for_all_its_scales(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01"))
    scores = make_scores(
        ("C1", "sdq", "emotion", "baseline", 5),
        ("C1", "sdq", "emotion", "month_3", 4),
        ("C2", "sdq", "emotion", "baseline", 5),
        ("C2", "sdq", "total", "month_3", None, {"missing_reason": "not_returned"}),
    )
    pairs = outcomes.pair_timepoints(scores, cases, AS_AT)
    assert one_follow_up(pairs, "month_3", "emotion").loc["C2", "loss_reason"] == "follow_up_not_returned"
    assert "total" not in set(pairs["subscale"])  # no total was ever scored


def test_a_follow_up_form_at_baseline_makes_no_pair_and_an_unknown_version_does(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01"))
    scores = make_scores(
        ("C1", "sdq", "total", "baseline", 20, {"form_version": "follow_up"}),
        ("C1", "sdq", "total", "month_3", 17),
        ("C2", "sdq", "total", "baseline", 20, {"form_version": None}),
        ("C2", "sdq", "total", "month_3", 17),
    )
    rows = one_follow_up(outcomes.pair_timepoints(scores, cases, AS_AT), "month_3")
    assert rows["loss_reason"].to_dict() == {"C1": "form_version_mixed", "C2": None}
    assert rows["is_version_unknown"].to_dict() == {"C1": False, "C2": True}


def test_change_is_follow_up_less_baseline_and_reliable_change_knows_the_direction(make_cases, make_scores):
    scores = make_scores(
        ("C1", "sdq", "prosocial", "baseline", 4),
        ("C1", "sdq", "prosocial", "month_3", 7),
        ("C1", "sdq", "peer", "baseline", 4),
        ("C1", "sdq", "peer", "month_3", 7),
        ("C1", "radq", "total", "baseline", 90),
        ("C1", "radq", "total", "month_3", 60),
    )
    pairs = outcomes.pair_timepoints(scores, make_cases(("C1", "2017-06-01")), AS_AT).set_index("subscale")
    assert pairs["change"].to_dict() == {"prosocial": 7 - 4, "peer": 7 - 4, "total": 60 - 90}
    # 3 points is reliable on both SDQ scales: up is better for prosocial only. The RADQ has no threshold.
    assert pairs["reliable_change"].to_dict() == {"prosocial": "improved", "peer": "deteriorated", "total": None}


def test_another_carer_is_noticed_only_where_both_are_named(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01"), ("C3", "2017-06-01"))
    later = {"C1": "K2", "C2": "K1", "C3": None}
    scores = make_scores(
        *[(id, "sdq", "total", "baseline", 20) for id in later],
        *[(id, "sdq", "total", "month_3", 17, {"informant_key": key}) for id, key in later.items()],
    )
    rows = one_follow_up(outcomes.pair_timepoints(scores, cases, AS_AT), "month_3")
    assert rows["informant_changed"].to_dict() == {"C1": True, "C2": False, "C3": False}


def test_only_full_cases_count_and_a_score_without_a_case_goes_to_the_only_one(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01", None, "prevent_stepdown"))
    scores = make_scores(
        ("C1", "sdq", "total", "baseline", 20, {"case_id": None}),
        ("C1", "sdq", "total", "month_3", 17),
        ("C2", "sdq", "total", "baseline", 20),
        ("C2", "sdq", "total", "month_3", 17),
    )
    pairs = outcomes.pair_timepoints(scores, cases, AS_AT)
    assert pairs[["case_id", "label", "change"]].to_numpy().tolist() == [["C1", "YP 1", -3.0]]


def test_a_raw_score_and_a_t_score_are_not_compared(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01"))
    scores = make_scores(
        ("C1", "rcads_47", "sp", "baseline", 12),
        ("C1", "rcads_47", "sp", "month_3", 10),
        ("C2", "rcads_47", "sp", "baseline", 12),
        ("C2", "rcads_47", "sp", "month_3", 62, {"score_kind": "t_score"}),
    )
    rows = one_follow_up(outcomes.pair_timepoints(scores, cases, AS_AT), "month_3", "sp")
    assert rows["loss_reason"].to_dict() == {"C1": None, "C2": "score_kind_mixed"}
    assert rows.loc["C1", "reliable_change"] is None  # the threshold is for T scores


def test_a_measure_without_any_follow_up_has_no_pairs(make_cases, make_scores):
    scores = make_scores(("C1", "sdq", "total", "month_3", 17), ("C1", "radq", "total", "baseline", 80))
    pairs = outcomes.pair_timepoints(scores, make_cases(("C1", "2017-06-01")), AS_AT)
    assert set(pairs["measure"]) == {"sdq"}


def test_the_report_may_choose_measures_and_follow_ups(make_cases, make_scores):
    scores = make_scores(
        ("C1", "sdq", "total", "month_3", 17),
        ("C1", "sdq", "total", "month_6", 17),
        ("C1", "radq", "total", "month_6", 80),
    )
    cases = make_cases(("C1", "2017-06-01"))
    pairs = outcomes.pair_timepoints(scores, cases, AS_AT, follow_ups=["month_6"], measures=["radq"])
    assert pairs[["measure", "follow_up"]].to_numpy().tolist() == [["radq", "month_6"]]
    with pytest.raises(ParamsError, match="no follow-up `month_7`"):
        outcomes.pair_timepoints(scores, cases, AS_AT, follow_ups=["month_7"])
    with pytest.raises(ParamsError, match="no measure 'sqd'"):
        outcomes.pair_timepoints(scores, cases, AS_AT, measures=["sqd"])


def test_nothing_in_nothing_out_and_the_same_columns(make_cases, make_scores):
    filled = outcomes.pair_timepoints(
        make_scores(("C1", "sdq", "total", "month_3", 17)), make_cases(("C1", "2017-06-01")), AS_AT
    )
    for scores, cases in (
        (make_scores(), make_cases(("C1", "2017-06-01"))),
        (make_scores(("C1", "sdq", "total", "month_3", 17)), make_cases()),
    ):
        empty = outcomes.pair_timepoints(scores, cases, AS_AT)
        assert len(empty) == 0
        assert list(empty.columns) == list(filled.columns)


def test_inputs_are_left_as_they_were(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"))
    scores = make_scores(("C1", "sdq", "total", "baseline", 20), ("C1", "sdq", "total", "month_3", 17))
    before = scores.copy(), cases.copy()
    outcomes.pair_timepoints(scores, cases, AS_AT)
    pd.testing.assert_frame_equal(scores, before[0])
    pd.testing.assert_frame_equal(cases, before[1])


def test_paths_hold_pairs_only_and_no_id(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-06-01"))
    scores = make_scores(
        ("C1", "sdq", "total", "baseline", 20),
        ("C1", "sdq", "total", "month_3", 11),
        ("C2", "sdq", "total", "baseline", 20),
    )
    found = outcomes.paths(outcomes.pair_timepoints(scores, cases, AS_AT))
    assert found.to_dict("records") == [
        {
            "label": "YP 1",
            "measure": "sdq",
            "informant": "parent_carer",
            "subscale": "total",
            "follow_up": "month_3",
            "baseline": 20.0,
            "follow_up_score": 11.0,
            "change": -9.0,
            "reliable_change": "improved",
        }
    ]
