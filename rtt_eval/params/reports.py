"""The reports that there are: the settings of each, its title, its sections, and the tables that it reads."""

from __future__ import annotations

from typing import get_args

from rtt_eval.params.annual import AnnualReport
from rtt_eval.params.common import ReportParams
from rtt_eval.params.data_quality import DataQuality
from rtt_eval.params.iip import IipEvaluation
from rtt_eval.params.individual import IndividualOutcomes
from rtt_eval.params.scorecard import PerformanceScorecard
from rtt_eval.params.screening import ReferralScreening
from rtt_eval.params.service import ServiceEvaluation
from rtt_eval.schemas import RESTRICTED_TABLES, tables

REPORTS: dict[str, type[ReportParams]] = {
    "iip_evaluation": IipEvaluation,
    "annual_report": AnnualReport,
    "service_evaluation": ServiceEvaluation,
    "individual_outcomes": IndividualOutcomes,
    "referral_screening": ReferralScreening,
    "performance_scorecard": PerformanceScorecard,
    "data_quality": DataQuality,
}

AUDIENCES: dict[str, tuple[str, ...]] = {
    report: get_args(model.model_fields["audience"].annotation) for report, model in REPORTS.items()
}
"""The audiences for which each report may be made: what its model's `audience` allows."""

TITLES = {
    "iip_evaluation": "IIP six-monthly evaluation",
    "annual_report": "Therapeutic Team: annual report",
    "service_evaluation": "Service evaluation",
    "individual_outcomes": "Individual outcomes",
    "referral_screening": "Referral screening",
    "performance_scorecard": "Performance scorecard",
    "data_quality": "Data quality",
}

COMMENTARY_SECTIONS = {
    "iip_evaluation": (
        "summary",
        "recommendations",
        "referrals",
        "young_people",
        "placement_stability",
        "missing_and_risk",
        "significant_events",
        "outcomes",
        "cost",
        "feedback",
        "case_examples",
        "discussion",
    ),
    "annual_report": (
        "summary",
        "recommendations",
        "background",
        "service",
        "sdq",
        "looked_after",
        "activity",
        "waits",
        "support",
        "fund",
        "training",
        "outcomes",
        "feedback",
        "options",
        "consultation",
        "timetable",
        "financial",
        "legal",
        "human_resources",
        "children",
        "equalities",
        "partners",
        "risks",
        "accountable_officers",
    ),
    "service_evaluation": (
        "summary",
        "background",
        "sample",
        "procedure",
        "results",
        "significant_events",
        "feedback",
        "themes",
        "discussion",
        "recommendations",
        "feedback_plan",
        "references",
    ),
    "individual_outcomes": ("summary",),
    "referral_screening": ("summary", "screening", "not_screened", "last_month", "delays", "next_steps"),
    "data_quality": ("summary", "next_steps"),
    "performance_scorecard": ("summary", "scorecard", "exceptions", "next_steps"),
}
"""Where an author's own words may stand in each report."""

AUTHOR_WRITES = {
    "iip_evaluation": ("recommendations", "case_examples", "discussion"),
    "annual_report": (
        "recommendations",
        "background",
        "options",
        "consultation",
        "timetable",
        "financial",
        "legal",
        "human_resources",
        "children",
        "equalities",
        "partners",
        "risks",
        "accountable_officers",
    ),
    "service_evaluation": ("background", "discussion", "recommendations", "feedback_plan"),
    "individual_outcomes": (),
    "referral_screening": (),
    "performance_scorecard": (),
    "data_quality": (),
}
"""Sections that only the author can write: without commentary they say so, and a run lists them."""

TABLES_USED = {
    "iip_evaluation": (
        "young_people",
        "placements",
        "missing_episodes",
        "significant_events",
        "risk_scores",
        "referrals",
        "iip_cases",
        "outcomes",
        "training_events",
        "attendance",
        "feedback",
        "placement_costs",
    ),
    "annual_report": (
        "young_people",
        "referrals",
        "involvements",
        "iip_cases",
        "outcomes",
        "sdq_returns",
        "training_events",
        "attendance",
        "feedback",
        "asf_applications",
        "header",
        "episodes",
        "oc2",
        "missing",
    ),
    "service_evaluation": (
        "young_people",
        "placements",
        "missing_episodes",
        "significant_events",
        "referrals",
        "involvements",
        "iip_cases",
        "outcomes",
        "training_events",
        "feedback",
    ),
    "individual_outcomes": (
        "young_people",
        "placements",
        "missing_episodes",
        "significant_events",
        "risk_scores",
        "involvements",
        "iip_cases",
        "outcomes",
    ),
    "referral_screening": (
        "young_people",
        "placements",
        "missing_episodes",
        "risk_scores",
        "referrals",
        "iip_cases",
        "outcomes",
        "sdq_returns",
    ),
    "performance_scorecard": ("indicators", "indicator_values", "benchmarks"),
    "data_quality": tuple(name for name in tables() if name not in RESTRICTED_TABLES),
}
"""The canonical tables, and those of the statutory return, that each report reads; rows of others are not used."""

TABLES_NEEDED = {
    "iip_evaluation": ("young_people", "iip_cases", "referrals"),
    "annual_report": ("young_people", "involvements", "referrals"),
    "service_evaluation": ("young_people",),
    "individual_outcomes": ("young_people",),
    "referral_screening": ("young_people",),
    "performance_scorecard": ("indicators", "indicator_values"),
    "data_quality": (),
}
"""The tables without which a report cannot be made."""


def still_to_write(params: ReportParams) -> tuple[str, ...]:
    """The sections that only the author can write and that are empty."""
    return tuple(name for name in AUTHOR_WRITES[params.report] if not params.commentary.get(name, "").strip())


def own_words(params: ReportParams) -> dict[str, str]:
    """The author's own words by where they stand: the title, sections of the commentary, exceptions of a scorecard."""
    exceptions = params.exceptions if isinstance(params, PerformanceScorecard) else {}
    written = {
        "title": params.title or "",
        **params.commentary,
        **{f"exceptions {id}": words for id, words in exceptions.items()},
    }
    return {place: words for place, words in written.items() if words.strip()}
