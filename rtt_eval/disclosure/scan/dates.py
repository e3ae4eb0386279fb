"""Dates as people and programs write them, found in a folded text.

A date of birth is looked up among the dates that stand in a text, so that no written form has to be listed for each
child. A form says how sure a reading is: full and epoch are sure; the others fit many things that are no date of birth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

SURE = frozenset({"full", "epoch"})
FORMS = {
    "american": "read month first",
    "broken": "day and month on two lines",
    "serial": "a number that is this day in a spreadsheet",
    "spaced": "three numbers that are this day",
    "dotted": "could be a version number",
    "day": "day and month without a year",
    "month": "month and year without a day",
}
"""Why each unsure form goes to a person."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = re.compile(
    r"(?<![^\W\d_])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])",
    re.IGNORECASE,
)
ALSO_WORDS = ("may", "mar", "march")
DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?(\s*[-/]\s*|\s+|\.|)$", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})[ ,-]+$")
YEAR_AFTER = re.compile(r"\.?([\s,./-]*'?)(\d{4}|\d{2})(?!\d)")
DAY_AFTER = re.compile(r"\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+'?(\d{4})(?!\d))?", re.IGNORECASE)

DAY_FIRST = re.compile(
    r"(?<!\d)(?<!\d[./])(\d{1,2})(\s?)([/.\\-])\2(\d{1,2})\2\3(?:\s?(\d{4})|(\d{2}))(?!\d|\3\d)"
    r"(?![-_/]\d{2}(?!\d|[./]\d))"  # indicator 6.1 in 2016-07, or in 2016/17, is no 6 January
)
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
SPACED = re.compile(r"(?<!\d)(?<!\d )(\d{2}) (\d{2}) (\d{4})(?!\d| \d)")
TOGETHER = re.compile(r"(?<![\d.])(\d{8})(?!\d|\.\d)")
MONTH_NUMBER = re.compile(r"(?<![\d/.-])(?:(0?[1-9]|1[0-2])/((?:19|20)\d\d)|((?:19|20)\d\d)-(0[1-9]|1[0-2]))(?![\d/-])")
NUMBER = re.compile(r"(?<![\w.,])(\d{5}|\d{9,10}|\d{12,13})(?:\.0+)?(?![\w]|[.,]\d)")

SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheet serial numbers in the 1900 system, for days from March 1900."""

EPOCH = date(1970, 1, 1)
SECONDS_A_DAY = 86_400


class Written(NamedTuple):
    """A date in a text, from start to end. reading: year, month, day; only two of them in the forms day and month."""

    start: int
    end: int
    form: str
    reading: tuple[int, ...]


def written(folded: str) -> list[Written]:
    """Every reading of every date in a folded text."""
    return [*_in_words(folded), *_in_figures(folded), *_as_numbers(folded)]


def years(text: str) -> tuple[int, ...]:
    """The years that two or four digits can mean."""
    return (int(text),) if len(text) == 4 else (1900 + int(text), 2000 + int(text))


def is_day(reading: tuple[int, ...]) -> bool:
    """Whether year, month and day are a day of the calendar."""
    try:
        date(*reading)
    except ValueError:
        return False
    return True


def _in_words(folded: str) -> Iterator[Written]:
    for found in MONTH.finditer(folded):
        yield from _around(folded, found)


def _around(folded: str, found: re.Match[str]) -> Iterator[Written]:
    """What a month's name and the figures around it say."""
    start, end = found.span()
    month = MONTHS.index(found.group()[:3].lower()) + 1
    before = DAY_BEFORE.search(folded, max(0, start - 14), start)
    year = YEAR_AFTER.match(folded, end)
    after = DAY_AFTER.match(folded, end)
    if before and year:
        form = "broken" if "\n" in before[2] else "full"
        for one in years(year[2]):
            yield Written(before.start(), year.end(), form, (one, month, int(before[1])))
    elif after and after[2]:
        yield Written(start, after.end(), "full", (int(after[2]), month, int(after[1])))
    elif after and (earlier := YEAR_BEFORE.search(folded, max(0, start - 8), start)):
        yield Written(earlier.start(), after.end(), "full", (int(earlier[1]), month, int(after[1])))
    elif found.group() not in ALSO_WORDS:
        yield from _in_part(folded, found, month)


def _in_part(folded: str, found: re.Match[str], month: int) -> Iterator[Written]:
    """A month with a day or a year alone."""
    start, end = found.span()
    before = DAY_BEFORE.search(folded, max(0, start - 14), start)
    year = YEAR_AFTER.match(folded, end)
    after = DAY_AFTER.match(folded, end)
    if before and "\n" not in before[2]:
        yield Written(before.start(), end, "day", (month, int(before[1])))
    if year and (len(year[2]) == 4 or year[1].endswith(("-", "'", "/"))):
        for one in years(year[2]):
            yield Written(start, year.end(), "month", (one, month))
    elif after:
        yield Written(start, after.end(), "day", (month, int(after[1])))


def _in_figures(folded: str) -> Iterator[Written]:
    for found in DAY_FIRST.finditer(folded):
        first, gap, sign, second = found[1], found[2], found[3], found[4]
        year = found[5] or found[6]
        if gap and not found[5]:
            continue  # 7 / 12 / 15 are three counts
        for one in years(year):
            form = "dotted" if sign == "." and len(year) == 2 else "full"
            yield Written(*found.span(), form, (one, int(second), int(first)))
            if first != second and form == "full":
                yield Written(*found.span(), "american", (one, int(first), int(second)))
    for found in YEAR_FIRST.finditer(folded):
        yield Written(*found.span(), "full", (int(found[1]), int(found[3]), int(found[4])))
    for found in SPACED.finditer(folded):
        yield Written(*found.span(), "spaced", (int(found[3]), int(found[2]), int(found[1])))
    for found in TOGETHER.finditer(folded):
        digits = found[1]
        yield Written(*found.span(), "full", (int(digits[:4]), int(digits[4:6]), int(digits[6:])))
        yield Written(*found.span(), "full", (int(digits[4:]), int(digits[2:4]), int(digits[:2])))
    for found in MONTH_NUMBER.finditer(folded):
        year, month = int(found[2] or found[3]), int(found[1] or found[4])
        if found[2] or month != (year + 1) % 100:  # 2011-12 is a financial year
            yield Written(*found.span(), "month", (year, month))


def _as_numbers(folded: str) -> Iterator[Written]:
    """Spreadsheet serial numbers, and the seconds or milliseconds since 1970 of a midnight."""
    for found in NUMBER.finditer(folded):
        number = int(found[1])
        if len(found[1]) == 5:
            day, form = SERIAL_ZERO + timedelta(days=number), "serial"
        else:
            seconds, rest = divmod(number, 1000 if len(found[1]) > 10 else 1)
            if rest or seconds % SECONDS_A_DAY:
                continue
            day, form = EPOCH + timedelta(seconds=seconds), "epoch"
        yield Written(*found.span(), form, (day.year, day.month, day.day))
