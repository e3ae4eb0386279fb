"""Lying bars from a common start with their values at their ends: one a row, or this year's over last year's."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Cell, Row, frame, unknown
from rtt_eval.charts.draw.style import LINE, text_width

THICK, THIN = 0.17, 0.13


def lengths(labels: Sequence[str], cells: Sequence[Sequence[Cell]], names: Sequence[str] = ("",)) -> Canvas:
    """A row a label, with one cell or two in it. names: written behind the first value of each sort, instead of a key.

    The first bar of a row is dark; the second, where there is one, light, thinner and with an edge.
    """
    canvas = Canvas()
    is_paired = len(names) > 1
    texts = _texts(cells, names)
    plot = frame(canvas, [Row(label) for label in labels], pitch=0.5 if is_paired else 0.29, most=2.5)
    room = max(text_width(text) for row in texts for text in row) + 0.12
    highest = max((cell.value for row in cells for cell in row if cell.value is not None), default=0) or 1
    scale = Scale(0, highest, plot.left, plot.right - room)
    for row, words, y in zip(cells, texts, plot.centres, strict=True):
        _bar(canvas, scale, row[0], words[0], y - (LINE * 0.54 if is_paired else 0), is_first=True)
        if is_paired:
            _bar(canvas, scale, row[1], words[1], y + LINE * 0.54, is_first=False)
    canvas.line([(plot.left, plot.top), (plot.left, plot.bottom)], style.TEXT, 0.8)
    return canvas.end(plot.bottom + 0.02)


def _texts(cells: Sequence[Sequence[Cell]], names: Sequence[str]) -> list[list[str]]:
    """The values as written, with the name of its sort behind the first one that is known."""
    texts = [[cell.shown for cell in row] for row in cells]
    for sort, name in enumerate(names):
        known = [place for place, row in enumerate(cells) if row[sort].value is not None]
        if name and known:
            texts[known[0]][sort] += f" {name}"
    return texts


def _bar(canvas: Canvas, scale: Scale, cell: Cell, words: str, y: float, is_first: bool) -> None:
    if cell.value is None:
        unknown(canvas, scale.start + 0.04, y, words)
        return
    thick = THICK if is_first else THIN
    fill, edge = (style.BLUE, "none") if is_first else (style.LIGHT, style.TEXT)
    if cell.value:
        canvas.box(scale.start, y - thick / 2, scale.at(cell.value) - scale.start, thick, fill, edge)
    canvas.text(scale.at(cell.value) + 0.07, y, words)
