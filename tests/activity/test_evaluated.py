"""Who is in a service evaluation: by programme, intervention, role, period and list of ids."""

from datetime import date

import pytest

from rtt_eval import activity
from rtt_eval.errors import DataError
from tests.small_records import records_of

PERIOD = (date(2021, 4, 1), date(2022, 3, 31), date(2022, 3, 31))
YOUNG_PEOPLE = """
    person_id,birth_month,sex,status
    P1,2010-01,F,children_in_care
    P2,2011-02,M,adopted
    P3,2012-03,F,sgo
    P4,2009-04,M,children_in_care
"""
# P1: full, and consultation beside it. P2: DDP, twice. P3: a coordinator, from before the period. P4: ended before it.
CASES = """
    case_id,person_id,service,start,end
    C1,P1,full,2021-05-01,2021-09-01
    C4,P4,prevent_stepdown,2020-05-01,2021-04-01
"""
INVOLVEMENTS = """
    involvement_id,person_id,role,intervention,start,end
    V1,P1,other_therapeutic_team,consultation,2021-05-01,2021-09-01
    V2,P2,therapeutic_intervention_worker,ddp,2021-10-01,
    V3,P2,therapeutic_intervention_worker,ddp,2021-06-01,2021-08-30
    V4,P3,sgo_coordinator,support,2020-01-01,
"""
RECORDS = records_of(young_people=YOUNG_PEOPLE, iip_cases=CASES, involvements=INVOLVEMENTS)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"C1", "V3", "V4"}),  # a case before an involvement; of two involvements the first; none before the period
        ({"programme": "any"}, {"C1"}),
        ({"programme": "full"}, {"C1"}),
        ({"interventions": ["ddp"]}, {"V3"}),
        ({"interventions": ["consultation"]}, {"V1"}),  # the involvement is what is asked for, not the case
        ({"programme": "any", "interventions": ["consultation"]}, {"C1"}),
        ({"roles": ["sgo_coordinator", "therapeutic_intervention_worker"]}, {"V3", "V4"}),
        ({"roles": ["therapeutic_intervention_worker"], "interventions": ["ddp"]}, {"V3"}),
        ({"joined": "started"}, {"C1", "V3"}),
        ({"person_ids": ["P3", "P1"]}, {"C1", "V4"}),
    ],
)
def test_the_work_that_fits_is_chosen(asked, expected):
    assert set(activity.evaluated(RECORDS, *PERIOD, **asked)["case_id"]) == expected


def test_windows_and_ages_are_those_of_the_work():
    chosen = activity.evaluated(RECORDS, *PERIOD, roles=["therapeutic_intervention_worker"])
    (row,) = chosen.itertuples()
    assert (row.service, row.work, row.label, row.age_at_start) == ("evaluated", "involvement", "YP 1", 10)
    assert row.exposure_days == 30 + 31 + 29  # June, July, and August to the day before the 30th


def test_open_work_is_followed_to_the_last_day_that_counts():
    chosen = activity.evaluated(RECORDS, *PERIOD, interventions=["support"])
    assert chosen["window_end"].dt.strftime("%Y-%m-%d").tolist() == ["2022-04-01"]  # the day after, which is outside


@pytest.mark.parametrize("asked", [{"programme": "prevent_stepdown"}, {"programme": "full", "interventions": ["ddp"]}])
def test_nobody_stops_with_what_to_look_at(asked):
    with pytest.raises(DataError, match="Nobody is in this evaluation"):
        activity.evaluated(RECORDS, *PERIOD, **asked)


def test_unknown_ids_are_counted_and_not_named():
    with pytest.raises(DataError, match="1 of the 2 are not in young_people") as caught:
        activity.evaluated(RECORDS, *PERIOD, person_ids=["P1", "Q77"])
    assert "Q77" not in str(caught.value) and "P1" not in str(caught.value)


def test_participants_are_counted_once_and_work_by_what_it_was():
    found = {one.id: one.value for one in activity.participants(activity.evaluated(RECORDS, *PERIOD))}
    assert found["cohort.n"] == 3 and found["cohort.cases.n"] == 3 and found["cohort.cases.open.n"] == 1
    assert (found["cohort.work.case.n"], found["cohort.work.ddp.n"], found["cohort.work.support.n"]) == (1, 1, 1)
    assert found["cohort.age_years.mean"] == pytest.approx((11 + 10 + 7) / 3)
