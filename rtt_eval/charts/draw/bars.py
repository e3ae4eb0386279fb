"""Lying bars with their values written at their ends, in one panel or in several side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Cell, Row, frame, unknown
from rtt_eval.charts.draw.style import LINE, text_width

THICK = 0.17


def bars(labels: Sequence[str], cells: Sequence[Cell], high: float) -> Canvas:
    """A bar a row on a light track that ends at `high`, the whole; values stand in a column on the right."""
    canvas = Canvas()
    rows = [Row(label, cell.shown) for label, cell in zip(labels, cells, strict=True)]
    plot = frame(canvas, rows, pitch=0.32)
    scale = Scale(0, high or 1, plot.left, plot.right)
    for cell, y in zip(cells, plot.centres, strict=True):
        canvas.box(plot.left, y - THICK / 2, plot.right - plot.left, THICK, style.LIGHT)
        if cell.value is None:
            canvas.dot(plot.left + 0.06, y, style.TEXT, is_hollow=True, size=5, shape="D")
        else:
            canvas.box(plot.left, y - THICK / 2, scale.at(cell.value) - plot.left, THICK, style.BLUE)
    return canvas.end(plot.bottom)


def panels(labels: Sequence[str], titles: Sequence[str], cells: Sequence[Sequence[Cell]], high: float) -> Canvas:
    """A panel of bars for each title, on one scale; `cells` holds one list a panel, one cell a label."""
    canvas = Canvas()
    plot = frame(canvas, [Row(label) for label in labels], top=LINE * 1.4, pitch=0.3)
    wide = (plot.right - plot.left) / len(titles)
    for position, (title, column) in enumerate(zip(titles, cells, strict=True)):
        left = plot.left + position * wide
        room = max(text_width(cell.shown) for cell in column) + 0.3
        scale = Scale(0, high or 1, left, left + wide - room)
        canvas.text(left, LINE * 0.6, title, is_bold=True)
        for cell, y in zip(column, plot.centres, strict=True):
            _bar(canvas, scale, cell, y)
        canvas.line([(left, plot.top), (left, plot.bottom)], style.TEXT, 0.8)
    return canvas.end(plot.bottom + 0.02)


def _bar(canvas: Canvas, scale: Scale, cell: Cell, y: float) -> None:
    if cell.value is None:
        unknown(canvas, scale.start + 0.04, y, cell.shown)
        return
    canvas.box(scale.start, y - THICK / 2, scale.at(cell.value) - scale.start, THICK, style.BLUE)
    canvas.text(scale.at(cell.value) + 0.06, y, cell.shown)
