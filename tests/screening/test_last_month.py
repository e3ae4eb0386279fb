"""What has come of last month's list, by what was on record; and how children stand with the programme."""

import pytest

from rtt_eval import screening
from tests.screening.made import AS_AT, CASE, ONE, REFERRAL, SCORE, records, screened, table


def both(**tables: str):
    people, returns = tables.pop("people", ONE), tables.pop("returns", SCORE)
    given = records(tuple(people.splitlines()), tuple(returns.splitlines()), **tables)
    then, now = screened(given, screening.month_before(AS_AT)), screened(given)
    return given, then, now


REFERRED_BEFORE = "R1,P1,2021-10-10,iip,accepted,2021-10-20,"


@pytest.mark.parametrize(
    ("referral", "case", "came_of", "standing", "line"),
    [
        ("", "", "nothing", "", "above"),
        ("R1,P1,2021-11-01,iip,pending,,", "", "referred", "referred", ""),
        ("R1,P1,2021-11-01,iip,accepted,2021-12-05,", "", "referred", "referred", ""),  # decided after the day
        ("R1,P1,2021-12-01,iip,pending,,", "", "nothing", "", "above"),  # received after the day
        ("R1,P1,2021-11-01,children_in_care,pending,,", "", "nothing", "", "above"),  # another route
        ("R1,P1,2021-10-10,iip,accepted,2021-11-02,", "", "taken_on", "referred", ""),
        ("R1,P1,2021-10-10,iip,withdrawn,2021-11-02,2021-11-02", "", "turned_down", "turned_down", "above"),
        (REFERRED_BEFORE, "", "waiting", "referred", ""),
        (REFERRED_BEFORE, "C1,P1,R1,full,2021-11-01,,", "started", "in_programme", ""),
        (REFERRED_BEFORE, "C1,P1,R1,full,2021-11-30,,", "started", "in_programme", ""),
        (REFERRED_BEFORE, "C1,P1,R1,full,2021-12-01,,", "waiting", "referred", ""),
        (REFERRED_BEFORE, "C1,P1,R1,prevent_stepdown,2021-11-09,,", "started_step_down", "in_step_down", ""),
        (REFERRED_BEFORE, "C1,P1,R1,full,2021-10-31,,", "in_programme", "in_programme", ""),
        (REFERRED_BEFORE, "C1,P1,R1,full,2021-10-25,2021-11-30,", "ended", "was_in_programme", "above"),
        (REFERRED_BEFORE, "C1,P1,R1,full,2021-10-25,2021-12-01,", "in_programme", "in_programme", ""),
        (REFERRED_BEFORE, "C1,P1,,full,2021-11-01,,", "started", "in_programme", ""),  # a case that names no referral
    ],
)
def test_what_came_of_a_child(referral, case, came_of, standing, line):
    given, then, now = both(referrals=table(REFERRAL, referral), iip_cases=table(CASE, case))
    row = screening.since_last_month(given, then, now).iloc[0]
    assert (row["came_of"], row["now"]) == (came_of, "on_list")
    assert (now.ranked["standing"].iloc[0], now.ranked["line"].iloc[0]) == (standing, line)


@pytest.mark.parametrize(
    ("people", "returns", "why"),
    [
        (ONE + "2021-11-20", SCORE, "left_care"),
        (ONE, SCORE + "\nP1,2023,2021-11-20,16,", "below"),
        (ONE, SCORE + "\nP1,2023,2021-11-20,0,", "zero_total"),
        (ONE, "P1,2021,2020-08-15,20,", "score_too_old"),  # 15 months on 15 November
        (ONE.replace("2010-06", "2005-11"), SCORE, "outside_ages"),  # sixteen on 15 November
    ],
)
def test_why_a_child_dropped_off_the_list(people, returns, why):
    given, then, now = both(people=people, returns=returns)
    row = screening.since_last_month(given, then, now).iloc[0]
    assert row["now"] == why and row["rank_then"] == 1 and row["points_then"] == 2
    since, new = screening.since_last_month(given, then, now), screening.newly_listed(then, now)
    found = {one.id: one.value for one in screening.changes(since, new)}
    assert found["screening.last_month.off_list.n"] == 1 and found["screening.last_month.on_list.n"] == 0


@pytest.mark.parametrize(
    ("people", "returns", "why"),
    [
        (ONE.replace("2015-01-01", "2021-11-01"), SCORE, "came_into_care"),
        (ONE, "P1,2022,2021-11-01,17,", "new_score"),
        (ONE.replace("2010-06", "2015-11"), SCORE, "came_of_age"),
        (ONE, SCORE, None),
    ],
)
def test_who_is_new_on_the_list_and_why(people, returns, why):
    _, then, now = both(people=people, returns=returns)
    assert list(screening.newly_listed(then, now)["why"]) == ([] if why is None else [why])
