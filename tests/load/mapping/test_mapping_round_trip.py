"""Facts -> the messy files of a team -> drafted and corrected mapping -> the same facts, but for logged rejects."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from messy_files import write_files
from messy_workbooks import AFTER, MEASURES, RANGES, VALUES, WHEN, Child, Written

from rtt_eval import load, profile

DAYS = st.dates(date(2016, 1, 1), date(2018, 3, 31))
NAMES = ("Ada Quern", "Bo Fennick", "Cy Marrow", "Di Oakhurst", "Edo Plimpton")


@st.composite
def child(draw: st.DrawFn, number: int) -> Child:
    """One invented child; its scores may be numbers or reasons."""
    start = draw(st.none() | DAYS)
    born = draw(st.dates(date(2001, 1, 1), date(2012, 12, 31)))
    scores = []
    if start is not None:
        keys = st.tuples(st.sampled_from(sorted(MEASURES)), st.sampled_from(sorted(WHEN)))
        for (measure, scale), when in draw(st.lists(keys, max_size=6, unique=True)):
            reasons = st.sampled_from(["not_returned", "declined_carer", "not_applicable", "excel_error"])
            number_or_reason = draw(st.integers(0, RANGES[measure, scale]) | reasons)
            scores.append((measure, scale, when, number_or_reason))
    stays = draw(
        st.lists(st.tuples(st.sampled_from(sorted(VALUES["placement_type"])), DAYS, st.booleans()), max_size=2)
    )
    ends = [begins + timedelta(days=30) if short else None for _, begins, short in stays]
    absences = draw(st.lists(st.tuples(st.sampled_from("MA"), DAYS), max_size=2, unique=True))
    return Child(
        person_id=f"P{number:03}",
        lcs_id=f"{3_000_000 + number * 7919}",
        name=NAMES[number],
        born=born,
        sex=draw(st.sampled_from("MF")),
        ethnicity=draw(st.sampled_from(sorted(VALUES["ethnicity"]))),
        in_care_from=draw(DAYS),
        received=draw(DAYS),
        source=draw(st.sampled_from(sorted(VALUES["source"]))),
        decision=draw(st.sampled_from(sorted(VALUES["decision"]))),
        start=start,
        placements=tuple((kind, begins, end, short) for (kind, begins, short), end in zip(stays, ends, strict=True)),
        missing=tuple((kind, begins, begins + timedelta(days=2)) for kind, begins in absences),
        scores=tuple(scores),
    )


CHILDREN = st.integers(1, 4).flatmap(lambda n: st.tuples(*(child(number) for number in range(n)))).map(list)


def corrected(mapping: load.Mapping) -> load.Mapping:
    """The draft as a user mends it: the suggestions that are right accepted, what only the user knows added."""
    truth = {"informant": "parent_carer", "route": "iip"}
    columns = []
    for row in mapping.columns:
        if not row.column_pattern and row.field in truth:
            row = row._replace(default=truth[row.field], status="ok")
        if row.column_pattern == "Ethnicty":
            row = row._replace(field="ethnicity", status="ok")
        columns.append(row)
    values = (row._replace(code="month_3", status="ok") if row.raw == "review" else row for row in mapping.values)
    return replace(mapping, columns=tuple(columns), values=tuple(values))


def facts(children: list[Child], spoilt: set[tuple[str, str]]) -> dict[str, set[tuple[Any, ...]]]:
    """The canonical rows that the children stand for, in the columns that are compared."""
    held = [one for one in children if one.start is not None]
    return {
        "young_people": {
            (one.person_id, f"{one.born:%Y-%m}", one.sex, _ethnicity(one, spoilt), one.in_care_from) for one in children
        },
        "referrals": {
            (f"R{one.person_id}", one.person_id, one.received, "iip", one.source, one.decision)
            for one in children
            if ("referrals", one.person_id) not in spoilt
        },
        "iip_cases": {(f"C{one.person_id}", one.person_id, "full", one.start) for one in held},
        "placements": {
            (f"{one.person_id}-{n}", one.person_id, kind, start, end, short)
            for one in children
            for n, (kind, start, end, short) in enumerate(one.placements)
        },
        "missing_episodes": {(one.person_id, *episode) for one in children for episode in one.missing},
        "outcomes": {row for one in held for row in _forms(one)},
    }


def _ethnicity(one: Child, spoilt: set[tuple[str, str]]) -> str | None:
    return None if ("ethnicity", one.person_id) in spoilt else one.ethnicity


def _forms(one: Child) -> Iterator[tuple[Any, ...]]:
    assert one.start is not None
    for measure, scale, when, value in one.scores:
        is_missing = isinstance(value, str)
        score, reason = (None, value) if is_missing else (float(value), None)
        day = one.start + timedelta(days=AFTER[when])
        yield one.person_id, f"C{one.person_id}", measure, "parent_carer", when, day, scale, score, reason


COLUMNS = {
    "young_people": ["person_id", "birth_month", "sex", "ethnicity", "in_care_from"],
    "referrals": ["referral_id", "person_id", "received", "route", "source", "decision"],
    "iip_cases": ["case_id", "person_id", "service", "start"],
    "placements": ["placement_id", "person_id", "placement_type", "start", "end", "is_temporary"],
    "missing_episodes": ["person_id", "kind", "start", "end"],
    "outcomes": ["person_id", "case_id", "measure", "informant", "timepoint", "date_completed", "subscale", "score",
                 "missing_reason"],
}  # fmt: skip


def rows_of(records: load.Records, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table that no logged fault rejects, as plain values."""
    faults = records.faults
    rejected = faults.loc[(faults["table"] == table) & (faults["severity"] == "reject"), "line"]
    frame = records.table(table).drop(index=rejected.dropna().astype(int).unique())
    return [
        tuple(_plain(name, value) for name, value in row.items()) for row in frame[COLUMNS[table]].to_dict("records")
    ]


def _plain(name: str, value: Any) -> Any:
    if pd.isna(value):
        return None
    if name == "birth_month":
        return f"{value:%Y-%m}"
    return value.date() if isinstance(value, pd.Timestamp) else value


@settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a case is small as it is; making it smaller takes minutes
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
@given(children=CHILDREN, seed=st.integers(0, 2**32 - 1))
def test_messy_files_give_the_facts_back(children: list[Child], seed: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        written = write_files(folder, children, Random(seed))
        records = load.team_files(folder, corrected(profile.draft(folder).mapping))
    for table, expected in facts(children, written.spoilt).items():
        found = rows_of(records, table)
        assert len(found) == len(set(found)) and set(found) == expected, table
    _every_fault_is_logged(records, written)
    _every_row_is_accounted_for(records, written)


def _every_fault_is_logged(records: load.Records, written: Written) -> None:
    named = set(records.faults[["file", "sheet", "row", "letter"]].dropna().itertuples(index=False, name=None))
    assert {tuple(fault) for fault in written.faults} <= named
    rejected = records.faults[records.faults["severity"] == "reject"]
    places = set(rejected[["file", "sheet", "row", "letter"]].itertuples(index=False, name=None))
    assert places <= {tuple(fault) for fault in written.faults}


def _every_row_is_accounted_for(records: load.Records, written: Written) -> None:
    ledger = records.ledger
    assert set(ledger["bucket"]) <= {"read", "not_data", "not_mapped", "restricted"}
    assert not ledger.duplicated(["file", "sheet", "row"]).any()
    assert dict(ledger.groupby(["file", "sheet"]).size().items()) == written.n_rows
