"""A scorecard's indicators: the value of each month, the year to date, the status against the target, the direction
since last month, benchmarks, and the ordinary range of the months.

`series` reads the tables once; every other function takes what it gives and returns figures. An indicator is a count
or a ratio of the whole service with a target; nothing here is about one child. Ids: `indicator.<indicator_id>.…`.
"""

from rtt_eval.indicators.compared import benchmarks
from rtt_eval.indicators.ordinary import ordinary_range
from rtt_eval.indicators.series import Indicator, Series, Value, catalogue, series
from rtt_eval.indicators.status import direction, rag, status
from rtt_eval.indicators.values import values
from rtt_eval.indicators.years import differences, year_to_date, years

__all__ = [
    "Indicator",
    "Series",
    "Value",
    "benchmarks",
    "catalogue",
    "differences",
    "direction",
    "ordinary_range",
    "rag",
    "series",
    "status",
    "values",
    "year_to_date",
    "years",
]
