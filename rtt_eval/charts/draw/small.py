"""Small charts, to stand under a headline figure: bars to compare, a part of a whole, a column a month."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.style import LINE, text_width

WIDTH, THICK, TALL = 2.0, 0.11, 0.34
"""Width of a small chart, thickness of a bar and height of the columns, in inches."""

GAP = 0.07


def bars(labels: Sequence[str], cells: Sequence[Cell]) -> Canvas:
    """A bar a row, the last one in the focus colour; its words on the left, its value after it."""
    canvas = Canvas(WIDTH)
    left = max(map(text_width, labels)) + GAP
    room = max(text_width(cell.shown) for cell in cells) + GAP
    scale = Scale(0, max(cell.value or 0 for cell in cells) or 1, left, WIDTH - room)
    for place, (label, cell) in enumerate(zip(labels, cells, strict=True)):
        y = (place + 0.5) * LINE
        stop = scale.at(cell.value or 0)
        canvas.text(0, y, label)
        fill = style.BLUE if place == len(cells) - 1 else style.SEQUENCE[1]
        canvas.box(left, y - THICK / 2, max(stop - left, 0.01), THICK, fill)
        canvas.text(stop + GAP, y, cell.shown)
    return canvas.end(len(cells) * LINE + 0.03)


def share(part: Cell, whole: Cell) -> Canvas:
    """A bar for the whole with the part of it filled."""
    canvas = Canvas(WIDTH)
    edge = (WIDTH - 0.02) * (part.value or 0) / (whole.value or 1)
    canvas.box(0.01, 0.02, WIDTH - 0.02, THICK * 1.3, style.WHITE, style.TEXT)
    canvas.box(0.01, 0.02, edge, THICK * 1.3, style.BLUE, style.TEXT)
    return canvas.end(THICK * 1.3 + 0.04)


def columns(labels: Sequence[str], cells: Sequence[Cell]) -> Canvas:
    """A column a month, the first and the last one named under it."""
    canvas = Canvas(WIDTH)
    most, wide = max(cell.value or 0 for cell in cells) or 1, WIDTH / len(cells)
    for place, cell in enumerate(cells):
        high = TALL * (cell.value or 0) / most
        canvas.box(place * wide, TALL - high, wide * 0.8, max(high, 0.01), style.BLUE)
    canvas.text(0, TALL + LINE * 0.6, labels[0])
    canvas.text(WIDTH, TALL + LINE * 0.6, labels[-1], "right")
    return canvas.end(TALL + LINE * 1.3)
