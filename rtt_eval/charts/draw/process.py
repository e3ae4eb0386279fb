"""Counts over months with their ordinary range: mean and limits as lines, months out of the ordinary by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import ticks, wrap
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.style import LINE, WIDTH
from rtt_eval.charts.draw.times import End, Ground, ground, names, names_width

HEIGHT = 1.9
INDENT = 0.32


class Level(NamedTuple):
    """A line across all months: its name, its value, and whether it is a limit (dashed)."""

    name: str
    cell: Cell
    is_limit: bool = False


class Sign(NamedTuple):
    """A kind of month out of the ordinary: its marker, its words (with the months), and the positions it stands at."""

    shape: str
    words: str
    places: Sequence[int]


class Latest(NamedTuple):
    """What the icon at the top says: the latest month is ordinary (0), out of the ordinary high (1) or low (-1)."""

    side: int
    words: str


def process(
    labels: Sequence[tuple[str, str]],
    cells: Sequence[Cell],
    levels: Sequence[Level],
    signs: Sequence[Sign],
    latest: Latest | None = None,
) -> Canvas:
    """A point a month, joined; a hidden month is a hollow diamond on the floor, and the line stops there."""
    canvas = Canvas()
    top = _heading(canvas, latest, signs, any(cell.value is None for cell in cells))
    known = [level for level in levels if level.cell.value is not None]
    values = [cell.value or 0 for cell in (*cells, *(level.cell for level in known))]
    written = [f"{level.name} {level.cell.shown}" for level in known]
    plot = ground(canvas, labels, ticks(0, max(*values, 1), 6, is_whole=True), top, HEIGHT, names_width(written))
    ends = []
    for level, words in zip(known, written, strict=True):
        y, x = plot.down.at(level.cell.value or 0), WIDTH - names_width(written)
        start = plot.across.at(-0.4)
        canvas.line([(start, y), (x, y)], style.TEXT, 1.2, (0, (4, 3)) if level.is_limit else "-")
        ends.append(End(x, y, words))
    names(canvas, ends, 0.0, plot.bottom)
    _points(canvas, plot, cells, {place: sign.shape for sign in signs for place in sign.places})
    return canvas.end(plot.bottom + 0.02)


def _heading(canvas: Canvas, latest: Latest | None, signs: Sequence[Sign], has_hidden: bool) -> float:
    """The icon with its words, then a line a sign. Returns where the plot starts."""
    y = LINE / 2 + 0.06
    if latest:
        _icon(canvas, latest.side, y)
        canvas.text(INDENT, y, latest.words, is_bold=True)
        y += LINE * 1.6
    entries = [(sign.shape, style.ORANGE, False, sign.words) for sign in signs]
    if has_hidden:
        entries.append(("D", style.TEXT, True, "Hidden [c]"))
    for shape, colour, is_hollow, words in entries:
        canvas.dot(0.13, y, colour, is_hollow, 5 if is_hollow else _size(shape), shape)
        for line in wrap(words, WIDTH - INDENT):
            canvas.text(INDENT, y, line)
            y += LINE
        y += LINE * 0.2
    return y + LINE * 0.5


def _icon(canvas: Canvas, side: int, y: float) -> None:
    """A ring with a level wave in it, or with an arrowhead that points up or down."""
    canvas.dot(0.13, y, style.ORANGE if side else style.TEXT, is_hollow=True, size=15)
    if side:
        canvas.dot(0.13, y, style.ORANGE, size=6, shape="^" if side > 0 else "v")
    else:
        canvas.line([(0.07, y + 0.02), (0.11, y - 0.03), (0.15, y + 0.03), (0.19, y - 0.02)], style.TEXT, 1.4)


def _points(canvas: Canvas, plot: Ground, cells: Sequence[Cell], shapes: dict[int, str]) -> None:
    places = [
        None if one.value is None else (plot.across.at(at), plot.down.at(one.value)) for at, one in enumerate(cells)
    ]
    for before, here in pairwise(places):
        if before and here:
            canvas.line([before, here], style.BLUE, 1.6)
    small = 5.0 if len(cells) <= 24 else 4.0
    for at, here in enumerate(places):
        if here is None:
            canvas.dot(plot.across.at(at), plot.down.start - 0.06, style.TEXT, is_hollow=True, size=5, shape="D")
        elif at in shapes:
            canvas.dot(*here, style.ORANGE, size=_size(shapes[at]), shape=shapes[at])
        else:
            canvas.dot(*here, style.BLUE, size=small)


def _size(shape: str) -> float:
    return 11 if shape == "*" else 8 if shape == "P" else 7
