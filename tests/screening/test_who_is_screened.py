"""Who is screened: a child just inside and just outside each rule, a birthday in the month, a missing SDQ."""

from datetime import date

import pytest

from rtt_eval import screening
from tests.screening.made import AS_AT, FORM, ONE, RULES, SCORE, records, screened, states, table


def born(month: str) -> str:
    return ONE.replace("2010-06", month)


@pytest.mark.parametrize(
    ("month", "as_at", "state"),
    [
        ("2015-11", date(2021, 11, 15), "high"),  # six on the 15th, the day itself counts
        ("2015-11", date(2021, 11, 14), "outside_ages"),  # five for one more day
        ("2005-11", date(2021, 11, 14), "high"),  # fifteen for one more day
        ("2005-11", date(2021, 11, 15), "outside_ages"),  # sixteen
    ],
)
def test_age_is_in_completed_years_with_the_15th_as_birthday(month, as_at, state):
    assert states(screened(records((born(month),)), as_at)) == {"P1": state}


def test_a_birthday_in_the_month_takes_one_off_the_list_and_puts_one_on():
    people = (born("2005-11"), born("2015-11").replace("P1", "P2"))
    given = records(people, (SCORE, SCORE.replace("P1", "P2")))
    then, now = screened(given, screening.month_before(AS_AT)), screened(given)
    assert list(then.ranked["person_id"]) == ["P1"] and list(now.ranked["person_id"]) == ["P2"]
    since, new = screening.since_last_month(given, then, now), screening.newly_listed(then, now)
    assert list(since["now"]) == ["outside_ages"] and list(new["why"]) == ["came_of_age"]


@pytest.mark.parametrize(
    ("score", "state"), [(16, "below"), (17, "high"), (40, "high"), (1, "below"), (0, "zero_total")]
)
def test_the_sdq_line_is_at_17_and_a_total_of_0_is_to_be_checked(score, state):
    given = records(returns=(f"P1,2022,2021-10-01,{score},",))
    assert states(screened(given)) == {"P1": state}


@pytest.mark.parametrize(
    ("care_from", "care_to", "found"),
    [
        ("2021-11-30", "", {"P1": "high"}),  # came into care on the day
        ("2021-12-01", "", {}),  # the day after
        ("2015-01-01", "2021-12-01", {"P1": "high"}),  # leaves the day after
        ("2015-01-01", "2021-11-30", {}),  # leaves on the day: no longer there
        ("", "", {"P1": "care_dates_not_known"}),
        ("", "2021-11-30", {}),
    ],
)
def test_in_care_on_the_day(care_from, care_to, found):
    given = records((f"P1,2010-06,F,children_in_care,{care_from},{care_to}",))
    assert states(screened(given)) == found


def test_a_child_who_was_never_in_care_is_not_looked_at():
    assert states(screened(records(("P1,2010-06,F,adopted,,",)))) == {}


@pytest.mark.parametrize(
    ("day", "state"),
    [("2020-08-30", "high"), ("2020-08-29", "score_too_old"), ("2021-11-30", "high"), ("2021-12-01", "no_score")],
)
def test_a_score_is_good_for_15_months_to_the_day_and_not_before_it_is_there(day, state):
    given = records(returns=(f"P1,2021,{day},20,",))
    assert states(screened(given)) == {"P1": state}


@pytest.mark.parametrize(
    ("returns", "reason"),
    [
        ((), "no_form"),
        (("P1,2022,,,SDQ2",), "SDQ2"),
        (("P1,2022,,,",), "no_reason"),
        (("P1,2021,,,SDQ2", "P1,2022,,,not_returned"), "not_returned"),  # the latest year says why
        (("P1,2023,,,SDQ5",), "no_form"),  # a year that has not begun
    ],
)
def test_a_missing_sdq_is_listed_with_its_reason(returns, reason):
    given = records(returns=returns)
    now = screened(given)
    rows = screening.not_screened(given, now, RULES)
    assert (
        list(rows["person_id"]) == ["P1"] and list(rows["state"]) == ["no_score"] and list(rows["reason"]) == [reason]
    )
    assert now.ranked.empty
    found = {one.id: one.value for one in screening.counts(now, RULES)}
    assert found["screening.not_screened.no_score.n"] == 1 and found[f"screening.no_score.{reason}.n"] == 1
    assert found["screening.in_scope.n"] == 0 + 1 and found["screening.screened.n"] == 0


