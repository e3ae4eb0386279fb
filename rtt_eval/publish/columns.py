"""How a printed table is laid out: the widths of its columns and the size of its type, from the words in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from rtt_eval.blocks import Table

PORTRAIT_PT = 470.0  # A4 less margins of 22 mm
LANDSCAPE_PT = 717.0
HALF_PT = 226.0  # two tables side by side, with 18 points between them
SIZES_PT = (9.0, 8.5, 8.0, 7.5)
PADDING_EM = 1.0
WHOLE = ((PORTRAIT_PT, False), (LANDSCAPE_PT, True))
HALF = ((HALF_PT, False),)
NARROW, WIDE = frozenset("ijltfrI.,:;'|!()[] -"), frozenset("mwMWQ%@—…&")
HEAD_EM = 6.5
LINES_KEPT_WHOLE = 12
LINES_A_ROW = 1.35


@dataclass(frozen=True)
class Layout:
    """size: points. widths: of each column, in ems. is_landscape: needs a page of its own. is_whole: short enough to
    be kept on one page."""

    size: float
    widths: tuple[float, ...]
    is_landscape: bool
    is_whole: bool


def parts(table: Table) -> tuple[Table, ...]:
    """The table itself; or, where it is too wide for any page, its columns in turns, each with the row heads."""
    if _size_and_room(table) is not None or len(table.heads) < 3:
        return (table,)
    n_first = len(table.heads) - 1
    while n_first > 2 and _size_and_room(_some(table, 1, n_first)) is None:
        n_first -= 1
    return (_some(table, 1, n_first), *parts(_some(table, n_first, len(table.heads))))


def _some(table: Table, start: int, stop: int) -> Table:
    """The first column and those from `start` up to, not with, `stop`."""
    rows = tuple((row[0], *row[start:stop]) for row in table.rows)
    return replace(table, heads=(table.heads[0], *table.heads[start:stop]), rows=rows)


def is_sideways(table: Table) -> bool:
    """Whether the table, or a part of it, needs a page turned on its side."""
    return any(layout(part).is_landscape for part in parts(table))


def is_narrow(table: Table, most_lines: int) -> bool:
    """Whether half a page is wide enough, with next to no more lines than rows, and no more lines than `most_lines`."""
    if len(table.heads) > 4 or _size_and_room(table, HALF) is None:
        return False
    n_lines = _n_lines(table, layout(table, is_half=True).widths)
    return n_lines <= min(LINES_A_ROW * len(table.rows) + 1, most_lines)


def layout(table: Table, is_half: bool = False) -> Layout:
    """The largest type, upright before sideways, at which no word has to break. is_half: fills half a page's width."""
    size, room, is_landscape = _size_and_room(table, HALF if is_half else WHOLE) or (
        SIZES_PT[-1],
        LANDSCAPE_PT / SIZES_PT[-1],
        True,
    )
    widths = _widths(table, room, is_half)
    return Layout(size, widths, is_landscape, _n_lines(table, widths) <= LINES_KEPT_WHOLE)


def _n_lines(table: Table, widths: tuple[float, ...]) -> int:
    return sum(_lines(row, widths) for row in table.rows)


def _size_and_room(table: Table, widths: tuple[tuple[float, bool], ...] = WHOLE) -> tuple[float, float, bool] | None:
    least = sum(_least(table, column) for column in range(len(table.heads)))
    for width, is_landscape in widths:
        for size in SIZES_PT:
            if least <= width / size:
                return size, width / size, is_landscape
    return None


def _widths(table: Table, room: float, is_filled: bool = False) -> tuple[float, ...]:
    wanted = [_wanted(table, column) for column in range(len(table.heads))]
    if sum(wanted) <= room:
        return _spread(wanted, room, is_filled)
    widths = [_least(table, column) for column in range(len(table.heads))]
    hungry = sorted(range(len(widths)), key=lambda column: wanted[column] - widths[column])
    spare = max(room - sum(widths), 0.0)
    # Short columns get all they want; what is left goes to the long ones in equal shares.
    for n_served, column in enumerate(hungry):
        share = min(wanted[column] - widths[column], spare / (len(hungry) - n_served))
        widths[column] += share
        spare -= share
    return tuple(widths)


def _spread(wanted: list[float], room: float, is_filled: bool) -> tuple[float, ...]:
    """A table that nearly fills the page fills it, its first column taking the slack; a small one stays small."""
    slack = room - sum(wanted)
    if len(wanted) < 4 and sum(wanted) < 0.6 * room and not is_filled:
        return tuple(wanted)
    each = 0.6 * slack / max(len(wanted) - 1, 1)
    return (wanted[0] + 0.4 * slack, *(width + each for width in wanted[1:]))


def _lines(row: tuple[str, ...], widths: tuple[float, ...]) -> int:
    inside = (max(width - PADDING_EM, 1.0) for width in widths)
    return max(math.ceil(_width(cell) / width) for cell, width in zip(row, inside, strict=True))


def _wanted(table: Table, column: int) -> float:
    """Width at which the cells stay on one line (heads on two or three)."""
    cells = max((_width(row[column]) for row in table.rows), default=0.0)
    label = table.heads[column].label
    return max(cells, _longest_word(label), min(_width(label), HEAD_EM)) + PADDING_EM


def _least(table: Table, column: int) -> float:
    """Width at which no word, and no number, breaks."""
    head = table.heads[column]
    measured = _width if head.is_numeric else _longest_word
    cells = max((measured(row[column]) for row in table.rows), default=0.0)
    return max(cells, _longest_word(head.label)) + PADDING_EM


def _longest_word(text: str) -> float:
    return max((_width(word) for word in text.split()), default=0.0)


def _width(text: str) -> float:
    """In ems, a little more than the truth, so that what is said to fit does."""
    return sum(0.31 if sign in NARROW else 0.88 if sign in WIDE else 0.62 if sign.isupper() else 0.54 for sign in text)
