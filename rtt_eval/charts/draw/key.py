"""The line over a plot that says what each mark means, with the mark itself (shape and fill, never colour alone)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.style import LINE, text_width

MARK = 0.3
"""Room for a mark, in inches."""


class Entry(NamedTuple):
    """One mark and its words."""

    words: str
    mark: Literal["dot", "ring", "diamond", "square", "swatch", "line"]
    colour: str = style.BLUE
    dashes: Any = "-"


def key(canvas: Canvas, entries: Sequence[Entry], top: float = 0.0) -> float:
    """Write the entries side by side, on as many lines as they need. Returns the height at which the plot starts."""
    x, y = 0.0, top + LINE / 2 + 0.02
    for entry in entries:
        width = MARK + text_width(entry.words)
        if x > 0 and x + width > style.WIDTH:
            x, y = 0.0, y + LINE * 1.25
        _mark(canvas, entry, x, y)
        canvas.text(x + MARK, y, entry.words)
        x += width + 0.28
    return y + LINE / 2 + 0.12


def _mark(canvas: Canvas, entry: Entry, x: float, y: float) -> None:
    if entry.mark == "swatch":
        edge = style.TEXT if entry.colour in (style.WHITE, style.PALE) else "none"
        canvas.box(x + 0.02, y - 0.065, 0.2, 0.13, entry.colour, edge)
    elif entry.mark == "line":
        canvas.line([(x, y), (x + 0.24, y)], entry.colour, 1.8, entry.dashes)
    else:
        shape = {"diamond": "D", "square": "s"}.get(entry.mark, "o")
        canvas.dot(x + 0.16, y, entry.colour, is_hollow=entry.mark == "ring", shape=shape)
