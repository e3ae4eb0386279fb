"""Sentences of a report, made from what disclosure control lets through: plain English, no arithmetic, no causes.

Every number in them is a figure as it is shown, a threshold or a date.
"""

from rtt_eval.narrative.activity import cohort, referral_months, referrals
from rtt_eval.narrative.annotations import annotation
from rtt_eval.narrative.caveats import before_and_after, events_caveat, measure_caveats
from rtt_eval.narrative.commentary import commentary, unless_empty
from rtt_eval.narrative.data_quality import data_at_a_glance, data_quality, data_summary, forms_back, forms_next, lacks
from rtt_eval.narrative.evaluation import (
    bands_moved,
    evaluation_at_a_glance,
    evaluation_summary,
    events_compared,
    main_change,
    opening,
    other_kinds,
    participants,
    strengths,
)
from rtt_eval.narrative.evaluation_method import analysis, design, ethics, procedure, question, sample
from rtt_eval.narrative.first_pages import main_findings
from rtt_eval.narrative.front import cover, hidden
from rtt_eval.narrative.glance import at_a_glance
from rtt_eval.narrative.individual import (
    caseload_due,
    caseload_made,
    forms_state,
    goals_empty,
    life_line_empty,
    scores_empty,
    sheet_cover,
    sheet_help,
    sheet_summary,
)
from rtt_eval.narrative.looked_after import looked_after
from rtt_eval.narrative.lost import added_value, if_missing
from rtt_eval.narrative.money import break_even, cost
from rtt_eval.narrative.outcomes import completeness, other_outcomes, outcomes, reliable
from rtt_eval.narrative.references import references
from rtt_eval.narrative.returns import sdq_caveat, sdq_returns, sdq_without_offer, sdq_zeros
from rtt_eval.narrative.scorecard import (
    differences,
    exceptions,
    indicator,
    indicator_benchmarks,
    indicator_exceptions,
    indicator_heading,
    scorecard_at_a_glance,
    scorecard_findings,
    scorecard_summary,
    unchecked,
)
from rtt_eval.narrative.screening import (
    screening_at_a_glance,
    screening_caveat,
    screening_delays,
    screening_just_outside,
    screening_last_month,
    screening_list,
    screening_not_known,
    screening_not_screened,
)
from rtt_eval.narrative.service import fund, support, training
from rtt_eval.narrative.since import since_last
from rtt_eval.narrative.stability import (
    away,
    events_among,
    exploitation_risk,
    missing_and_risk,
    placement_stability,
    placements_held,
    significant_events,
)
from rtt_eval.narrative.summary import how_sure, summary
from rtt_eval.narrative.views import attendance, feedback
from rtt_eval.narrative.year import caseload, last_year_missing, people, route_referrals, wait_caveat, waits
from rtt_eval.narrative.year_glance import year_at_a_glance, year_summary

__all__ = [
    "added_value",
    "analysis",
    "annotation",
    "at_a_glance",
    "attendance",
    "away",
    "bands_moved",
    "before_and_after",
    "break_even",
    "caseload",
    "caseload_due",
    "caseload_made",
    "cohort",
    "commentary",
    "completeness",
    "cost",
    "cover",
    "data_at_a_glance",
    "data_quality",
    "data_summary",
    "design",
    "differences",
    "ethics",
    "evaluation_at_a_glance",
    "evaluation_summary",
    "events_among",
    "events_caveat",
    "events_compared",
    "exceptions",
    "exploitation_risk",
    "feedback",
    "forms_back",
    "forms_next",
    "forms_state",
    "fund",
    "goals_empty",
    "hidden",
    "how_sure",
    "if_missing",
    "indicator",
    "indicator_benchmarks",
    "indicator_exceptions",
    "indicator_heading",
    "lacks",
    "last_year_missing",
    "life_line_empty",
    "looked_after",
    "main_change",
    "main_findings",
    "measure_caveats",
    "missing_and_risk",
    "opening",
    "other_kinds",
    "other_outcomes",
    "outcomes",
    "participants",
    "people",
    "placement_stability",
    "placements_held",
    "procedure",
    "question",
    "references",
    "referral_months",
    "referrals",
    "reliable",
    "route_referrals",
    "sample",
    "scorecard_at_a_glance",
    "scorecard_findings",
    "scorecard_summary",
    "scores_empty",
    "screening_at_a_glance",
    "screening_caveat",
    "screening_delays",
    "screening_just_outside",
    "screening_last_month",
    "screening_list",
    "screening_not_known",
    "screening_not_screened",
    "sdq_caveat",
    "sdq_returns",
    "sdq_without_offer",
    "sdq_zeros",
    "sheet_cover",
    "sheet_help",
    "sheet_summary",
    "significant_events",
    "since_last",
    "strengths",
    "summary",
    "support",
    "training",
    "unchecked",
    "unless_empty",
    "wait_caveat",
    "waits",
    "year_at_a_glance",
    "year_summary",
]
