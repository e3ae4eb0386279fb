"""Placement stability: where children live, how often the carer changed, whether the placement at the start held.

Children: the first full-service case of each (windows.first_full_cases).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from rtt_eval import placements, schemas
from rtt_eval.figures import Category, Figure, count, number_or_none, percent
from rtt_eval.load import Records
from rtt_eval.stats import KaplanMeier, kaplan_meier, restricted_mean, wilson
from rtt_eval.windows import DAYS_A_MONTH, count_between, day_after, first_full_cases

SECTION = "placement_stability"
SURVIVAL_MONTHS = (3, 6, 12)
HORIZON_MONTHS = 12
NORMAL_95 = 1.96
SMALLEST_SURVIVAL = (10, 5)
"""Fewest children and fewest unplanned ends for a survival estimate (methods.md, Gates)."""


def placement_types(records: Records, cases: pd.DataFrame, as_at: date) -> list[Figure]:
    """Children by type of placement on the day the case started and on the as-at day, and from which to which.

    not_known: no placement open on that day. A type that nobody lived in on either day is left out.
    """
    rows = placement_paths(records, cases, as_at)
    codes = [*schemas.codes("placements", "placement_type"), "not_known"]
    used = [code for code in codes if ((rows["start_type"] == code) | (rows["latest_type"] == code)).any()]
    figures = []
    for when in ("start", "latest"):
        whole = f"placement_type.total.{when}.n"
        figures.append(count(whole, len(rows), SECTION))
        for code in used:
            n = int((rows[f"{when}_type"] == code).sum())
            kind = Category("placement_type", code)
            id = f"placement_type.{code}.{when}.n"
            figures.append(count(id, n, SECTION, of=len(rows), parts_of=(whole,), category=kind))
    return [*figures, *_flow(rows, used)]


def placement_paths(records: Records, cases: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """Row table for the team: label, start_type, latest_type ("not_known" where no placement was open that day)."""
    full = first_full_cases(cases)
    at_start = placements.open_on(records.placements, full["person_id"], full["start"])["placement_type"]
    latest = placements.open_on(records.placements, full["person_id"], pd.Timestamp(as_at))["placement_type"]
    return pd.DataFrame(
        {
            "label": full["label"],
            "start_type": at_start.astype("object").fillna("not_known"),
            "latest_type": latest.astype("object").fillna("not_known"),
        }
    )


def _flow(rows: pd.DataFrame, used: Sequence[str]) -> list[Figure]:
    n_of = Counter(zip(rows["start_type"], rows["latest_type"], strict=True))
    at_start, latest = set(rows["start_type"]), set(rows["latest_type"])
    return [
        count(
            f"placement_type.{first}.to.{last}.n",
            n_of[first, last],
            SECTION,
            of=len(rows),
            parts_of=(f"placement_type.{first}.start.n", f"placement_type.{last}.latest.n"),
        )
        for first in used
        for last in used
        if first in at_start and last in latest
    ]


def moves(records: Records, cases: pd.DataFrame, as_at: date) -> list[Figure]:
    """Placement moves in three windows, and the children with one or more and with two or more of them.

    since_care: from the start of the current care period (or of the first placement known) to the as-at day;
    twelve_months_before: the twelve calendar months before the case started; since_start: from the start of the case
    to its end or the as-at day. Children without any row of placements are not counted: their moves are not known.
    """
    full = first_full_cases(cases)
    full = full[full["person_id"].isin(records.placements["person_id"])].reset_index(drop=True)
    found = placements.moves(records.placements, records.young_people)
    first_start = records.placements.groupby("person_id")["start"].min()
    first_known = first_start.reindex(full["person_id"]).set_axis(full.index)
    windows: dict[str, tuple[pd.Series, pd.Series | pd.Timestamp]] = {
        "since_care": (full["in_care_from"].fillna(first_known), day_after(as_at)),
        "twelve_months_before": (full["start"] - pd.DateOffset(months=12), full["start"]),
        "since_start": (full["start"], full["window_end"]),
    }
    figures = [count("placement_moves.children.n", len(full), SECTION)]
    for name, (first_day, end) in windows.items():
        figures += _moves_in(name, count_between(found, full["person_id"], first_day, end))
    return figures


def _moves_in(window: str, n_moves: pd.Series) -> list[Figure]:
    n, n_one, n_two = len(n_moves), int((n_moves >= 1).sum()), int((n_moves >= 2).sum())
    stem = f"placement_moves.{window}"
    return [
        count(f"{stem}.n", int(n_moves.sum()), SECTION, unit="moves", n=n_one),
        # First moves and second moves are parts of all moves: where few are left over, so are the children with two.
        count(f"{stem}.one_or_more.children.n", n_one, SECTION, of=n, parts_of=(f"{stem}.n",)),
        count(
            f"{stem}.two_or_more.children.n", n_two, SECTION, of=n,
            within=f"{stem}.one_or_more.children.n", parts_of=(f"{stem}.n",),
        ),
        count(
            f"placement_moves.two_or_more.{window}.n", n_two, SECTION, of=n,
            within=f"{stem}.one_or_more.children.n", same_as=f"{stem}.two_or_more.children.n",
        ),
        _share(f"{stem}.two_or_more.children.pct", n_two, n, f"{stem}.two_or_more.children.n"),
    ]  # fmt: skip


def _share(id: str, numerator: int, denominator: int, source: str) -> Figure:
    """A percentage of children with its Wilson interval."""
    found = wilson(numerator, denominator)
    interval = (100 * found.ci_low, 100 * found.ci_high) if denominator else None
    return percent(
        id, numerator, denominator, SECTION, interval=interval, method="Wilson 95% interval", derived_from=(source,)
    )


def placement_held(records: Records, cases: pd.DataFrame, as_at: date, months: Sequence[int] = (6, 12)) -> list[Figure]:
    """Whether the carer at the start was still the carer so many calendar months later, planned change or not.

    not_held: a move in that time, however recently the case began. held: no move, and the time has passed.
    not_yet_observable: no move so far. A percentage of held over both would be too low, because a recent case can
    only count as not held: held.pct is of the children for whom the time has passed, whatever came of it.
    """
    full = first_full_cases(cases)
    full = full[full["person_id"].isin(records.placements["person_id"])].reset_index(drop=True)
    found = placements.moves(records.placements, records.young_people)
    return [figure for n_months in months for figure in _held_at(full, found, day_after(as_at), n_months)]


def _held_at(full: pd.DataFrame, found: pd.DataFrame, limit: pd.Timestamp, n_months: int) -> list[Figure]:
    end = full["start"] + pd.DateOffset(months=n_months)
    has_moved = count_between(found, full["person_id"], full["start"], end.where(end < limit, limit)) > 0
    is_over = end <= limit
    stem, n = f"placement_held.at_{n_months}_months", len(full)
    whole = (f"{stem}.children.n",)
    n_held, n_over = int((~has_moved & is_over).sum()), int(is_over.sum())
    return [
        count(f"{stem}.children.n", n, SECTION),
        count(f"{stem}.held.n", n_held, SECTION, of=n, parts_of=whole),
        count(f"{stem}.not_held.n", int(has_moved.sum()), SECTION, of=n, parts_of=whole),
        count(f"{stem}.not_yet_observable.n", int((~has_moved & ~is_over).sum()), SECTION, of=n, parts_of=whole),
        count(f"{stem}.time_passed.n", n_over, SECTION, of=n),
        _share(f"{stem}.held.pct", n_held, n_over, f"{stem}.held.n"),
    ]


def time_to_unplanned_end(records: Records, cases: pd.DataFrame, as_at: date) -> list[Figure]:
    """Kaplan-Meier: the share of children whose placement at the start has not come to an unplanned end by a time.

    Days from the start of the case to the end of the stay with that carer. An end that was planned or has no known
    reason, the 18th birthday, and the as-at day censor. One figure for each of 3, 6 and 12 months, with its log-log
    interval; `restricted_mean_months`, the mean time without an unplanned end in the first 12 months, with its
    standard error; one without a value where there are fewer than 10 children or 5 unplanned ends. The method rests on
    planned ends saying nothing about the risk of an unplanned one. Source: Kaplan and Meier 1958.
    """
    followed = _followed(records, first_full_cases(cases), day_after(as_at))
    n, n_ended = len(followed), int(followed["is_unplanned"].sum())
    if not _is_enough(followed):
        note = f"needs {SMALLEST_SURVIVAL[0]} children and {SMALLEST_SURVIVAL[1]} unplanned ends"
        return [Figure("unplanned_end.not_ended.pct", None, "percent", SECTION, "percent", note=note)]
    estimate = kaplan_meier(followed["days"], followed["is_unplanned"])
    ended = count("unplanned_end.ended.n", n_ended, SECTION, of=n)
    median = number_or_none(estimate.median)
    note = "" if median else estimate.note
    return [
        count("unplanned_end.children.n", n, SECTION),
        ended,
        Figure("unplanned_end.days.median", median, "days", SECTION, "average", n, method="Kaplan-Meier", note=note),
        *(figure for n_months in SURVIVAL_MONTHS for figure in _not_ended(estimate, followed["days"], n_months)),
        *_restricted_mean(followed),
    ]


def unplanned_end_steps(records: Records, cases: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """Row table for the team: the Kaplan-Meier curve, one row a step: months, pct, ci_low, ci_high.

    Starts with 100% at 0 months; no interval at 100% and 0%. Empty where there are too few children or ends.
    """
    followed = _followed(records, first_full_cases(cases), day_after(as_at))
    columns = ["months", "pct", "ci_low", "ci_high"]
    if not _is_enough(followed):
        return pd.DataFrame(columns=columns, dtype=float)
    table = kaplan_meier(followed["days"], followed["is_unplanned"]).table
    steps = [(one.time / DAYS_A_MONTH, 100 * one.survival, 100 * one.ci_low, 100 * one.ci_high) for one in table]
    return pd.DataFrame([(0.0, 100.0, math.nan, math.nan), *steps], columns=columns)


def _is_enough(followed: pd.DataFrame) -> bool:
    n_children, n_ends = SMALLEST_SURVIVAL
    return len(followed) >= n_children and int(followed["is_unplanned"].sum()) >= n_ends


def _followed(records: Records, full: pd.DataFrame, limit: pd.Timestamp) -> pd.DataFrame:
    """Children with a carer at the start: days followed, and whether that time ended with an unplanned end."""
    both = placements.stays(records.placements, records.young_people).merge(
        full[["person_id", "start", "birth_month"]].rename(columns={"start": "case_start"}), on="person_id"
    )
    is_there = (both["start"] <= both["case_start"]) & (both["end"].isna() | (both["end"] > both["case_start"]))
    both = both[is_there].drop_duplicates("person_id", keep="last")
    birthday = both["birth_month"] + pd.DateOffset(years=18)
    censored = birthday.where(birthday < limit, limit)
    is_over = both["end"] < censored
    last_day = both["end"].where(is_over, censored)
    return pd.DataFrame(
        {
            "days": (last_day - both["case_start"]).dt.days,
            "is_unplanned": is_over & (both["end_reason"] == "unplanned"),
        }
    ).query("days > 0")


def _not_ended(estimate: KaplanMeier, days: pd.Series, n_months: int) -> list[Figure]:
    horizon = n_months * DAYS_A_MONTH
    n_at_risk = int((days >= horizon).sum())
    past = [step for step in estimate.table if step.time <= horizon]
    stem = f"unplanned_end.at_{n_months}_months"
    note = "" if n_at_risk else "nobody has been followed so long"
    value = (100 * past[-1].survival if past else 100.0) if n_at_risk else None
    ends = (100 * past[-1].ci_low, 100 * past[-1].ci_high) if past and n_at_risk else (math.nan, math.nan)
    interval = None if math.isnan(ends[0]) else ends
    method = "Kaplan-Meier, log-log 95% interval"
    at_risk = count(f"{stem}.at_risk.n", n_at_risk, SECTION, of=len(days))
    id = f"{stem}.not_ended.pct"
    shown = Figure(id, value, "percent", SECTION, "percent", n_at_risk, interval=interval, method=method, note=note)
    return [at_risk, shown]


def _restricted_mean(followed: pd.DataFrame) -> list[Figure]:
    """Area under the curve up to the horizon; by the normal curve its interval, cut off at 0 and at the horizon."""
    horizon = HORIZON_MONTHS * DAYS_A_MONTH
    found = restricted_mean(followed["days"], followed["is_unplanned"], horizon)
    mean, error = found.mean / DAYS_A_MONTH, found.se / DAYS_A_MONTH
    interval = (max(0.0, mean - NORMAL_95 * error), min(float(HORIZON_MONTHS), mean + NORMAL_95 * error))
    method = f"area under the Kaplan-Meier curve up to {HORIZON_MONTHS} months, 95% interval by Greenwood's error"
    # A count of months needs no protection, but this is time of children: it goes where the ends behind it go.
    shown = Figure(
        "unplanned_end.restricted_mean_months", mean, "months", SECTION, "average", len(followed),
        interval=interval, method=method, decimals=1, note=found.note, derived_from=("unplanned_end.ended.n",),
    )  # fmt: skip
    se = shown._replace(id=f"{shown.id}.se", value=error, kind="spread", interval=None, derived_from=(shown.id,))
    return [shown, se]
