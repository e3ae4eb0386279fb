"""The canonical tables: which there are, which columns they hold, what each column means.

`schemas.csv` is the declaration, one row a column, in the order in which the columns stand in a file. Checks,
synthetic data and the drafts of a mapping all read it; nothing repeats it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

RESTRICTED_TABLES = ("id_map",)
"""Tables with names and dates of birth: a report never shows them. The leak scan reads them; a team's own files are
joined through the key columns of id_map."""

PRIMARY_KEYS = MappingProxyType(
    {
        "young_people": ("person_id",),
        "placements": ("placement_id",),
        "missing_episodes": ("person_id", "kind", "start"),
        "significant_events": ("person_id", "date", "kind"),
        "risk_scores": ("person_id", "date", "kind"),
        "referrals": ("referral_id",),
        "involvements": ("involvement_id",),
        "iip_cases": ("case_id",),
        "outcomes": ("person_id", "case_id", "measure", "informant", "timepoint", "subscale"),
        "sdq_returns": ("person_id", "year_ending"),
        "training_events": ("event_id",),
        "attendance": ("event_id", "attendee_key"),
        "feedback": ("feedback_id", "question", "theme"),
        "asf_applications": ("application_id",),
        "placement_costs": ("placement_type", "provider", "valid_from"),
        "indicators": ("indicator_id",),
        "indicator_values": ("indicator_id", "period"),
        "benchmarks": ("indicator_id", "period", "group"),
    }
)
"""Columns that together name one row of a table. Two rows with the same key are duplicates."""

FOREIGN_KEYS = MappingProxyType(
    {
        ("placements", "person_id"): ("young_people", "person_id"),
        ("missing_episodes", "person_id"): ("young_people", "person_id"),
        ("significant_events", "person_id"): ("young_people", "person_id"),
        ("risk_scores", "person_id"): ("young_people", "person_id"),
        ("referrals", "person_id"): ("young_people", "person_id"),
        ("involvements", "person_id"): ("young_people", "person_id"),
        ("iip_cases", "person_id"): ("young_people", "person_id"),
        ("iip_cases", "referral_id"): ("referrals", "referral_id"),
        ("outcomes", "person_id"): ("young_people", "person_id"),
        ("outcomes", "case_id"): ("iip_cases", "case_id"),
        ("sdq_returns", "person_id"): ("young_people", "person_id"),
        ("attendance", "event_id"): ("training_events", "event_id"),
        ("feedback", "person_id"): ("young_people", "person_id"),
        ("feedback", "event_id"): ("training_events", "event_id"),
        ("asf_applications", "person_id"): ("young_people", "person_id"),
        ("indicator_values", "indicator_id"): ("indicators", "indicator_id"),
        ("benchmarks", "indicator_id"): ("indicators", "indicator_id"),
    }
)
"""Column -> the column of another table in which every value of it must stand."""


@dataclass(frozen=True)
class Column:
    """One column of a canonical table. `allowed` holds the codes of a code column, in reading order."""

    table: str
    name: str
    kind: str  # key, text, date, month, code, yes/no, integer, number
    is_required: bool
    allowed: tuple[str, ...]
    meaning: str


@cache
def tables() -> MappingProxyType[str, tuple[Column, ...]]:
    """Every canonical table with its columns, in file order."""
    found: dict[str, list[Column]] = {}
    text = (resources.files("rtt_eval") / "schemas.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        codes = tuple(row["allowed"].split(";")) if row["type"] == "code" and ";" in row["allowed"] else ()
        if row["type"] == "code" and row["allowed"] == "cse":
            codes = ("cse",)
        column = Column(row["table"], row["column"], row["type"], row["required"] == "required", codes, row["meaning"])
        found.setdefault(row["table"], []).append(column)
    found["placement_costs"] = [_as_placements(column, found["placements"]) for column in found["placement_costs"]]
    return MappingProxyType({name: tuple(columns) for name, columns in found.items()})


def _as_placements(column: Column, placements: list[Column]) -> Column:
    """Unit costs use the codes of `placements` for the placement type and the provider."""
    same = {one.name: one.allowed for one in placements}
    if column.kind != "code":
        return column
    return Column(column.table, column.name, column.kind, column.is_required, same[column.name], column.meaning)


def columns(table: str) -> dict[str, Column]:
    """The columns of one table by name, in file order. Unknown table: KeyError."""
    return {column.name: column for column in tables()[table]}


def codes(table: str, column: str) -> tuple[str, ...]:
    """The codes that a code column may hold, in reading order; empty when the table leaves them open."""
    return columns(table)[column].allowed
