"""Charts: one function a question, from what disclosure control has let through to a block with an SVG.

`charts.name(safe, params, ...)` gives a `blocks.Chart`, or None where nothing may be shown. A chart does no arithmetic
and draws nothing that is hidden: a hidden value has a hollow diamond and its symbol, never a bar of length zero.
"""

from rtt_eval.charts.activity import age_by_sex, referrals_by_month
from rtt_eval.charts.benchmarks import benchmark_lines
from rtt_eval.charts.costs import cost_range, programme_cost
from rtt_eval.charts.events import event_rates, events_before_during, risk_levels
from rtt_eval.charts.feedback import feedback_bars, ratings
from rtt_eval.charts.forest import change_forest
from rtt_eval.charts.glance import headlines
from rtt_eval.charts.indicators import against_target, months, rag_months, sparklines
from rtt_eval.charts.individual import goal_lines, score_lines
from rtt_eval.charts.life_line import life_line
from rtt_eval.charts.outcomes import band_flow, completeness, paired_paths
from rtt_eval.charts.placements import moves_windows, placement_flow, placement_held
from rtt_eval.charts.process import xmr
from rtt_eval.charts.reliable import reliable_scatter
from rtt_eval.charts.returns import sdq_bands
from rtt_eval.charts.screening import screening_points
from rtt_eval.charts.survival import kaplan_meier
from rtt_eval.charts.waits import waits
from rtt_eval.charts.year import bars_against_last_year

__all__ = [
    "against_target",
    "age_by_sex",
    "band_flow",
    "bars_against_last_year",
    "benchmark_lines",
    "change_forest",
    "completeness",
    "cost_range",
    "event_rates",
    "events_before_during",
    "feedback_bars",
    "goal_lines",
    "headlines",
    "kaplan_meier",
    "life_line",
    "months",
    "moves_windows",
    "paired_paths",
    "placement_flow",
    "placement_held",
    "programme_cost",
    "rag_months",
    "ratings",
    "referrals_by_month",
    "reliable_scatter",
    "risk_levels",
    "score_lines",
    "screening_points",
    "sdq_bands",
    "sparklines",
    "waits",
    "xmr",
]
