"""Everything that the sheets of a caseload rest on, read and checked once; and who is on the caseload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import activity, load, measures, outcomes, score, validate
from rtt_eval.errors import ParamsError
from rtt_eval.load import Records
from rtt_eval.validate import Quality

NEEDS = ("young_people",)
LONG_AGO = date(1900, 1, 1)
SOURCE_ROW = ["file", "sheet", "row"]

Places = Mapping[str, np.ndarray]
"""person_id -> the positions of the child's rows in a frame."""


class Opened(NamedTuple):
    """The records of a service, checked and scored, with the places of each child's rows.

    quality: of all rows; a row that cannot be used is left out of `quality.accepted`. cases: every case that began by
    the as-at day, as `activity.cohort` has them. scores: `score.responses` with T scores. forms:
    `outcomes.expected_forms`, which needs all children to know which forms the service uses. places: for the tables
    of `quality.accepted` (by name), and for cases, scores, forms, lines, findings and ledger, where each child's are.
    """

    quality: Quality
    cases: pd.DataFrame
    scores: pd.DataFrame
    forms: pd.DataFrame
    places: Mapping[str, Places]


def opened(
    data: str | Path, mapping: str | None, id_map: str | None, as_at: date, rcads_age_to_grade: str = "nhs"
) -> Opened:
    """Read, check and score a service's records; kept for the next sheet as long as no file has changed.

    Rows that cannot be used are left out here; `child` stops at those of its own child. as_at: the last day that
    counts. rcads_age_to_grade: nhs or ucla, as `score.with_t_scores` has it.
    Errors: DataError where a table is not there or cannot be read.
    """
    files = tuple(str(name) for name in (data, mapping, id_map) if name)
    return _opened(str(data), mapping, id_map, as_at, rcads_age_to_grade, tuple(map(_state, files)))


def _state(name: str) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file, or one of a folder, is no longer what it was."""
    path = Path(name)
    files = sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=1)
def _opened(
    data: str, mapping: str | None, id_map: str | None, as_at: date, rcads_age_to_grade: str, _: object
) -> Opened:
    read = load.records(data, mapping, id_map)
    quality = validate.records(read, as_at, "leave_out", NEEDS)
    records = quality.accepted
    cases = activity.cohort(records, LONG_AGO, as_at, as_at)
    every_measure = measures.load_all()
    answers = score.responses(records.outcomes, every_measure, young_people=records.young_people)
    scores = score.with_t_scores(answers, records.young_people, rcads_age_to_grade)
    forms = outcomes.expected_forms(outcomes.pair_timepoints(scores, cases, as_at), cases)
    places = {name: _places(records.table(name)["person_id"]) for name in _about_children(records)}
    places |= {name: _places(frame["person_id"]) for name, frame in (("cases", cases), ("scores", scores))}
    places |= {"forms": _places(forms["person_id"]), **_owned(read, quality)}
    return Opened(quality, cases, scores, forms, MappingProxyType(places))


def _about_children(records: Records) -> list[str]:
    return [name for name in load.TABLES if "person_id" in records.table(name).columns]


def _places(owners: pd.Series) -> Places:
    """The positions of each child's rows; a row without a person_id is nobody's."""
    return {str(person): np.asarray(at) for person, at in owners.groupby(owners, sort=False).indices.items()}


def _owned(read: Records, quality: Quality) -> dict[str, Places]:
    """The places of each child's lines, findings and input rows, those among them that cannot be used."""
    owner = {
        (name, line): person
        for name in _about_children(read)
        for line, person in read.table(name)["person_id"].dropna().items()
    }
    lines = quality.lines
    owners = {
        name: pd.Series([owner.get((table, line)) for table, line in zip(of["table"], of["line"], strict=True)])
        for name, of in (("lines", lines), ("findings", quality.findings))
    }
    by_row = lines[SOURCE_ROW].assign(person=owners["lines"].to_numpy()).dropna(subset=["person"])
    of_row = by_row.drop_duplicates(SOURCE_ROW)
    owners["ledger"] = quality.ledger[SOURCE_ROW].merge(of_row, on=SOURCE_ROW, how="left")["person"]
    return {name: _places(of) for name, of in owners.items()}


def caseload(
    everything: Opened, as_at: date, person_ids: Sequence[str] | None = None, key_worker: str | None = None
) -> tuple[str, ...]:
    """Who gets a sheet: those named, each once in that order; else everyone with open work, in order of person_id.

    Open on a day: begun by it and not ended by it. With a key worker: the children of that worker's open cases; else of
    any open case or involvement.
    Errors: ParamsError where that is nobody.
    """
    if person_ids is not None:
        return tuple(dict.fromkeys(person_ids))
    cases = _open(everything.cases, as_at)
    if key_worker is not None:
        found = set(cases.loc[cases["key_worker"] == key_worker, "person_id"])
    else:
        found = {*cases["person_id"], *_open(everything.quality.accepted.involvements, as_at)["person_id"]}
    if not found:
        of = "of that `key_worker`" if key_worker is not None else "or involvement"
        raise ParamsError(f"no case {of} is open on {as_at}: there is no sheet to make. Look at `as_at` and the data.")
    return tuple(sorted(found))


def _open(rows: pd.DataFrame, as_at: date) -> pd.DataFrame:
    day = pd.Timestamp(as_at)
    return rows[(rows["start"] <= day) & ~(rows["end"] <= day)]
