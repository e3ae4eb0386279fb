"""Cohort, referrals and ages against hand counts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from small_records import records_of

from rtt_eval import activity
from rtt_eval.figures import Figure

START, END = date(2020, 4, 1), date(2020, 9, 30)

YOUNG_PEOPLE = """
    person_id,birth_month,sex,in_care_from
    A,2009-05,M,2015-01-01
    B,2004-06,F,2015-01-01
    C,2013-05,U,2015-01-01
    """
REFERRALS = """
    referral_id,person_id,received,route,decision
    R1,A,2020-04-01,iip,accepted
    R2,B,2020-09-30,iip,not_picked_up
    R3,C,2020-03-31,iip,accepted
    R4,C,2020-05-05,high_sdq,accepted
    R5,C,2020-05-06,iip,
    """
CASES = """
    case_id,person_id,referral_id,service,start,end,first_network_meeting,network_goal_set
    K1,A,R1,full,2020-05-14,,2020-05-20,yes
    K2,B,,prevent_stepdown,2020-09-30,,,
    K3,C,R3,full,2020-01-10,2020-04-02,2020-04-20,no
    """


def values(figures: list[Figure]) -> dict[str, float | int | None]:
    return {figure.id: figure.value for figure in figures}


def cohort(cases: str = CASES, as_at: date = END) -> pd.DataFrame:
    records = records_of(young_people=YOUNG_PEOPLE, referrals=REFERRALS, iip_cases=cases)
    return activity.cohort(records, START, END, as_at)


def test_cohort_is_in_order_of_start_and_labelled() -> None:
    cases = cohort()
    assert list(zip(cases["person_id"], cases["label"], strict=True)) == [("C", "YP 1"), ("A", "YP 2"), ("B", "YP 3")]


@pytest.mark.parametrize(
    ("start", "end", "is_in"),
    [
        ("2020-01-10", "2020-04-01", False),  # the end day is not part of the case
        ("2020-01-10", "2020-04-02", True),  # open on the first day of the period
        ("2020-09-30", "", True),
        ("2020-10-01", "", False),
    ],
)
def test_cohort_is_open_on_a_day_of_the_period(start: str, end: str, is_in: bool) -> None:
    cases = f"case_id,person_id,service,start,end\nK1,A,full,{start},{end}\nK2,B,full,2020-06-01,"
    assert ("K1" in set(cohort(cases)["case_id"])) is is_in


def test_window_ends_with_the_case_or_after_the_as_at_day() -> None:
    cases = cohort().set_index("case_id")
    assert cases.loc["K3", "window_end"] == pd.Timestamp("2020-04-02")
    assert cases.loc["K1", "window_end"] == pd.Timestamp("2020-10-01")  # the as-at day counts
    # 14 to 31 May, June, July, August, September
    assert cases.loc["K1", "exposure_days"] == 18 + 30 + 31 + 31 + 30
    assert cases.loc["K2", "exposure_days"] == 1


def test_an_earlier_as_at_day_leaves_later_cases_out() -> None:
    cases = cohort(as_at=date(2020, 6, 30))
    assert set(cases["case_id"]) == {"K1", "K3"}
    assert cases["window_end"].max() == pd.Timestamp("2020-07-01")


def test_age_is_in_completed_years_with_the_15th_as_birthday() -> None:
    cases = cohort().set_index("person_id")
    assert cases.loc["A", "age_at_start"] == 10  # starts on 14 May, a day before the birthday
    assert cases.loc["B", "age_at_start"] == 16
    assert list(cases.loc[["A", "B", "C"], "age_band"]) == ["7_to_10", "15_and_over", "6_and_under"]


def test_a_second_case_of_a_child_keeps_the_childs_number() -> None:
    again = "case_id,person_id,service,start,end\nK1,A,full,2020-04-02,2020-05-02\nK2,B,full,2020-05-01,\n"
    again += "K9,A,full,2020-07-01,"
    cases = cohort(again)
    assert list(cases["label"]) == ["YP 1", "YP 2", "YP 1, case 2"]
    made = values(activity.young_people(cases))
    assert (made["cohort.n"], made["cohort.full.n"], made["cohort.cases.n"]) == (2, 2, 3)


def test_referrals_of_the_programme_in_the_period() -> None:
    records = records_of(young_people=YOUNG_PEOPLE, referrals=REFERRALS, iip_cases=CASES)
    figures = activity.referrals(records, cohort(), START, END)
    made = values(figures)
    assert made["referrals.total.n"] == 3  # R1, R2 and R5: R3 came too early, R4 by another route
    assert made["referrals.full.n"] == 1
    assert made["referrals.prevent_stepdown.n"] == 0
    assert made["referrals.not_picked_up.n"] == 1
    assert made["referrals.pending.n"] == 1
    assert made["referrals.full.pct"] == pytest.approx(100 * 1 / 3)
    months = {id: value for id, value in made.items() if id.startswith("referrals.month.") and id.count(".") == 3}
    assert list(months.values()) == [1, 1, 0, 0, 0, 1]  # April to September
    assert made["referrals.month.2020-09.not_picked_up.n"] == 1


def test_waits_count_from_the_referral_for_full_service_cases() -> None:
    records = records_of(young_people=YOUNG_PEOPLE, referrals=REFERRALS, iip_cases=CASES)
    made = values(activity.referrals(records, cohort(), START, END))
    # K1: 1 April to 20 May is 49 days; K3: 31 March to 20 April is 20 days; K2 is not of the full service
    assert made["referrals.days_to_first_network_meeting.n"] == 2
    assert made["referrals.days_to_first_network_meeting.median"] == (49 + 20) / 2
    assert made["referrals.days_to_first_network_meeting.q1"] == 20 + (49 - 20) / 4


def test_age_by_sex_adds_up_both_ways() -> None:
    figures = activity.young_people(cohort())
    made = values(figures)
    assert made["cohort.age_sex.7_to_10.M.n"] == 1
    assert made["cohort.age_sex.11_to_14.F.n"] == 0
    assert made["cohort.age_sex.6_and_under.U.n"] == 1
    for whole in ("cohort.age.7_to_10.n", "cohort.sex.F.n", "cohort.by_sex.n", "cohort.by_age.n"):
        assert made[whole] == sum(figure.value or 0 for figure in figures if whole in figure.parts_of)


def test_goals_are_of_those_for_whom_it_is_recorded() -> None:
    made = values(activity.young_people(cohort()))
    assert (made["cohort.network_goal.set.n"], made["cohort.network_goal.recorded.n"]) == (1, 2)
    assert made["cohort.network_goal.set.pct"] == 50


def test_nobody_at_all() -> None:
    records = records_of(young_people=YOUNG_PEOPLE, iip_cases="case_id,person_id,service,start\nK1,A,full,2019-01-01")
    cases = activity.cohort(records, date(2018, 1, 1), date(2018, 2, 1), date(2018, 2, 1))
    assert values(activity.young_people(cases))["cohort.n"] == 0
    made = values(activity.referrals(records, cases, date(2018, 1, 1), date(2018, 2, 1)))
    assert made["referrals.total.n"] == 0
    assert made["referrals.full.pct"] is None
    assert made["referrals.days_to_start.median"] is None
