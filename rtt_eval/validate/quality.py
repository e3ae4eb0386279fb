"""`Quality`: what the checks found, and the records that may be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from rtt_eval.load import Records, where
from rtt_eval.validate.registry import Check

PASSED, FAILED, COULD_NOT_RUN = "passed", "failed", "could_not_run"
LEFT_WITH_ITS_PARENT = "K05"
BLOCKING = ("stop", "reject")


class Result(NamedTuple):
    """How one check of one table came out. `why` says why it could not run, "" otherwise."""

    code: str
    sentence: str
    severity: str
    table: str
    result: str
    n_failed: int
    why: str


class Finding(NamedTuple):
    """One fault in its place. `row` is None for a whole file or table; the message never repeats a cell.

    `column` is what the column is called in the file. `line`: which row of its table it is, counted from 0.
    """

    code: str
    severity: str
    table: str
    file: str
    sheet: str
    row: int | None
    column: str
    letter: str
    message: str
    line: int | None = None


@dataclass(frozen=True, eq=False)
class Quality:
    """What the checks say of one set of records.

    checks: one row a check and table, the fields of `Result`; result is passed, failed or could_not_run - a check that
    could not run is not a pass. findings: one row a fault, the fields of `Finding`. accepted: the records without
    rejected, duplicate and later rows, with later dates cleared. ledger: one row an input row: table, file, sheet, row,
    bucket (see `validate.BUCKETS`), reason (codes of the checks). lines: one row a row of a canonical table: table,
    line, file, sheet, row, bucket, reason; several of them may come from one input row.
    """

    name: str
    checks: pd.DataFrame
    findings: pd.DataFrame
    accepted: Records
    ledger: pd.DataFrame
    lines: pd.DataFrame

    @property
    def stops(self) -> tuple[str, ...]:
        """The messages of all that stops the report while rejected rows stop it; empty when nothing does.

        Rows that are out only because the row they belong to is out are not repeated: mending that row mends them.
        """
        blocks = self.findings["severity"].isin(BLOCKING) & (self.findings["code"] != LEFT_WITH_ITS_PARENT)
        return tuple(self.findings.loc[blocks, "message"])


def lower_first(sentence: str) -> str:
    """The sentence as it stands inside another: "A date …" becomes "a date …", "SDQ …" stays."""
    return sentence if sentence[1:2].isupper() else sentence[0].lower() + sentence[1:]


def findings_of(check: Check, records: Records, failing: pd.Series | pd.DataFrame) -> list[Finding]:
    """The rows that fail a check, each as a finding."""
    masks = failing if isinstance(failing, pd.DataFrame) else failing.to_frame(check.column)
    frame = records.table(check.table)
    found = []
    for name in masks.columns:
        for line, (file, sheet, row, own) in rows_of(frame[masks[name].to_numpy()]):
            letter, heading = records.place(check.table, name, file, sheet, own)
            place = where(file, sheet, row, letter, heading)
            message = f"{place}: {lower_first(check.sentence)}. {check.advice}"
            at = (check.table, file, sheet, row, heading, letter)
            found.append(Finding(check.code, check.severity, *at, message, line))
    return found


def rows_of(frame: pd.DataFrame) -> Iterator[tuple[int, tuple[str, str, int, str]]]:
    """Each line of a table and where it stood: file, sheet, row, and the letter of its own cell in a wide sheet."""
    columns = [frame[name].to_list() for name in ("source_file", "source_sheet", "source_row", "source_column")]
    return zip(frame.index.to_list(), zip(*columns, strict=True), strict=True)


def as_frame(rows: Iterable[tuple[object, ...]], of: type[Result] | type[Finding]) -> pd.DataFrame:
    """Results or findings as a frame; `row` and `line` Int64, counts int64, all else text."""
    frame = pd.DataFrame(list(rows), columns=list(of._fields))
    kinds = {"row": "Int64", "line": "Int64", "n_failed": "int64"}
    return frame.astype({name: kinds.get(name, "str") for name in of._fields})
