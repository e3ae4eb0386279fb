"""The delay tracker: days from the referral to each step, against the target, counted by hand."""

import pytest

from rtt_eval import screening
from tests.screening.made import AS_AT, CASE, ONE, REFERRAL, records, table

TARGETS = {"decision": 14, "network_meeting": 30, "start": 40}
PEOPLE = tuple(ONE.replace("P1", f"P{n}") for n in range(1, 6))
REFERRALS = (
    "R1,P1,2021-10-31,iip,pending,,",  # 30 days on 30 November, undecided
    "R2,P2,2021-10-30,iip,accepted,2021-11-13,",  # 31 days; decided after 14
    "R3,P3,2021-10-20,iip,accepted,2021-11-04,",  # 41 days; decided after 15; the work began after 10
    "R4,P4,2021-10-01,iip,not_picked_up,2021-10-05,",  # decided against: waits for nothing
    "R5,P5,2021-09-01,iip,accepted,2021-09-11,",  # came to every step: 10, 50, 60 days
)
CASES = ("C3,P3,R3,full,2021-10-30,,", "C5,P5,R5,full,2021-10-31,,2021-10-21")


@pytest.fixture
def given():
    return records(PEOPLE, referrals=table(REFERRAL, *REFERRALS), iip_cases=table(CASE, *CASES))


def test_tracker_has_each_referral_that_waits_the_longest_first(given):
    rows = screening.tracker(given, AS_AT, TARGETS)
    assert list(rows["person_id"]) == ["P3", "P2", "P1"] and list(rows["days"]) == [41, 31, 30]
    assert rows["decision_days"].fillna(-1).tolist() == [15, 14, -1]
    assert rows["decision_over"].tolist() == [True, False, True]  # 15 > 14; 14 is in time; 30 days and still none
    assert rows["network_meeting_over"].tolist() == [True, True, False]  # 41, 31 and 30 days, target 30
    assert rows["start_days"].fillna(-1).tolist() == [10, -1, -1] and not rows["start_over"].any()


def test_delays_count_those_who_wait_and_those_who_came_to_the_step(given):
    found = {one.id.removeprefix("screening.delays."): one.value for one in screening.delays(given, AS_AT, TARGETS)}
    assert found["open.n"] == 4 and found["waiting.n"] == 3
    assert found["decision.waiting.n"] == 1 and found["decision.waiting.over_target.n"] == 1
    assert found["decision.reached.n"] == 4 and found["decision.reached.days.median"] == (10 + 14) / 2  # 4 10 14 15
    assert found["decision.reached.over_target.n"] == 1 and found["decision.reached.over_target.pct"] == 100 * 1 / 4
    assert found["network_meeting.waiting.n"] == 3 and found["network_meeting.waiting.days.median"] == 31
    assert found["network_meeting.reached.n"] == 1 and found["network_meeting.reached.days.median"] == 50
    assert found["start.waiting.n"] == 2 and found["start.waiting.days.median"] == (30 + 31) / 2
    assert found["start.reached.days.median"] == (10 + 60) / 2 and found["start.reached.over_target.n"] == 1


@pytest.mark.parametrize(
    ("decided", "n"),
    [("2020-11-30", 0), ("2020-12-01", 1)],  # the twelve months to 30 November 2021 begin on 1 December
)
def test_reached_is_of_the_twelve_months_to_the_day(decided, n):
    one = f"R1,P1,2020-11-20,iip,accepted,{decided},2021-06-01"
    figures = screening.delays(records(referrals=table(REFERRAL, one)), AS_AT, TARGETS)
    found = {figure.id.removeprefix("screening.delays."): figure.value for figure in figures}
    assert found["decision.reached.n"] == n and found["open.n"] == 0  # closed in June


def test_a_step_dated_before_its_referral_is_left_out():
    one = "R1,P1,2021-11-20,iip,accepted,2021-11-19,"
    figures = screening.delays(records(referrals=table(REFERRAL, one)), AS_AT, TARGETS)
    assert next(f.value for f in figures if f.id == "screening.delays.decision.reached.n") == 0


def test_a_decision_without_a_date_is_not_waited_for():
    rows = screening.tracker(records(referrals=table(REFERRAL, "R1,P1,2021-11-01,iip,accepted,,")), AS_AT, TARGETS)
    assert not rows["decision_waits"].any() and rows["decision_days"].isna().all() and not rows["decision_over"].any()
    assert rows["start_waits"].all()


def test_without_referrals_nothing_is_counted_and_no_median_is_made_up():
    figures = {one.id: one for one in screening.delays(records(), AS_AT, TARGETS)}
    assert figures["screening.delays.open.n"].value == 0
    median = figures["screening.delays.start.reached.days.median"]
    assert median.value is None and median.note == "no such referral"
    assert screening.tracker(records(), AS_AT, TARGETS).empty
