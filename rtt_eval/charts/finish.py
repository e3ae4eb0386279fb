"""From a drawing and its words to the block that a report shows."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from rtt_eval.blocks import Chart, Head, Table
from rtt_eval.charts.draw.canvas import Canvas, svg
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import NOTES, UNKNOWN


def cell(safe: Safe, id: str) -> Cell:
    """The figure as drawn and as written; without a place where it is hidden, not known or not in the report."""
    figure = safe.get(id)
    return Cell(None, UNKNOWN) if figure is None else Cell(figure.value, figure.shown)


def is_bare(cells: Sequence[Cell]) -> bool:
    """True when there is nothing to draw: each cell is hidden, not known or nought."""
    return not any(one.value for one in cells)


def is_mostly_hidden(cells: Sequence[Cell]) -> bool:
    """True when there is nothing to draw, or as many values are hidden or not known as are drawn: a table says more."""
    return sum(one.value is None for one in cells) >= sum(bool(one.value) for one in cells)


def has_whole_row(rows: Sequence[Sequence[Cell]]) -> bool:
    """True when at least one row can be drawn as parts of a whole: nothing of it is hidden, some of it above nought."""
    return any(all(one.value is not None for one in row) and not is_bare(row) for row in rows)


def finished(
    canvas: Canvas,
    id: str,
    title: str,
    subtitle: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
    details: str = "",
    has_data: bool = True,
) -> Chart:
    """The chart with the table behind it. The alt text is the title and `details`, or else the rows of that table.

    heads: of the table; the first is that of the labels. rows: text cells, the label first. The symbols that occur are
    explained under the chart. has_data: False where the same numbers stand in a table of the report.
    """
    symbols = [note for symbol, note in NOTES.items() if any(symbol in one for row in rows for one in row)]
    columns = (Head(heads[0]), *(Head(head, is_numeric=True) for head in heads[1:]))
    table = Table(f"{id}_data", title, columns, tuple(tuple(row) for row in rows), tuple(symbols))
    alt = f"{title}. {details or in_words(heads, rows)}"
    return Chart(id, title, subtitle, alt, svg(canvas, id), table if has_data else None, (*notes, *symbols))


def in_words(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows of a table as one sentence each, for somebody who cannot see the chart: "Low: start 5, latest 4."."""
    names = [f"{_inside(head)} " if len(heads) > 2 else "" for head in heads[1:]]
    return " ".join(
        f"{label}: {', '.join(name + one for name, one in zip(names, cells, strict=True))}." for label, *cells in rows
    )


def _inside(head: str) -> str:
    """A column head as it stands inside a sentence: small, but for the name of a month and an abbreviation."""
    return head if head.split(" ")[0] in calendar.month_name or head[1:2].isupper() else f"{head[:1].lower()}{head[1:]}"
