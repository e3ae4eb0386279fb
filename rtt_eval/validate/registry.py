"""What a check is, and the list of all checks.

A check is one decorated function that takes the records and the as-at day and gives the rows that fail: a mask over
its table, or a frame of masks, one a column. The sentence says the fault; the advice says what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from rtt_eval.load import Records

Failing = pd.Series | pd.DataFrame
Find = Callable[[Records, pd.Timestamp], Failing]

REJECTED, DUPLICATE, AFTER_AS_AT = "rejected", "duplicate", "after_as_at"


@dataclass(frozen=True)
class Check:
    """One check of one table. `columns` are "table.column": the first is where a finding points, all must be there.

    severity: stop (no report can be made), reject (the row cannot be used), query (the row is used, and listed).
    bucket: where the rows that fail go; "" when they stay. blanks: the cells that fail count as missing from then on.
    """

    code: str
    sentence: str
    severity: str
    columns: tuple[str, ...]
    advice: str
    find: Find
    bucket: str = ""
    blanks: bool = False

    @property
    def table(self) -> str:
        """The table whose rows are checked."""
        return self.columns[0].split(".")[0]

    @property
    def column(self) -> str:
        """The column that a finding points at, unless the check says another."""
        return self.columns[0].split(".")[1]

    def why_not(self, records: Records) -> str:
        """Why the check cannot run on these records; "" when it can."""
        for name in self.columns:
            table, column = name.split(".")
            if not records.has(table):
                return f"there is no table {table}"
            if not records.has(table, column):
                return f"the table {table} has no column {column}"
        return ""


_REGISTERED: list[Check] = []


def check(
    code: str,
    sentence: str,
    columns: Sequence[str],
    advice: str,
    severity: str = "query",
    bucket: str | None = None,
    blanks: bool = False,
) -> Callable[[Find], Find]:
    """Register the function below as a check. The bucket of a reject is "rejected" unless another is named."""

    def register(find: Find) -> Find:
        kept = (REJECTED if severity == "reject" else "") if bucket is None else bucket
        _REGISTERED.append(Check(code, sentence, severity, tuple(columns), advice, find, kept, blanks))
        return find

    return register


def registered() -> tuple[Check, ...]:
    """Every check of every table, in the order of declaration."""
    return tuple(_REGISTERED)
