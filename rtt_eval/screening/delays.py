"""How long the programme's referrals wait for each step, against the targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from rtt_eval.figures import Figure, count, percent
from rtt_eval.load import Records
from rtt_eval.screening.rules import MONTHS_BACK, SECTION
from rtt_eval.screening.standing import programme_referrals
from rtt_eval.windows import day_after

STEPS: Mapping[str, str] = {"decision": "decided", "network_meeting": "network_meeting", "start": "start"}
"""A step -> the day on which a referral has come to it. Each is counted from the referral: a team may begin the work
before the first network meeting, or after it."""

REACHED_METHOD = "referrals that came to the step in the 12 months to the as-at day; calendar days from the referral"
WAITING_METHOD = "referrals under way on the as-at day; calendar days since the referral"


def tracker(records: Records, as_at: date, targets: Mapping[str, int]) -> pd.DataFrame:
    """Row table: referrals under way that wait for a step, the longest wait first.

    targets: step -> days from the referral. Columns: person_id, decision, days (since the referral), and for each step
    <step>_waits (it has not come to it), <step>_days (from the referral to it; missing while it waits, and where a
    decision has no date) and <step>_over (whether that, or the wait so far, is over the target).
    """
    rows = programme_referrals(records, as_at)
    rows = rows[rows["is_under_way"]].reset_index(drop=True)
    rows["days"] = (pd.Timestamp(as_at) - rows["received"]).dt.days.astype("Int64")
    for step, column in STEPS.items():
        took = (rows[column] - rows["received"]).dt.days.astype("Int64")
        waits = (rows["decision"] == "pending") if step == "decision" else took.isna()
        so_far = took.mask(waits, rows["days"])
        rows[f"{step}_waits"], rows[f"{step}_days"] = waits, took
        rows[f"{step}_over"] = (so_far > targets[step]).fillna(False).astype(bool)
    is_waiting = rows[[f"{step}_waits" for step in STEPS]].any(axis=1)
    kept = [f"{step}_{end}" for step in STEPS for end in ("waits", "days", "over")]
    order = rows[is_waiting].sort_values(["days", "person_id"], ascending=[False, True], ignore_index=True)
    return order[["person_id", "decision", "days", *kept]]


def delays(records: Records, as_at: date, targets: Mapping[str, int]) -> list[Figure]:
    """For each step: how many referrals wait for it, how long, how many over the target; and those that came to it.

    `screening.delays.<step>.`: target_days; waiting.n, waiting.over_target.n, waiting.days.median (of referrals under
    way); reached.n, reached.over_target.{n,pct}, reached.days.median (of those that came to it in the 12 calendar
    months to the as-at day). `screening.delays.{open,waiting}.n`: referrals under way, and those of them that wait for
    a step. A step dated before its referral is left out (check D03 lists it).
    """
    rows, waiting = programme_referrals(records, as_at), tracker(records, as_at, targets)
    is_open = rows["is_under_way"]
    figures = [
        _referrals("screening.delays.open.n", rows[is_open]),
        _referrals("screening.delays.waiting.n", waiting, of=int(is_open.sum())),
    ]
    first = day_after(as_at) - pd.DateOffset(months=MONTHS_BACK)
    for step, column in STEPS.items():
        took = (rows[column] - rows["received"]).dt.days
        reached = rows.assign(days=took)[(rows[column] >= first) & (took >= 0)]
        figures += _of_step(step, targets[step], waiting[waiting[f"{step}_waits"]], reached)
    return figures


def _of_step(step: str, target: int, waiting: pd.DataFrame, reached: pd.DataFrame) -> list[Figure]:
    stem = f"screening.delays.{step}"
    over = reached[reached["days"] > target]
    return [
        Figure(f"{stem}.target_days", target, "days", SECTION, "rate", method="set in the params file"),
        _referrals(f"{stem}.waiting.n", waiting),
        _referrals(f"{stem}.waiting.over_target.n", waiting[waiting["days"] > target], of=len(waiting)),
        _median(f"{stem}.waiting.days.median", waiting, WAITING_METHOD),
        _referrals(f"{stem}.reached.n", reached),
        _referrals(f"{stem}.reached.over_target.n", over, of=len(reached)),
        percent(f"{stem}.reached.over_target.pct", len(over), len(reached), SECTION,
                derived_from=(f"{stem}.reached.over_target.n",)),
        _median(f"{stem}.reached.days.median", reached, REACHED_METHOD),
    ]  # fmt: skip


def _referrals(id: str, rows: pd.DataFrame, of: int | None = None) -> Figure:
    return count(id, len(rows), SECTION, unit="referrals", of=of, n=rows["person_id"].nunique())


def _median(id: str, rows: pd.DataFrame, method: str) -> Figure:
    value = float(rows["days"].median()) if len(rows) else None
    n, note = rows["person_id"].nunique(), "" if len(rows) else "no such referral"
    return Figure(id, value, "days", SECTION, "average", n, method=method, decimals=1, note=note)
