"""A middle value and the range of the middle half, a row each, on an axis from nought, with a target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale, ticks
from rtt_eval.charts.draw.rows import Cell, Row, axis, frame, unknown
from rtt_eval.charts.draw.style import text_width


class Span(NamedTuple):
    """A row: label, lower quartile, median, upper quartile, target, and the text on the right."""

    label: str
    low: Cell
    middle: Cell
    high: Cell
    target: Cell
    text: str


def spans(rows: Sequence[Span], head: str, name: str, target: str) -> Canvas:
    """head: over the texts on the right. name: of the axis. target: words before the value of a target."""
    canvas = Canvas()
    plot = frame(canvas, [Row(row.label, row.text) for row in rows], pitch=0.62, most=1.6, head=head)
    cells = [cell for row in rows for cell in (row.low, row.middle, row.high, row.target)]
    marks = ticks(0, max(*(cell.value or 0 for cell in cells), 1), 6, is_whole=True)
    scale = Scale(marks[0], marks[-1], plot.left + 0.05, plot.right - 0.1)
    bottom = axis(canvas, scale, marks, plot.spans, name)
    for row, y in zip(rows, plot.centres, strict=True):
        _target(canvas, scale, row.target, y, target)
        _span(canvas, scale, row, y - 0.06, plot.left)
    return canvas.end(bottom + 0.02)


def _span(canvas: Canvas, scale: Scale, row: Span, y: float, left: float) -> None:
    if row.middle.value is None:
        unknown(canvas, left + 0.05, y, row.middle.shown)
        return
    if row.low.value is not None and row.high.value is not None:
        canvas.line([(scale.at(row.low.value), y), (scale.at(row.high.value), y)], style.BLUE, 4)
    canvas.dot(scale.at(row.middle.value), y, style.BLUE, is_hollow=True, size=9)


def _target(canvas: Canvas, scale: Scale, cell: Cell, y: float, word: str) -> None:
    """A dashed line over the height of the row, with its words under it, kept within the plot."""
    if cell.value is None:
        return
    words, x = f"{word} {cell.shown}", scale.at(cell.value)
    half = text_width(words) / 2
    canvas.line([(x, y - 0.26), (x, y + 0.12)], style.PINK, 1.8, (0, (3, 2)))
    canvas.text(min(max(x, scale.start + half), scale.stop - half), y + 0.2, words, "center", style.PINK)
