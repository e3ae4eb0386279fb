"""A small line a row: months from left to right, the latest one marked, its value written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.process import is_hidden
from rtt_eval.charts.draw.rows import Cell, Row, frame
from rtt_eval.charts.draw.style import LINE

PITCH, REACH = 0.36, 0.12
"""Height of a row, and how far its line may go up and down from the middle (inches)."""

TARGET: Any = (0, (3, 2))


def sparks(
    rows: Sequence[Row], cells: Sequence[Sequence[Cell]], targets: Sequence[float | None], ends: tuple[str, str]
) -> Canvas:
    """Every row has its own scale, from the lowest to the highest of its values and its target.

    cells: of each row, one a month; a month without a value is a gap, a hidden one a hollow diamond on the middle line.
    targets: a dashed line in each row, or None. ends: the first and the last month, under the lines.
    """
    canvas = Canvas()
    keys = [Entry("Value by month", "line", style.BLUE), Entry("Latest month", "dot", style.BLUE)]
    if any(one is not None for one in targets):
        keys.append(Entry("Target", "line", style.TEXT, TARGET))
    top = key(canvas, keys)
    plot = frame(canvas, rows, top, pitch=PITCH, most=2.7)
    for row, target, middle in zip(cells, targets, plot.centres, strict=True):
        across = Scale(0, max(len(row) - 1, 1), plot.left + 0.08, plot.right - 0.08)
        _spark(canvas, row, target, across, middle)
    canvas.text(plot.left, plot.bottom + LINE * 0.6, ends[0])
    canvas.text(plot.right, plot.bottom + LINE * 0.6, ends[1], "right")
    return canvas.end(plot.bottom + LINE * 1.2)


def _spark(canvas: Canvas, row: Sequence[Cell], target: float | None, across: Scale, middle: float) -> None:
    values = [one.value for one in row if one.value is not None]
    every = values if target is None else [*values, target]
    low, high = (min(every), max(every)) if every else (0.0, 0.0)
    up = Scale(low, high, middle + REACH, middle - REACH) if high > low else Scale(low - 1, low + 1, middle, middle)
    canvas.line([(across.start - 0.08, middle + 0.17), (across.stop + 0.08, middle + 0.17)], style.LIGHT, 0.6)
    if target is not None:
        canvas.line([(across.start, up.at(target)), (across.stop, up.at(target))], style.TEXT, 0.8, TARGET)
    before: tuple[float, float] | None = None
    for place, cell in enumerate(row):
        here = None if cell.value is None else (across.at(place), up.at(cell.value))
        if before and here:
            canvas.line([before, here], style.BLUE, 1.5)
        elif here and (place + 1 == len(row) or row[place + 1].value is None):
            canvas.dot(*here, style.BLUE, size=3)
        elif is_hidden(cell):
            canvas.dot(across.at(place), middle, style.TEXT, is_hollow=True, size=4, shape="D")
        before = here
    if before:
        canvas.dot(*before, style.BLUE, size=6)
