"""Months and financial years as text, as the tables of indicators write them: 2016-07 and 2016/17."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

FIRST_MONTH = 4
"""A financial year begins on 1 April."""

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(\d{4})/(\d{2})")


def is_month(text: str) -> bool:
    """Whether this is a month: 2016-07."""
    return _MONTH.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """Whether this is a financial year, its second part the year after its first: 2016/17, 1999/00."""
    found = _YEAR.fullmatch(text)
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2])


def month_of(day: date) -> str:
    """The month in which a day lies."""
    return f"{day:%Y-%m}"


def year_of(month: str) -> str:
    """The financial year in which a month lies: March 2016 is in 2015/16."""
    year, number = _parts(month)
    first = year if number >= FIRST_MONTH else year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def months_of(year: str) -> tuple[str, ...]:
    """The twelve months of a financial year, from April."""
    first = f"{year[:4]}-{FIRST_MONTH:02d}"
    return tuple(later(first, n) for n in range(12))


def months_to(month: str) -> tuple[str, ...]:
    """The months of its financial year up to and with this one."""
    return tuple(one for one in months_of(year_of(month)) if one <= month)


def later(month: str, n: int) -> str:
    """The month n months later; earlier where n is negative."""
    year, number = _parts(month)
    years, rest = divmod(number - 1 + n, 12)
    return f"{year + years:04d}-{rest + 1:02d}"


def years_before(year: str, n: int) -> tuple[str, ...]:
    """The n financial years before this one, the earliest first."""
    first = int(year[:4])
    return tuple(f"{one}/{(one + 1) % 100:02d}" for one in range(first - n, first))


def days_of(months: Sequence[str]) -> tuple[date, date]:
    """The first day of the first month and the last day of the last."""
    first, after = (date(*_parts(month), 1) for month in (months[0], later(months[-1], 1)))
    return first, after - timedelta(days=1)


def in_words(period: str) -> str:
    """A month as July 2016; anything else as it stands."""
    if not is_month(period):
        return period
    year, number = _parts(period)
    return f"{date(year, number, 1):%B %Y}"


def _parts(month: str) -> tuple[int, int]:
    year, number = month.split("-")
    return int(year), int(number)
