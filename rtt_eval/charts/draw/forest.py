"""Estimates with their intervals, a row each, on one axis with words at its two ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, ticks
from rtt_eval.charts.draw.rows import Row, frame, number
from rtt_eval.charts.draw.style import LINE


class Estimate(NamedTuple):
    """A row: label, place of the estimate and of its interval's ends, and the text on the right.

    `is_primary` rows are bold, with a diamond. place None: nothing may be drawn. interval None: the estimate alone.
    """

    label: str
    place: float | None = None
    interval: tuple[float, float] | None = None
    text: str = ""
    is_primary: bool = False
    is_heading: bool = False


def forest(rows: Sequence[Estimate], ends: tuple[str, str], head: str, keys: Sequence[Entry] = ()) -> Canvas:
    """The forest. `ends`: what lies on the left and on the right of no change. Ticks show distance, without a sign.

    An interval that runs off the axis ends in an arrow: the axis reaches over every estimate, and over intervals up to
    twice as far as the middle one of them.
    """
    canvas = Canvas()
    top = key(canvas, keys) if keys else 0.0
    pitch = max(0.165, min(0.25, 7.6 / len(rows)))
    written = [Row(row.label, row.text, row.is_heading, row.is_primary) for row in rows]
    plot = frame(canvas, written, top, pitch=pitch, most=2.4, head=head)
    reach = _reach(rows)
    scale = Scale(-reach, reach, plot.left + 0.08, plot.right - 0.08)
    marks = [mark for mark in ticks(0, reach, 3) if mark <= reach * 1.001]
    for mark in sorted({*marks, *(-mark for mark in marks)}):
        for start, stop in plot.spans:
            colour = style.TEXT if mark == 0 else style.LIGHT
            canvas.line([(scale.at(mark), start), (scale.at(mark), stop)], colour, 0.8)
        canvas.text(scale.at(mark), plot.bottom + LINE * 0.7, number(abs(mark)), "center")
    for row, y in zip(rows, plot.centres, strict=True):
        if row.place is not None:
            _estimate(canvas, scale, row, y)
        elif not row.is_heading:
            canvas.dot(plot.left + 0.06, y, style.TEXT, is_hollow=True, size=5, shape="D")
    bottom = plot.bottom + LINE * 1.3
    canvas.text(plot.left, bottom + LINE * 0.5, f"\u2190 {ends[0]}", is_bold=True)
    canvas.text(plot.right, bottom + LINE * 0.5, f"{ends[1]} \u2192", "right", is_bold=True)
    return canvas.end(bottom + LINE * 1.2)


def _reach(rows: Sequence[Estimate]) -> float:
    farthest = max(abs(row.place) for row in rows if row.place is not None)
    bounds = sorted(max(map(abs, row.interval)) for row in rows if row.interval)
    usual = 2 * bounds[len(bounds) // 2] if bounds else 0.0
    return max(farthest, min(usual, bounds[-1]) if bounds else 0.0) * 1.05 or 1.0


def _estimate(canvas: Canvas, scale: Scale, row: Estimate, y: float) -> None:
    assert row.place is not None
    colour = style.BLUE if row.is_primary else style.TEXT
    if row.interval:
        low, high = sorted(row.interval)
        left, right = max(low, scale.low), min(high, scale.high)
        canvas.line([(scale.at(left), y), (scale.at(right), y)], colour, 2.2 if row.is_primary else 1.4)
        if low < scale.low:
            canvas.dot(scale.at(left), y, colour, size=5, shape="<")
        if high > scale.high:
            canvas.dot(scale.at(right), y, colour, size=5, shape=">")
    canvas.dot(scale.at(row.place), y, colour, size=7 if row.is_primary else 5.5, shape="D" if row.is_primary else "o")
