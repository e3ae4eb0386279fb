"""How long placements last until an unplanned end."""

from __future__ import annotations

import math
import re

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.steps import Point, Step, steps
from rtt_eval.charts.finish import finished
from rtt_eval.charts.words import n_text, subtitle
from rtt_eval.disclosure import Safe
from rtt_eval.labels import as_at
from rtt_eval.params import ReportParams

AT = re.compile(r"unplanned_end\.at_(\d+)_months\.not_ended\.pct")


def kaplan_meier(safe: Safe, params: ReportParams) -> Chart | None:
    """What share of placements has not come to an unplanned end by each time?

    The Kaplan-Meier estimate at the months that have figures, with intervals and numbers still followed; with the
    whole curve where the audience may see it (rows "unplanned_end": months, pct, ci_low, ci_high; a row a step). None
    where there is no estimate.
    """
    months = [int(match.group(1)) for id in safe.figures if (match := AT.fullmatch(id))]
    points = [Point(0, "Start", safe.text("unplanned_end.children.n")), *(_point(safe, n) for n in months)]
    known = [point for point in points if point.level is not None]
    if not known:
        return None
    curve = _curve(safe)
    until = max([*months, *(step.time for step in curve)]) * 1.02
    best = known[-1]
    return finished(
        steps(curve, points, until, "Still followed"),
        "chart_unplanned_end",
        f"{best.shown} of placements had not come to an unplanned end by {best.time:g} months",
        subtitle(
            "Share of young people whose placement at the start has had no unplanned end (Kaplan-Meier), 95% interval",
            n_text(safe.get("unplanned_end.children.n")),
            as_at(params),
        ),
        ("Months after the start", "Still followed", "No unplanned end", "95% interval"),
        [
            (f"{n} months", point.n, point.shown, safe[_id(n)].interval_shown or point.shown)
            for n, point in zip(months, points[1:], strict=True)
        ],
        ["Planned ends, the 18th birthday and the last day of the data end the time followed without being ends."],
    )


def _id(n_months: int) -> str:
    return f"unplanned_end.at_{n_months}_months.not_ended.pct"


def _point(safe: Safe, n_months: int) -> Point:
    figure = safe[_id(n_months)]
    at_risk = safe.text(f"unplanned_end.at_{n_months}_months.at_risk.n")
    return Point(n_months, f"{n_months} months", at_risk, figure.value, figure.interval, figure.shown)


def _curve(safe: Safe) -> list[Step]:
    rows = safe.rows.get("unplanned_end")
    if rows is None:
        return []
    in_order = rows.sort_values("months")[["months", "pct", "ci_low", "ci_high"]].astype(float)
    return [
        Step(month, share, None if math.isnan(low + high) else (low, high))
        for month, share, low, high in in_order.itertuples(index=False, name=None)
    ]