def form(day: str, score: int, case: str = "C1", informant: str = "parent_carer") -> str:
    return f"P1,{case},sdq,{informant},baseline,{day},total,{score},raw,"


@pytest.mark.parametrize(
    ("forms", "score", "source"),
    [
        ((form("2021-10-02", 9),), 9, "form"),  # a day later than the return
        ((form("2021-09-30", 9),), 20, "return"),
        ((form("2021-10-01", 21),), 21, "form"),  # the same day: the higher
        ((form("2021-12-01", 30),), 20, "return"),  # after the as-at day
        ((form("2021-11-01", 30, informant="teacher"),), 20, "return"),  # not the carer's form
        ((form("", 30),), 20, "return"),  # nobody knows when
    ],
)
def test_the_latest_total_of_returns_and_forms_counts(forms, score, source):
    now = screened(records(outcomes=table(FORM, *forms)))
    row = now.children.iloc[0]
    assert (int(row["score"]), row["source"]) == (score, source)


def test_a_return_without_a_date_counts_from_the_end_of_its_year():
    given = records(returns=("P1,2021,,22,",))
    assert states(screened(given)) == {"P1": "high"}
    assert states(screened(given, date(2021, 3, 30))) == {"P1": "no_score"}
    row = screened(given).ranked.iloc[0]
    assert not row["is_dated"] and row["score_months"] == 9 - 1  # end of March to end of November


def test_counts_add_up():
    people = tuple(f"P{n},2010-06,F,children_in_care,2015-01-01," for n in range(1, 6))
    returns = ("P1,2022,2021-10-01,17,", "P2,2022,2021-10-01,16,", "P3,2022,2021-10-01,0,", "P4,2019,2019-03-01,30,")
    found = {one.id: one.value for one in screening.counts(screened(records(people, returns)), RULES)}
    assert found["screening.in_care.n"] == found["screening.in_scope.n"] == 5
    assert found["screening.screened.n"] == 1 + 1 and found["screening.not_screened.n"] == 1 + 1 + 1
    assert [found[f"screening.not_screened.{state}.n"] for state in ("zero_total", "score_too_old", "no_score")] == [
        1
    ] * 3


@pytest.mark.parametrize(
    ("month", "score", "why"),
    [
        ("2010-06", 16, ["score"]),
        ("2010-06", 15, ["score"]),
        ("2010-06", 14, []),
        ("2016-02", 17, ["too_young"]),  # six on 15 February, within three months of 30 November
        ("2016-03", 17, []),
        ("2016-02", 16, []),  # two rules
        ("2005-09", 17, ["too_old"]),  # sixteen since 15 September; fifteen on 30 August
        ("2005-08", 17, []),
    ],
)
def test_just_outside_one_rule(month, score, why):
    now = screened(records((born(month),), (f"P1,2022,2021-10-01,{score},",)))
    assert list(screening.just_outside(now, RULES, 2, 3)["why"]) == why


@pytest.mark.parametrize(
    ("as_at", "before"),
    [
        ("2021-11-30", "2021-10-31"),
        ("2021-11-15", "2021-10-15"),
        ("2022-02-28", "2022-01-31"),
        ("2022-03-30", "2022-02-28"),
    ],
)
def test_a_month_before(as_at, before):
    assert screening.month_before(date.fromisoformat(as_at)) == date.fromisoformat(before)
