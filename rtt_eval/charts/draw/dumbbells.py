"""Two dots a row, joined: a hollow one for the earlier value, a filled one for the later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, ticks
from rtt_eval.charts.draw.rows import Cell, Frame, Row, axis, frame
from rtt_eval.charts.draw.style import WIDTH, text_width

MOST_ROWS = 18
"""More rows than this in one column would have to be drawn small to fit beside text on a page."""


class Pair(NamedTuple):
    """One row: its label, the earlier and the later value, a text on the right, and the colour of the later dot."""

    label: str
    earlier: Cell | None = None
    later: Cell | None = None
    text: str = ""
    colour: str = style.BLUE


def dumbbells(rows: Sequence[Pair], names: tuple[str, str], head: str = "") -> Canvas:
    """A row a category with both values written beside their dots; `head` stands over the column of texts.

    A value that may not be shown has no dot: its symbol stands at the left, under the name of its time.
    """
    canvas = Canvas()
    top = key(canvas, _entries(names, style.BLUE))
    plot = frame(canvas, [Row(row.label, row.text) for row in rows], top, pitch=0.3, head=head)
    cells = [cell for row in rows for cell in (row.earlier, row.later) if cell is not None]
    room = max(text_width(cell.shown) for cell in cells) + 0.14
    hidden = max((text_width(_symbols(row, names)) + 0.35 for row in rows), default=0)
    highest = max((cell.value for cell in cells if cell.value is not None), default=0) or 1
    scale = Scale(0, highest, plot.left + max(room, hidden), plot.right - room)
    canvas.line([(scale.start, plot.top), (scale.start, plot.bottom)], style.LIGHT, 0.8)
    for row, y in zip(rows, plot.centres, strict=True):
        canvas.line([(scale.start, y), (scale.stop, y)], style.LIGHT, 0.8)
        _joined(canvas, scale, row, y)
        _labelled(canvas, scale, row, y)
        if symbols := _symbols(row, names):
            canvas.dot(plot.left + 0.06, y, style.TEXT, is_hollow=True, size=5, shape="D")
            canvas.text(plot.left + 0.15, y, symbols)
    return canvas.end(plot.bottom + 0.03)


def by_child(rows: Sequence[Pair], names: tuple[str, str], name: str) -> Canvas:
    """Whole numbers for many rows, with headings (rows without values), on an axis; two columns past `MOST_ROWS`."""
    canvas = Canvas()
    top = key(canvas, _entries(names, style.TEXT))
    n_first = len(rows) if len(rows) <= MOST_ROWS else _split(rows)
    parts = [rows[:n_first], _continued(rows, n_first)] if n_first < len(rows) else [rows]
    wide = (WIDTH - 0.35 * (len(parts) - 1)) / len(parts)
    marks = ticks(0, max(_highest(rows), 1), 6, is_whole=True)
    bottoms = []
    for position, part in enumerate(parts):
        x0 = position * (wide + 0.35)
        plot = frame(canvas, [Row(one.label, is_heading=one.later is None) for one in part], top, x0, x0 + wide, 0.2)
        bottoms.append(_column(canvas, part, plot, marks, name))
    return canvas.end(max(bottoms) + 0.02)


def _column(canvas: Canvas, part: Sequence[Pair], plot: Frame, marks: list[float], name: str) -> float:
    scale = Scale(marks[0], marks[-1], plot.left + 0.05, plot.right - 0.1)
    bottom = axis(canvas, scale, marks, plot.spans, name)
    for row, y in zip(part, plot.centres, strict=True):
        if row.later is not None:
            _joined(canvas, scale, row, y)
    return bottom


def _split(rows: Sequence[Pair]) -> int:
    """How many rows stand in the first column: half, but a heading is never the last of it."""
    half = (len(rows) + 1) // 2
    return half - 1 if rows[half - 1].later is None else half


def _continued(rows: Sequence[Pair], n_first: int) -> list[Pair]:
    """The rows of the second column, with the heading that they stand under."""
    rest = list(rows[n_first:])
    heading = next((row for row in reversed(rows[:n_first]) if row.later is None), None)
    if heading is None or rest[0].later is None:
        return rest
    return [heading._replace(label=f"{heading.label} (continued)"), *rest]


def _highest(rows: Sequence[Pair]) -> float:
    return max(cell.value or 0 for row in rows for cell in (row.earlier, row.later) if cell is not None)


def _entries(names: tuple[str, str], colour: str) -> list[Entry]:
    return [Entry(names[0], "ring", style.TEXT), Entry(names[1], "dot", colour)]


def _joined(canvas: Canvas, scale: Scale, row: Pair, y: float) -> None:
    """The dots of a row; where both are in one place the filled one stands inside the ring."""
    assert row.earlier is not None and row.later is not None
    earlier, later = row.earlier.value, row.later.value
    is_tied = earlier is not None and earlier == later
    if earlier is not None and later is not None:
        canvas.line([(scale.at(earlier), y), (scale.at(later), y)], style.GREY if is_tied else row.colour, 2.2)
    if earlier is not None:
        canvas.dot(scale.at(earlier), y, style.TEXT, is_hollow=True, size=10 if is_tied else 7)
    if later is not None:
        canvas.dot(scale.at(later), y, row.colour, size=5 if is_tied else 7)


def _labelled(canvas: Canvas, scale: Scale, row: Pair, y: float) -> None:
    """The smaller value is written on the left of its dot, the larger on the right, two equal ones once."""
    assert row.earlier is not None and row.later is not None
    known = [cell for cell in (row.earlier, row.later) if cell.value is not None]
    known.sort(key=lambda cell: cell.value or 0)
    if not known:
        return
    canvas.text(scale.at(known[-1].value or 0) + 0.11, y, known[-1].shown)
    if len(known) == 2 and known[0].value != known[1].value:
        canvas.text(scale.at(known[0].value or 0) - 0.11, y, known[0].shown, "right")


def _symbols(row: Pair, names: tuple[str, str]) -> str:
    """What is written where a value may not be drawn."""
    assert row.earlier is not None and row.later is not None
    ends = zip(names, (row.earlier, row.later), strict=True)
    hidden = [(name, cell.shown) for name, cell in ends if cell.value is None]
    if len(hidden) == 2 and hidden[0][1] == hidden[1][1]:
        return f"both {hidden[0][1]}"
    return ", ".join(f"{name.lower()} {shown}" for name, shown in hidden)
