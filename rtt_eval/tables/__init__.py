"""Tables of a report, made from what disclosure control lets through; no arithmetic here.

Every function gives a `blocks.Table`, or None when there is nothing to show; those in the plural give a list.
"""

from rtt_eval.tables.activity import age_by_sex, referrals_by_outcome, waits
from rtt_eval.tables.apa import apa
from rtt_eval.tables.appendix import exceptions, packages, parameters, release_checklist, suppressed
from rtt_eval.tables.bands import band_shifts, tests
from rtt_eval.tables.benchmarks import benchmarks
from rtt_eval.tables.completeness import completeness, form_checks, lost_pairs, lost_pairs_elsewhere
from rtt_eval.tables.data_quality import (
    columns_read,
    forms_by_measure,
    forms_by_worker,
    forms_due,
    lacks,
    rows_read,
)
from rtt_eval.tables.evaluation import (
    change_statistics,
    exposure,
    flow,
    flow_elsewhere,
    measures_reliability,
    other_changes,
    participants,
    t_tests,
)
from rtt_eval.tables.every_measure import every_measure
from rtt_eval.tables.happenings import cse_risk, events, events_by_child
from rtt_eval.tables.homes import placement_held, placement_moves, placement_types, unplanned_ends
from rtt_eval.tables.individual import (
    caseload_due,
    caseload_failed,
    caseload_sheets,
    forms_missing,
    forms_next,
    other_scales,
    score_steps,
)
from rtt_eval.tables.looked_after import (
    looked_after,
    looked_after_sdq_bands,
    looked_after_sdq_no_score,
    return_matching,
    return_oddities,
)
from rtt_eval.tables.measures import band_edges, measures_used, thresholds
from rtt_eval.tables.methods import methods
from rtt_eval.tables.missing_forms import if_missing
from rtt_eval.tables.money import alternative, placement_costs, unit_costs
from rtt_eval.tables.outcomes import all_changes, clinical_counts, goals, mean_scores, over_time
from rtt_eval.tables.quality import check_totals, checks, checks_not_run, files, findings, row_ledger
from rtt_eval.tables.reliable import any_measure, reliable_changes
from rtt_eval.tables.returns import sdq_bands, sdq_indicators, sdq_no_return, sdq_without_offer
from rtt_eval.tables.scorecard import (
    indicator_numbers,
    printed_differences,
    scorecard,
    scorecard_years,
)
from rtt_eval.tables.screening import (
    screening_just_outside,
    screening_list,
    screening_not_known,
    screening_points,
    screening_rules,
)
from rtt_eval.tables.screening_follow_up import (
    screening_delays,
    screening_last_month,
    screening_left_out,
    screening_left_out_children,
    screening_new,
    screening_tracker,
)
from rtt_eval.tables.service import attendees, events_held, fund, fund_outcomes, interventions, support, training
from rtt_eval.tables.since import changes_by_section, every_change, headline_changes
from rtt_eval.tables.statistics import event_statistics, monthly_limits
from rtt_eval.tables.views import attendance, feedback_forms, options, quotes, ratings, shares, themes
from rtt_eval.tables.year import caseload, ethnicities, people, referrals_by_route, roles, weeks_waited

__all__ = [
    "age_by_sex",
    "all_changes",
    "alternative",
    "any_measure",
    "apa",
    "attendance",
    "attendees",
    "band_edges",
    "band_shifts",
    "benchmarks",
    "caseload",
    "caseload_due",
    "caseload_failed",
    "caseload_sheets",
    "change_statistics",
    "changes_by_section",
    "check_totals",
    "checks",
    "checks_not_run",
    "clinical_counts",
    "columns_read",
    "completeness",
    "cse_risk",
    "ethnicities",
    "event_statistics",
    "events",
    "events_by_child",
    "events_held",
    "every_change",
    "every_measure",
    "exceptions",
    "exposure",
    "feedback_forms",
    "files",
    "findings",
    "flow",
    "flow_elsewhere",
    "form_checks",
    "forms_by_measure",
    "forms_by_worker",
    "forms_due",
    "forms_missing",
    "forms_next",
    "fund",
    "fund_outcomes",
    "goals",
    "headline_changes",
    "if_missing",
    "indicator_numbers",
    "interventions",
    "lacks",
    "looked_after",
    "looked_after_sdq_bands",
    "looked_after_sdq_no_score",
    "lost_pairs",
    "lost_pairs_elsewhere",
    "mean_scores",
    "measures_reliability",
    "measures_used",
    "methods",
    "monthly_limits",
    "options",
    "other_changes",
    "other_scales",
    "over_time",
    "packages",
    "parameters",
    "participants",
    "people",
    "placement_costs",
    "placement_held",
    "placement_moves",
    "placement_types",
    "printed_differences",
    "quotes",
    "ratings",
    "referrals_by_outcome",
    "referrals_by_route",
    "release_checklist",
    "reliable_changes",
    "return_matching",
    "return_oddities",
    "roles",
    "row_ledger",
    "rows_read",
    "score_steps",
    "scorecard",
    "scorecard_years",
    "screening_delays",
    "screening_just_outside",
    "screening_last_month",
    "screening_left_out",
    "screening_left_out_children",
    "screening_list",
    "screening_new",
    "screening_not_known",
    "screening_points",
    "screening_rules",
    "screening_tracker",
    "sdq_bands",
    "sdq_indicators",
    "sdq_no_return",
    "sdq_without_offer",
    "shares",
    "support",
    "suppressed",
    "t_tests",
    "tests",
    "themes",
    "thresholds",
    "training",
    "unit_costs",
    "unplanned_ends",
    "waits",
    "weeks_waited",
]
