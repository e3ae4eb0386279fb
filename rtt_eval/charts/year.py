"""Counts of a year: beside the year before, and of groups of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.lengths import lengths
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import of_whole, subtitle, told
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


def population_bars(
    safe: Safe,
    params: ReportParams,
    name: str,
    pattern: str,
    labels: Mapping[str, str],
    what: str,
    is_in_order: bool = True,
) -> Chart | None:
    """How many are there in each group (ethnicity, age, role, intervention)?

    name: of the chart, such as "ethnicity". pattern: ids with `{row}` for the group ("demographics.ethnicity.{row}.n").
    labels: group to label; a group without a figure is left out. what: what is counted and how it is grouped, such as
    "Children by ethnicity". is_in_order: rows as `labels` has them; else the largest first, hidden ones last.
    """
    found = [(labels[row], pattern.format(row=row)) for row in labels if pattern.format(row=row) in safe]
    rows = [(label, id, cell(safe, id)) for label, id in found]
    if is_bare([one for _, _, one in rows]):
        return None
    if not is_in_order:
        rows.sort(key=lambda row: (row[2].value is None, -(row[2].value or 0)))
    return finished(
        lengths([label for label, _, _ in rows], [(one,) for _, _, one in rows]),
        f"chart_{name}",
        _largest_title(safe, what, rows),
        subtitle(f"Number: {what[:1].lower()}{what[1:]}", period(params)),
        ("Group", "Number"),
        [(label, one.shown) for label, _, one in rows],
    )


def _largest_title(safe: Safe, what: str, rows: Sequence[tuple[str, str, Cell]]) -> str:
    """The largest group, where one is and none that could be larger is hidden."""
    values = [one.value for _, _, one in rows]
    label, id, most = max(rows, key=lambda row: row[2].value or 0)
    if None in values or values.count(most.value) > 1:
        return what
    return f"{what}: the largest group is {label} ({of_whole(safe[id])})"
