"""Lying bars cut into parts that add up to a whole, each part with its count in it or just under it."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, spread
from rtt_eval.charts.draw.rows import Cell, Row, frame
from rtt_eval.charts.draw.style import LINE, ON_COLOUR, text_width

THICK = 0.26
NARROWEST = 2.3
"""Thickness of a bar, and how wide a plot there is at least beside the widest label and text, in inches."""


def stacked(
    labels: Sequence[str],
    texts: Sequence[str],
    parts: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    fills: Sequence[str],
    head: str = "",
) -> Canvas:
    """A bar a label, cut into `parts` (at most four, named in the key). A row with a hidden part is written, not drawn.

    texts: what stands on the right of each row, under `head`. cells: one list a row, one cell a part; the longest whole
    fills the width. fills: a colour a part.
    """
    canvas = Canvas()
    top = key(canvas, [Entry(part, "swatch", fill) for part, fill in zip(parts, fills, strict=True)])
    rows = [Row(label, text) for label, text in zip(labels, texts, strict=True)]
    wholes = [sum(cell.value or 0 for cell in row) for row in cells]
    is_tight = any(not _fits(cell, NARROWEST * (cell.value or 0) / (max(wholes) or 1)) for row in cells for cell in row)
    plot = frame(canvas, rows, top, pitch=0.5 if is_tight else 0.36, most=2.6, head=head)
    scale = Scale(0, max(wholes) or 1, plot.left, plot.right)
    for row, y in zip(cells, plot.centres, strict=True):
        if any(cell.value is None for cell in row):
            canvas.text(plot.left, y, "; ".join(f"{part} {cell.shown}" for part, cell in zip(parts, row, strict=True)))
        else:
            _bar(canvas, scale, row, fills, y - 0.06 if is_tight else y)
    return canvas.end(plot.bottom)


def _bar(canvas: Canvas, scale: Scale, row: Sequence[Cell], fills: Sequence[str], y: float) -> None:
    edge, outside = 0.0, []
    for cell, fill in zip(row, fills, strict=True):
        if not cell.value:
            continue
        start, stop = scale.at(edge), scale.at(edge + cell.value)
        canvas.box(start, y - THICK / 2, stop - start, THICK, fill, style.TEXT if fill == style.WHITE else style.WHITE)
        if _fits(cell, stop - start):
            canvas.text((start + stop) / 2, y, cell.shown, "center", ON_COLOUR[fill])
        else:
            outside.append(((start + stop) / 2, cell.shown))
        edge += cell.value
    widths = [text_width(shown) + 0.08 for _, shown in outside]
    places = spread([x for x, _ in outside], widths, scale.start - 0.05, scale.stop + 0.3)
    for x, (_, shown) in zip(places, outside, strict=True):
        canvas.text(x, y + THICK / 2 + LINE * 0.5, shown, "center")


def _fits(cell: Cell, wide: float) -> bool:
    """Whether the count can stand in a part of this width; a part of nobody is not drawn."""
    return not cell.value or text_width(cell.shown) + 0.06 <= wide
