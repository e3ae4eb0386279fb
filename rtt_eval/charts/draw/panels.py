"""Small charts of scores under each other, on one line of time: bands behind, a mark a form, a line a step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from rtt_eval.charts.draw import calendar, style
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import Scale, spread, wrap
from rtt_eval.charts.draw.paths import Shade
from rtt_eval.charts.draw.rows import number
from rtt_eval.charts.draw.style import LINE, WIDTH, text_width

HEIGHT, GAP = 0.55, 0.1
TONES = (style.WHITE, "#EFEFEF", "#DDDDDD", "#CBCBCB", "#BABABA")
"""Bands from the best to the furthest from it."""

SMALLEST_SHARE = 0.35
"""Of the scale that an axis shows at least, so that a point or two do not look like a fall."""

LINES: dict[str, tuple[str, float, Any]] = {
    "improved": (style.BLUE, 2.4, "-"),
    "deteriorated": (style.ORANGE, 2.4, (0, (4, 1.4))),
    "": (style.TEXT, 1.0, (0, (1, 1.5))),
}
MARKS: dict[str, tuple[str, str, bool]] = {
    "improved": (style.BLUE, "D", False),
    "deteriorated": (style.ORANGE, "s", False),
    "": (style.TEXT, "o", True),
}
"""By the change since the first form: colour, marker, whether it is hollow."""

KEYS = (
    Entry("Reliably better than the first form", "diamond", style.BLUE),
    Entry("Reliably worse", "square", style.ORANGE),
    Entry("First form, or no reliable change", "ring", style.TEXT),
    Entry("Step that is reliably better", "line", style.BLUE),
    Entry("Step that is reliably worse", "line", style.ORANGE, (0, (4, 1.4))),
    Entry("Other step", "line", style.TEXT, (0, (1, 1.5))),
)


class Point(NamedTuple):
    """A score on a day. sign: the change since the first form; step: since the form before ("" for not reliable).

    step None: no line leads to it.
    """

    day: float
    value: float
    shown: str
    sign: str = ""
    step: str | None = None


class Panel(NamedTuple):
    """One small chart: its name and a line under it, the words on its right, limits of the scale, bands, and lines.

    shades: from the best band on. names: of the lines, at their last marks; none for a single one.
    """

    name: str
    under: str
    text: Sequence[str]
    limits: tuple[float, float]
    shades: Sequence[Shade]
    series: Sequence[Sequence[Point]]
    names: Sequence[str] = ()


def panels(rows: Sequence[Panel], first: date, last: date, today: date, has_bands: bool) -> Canvas:
    """The small charts. first, last: of the line of time. today: the last day that counts."""
    canvas = Canvas()
    across = calendar.days_across(first, last)
    signs = {one.sign for row in rows for line in row.series for one in line}
    steps = {one.step for row in rows for line in row.series for one in line}
    wanted = [KEYS[0]] * ("improved" in signs) + [KEYS[1]] * ("deteriorated" in signs) + [KEYS[2]]
    wanted += [KEYS[3]] * ("improved" in steps) + [KEYS[4]] * ("deteriorated" in steps) + [KEYS[5]] * ("" in steps)
    wanted += [Entry("Bands: the darker, the further from average", "swatch", TONES[2])] * has_bands
    top = key(canvas, wanted)
    heights = [max(HEIGHT, len(row.text) * LINE, len(_left(row)) * LINE) for row in rows]
    tops = [top + sum(heights[:place]) + place * GAP for place in range(len(rows))]
    spans = [(y, y + height) for y, height in zip(tops, heights, strict=True)]
    for row, span in zip(rows, spans, strict=True):
        _ground(canvas, row, across, span)
    bottom = calendar.grid(canvas, across, calendar.month_marks(first, last), today, spans)
    for row, span in zip(rows, spans, strict=True):
        _scores(canvas, row, across, _axis(row, span), span)
    return canvas.end(bottom)


def _left(row: Panel) -> list[str]:
    return [*wrap(row.name, calendar.LEFT - 0.45, True), *wrap(row.under, calendar.LEFT - 0.45)]


def _axis(row: Panel, span: tuple[float, float]) -> Scale:
    """An axis over the scores, and over a good part of the scale where they are close together."""
    values = [one.value for line in row.series for one in line]
    low, high = min(values), max(values)
    least = (row.limits[1] - row.limits[0]) * SMALLEST_SHARE
    room = max((least - (high - low)) / 2, (high - low) * 0.15)
    low, high = max(row.limits[0], low - room), min(row.limits[1], high + room)
    return Scale(float(int(low)), float(-int(-high // 1)), span[1] - 0.02, span[0] + 0.02)


def _ground(canvas: Canvas, row: Panel, across: Scale, span: tuple[float, float]) -> None:
    up, width = _axis(row, span), across.stop - across.start
    for tone, shade in zip(TONES, row.shades, strict=False):
        low, high = max(shade.low, up.low), min(shade.high, up.high)
        if high > low:
            canvas.box(across.start, up.at(high), width, up.at(low) - up.at(high), tone)
    canvas.box(across.start, span[0], width, span[1] - span[0], "none", style.GREY)
    middle = sum(span) / 2
    bold, under = wrap(row.name, calendar.LEFT - 0.45, True), wrap(row.under, calendar.LEFT - 0.45)
    first = middle - (len(bold) + len(under) - 1) / 2 * LINE
    for place, line in enumerate([*bold, *under]):
        canvas.text(0, first + place * LINE, line, is_bold=place < len(bold))
    canvas.text(across.start - 0.06, up.start - 0.07, number(up.low), "right")
    canvas.text(across.start - 0.06, up.stop + 0.07, number(up.high), "right")
    canvas.lines_of_text(WIDTH - calendar.RIGHT + 0.12, middle, row.text)


def _scores(canvas: Canvas, row: Panel, across: Scale, up: Scale, span: tuple[float, float]) -> None:
    for line in row.series:
        for before, after in pairwise(line):
            if after.step is not None:
                ends = [(across.at(one.day), up.at(one.value)) for one in (before, after)]
                canvas.line(ends, *LINES[after.step])
    for line in row.series:
        for one in line:
            colour, shape, is_hollow = MARKS[one.sign]
            canvas.dot(across.at(one.day), up.at(one.value), colour, is_hollow, 5.5, shape)
    if row.names:
        _names(canvas, row, across, up, span)
    else:
        _numbers(canvas, [one for line in row.series for one in line], across, up, span)


def _names(canvas: Canvas, row: Panel, across: Scale, up: Scale, span: tuple[float, float]) -> None:
    """The name of each line beside its last mark, pushed up or down where two lines end alike."""
    ends = [line[-1] for line in row.series]
    places = spread([up.at(one.value) for one in ends], [LINE] * len(ends), *span)
    for name, end, y in zip(row.names, ends, places, strict=True):
        canvas.text(across.at(end.day) + 0.09, y, name)


def _numbers(canvas: Canvas, points: Sequence[Point], across: Scale, up: Scale, span: tuple[float, float]) -> None:
    """The score at each mark, on the side where no line runs; beside a neighbour that is close, none."""
    last = -9.0
    for place, one in enumerate(points):
        x, y = across.at(one.day), up.at(one.value)
        if x - last < text_width(one.shown) + 0.06:
            continue
        beside = [near.value for near in points[max(place - 1, 0) : place + 2]]
        is_over = up.at(sum(beside) / len(beside)) >= y
        has_room = y - 0.2 > span[0] if is_over else y + 0.2 < span[1]
        canvas.text(x, y - 0.13 if is_over == has_room else y + 0.14, one.shown, "center")
        last = x
