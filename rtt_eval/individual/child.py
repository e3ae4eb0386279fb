"""One child's rows, taken out of everything that was read."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import load
from rtt_eval.errors import DataError
from rtt_eval.individual.opened import Opened
from rtt_eval.load import Records
from rtt_eval.validate import Quality

NOWHERE = np.array([], dtype=int)


class Child(NamedTuple):
    """All that a sheet may be made from: the rows about one child and of nobody else.

    records: the canonical tables with this child's rows that can be used. cases, scores, forms: as in `Opened`.
    quality: the checks, findings and ledger of this child's rows.
    """

    person_id: str
    records: Records
    cases: pd.DataFrame
    scores: pd.DataFrame
    forms: pd.DataFrame
    quality: Quality


def child(everything: Opened, person_id: str, rejected_rows: Literal["stop", "leave_out"] = "stop") -> Child:
    """The rows of one child.

    rejected_rows: "stop" - a row about this child that cannot be used stops this sheet, and no other.
    Errors: DataError where there is no such child in young_people, or where a row of it stops the sheet; every fault by
    file, sheet, row and column letter, never by what the cell holds.
    """
    quality = _quality(everything, person_id)
    if rejected_rows == "stop" and quality.stops:
        raise DataError(_head(len(quality.stops)), list(quality.stops))
    if quality.accepted.young_people.empty:
        raise DataError("this person_id has no row in young_people that can be used. Correct `person_ids` or the data.")
    rows = {
        name: _rows(getattr(everything, name), everything, name, person_id) for name in ("cases", "scores", "forms")
    }
    return Child(person_id, quality.accepted, rows["cases"], rows["scores"], rows["forms"], quality)


def _head(n_faults: int) -> str:
    faults = "1 fault in the child's rows stops" if n_faults == 1 else f"{n_faults} faults in the child's rows stop"
    way_out = "or set rejected_rows: leave_out to go on without the rows"
    return f"{faults} the sheet. Correct the data and run again, {way_out}."


def _rows(frame: pd.DataFrame, everything: Opened, name: str, person_id: str) -> pd.DataFrame:
    return frame.take(everything.places[name].get(person_id, NOWHERE)).reset_index(drop=True)


def _quality(everything: Opened, person_id: str) -> Quality:
    """What the checks say of this child's rows alone."""
    whole = everything.quality
    tables = {
        name: _rows(whole.accepted.table(name), everything, name, person_id)
        if name in everything.places
        else load.empty_table(name)
        for name in load.TABLES
    }
    findings = _rows(whole.findings, everything, "findings", person_id)
    n_failed = findings.groupby(["code", "table"]).size()
    pairs = zip(whole.checks["code"], whole.checks["table"], strict=True)
    failed = np.array([int(n_failed.get(pair, 0)) for pair in pairs], dtype="int64")
    results = np.where(failed > 0, "failed", whole.checks["result"].replace("failed", "passed"))
    return replace(
        whole,
        checks=whole.checks.assign(n_failed=failed, result=results),
        findings=findings,
        accepted=whole.accepted.with_tables(tables),
        ledger=_rows(whole.ledger, everything, "ledger", person_id),
        lines=_rows(whole.lines, everything, "lines", person_id),
    )
