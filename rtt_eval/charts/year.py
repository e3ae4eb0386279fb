"""Counts of a year beside the year before."""

from __future__ import annotations

from collections.abc import Mapping

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.lengths import lengths
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.labels import ROUTES, period
from rtt_eval.params import ReportParams

YEARS = ("this year", "last year")


def bars_against_last_year(
    safe: Safe,
    params: ReportParams,
    name: str = "referrals_by_route",
    patterns: tuple[str, str] = ("referrals.new.{row}.n", "referrals.previous_year.{row}.n"),
    labels: Mapping[str, str] = ROUTES,
    what: str = "Referrals",
    totals: tuple[str, str] = ("referrals.new.total.n", "referrals.previous_year.total.n"),
) -> Chart | None:
    """How many were there of each category this year, and how many the year before?

    As it stands: referrals by route. name: of the chart. patterns: the ids of this year and the year before, `{row}`
    for the category. labels: category to label, in order; one without a figure of this year is left out. what: what is
    counted. totals: ids of both totals. Where no figure of last year may be shown, this year stands alone, with a note.
    """
    rows = [row for row in labels if patterns[0].format(row=row) in safe]
    now, before = ([cell(safe, pattern.format(row=row)) for row in rows] for pattern in patterns)
    if is_bare([*now, *before]):
        return None
    is_alone = all(one.value is None for one in before)
    names = [labels[row] for row in rows]
    columns = [now] if is_alone else [now, before]
    pairs = list(zip(*columns, strict=True))
    return finished(
        lengths(names, pairs, ("",) if is_alone else YEARS),
        f"chart_{name}",
        _against_title(safe, what, totals, is_alone),
        subtitle(f"{what} by category{'' if is_alone else ', this year and the year before'}", period(params)),
        ("Category", "This year", "Last year")[: len(columns) + 1],
        [(label, *(one.shown for one in row)) for label, row in zip(names, pairs, strict=True)],
        ["Not drawn: the year before, of which there are no figures to show."] if is_alone else (),
    )


def _against_title(safe: Safe, what: str, totals: tuple[str, str], is_alone: bool) -> str:
    alone = told(safe, f"{what}: {{0}} this year", f"{what} by category", totals[0])
    return alone if is_alone else told(safe, f"{what}: {{0}} this year, {{1}} last year", alone, *totals)
