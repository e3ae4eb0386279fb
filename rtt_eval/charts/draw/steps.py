"""A curve that falls in steps, with its shaded interval and the numbers still followed under the axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.style import LINE, WIDTH, text_width

HEIGHT = 2.0


class Step(NamedTuple):
    """From this time on the curve has this level, 0 to 100, with this interval (None: not known)."""

    time: float
    level: float
    interval: tuple[float, float] | None = None


class Point(NamedTuple):
    """A time that has a figure of its own: name of the time, number still followed, and the level as written."""

    time: float
    name: str
    n: str
    level: float | None = None
    interval: tuple[float, float] | None = None
    shown: str = ""


def steps(curve: Sequence[Step], points: Sequence[Point], until: float, words: str) -> Canvas:
    """The curve from time 0, where it is given, and the points with their intervals; points[0] stands at time 0.

    words: lead the line of numbers under the axis.
    """
    canvas = Canvas()
    left = max(text_width("100%"), text_width(words)) + 0.3
    across, down = Scale(0, until, left, WIDTH - 0.6), Scale(0, 100, 0.1 + HEIGHT, 0.1)
    _shade(canvas, [Step(0, 100), *curve], across, down)
    for level in (0, 25, 50, 75, 100):
        canvas.line([(left, down.at(level)), (across.stop, down.at(level))], style.LIGHT if level else style.TEXT, 0.8)
        canvas.text(left - 0.1, down.at(level), f"{level}%", "right")
    if curve:
        corners = [(across.at(0), down.at(100))]
        for one in curve:
            corners += [(across.at(one.time), corners[-1][1]), (across.at(one.time), down.at(one.level))]
        canvas.line([*corners, (across.stop, corners[-1][1])], style.BLUE, 2.0)
    canvas.text(0, down.start + LINE * 2.4, words)
    for point in points:
        _point(canvas, point, across.at(point.time), down)
    return canvas.end(down.start + LINE * 3.1)


def _shade(canvas: Canvas, curve: Sequence[Step], across: Scale, down: Scale) -> None:
    for one, after in zip(curve, [*curve[1:], Step(across.high, 0)], strict=True):
        if one.interval:
            (low, high), start = one.interval, across.at(one.time)
            canvas.box(start, down.at(high), across.at(after.time) - start, down.at(low) - down.at(high), style.LIGHT)


def _point(canvas: Canvas, point: Point, x: float, down: Scale) -> None:
    canvas.text(x, down.start + LINE * 1.15, point.name, "center")
    canvas.text(x, down.start + LINE * 2.4, point.n, "center")
    if point.level is None:
        if point.shown:
            canvas.dot(x, down.start - 0.08, style.TEXT, is_hollow=True, size=5, shape="D")
            canvas.text(x + 0.1, down.start - 0.12, point.shown)
        return
    if point.interval:
        canvas.line([(x, down.at(point.interval[0])), (x, down.at(point.interval[1]))], style.TEXT, 1.2)
    canvas.dot(x, down.at(point.level), style.BLUE)
    canvas.text(x + 0.1, max(down.at(point.level) - 0.1, down.stop + LINE / 2), point.shown)
