"""The published SDQ figures of other areas beside the service's own, in the year of the report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rtt_eval.benchmarks import AREAS, caveats
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.params import ReportParams
from rtt_eval.returns import year_ending
from rtt_eval.tables.build import text_table

NONE: Mapping[str, str] = MappingProxyType({})
OWN = "This report’s own records"
HEADS = MappingProxyType(
    {
        "sdq_avg_score": "Average score (0 to 40)",
        "sdq_completed_pct": "With a score (%)",
        "sdq_normal_pct": "Scores of 0 to 13 (%)",
        "sdq_borderline_pct": "14 to 16 (%)",
        "sdq_concern_pct": "17 or more (%)",
    }
)


def benchmarks(safe: Safe, params: ReportParams, own: Mapping[str, str] = NONE) -> Table | None:
    """England, the region, statistical neighbours and Rotherham in the year of the report, a column an indicator.

    own: indicator to the id of the report's own figure, which stands in the last row. None where nothing is published
    for that year.
    """
    year = year_ending(params.period.end)
    there = [one for one in HEADS if any(_is_known(safe, f"benchmark.{one}.{area}.{year}.value") for area in AREAS)]
    if not there:
        return None
    rows = [
        (label, *(safe.text(f"benchmark.{one}.{area}.{year}.value") for one in there)) for area, label in AREAS.items()
    ]
    if own:
        rows.append((OWN, *(safe.text(own.get(one, "")) for one in there)))
    return text_table(
        "benchmarks",
        f"SDQ of children in care for 12 months or more, published figures, year to 31 March {year}",
        [("Area", False), *((HEADS[one], True) for one in there)],
        rows,
        notes=caveats([year]),
    )


def _is_known(safe: Safe, id: str) -> bool:
    figure = safe.get(id)
    return figure is not None and figure.is_known
