"""Bars of the same length cut into ordered parts, each part named over it, with one part set apart at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import spread, wrap
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.style import LINE, WIDTH, text_width

FILLS = (style.WHITE, "#ADD1F1", "#6BACE6", style.BLUE)
"""Light to dark; every part has a dark edge as well, so that it reads when printed grey."""

THICK, APART, HATCH = 0.26, 0.14, 0.07
"""Height of a bar, the gap before the part set apart, and the pitch of its hatching (inches)."""


class Part(NamedTuple):
    """A part of the whole: its name, its count, and the text written with it (count and share)."""

    name: str
    cell: Cell
    text: str


class Whole(NamedTuple):
    """A bar: its title, its ordered parts (at most four), and the part set apart."""

    title: str
    parts: Sequence[Part]
    apart: Part | None = None


def shares(wholes: Sequence[Whole]) -> Canvas:
    """A bar a whole. One with a hidden part is written, not drawn: its other parts would give the hidden one away."""
    canvas, y = Canvas(), 0.0
    for whole in wholes:
        canvas.text(0, y + LINE * 0.6, whole.title, is_bold=True)
        y = _whole(canvas, whole, y + LINE * 1.5) + 0.16
    return canvas.end(y - 0.1)


def _whole(canvas: Canvas, whole: Whole, top: float) -> float:
    """Returns where the whole ends."""
    everything = [*whole.parts, *([whole.apart] if whole.apart else [])]
    if any(part.cell.value is None for part in everything) or not any(part.cell.value for part in everything):
        return _written(canvas, everything, top)
    boxes = _boxes(whole)
    named = [(part, left, right) for part, (left, right) in zip(everything, boxes, strict=True) if part.cell.value]
    floor = _names(canvas, named, top)
    fills = [*FILLS[: len(whole.parts)], style.WHITE]
    for part, (left, right), fill in zip(everything, boxes, fills, strict=False):
        if part.cell.value:
            _box(canvas, left, right, floor, fill, is_hatched=part is whole.apart)
    return floor + THICK + 0.04


def _boxes(whole: Whole) -> list[tuple[float, float]]:
    """Left and right edge of every part; together they fill the width, less the gap before the part set apart."""
    counts = [part.cell.value or 0 for part in whole.parts]
    last = (whole.apart.cell.value or 0) if whole.apart else 0
    per_one = (WIDTH - 0.04 - (APART if last else 0)) / (sum(counts) + last)
    boxes, edge = [], 0.02
    for count in counts:
        boxes.append((edge, edge + count * per_one))
        edge += count * per_one
    if whole.apart:
        start = edge + (APART if sum(counts) else 0)
        boxes.append((start, start + last * per_one))
    return boxes


def _names(canvas: Canvas, named: Sequence[tuple[Part, float, float]], top: float) -> float:
    """Name and text over the middle of each part, pushed apart, with a short line down to it. Returns the bar's top."""
    lines = [(wrap(part.name, 1.25), part.text) for part, _, _ in named]
    deepest = max(len(name) for name, _ in lines)
    widths = [max(text_width(one, True) for one in (*name, text)) + 0.14 for name, text in lines]
    middles = [(left + right) / 2 for _, left, right in named]
    bottom = top + LINE * (deepest + 1)
    for (name, text), middle, x in zip(lines, middles, spread(middles, widths, -0.05, WIDTH + 0.05), strict=True):
        for place, line in enumerate(name):
            canvas.text(x, top + LINE * (deepest - len(name) + place + 0.5), line, "center", is_bold=True)
        canvas.text(x, top + LINE * (deepest + 0.5), text, "center")
        canvas.line([(x, bottom + 0.02), (middle, bottom + 0.13)], style.TEXT, 0.8)
    return bottom + 0.15


def _box(canvas: Canvas, left: float, right: float, top: float, fill: str, is_hatched: bool) -> None:
    canvas.box(left, top, right - left, THICK, fill, style.TEXT)
    x = left + HATCH
    while is_hatched and x < right:
        canvas.line([(x, top), (x, top + THICK)], style.TEXT, 0.8)
        x += HATCH


def _written(canvas: Canvas, parts: Sequence[Part], top: float) -> float:
    for line in wrap("; ".join(f"{part.name}: {part.text}" for part in parts), WIDTH):
        canvas.text(0, top + LINE / 2, line)
        top += LINE
    return top
