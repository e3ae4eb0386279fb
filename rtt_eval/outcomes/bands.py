"""Bands before and after: who moved between them, and who crossed the line into the high band."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rtt_eval.figures import Figure
from rtt_eval.measures import Subscale
from rtt_eval.outcomes.change import p_value
from rtt_eval.outcomes.counts import Contrast, counted, split
from rtt_eval.params import Gates
from rtt_eval.stats import band_transitions, mcnemar_exact

LINE = "high"
"""The band whose lower edge is the line that `crossed` counts: 17 for the parent-rated SDQ total."""

SIGN = "sign test on better against worse bands, exact, two-sided"
SIGNFLIP = "sign-flip test on the number of bands moved, exact, two-sided"
STUART_MAXWELL = "Stuart-Maxwell test of the bands before and after; a band nobody left or entered is dropped"
MCNEMAR = "McNemar test across the line at {}, exact, two-sided{}"


def band_order(scale: Subscale, seen: Iterable[object]) -> tuple[str, ...]:
    """The bands of the scheme that the scores were put in, best first; empty where a score has no band."""
    found = set(seen)
    orders = (scale.band_ids(scheme) for scheme in scale.bands)
    return next((order for order in orders if found and found <= set(order)), ())


def band_figures(one: Contrast, gates: Gates, has_line: bool) -> list[Figure]:
    """Bands at baseline by bands at follow-up with both totals, and how many moved to a better or a worse band.

    `band.<from>.to.<to>.n`, `band.<from>.to.total.n`, `band.total.to.<to>.n`; `band_shift.improved.n` (of these
    `improved_by_one` and `improved_by_more`), `same`, `worse`. has_line: count as well who crossed the lower edge E of
    the band `high`, where the scale has one: `crossed_below_E.n`, `crossed_above_E.n`. Empty where there are no bands.

    Tests, by their gates: from `gates.tests` pairs `band_shift.sign.p` and `band_shift.signflip.p`; from `gates.model`,
    of whom `gates.movers` changed band, `stuart_maxwell.p`; from `gates.checks`, of whom `gates.discordant` crossed
    the line, `crossed_E.mcnemar.p` and `p_mid`.
    """
    before, after = one.entries["band_baseline"], one.entries["band_follow_up"]
    order = band_order(one.scale, [*before, *after])
    if not order:
        return []
    place = {band: position for position, band in enumerate(order)}
    start, end = (np.array([place[band] for band in bands], dtype=int) for bands in (before, after))
    edge = _edge(one.scale, order) if has_line else None
    figures = _totals(one, order, start, end) + _cells(one, order, start, end, edge) + _shift(one, start, end)
    figures += _shift_tests(one, gates, len(order), start, end)
    return figures + (_crossed(one, edge, start, end) + _mcnemar(one, gates, edge, start, end) if edge else [])


def _edge(scale: Subscale, order: tuple[str, ...]) -> tuple[int, str] | None:
    """Where the band `high` stands in the order, and its lower edge as an id says it."""
    bands = {band.id: band for table in scale.bands.values() for band in table}
    return (order.index(LINE), f"{bands[LINE].low:g}") if LINE in order else None


def _totals(one: Contrast, order: tuple[str, ...], start: np.ndarray, end: np.ndarray) -> list[Figure]:
    stem = f"{one.stem}.band"
    rows = {f"{stem}.{band}.to.total.n": start == place for place, band in enumerate(order)}
    columns = {f"{stem}.total.to.{band}.n": end == place for place, band in enumerate(order)}
    grand = counted(f"{stem}.total.to.total.n", start >= 0, one.children)
    # Rows add up to the grand total; columns do as well, but stand under a whole of their own.
    return [grand, *split(grand.id, rows, one.children), *split(f"{stem}.follow_up.n", columns, one.children)]


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


def _shift_tests(one: Contrast, gates: Gates, n_bands: int, start: np.ndarray, end: np.ndarray) -> list[Figure]:
    if one.n < gates.tests:
        return []
    stem, table = f"{one.stem}.band_shift", np.zeros((n_bands, n_bands), dtype=int)
    np.add.at(table, (start, end), 1)
    found = band_transitions(table)
    counts = (f"{stem}.improved.n", f"{stem}.worse.n")
    figures = [
        p_value(f"{stem}.sign.p", found.direction_p, one.n, SIGN, found.note, counts),
        p_value(f"{stem}.signflip.p", found.signflip_p, one.n, SIGNFLIP, found.note, counts),
    ]
    if one.n >= gates.model and found.improved + found.worse >= gates.movers:
        figures.append(p_value(f"{one.stem}.stuart_maxwell.p", found.p, one.n, STUART_MAXWELL, found.note, counts))
    return figures


def _mcnemar(one: Contrast, gates: Gates, edge: tuple[int, str], start: np.ndarray, end: np.ndarray) -> list[Figure]:
    line, points = edge
    was_below, is_below = start < line, end < line
    if one.n < gates.checks or np.count_nonzero(was_below ^ is_below) < gates.discordant:
        return []
    cells = np.zeros((2, 2), dtype=int)
    np.add.at(cells, (was_below.astype(int), is_below.astype(int)), 1)
    found = mcnemar_exact(*cells.ravel())
    # The test is a function of the two counts, so it would give them back.
    counts = (f"{one.stem}.crossed_below_{points}.n", f"{one.stem}.crossed_above_{points}.n")
    return [
        p_value(f"{one.stem}.crossed_{points}.mcnemar.{name}", p, one.n, MCNEMAR.format(points, words), "", counts)
        for name, p, words in (("p", found.p, ""), ("p_mid", found.p_mid, ", mid-p"))
    ]
