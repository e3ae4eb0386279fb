"""Counts a month on an XmR chart: does a month differ from the ordinary run of months?

`spc` is for the programme, `referrals_each_month` for the whole service. For the programme:

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
from rtt_eval.figures import Figure, count
from rtt_eval.labels import SPECIAL_CAUSES
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
    """Events a month in order (index: "2021-04"), and the children who had any of them.

    ids: of the figures that publish these counts. Where one of them is hidden, a mean and limits would give it back.
    """

    kind: str
    section: str
    improvement: str | None
    n_a_month: pd.Series
    n_children: int
    ids: tuple[str, ...] = ()


def spc(records: Records, cases: pd.DataFrame, start: date, end: date, as_at: date) -> list[Figure]:
    """Mean, limits and months out of the ordinary for referrals, placement moves and missing episodes.

    `spc.<kind>.` with kind referrals, placement_move, missing: mean, lower_limit (not below 0), upper_limit, n_points
    (months), special_cause.n (months that meet a rule); month.<2021-04>.rule for each month of referrals that meets
    one, the rule in words in `note`. Only `mean`, without a value and with the reason, where there
    are fewer than 12 whole months or fewer than 2 events a month. A kind whose table is not there has no figures.
    start, end: first and last day of the period. Source: NHS England, Making Data Count; Wheeler 2000.
    """
    return [figure for one in _all_series(records, cases, start, end, as_at) for figure in _figures(one)]


def referrals_each_month(referrals: pd.DataFrame, since: date, start: date, end: date, as_at: date) -> list[Figure]:
    """All referrals, by whatever route, in each whole month, with what an XmR or a run chart of them needs.

    since: first day of the chart, at or before `start`, the first day of the period; months before the first referral
    are left out. Ids: `referrals.month.<2021-04>.n`; `referrals.by_month.n` (those of the period together) and
    `referrals.by_month.earlier.n`; `spc.referrals.` as in `spc`, and `median` (of the months, for a run chart).
    """
    came = referrals[["person_id", "received"]].rename(columns={"received": "day"})
    came = came.assign(month=came["day"].dt.strftime("%Y-%m"))
    months = _whole_months(since, min(end, as_at))
    months = months[months.strftime("%Y-%m") >= str(came["month"].dropna().min())]
    one = _series("referrals", "referrals", None, came, months)
    one = one._replace(ids=tuple(_month_id(month) for month in one.n_a_month.index))
    if not len(months):
        return []
    median = Figure("spc.referrals.median", float(one.n_a_month.median()), "referrals a month", "referrals", "average")
    median = median._replace(n=one.n_children, decimals=1, derived_from=one.ids)
    return [*_month_counts(came, list(one.n_a_month.index), f"{start:%Y-%m}"), median, *_figures(one)]


def _month_id(month: str) -> str:
    return f"referrals.month.{month}.n"


def _month_counts(came: pd.DataFrame, months: list[str], first_of_period: str) -> list[Figure]:
    """Each month as a part of the period's total or of the earlier months' total, and the two totals."""
    figures = []
    totals = {"referrals.by_month.earlier.n": False, "referrals.by_month.n": True}
    for total, is_period in totals.items():
        mine = [month for month in months if (month >= first_of_period) == is_period]
        if not mine:
            continue
        whole = _referrals(total, came[came["month"].isin(mine)])
        parts = [_referrals(_month_id(month), came[came["month"] == month]) for month in mine]
        figures += [whole, *(part._replace(denominator=whole.value, parts_of=(total,)) for part in parts)]
    return figures


def _referrals(id: str, rows: pd.DataFrame) -> Figure:
    return count(id, len(rows), "referrals", unit="referrals", n=rows["person_id"].nunique())


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
    series = [one._replace(ids=tuple(_month_id(month) for month in one.n_a_month.index)) for one in series]
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
    special = {
        month: cause
        for month, cause in zip(one.n_a_month.index, found.special_cause, strict=True)
        if cause != "Common Cause"
    }
    mean = mean._replace(value=found.mean, note=TRIAL if found.is_trial else "", derived_from=one.ids)
    limits = {"lower_limit": max(0.0, found.lower_limit), "upper_limit": found.upper_limit}
    from_mean = (mean.id,)
    return [
        mean,
        *(mean._replace(id=f"{stem}.{end}", value=limit, derived_from=from_mean) for end, limit in limits.items()),
        Figure(f"{stem}.n_points", found.n, "months", one.section),
        Figure(f"{stem}.special_cause.n", len(special), "months", one.section, method=RULES, derived_from=from_mean),
        *(_rule(one, month, cause) for month, cause in special.items() if one.ids),
    ]


def _rule(one: _Series, month: str, cause: str) -> Figure:
    """That this month meets a rule, and which, in words."""
    id, words = f"spc.{one.kind}.month.{month}.rule", SPECIAL_CAUSES[cause]
    return Figure(id, 1, "months", one.section, method=RULES, note=words, derived_from=(f"spc.{one.kind}.mean",))
