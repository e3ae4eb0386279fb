"""Lines over years, named at their ends, each with its own dashes and marker; a year without a value is a gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.layout import Scale, ticks
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.style import LINE
from rtt_eval.charts.draw.times import End, ground, names, names_width

HEIGHT = 2.1


class Line(NamedTuple):
    """One line: its name, a cell a year, and how it is drawn. It does not run into the position of a `breaks`."""

    name: str
    cells: Sequence[Cell]
    colour: str
    shape: str
    dashes: Any = "-"
    is_focus: bool = False
    is_hollow: bool = False
    breaks: tuple[int, ...] = ()


def lines(labels: Sequence[str], series: Sequence[Line], unit: str = "") -> Canvas:
    """The lines with their names and last values on the right. A line without any value is not there."""
    canvas = Canvas()
    drawn = [line for line in series if any(cell.value is not None for cell in line.cells)]
    values = [cell.value for line in drawn for cell in line.cells if cell.value is not None]
    written = [_words(line) for line in drawn]
    room = names_width(written)
    marks = ticks(min(values), max(values), 6)
    plot = ground(canvas, [(label, "") for label in labels], marks, LINE, HEIGHT, room, unit)
    ends = [_end(line, words, plot.across, plot.down) for line, words in zip(drawn, written, strict=True)]
    names(canvas, ends, 0.0, plot.bottom)
    for line in sorted(drawn, key=lambda one: (not one.is_hollow, one.is_focus)):
        _line(canvas, line, plot.across, plot.down)
    return canvas.end(plot.bottom + 0.02)


def _last(line: Line) -> int:
    return max(place for place, cell in enumerate(line.cells) if cell.value is not None)


def _words(line: Line) -> str:
    return f"{line.name} {line.cells[_last(line)].shown}"


def _end(line: Line, words: str, across: Scale, down: Scale) -> End:
    place = _last(line)
    x, y = across.at(place), down.at(line.cells[place].value or 0)
    return End(x, y, words, line.shape, line.colour, line.is_hollow, line.is_focus)


def _line(canvas: Canvas, line: Line, across: Scale, down: Scale) -> None:
    before: tuple[float, float] | None = None
    for place, cell in enumerate(line.cells):
        here = None if cell.value is None else (across.at(place), down.at(cell.value))
        if before and here and place not in line.breaks:
            canvas.line([before, here], line.colour, 2.6 if line.is_focus else 1.5, line.dashes)
        before = here
    for place, cell in enumerate(line.cells):
        if cell.value is not None:
            size = 10 if line.is_hollow else 7 if line.is_focus else 5.5
            canvas.dot(across.at(place), down.at(cell.value), line.colour, line.is_hollow, size, line.shape)
