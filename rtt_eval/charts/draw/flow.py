"""Two columns of blocks with ribbons between them: who was where at the start, and where they are later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.canvas import Canvas, Side
from rtt_eval.charts.draw.key import Entry, key
from rtt_eval.charts.draw.layout import wrap
from rtt_eval.charts.draw.style import LINE, ON_COLOUR, WIDTH, text_width

BLOCK = 0.12
LABEL = 1.75


class Stream(NamedTuple):
    """Some children who went from one category to another (positions in the list of labels)."""

    origin: int
    goal: int
    n: int


class Block(NamedTuple):
    """Where a block stands: its top, and how many inches one child takes."""

    top: float
    height: float


def flow(labels: Sequence[str], titles: tuple[str, str], streams: Sequence[Stream], words: tuple[str, str]) -> Canvas:
    """The flow. titles: over the two columns. words: what a grey and what a blue ribbon mean (same category, another).

    A category that nobody was in on one side has no block there.
    """
    canvas = Canvas()
    entries = [Entry(words[0], "swatch", style.GREY), Entry(words[1], "swatch", style.BLUE)]
    top = key(canvas, entries) + LINE * 1.5
    unit = max(0.05, min(0.16, 2.0 / sum(stream.n for stream in streams)))
    left, right = LABEL + BLOCK, WIDTH - LABEL - BLOCK
    canvas.text(left, top - LINE * 0.8, titles[0], "right", is_bold=True)
    canvas.text(right, top - LINE * 0.8, titles[1], is_bold=True)
    origins = _blocks(_sums(len(labels), [(one.origin, one.n) for one in streams]), labels, top, unit)
    goals = _blocks(_sums(len(labels), [(one.goal, one.n) for one in streams]), labels, top, unit)
    _ribbons(canvas, streams, origins, goals, (left, right), unit)
    for blocks, x, side in ((origins, left - BLOCK, -1), (goals, right, 1)):
        for position, (block, n) in blocks.items():
            canvas.box(x, block.top, BLOCK, block.height, style.TEXT)
            _label(canvas, labels[position], n, x if side < 0 else x + BLOCK, block, side)
    bottoms = [block.top + max(block.height, LINE * 2) for blocks in (origins, goals) for block, _ in blocks.values()]
    return canvas.end(max(bottoms) + 0.08)


def _sums(n_labels: int, parts: Sequence[tuple[int, int]]) -> list[int]:
    return [sum(n for position, n in parts if position == at) for at in range(n_labels)]


def _blocks(sizes: Sequence[int], labels: Sequence[str], top: float, unit: float) -> dict[int, tuple[Block, int]]:
    """Blocks down the page with the children in them, each with room for its label."""
    blocks = {}
    for position, size in enumerate(sizes):
        if size:
            slot = max(size * unit, len(_wrapped(labels[position], size)) * LINE)
            blocks[position] = (Block(top + (slot - size * unit) / 2, size * unit), size)
            top += slot + 0.1
    return blocks


def _wrapped(label: str, n: int) -> list[str]:
    return wrap(label, LABEL - 0.2 - text_width(str(n), True))


def _label(canvas: Canvas, label: str, n: int, x: float, block: Block, side: int) -> None:
    """The count next to the block, the name beyond it; `side` is -1 on the left, 1 on the right."""
    middle, x = block.top + block.height / 2, x + side * 0.07
    align: Side = "left" if side > 0 else "right"
    canvas.text(x, middle, str(n), align, style.INK, is_bold=True)
    canvas.lines_of_text(x + side * (text_width(str(n), True) + 0.07), middle, _wrapped(label, n), align)


def _ribbons(
    canvas: Canvas,
    streams: Sequence[Stream],
    origins: dict[int, tuple[Block, int]],
    goals: dict[int, tuple[Block, int]],
    edges: tuple[float, float],
    unit: float,
) -> None:
    """Ribbons, stacked on each block in the order of the other side; blue ones are drawn last and lie on top."""
    leaves = {position: block.top for position, (block, _) in origins.items()}
    arrives = {position: block.top for position, (block, _) in goals.items()}
    starts, stops = {}, {}
    for stream in sorted(streams, key=lambda one: (one.origin, one.goal)):
        starts[stream] = leaves[stream.origin]
        leaves[stream.origin] += stream.n * unit
    for stream in sorted(streams, key=lambda one: (one.goal, one.origin)):
        stops[stream] = arrives[stream.goal]
        arrives[stream.goal] += stream.n * unit
    for stream in sorted(streams, key=lambda one: one.origin != one.goal):
        fill = style.GREY if stream.origin == stream.goal else style.BLUE
        start, stop, thick = starts[stream], stops[stream], stream.n * unit
        canvas.ribbon((edges[0], start, start + thick), (edges[1], stop, stop + thick), fill)
        if thick >= LINE * 0.8:
            canvas.text(edges[0] + 0.1, start + thick / 2, str(stream.n), colour=ON_COLOUR[fill])
