"""Find the heading of a table in a sheet, and name its columns: merged and double headings included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from rtt_eval.load.faults import spreadsheet_letter
from rtt_eval.load.grids import Grid
from rtt_eval.load.mapping.model import match_text
from rtt_eval.load.mapping.words import heading

SEARCHED_ROWS = 40
"""How far down a sheet a heading is looked for."""
JOIN = " > "
"""Between the heading over a group of columns and the heading of one of them."""


class Heading(NamedTuple):
    """One column: its place from 0, its letter, its own heading, that of its group, and a name that no other has."""

    place: int
    letter: str
    own: str
    group: str
    name: str


def cell(grid: Grid, row: int, place: int) -> str:
    """The text of a cell, "" past the end of its row."""
    cells = grid.rows[row]
    return cells[place] if place < len(cells) else ""


def find_header(grid: Grid, worth: Callable[[str], float], start: int = 0) -> int | None:
    """The row whose cells are worth most as headings, the first of those alike; None where none is worth anything."""
    best, best_worth = None, 0.0
    for row in range(start, min(len(grid.rows), start + SEARCHED_ROWS)):
        total = sum(worth(text) for text in grid.rows[row] if text)
        if total > best_worth:
            best, best_worth = row, total
    return best


def headings_of(grid: Grid, header: int) -> list[Heading]:
    """The columns under a heading row. A heading that stands twice is told apart by its group, then by a number."""
    own = grid.rows[header]
    groups = _groups(grid, header)
    times = Counter(heading(text) for text in own if text)
    names: Counter[str] = Counter()
    found = []
    for place, text in enumerate(own):
        if not text:
            continue
        group = groups.get(place, "")
        name = text if times[heading(text)] == 1 or not group else f"{group}{JOIN}{text}"
        names[heading(name)] += 1
        name = name if names[heading(name)] == 1 else f"{name} ({names[heading(name)]})"
        found.append(Heading(place, spreadsheet_letter(place), text, group, name))
    return found


def _groups(grid: Grid, header: int) -> dict[int, str]:
    """Column -> what stands over its group, from merged cells, or from the last filled cell where headings repeat."""
    if header == 0:
        return {}
    own, above = grid.rows[header], grid.rows[header - 1]
    merged = [box for box in grid.merged if box[0] <= header - 1 <= box[2] and box[3] > box[1]]
    merged = [box for box in merged if box[3] - box[1] + 1 < len(own) or len(merged) > 1]
    if merged:
        return {place: cell(grid, box[0], box[1]) for box in merged for place in range(box[1], box[3] + 1)}
    labels = [heading(text) for text in own if text]
    n_above = sum(map(bool, above))
    if len(labels) == len(set(labels)) or not 1 < n_above < len(labels):
        return {}
    groups, last = {}, ""
    for place in range(len(own)):
        last = cell(grid, header - 1, place) or last
        groups[place] = last
    return groups


def matches(pattern: str, column: Heading) -> tuple[str, ...] | None:
    """The groups of a pattern in a column's heading, or None: it fits the name, or the heading with its group's."""
    full = f"{column.group}{JOIN}{column.own}" if column.group else column.own
    for text in dict.fromkeys((column.name, full)):
        groups = match_text(pattern, text)
        if groups is not None:
            return groups
    return None
