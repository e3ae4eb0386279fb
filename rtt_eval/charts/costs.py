"""What a week in another placement costs, as a range."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.ranges import ranges
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import n_text, subtitle, told
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.disclosure.wording import MINUS, shown_text
from rtt_eval.labels import PLACEMENT_TYPES, as_at, period, plain
from rtt_eval.params import ReportParams

A_WEEK = re.compile(r"cost_avoidance\.(\w+)_instead_of_current\.low_gbp_per_week")
LEVELS = ("low", "mid", "high")
NAMES = {"low": "Low unit cost", "mid": "Middle unit cost", "high": "High unit cost"}


def cost_range(safe: Safe, params: ReportParams) -> Chart | None:
    """How much more would a week in the other placement cost, at low, middle and high unit costs?"""
    found = [match.group(1) for id in safe.figures if (match := A_WEEK.fullmatch(id))]
    cells = [[cell(safe, _id(code, level)) for level in LEVELS] for code in found]
    if is_bare([one for row in cells for one in row]):
        return None
    names = [PLACEMENT_TYPES.get(code, plain(code)) for code in found]
    labels = [f"{name} instead of the present placement" for name in names]
    title = told(
        safe,
        f"A week in {names[0].lower()} instead of the present placement would cost from {{0}} to {{1}} more",
        "Difference in the cost of a week between the other placement and the present one",
        _id(found[0], "low"),
        _id(found[0], "high"),
    )
    return finished(
        ranges(labels, cells, ("costs less", "no difference", "costs more")),
        "chart_cost_range",
        title,
        subtitle("Difference in weekly cost for one young person at low, middle and high unit costs", period(params)),
        ("Placement", "Low", "Middle", "High"),
        [(label, *(one.shown for one in row)) for label, row in zip(labels, cells, strict=True)],
        ["An illustration from unit costs, not money taken out of a budget."],
    )


def _id(code: str, level: str) -> str:
    return f"cost_avoidance.{code}_instead_of_current.{level}_gbp_per_week"


def programme_cost(safe: Safe, params: ReportParams) -> Chart | None:
    """What did the placements cost less, or more, than if every young person had stayed where they were at the start?

    A row a level of unit cost, with the interval that carries the differences between young people.
    """
    levels = [level for level in LEVELS if f"cost_avoidance.programme.{level}.gbp" in safe]
    cells = [_estimate(safe, f"cost_avoidance.programme.{level}.gbp") for level in levels]
    if not any(low.value is not None for low, _, _ in cells):
        return None
    return finished(
        ranges([NAMES[level] for level in levels], cells, ("cost more", "no difference", "cost less")),
        "chart_programme_cost",
        _programme_title([safe[f"cost_avoidance.programme.{level}.gbp"] for level in levels]),
        subtitle(
            "Difference in the cost of placements since the start, with 95% interval",
            n_text(safe.get("cost_avoidance.programme.children.n")),
            as_at(params),
        ),
        ("Unit costs", "Low end", "Cost less by", "High end"),
        [(NAMES[level], *(one.shown for one in row)) for level, row in zip(levels, cells, strict=True)],
        ["A minus sign means that they cost more. An illustration from unit costs, not money taken out of a budget."],
    )


def _programme_title(figures: Sequence[SafeFigure]) -> str:
    """Less or more at the lowest and the highest unit cost, where both say the same, and whether that is sure."""
    first, last = figures[0], figures[-1]
    if first.value and last.value and (first.value < 0) == (last.value < 0):
        ends = [figure.shown.removeprefix(MINUS) for figure in (first, last)]
        way = "more" if first.value < 0 else "less"
        is_open = all(one.interval and one.interval[0] <= 0 <= one.interval[1] for one in (first, last))
        sure = ", compatible with no difference" if is_open else ""
        return f"The placements cost from {ends[0]} to {ends[1]} {way} than if nobody had changed placement{sure}"
    return "Cost of the placements compared with everybody staying in the placement of the start"


def _estimate(safe: Safe, id: str) -> tuple[Cell, Cell, Cell]:
    """The lower end, the figure and the upper end; without an interval nothing has a place."""
    figure = safe[id]
    if figure.interval is None:
        return Cell(None, figure.shown), Cell(None, figure.shown), Cell(None, figure.shown)
    low, high = (Cell(end, shown_text(end, figure.unit, figure.decimals)) for end in figure.interval)
    return low, Cell(figure.value, figure.shown), high
