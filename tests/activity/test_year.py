"""A year of the service, counted by hand on a few rows."""

from __future__ import annotations

from datetime import date

import pytest

from rtt_eval import activity
from rtt_eval.activity.year import a_year_before, covers, dated_in
from tests.small_records import records_of

YEAR = activity.year(date(2017, 4, 1), date(2018, 3, 31), date(2018, 3, 31))

PEOPLE = """
    person_id,birth_month,sex,ethnicity,status
    A,2013-03,F,A1,adopted
    B,2013-04,M,A1,sgo
    C,2000-01,M,B1,children_in_care
    D,2008-06,F,,children_in_care
    E,1990-01,,E3,care_leaver
"""


def values(figures):
    return {figure.id: figure.value for figure in figures}


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2018, 3, 31), date(2017, 3, 31)),
        (date(2020, 2, 29), date(2019, 2, 28)),  # the last day of February stays the last
        (date(2021, 2, 28), date(2020, 2, 29)),
    ],
)
def test_the_same_day_a_year_before(day, before):
    assert a_year_before(day) == before


def test_both_ends_of_the_year_count():
    received = records_of(
        referrals="""
        referral_id,person_id,received,route
        R1,A,2017-03-31,sgo
        R2,A,2017-04-01,sgo
        R3,B,2018-03-31,sgo
        R4,B,2018-04-01,sgo
        """
    ).referrals["received"]
    assert list(dated_in(received, YEAR)) == [False, True, True, False]


def test_an_extract_of_some_weeks_is_not_a_year():
    received = records_of(
        referrals="""
        referral_id,person_id,received,route
        R1,A,2017-03-01,sgo
        R2,A,2017-06-01,sgo
        """
    ).referrals["received"]
    assert not covers(received, YEAR.previous)
    assert not covers(received[:0], YEAR.previous)
    assert covers(received, activity.year(date(2017, 3, 1), date(2018, 2, 28), date(2018, 2, 28)))


REFERRALS = """
    referral_id,person_id,received,route,decision,first_consultation,first_therapy,closed
    P1,A,2016-04-04,sgo,accepted,,,
    P2,B,2016-12-24,high_sdq,accepted,,,
    R1,A,2017-04-01,sgo,accepted,2017-04-29,2017-09-02,
    R2,A,2017-08-01,sgo,accepted,2017-08-15,,
    R3,B,2017-09-01,high_sdq,consultation_only,2017-09-29,,
    R4,C,2018-03-01,children_in_care,accepted,,,
    R5,D,2018-03-02,children_in_care,signposted,,,
    R6,E,2017-05-01,post_adoption,accepted,,,2017-06-01
"""


def test_referrals_by_route_beside_last_year():
    found = values(activity.referrals_by_route(records_of(referrals=REFERRALS, young_people=PEOPLE), YEAR))
    assert found["referrals.new.total.n"] == 2 + 1 + 2 + 1
    assert [found[f"referrals.new.{route}.n"] for route in ("sgo", "high_sdq", "children_in_care")] == [2, 1, 2]
    assert found["referrals.children.n"] == 5  # A was referred twice
    assert found["referrals.previous_year.total.n"] == 2 and found["referrals.previous_year.sgo.n"] == 1
    assert found["referrals.change.total.n"] == 6 - 2 and found["referrals.change.total.pct"] == 100 * (6 - 2) / 2
    assert found["referrals.change.post_adoption.pct"] is None  # none last year
    assert "referrals.new.iip.n" not in found  # nobody came by that route


def test_without_records_of_last_year_its_figures_are_not_known():
    now = "\n".join(line for line in REFERRALS.splitlines() if "P1" not in line and "P2" not in line)
    figures = activity.referrals_by_route(records_of(referrals=now, young_people=PEOPLE), YEAR)
    last = {figure.id: figure for figure in figures if "previous_year" in figure.id}
    assert last and all(figure.value is None and "reach back" in figure.note for figure in last.values())
    assert not [figure for figure in figures if "change" in figure.id]


def test_waits_in_weeks_and_those_who_still_wait():
    figures = activity.waits(
        records_of(referrals=REFERRALS, young_people=PEOPLE), YEAR, {"consultation": 3, "therapy": 18}
    )
    found = values(figures)
    assert found["waits.consultation.weeks.n"] == 3  # R1 28 days, R2 14 days, R3 28 days
    assert found["waits.consultation.weeks.median"] == 28 / 7
    assert found["waits.consultation.weeks.q1"] == (14 + 28) / 2 / 7
    assert found["waits.consultation.over_target.n"] == 2
    assert found["waits.consultation.over_target.pct"] == pytest.approx(100 * 2 / 3)
    assert found["waits.consultation.still_waiting.n"] == 1  # R4; R5 was signposted, R6 is closed
    assert found["waits.therapy.weeks.median"] == 154 / 7  # R1 alone: 1 April to 2 September
    assert found["waits.therapy.still_waiting.n"] == 2  # R2 and R4; R3 was for a consultation only
    assert found["waits.therapy.still_waiting_over_target.n"] == 1  # R2, since 1 August: 242 days


INVOLVEMENTS = """
    involvement_id,person_id,family_id,role,intervention,start,end
    V1,A,F1,post_adoption_coordinator,assessment,2017-05-01,
    V2,A,F1,therapeutic_intervention_worker,ddp,2017-06-01,2018-03-31
    V3,B,F2,sgo_coordinator,support,2016-01-01,2017-04-02
    V4,C,F1,post_adoption_coordinator,assessment,2016-12-01,2017-06-01
    V5,D,,sgo_coordinator,assessment,2018-03-31,
    V6,E,F3,other_therapeutic_team,,2016-01-01,2017-04-01
"""


