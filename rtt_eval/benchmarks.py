"""Published SDQ figures of children in care: England, the region, statistical neighbours and Rotherham, by year.

Public sector information (Department for Education, OGL v3.0) that travels with the package in the file
benchmarks_rotherham.csv; source, retrieval and licence stand beside it in benchmarks_rotherham.md.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType

from rtt_eval.figures import Figure

INDICATORS = MappingProxyType(
    {
        "sdq_avg_score": "Average SDQ total score",
        "sdq_completed_pct": "Children with a completed SDQ",
        "sdq_normal_pct": "Children with a score of 0 to 13",
        "sdq_borderline_pct": "Children with a score of 14 to 16",
        "sdq_concern_pct": "Children with a score of 17 or more",
    }
)
"""What a reader calls each indicator; the codes are those of the file. DfE: normal, borderline, cause for concern."""

AREAS = MappingProxyType(
    {
        "england": "England",
        "region": "Yorkshire and The Humber",
        "statistical_neighbours": "Statistical neighbours",
        "rotherham": "Rotherham",
    }
)

NEW_NEIGHBOURS_FROM = 2025
"""The year ending 31 March from which the 2025 set of statistical neighbours is in force; the 2021 set before."""

SECTION = "sdq"
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."


def figures(year_ending: int, years: int = 5) -> list[Figure]:
    """The published SDQ figures of so many years up to the one that ends on 31 March of `year_ending`.

    Ids: `benchmark.<indicator>.<area>.<year>.value`. An indicator with any value in these years has a figure for every
    area and year, None (with a note) where the file has no value; one without any has no figures. The figures are of
    whole authorities and already published, so no base is given and disclosure control lets them through.
    """
    wanted = range(year_ending - years + 1, year_ending + 1)
    there = {indicator for indicator, year, _ in _held() if year in wanted}
    found = [indicator for indicator in INDICATORS if indicator in there]
    return [_figure(indicator, area, year) for indicator in found for area in AREAS for year in wanted]


def neighbour_model(year: int) -> int:
    """The set of statistical neighbours in force in the year ending 31 March: 2021 or 2025."""
    return 2025 if year >= NEW_NEIGHBOURS_FROM else 2021


def caveats(years: Sequence[int]) -> list[str]:
    """What a table or chart of these years must say: whose mean it is, which neighbours, what to beware of, source."""
    first, *changed = sorted({neighbour_model(year) for year in years})
    which, change = f"the ten authorities of the {first} set", f" The set changed in {NEW_NEIGHBOURS_FROM}."
    if changed:
        which += f" up to {NEW_NEIGHBOURS_FROM - 1} and of the {changed[0]} set from {NEW_NEIGHBOURS_FROM}"
        change = f" The neighbour set changed in {NEW_NEIGHBOURS_FROM}: before and after it are not one line."
    return [
        f"Statistical neighbours: our own unweighted mean over {which}; not a statistic of the Department.{change}",
        "Completion of the SDQ is uneven between authorities and years: a score may rest on few of the children.",
        f"Source: Department for Education, children looked after, years ending 31 March. {LICENCE}",
    ]


def _figure(indicator: str, area: str, year: int) -> Figure:
    name = f"SN mean ({neighbour_model(year)} model)" if area == "statistical_neighbours" else AREAS[area]
    value, method = _held().get((indicator, year, name), (None, ""))
    id, note = f"benchmark.{indicator}.{area}.{year}.value", "" if value is not None else "not published"
    if indicator == "sdq_avg_score":
        return Figure(id, value, "points", SECTION, "average", method=method, decimals=1, note=note)
    return Figure(id, value, "percent", SECTION, "percent", method=method, note=note)


@cache
def _held() -> MappingProxyType[tuple[str, int, str], tuple[float, str]]:
    """Indicator, year and area, as the file names them, to the value and how it was come by."""
    text = (resources.files("rtt_eval") / "benchmarks_rotherham.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            (row["indicator"], int(row["year_ending_31_march"]), row["area"]): (
                float(row["value"]),
                "; ".join(part for part in (row["source"], row["note"]) if part),
            )
            for row in csv.DictReader(text.splitlines())
            if row["value"]
        }
    )
