"""The tables of the statutory return: which there are, their columns, the codes and the years in which codes hold.

`columns.csv` and `codes.csv` are the declaration; nothing repeats them. A year is named by the one in which it ends:
2025 is 1 April 2024 to 31 March 2025.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 0, 9999
"""Bounds of a code that holds in every year."""

ALIASES = MappingProxyType({"CHILDID": "CHILD", "PL": "PLACE"})
"""What the XML form of the return calls a column, where it differs."""


@dataclass(frozen=True)
class Column:
    """One column. kind: id, text, code, date, end (a date whose blank means: still open), partial_date, integer.

    must: "cell" where no cell may be blank, "column" where the column must be there, "" where it may be absent.
    code_set: the set in codes.csv that its codes are from, "" where it has none.
    """

    name: str
    kind: str
    must: str
    code_set: str


class Code(NamedTuple):
    """A code of the return, with the first and the last year (by its end) in which it is in use."""

    code: str
    first_year: int
    last_year: int
    meaning: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("rtt_eval.load.statutory") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def tables() -> MappingProxyType[str, tuple[Column, ...]]:
    """Every table of the return with its columns, in the order of the guide."""
    found: dict[str, list[Column]] = {}
    for row in _rows("columns.csv"):
        found.setdefault(row["table"], []).append(Column(row["column"], row["kind"], row["must"], row["code_set"]))
    return MappingProxyType({table: tuple(columns) for table, columns in found.items()})


@cache
def code_sets() -> MappingProxyType[str, MappingProxyType[str, Code]]:
    """Every set of codes: set -> code -> what it means and when it holds."""
    found: dict[str, dict[str, Code]] = {}
    for row in _rows("codes.csv"):
        first, last = int(row["valid_from"] or FIRST_YEAR), int(row["valid_to"] or LAST_YEAR)
        found.setdefault(row["code_set"], {})[row["code"]] = Code(row["code"], first, last, row["meaning"])
    return MappingProxyType({name: MappingProxyType(codes) for name, codes in found.items()})


def plain_heading(heading: str) -> str:
    """A heading as the return writes it: capitals, underscores for spaces, no byte-order mark."""
    plain = "_".join(heading.replace("\ufeff", "").strip().upper().split())
    return ALIASES.get(plain, plain)


@cache
def _telling() -> MappingProxyType[str, frozenset[str]]:
    """Table -> the columns that no other table has."""
    names = {table: {column.name for column in columns} for table, columns in tables().items()}
    return MappingProxyType(
        {
            table: frozenset(mine - {name for other, theirs in names.items() if other != table for name in theirs})
            for table, mine in names.items()
        }
    )


def recognised(headings: frozenset[str]) -> str:
    """The table that a file or an element with these columns holds; "" where it is none, or could be two.

    A file is known by the columns that only one table has: one of them beside CHILD, or two. A file with CHILD, SEX
    and DOB alone is a header.
    """
    n_telling = {table: len(telling & headings) for table, telling in _telling().items()}
    most = max(n_telling.values())
    best = [table for table, n_found in n_telling.items() if n_found == most]
    if most and len(best) == 1 and ("CHILD" in headings or most > 1):
        return best[0]
    return "header" if most == 0 and {"CHILD", "SEX", "DOB"} <= headings else ""


def year_ending(day: str) -> int:
    """The year, by its end, in which a day (yyyy-mm-dd) falls."""
    return int(day[:4]) + (day[5:] > "03-31")
