"""Standing bars along a row of categories in order (months, ratings), with their values above them."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.style import LINE, text_width

HEIGHT = 1.5


def columns(labels: Sequence[tuple[str, str]], cells: Sequence[Cell], ends: tuple[str, str] = ("", "")) -> Canvas:
    """A column a category. labels: two lines under each; ends: words under the first and the last category.

    Where the labels are too wide for their columns, every second (third, ...) is written, always with its second line.
    """
    canvas = Canvas()
    wide = min(style.WIDTH / len(labels), 1.1)
    left = (style.WIDTH - wide * len(labels)) / 2 if any(ends) else 0.0
    highest = max((cell.value for cell in cells if cell.value is not None), default=0) or 1
    floor = LINE * 1.2 + HEIGHT
    scale = Scale(0, highest, floor, LINE * 1.2)
    for position, cell in enumerate(cells):
        _column(canvas, cell, left + (position + 0.5) * wide, wide * 0.68, scale)
    right = left + wide * len(labels)
    canvas.line([(left, floor), (right, floor)], style.TEXT, 0.8)
    bottom = floor + 0.06 + LINE * (2 if any(second for _, second in labels) else 1)
    for x, first, second in kept(labels, left, wide):
        canvas.text(x, floor + 0.06 + LINE / 2, first, "center")
        canvas.text(x, floor + 0.06 + LINE * 1.5, second, "center")
    if any(ends):
        canvas.text(left, bottom + LINE * 0.6, ends[0])
        canvas.text(right, bottom + LINE * 0.6, ends[1], "right")
        bottom += LINE * 1.2
    return canvas.end(bottom + 0.02)


def _column(canvas: Canvas, cell: Cell, x: float, wide: float, scale: Scale) -> None:
    if cell.value is None:
        canvas.dot(x, scale.start - 0.08, style.TEXT, is_hollow=True, size=5, shape="D")
        canvas.text(x, scale.start - 0.2, cell.shown, "center")
        return
    top = scale.at(cell.value)
    canvas.box(x - wide / 2, top, wide, scale.start - top, style.BLUE)
    canvas.text(x, top - LINE * 0.55, cell.shown, "center")


def kept(labels: Sequence[tuple[str, str]], left: float, wide: float) -> list[tuple[float, str, str]]:
    """The labels that are written, with the middle of their columns; a year is written where it first appears."""
    widest = max(text_width(line) for label in labels for line in label if line) + 0.06
    step = next(step for step in range(1, len(labels) + 2) if step * wide >= widest)
    found, last = [], ""
    for position in range(0, len(labels), step):
        first, second = labels[position]
        found.append((left + (position + 0.5) * wide, first, second if second != last else ""))
        last = second
    return found
