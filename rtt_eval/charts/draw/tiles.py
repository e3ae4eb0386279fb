"""A row of tiles a line: a letter and a colour for each position, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import wrap
from rtt_eval.charts.draw.style import LINE, ON_COLOUR, WIDTH

LABELS, WIDEST, GAP = 3.4, 0.36, 0.1
"""Room for the labels, the widest tile, and what is free between them (inches)."""


class Look(NamedTuple):
    """How a kind of tile is drawn: its letter, its fill, and its words in the key."""

    letter: str
    fill: str
    words: str


def tiles(
    labels: Sequence[str],
    heads: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    looks: Mapping[str, Look],
) -> Canvas:
    """heads: two lines over each column. rows: a kind each position; one without a look is written as it stands."""
    canvas = Canvas()
    used = {kind for row in rows for kind in row}
    top = key(
        canvas,
        [Entry(f"{look.letter}  {look.words}", "swatch", look.fill) for kind, look in looks.items() if kind in used],
    )
    wide = min((WIDTH - LABELS) / len(heads), WIDEST)
    _heads(canvas, heads, top, wide)
    y = top + LINE * 2.2
    for label, row in zip(labels, rows, strict=True):
        lines = wrap(label, LABELS - GAP)
        high = len(lines) * LINE + 0.05
        canvas.lines_of_text(0, y + high / 2, lines)
        for position, kind in enumerate(row):
            _tile(canvas, kind, looks.get(kind), LABELS + position * wide, y, (wide, high))
        y += high
    return canvas.end(y + 0.02)


def _heads(canvas: Canvas, heads: Sequence[tuple[str, str]], top: float, wide: float) -> None:
    """The two lines over each column; the second is written where it first appears."""
    last = ""
    for position, (first, second) in enumerate(heads):
        x = LABELS + (position + 0.5) * wide
        canvas.text(x, top + LINE / 2, second if second != last else "", "center")
        canvas.text(x, top + LINE * 1.5, first, "center")
        last = second


def _tile(canvas: Canvas, kind: str, look: Look | None, x: float, y: float, size: tuple[float, float]) -> None:
    wide, high = size
    middle = (x + wide / 2, y + high / 2)
    if look is None:
        canvas.text(*middle, kind, "center")
        return
    canvas.box(x + 0.02, y + 0.02, wide - 0.04, high - 0.04, look.fill)
    canvas.text(*middle, look.letter, "center", ON_COLOUR[look.fill], is_bold=True)
