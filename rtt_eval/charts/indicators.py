"""The indicators of a scorecard: their status by month, each against its target and other areas, and its months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from rtt_eval import periods
from rtt_eval.blocks import Chart
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.process import Level, is_hidden, process
from rtt_eval.charts.draw.rows import Cell, Row
from rtt_eval.charts.draw.sparks import sparks
from rtt_eval.charts.draw.tiles import Look, tiles
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.process import RULES, Named, over_months, stretch
from rtt_eval.charts.words import subtitle
from rtt_eval.disclosure import Safe
from rtt_eval.indicators import Indicator
from rtt_eval.labels import BENCHMARK_GROUPS
from rtt_eval.params import PerformanceScorecard

STATUSES = MappingProxyType(
    {
        "red": Look("R", style.PINK, "red"),
        "amber": Look("A", style.ORANGE, "amber"),
        "green": Look("G", style.TURQUOISE, "green"),
    }
)
SHORT = 1.2
"""Height of a plot, in inches: two of them and a table share a page."""

SHOWN = 12
"""Months side by side: a year."""

NONE = "–"
SIGN = MappingProxyType({"percent": "%"})
WHAT = MappingProxyType(
    {
        "count": "Number",
        "percent": "Per cent",
        "rate_per_10000": "Rate per 10,000",
        "mean_days": "Average days",
    }
)


def rag_months(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Chart | None:
    """Which indicators are red, amber or green, and since when? A row an indicator, a tile a month with its letter."""
    months = [periods.later(_month(params), n - SHOWN + 1) for n in range(SHOWN)]
    rows = {one: [_status(safe, one, month) for month in months] for one in listed}
    rows = {one: kinds for one, kinds in rows.items() if any(kind in STATUSES for kind in kinds)}
    if not rows:
        return None
    first = next(n for n in range(SHOWN) if any(kinds[n] != NONE for kinds in rows.values()))
    heads = [_day(month) for month in months[first:]]
    kept = {one: kinds[first:] for one, kinds in rows.items()}
    words = [(f"{one.id} {one.title}", *kinds) for one, kinds in kept.items()]
    return finished(
        tiles([row[0] for row in words], [(f"{day:%b}", f"{day:%Y}") for day in heads], list(kept.values()), STATUSES),
        "chart_rag_months",
        _rag_title(kept, heads[-1]),
        subtitle("Status of each indicator with a target or a threshold, by month", stretch(heads)),
        ("Indicator", *(f"{day:%B %Y}" for day in heads)),
        words,
        [f"{NONE} no value in that month."] if any(NONE in kinds for kinds in kept.values()) else [],
    )


def sparklines(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Chart | None:
    """How did each indicator run over the year, and where does it stand now? A row an indicator, a small line each."""
    months = [periods.later(_month(params), n - SHOWN + 1) for n in range(SHOWN)]
    every = {one: [cell(safe, f"{one.stem}.{month}.value") for month in months] for one in listed}
    shown = {one: cells for one, cells in every.items() if any(each.value is not None for each in cells)}
    if not shown:
        return None
    days = [_day(month) for month in months]
    statuses = {one: _status(safe, one, months[-1]) for one in shown}
    texts = [
        cells[-1].shown + (f", {statuses[one]}" if statuses[one] in STATUSES else "") for one, cells in shown.items()
    ]
    targets = [cell(safe, f"{one.stem}.target.value").value for one in shown]
    rows = [Row(f"{one.id} {one.title}", text) for one, text in zip(shown, texts, strict=True)]
    return finished(
        sparks(rows, list(shown.values()), targets, (f"{days[0]:%b %Y}", f"{days[-1]:%b %Y}")),
        "chart_sparklines",
        _declined_title(safe, list(shown), months[-1]),
        subtitle("Value of each indicator by month, with that of the latest month and its status", stretch(days)),
        ("Indicator", *(f"{day:%B %Y}" for day in days)),
        [(row.label, *(one.shown for one in cells)) for row, cells in zip(rows, shown.values(), strict=True)],
        ["Each line has its own scale, so the height of two lines cannot be compared."],
    )


def _declined_title(safe: Safe, listed: Sequence[Indicator], month: str) -> str:
    """The indicators that got worse in the latest month and are red, by their ids."""
    words = {one: figure.word for one in listed if (figure := safe.get(f"{one.stem}.{month}.direction")) is not None}
    ids = [one.id for one, word in words.items() if word == "declined_not_on_target"]
    if not ids:
        return f"No indicator shown both declined and is red in {_day(month):%B %Y}"
    several = f"{', '.join(ids[:-1])} and {ids[-1]}" if len(ids) > 1 else ids[0]
    return f"{several} declined in {_day(month):%B %Y} and {'are' if len(ids) > 1 else 'is'} red"


def against_target(safe: Safe, params: PerformanceScorecard, one: Indicator) -> Chart | None:
    """Is the indicator at its target, and how does it stand beside other areas? The months of a year, and lines."""
    months = [periods.later(_month(params), n - SHOWN + 1) for n in range(SHOWN)]
    cells = [cell(safe, f"{one.stem}.{month}.value") for month in months]
    levels = _levels(safe, one)
    if all(one.value is None for one in cells) or not levels:
        return None
    first = next(n for n, one in enumerate(cells) if is_hidden(one) or one.value is not None)
    days, cells = [_day(month) for month in months[first:]], cells[first:]
    labels = [(f"{day:%b}", f"{day:%Y}") for day in days]
    rows = [(f"{day:%B %Y}", found.shown) for day, found in zip(days, cells, strict=True)]
    return finished(
        process(labels, cells, levels, [], has_zero=False, unit=SIGN.get(one.unit, ""), height=SHORT),
        f"chart_target_{one.id.replace('.', '_')}",
        _target_title(safe, one, cells[-1], days[-1], levels),
        subtitle(f"{WHAT[one.unit]} in each month, with the target and other areas", stretch(days)),
        ("Month", f"{one.id}"),
        [*rows, *((level.name, level.cell.shown) for level in levels)],
        ["The scale is that of the values: it need not start at 0."],
        has_data=False,
    )


def months(safe: Safe, params: PerformanceScorecard, one: Indicator) -> Chart | None:
    """Does a month differ from the ordinary run of months? An XmR chart, or a run chart where there are no limits."""
    last = _month(params)
    every = [periods.later(last, n - params.chart_months + 1) for n in range(params.chart_months)]
    cells = [cell(safe, f"{one.stem}.{month}.value") for month in every]
    there = [n for n, found in enumerate(cells) if found.value is not None or is_hidden(found)]
    if len(there) < 2:
        return None
    every, cells = every[there[0] :], cells[there[0] :]
    causes = [safe.get(f"{one.stem}.{month}.special_cause") for month in every]
    met = {n: RULES[found.shown] for n, found in enumerate(causes) if found is not None and found.is_known}
    named = Named(f"Indicator {one.id}", f"{WHAT[one.unit]} in each month", "")
    id, stem = f"chart_months_{one.id.replace('.', '_')}", f"{one.stem}.spc"
    found = ([_day(month) for month in every], cells, met)
    is_flow = one.unit == "count" and one.rule == "financial_year"
    return over_months(safe, id, named, stem, found, has_zero=is_flow, unit=SIGN.get(one.unit, ""), height=SHORT)


def _month(params: PerformanceScorecard) -> str:
    return periods.month_of(params.period.end)


def _day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _status(safe: Safe, one: Indicator, month: str) -> str:
    """The word of the status, the symbol of a hidden one, or a dash."""
    figure = safe.get(f"{one.stem}.{month}.rag")
    return NONE if figure is None else figure.word or figure.shown


def _rag_title(rows: dict[Indicator, list[str]], month: date) -> str:
    """The red indicators of the latest month, by their ids."""
    red = [one.id for one, kinds in rows.items() if kinds[-1] == "red"]
    if not red:
        return f"No indicator shown is red in {month:%B %Y}"
    several = f"{', '.join(red[:-1])} and {red[-1]} are" if len(red) > 1 else f"{red[0]} is"
    return f"{several} red in {month:%B %Y}"


def _levels(safe: Safe, one: Indicator) -> list[Level]:
    """Target and red threshold as full lines, other areas dashed; each by the latest published value."""
    own = [
        Level(name, cell(safe, f"{one.stem}.{id}.value"))
        for id, name in (("target", "Target"), ("red", "Red beyond"))
        if f"{one.stem}.{id}.value" in safe
    ]
    others = []
    for group, name in BENCHMARK_GROUPS.items():
        found = [
            figure.id for figure in safe.starting(f"{one.stem}.benchmark.{group}.") if figure.id.endswith(".value")
        ]
        if found:
            others.append(Level(f"{name}, {found[-1].split('.')[-2]}", cell(safe, found[-1]), is_limit=True))
    return [*own, *others]


def _target_title(safe: Safe, one: Indicator, last: Cell, day: date, levels: Sequence[Level]) -> str:
    if is_bare([last]) and last.value is None:
        return f"Indicator {one.id} by month"
    target = next((level.cell.shown for level in levels if level.name == "Target"), "")
    return f"Indicator {one.id}: {last.shown} in {day:%B %Y}{f', target {target}' if target else ''}"
