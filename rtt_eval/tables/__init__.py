"""Tables of a report, made from what disclosure control lets through; no arithmetic here.

Every function gives a `blocks.Table`, or None when there is nothing to show; those in the plural give a list.
"""

from rtt_eval.tables.activity import age_by_sex, referrals_by_month, referrals_by_outcome, waits
from rtt_eval.tables.appendix import band_edges, measures_used, methods, packages, parameters, suppressed
from rtt_eval.tables.completeness import completeness, form_checks, lost_pairs
from rtt_eval.tables.detail import event_statistics, statistics
from rtt_eval.tables.happenings import cse_change, cse_risk, event_directions, events, events_by_child
from rtt_eval.tables.homes import placement_flow, placement_held, placement_moves, placement_types, unplanned_ends
from rtt_eval.tables.money import alternative, placement_costs, unit_costs
from rtt_eval.tables.outcomes import band_transitions, changes, goals, mean_goals, reliable_changes, single_timepoints
from rtt_eval.tables.quality import check_totals, checks, checks_not_run, files, findings, row_ledger
from rtt_eval.tables.views import attendance, feedback_forms, quotes, ratings, shares, themes

__all__ = [
    "age_by_sex",
    "alternative",
    "attendance",
    "band_edges",
    "band_transitions",
    "changes",
    "check_totals",
    "checks",
    "checks_not_run",
    "completeness",
    "cse_change",
    "cse_risk",
    "event_directions",
    "event_statistics",
    "events",
    "events_by_child",
    "feedback_forms",
    "files",
    "findings",
    "form_checks",
    "goals",
    "lost_pairs",
    "mean_goals",
    "measures_used",
    "methods",
    "packages",
    "parameters",
    "placement_costs",
    "placement_flow",
    "placement_held",
    "placement_moves",
    "placement_types",
    "quotes",
    "ratings",
    "referrals_by_month",
    "referrals_by_outcome",
    "reliable_changes",
    "row_ledger",
    "shares",
    "single_timepoints",
    "statistics",
    "suppressed",
    "themes",
    "unit_costs",
    "unplanned_ends",
    "waits",
]
