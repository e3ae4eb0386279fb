"""The ordinary range of the months (XmR chart), or their median where the months are too few or the events too rare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from rtt_eval import periods
from rtt_eval.figures import Figure
from rtt_eval.indicators.series import DECIMALS, UNITS, Series
from rtt_eval.labels import SPECIAL_CAUSES
from rtt_eval.stats import Xmr, xmr

FEWEST_A_MONTH = 2
"""With fewer events a month on average the limits mean nothing (our choice)."""

IMPROVEMENT = {"high": "increase", "low": "decrease", "info": None}
METHOD = "XmR chart: mean and natural process limits (mean ± 2.66 mean moving ranges, none screened out)"
RULES = "months beyond a limit, in a trend of 7, 2 of 3 near a limit, or in a run of 7 on one side"
MEDIAN = "run chart: median of the months"
RARE = f"rare events: fewer than {FEWEST_A_MONTH} a month on average"
STOCKS = ("snapshot", "rolling_12_months", "rolling_year")
TRIAL = "under 13 months: trial limits"
CARRIED = "each month holds most of the children of the month before, so runs and trends come by themselves"


def ordinary_range(all_series: Iterable[Series], n_months: int, fewest: int) -> list[Figure]:
    """What the chart of an indicator's months needs; at most the last n months, up to that of the report.

    From `fewest` months with a value: `indicator.<id>.spc.` mean, lower_limit (not under 0), upper_limit (a percentage:
    not over 100), n_points, special_cause.n; and the word `indicator.<id>.<2016-07>.special_cause` of each month that
    meets a rule. With fewer months, or fewer than 2 events a month on average: `indicator.<id>.spc.median` alone, with
    the reason in its note. All of them are hidden when one of the months is. Source: NHS England, Making Data Count.
    """
    return [figure for one in all_series for figure in _of_one(one, n_months, fewest)]


def charted(one: Series, n_months: int) -> list[str]:
    """The months of the chart: an unbroken row from the first with a value to that of the report."""
    first = periods.later(one.month, 1 - n_months)
    known = [month for month in one.months() if month >= first and one.known(month) is not None]
    if not known:
        return []
    months = [month for month in (periods.later(first, n) for n in range(n_months)) if month >= known[0]]
    return months


def _of_one(one: Series, n_months: int, fewest: int) -> list[Figure]:
    months = charted(one, n_months)
    points = [one.known(month) for month in months]
    ids = tuple(one.id(month) for month in months if month in one.values)
    if not any(value is not None for value in points):
        return []
    why = _closed(one, months, fewest)
    if why:
        median = float(pd.Series(points, dtype=float).median())
        return [_number(one, "median", median, MEDIAN, ids, why)]
    return _limits(one, months, xmr(points, improvement=IMPROVEMENT[one.indicator.good_is]), ids)


def _closed(one: Series, months: Sequence[str], fewest: int) -> str:
    """Why there are no limits; "" where there are."""
    known = [one.values[month] for month in months if one.known(month) is not None]
    if len(known) < fewest:
        return f"fewer than {fewest} months"
    events = [value.value if one.indicator.unit == "count" else value.numerator for value in known]
    told = [value for value in events if value is not None]
    is_rare = len(told) == len(known) and sum(told) / len(told) < FEWEST_A_MONTH
    return RARE if is_rare else ""


def _limits(one: Series, months: Sequence[str], found: Xmr, ids: tuple[str, ...]) -> list[Figure]:
    indicator, mean_id = one.indicator, f"{one.indicator.stem}.spc.mean"
    highest = 100.0 if indicator.unit == "percent" else float("inf")
    notes = [TRIAL if found.is_trial else "", CARRIED if indicator.rule in STOCKS else ""]
    special = {month: rule for month, rule in zip(months, found.special_cause, strict=True) if rule in SPECIAL_CAUSES}
    counts = {"n_points": found.n, "special_cause.n": len(special)}
    return [
        _number(one, "mean", found.mean, METHOD, ids, "; ".join(note for note in notes if note)),
        _number(one, "lower_limit", max(0.0, found.lower_limit), METHOD, (mean_id,)),
        _number(one, "upper_limit", min(highest, found.upper_limit), METHOD, (mean_id,)),
        *(
            Figure(
                f"{indicator.stem}.spc.{name}", n, "months", indicator.section, method=RULES, derived_from=(mean_id,)
            )
            for name, n in counts.items()
        ),
        *(_rule(one, month, SPECIAL_CAUSES[rule], mean_id) for month, rule in special.items()),
    ]


def _number(one: Series, name: str, value: float, how: str, ids: tuple[str, ...], note: str = "") -> Figure:
    indicator = one.indicator
    id, unit = f"{indicator.stem}.spc.{name}", UNITS[indicator.unit]
    decimals = max(DECIMALS[indicator.unit], 1)
    made = Figure(id, value, unit, indicator.section, "rate", method=how, decimals=decimals, note=note)
    return made._replace(derived_from=ids)


def _rule(one: Series, month: str, words: str, mean_id: str) -> Figure:
    id = f"{one.indicator.stem}.{month}.special_cause"
    made = Figure(id, None, "code", one.indicator.section, "word", method=RULES, derived_from=(mean_id,))
    return made._replace(word=words.replace(" ", "_"))
