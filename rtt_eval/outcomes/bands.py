"""Bands before and after: who moved between them, and who crossed the line into the high band."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rtt_eval.figures import Figure
from rtt_eval.measures import Subscale
from rtt_eval.outcomes.counts import Contrast, counted, split

LINE = "high"
"""The band whose lower edge is the line that `crossed` counts: 17 for the parent-rated SDQ total."""


def band_order(scale: Subscale, seen: Iterable[object]) -> tuple[str, ...]:
    """The bands of the scheme that the scores were put in, best first; empty where a score has no band."""
    found = set(seen)
    orders = (scale.band_ids(scheme) for scheme in scale.bands)
    return next((order for order in orders if found and found <= set(order)), ())


def band_figures(one: Contrast, has_line: bool) -> list[Figure]:
    """Bands at baseline by bands at follow-up with both totals, and how many moved to a better or a worse band.

    `band.<from>.to.<to>.n`, `band.<from>.to.total.n`, `band.total.to.<to>.n`; `band_shift.improved.n` (of these
    `improved_by_one` and `improved_by_more`), `same`, `worse`. has_line: count as well who crossed the lower edge E of
    the band `high`, where the scale has one: `crossed_below_E.n`, `crossed_above_E.n`. Empty where there are no bands.
    """
    before, after = one.rows["band_baseline"], one.rows["band_follow_up"]
    order = band_order(one.scale, [*before, *after])
    if not order:
        return []
    place = {band: position for position, band in enumerate(order)}
    start, end = (column.map(place).to_numpy(int) for column in (before, after))
    edge = _edge(one.scale, order) if has_line else None
    figures = _totals(one, order, start, end) + _cells(one, order, start, end, edge) + _shift(one, start, end)
    return figures + (_crossed(one, edge, start, end) if edge else [])


def _edge(scale: Subscale, order: tuple[str, ...]) -> tuple[int, str] | None:
    """Where the band `high` stands in the order, and its lower edge as an id says it."""
    bands = {band.id: band for table in scale.bands.values() for band in table}
    return (order.index(LINE), f"{bands[LINE].low:g}") if LINE in order else None


def _totals(one: Contrast, order: tuple[str, ...], start: np.ndarray, end: np.ndarray) -> list[Figure]:
    stem = f"{one.stem}.band"
    rows = {f"{stem}.{band}.to.total.n": start == place for place, band in enumerate(order)}
    columns = {f"{stem}.total.to.{band}.n": end == place for place, band in enumerate(order)}
    # The grand total stands once as the whole of the rows, once, under its own id, as the whole of the columns.
    return split(f"{stem}.total.to.total.n", rows, one.children) + split(f"{stem}.follow_up.n", columns, one.children)


def _cells(
    one: Contrast, order: tuple[str, ...], start: np.ndarray, end: np.ndarray, edge: tuple[int, str] | None
) -> list[Figure]:
    """Every cell is part of its row, its column, one kind of shift and, across the line, of those who crossed it."""
    stem = f"{one.stem}.band"
    figures = []
    for row, before in enumerate(order):
        for column, after in enumerate(order):
            parts_of = [f"{stem}.{before}.to.total.n", f"{stem}.total.to.{after}.n", _kind(one.stem, column - row)]
            if edge and (row < edge[0]) != (column < edge[0]):
                parts_of.append(f"{one.stem}.crossed_{'below' if column < row else 'above'}_{edge[1]}.n")
            mask = (start == row) & (end == column)
            figures.append(
                counted(f"{stem}.{before}.to.{after}.n", mask, one.children, of=one.n, parts_of=tuple(parts_of))
            )
    return figures


def _kind(stem: str, steps: int) -> str:
    """The figure that counts moves of so many bands; below zero is towards the better bands."""
    name = "same" if steps == 0 else "worse" if steps > 0 else "improved_by_one" if steps == -1 else "improved_by_more"
    return f"{stem}.band_shift.{name}.n"


def _shift(one: Contrast, start: np.ndarray, end: np.ndarray) -> list[Figure]:
    stem, steps = f"{one.stem}.band_shift", end - start
    masks = {f"{stem}.improved.n": steps < 0, f"{stem}.same.n": steps == 0, f"{stem}.worse.n": steps > 0}
    improved = f"{stem}.improved.n"
    sizes = {"one": steps == -1, "more": steps < -1}
    return split(f"{stem}.n", masks, one.children) + [
        counted(f"{stem}.improved_by_{size}.n", mask, one.children, of=one.n, parts_of=(improved,))
        for size, mask in sizes.items()
    ]


def _crossed(one: Contrast, edge: tuple[int, str], start: np.ndarray, end: np.ndarray) -> list[Figure]:
    line, points = edge
    was_below, is_below = start < line, end < line
    return [
        counted(f"{one.stem}.crossed_below_{points}.n", ~was_below & is_below, one.children, of=one.n),
        counted(f"{one.stem}.crossed_above_{points}.n", was_below & ~is_below, one.children, of=one.n),
    ]
