"""Codes of the return against its lists: is it there, and is it in use in the year that the row is about?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from rtt_eval.load.statutory.layout import code_sets, tables
from rtt_eval.load.statutory.oddities import Found, Letters, in_rows

SEXES = MappingProxyType({"1": "M", "2": "F"})
"""The codes of SEX up to 2023/24, as those of later years."""

FEWEST_DATES, FEWEST_SHARE = 2, 0.05
"""Dates of episodes, and their share, that must fall in a year before it is taken for the year of the return: a few may
be slips of the pen, or of the next year."""


class CodeReading(NamedTuple):
    """What a code cell says. `code`: the oddity, "" for none; `shown`: the text where it may be repeated, else ""."""

    value: str | None
    code: str = ""
    shown: str = ""


def read_code(text: str, code_set: str) -> CodeReading:
    """One code of a set; as it stands where the set does not have it."""
    codes = code_sets()[code_set]
    if not text or text in codes:
        return CodeReading(text or None)
    plain = re.sub(r"\s+", "", text).casefold()
    near = {code.casefold(): code for code in codes}
    if plain in near:
        return CodeReading(near[plain], "S14", near[plain])
    whole = re.fullmatch(r"(\d+)\.0+", text)
    if whole and whole[1] in codes:
        return CodeReading(whole[1], "S16")
    return CodeReading(text, "S12", text if _is_shaped_like_one(text, code_set) else "")


def _is_shaped_like_one(text: str, code_set: str) -> bool:
    """Whether the text has capitals and figures where a code of the set has them: a cell may hold a name by mistake."""
    return _shape(text) in {_shape(code) for code in code_sets()[code_set]}


def _shape(text: str) -> str:
    return re.sub(r"[A-Z]", "A", re.sub(r"[0-9]", "0", text))


def year_of_return(frames: Mapping[str, pd.DataFrame]) -> int | None:
    """The year, by its end, that the return is about: the latest in which a fair share of the dates of episodes fall.

    None where no date is known.
    """
    if "episodes" not in frames:
        return None
    days = pd.concat([frames["episodes"]["DECOM"], frames["episodes"]["DEC"]]).dropna()
    years = years_of(days).value_counts()
    often = years[(years >= FEWEST_DATES) & (years >= FEWEST_SHARE * len(days))]
    found = often if len(often) else years
    return int(found.index.max()) if len(found) else None


def years_of(days: pd.Series) -> pd.Series:
    """The year, by its end on 31 March, in which each day falls; missing where the day is."""
    is_after = (days.dt.month * 100 + days.dt.day) > 331
    return (days.dt.year + is_after).where(days.notna())


def out_of_year(table: str, frame: pd.DataFrame, year: int, letters: Letters) -> list[Found]:
    """Codes that are in the list and not in use in the year of their row.

    The row of an episode is about every year that it touches (a long episode may hold a code of its first year), all
    other rows about the year of the return. A reason for an end belongs to the year of the end.
    """
    found: list[Found] = []
    for column in (column for column in tables()[table] if column.code_set):
        first, last = _years(table, column.name, frame, year)
        codes = code_sets()[column.code_set]
        for code in (code for code in frame[column.name].dropna().unique() if code in codes):
            is_there = (frame[column.name] == code).to_numpy()
            is_out = is_there & ((last < codes[code].first_year) | (first > codes[code].last_year))
            odd = in_rows("S13", table, column.name, frame[is_out], letters)
            found += [one._replace(value=code) for one in odd]
    return found


def _years(table: str, column: str, frame: pd.DataFrame, year: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last year that each row is about."""
    if table != "episodes":
        same = np.full(len(frame), year)
        return same, same
    last = years_of(frame["DEC"]).fillna(year).to_numpy(dtype="int64")
    if column in ("REC", "REASON_PLACE_CHANGE"):
        return last, last
    first = years_of(frame["DECOM"]).fillna(year).to_numpy(dtype="int64")
    return first, np.maximum(first, last)


def with_later_sex_codes(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with SEX 1 and 2 as M and F."""
    return frame.assign(SEX=frame["SEX"].replace(dict(SEXES))) if "SEX" in frame else frame
