"""Bars made of a few named parts, with a letter and a number in each part: readable in grey, and without a legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale
from rtt_eval.charts.draw.rows import Row, frame
from rtt_eval.charts.draw.style import LINE, text_width

FILLS = style.SEQUENCE
THICK, KEY = 0.18, 0.18
"""Height of a bar, and side of a box of the key (inches)."""


class Stack(NamedTuple):
    """A bar: its label, the number of each part in order, and the text of its end. Without parts: a heading."""

    label: str
    parts: Sequence[int] = ()
    text: str = ""


def stacks(bars: Sequence[Stack], names: Sequence[tuple[str, str]], head: str) -> Canvas:
    """A bar a row under a key of letters; each part has its number, so there is no axis.

    names: letter and name of each part, four at most. head: over the texts.
    """
    canvas = Canvas()
    top = _key(canvas, names)
    rows = [Row(bar.label, bar.text, is_heading=not bar.parts) for bar in bars]
    box = frame(canvas, rows, top=top, pitch=0.22, head=head)
    scale = Scale(0, max(1, *(sum(bar.parts) for bar in bars)), box.left, box.right)
    for bar, y in zip(bars, box.centres, strict=True):
        _bar(canvas, bar, [letter for letter, _ in names], scale, y)
    return canvas.end(box.bottom + 0.02)


def _key(canvas: Canvas, names: Sequence[tuple[str, str]]) -> float:
    x = 0.02
    for (letter, name), fill in zip(names, FILLS, strict=False):
        canvas.box(x, 0.02, KEY, KEY, fill, style.TEXT)
        canvas.text(x + KEY / 2, 0.02 + KEY / 2, letter, "center", style.ON_COLOUR[fill])
        canvas.text(x + KEY + 0.06, 0.02 + KEY / 2, name)
        x += KEY + 0.06 + text_width(name) + 0.24
    return KEY + 0.04 + LINE * 0.2


def _bar(canvas: Canvas, bar: Stack, letters: Sequence[str], scale: Scale, y: float) -> None:
    start = 0
    for n, letter, fill in zip(bar.parts, letters, FILLS, strict=False):
        if not n:
            continue
        left, right = scale.at(start), scale.at(start + n)
        canvas.box(left, y - THICK / 2, right - left, THICK, fill, style.TEXT)
        text = f"{letter}{n}"
        if text_width(text) < right - left:
            canvas.text((left + right) / 2, y, text, "center", style.ON_COLOUR[fill])
        start += n
