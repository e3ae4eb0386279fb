"""The yearly SDQ returns, counted by hand on a few rows."""

from __future__ import annotations

from datetime import date

import pytest

from rtt_eval import disclosure, returns
from tests.small_records import records_of

CENSUS = date(2018, 3, 31)

PEOPLE = """
    person_id,birth_month,sex,status,in_care_from,in_care_to
    A,2010-01,F,children_in_care,2015-01-01,
    B,2012-03,M,children_in_care,2017-03-31,
    C,2012-04,M,children_in_care,2017-04-01,
    D,2014-06,F,children_in_care,2017-12-31,
    E,2000-03,M,children_in_care,2010-01-01,
    F,2009-01,F,children_in_care,2015-01-01,2018-03-31
    G,,F,children_in_care,2015-01-01,
    """
RETURNS = """
    person_id,year_ending,national_eligible,local_eligible,date_completed,score,missing_reason
    A,2018,yes,yes,2017-06-01,17,
    B,2018,,,2017-07-01,0,
    C,2018,,,2017-08-01,13,
    D,2018,,,,,SDQ2
    E,2018,,,2017-09-01,20,
    F,2018,,,,,
    G,2018,,,2018-04-02,30,
    A,2017,yes,yes,2016-06-01,9,
    """


def found(year: int = 2018):
    records = records_of(sdq_returns=RETURNS, young_people=PEOPLE)
    return {figure.id: figure for figure in returns.returns(records, year, CENSUS)}


def test_cohorts_follow_from_age_and_time_in_care_where_no_flag_is_given():
    rows = returns.of_year(records_of(sdq_returns=RETURNS, young_people=PEOPLE), 2018, CENSUS).set_index("person_id")
    assert rows.loc["B", "age"] == 6 and rows.loc["C", "age"] == 5  # 15 March and 15 April 2012
    assert list(rows["national"].astype(object).where(rows["national"].notna(), None)) == [
        True,  # A: the flag
        True,  # B: 6, in care for just 12 months
        False,  # C: a day short of 12 months
        False,  # D: 3 years old
        False,  # E: 18
        False,  # F: left care on the day
        None,  # G: no month of birth
    ]
    assert list(rows["local"].dropna()) == [True, True, True, True, False, False]  # D: since 31 December, just 3 months


def test_the_national_indicator():
    one = found()
    assert one["sdq.national.eligible.n"].value == one["sdq.national.completed.n"].value == 2
    assert one["sdq.national.completed.pct"].value == 100
    assert one["sdq.national.mean"].value == (17 + 0) / 2
    assert one["sdq.national.mean_without_zeros"].value == 17
    assert one["sdq.national.not_known.n"].value == 1


def test_the_local_indicator():
    one = found()
    assert one["sdq.local.eligible.n"].value == 4 and one["sdq.local.completed.n"].value == 3
    assert one["sdq.local.completed.pct"].value == 75
    assert one["sdq.local.mean"].value == (17 + 0 + 13) / 3
    assert one["sdq.local.no_return.SDQ2.n"].value == 1


def test_bands_with_zero_apart():
    one = found()
    bands = ("close_to_average", "slightly_raised", "high", "very_high")
    assert [one[f"sdq.returns.band.{band}.n"].value for band in bands] == [1, 0, 1, 1]  # 13, none, 17, 20
    assert one["sdq.returns.zero_total.n"].value == 1
    assert one["sdq.returns.n"].value == 4  # G's form is dated after the last day that counts
    assert one["sdq.returns.high_or_above.n"].value == 2


def test_rows_without_a_score_are_counted_by_reason():
    one = found()
    assert one["sdq.returns.rows.n"].value == 7
    no_return = {id.split(".")[3]: figure.value for id, figure in one.items() if id.startswith("sdq.returns.no_return")}
    assert {code: n for code, n in no_return.items() if n} == {"SDQ2": 1, "no_reason": 2}  # D; F and G
    assert 4 + sum(no_return.values()) == 7


@pytest.mark.parametrize("band", ["band.close_to_average", "band.high", "zero_total", "no_return.SDQ2"])
def test_a_group_and_the_rest_add_up_to_the_larger_group(band):
    one = found()
    local, rest = one[f"sdq.local.{band}.n"], one[f"sdq.returns_not_local.{band}.n"]
    whole = f"sdq.returns.{band}.n"
    assert whole in local.parts_of and whole in rest.parts_of
    assert local.value + rest.value == one[whole].value


def test_a_child_in_the_national_cohort_alone_breaks_no_sum():
    flagged = RETURNS.replace("A,2018,yes,yes", "A,2018,yes,no")
    records = records_of(sdq_returns=flagged, young_people=PEOPLE)
    one = {figure.id: figure for figure in returns.returns(records, 2018, CENSUS)}
    assert not [id for id in one if id.startswith("sdq.local_not_national")]
    assert not any(part.startswith("sdq.local.") for part in one["sdq.national.band.high.n"].parts_of)


def test_a_year_without_returns_has_no_figures():
    assert found(2016) == {}


@pytest.mark.parametrize(
    ("day", "ending"), [(date(2018, 3, 31), 2018), (date(2018, 3, 30), 2017), (date(2018, 9, 30), 2018)]
)
def test_the_year_of_returns_is_that_of_the_last_31_march(day, ending):
    assert returns.year_ending(day) == ending


def test_high_scores_without_an_offer_by_their_place():
    records = records_of(
        sdq_returns=RETURNS,
        young_people=PEOPLE,
        referrals="""
        referral_id,person_id,received,route
        R1,E,2016-05-01,high_sdq
        """,
        involvements="""
        involvement_id,person_id,role,start,end
        V1,A,other_therapeutic_team,2016-01-01,2017-04-02
        """,
    )
    rows = returns.without_offer(records, 2018, CENSUS)
    assert list(rows["place"]) == ["sdq_returns.csv, row 6"]  # E: the referral was the year before; A was seen
    assert list(rows["score"]) == [20] and list(rows["band"]) == ["very_high"] and list(rows["age"]) == [18]


def test_the_list_of_children_stays_in_the_team():
    rows = {
        "sdq_without_offer": returns.without_offer(records_of(sdq_returns=RETURNS, young_people=PEOPLE), 2018, CENSUS)
    }
    assert "sdq_without_offer" in disclosure.protect([], "team", rows).rows
    assert not any(disclosure.protect([], audience, rows).rows for audience in ("dlt", "public", "trainee"))
