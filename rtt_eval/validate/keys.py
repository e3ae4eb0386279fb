"""K: ids that stand twice, lead nowhere, or lead to somebody else."""

from __future__ import annotations

from functools import partial

import pandas as pd

from rtt_eval import schemas
from rtt_eval.load import TABLES, Records
from rtt_eval.validate.registry import DUPLICATE, Failing, check

MAY_REPEAT = frozenset({"missing_episodes"})
"""A child can go missing twice in one day: two rows with one key are then asked about, not refused."""

ALSO_TELLS_APART = {"feedback": ("text",)}
"""Beside the key: one form may hold two comments under one question."""


def columns_of(table: str) -> list[str]:
    """The canonical columns of a table, without the place of its rows."""
    return list(schemas.columns(table))


def _is_repeated(records: Records, as_at: pd.Timestamp, table: str) -> Failing:
    frame = records.table(table)
    # Rows that are alike have the same key, which is quicker to look at.
    has_same_key = frame.duplicated(list(schemas.PRIMARY_KEYS[table]), keep=False)
    return frame.duplicated(columns_of(table), keep="first") if has_same_key.any() else has_same_key


def _is_contradicted(records: Records, as_at: pd.Timestamp, table: str) -> Failing:
    frame = records.table(table)
    key = [*schemas.PRIMARY_KEYS[table], *ALSO_TELLS_APART.get(table, ())]
    required = [name for name in schemas.PRIMARY_KEYS[table] if schemas.columns(table)[name].is_required]
    has_same_key = frame.duplicated(key, keep=False)
    return has_same_key & frame[required].notna().all(axis=1) if has_same_key.any() else has_same_key


def _is_orphan(records: Records, as_at: pd.Timestamp, table: str, column: str, to: tuple[str, str]) -> Failing:
    ids = records.table(table)[column]
    return ids.notna() & ~ids.isin(records.table(to[0])[to[1]])


def look_up(ids: pd.Series, records: Records, table: str, value: str) -> pd.Series:
    """A column of another table for each id: its first row if the id stands twice, missing if it leads nowhere."""
    key = schemas.PRIMARY_KEYS[table][0]
    frame = records.table(table)
    known = frame.loc[frame[key].notna() & ~frame[key].duplicated(), [key, value]]
    return known.set_index(key)[value].reindex(ids).set_axis(ids.index)


def _is_anothers(records: Records, as_at: pd.Timestamp, table: str, column: str, to: tuple[str, str]) -> Failing:
    frame = records.table(table)
    other = look_up(frame[column], records, to[0], "person_id")
    return other.notna() & frame["person_id"].notna() & (other != frame["person_id"])


for _table in TABLES:
    _key = f"{_table}.{schemas.PRIMARY_KEYS[_table][0]}"
    check(
        "K01",
        "The same row stands twice",
        [_key],
        "It was counted once. Delete one, unless both are meant.",
        bucket=DUPLICATE,
    )(partial(_is_repeated, table=_table))
    check(
        "K02",
        "Two rows have the same key and say different things",
        [_key],
        f"The key is {', '.join(schemas.PRIMARY_KEYS[_table])}. Keep the right row, or correct the key.",
        severity="query" if _table in MAY_REPEAT else "reject",
    )(partial(_is_contradicted, table=_table))

for (_table, _column), _to in schemas.FOREIGN_KEYS.items():
    check(
        "K03",
        "An id is not in the table that it belongs to",
        [f"{_table}.{_column}", ".".join(_to)],
        f"Correct the id, or add the row to {_to[0]}.",
        severity="reject" if schemas.columns(_table)[_column].is_required else "query",
    )(partial(_is_orphan, table=_table, column=_column, to=_to))

for _table, _column, _to in (
    ("iip_cases", "referral_id", ("referrals", "referral_id")),
    ("outcomes", "case_id", ("iip_cases", "case_id")),
):
    check(
        "K04",
        "An id leads to a row about another young person",
        [f"{_table}.{_column}", f"{_table}.person_id", ".".join(_to)],
        f"Correct {_column} or person_id.",
        severity="reject",
    )(partial(_is_anothers, table=_table, column=_column, to=_to))
