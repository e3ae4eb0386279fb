"""New referrals of a year by route, beside the year before."""

from __future__ import annotations

import pandas as pd

from rtt_eval import schemas
from rtt_eval.activity.year import Year, covers, dated_in
from rtt_eval.figures import Figure, count
from rtt_eval.load import Records

SECTION = "referrals"
ALWAYS_SHOWN = ("children_in_care", "high_sdq", "post_adoption", "sgo")
"""The columns of the annual referrals table; the route of the intensive programme is added where anyone came by it."""

NOT_COVERED = "the records do not reach back to the beginning of that year"


def referrals_by_route(records: Records, when: Year) -> list[Figure]:
    """Referrals received in the year by route, in the year before, and the change between the two.

    `referrals.new.<route>.n`, `referrals.previous_year.<route>.n`, `referrals.change.<route>.n` (this year less last)
    and `referrals.change.<route>.pct`, with route `total` for the sum; `referrals.children.n`: the children referred,
    each once. A referral counts in the year in which it was received, whatever was decided. Last year's figures are
    None, with the reason in `note`, where the records do not reach back to its beginning.
    """
    rows = records.referrals
    now = rows[dated_in(rows["received"], when)]
    before = rows[dated_in(rows["received"], when.previous)]
    has_previous = covers(rows["received"], when.previous)
    routes = _routes(now, before if has_previous else now)
    return [
        *_counts("referrals.new", now, routes),
        count("referrals.children.n", now["person_id"].nunique(), SECTION, method="each child once"),
        *(_counts("referrals.previous_year", before, routes) if has_previous else _unknown(routes)),
        *(_changes(now, before, routes) if has_previous else []),
    ]


def _routes(*years: pd.DataFrame) -> list[str]:
    """The routes that a table names: those always shown, and any other that somebody came by."""
    used = set().union(*(set(rows["route"].dropna()) for rows in years))
    return [route for route in schemas.codes("referrals", "route") if route in ALWAYS_SHOWN or route in used]


def _counts(stem: str, rows: pd.DataFrame, routes: list[str]) -> list[Figure]:
    whole = f"{stem}.total.n"
    method = "referrals received in the year; a child referred twice counts twice"
    total = count(whole, len(rows), SECTION, unit="referrals", n=rows["person_id"].nunique(), method=method)
    return [total, *(_count(f"{stem}.{route}.n", rows, route, whole) for route in routes)]


def _count(id: str, rows: pd.DataFrame, route: str, whole: str) -> Figure:
    mine = rows[rows["route"] == route]
    n_children = mine["person_id"].nunique()
    return count(id, len(mine), SECTION, unit="referrals", of=len(rows), n=n_children, parts_of=(whole,))


def _unknown(routes: list[str]) -> list[Figure]:
    return [
        Figure(f"referrals.previous_year.{route}.n", None, "referrals", SECTION, note=NOT_COVERED)
        for route in ("total", *routes)
    ]


def _changes(now: pd.DataFrame, before: pd.DataFrame, routes: list[str]) -> list[Figure]:
    figures = []
    for route in ("total", *routes):
        n_now, n_before = (len(rows if route == "total" else rows[rows["route"] == route]) for rows in (now, before))
        sources = (f"referrals.new.{route}.n", f"referrals.previous_year.{route}.n")
        stem, method = f"referrals.change.{route}", "this year less last year"
        figures.append(
            Figure(f"{stem}.n", n_now - n_before, "referrals", SECTION, "rate", method=method, derived_from=sources)
        )
        share = 100 * (n_now - n_before) / n_before if n_before else None
        note = "" if n_before else "none last year"
        figures.append(
            Figure(f"{stem}.pct", share, "percent", SECTION, "rate", method=method, note=note, derived_from=sources)
        )
    return figures
