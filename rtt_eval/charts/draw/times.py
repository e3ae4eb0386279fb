"""A row of months or years under a plot, light lines across it, and names at the right ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.columns import kept
from rtt_eval.charts.draw.layout import Scale, spread
from rtt_eval.charts.draw.style import LINE, WIDTH, text_width

GAP, MARK = 0.3, 0.17
"""Between the plot and the names, and for the marker before a name (inches)."""


class Ground(NamedTuple):
    """Where the plot is: the place of each position along the page, of each value up it, and where its labels end."""

    across: Scale
    down: Scale
    bottom: float


class End(NamedTuple):
    """What a line is called at its right end: the place of its last point, the words, and the line's own marker."""

    x: float
    y: float
    words: str
    shape: str = ""
    colour: str = style.TEXT
    is_hollow: bool = False
    is_bold: bool = False


def ground(
    canvas: Canvas,
    labels: Sequence[tuple[str, str]],
    marks: Sequence[float],
    top: float,
    height: float,
    room: float,
    unit: str = "",
) -> Ground:
    """Light lines at the marks with their values on the left, and the labels (two lines each) under the plot.

    room: kept free on the right (inches). unit: written behind each value, such as %.
    """
    decimals = 0 if all(mark == int(mark) for mark in marks) else 1
    values = [f"{mark:,.{decimals}f}{unit}" for mark in marks]
    left = max(text_width(value) for value in values) + 0.12
    down = Scale(marks[0], marks[-1], top + height, top)
    for mark, value in zip(marks, values, strict=True):
        is_floor = mark == marks[0]
        canvas.line(
            [(left, down.at(mark)), (WIDTH - room, down.at(mark))], style.TEXT if is_floor else style.LIGHT, 0.8
        )
        canvas.text(left - 0.08, down.at(mark), value, "right")
    wide = (WIDTH - room - left) / len(labels)
    across = Scale(0, max(len(labels) - 1, 1), left + wide / 2, left + wide / 2 + wide * max(len(labels) - 1, 1))
    bottom = top + height + 0.08
    for x, first, second in kept(labels, left, wide):
        canvas.text(x, bottom + LINE / 2, first, "center")
        canvas.text(x, bottom + LINE * 1.5, second, "center")
    return Ground(across, down, bottom + LINE * (2 if any(second for _, second in labels) else 1))


def names(canvas: Canvas, ends: Sequence[End], top: float, bottom: float) -> None:
    """The words of each end on the right, pushed apart where they would overlap, joined to it by a thin line."""
    x = WIDTH - names_width([end.words for end in ends]) + GAP
    places = spread([end.y for end in ends], [LINE * 1.05] * len(ends), top, bottom)
    for end, y in zip(ends, places, strict=True):
        canvas.line([(end.x, end.y), (x - 0.2, end.y), (x - 0.06, y)], style.GREY, 0.8)
        if end.shape:
            canvas.dot(x + MARK / 2 - 0.03, y, end.colour, end.is_hollow, size=5.5, shape=end.shape)
        canvas.text(x + (MARK if end.shape else 0.0), y, end.words, is_bold=end.is_bold)


def names_width(words: Sequence[str]) -> float:
    """Room for the widest of the names, with the thin line and the marker before it."""
    return max((text_width(one, True) for one in words), default=0.0) + GAP + MARK
