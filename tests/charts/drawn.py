"""Every chart of the report, and the boxes of the text that it draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from rtt_eval import charts
from rtt_eval.blocks import Chart
from rtt_eval.disclosure import Safe
from rtt_eval.params import ReferralScreening
from tests.charts.invented import PARAMS
from tests.charts.invented_child import CHILD
from tests.charts.invented_scorecard import LISTED, SCORECARD

SDQ_TOTAL = ("sdq", "parent_carer", "total", "month_3")

EVERY: dict[str, Callable[[Safe], Chart | None]] = {
    "referrals_by_month": lambda safe: charts.referrals_by_month(safe, PARAMS),
    "age_by_sex": lambda safe: charts.age_by_sex(safe, PARAMS),
    "placement_flow": lambda safe: charts.placement_flow(safe, PARAMS),
    "moves_windows": lambda safe: charts.moves_windows(safe, PARAMS),
    "placement_held": lambda safe: charts.placement_held(safe, PARAMS),
    "kaplan_meier": lambda safe: charts.kaplan_meier(safe, PARAMS),
    "events_before_during": lambda safe: charts.events_before_during(safe, PARAMS, "placement_move"),
    "event_rates": lambda safe: charts.event_rates(safe, PARAMS, ("placement_move", "missing", "away")),
    "risk_levels": lambda safe: charts.risk_levels(safe, PARAMS),
    "paired_paths": lambda safe: charts.paired_paths(safe, PARAMS, *SDQ_TOTAL),
    "paired_paths_higher_better": lambda safe: charts.paired_paths(
        safe, PARAMS, "carer_questionnaire", "parent_carer", "total", "month_3"
    ),
    "paired_paths_short_scale": lambda safe: charts.paired_paths(
        safe, PARAMS, "sdq", "parent_carer", "prosocial", "month_3"
    ),
    "paired_paths_radq": lambda safe: charts.paired_paths(safe, PARAMS, "radq", "parent_carer", "total", "month_3"),
    "band_flow": lambda safe: charts.band_flow(safe, PARAMS, *SDQ_TOTAL),
    "change_forest": lambda safe: charts.change_forest(safe, PARAMS),
    "completeness": lambda safe: charts.completeness(safe, PARAMS),
    "feedback_bars": lambda safe: charts.feedback_bars(safe, PARAMS, "workshop"),
    "feedback_bars_three": lambda safe: charts.feedback_bars(safe, PARAMS, "esq_young_person"),
    "ratings": lambda safe: charts.ratings(safe, PARAMS, "network_meeting", "rating"),
    "cost_range": lambda safe: charts.cost_range(safe, PARAMS),
    "programme_cost": lambda safe: charts.programme_cost(safe, PARAMS),
    "benchmark_lines": lambda safe: charts.benchmark_lines(safe, PARAMS, "sdq_avg_score", "sdq.national.mean"),
    "benchmark_lines_percent": lambda safe: charts.benchmark_lines(safe, PARAMS, "sdq_completed_pct"),
    "xmr": lambda safe: charts.xmr(safe, PARAMS, "referrals"),
    "bars_against_last_year": lambda safe: charts.bars_against_last_year(safe, PARAMS),
    "sdq_bands": lambda safe: charts.sdq_bands(safe, PARAMS),
    "waits": lambda safe: charts.waits(safe, PARAMS),
    "reliable_scatter": lambda safe: charts.reliable_scatter(safe, PARAMS, *SDQ_TOTAL),
    "rag_months": lambda safe: charts.rag_months(safe, SCORECARD, LISTED),
    "sparklines": lambda safe: charts.sparklines(safe, SCORECARD, LISTED),
    "against_target": lambda safe: charts.against_target(safe, SCORECARD, LISTED[0]),
    "months": lambda safe: charts.months(safe, SCORECARD, LISTED[0]),
    "screening_points": lambda safe: charts.screening_points(safe, SCREENING),
    "life_line": lambda safe: charts.life_line(safe, CHILD),
    "score_lines": lambda safe: charts.score_lines(safe, CHILD),
    "goal_lines": lambda safe: charts.goal_lines(safe, CHILD),
}
"""Each chart as the picture tests draw it: its name, with `_` and a word more for each further way to draw it."""

SCREENING = ReferralScreening(data="data", period={"start": "2031-03-01", "end": "2031-03-31"})

Box = tuple[float, float, float, float]


def texts_of(figure: Any) -> list[tuple[str, Box]]:
    """Each text of a drawing with its box (left, bottom, right, top) in points.

    Without hinting, which fits letters to pixels: an SVG has outlines, and no pixels.
    """
    drawn = [one for one in figure.get_children() if isinstance(one, Text) and one.get_text()]
    with rc_context({"text.hinting": "no_hinting"}):
        renderer = FigureCanvasAgg(figure).get_renderer()
        return [(one.get_text(), tuple(one.get_window_extent(renderer).extents)) for one in drawn]
