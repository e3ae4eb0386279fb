"""A screening of a few lines of CSV: one child in care on 30 November 2021, and what a test says of it."""

from __future__ import annotations

from datetime import date

from rtt_eval import measures, score, screening
from rtt_eval.load import Records
from rtt_eval.screening import Screened
from tests.small_records import records_of

AS_AT = date(2021, 11, 30)
PERSON = "person_id,birth_month,sex,status,in_care_from,in_care_to"
RETURN = "person_id,year_ending,date_completed,score,missing_reason"
FORM = "person_id,case_id,measure,informant,timepoint,date_completed,subscale,score,score_kind,missing_reason"
PLACEMENT = "placement_id,person_id,start,end,placement_type,is_temporary,is_new_carer"
EPISODE = "person_id,kind,start,end"
RISK = "person_id,date,kind,level"
REFERRAL = "referral_id,person_id,received,route,decision,decision_date,closed"
CASE = "case_id,person_id,referral_id,service,start,end,first_network_meeting"

POINTS = {
    "sdq": {17: 1, 20: 2},
    "moves_12_months": {1: 1, 2: 3},
    "moves_since_care": {3: 2},
    "missing_12_months": {1: 1, 3: 2},
    "cse": {"low": 1, "high": 3},
    "months_in_placement": {6: 1, 3: 2},
}
RULES = screening.Rules(6, 15, 17, 15, 2, POINTS)

ONE = "P1,2010-06,F,children_in_care,2015-01-01,"
SCORE = "P1,2022,2021-10-01,20,"


def table(head: str, *lines: str) -> str:
    return "\n".join([head, *(line for line in lines if line)])


def records(people: tuple[str, ...] = (ONE,), returns: tuple[str, ...] = (SCORE,), **more: str) -> Records:
    """Records with these people and returns; `more`: other tables, as text."""
    return records_of(young_people=table(PERSON, *people), sdq_returns=table(RETURN, *returns), **more)


def screened(given: Records, as_at: date = AS_AT, rules: screening.Rules = RULES) -> Screened:
    scores = score.responses(given.outcomes, measures.load_all(), young_people=given.young_people)
    return screening.screen(given, screening.sdq_scores(given, scores), as_at, rules)


def states(now: Screened) -> dict[str, str]:
    return dict(zip(now.children["person_id"], now.children["state"], strict=True))


def value(now: Screened, part: str, person_id: str = "P1") -> object:
    rows = now.points[(now.points["person_id"] == person_id) & (now.points["part"] == part)]
    return rows["value"].iloc[0]
