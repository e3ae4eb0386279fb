"""The rows on their way through the checks: what has been found, where each row that left went, what is left."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from rtt_eval import schemas
from rtt_eval.load import SENTENCES, Records, where
from rtt_eval.validate.quality import (
    COULD_NOT_RUN,
    FAILED,
    LEFT_WITH_ITS_PARENT,
    PASSED,
    Finding,
    Result,
    findings_of,
    rows_of,
)
from rtt_eval.validate.registry import REJECTED, Check

LEFT_SENTENCE = "A row belongs to a row that is left out"
NEEDED_CODE, NEEDED_SENTENCE = "N01", "A table that the report must have is absent or empty"

OF_TEAM_FILES = "M"
"""How the codes begin of faults that only a team's own files can have."""

FOLLOWS_PARENT = frozenset({("feedback", "event_id"), ("outcomes", "case_id")})
"""Optional ids that still tie a row to another: a form of a later workshop is itself later."""


class Sorting:
    """Changes as the checks run. `now`: the records still in; `buckets`: (table, line) -> bucket once it left."""

    def __init__(self, records: Records) -> None:
        self.now = records
        self.results: list[Result] = []
        self.findings: list[Finding] = []
        self.buckets: dict[tuple[str, int], str] = {}

    def take_faults(self) -> None:
        """What loading found, as results and findings; rows with an unusable cell are rejected."""
        faults = self.now.faults
        for code, sentence in SENTENCES.items():
            if code.startswith(OF_TEAM_FILES) and self.now.found.empty:
                continue
            rows = faults[faults["code"] == code]
            severity = "reject" if (rows["severity"] == "reject").any() else "query"
            result = FAILED if len(rows) else PASSED
            self.results.append(Result(code, sentence, severity, "", result, len(rows), ""))
        numbers = {name: faults[name].astype(object).where(faults[name].notna(), None) for name in ("row", "line")}
        columns = faults.assign(**numbers)[list(Finding._fields)]
        self.findings += [Finding(*fault) for fault in columns.itertuples(index=False)]

    def run(self, check: Check, as_at: pd.Timestamp) -> None:
        """One check: its result, its findings, and the cells that count as missing from now on."""
        why = check.why_not(self.now)
        found = [] if why else self._find(check, as_at)
        result = COULD_NOT_RUN if why else FAILED if found else PASSED
        self.results.append(Result(check.code, check.sentence, check.severity, check.table, result, len(found), why))
        self.findings += found

    def _find(self, check: Check, as_at: pd.Timestamp) -> list[Finding]:
        failing = check.find(self.now, as_at)
        if not failing.to_numpy().any():
            return []
        masks = failing if isinstance(failing, pd.DataFrame) else failing.to_frame(check.column)
        if check.blanks:
            frame = self.now.table(check.table)
            blanked = frame.assign(**{name: frame[name].mask(masks[name]) for name in masks.columns})
            self.now = self.now.with_tables({check.table: blanked})
        return findings_of(check, self.now, masks)

    def leave_out(self, bucket: str, checks: Sequence[Check]) -> None:
        """Take the rows that failed these checks out, and the rows that belong to them; first come, first named."""
        codes = {(check.code, check.severity) for check in checks}
        leaving: dict[str, set[int]] = {}
        for finding in self.findings:
            is_fault = bucket == REJECTED and finding.severity == "reject" and finding.code in SENTENCES
            if finding.line is not None and (is_fault or (finding.code, finding.severity) in codes):
                leaving.setdefault(finding.table, set()).add(finding.line)
        while leaving:
            dropped = {table: self._drop(table, lines, bucket) for table, lines in leaving.items()}
            leaving = self._children(dropped, bucket)

    def _drop(self, table: str, lines: set[int], bucket: str) -> pd.DataFrame:
        frame = self.now.table(table)
        goes = frame.index.isin(list(lines))
        self.buckets.update({(table, int(line)): bucket for line in frame.index[goes]})
        self.now = self.now.with_tables({table: frame[~goes]})
        return frame[goes]

    def _children(self, dropped: dict[str, pd.DataFrame], bucket: str) -> dict[str, set[int]]:
        """The lines whose only parent has just been left out."""
        leaving: dict[str, set[int]] = {}
        for (table, column), (parent, key) in schemas.FOREIGN_KEYS.items():
            is_tied = schemas.columns(table)[column].is_required or (table, column) in FOLLOWS_PARENT
            if parent not in dropped or not is_tied or not self.now.has(table, column):
                continue
            gone = set(dropped[parent][key].dropna()) - set(self.now.table(parent)[key])
            frame = self.now.table(table)
            orphans = frame[frame[column].isin(list(gone))]
            if len(orphans):
                leaving.setdefault(table, set()).update(orphans.index.to_list())
                self._note_left(orphans, table, column, parent, bucket)
        return leaving

    def _note_left(self, orphans: pd.DataFrame, table: str, column: str, parent: str, bucket: str) -> None:
        """One finding a line that is rejected with its parent; a later one needs no word."""
        if bucket != REJECTED:
            return
        for line, (file, sheet, row, own) in rows_of(orphans):
            letter, heading = self.now.place(table, column, file, sheet, own)
            message = f"{where(file, sheet, row, letter, heading)}: the row of {parent} that it belongs to is left out."
            at = (table, file, sheet, row, heading, letter)
            self.findings.append(Finding(LEFT_WITH_ITS_PARENT, "reject", *at, message, line))

    def close_rejected(self) -> None:
        """The result of leaving rows out with their parents, once all are out."""
        n_left = sum(finding.code == LEFT_WITH_ITS_PARENT for finding in self.findings)
        result = FAILED if n_left else PASSED
        self.results.append(Result(LEFT_WITH_ITS_PARENT, LEFT_SENTENCE, "reject", "", result, n_left, ""))

    def need(self, tables: Sequence[str]) -> None:
        """The tables that the report must have hold at least one row that can be used."""
        for table in tables:
            message = self._why_needed(table)
            result = FAILED if message else PASSED
            self.results.append(Result(NEEDED_CODE, NEEDED_SENTENCE, "stop", table, result, int(bool(message)), ""))
            if message:
                self.findings.append(Finding(NEEDED_CODE, "stop", table, "", "", None, "", "", message))

    def _why_needed(self, table: str) -> str:
        """Why a table cannot carry the report; "" when it can."""
        if len(self.now.table(table)):
            return ""
        if not self.now.has(table):
            name = (
                f"{table}: no file of the mapping gives this table"
                if len(self.now.found)
                else f"{table}.csv: there is no such table"
            )
            return f"{name}, and the report cannot be made without it. Add it."
        sources = self.now.sources[self.now.sources["table"].str.split(", ").map(lambda names: table in names)].iloc[0]
        place = where(sources["file"], sources["sheet"])
        if sources["rows"] == 0:
            return f"{place}: the table has a heading and no rows. The report cannot be made without it: fill it."
        return f"{place}: no row of the table can be used: each was rejected or is dated after the as-at day."
