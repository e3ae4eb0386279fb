"""A square of counts: from which category (down the side) to which (across the top)."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import wrap
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.style import LINE, ON_COLOUR, WIDTH, text_width

FILLS = {"better": style.BLUE, "same": style.GREY, "worse": style.ORANGE}


def grid(
    labels: Sequence[str], titles: tuple[str, str], cells: Sequence[Sequence[Cell]], keys: dict[str, str]
) -> Canvas:
    """Counts, one row a category before, one column a category after, both from best to worst.

    Below the diagonal is better, above it worse. keys: words for better, same and worse. titles: before and after.
    """
    canvas = Canvas()
    top = key(canvas, [Entry(words, "swatch", FILLS[sign]) for sign, words in keys.items()])
    side = wrap(titles[0], 1.6, is_bold=True)
    rows = [wrap(label, 1.6) for label in labels]
    left = max(text_width(line, True) for lines in [*rows, side] for line in lines) + 0.14
    wide = min((WIDTH - left) / len(labels), 1.15)
    heads = [wrap(label, wide - 0.1) for label in labels]
    canvas.text(left, top + LINE / 2, titles[1], is_bold=True)
    top += LINE * 1.1
    tall = max(max(map(len, heads)), len(side)) * LINE
    canvas.lines_of_text(0, top + tall - len(side) * LINE / 2, side, is_bold=True)
    for position, lines in enumerate(heads):
        canvas.lines_of_text(left + (position + 0.5) * wide, top + tall - len(lines) * LINE / 2, lines, "center")
    top += tall + 0.05
    high = max(0.36, *(len(lines) * LINE + 0.06 for lines in rows))
    for down, (lines, row) in enumerate(zip(rows, cells, strict=True)):
        canvas.lines_of_text(0, top + (down + 0.5) * high, lines)
        for across, cell in enumerate(row):
            sign = "same" if across == down else "better" if across < down else "worse"
            _cell(canvas, cell, left + across * wide, top + down * high, (wide, high), sign)
    return canvas.end(top + len(labels) * high + 0.03)


def _cell(canvas: Canvas, cell: Cell, x: float, y: float, size: tuple[float, float], sign: str) -> None:
    fill = FILLS[sign] if cell.value else style.PALE if sign == "same" else style.WHITE
    canvas.box(x + 0.02, y + 0.02, size[0] - 0.04, size[1] - 0.04, fill, style.LIGHT if not cell.value else "none")
    colour = ON_COLOUR[fill] if cell.value else style.TEXT
    canvas.text(x + size[0] / 2, y + size[1] / 2, cell.shown, "center", colour, is_bold=bool(cell.value))
