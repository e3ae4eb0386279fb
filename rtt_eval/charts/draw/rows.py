"""The frame that most charts share: labels down the left, a text column on the right, a plot between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale, wrap
from rtt_eval.charts.draw.style import LINE, text_width

GAP = 0.14
"""Between the labels and the plot, and between the plot and the text column (inches)."""


class Cell(NamedTuple):
    """One value as drawn and as written. `value` is None where it is hidden or not known: it has no place."""

    value: float | None
    shown: str


class Row(NamedTuple):
    """A row's label and what stands on its right. A heading has no marks and runs over the whole width."""

    label: str
    text: str = ""
    is_heading: bool = False
    is_bold: bool = False


class Frame(NamedTuple):
    """Where the plot is (inches): its edges, the middle of each row (headings included), and the runs between headings.

    `spans` holds the top and bottom of each run of rows, so that grid lines do not cross a heading.
    """

    left: float
    right: float
    top: float
    bottom: float
    centres: list[float]
    spans: list[tuple[float, float]]


def frame(
    canvas: Canvas,
    rows: Sequence[Row],
    top: float = 0.0,
    x0: float = 0.0,
    x1: float = style.WIDTH,
    pitch: float = 0.26,
    most: float = 2.3,
    head: str = "",
) -> Frame:
    """Write labels and texts from `top` down, and say what room is left for the plot.

    pitch: height of a row of one line. most: widest label before it is wrapped. head: words over the text column.
    """
    lines = [wrap(row.label, x1 - x0 if row.is_heading else most, row.is_bold or row.is_heading) for row in rows]
    heads = wrap(head, 1.5)
    left, right = _edges(rows, lines, heads, x0, x1)
    if head:
        canvas.lines_of_text(x1, top + len(heads) * LINE / 2, heads, "right")
        top += len(heads) * LINE + 0.04
    centres: list[float] = []
    spans: list[tuple[float, float]] = []
    bottom = top
    for row, wrapped in zip(rows, lines, strict=True):
        height = max(pitch, len(wrapped) * LINE + (0.1 if row.is_heading else 0.06))
        centres.append(bottom + height / 2)
        canvas.lines_of_text(x0, centres[-1], wrapped, is_bold=row.is_bold or row.is_heading)
        if row.text:
            canvas.text(x1, centres[-1], row.text, "right", is_bold=row.is_bold)
        if not row.is_heading:
            joins = bool(spans) and spans[-1][1] == bottom
            spans[-1:] = [(spans[-1][0], bottom + height)] if joins else [*spans[-1:], (bottom, bottom + height)]
        bottom += height
    return Frame(left, right, top, bottom, centres, spans)


def _edges(
    rows: Sequence[Row], lines: Sequence[Sequence[str]], heads: Sequence[str], x0: float, x1: float
) -> tuple[float, float]:
    """Where the plot starts and stops, beside the widest label and the widest text."""
    labels = zip(rows, lines, strict=True)
    widths = [text_width(line, row.is_bold) for row, wrapped in labels if not row.is_heading for line in wrapped]
    texts = [text_width(text, True) for text in [*(row.text for row in rows), *heads] if text]
    return x0 + max(widths, default=0) + GAP, x1 - (max(texts) + GAP if texts else 0.02)


def axis(
    canvas: Canvas, scale: Scale, marks: Sequence[float], spans: Sequence[tuple[float, float]], name: str = ""
) -> float:
    """Light lines down the spans with their values under the last, and the axis's name. Returns the new bottom."""
    bottom = spans[-1][1]
    for mark in marks:
        for top, end in spans:
            canvas.line([(scale.at(mark), top), (scale.at(mark), end)], style.LIGHT, 0.8)
        canvas.text(scale.at(mark), bottom + LINE * 0.7, number(mark), "center")
    bottom += LINE * 1.3
    if name:
        middle = (scale.start + scale.stop) / 2
        half = text_width(name) / 2
        canvas.text(min(max(middle, half), style.WIDTH - half), bottom + LINE * 0.6, name, "center")
        bottom += LINE * 1.2
    return bottom


def number(value: float) -> str:
    """A tick's value with a real minus sign and no needless decimals."""
    return f"{value:,.10g}".replace("-", "\u2212")


def unknown(canvas: Canvas, x: float, y: float, shown: str) -> None:
    """What stands in place of a mark that may not be drawn: a hollow diamond and the symbol, where the axis starts."""
    canvas.dot(x + 0.06, y, style.TEXT, is_hollow=True, size=5, shape="D")
    canvas.text(x + 0.15, y, shown)
