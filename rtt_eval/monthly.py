"""Counts a month on an XmR chart: does a month differ from the ordinary run of months?

Referrals to the programme (route iip) by the month in which they came, within the period. Placement moves and missing
episodes of the children of the full service, all of them in every month from the start of the period to the as-at day,
whether or not they were in the programme then: a group that stays the same, so that a busier service does not show as
more events. Months that the period or the as-at day cuts short are left out.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from rtt_eval import placements
from rtt_eval.figures import Figure
from rtt_eval.load import Records
from rtt_eval.stats import Xmr, xmr
from rtt_eval.windows import day_after, first_full_cases

FEWEST_MONTHS = 12
FEWEST_A_MONTH = 2
"""Under so many months a run chart says as much; with a mean under so many a month the limits mean nothing."""

METHOD = "XmR chart: mean and natural process limits (mean ± 2.66 mean moving ranges, none screened out)"
RULES = "months beyond a limit, in a trend of 7, 2 of 3 near a limit, or in a run of 7 on one side"
SHORT = f"under {FEWEST_MONTHS} months: look at a run chart"
RARE = f"rare events: fewer than {FEWEST_A_MONTH} a month on average"
TRIAL = "under 13 months: trial limits"


class _Series(NamedTuple):
    """Events a month in order (index: "2021-04"), and the children who had any of them."""

    kind: str
    section: str
    improvement: str | None
    n_a_month: pd.Series
    n_children: int


def spc(records: Records, cases: pd.DataFrame, start: date, end: date, as_at: date) -> list[Figure]:
    """Mean, limits and months out of the ordinary for referrals, placement moves and missing episodes.

    `spc.<kind>.` with kind referrals, placement_move, missing: mean, lower_limit (not below 0), upper_limit, n_points
    (months), special_cause.n (months that meet a rule). Only `mean`, without a value and with the reason, where there
    are fewer than 12 whole months or fewer than 2 events a month. A kind whose table is not there has no figures.
    start, end: first and last day of the period. Source: NHS England, Making Data Count; Wheeler 2000.
    """
    return [figure for one in _all_series(records, cases, start, end, as_at) for figure in _figures(one)]


def spc_rows(records: Records, cases: pd.DataFrame, start: date, end: date, as_at: date) -> pd.DataFrame:
    """Row table for the team: kind, month ("2021-04"), value, label (the rule that the month meets, or Common Cause).

    Only kinds whose limits may be drawn.
    """
    tables = [
        pd.DataFrame(
            {
                "kind": one.kind,
                "month": one.n_a_month.index,
                "value": one.n_a_month.to_numpy(),
                "label": _chart(one).special_cause,
            }
        )
        for one in _all_series(records, cases, start, end, as_at)
        if not _closed(one)
    ]
    columns = ["kind", "month", "value", "label"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def _all_series(records: Records, cases: pd.DataFrame, start: date, end: date, as_at: date) -> list[_Series]:
    children = first_full_cases(cases)["person_id"]
    in_period, observed = _whole_months(start, min(end, as_at)), _whole_months(start, as_at)
    referrals, episodes = records.referrals, records.missing_episodes
    came = referrals.loc[referrals["route"] == "iip", ["person_id", "received"]].rename(columns={"received": "day"})
    series = [_series("referrals", "referrals", None, came, in_period)]
    if records.has("placements"):
        moves = placements.moves(records.placements, records.young_people)
        mine = moves[moves["person_id"].isin(children)]
        series.append(_series("placement_move", "placement_stability", "decrease", mine, observed))
    if records.has("missing_episodes"):
        rows = episodes.loc[episodes["kind"] == "M", ["person_id", "start"]].rename(columns={"start": "day"})
        mine = rows[rows["person_id"].isin(children)]
        series.append(_series("missing", "missing_and_risk", "decrease", mine, observed))
    return series


def _whole_months(start: date, end: date) -> pd.PeriodIndex:
    """The calendar months of which every day lies between the two days, both included."""
    months = pd.period_range(pd.Timestamp(start), pd.Timestamp(end), freq="M")
    return months[(months.start_time >= pd.Timestamp(start)) & (months.end_time < day_after(end))]


def _series(kind: str, section: str, improvement: str | None, dated: pd.DataFrame, months: pd.PeriodIndex) -> _Series:
    """dated: person_id and day, a row an event."""
    names = months.strftime("%Y-%m")
    month = dated["day"].dt.strftime("%Y-%m")
    n_a_month = month.value_counts().reindex(names, fill_value=0)
    n_children = dated.loc[month.isin(names), "person_id"].nunique()
    return _Series(kind, section, improvement, n_a_month, n_children)


def _closed(one: _Series) -> str:
    """Why there are no limits; empty where there are."""
    if len(one.n_a_month) < FEWEST_MONTHS:
        return SHORT
    return RARE if one.n_a_month.mean() < FEWEST_A_MONTH else ""


def _chart(one: _Series) -> Xmr:
    return xmr(one.n_a_month.to_numpy(float), improvement=one.improvement)


def _figures(one: _Series) -> list[Figure]:
    stem, unit = f"spc.{one.kind}", f"{'referrals' if one.kind == 'referrals' else 'events'} a month"
    mean = Figure(
        f"{stem}.mean", None, unit, one.section, "rate", one.n_children, method=METHOD, decimals=1, note=_closed(one)
    )
    if mean.note:
        return [mean]
    found = _chart(one)
    n_special = sum(label != "Common Cause" for label in found.special_cause)
    mean = mean._replace(value=found.mean, note=TRIAL if found.is_trial else "")
    limits = {"lower_limit": max(0.0, found.lower_limit), "upper_limit": found.upper_limit}
    return [
        mean,
        *(mean._replace(id=f"{stem}.{end}", value=limit, derived_from=(mean.id,)) for end, limit in limits.items()),
        Figure(f"{stem}.n_points", found.n, "months", one.section),
        Figure(f"{stem}.special_cause.n", n_special, "months", one.section, method=RULES, derived_from=(mean.id,)),
    ]
