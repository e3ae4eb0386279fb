"""How a cell of a team's own file is read: what its text means, by the mapping, then as strictly as any other cell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from rtt_eval import schemas
from rtt_eval.load.cells import CLOSE_ENOUGH, EXCEL_ERRORS, SERIAL_DAYS, Reading, read_date
from rtt_eval.load.columns import blank_or_error, strict
from rtt_eval.load.mapping import model, synonyms
from rtt_eval.load.mapping.model import BLANK, is_used
from rtt_eval.load.mapping.words import plain

Read = Callable[[str], Reading]
UNKNOWN_SEX = "U"
"""Not known or other: what a child's sex is until an unknown word in its cell is mapped. The cell is queried."""
BY_INFORMANT = {"parent_carer": "declined_carer", "young_person": "declined_yp"}
SERIAL_ZERO = date(1899, 12, 30)  # Excel's day 0, so that its day 61 and later fall right
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-/]([a-z]{3,9})\.?,?[ \-/](\d{4})")
_DOTTED = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})((?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?)")
_MONEY = re.compile(r"£?\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_MARK = re.compile(r"(\d+(?:\.\d+)?) ?/ ?(\d+)")


class Words:
    """The values and missing codes of one mapping, made plain once."""

    def __init__(self, mapping: model.Mapping) -> None:
        self._values: dict[str, dict[str, str]] = {}
        for row in filter(is_used, mapping.values):
            self._values.setdefault(row.field, {})[plain(row.raw.replace(BLANK, ""))] = row.code
        rows = {plain(row.raw): row.missing_reason for row in mapping.missing}
        self.missing: Mapping[str, str] = rows if mapping.missing else synonyms.missing()
        self.blank_reason = rows.get(plain(BLANK), "not_due")

    def code(self, table: str, field: str, text: str) -> str | None:
        """What a value means: by the mapping, else as its own code or a shipped synonym; None when nobody knows."""
        raw = plain(text)
        for name in (f"{table}.{field}", field):
            if raw in self._values.get(name, {}):
                return self._values[name][raw]
        return synonyms.values(table, field).get(raw) if raw else None

    def is_missing(self, text: str) -> bool:
        """Whether the text stands for a missing value."""
        return plain(text) in self.missing

    def reason(self, text: str) -> str | None:
        """Why a score is missing: by its text; None when the text is no missing code."""
        return "excel_error" if text in EXCEL_ERRORS else self.missing.get(plain(text)) if text else None

    def known(self, table: str, field: str) -> dict[str, str]:
        """Every value that is known for a field, made plain, and its code."""
        own = {**self._values.get(field, {}), **self._values.get(f"{table}.{field}", {})}
        return {**synonyms.values(table, field), **own}


def reader(words: Words, table: str, field: str, date_order: str = "") -> Read:
    """How the cells of a column are read that goes to this field."""
    column = schemas.columns(table)[field]
    kinds: dict[str, Callable[[], Read]] = {
        "code": lambda: _code(words, column),
        "yes/no": lambda: _code(words, column),
        "date": lambda: _date(words, column, date_order),
        "month": lambda: _month(words, column, date_order),
        "integer": lambda: _number(words, column),
        "number": lambda: _number(words, column),
    }
    return kinds.get(column.kind, lambda: strict(column))()


def _code(words: Words, column: schemas.Column) -> Read:
    read = strict(column)

    def read_code(text: str) -> Reading:
        code = words.code(column.table, column.name, text)
        if code is not None:
            return read(code)
        if not text or text in EXCEL_ERRORS or (not column.allowed and column.kind == "code"):
            return read(text)
        if words.is_missing(text):
            return blank_or_error("", column) or Reading(None)
        value = UNKNOWN_SEX if (column.table, column.name) == ("young_people", "sex") else None
        return Reading(value, "C11", unknown_value(words, column, text))

    return read_code


def nearest(words: Words, table: str, field: str, text: str) -> tuple[str, str] | None:
    """The known value that a text is nearest to, and its code; None when none is near."""
    known = words.known(table, field)
    close = difflib.get_close_matches(plain(text), list(known), n=1, cutoff=CLOSE_ENOUGH) if text else []
    return (close[0], known[close[0]]) if close else None


def unknown_value(words: Words, column: schemas.Column, text: str) -> str:
    """What to say of a value that is not mapped. It is shown only where it is nearly right: it may be a name."""
    remedy = "Correct the cell, or give the value a code in the sheet values of the mapping."
    near = nearest(words, column.table, column.name, text)
    if near is None:
        return f"the value is not known. {remedy}"
    return f"'{text}' is not known. Did you mean '{near[0]}' ({near[1]})? {remedy}"


def _date(words: Words, column: schemas.Column, order: str) -> Read:
    def read_day(text: str) -> Reading:
        found = blank_or_error(text, column) or (_missing(words, column, text))
        if found is not None:
            return found
        day = read_date(as_day(text, order), ())
        if day.value and words.is_missing(day.value):
            return _missing(words, column, day.value) or day
        return day

    return read_day


def _missing(words: Words, column: schemas.Column, text: str) -> Reading | None:
    """A blank in place of a missing code; where the cell may not be blank, that is its fault."""
    if not words.is_missing(text):
        return None
    if column.is_required:
        return Reading(None, "C04", "the cell holds what stands for a missing value. Fill it in, or delete the row.")
    return Reading(None)


def _month(words: Words, column: schemas.Column, order: str) -> Read:
    read, read_day = strict(column), _date(words, column, order)

    def read_month(text: str) -> Reading:
        found = read(text)
        if not found.code or not text or text in EXCEL_ERRORS:
            return found
        day = read_day(text)
        return Reading(f"{day.value[:7]}-15") if day.value else day

    return read_month


def _number(words: Words, column: schemas.Column) -> Read:
    read = strict(column)

    def read_number(text: str) -> Reading:
        found = _missing(words, column, text) if text and text not in EXCEL_ERRORS else None
        return found or read(text.replace(",", "").lstrip("£") if _MONEY.fullmatch(text) else text)

    return read_number


@cache
def as_day(text: str, order: str = "") -> str:
    """A date in the two forms that are read strictly, from those that spreadsheets and people write besides."""
    if text.isdecimal() and int(text) in SERIAL_DAYS:
        return (SERIAL_ZERO + timedelta(days=int(text))).isoformat()
    if (named := _NAMED.fullmatch(text.casefold())) and named[2][:3] in MONTHS:
        return f"{int(named[1]):02}/{MONTHS.index(named[2][:3]) + 1:02}/{named[3]}"
    if dotted := _DOTTED.fullmatch(text):
        first, second = (dotted[2], dotted[1]) if order == "month_first" else (dotted[1], dotted[2])
        return f"{first}/{second}/{dotted[3]}{dotted[4]}"
    return text


def mark(text: str) -> str:
    """A mark written with its scale, as the mark: "6/6" is "6"."""
    found = _MARK.fullmatch(text)
    return found[1] if found else text
