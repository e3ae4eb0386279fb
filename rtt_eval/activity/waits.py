"""How long those referred in a year waited for a consultation and for therapy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from rtt_eval.activity.year import Year, dated_in
from rtt_eval.figures import Figure, Kind, count, percent
from rtt_eval.load import Records
from rtt_eval.windows import day_after

SECTION = "waits"
COLUMNS = MappingProxyType({"consultation": "first_consultation", "therapy": "first_therapy"})
DECISIONS = MappingProxyType({"consultation": ("accepted", "consultation_only"), "therapy": ("accepted",)})
"""Decisions after which somebody still waits for a first consultation, or for therapy."""

STATISTICS: tuple[tuple[str, float, Kind], ...] = (
    ("median", 0.5, "average"),
    ("q1", 0.25, "spread"),
    ("q3", 0.75, "spread"),
)
DAYS_A_WEEK = 7


def waits(records: Records, when: Year, target_weeks: Mapping[str, float]) -> list[Figure]:
    """Weeks from referral to the first consultation, and to the first session of therapy.

    For referrals received in the year: `waits.<kind>.weeks.{n,median,q1,q3}` of those that have had it by the last day
    that counts (quartiles by linear interpolation, as spreadsheets have them); `waits.<kind>.over_target.{n,pct}` of
    these; `waits.<kind>.still_waiting.n` and `.still_waiting_over_target.n` of those taken on, not closed and not yet
    seen. A date before the referral is left out (check D03 lists it). target_weeks: the target of each kind.
    """
    rows = records.referrals
    mine = rows[dated_in(rows["received"], when)]
    return [figure for kind in COLUMNS for figure in _of_one(mine, kind, when, target_weeks[kind])]


def _of_one(mine: pd.DataFrame, kind: str, when: Year, target: float) -> list[Figure]:
    first = mine[COLUMNS[kind]].where(mine[COLUMNS[kind]] < day_after(when.as_at))
    weeks = (first - mine["received"]).dt.days / DAYS_A_WEEK
    weeks = weeks[weeks >= 0]
    stem, n = f"waits.{kind}", len(weeks)
    n_over = int((weeks > target).sum())
    return [
        Figure(f"{stem}.target_weeks", float(target), "weeks", SECTION, "rate", method="set in the params file"),
        count(f"{stem}.weeks.n", n, SECTION, unit="referrals", n=mine.loc[weeks.index, "person_id"].nunique()),
        *_quantiles(stem, weeks, mine),
        count(f"{stem}.over_target.n", n_over, SECTION, unit="referrals", of=n),
        percent(f"{stem}.over_target.pct", n_over, n, SECTION, derived_from=(f"{stem}.over_target.n",)),
        *_still_waiting(stem, kind, mine, first, when, target),
    ]


def _quantiles(stem: str, weeks: pd.Series, mine: pd.DataFrame) -> list[Figure]:
    n = mine.loc[weeks.index, "person_id"].nunique()
    note = "" if len(weeks) else "nobody referred in the year has both dates"
    method = "calendar days from the referral over 7, referrals of the year"
    return [
        Figure(
            f"{stem}.weeks.{name}",
            float(weeks.quantile(share)) if len(weeks) else None,
            "weeks",
            SECTION,
            kind,
            n,
            method=method,
            decimals=1,
            note=note,
        )
        for name, share, kind in STATISTICS
    ]


def _still_waiting(
    stem: str, kind: str, mine: pd.DataFrame, first: pd.Series, when: Year, target: float
) -> list[Figure]:
    is_open = ~(mine["closed"] < day_after(when.as_at))
    waiting = mine[mine["decision"].isin(DECISIONS[kind]) & first.isna() & is_open]
    so_far = (pd.Timestamp(when.as_at) - waiting["received"]).dt.days / DAYS_A_WEEK
    whole = f"{stem}.still_waiting.n"
    return [
        count(whole, len(waiting), SECTION, unit="referrals", n=waiting["person_id"].nunique()),
        count(
            f"{stem}.still_waiting_over_target.n",
            int((so_far > target).sum()),
            SECTION,
            unit="referrals",
            of=len(waiting),
        ),
    ]
