"""Small charts for the headline figures."""

from __future__ import annotations

from dataclasses import replace

from rtt_eval.blocks import Headline, Headlines
from rtt_eval.charts.draw import small
from rtt_eval.charts.draw.canvas import Canvas, svg
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, is_bare
from rtt_eval.disclosure import Safe


def headlines(safe: Safe, at_a_glance: Headlines) -> Headlines:
    """How do the numbers behind each headline figure compare? The same headlines, with a small chart where one can be.

    at_a_glance: of `narrative`; each item names the figures to draw. None is drawn where one of them is hidden or not
    known, or where all of them are nought.
    """
    return Headlines(tuple(_drawn(safe, item, place) for place, item in enumerate(at_a_glance.items, start=1)))


def _drawn(safe: Safe, item: Headline, place: int) -> Headline:
    labels, cells = [label for label, _ in item.parts], [cell(safe, id) for _, id in item.parts]
    if len(cells) < 2 or is_bare(cells) or any(one.value is None or one.value < 0 for one in cells):
        return item
    said = ", ".join(f"{label} {one.shown}" for label, one in zip(labels, cells, strict=True))
    alt = f"{item.value} {item.label}. {said[:1].upper()}{said[1:]}."
    return replace(item, picture=svg(_canvas(item.form, labels, cells), f"small_{place}"), alt=alt)


def _canvas(form: str, labels: list[str], cells: list[Cell]) -> Canvas:
    if form == "share":
        return small.share(*cells)
    return small.columns(labels, cells) if form == "columns" else small.bars(labels, cells)
