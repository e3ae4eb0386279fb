"""Tables of the scorecard: the indicators by theme, and what stands on the page of one indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rtt_eval import periods
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.disclosure.wording import HIDDEN
from rtt_eval.indicators import Indicator
from rtt_eval.labels import BENCHMARK_GROUPS, COMPARED, DIRECTIONS, GOOD_IS, RAG, plain
from rtt_eval.params import PerformanceScorecard
from rtt_eval.tables.build import NOT_APPLICABLE, SYMBOLS, UNKNOWN, text_table, together

SIGNS_USED = (
    "In brackets: whether high or low is good. Green / red: green at the first, red beyond the second. Status and "
    "direction are those of the last month; ↑ is better, whichever way the number moved (for information: the number "
    "itself). Within limits: green or amber. Not on target: red."
)

SHORT_GROUPS = {
    "statistical_neighbours": "Neighbours",
    "best_statistical_neighbour": "Best neighbour",
    "national_top_quartile": "Top quartile",
}
"""Heads of narrow columns."""


def scorecard(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> list[Table]:
    """The indicators of each theme: months, year to date, thresholds, status and direction of the month."""
    months = _months(params)
    heads = [
        ("Indicator", False),
        *((_short(month)[:3], True) for month in months),
        ("Year to date", True),
        ("Green / red", True),
        ("Status", False),
        ("Direction", False),
    ]
    found = []
    for theme, mine in _themes(listed).items():
        rows = [_now(safe, one, months) for one in mine]
        caption = f"{theme}: {_stretch(months)}"
        found.append(text_table(f"scorecard_{mine[0].section}", caption, heads, rows, notes=[SIGNS_USED]))
    return [table for table in found if table is not None]


def scorecard_years(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> list[Table]:
    """The indicators of each theme: earlier years, this year to date, and other areas."""
    years = _years(params)
    groups = [group for group in BENCHMARK_GROUPS if any(_benchmarks(safe, one, group) for one in listed)]
    heads = [
        ("Indicator", False),
        *((year, True) for year in years),
        ("Year to date", True),
        *((SHORT_GROUPS.get(group, BENCHMARK_GROUPS[group]), False) for group in groups),
    ]
    found = []
    for theme, mine in _themes(listed).items():
        rows = [_over_years(safe, one, years, groups) for one in mine]
        notes = [
            f"Other areas: {_benchmark_years(safe, mine)}. Neighbours: statistical neighbours. Top quartile: of "
            "England. In brackets: our latest value beside it."
        ]
        caption = f"{theme}: earlier years and other areas"
        has_any = any(_benchmarks(safe, one, group) for one in mine for group in groups)
        found.append(text_table(f"years_{mine[0].section}", caption, heads, rows, notes=notes if has_any else []))
    return [table for table in found if table is not None]


def indicator_numbers(safe: Safe, params: PerformanceScorecard, one: Indicator) -> Table | None:
    """The latest months, the year to date and earlier years of one indicator side by side, with what each rests on."""
    months, year = _months(params), periods.year_of(_months(params)[-1])
    columns = [
        (_short(month), *_of_period(safe, one, month)) for month in months if f"{one.stem}.{month}.value" in safe
    ]
    if f"{one.stem}.ytd" in safe:
        ytd = safe[f"{one.stem}.ytd"]
        rag = _rag(safe.get(f"{one.stem}.ytd.rag"), NOT_APPLICABLE)
        columns.append((f"{year} to date", ytd.shown, _base(ytd, safe.get(f"{one.stem}.ytd.numerator.n")), rag))
    columns += [(past, *_of_period(safe, one, past)) for past in _years(params) if f"{one.stem}.{past}.value" in safe]
    if not columns:
        return None
    heads, *rows = zip(*columns, strict=True)
    names = ("Value", "Numerator of denominator", "Status")
    kept = [(name, *row) for name, row in zip(names, rows, strict=True) if any(cell not in SYMBOLS for cell in row)]
    made = [("Figure", False), *((head, True) for head in heads)]
    return text_table(f"indicator_{_slug(one)}", f"{one.id}: months, year to date, years", made, kept)


def printed_differences(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Table | None:
    """Where a printed figure is not what the numbers behind it come to."""
    rows = [row for one in listed for row in _differences(safe, params, one)]
    heads = [
        ("Indicator", False),
        ("Period", False),
        ("Printed", True),
        ("Ours", True),
        ("Difference", True),
        ("What the printed figure is", False),
    ]
    return text_table(
        "printed_differences",
        "Printed figures that differ from ours",
        heads,
        rows,
        notes=[
            "Printed: as it stands in the table of values. Ours: from numerator and denominator, or from the months by "
            "the rule of the indicator. Both are in results.json."
        ],
    )


def _differences(safe: Safe, params: PerformanceScorecard, one: Indicator) -> list[tuple[str, ...]]:
    year = periods.year_of(_months(params)[-1])
    rows: list[tuple[str, ...]] = []
    for figure in safe.starting(f"{one.stem}."):
        if not figure.id.endswith(".difference"):
            continue
        period = figure.id.removeprefix(f"{one.stem}.").removesuffix(".difference")
        stem = f"{one.stem}.{period}"
        name, ours, printed = periods.in_words(period), f"{stem}.by_rule", f"{stem}.value"
        if period == "ytd":
            name, ours, printed = f"{year} to date", stem, f"{one.stem}.{year}.value"
        elif periods.is_month(period):
            ours, printed = f"{stem}.value", f"{stem}.given"
        what = figure.note or ("hidden" if figure.suppressed else "not known")
        rows.append((f"{one.id} {one.title}", name, safe.text(printed), safe.text(ours), figure.shown, what))
    return rows


def _now(safe: Safe, one: Indicator, months: Sequence[str]) -> tuple[str, ...]:
    last = f"{one.stem}.{months[-1]}"
    return (
        f"{one.id} {one.title} ({GOOD_IS.get(one.good_is, plain(one.good_is)).lower()})",
        *(safe.text(f"{one.stem}.{month}.value") for month in months),
        safe.text(f"{one.stem}.ytd"),
        together(_threshold(safe, f"{one.stem}.{name}.value") for name in ("target", "red")),
        _rag(safe.get(f"{last}.rag"), _without_rag(one)),
        _direction(safe.get(f"{last}.direction")),
    )


def _over_years(safe: Safe, one: Indicator, years: Sequence[str], groups: Sequence[str]) -> tuple[str, ...]:
    cells = []
    for group in groups:
        found = _benchmarks(safe, one, group)[-1:]
        word = _word(safe, f"{one.stem}.benchmark.{group}.compared")
        cells.append(f"{found[0].shown}{f' ({COMPARED[word]})' if word in COMPARED else ''}" if found else UNKNOWN)
    values = [safe.text(f"{one.stem}.{year}.value") for year in years]
    return (f"{one.id} {one.title}", *values, safe.text(f"{one.stem}.ytd"), *cells)


def _of_period(safe: Safe, one: Indicator, period: str) -> tuple[str, str, str]:
    """Value, numerator of denominator, status."""
    figure = safe[f"{one.stem}.{period}.value"]
    base = _base(figure, safe.get(f"{one.stem}.{period}.numerator.n"))
    rag = NOT_APPLICABLE if periods.is_year(period) else _rag(safe.get(f"{one.stem}.{period}.rag"), _without_rag(one))
    return figure.shown, base, rag


def _base(figure: SafeFigure, numerator: SafeFigure | None) -> str:
    if numerator is not None and numerator.is_known and numerator.denominator is not None:
        return f"{numerator.shown} of {numerator.denominator:,g}"
    if figure.shown == HIDDEN:
        return HIDDEN
    return f"{figure.n:,g}" if figure.n is not None else UNKNOWN


def _without_rag(one: Indicator) -> str:
    """What stands where an indicator has no status: it never has one, or it has none here."""
    has_none = one.good_is == "info" or (one.red is None and one.target is None)
    return NOT_APPLICABLE if has_none else UNKNOWN


def _rag(figure: SafeFigure | None, absent: str = UNKNOWN) -> str:
    return absent if figure is None else RAG.get(figure.word, figure.shown)


def _direction(figure: SafeFigure | None) -> str:
    return UNKNOWN if figure is None else DIRECTIONS.get(figure.word, figure.shown)


def _threshold(safe: Safe, id: str) -> str:
    return safe.text(id) if id in safe else NOT_APPLICABLE


def _word(safe: Safe, id: str) -> str:
    figure = safe.get(id)
    return "" if figure is None else figure.word


def _benchmarks(safe: Safe, one: Indicator, group: str) -> list[SafeFigure]:
    """The published values of a group, the latest last."""
    return [found for found in safe.starting(f"{one.stem}.benchmark.{group}.") if found.id.endswith(".value")]


def _benchmark_years(safe: Safe, listed: Iterable[Indicator]) -> str:
    found = {
        figures[-1].id.split(".")[-2]
        for one in listed
        for group in BENCHMARK_GROUPS
        if (figures := _benchmarks(safe, one, group))
    }
    return ", ".join(sorted(found))


def _themes(listed: Sequence[Indicator]) -> dict[str, list[Indicator]]:
    """Themes in the order of the table, each with its indicators."""
    themes: dict[str, list[Indicator]] = {}
    for one in listed:
        themes.setdefault(plain(one.theme) or "Indicators", []).append(one)
    return themes


def _months(params: PerformanceScorecard) -> list[str]:
    last = periods.month_of(params.period.end)
    return [periods.later(last, n - params.months_shown + 1) for n in range(params.months_shown)]


def _years(params: PerformanceScorecard) -> tuple[str, ...]:
    return periods.years_before(periods.year_of(periods.month_of(params.period.end)), params.years_shown)


def _short(month: str) -> str:
    """Jul 2016."""
    name, _, year = periods.in_words(month).partition(" ")
    return f"{name[:3]} {year}"


def _stretch(months: Sequence[str]) -> str:
    """May 2016, or April 2016 to July 2016."""
    first, last = (periods.in_words(month) for month in (months[0], months[-1]))
    return last if first == last else f"{first} to {last}"


def _slug(one: Indicator) -> str:
    return one.id.replace(".", "_")
