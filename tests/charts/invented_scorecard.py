"""Invented indicators of a scorecard, of any number of months, for the pictures of the performance scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rtt_eval import indicators, periods
from rtt_eval.figures import Figure
from rtt_eval.indicators import Indicator
from rtt_eval.params import PerformanceScorecard
from tests.small_records import records_of

SCORECARD = PerformanceScorecard(data="x", period={"start": "2016-04-01", "end": "2016-07-31"})
HEADS = "indicator_id,title,theme,good_is,unit,data_note,red,target_green,definition"
LONG = "A very long title of an indicator that has to be wrapped over several lines of the column of labels " * 2
ABOUT = {
    "1.1": "Reviews held in time,a theme,high,percent,snapshot,68,70,",
    "1.2": f"{LONG},a theme,low,percent,snapshot,40,30,",
    "1.3": "Children in care,a theme,info,count,snapshot,,,",
}
OTHERS = "\n".join(
    f"1.1,2014/15,{group},{value},Invented" for group, value in (("statistical_neighbours", 69.6), ("national", 69.5))
)


def scorecard(n: int, mood: str) -> tuple[list[Figure], Sequence[Indicator]]:
    """Figures of three indicators over n months that end in July 2016. mood: as in `invented`."""
    months = [periods.later("2016-07", place - n + 1) for place in range(n)]
    rows = [f"{id},{month},{_value(id, place, mood)}" for id in ABOUT for place, month in enumerate(months)]
    tables = {
        "indicators": "\n".join([HEADS, *(f"{id},{about}" for id, about in ABOUT.items())]),
        "indicator_values": "\n".join(["indicator_id,period,numerator,denominator,value", *rows]),
        "benchmarks": f"indicator_id,period,group,value,source\n{OTHERS}",
    }
    series = indicators.series(records_of(**tables), date(2016, 7, 31))
    figures = [
        *indicators.values(series),
        *indicators.year_to_date(series),
        *indicators.status(series),
        *indicators.benchmarks(series),
        *indicators.ordinary_range(series, 36, 12),
    ]
    return figures, indicators.catalogue(series)


def _value(id: str, place: int, mood: str) -> str:
    """Numerator, denominator and value of a month; every fifth month of a mixed series has few children."""
    if id == "1.3":
        return f",,{ {'zeros': 0, 'ties': 340}.get(mood, 330 + 7 * (place % 5)) }".replace(" ", "")
    if mood == "mixed" and place % 5 == 3:
        return "3,40,"
    return f"{ {'zeros': 0, 'ties': 99}.get(mood, 90 + 9 * (place % 4)) },141,".replace(" ", "")


LISTED = scorecard(3, "mixed")[1]
