"""A line of time shared by charts that stand under each other: days across, with words on the left and the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.style import LINE, WIDTH

LEFT, RIGHT = 1.62, 1.72
"""Room for the words beside the plot (inches): the same in each chart, so that a day stands under the same day."""

MOST_LABELS = 5
STEPS = (1, 2, 3, 6, 12, 24)


def days_across(first: date, last: date) -> Scale:
    """Days (as ordinals) along the plot."""
    return Scale(first.toordinal(), last.toordinal(), LEFT, WIDTH - RIGHT)


def month_marks(first: date, last: date) -> list[date]:
    """First days of months between the two, at most five, in steps that a reader can count on from."""
    months = [date(n // 12, n % 12 + 1, 1) for n in range(first.year * 12 + first.month, last.year * 12 + last.month)]
    for step in STEPS:
        kept = [one for one in months if (one.month - 1) % min(step, 12) == 0 and (step < 24 or one.year % 2 == 0)]
        if len(kept) <= MOST_LABELS:
            return kept
    return kept[:MOST_LABELS]


def grid(
    canvas: Canvas, across: Scale, marks: Sequence[date], today: date, spans: Sequence[tuple[float, float]]
) -> float:
    """Light lines at the marks and a dashed one on the last day that counts, over each span; returns the new bottom."""
    for top, bottom in spans:
        for mark in marks:
            x = across.at(mark.toordinal())
            canvas.line([(x, top), (x, bottom)], style.LIGHT, 0.8)
        x = across.at(today.toordinal())
        canvas.line([(x, top), (x, bottom)], style.TEXT, 0.9, (0, (3, 2)))
    under = spans[-1][1] + LINE * 0.75
    for mark in marks:
        canvas.text(across.at(mark.toordinal()), under, f"{mark:%b %Y}", "center")
    return under + LINE * 0.6
