"""Tables of the published SDQ figures of other areas, by year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rtt_eval.benchmarks import AREAS, INDICATORS, caveats
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import UNKNOWN
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import text_table

NONE: Mapping[str, str] = MappingProxyType({})
OWN = "This report’s own records"
UNITS = {"sdq_avg_score": "score 0 to 40"}


def benchmarks(safe: Safe, params: ReportParams, own: Mapping[str, str] = NONE) -> list[Table]:
    """Each indicator in England, the region, statistical neighbours and Rotherham, by year: a table an indicator.

    own: indicator to the id of the report's own figure, which stands under the others in the last year. params: not
    used; every table is asked for alike.
    """
    made = [_table(safe, indicator, own.get(indicator, "")) for indicator in INDICATORS]
    return [table for table in made if table is not None]


def _table(safe: Safe, indicator: str, own: str) -> Table | None:
    pattern = re.compile(rf"benchmark\.{indicator}\.\w+\.(\d{{4}})\.value")
    years = sorted({match.group(1) for id in safe.figures if (match := pattern.fullmatch(id))})
    if not years:
        return None
    rows = [
        (label, *(safe.text(f"benchmark.{indicator}.{area}.{year}.value") for year in years))
        for area, label in AREAS.items()
    ]
    if own:
        rows.append((OWN, *[UNKNOWN] * (len(years) - 1), safe.text(own)))
    return text_table(
        f"benchmarks_{indicator}",
        f"{INDICATORS[indicator]} ({UNITS.get(indicator, '%')}), children in care, years ending 31 March",
        [("Area", False), *((year, True) for year in years)],
        rows,
        notes=_notes(years),
    )


def _notes(years: Sequence[str]) -> list[str]:
    return caveats([int(year) for year in years])
