"""Where things go: scales, round ticks, wrapped labels, and labels pushed apart where they would overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw.style import text_width


class Scale(NamedTuple):
    """Values from `low` to `high` laid along the page from `start` to `stop` (inches)."""

    low: float
    high: float
    start: float
    stop: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def ticks(low: float, high: float, most: int = 6, is_whole: bool = False) -> list[float]:
    """Round values from just under `low` to just over `high`, at most `most` of them; never fewer than two.

    is_whole: steps of whole numbers only.
    """
    span = high - low if high - low > 1e-9 else 1.0
    power = 10.0 ** math.floor(math.log10(span / (most - 1)))
    steps = [step * size for size in (power, 10 * power, 100 * power) for step in (1, 2, 2.5, 5)]
    for step in steps:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first < most and (not is_whole or step == int(step)):
            return [position * step for position in range(first, max(last, first + 1) + 1)]
    return [math.floor(low), math.ceil(high)]


def wrap(text: str, width: float, is_bold: bool = False) -> list[str]:
    """The text in lines no wider than `width` inches; a word that is wider by itself is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, is_bold) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if text_width(lines[-1] + letter, is_bold) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def spread(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """New centres, as near the old ones as may be, so that blocks of these sizes do not overlap or leave low..high.

    Blocks keep their order. Where all of them are larger than the room, they run on past `high`.
    """
    order = sorted(range(len(centres)), key=lambda position: (centres[position], position))
    groups: list[tuple[list[int], float]] = []  # positions in order, and where the first block starts
    for position in order:
        groups.append(([position], centres[position] - sizes[position] / 2))
        while len(groups) > 1 and _end(groups[-2], sizes, low, high) > _start(groups[-1], sizes, low, high) + 1e-9:
            (first, _), (second, _) = groups[-2], groups.pop()
            groups[-1] = (first + second, _best_start(first + second, centres, sizes))
    placed = [0.0] * len(centres)
    for members, start in groups:
        edge = _start((members, start), sizes, low, high)
        for position in members:
            placed[position] = edge + sizes[position] / 2
            edge += sizes[position]
    return placed


def _best_start(members: list[int], centres: Sequence[float], sizes: Sequence[float]) -> float:
    """The start at which the blocks, laid end to end, are nearest their own places on average."""
    offset, wanted = 0.0, 0.0
    for position in members:
        wanted += centres[position] - (offset + sizes[position] / 2)
        offset += sizes[position]
    return wanted / len(members)


def _start(group: tuple[list[int], float], sizes: Sequence[float], low: float, high: float) -> float:
    members, start = group
    return max(low, min(start, high - sum(sizes[position] for position in members)))


def _end(group: tuple[list[int], float], sizes: Sequence[float], low: float, high: float) -> float:
    return _start(group, sizes, low, high) + sum(sizes[position] for position in group[0])
