"""The rules of the screening: who is looked at, and how many points each thing that is known of a child gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

SECTION = "screening"
PARTS = ("sdq", "moves_12_months", "moves_since_care", "missing_12_months", "cse", "months_in_placement")
"""What gives points, in the order in which a reader is shown it."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "sdq": ("sdq",),
    "moves": ("moves_12_months", "moves_since_care"),
    "missing_and_risk": ("missing_12_months", "cse"),
    "new_placement": ("months_in_placement",),
}
"""Parts put together for a chart: more than four colours nobody tells apart."""

LEVELS = ("cse",)
FALLING = ("months_in_placement",)
"""Parts whose thresholds are levels, and parts where fewer gives more points; the others: so many or more."""

MONTHS_BACK = 12
"""The window for moves and missing episodes, in calendar months up to and including the as-at day."""


class Rules(NamedTuple):
    """age_from, age_to: completed years on the as-at day, both in. sdq_from: the total from which a child is listed.

    sdq_valid_months: a score completed longer ago is not ranked by. points: part -> threshold -> points.
    places_to: most children that go to pre-allocation.
    """

    age_from: int
    age_to: int
    sdq_from: int
    sdq_valid_months: int
    places_to: int
    points: Mapping[str, Mapping[Any, int]]


def points_for(part: str, value: int | str | None, steps: Mapping[Any, int]) -> int | None:
    """The points of one part: those of the furthest threshold that the value reaches, 0 where it reaches none.

    value: a level for parts in LEVELS, else a whole number. steps: threshold -> points; a value reaches a threshold at
    or above it, or below it for parts in FALLING. None where the value is not known: no points, and not the same as 0.
    """
    if value is None:
        return None
    if part in LEVELS:
        return steps.get(value, 0)
    number = int(value)
    reached = (
        points for least, points in steps.items() if (number < int(least) if part in FALLING else number >= int(least))
    )
    return max(reached, default=0)


def completed_months(start: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Whole calendar months from each start to the day (Int64; missing where the start is).

    A month is complete on the same day of a later month, or on the last day of a month that has no such day.
    """
    months = (day.year - start.dt.year) * 12 + (day.month - start.dt.month)
    falls_on = start.dt.day.clip(upper=day.days_in_month)
    return (months - (falls_on > day.day)).astype("Int64")


def month_before(as_at: date) -> date:
    """The same day a month earlier, or the last of that month: where it has no such day, or `as_at` is a last day."""
    today = pd.Timestamp(as_at)
    return (today - (pd.offsets.MonthEnd(1) if today.is_month_end else pd.DateOffset(months=1))).date()
