"""Bars inside bars: how many could have been, how many began, how many are complete."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Cell, Row, frame

LAYERS = ((style.LIGHT, 0.24), (style.SEQUENCE[1], 0.15), (style.BLUE, 0.07))
"""Colour and thickness (inches), from the widest whole to the smallest part: equal bars stay visible."""


def nested(rows: Sequence[Row], cells: Sequence[Sequence[Cell]], names: Sequence[str], head: str) -> Canvas:
    """Three bars a row, one inside the other, on one scale. `cells` of a heading row are empty."""
    canvas = Canvas()
    fills = [fill for fill, _ in LAYERS]
    top = key(canvas, [Entry(name, "swatch", fill) for name, fill in zip(names, fills, strict=True)])
    plot = frame(canvas, rows, top, pitch=0.3, head=head)
    highest = max((cell.value or 0 for row in cells for cell in row), default=0) or 1
    scale = Scale(0, highest, plot.left, plot.right)
    for row, y in zip(cells, plot.centres, strict=True):
        for cell, (fill, thick) in zip(row, LAYERS, strict=False):
            if cell.value is not None:
                canvas.box(plot.left, y - thick / 2, scale.at(cell.value) - plot.left, thick, fill)
        if row and any(cell.value is None for cell in row):
            canvas.dot(plot.left + 0.06, y, style.TEXT, is_hollow=True, size=5, shape="D")
    return canvas.end(plot.bottom + 0.03)
