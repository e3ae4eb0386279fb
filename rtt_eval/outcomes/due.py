"""When each follow-up is due: months after the start of a case, at its end, or months after its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

import pandas as pd

from rtt_eval.errors import ParamsError

REVIEWS = MappingProxyType(
    {
        "month_3": ("start", 3),
        "month_6": ("start", 6),
        "month_12": ("start", 12),
        "discharge": ("end", 0),
        "follow_up_3": ("end", 3),
        "follow_up_12": ("end", 12),
        "follow_up_24": ("end", 24),
    }
)
"""Follow-up timepoint -> the date of a case that it is counted from, and the calendar months after it."""


def is_due(cases: pd.DataFrame, follow_up: str, as_at: date) -> pd.Series:
    """True for cases whose review date has come by the end of `as_at`; a case without an end never left."""
    column, months = REVIEWS[follow_up]
    return (cases[column] + pd.DateOffset(months=months)).le(pd.Timestamp(as_at)).astype(bool)


def review_days(forms: pd.DataFrame, follow_up: str) -> pd.Series:
    """The day on which each row's review is due, from the columns start and end of its case.

    follow_up: the column that names the review. Missing where the date that it is counted from is.
    """
    days = pd.Series(pd.NaT, index=forms.index, dtype="datetime64[us]")
    for name, (column, months) in REVIEWS.items():
        is_this = forms[follow_up] == name
        days = days.mask(is_this, forms[column] + pd.DateOffset(months=months))
    return days


def known_follow_ups(asked: Iterable[str]) -> list[str]:
    """The timepoints asked for, in order of time.

    Errors: ParamsError where one of them is not a follow-up.
    """
    wanted = set(asked)
    if unknown := sorted(wanted - set(REVIEWS)):
        raise ParamsError(f"`timepoints`: there is no follow-up `{unknown[0]}`. Follow-ups: {', '.join(REVIEWS)}.")
    return [follow_up for follow_up in REVIEWS if follow_up in wanted]