def test_worked_with_open_and_by_role():
    records = records_of(involvements=INVOLVEMENTS, young_people=PEOPLE)
    found = values([*activity.caseload(records, YEAR), *activity.involvements(records, YEAR)])
    assert found["caseload.worked_with.n"] == 4  # E ended on 1 April, a day on which it is no more
    assert found["caseload.open_on_census.n"] == 2  # A (V1) and D; V2 ended on the day
    assert found["caseload.open_on_census.previous_year.n"] == 3  # B, C and E
    assert found["involvements.n"] == 5 and found["involvements.children.n"] == 4
    assert found["involvements.role.post_adoption_coordinator.children.n"] == 2
    assert found["involvements.role.sgo_coordinator.children.n"] == 2
    assert found["involvements.role.therapeutic_intervention_worker.children.n"] == 1
    assert found["involvements.more_than_one_role.children.n"] == 1  # A: 2 + 2 + 1 children by role, 4 in all
    assert found["involvements.role.other_therapeutic_team.n"] == 0


def test_open_a_year_before_is_not_known_without_earlier_work():
    now = "\n".join(line for line in INVOLVEMENTS.splitlines() if ",2016-" not in line)
    figures = {
        figure.id: figure for figure in activity.caseload(records_of(involvements=now, young_people=PEOPLE), YEAR)
    }
    figure = figures["caseload.open_on_census.previous_year.n"]
    assert figure.value is None and "no involvement" in figure.note


def test_who_the_children_are():
    found = values(activity.demographics(records_of(involvements=INVOLVEMENTS, young_people=PEOPLE), YEAR))
    assert [found[f"demographics.age.{band}.n"] for band in ("0_to_4", "5_to_10", "16_to_18")] == [1, 2, 1]
    # A is 5 since 15 March, B turns 5 on 15 April, D is 9, C is 18
    assert found["demographics.sex.F.n"] == 2 and found["demographics.sex.M.n"] == 2
    assert found["demographics.ethnicity_group.white_british.n"] == 2
    assert found["demographics.ethnicity_group.all_other.n"] == 1
    assert found["demographics.ethnicity_group.not_known.n"] == 1  # D's is blank
    assert found["demographics.ethnicity.B1.n"] == 1 and found["demographics.ethnicity.not_known.n"] == 1
    assert "demographics.sex.U.n" not in found


def test_interventions_and_families():
    records = records_of(involvements=INVOLVEMENTS, young_people=PEOPLE)
    found = values([*activity.interventions(records, YEAR), *activity.support(records, YEAR)])
    assert found["interventions.assessment.n"] == 3 and found["interventions.total.n"] == 3 + 1 + 1
    assert found["support.post_adoption.children.n"] == 2 and found["support.post_adoption.families.n"] == 1
    assert found["support.post_adoption.assessments.n"] == 1  # that of C began the year before
    assert found["support.sgo.families.n"] == 1  # D's family is not known


def test_the_fund_counts_what_was_approved_in_the_year():
    records = records_of(
        young_people=PEOPLE,
        asf_applications="""
        application_id,person_id,family_id,order_type,submitted,decided,status,kind,amount_gbp
        S1,A,F1,adoption,2017-03-20,2017-04-01,approved,therapy,1000.10
        S2,A,F1,adoption,2017-06-01,2017-06-20,approved,assessment,200.25
        S3,C,F1,adoption,2017-07-01,2017-07-20,approved,therapy,
        S4,C,F1,adoption,2018-03-20,2018-04-10,approved,therapy,500
        S5,B,F2,sgo,2017-05-01,2017-06-01,refused,therapy,
        S6,D,F4,sgo,2018-03-01,,pending,therapy,
        """,
    )
    found = {figure.id: figure for figure in activity.fund(records, YEAR)}
    assert found["asf.adoption.approved.n"].value == 3
    assert found["asf.adoption.approved.gbp"].value == pytest.approx(1000.10 + 200.25)
    assert "1 approved" in found["asf.adoption.approved.gbp"].note
    assert found["asf.adoption.approved.no_amount.n"].value == 1
    assert found["asf.adoption.children.n"].value == 2 and found["asf.adoption.families.n"].value == 1
    assert found["asf.sgo.approved.n"].value == 0 and found["asf.sgo.submitted.n"].value == 2
    assert found["asf.sgo.submitted.refused.n"].value == found["asf.sgo.submitted.pending.n"].value == 1


def test_training_counts_courses_places_and_people_apart():
    records = records_of(
        training_events="""
        event_id,date,course,kind
        E1,2017-05-01,Attachment,course
        E2,2017-06-01,attachment ,course
        E3,2017-07-01,Sleep,course
        E4,2017-08-01,Coffee,support_group
        """,
        attendance="""
        event_id,attendee_key,attendee_role,attended
        E1,K1,adopter,yes
        E1,K2,school,no
        E2,K1,adopter,yes
        E2,K3,,yes
        E4,K4,adopter,yes
        """,
    )
    found = values(activity.training(records, YEAR))
    assert found["training.events.n"] == 3 and found["training.courses.n"] == 2
    assert found["training.attendees.n"] == 3 and found["training.people.n"] == 2
    assert found["training.role.adopter.n"] == 2 and found["training.role.not_recorded.n"] == 1
    assert found["training.events_without_attendees.n"] == 1  # Sleep
    assert found["training.kind.support_group.events.n"] == 1
    assert "training.previous_year.events.n" not in found
