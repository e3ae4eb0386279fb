"""A low, a middle and a high value a row, joined by a line, on an axis that holds zero."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Cell, Row, frame, unknown
from rtt_eval.charts.draw.style import LINE, text_width


def ranges(labels: Sequence[str], cells: Sequence[Sequence[Cell]], words: tuple[str, str, str]) -> Canvas:
    """Low and high are written at the ends of the line, the middle over its dot.

    words: what lies below zero, at zero and above it; written under the plot, the outer two where that side exists.
    """
    canvas = Canvas()
    plot = frame(canvas, [Row(label) for label in labels], pitch=0.55)
    known = [cell.value for row in cells for cell in row if cell.value is not None]
    room = max(text_width(cell.shown) for row in cells for cell in row) + 0.14
    low, high = min(0, *known, 0), max(0, *known, 0)
    scale = Scale(low, high if high > low else low + 1, plot.left + room, plot.right - room)
    canvas.line([(scale.at(0), plot.top), (scale.at(0), plot.bottom)], style.TEXT, 0.8)
    _sides(canvas, scale, words, plot.bottom + LINE * 0.6)
    for row, y in zip(cells, plot.centres, strict=True):
        _range(canvas, scale, row, y, plot.left)
    return canvas.end(plot.bottom + LINE * 1.2)


def _sides(canvas: Canvas, scale: Scale, words: tuple[str, str, str], y: float) -> None:
    below, none, above = words
    zero, half = scale.at(0), text_width(none) / 2 + 0.2
    canvas.text(zero, y, none, "center")
    if scale.low < 0:
        canvas.text(zero - half, y, f"\u2190 {below}", "right")
    if scale.high > 0:
        canvas.text(zero + half, y, f"{above} \u2192")


def _range(canvas: Canvas, scale: Scale, row: Sequence[Cell], y: float, left: float) -> None:
    low, mid, high = row
    if low.value is None or high.value is None:
        unknown(canvas, left, y, low.shown if low.value is None else high.shown)
        return
    y += 0.08
    canvas.line([(scale.at(low.value), y), (scale.at(high.value), y)], style.BLUE, 3)
    for end in (low, high):
        canvas.line([(scale.at(end.value or 0), y - 0.06), (scale.at(end.value or 0), y + 0.06)], style.BLUE, 1.6)
    canvas.text(scale.at(low.value) - 0.08, y, low.shown, "right")
    canvas.text(scale.at(high.value) + 0.08, y, high.shown)
    if mid.value is not None:
        canvas.dot(scale.at(mid.value), y, style.BLUE, size=8)
        canvas.text(scale.at(mid.value), y - 0.19, mid.shown, "center", is_bold=True)
