"""Who was referred, who was seen and what was done: for the intensive programme, and for the service in a year."""

from rtt_eval.activity.caseload import caseload, involvements
from rtt_eval.activity.evaluated import evaluated, participants
from rtt_eval.activity.fund import fund
from rtt_eval.activity.people import demographics
from rtt_eval.activity.programme import AGE_BANDS, cohort, completed_years, referrals, young_people
from rtt_eval.activity.routes import referrals_by_route
from rtt_eval.activity.support import interventions, support
from rtt_eval.activity.training import training
from rtt_eval.activity.waits import waits
from rtt_eval.activity.year import Year, children_worked_with, since, year

__all__ = [
    "AGE_BANDS",
    "Year",
    "caseload",
    "children_worked_with",
    "cohort",
    "completed_years",
    "demographics",
    "evaluated",
    "fund",
    "interventions",
    "involvements",
    "participants",
    "referrals",
    "referrals_by_route",
    "since",
    "support",
    "training",
    "waits",
    "year",
    "young_people",
]
