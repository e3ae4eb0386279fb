"""Lanes over a line of time: bars for what lasts, marks for what happens on a day, each lane named on its left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rtt_eval.charts.draw import calendar, style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, wrap
from rtt_eval.charts.draw.style import LINE, ON_COLOUR, WIDTH, text_width

PITCH, BAR = 0.225, 0.17
SHADES = (style.LIGHT, style.WHITE)


class Bar(NamedTuple):
    """A stretch of time, in days; `words` stand in it where they fit. is_dark: filled with the first colour."""

    start: float
    end: float
    words: str
    is_dark: bool = False


class Mark(NamedTuple):
    """Something on a day, perhaps with its last day, and a word beside it. is_hollow: has not come yet."""

    day: float
    end: float | None = None
    words: str = ""
    is_hollow: bool = False


class Lane(NamedTuple):
    """One lane: its name, the words on its right, and what is in it."""

    name: str
    text: str
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()


def lanes(rows: Sequence[Lane], first: date, last: date, today: date, keys: Sequence[Entry]) -> Canvas:
    """The lanes. first, last: of the line of time; what lies outside it is cut off. today: the last day that counts."""
    canvas = Canvas()
    across = calendar.days_across(first, last)
    top = key(canvas, keys)
    names = [wrap(row.name, calendar.LEFT - 0.15) for row in rows]
    texts = [wrap(row.text, calendar.RIGHT - 0.12) for row in rows]
    heights = [max(PITCH, max(len(name), len(text)) * LINE + 0.06) for name, text in zip(names, texts, strict=True)]
    bottom = calendar.grid(canvas, across, calendar.month_marks(first, last), today, [(top, top + sum(heights))])
    y = top
    for row, name, text, height in zip(rows, names, texts, heights, strict=True):
        canvas.lines_of_text(0, y + height / 2, name)
        canvas.lines_of_text(WIDTH - calendar.RIGHT + 0.12, y + height / 2, text)
        _bars(canvas, row.bars, across, y + height / 2)
        _marks(canvas, row.marks, across, across.at(today.toordinal()), y + height / 2)
        y += height
    return canvas.end(bottom)


def _bars(canvas: Canvas, bars: Sequence[Bar], across: Scale, y: float) -> None:
    shown = [bar for bar in bars if bar.end > across.low and bar.start < across.high]
    for place, bar in enumerate(shown):
        x0, x1 = (across.at(min(max(day, across.low), across.high)) for day in (bar.start, bar.end))
        fill = style.BLUE if bar.is_dark else SHADES[place % 2]
        canvas.box(x0, y - BAR / 2, x1 - x0, BAR, fill, style.WHITE if bar.is_dark else style.TEXT)
        if text_width(bar.words) + 0.1 <= x1 - x0:
            canvas.text((x0 + x1) / 2, y, bar.words, "center", ON_COLOUR[fill])


def _marks(canvas: Canvas, marks: Sequence[Mark], across: Scale, end: float, y: float) -> None:
    shown = [mark for mark in marks if across.low <= mark.day <= across.high]
    places = [across.at(mark.day) for mark in shown]
    for mark, x, after in zip(shown, places, [*places[1:], across.stop + 9], strict=False):
        if mark.end is not None and mark.end > mark.day:
            canvas.line([(x, y), (across.at(min(mark.end, across.high)), y)], style.BLUE, 3)
        canvas.dot(x, y, style.BLUE, is_hollow=mark.is_hollow, size=6, shape="D")
        fits = x + 0.09 + text_width(mark.words) < min(after - 0.08, end - 0.03)
        if mark.words and fits:
            canvas.text(x + 0.09, y, mark.words)
