"""What the same things are called elsewhere: headings, values, missing codes, measures and questions, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from rtt_eval import measures, schemas
from rtt_eval.load.mapping.words import heading, plain

ANY_TABLE = "*"
LINKS = ("lcs_id", "ssda903_child", "nhs_number", "person_name", "surname", "forename", "date_of_birth")
"""Fields that no table holds: they say whom a row is about, and are used up while reading."""
CASE_START, IGNORE = "case_start", "ignore"


class Scale(NamedTuple):
    """One scale of one measure, or with scale "" the measure itself."""

    measure: str
    scale: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("rtt_eval.load.mapping") / "synonyms" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def headings() -> Mapping[str, Mapping[str, str]]:
    """Table -> heading, made plain -> field. Under "*": headings that mean the same in every table."""
    found: dict[str, dict[str, str]] = {ANY_TABLE: {}}
    for table, columns in schemas.tables().items():
        found[table] = {heading(column.name): column.name for column in columns if column.name != "person_id"}
    for row in _rows("headings"):
        of_table = found.setdefault(row["table"], {})
        for label in row["headings"].split(";"):
            of_table.setdefault(heading(label), row["field"])
    found["young_people"][heading("Date of birth")] = "date_of_birth"
    return found


@cache
def values(table: str, field: str) -> Mapping[str, str]:
    """Raw value, made plain -> code, for a code or yes/no column; the codes themselves included."""
    column = schemas.columns(table)[field]
    found = {plain(code): code for code in column.allowed}
    if field == "measure":
        found |= {name: scale.measure for name, scale in _plain_measures().items()}
    wanted = {f"{table}.{field}", field, column.kind}
    for row in _rows("values"):
        if row["field"] in wanted:
            for raw in row["raw"].split(";"):
                found.setdefault(plain(raw), row["code"])
    if field == "ethnicity":
        found |= _with_code(found)
    return found


def _plain_measures() -> dict[str, Scale]:
    found = {plain(id): Scale(id, "") for id in measures.load_all()}
    for row in _rows("measures"):
        if not row["scale"]:
            found |= {plain(name): Scale(row["measure"], "") for name in row["names"].split(";")}
    return found


def _with_code(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels led by their code, as case-management exports write them: "A1 - White British"."""
    return {f"{code.casefold()}{dash}{label}": code for label, code in labels.items() for dash in ("-", " ", ":", ": ")}


@cache
def missing() -> Mapping[str, str]:
    """Text that stands for a missing value, made plain -> why it is missing."""
    return {plain(row["raw"]): row["missing_reason"] for row in _rows("missing")}


@cache
def blank_answers() -> frozenset[str]:
    """What people write into a free-text question to say nothing."""
    return frozenset(plain(row["raw"]) for row in _rows("blank_answers"))


@cache
def measure_names() -> Mapping[str, str]:
    """What a measure is called, as a heading writes it -> its id."""
    found = {heading(id): id for id in measures.load_all()}
    for row in _rows("measures"):
        if not row["scale"]:
            found |= {heading(name): row["measure"] for name in row["names"].split(";")}
    return found


@cache
def scale_names(measure: str) -> Mapping[str, str]:
    """What the scales of a measure are called, as a heading writes them -> subscale id, items included."""
    entry = measures.load(measure)
    found = {"total": "total"}
    for scales in entry.scales.values():
        for scale in scales.values():
            found |= {heading(scale.id): scale.id, heading(scale.label): scale.id}
            found |= {heading(item): item for item in scale.items}
    for row in _rows("measures"):
        if row["measure"] == measure and row["scale"]:
            found |= {heading(name): row["scale"] for name in row["names"].split(";")}
    return found


@cache
def timepoints() -> Mapping[str, str]:
    """What a timepoint is called, as a heading writes it -> code."""
    return {heading(raw): code for raw, code in values("outcomes", "timepoint").items()}


@cache
def yes_no() -> Mapping[str, str]:
    """What stands for yes and for no, made plain."""
    return values("attendance", "attended") | {"yes": "yes", "no": "no"}  # type: ignore[operator]


@cache
def questions() -> Mapping[str, Mapping[str, str]]:
    """Form -> phrase of a question, as a heading writes it -> question id."""
    found: dict[str, dict[str, str]] = {}
    for row in _rows("questions"):
        for phrase in row["phrases"].split(";"):
            found.setdefault(row["form"], {})[heading(phrase)] = row["question"]
    return found


def fields(table: str) -> tuple[str, ...]:
    """Every field that a column of a table may be mapped to: its own, those that say whom, and `ignore`."""
    more = (CASE_START,) if table == "outcomes" else ("event_date",) if table == "attendance" else ()
    return (*schemas.columns(table), *LINKS, *more, IGNORE)
