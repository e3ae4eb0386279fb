"""The service beside England, the region and statistical neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rtt_eval.benchmarks import AREAS, INDICATORS, NEW_NEIGHBOURS_FROM, caveats
from rtt_eval.blocks import Chart
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.lines import Line, lines
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, finished
from rtt_eval.charts.words import subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import HIDDEN, UNKNOWN
from rtt_eval.params import ReportParams

LOOKS = {
    "england": (style.TEXT, "s", (0, (5, 2))),
    "region": (style.PINK, "^", (0, (7, 2, 1, 2))),
    "statistical_neighbours": (style.TURQUOISE, "D", (0, (1.5, 1.5))),
    "rotherham": (style.BLUE, "o", "-"),
}
"""Colour, marker and dashes of each area's line."""

OWN = "This report"


def benchmark_lines(safe: Safe, params: ReportParams, indicator: str, own: str = "") -> Chart | None:
    """How does the authority stand beside England, the region and its statistical neighbours over the years?

    own: id of the report's own figure, marked in the last year; one that is hidden is not drawn, and a note says so.
    None where nothing is published for these years.
    """
    years = _years(safe, indicator)
    if not years:
        return None
    series = [_line(safe, indicator, area, years) for area in AREAS]
    if own:
        cells = [*[Cell(None, UNKNOWN)] * (len(years) - 1), cell(safe, own)]
        series.append(Line(OWN, cells, style.BLUE, "D", is_focus=True, is_hollow=True))
    return finished(
        lines(years, series, "" if indicator == "sdq_avg_score" else "%"),
        f"chart_benchmark_{indicator}",
        _title(safe, indicator, years, own),
        subtitle(f"{INDICATORS[indicator]}, children looked after for 12 months or more", "years ending 31 March"),
        ("Area", *years),
        [(line.name, *(one.shown for one in line.cells)) for line in series],
        [*_not_drawn(safe, own), "The scale does not start at 0.", *caveats([int(year) for year in years])],
    )


def _id(indicator: str, area: str, year: str) -> str:
    return f"benchmark.{indicator}.{area}.{year}.value"


def _years(safe: Safe, indicator: str) -> list[str]:
    """From the first year with a published value to the last of the report's."""
    pattern = re.compile(rf"benchmark\.{indicator}\.\w+\.(\d{{4}})\.value")
    found = {match.group(1) for id in safe.figures if (match := pattern.fullmatch(id))}
    known = [year for year in found if any(_is_known(safe, _id(indicator, area, year)) for area in AREAS)]
    return [year for year in sorted(found) if known and year >= min(known)]


def _line(safe: Safe, indicator: str, area: str, years: Sequence[str]) -> Line:
    colour, shape, dashes = LOOKS[area]
    cells = [cell(safe, _id(indicator, area, year)) for year in years]
    is_broken = area == "statistical_neighbours" and str(NEW_NEIGHBOURS_FROM) in years
    breaks = (years.index(str(NEW_NEIGHBOURS_FROM)),) if is_broken else ()
    return Line(AREAS[area], cells, colour, shape, dashes, is_focus=area == "rotherham", breaks=breaks)


def _title(safe: Safe, indicator: str, years: Sequence[str], own: str) -> str:
    """The own value, or else Rotherham's, beside England's, in the last year that has both."""
    known = [year for year in years if all(_is_known(safe, _id(indicator, area, year)) for area in AREAS)]
    if not known:
        return f"{INDICATORS[indicator]}: Rotherham and other areas"
    ids = [_id(indicator, area, known[-1]) for area in ("rotherham", "england", "statistical_neighbours")]
    said = (
        f"{INDICATORS[indicator]}, {known[-1]}: {{0}} in Rotherham, {{1}} in England, {{2}} in statistical neighbours"
    )
    is_there = own and known[-1] == years[-1]
    both = told(safe, f"{said}; {{3}} in this report", "", *ids, own) if is_there else ""
    return both or told(safe, said, "", *ids)


def _is_known(safe: Safe, id: str) -> bool:
    figure = safe.get(id)
    return figure is not None and figure.is_known


def _not_drawn(safe: Safe, own: str) -> list[str]:
    if not own or _is_known(safe, own):
        return []
    why = "is hidden so that no child can be recognised" if safe.text(own) == HIDDEN else "is not available"
    return [f"Not drawn: the value of this report, which {why}."]
