"""A point a child, its earlier score across and its later score up, with whom each kind of mark stands for beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, ticks, wrap
from rtt_eval.charts.draw.rows import number
from rtt_eval.charts.draw.style import LINE, WIDTH

SIDE, LEFT, LIST = 3.3, 0.5, 4.15
"""Side of the square, where it starts, and where the list beside it starts (inches)."""

EDGES: Any = (0, (4, 2))
"""Dashes of the lines at which a change begins to be reliable."""


class Group(NamedTuple):
    """Children of one kind: its words, its mark, and each child's name with the earlier and the later score."""

    words: str
    shape: str
    colour: str
    is_hollow: bool
    children: Sequence[tuple[str, float, float]]


def scatter(
    groups: Sequence[Group],
    limits: tuple[float, float],
    threshold: float,
    titles: tuple[str, str],
    keys: tuple[str, str],
) -> Canvas:
    """The square and the list. limits: of the scale; both axes show the part of it that the scores need.

    threshold: the smallest reliable change, in points. titles: what lies across, what up. keys: the words of the line
    of equal scores and of the two lines beside it.
    """
    canvas = Canvas()
    lines = [Entry(keys[0], "line", style.TEXT), Entry(keys[1], "line", style.TEXT, EDGES)]
    top = key(canvas, lines)
    canvas.text(0, top + LINE / 2, titles[1], is_bold=True)
    top += LINE * 1.5
    across, up, marks = _axes(groups, limits, top)
    _grid(canvas, across, up, marks)
    for offset, dashes in ((0.0, "-"), (threshold, EDGES), (-threshold, EDGES)):
        _parallel(canvas, across, up, offset, dashes)
    for group in groups:
        for _, earlier, later in group.children:
            canvas.dot(across.at(earlier), up.at(later), group.colour, group.is_hollow, 6.5, group.shape)
    canvas.text(LEFT + SIDE, up.start + LINE * 1.9, titles[0], "right", is_bold=True)
    return canvas.end(max(up.start + LINE * 2.6, _list(canvas, groups, top)) + 0.02)


def _axes(groups: Sequence[Group], limits: tuple[float, float], top: float) -> tuple[Scale, Scale, list[float]]:
    """Both axes alike, over all scores, with room round them where they are all alike."""
    scores = [score for group in groups for _, *both in group.children for score in both]
    room = max((max(scores) - min(scores)) * 0.05, (limits[1] - limits[0]) * 0.1)
    is_whole = all(score == int(score) for score in scores)
    marks = ticks(max(limits[0], min(scores) - room), min(limits[1], max(scores) + room), 7, is_whole)
    low, high = max(marks[0], limits[0]), min(marks[-1], limits[1])
    return (
        Scale(low, high, LEFT, LEFT + SIDE),
        Scale(low, high, top + SIDE, top),
        [mark for mark in marks if low <= mark <= high],
    )


def _grid(canvas: Canvas, across: Scale, up: Scale, marks: Sequence[float]) -> None:
    for mark in marks:
        canvas.line([(across.start, up.at(mark)), (across.stop, up.at(mark))], style.LIGHT, 0.8)
        canvas.line([(across.at(mark), up.start), (across.at(mark), up.stop)], style.LIGHT, 0.8)
        canvas.text(across.start - 0.1, up.at(mark), number(mark), "right")
        canvas.text(across.at(mark), up.start + LINE * 0.8, number(mark), "center")


def _parallel(canvas: Canvas, across: Scale, up: Scale, offset: float, dashes: Any) -> None:
    """The line on which the later score is the earlier one and `offset`, as far as it lies in the square."""
    first, last = max(across.low, across.low - offset), min(across.high, across.high - offset)
    if first < last:
        ends = [(across.at(score), up.at(score + offset)) for score in (first, last)]
        canvas.line(ends, style.TEXT, 1.0 if offset == 0 else 0.8, dashes)


def _list(canvas: Canvas, groups: Sequence[Group], y: float) -> float:
    """Mark, words and names of each group, one under the other. Returns where the list ends."""
    for group in groups:
        canvas.dot(LIST, y + LINE / 2, group.colour, group.is_hollow, 6.5, group.shape)
        for line in wrap(group.words, WIDTH - LIST - 0.2, is_bold=True):
            canvas.text(LIST + 0.18, y + LINE / 2, line, is_bold=True)
            y += LINE
        names = [name if place == 0 else name.removeprefix("YP ") for place, (name, *_) in enumerate(group.children)]
        for line in wrap(", ".join(names), WIDTH - LIST - 0.2) if names else ():
            canvas.text(LIST + 0.18, y + LINE / 2, line)
            y += LINE
        y += LINE * 0.6
    return y
