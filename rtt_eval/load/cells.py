"""The text of one cell, read as what its column holds.

Strict on purpose: what is not plainly a date, a number or a code is a fault, never a guess. Slash dates are read day
first, as a British spreadsheet writes them. One function a kind: text in, `Reading` out.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

EXCEL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
NULL_ID = "-1"  # how the case-management system writes "no person", "no worker"
SERIAL_DAYS = range(20_000, 60_001)  # Excel's own day numbers for the years 1954 to 2064
CLOSE_ENOUGH = 0.6  # difflib's usual cut-off: one slip in a short code, two in a long one

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}", re.ASCII)
_SLASH = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_TIME}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_TRUTH = dict.fromkeys(("yes", "y", "true", "1"), True) | dict.fromkeys(("no", "n", "false", "0"), False)


class Reading(NamedTuple):
    """What a cell says. `value` None: nothing usable. `code`: the fault, "" for none; `advice`: what to do about it."""

    value: Any
    code: str = ""
    advice: str = ""


def read_text(text: str, allowed: Sequence[str]) -> Reading:
    """Any text, as it stands."""
    return Reading(text)


def read_key(text: str, allowed: Sequence[str]) -> Reading:
    """An id: text, so that its zeros stay. -1 stands for none."""
    if text == NULL_ID:
        return Reading(None, "C13", "the id is -1, which stands for none. Give the real id, or leave the cell blank.")
    return Reading(text)


def read_date(text: str, allowed: Sequence[str]) -> Reading:
    """A day as yyyy-mm-dd or dd/mm/yyyy; a time of day is left off."""
    if len(text) == 10 and text[4] == text[7] == "-" and _is_day(text):
        return Reading(text)
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _SLASH.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        if month > 12 >= day:
            advice = "the date is in American order (month before day). Write it as yyyy-mm-dd or dd/mm/yyyy."
            return Reading(None, "C06", advice)
    else:
        return Reading(None, "C05", _not_a_date(text))
    try:
        return Reading(date(year, month, day).isoformat())
    except ValueError:
        return Reading(None, "C05", "there is no such day in the calendar. Write the date as yyyy-mm-dd.")


def _is_day(text: str) -> bool:
    """Whether a text in the usual form is a day of the calendar; the quick way for nearly every cell."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _not_a_date(text: str) -> str:
    if text.isdecimal() and int(text) in SERIAL_DAYS:
        return "this is Excel's own number for a day. Format the column as a date and save again."
    return "this is not a date. Write it as yyyy-mm-dd or dd/mm/yyyy, with four figures for the year."


def is_ambiguous(text: str) -> bool:
    """Whether a slash date reads as another day when month and day change places."""
    found = _SLASH.fullmatch(text)
    return found is not None and max(int(found[1]), int(found[2])) <= 12 and int(found[1]) != int(found[2])


def read_month(text: str, allowed: Sequence[str]) -> Reading:
    """A month as yyyy-mm, kept as its 15th. The first of the month is taken too: it is how Excel stores a month."""
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if year and 1 <= month <= 12:
            return Reading(f"{year:04}-{month:02}-15")
    day = read_date(text, allowed)
    if day.value and day.value.endswith("-01"):
        return Reading(f"{day.value[:7]}-15")
    return Reading(None, "C08", "this is not a month. Write it as yyyy-mm, without a day.")


def read_yes_no(text: str, allowed: Sequence[str]) -> Reading:
    """yes, no, y, n, true, false, 1, 0 in any capitals."""
    value = _TRUTH.get(text.casefold())
    return Reading(value) if value is not None else Reading(None, "C09", "this is neither yes nor no. Write yes or no.")


def read_integer(text: str, allowed: Sequence[str]) -> Reading:
    """A whole number in figures."""
    if _INTEGER.fullmatch(text):
        return Reading(int(text))
    return Reading(None, "C10", "this is not a whole number. Write figures only, without commas, signs or words.")


def read_number(text: str, allowed: Sequence[str]) -> Reading:
    """A number in figures, with a decimal point if need be."""
    if _NUMBER.fullmatch(text):
        return Reading(float(text))
    return Reading(None, "C10", "this is not a number. Write figures only, without commas, £ signs or words.")


def read_code(text: str, allowed: Sequence[str]) -> Reading:
    """One of the codes that the column allows; any text where the list is open."""
    if not allowed or text in allowed:
        return Reading(text)
    near = {_plain(code): code for code in allowed}
    if _plain(text) in near:
        code = near[_plain(text)]
        return Reading(code, "C12", f"the code was read as '{code}'. Write it just so.")
    return Reading(None, "C11", unknown_code(text, allowed))


def unknown_code(text: str, allowed: Sequence[str]) -> str:
    """What to say of an unknown code. It is shown only where it is nearly right: a cell may hold a name by mistake."""
    folded = {code.casefold(): code for code in allowed}
    close = difflib.get_close_matches(text.casefold(), list(folded), n=1, cutoff=CLOSE_ENOUGH)
    codes = f"one of {', '.join(allowed)}"
    if not close:
        return f"the cell does not hold {codes}. Correct the cell and run again."
    return f"'{text}' is not {codes}. Did you mean '{folded[close[0]]}'? Correct the cell and run again."


def _plain(text: str) -> str:
    """Without what a reader does not see: capitals, spaces against underscores, hyphens, invisible characters."""
    return re.sub(r"[\s_\-\u200b\ufeff]+", "_", unicodedata.normalize("NFKC", text).strip().casefold())


READERS: dict[str, Callable[[str, Sequence[str]], Reading]] = {
    "key": read_key,
    "text": read_text,
    "code": read_code,
    "date": read_date,
    "month": read_month,
    "integer": read_integer,
    "number": read_number,
    "yes/no": read_yes_no,
}
