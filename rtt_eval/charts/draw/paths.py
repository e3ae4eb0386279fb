"""A line a child from one score to the next over shaded bands; children with the same end share a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, spread, ticks, wrap
from rtt_eval.charts.draw.rows import number
from rtt_eval.charts.draw.style import LINE, WIDTH, text_width

NAMES = 1.7
SIGNS: dict[str, tuple[str, Any, str]] = {
    "improved": (style.BLUE, "-", "better"),
    "same": (style.TEXT, (0, (1, 1.6)), "same"),
    "worse": (style.ORANGE, (0, (4, 1.6)), "worse"),
}
"""Colour, dashes and word of each direction."""


class Path(NamedTuple):
    """One child: a short name, two scores, and whether the later one is better (improved, same, worse)."""

    name: str
    earlier: float
    later: float
    sign: str
    is_reliable: bool


class Shade(NamedTuple):
    """A band of the scale: its name and the scores between which it lies."""

    name: str
    low: float
    high: float


def paths(
    children: Sequence[Path],
    shades: Sequence[Shade],
    limits: tuple[float, float],
    titles: tuple[str, str],
    keys: Sequence[Entry],
) -> Canvas:
    """The paths. limits: of the scale itself; the axis shows the part of it that the children's scores need.

    titles: of the two times. keys: what the line styles and the marks mean.
    """
    canvas = Canvas()
    top = key(canvas, keys) + LINE * 1.4
    labels = _labels(children)
    needed = sum(len(lines) for _, lines in labels) * LINE
    bottom = top + max(3.0, needed)
    up, marks = _axis(children, limits, bottom, top)
    left = _bands(canvas, shades, up, [number(mark) for mark in marks])
    for mark in marks:
        canvas.line([(left, up.at(mark)), (WIDTH - NAMES, up.at(mark))], style.GREY, 0.5)
        canvas.text(left - 0.08, up.at(mark), number(mark), "right")
    x0, x1 = left + 0.35, WIDTH - NAMES - 0.35
    canvas.text(x0, top - LINE * 0.9, titles[0], "center", is_bold=True)
    canvas.text(x1, top - LINE * 0.9, titles[1], "center", is_bold=True)
    for child in sorted(children, key=lambda one: list(SIGNS).index(one.sign), reverse=True):
        _path(canvas, child, up, x0, x1)
    _write(canvas, labels, up, x1)
    return canvas.end(bottom + 0.12)


def _axis(
    children: Sequence[Path], limits: tuple[float, float], bottom: float, top: float
) -> tuple[Scale, list[float]]:
    """An axis over all scores, with room round them when they are all alike, inside the scale's own limits."""
    scores = [score for child in children for score in (child.earlier, child.later)]
    room = max((max(scores) - min(scores)) * 0.05, (limits[1] - limits[0]) * 0.05)
    is_whole = all(score == int(score) for score in scores)
    marks = ticks(max(limits[0], min(scores) - room), min(limits[1], max(scores) + room), 7, is_whole)
    low, high = max(marks[0], limits[0]), min(marks[-1], limits[1])
    return Scale(low, high, bottom, top), [mark for mark in marks if low <= mark <= high]


def _bands(canvas: Canvas, shades: Sequence[Shade], up: Scale, numbers: Sequence[str]) -> float:
    """Shade every other band from its name on the far left to the end of the plot; return where the plot starts."""
    shown = [one for one in shades if one.high > up.low and one.low < up.high]
    names = [wrap(one.name, 1.0) for one in shown]
    widest = max((text_width(line) for lines in names for line in lines), default=0)
    left = widest + (0.3 if shown else 0.02) + max(map(text_width, numbers)) + 0.08
    edges = [(up.at(min(one.high, up.high)), up.at(max(one.low, up.low))) for one in shown]
    for position, (high, low) in enumerate(edges):
        fill = style.LIGHT if (len(shown) - position) % 2 else style.WHITE
        canvas.box(0, high, WIDTH - NAMES, low - high, fill)
    places = spread([sum(edge) / 2 for edge in edges], [len(one) * LINE for one in names], up.stop, up.start)
    for place, lines in zip(places, names, strict=True):
        canvas.lines_of_text(0.06, place, lines)
    return left


def _path(canvas: Canvas, child: Path, up: Scale, x0: float, x1: float) -> None:
    colour, dashes, _ = SIGNS[child.sign]
    canvas.line([(x0, up.at(child.earlier)), (x1, up.at(child.later))], colour, 1.8, dashes)
    canvas.dot(x0, up.at(child.earlier), colour, size=5, is_hollow=True)
    canvas.dot(x1, up.at(child.later), colour, size=6.5 if child.is_reliable else 5, is_hollow=not child.is_reliable)


def _labels(children: Sequence[Path]) -> list[tuple[float, list[str]]]:
    """The end label of each later score and direction: "YP 3, 7 better", wrapped to the room on the right."""
    ends: dict[tuple[float, str], list[str]] = {}
    for child in children:
        ends.setdefault((child.later, child.sign), []).append(child.name)
    made = []
    for (score, sign), names in sorted(ends.items(), key=lambda item: (-item[0][0], list(SIGNS).index(item[0][1]))):
        short = [names[0], *(name.removeprefix("YP ") for name in names[1:])]
        made.append((score, wrap(f"{', '.join(short)} {SIGNS[sign][2]}", NAMES - 0.25)))
    return made


def _write(canvas: Canvas, labels: Sequence[tuple[float, list[str]]], up: Scale, x1: float) -> None:
    sizes = [len(lines) * LINE for _, lines in labels]
    places = spread([up.at(score) for score, _ in labels], sizes, up.stop, up.start)
    for place, (score, lines) in zip(places, labels, strict=True):
        edge = WIDTH - NAMES
        canvas.line([(x1 + 0.06, up.at(score)), (edge, up.at(score)), (edge + 0.15, place)], style.GREY, 0.7)
        canvas.lines_of_text(edge + 0.2, place, lines)
