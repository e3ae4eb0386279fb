"""Who was referred and who took part: the cohort, referrals by outcome and month, waits, age and sex."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from rtt_eval.figures import Category, Figure, Kind, count, percent
from rtt_eval.load import Records
from rtt_eval.windows import day_after, first_full_cases

AGE_BANDS = {"6_and_under": (0, 6), "7_to_10": (7, 10), "11_to_14": (11, 14), "15_and_over": (15, 200)}
"""Youngest and oldest age in completed years."""

OUTCOME_OF_DECISION = {"accepted": "full"}
"""What a decision on a referral is called in figures, where it is not called by its own code."""

ALWAYS_SHOWN = ("full", "prevent_stepdown", "not_picked_up")


def cohort(records: Records, start: date, end: date, as_at: date) -> pd.DataFrame:
    """One row for each case open on at least one day of the period, in order of start, with what is known of the child.

    start, end: first and last day of the period. as_at: the last day that counts. window_end is exclusive: the end of
    the case, or the day after `as_at` if that is earlier. age_at_start is in completed years, with the 15th as day of
    birth; missing, as age_band is, where the month of birth is. label: "YP 1" for the child whose case started first;
    a child's later case is "YP 1, case 2". The other columns are those of iip_cases, young_people and referrals.
    """
    last_day = pd.Timestamp(min(end, as_at))
    held = records.iip_cases
    is_open = (held["start"] <= last_day) & (held["end"].isna() | (held["end"] > pd.Timestamp(start)))
    return described(records, held[is_open], as_at)


def described(records: Records, held: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """Pieces of work in order of start, with what is known of the child and the columns that `cohort` adds."""
    cases = held.drop(columns=["source_file", "source_sheet", "source_row", "source_column"], errors="ignore")
    about = ["person_id", "sex", "birth_month", "ethnicity", "status", "in_care_from", "in_care_to"]
    cases = cases.merge(records.young_people[about], on="person_id", how="left")
    received = records.referrals[["referral_id", "received"]].rename(columns={"received": "referral_received"})
    cases = cases.merge(received.dropna(subset=["referral_id"]), on="referral_id", how="left")
    cases = cases.sort_values(["start", "case_id"], ignore_index=True)
    limit = day_after(as_at)
    cases["window_end"] = cases["end"].where(cases["end"] < limit, limit)
    cases["exposure_days"] = (cases["window_end"] - cases["start"]).dt.days
    cases["age_at_start"] = completed_years(cases["birth_month"], cases["start"])
    cases["age_band"] = cases["age_at_start"].map(_age_band).astype("str")
    cases["label"] = _labels(cases["person_id"])
    return cases


def completed_years(born: pd.Series, on: pd.Series) -> pd.Series:
    """Age in completed years (Int64; missing where a date is)."""
    years = on.dt.year - born.dt.year
    is_before_birthday = (on.dt.month * 100 + on.dt.day) < (born.dt.month * 100 + born.dt.day)
    return (years - is_before_birthday).where(born.notna() & on.notna()).astype("Int64")


def _age_band(age: int) -> str | float:
    if pd.isna(age):
        return np.nan
    return next((band for band, (low, high) in AGE_BANDS.items() if low <= age <= high), np.nan)


def _labels(persons: pd.Series) -> pd.Series:
    numbers = {person: place for place, person in enumerate(persons.drop_duplicates(), start=1)}
    n_case = persons.groupby(persons).cumcount() + 1
    labels = [
        f"YP {numbers[person]}" + (f", case {nth}" if nth > 1 else "")
        for person, nth in zip(persons, n_case, strict=True)
    ]
    return pd.Series(labels, index=persons.index, dtype="str")


def referrals(records: Records, cases: pd.DataFrame, start: date, end: date) -> list[Figure]:
    """Referrals to the programme (route iip) received in the period: by outcome, by month, and how long they waited.

    Outcome: the decision, `accepted` named full; a blank decision is pending. Waits are those of the children's first
    full-service cases in `cases`, whenever the referral came.
    """
    received = records.referrals["received"]
    in_period = (received >= pd.Timestamp(start)) & (received < day_after(end))
    mine = records.referrals[in_period & (records.referrals["route"] == "iip")]
    outcome = mine["decision"].fillna("pending").replace(OUTCOME_OF_DECISION)
    mine = mine.assign(outcome=outcome, month=mine["received"].dt.strftime("%Y-%m"))
    months = pd.period_range(pd.Timestamp(start), pd.Timestamp(end), freq="M").strftime("%Y-%m")
    outcomes = [*ALWAYS_SHOWN, *sorted(set(outcome) - set(ALWAYS_SHOWN))]
    return [
        _referral_count("referrals.total.n", mine),
        *_by_outcome(mine, outcomes),
        *_by_month(mine, list(months), outcomes),
        *_waits(cases),
    ]


def _referral_count(id: str, rows: pd.DataFrame, of: int | None = None, parts_of: tuple[str, ...] = ()) -> Figure:
    n_children = rows["person_id"].nunique()
    return count(id, len(rows), "referrals", unit="referrals", of=of, n=n_children, parts_of=parts_of)


def _outcome(code: str) -> Category | None:
    """The outcomes that a table may put together; how many went on to the full programme stands by itself."""
    return None if code == "full" else Category("referrals.outcome", code)


def _by_outcome(mine: pd.DataFrame, outcomes: list[str]) -> list[Figure]:
    figures = []
    for outcome in outcomes:
        rows = mine[mine["outcome"] == outcome]
        id = f"referrals.{outcome}.n"
        whole, category = ("referrals.total.n",), _outcome(outcome)
        figures.append(_referral_count(id, rows, len(mine), whole)._replace(category=category))
        share = f"referrals.{outcome}.pct"
        figures.append(percent(share, len(rows), len(mine), "referrals", derived_from=(id,), category=category))
    return figures


def _by_month(mine: pd.DataFrame, months: list[str], outcomes: list[str]) -> list[Figure]:
    # Each way to cut the total up has a total of its own: parts of two ways must not be taken for one set of parts.
    figures = [_referral_count("referrals.by_month.n", mine)._replace(same_as="referrals.total.n")]
    for month in months:
        rows = mine[mine["month"] == month]
        id = f"referrals.month.{month}.n"
        figures.append(_referral_count(id, rows, len(mine), ("referrals.by_month.n",)))
        for outcome in outcomes:
            cell = rows[rows["outcome"] == outcome]
            wholes = (id, f"referrals.{outcome}.n")
            figures.append(_referral_count(f"referrals.month.{month}.{outcome}.n", cell, len(rows), wholes))
    return figures


def _waits(cases: pd.DataFrame) -> list[Figure]:
    full = first_full_cases(cases)
    figures = []
    for name, column in (("days_to_start", "start"), ("days_to_first_network_meeting", "first_network_meeting")):
        days = (full[column] - full["referral_received"]).dt.days.dropna()
        figures += _days_figures(f"referrals.{name}", days)
    return figures


def _days_figures(stem: str, days: pd.Series) -> list[Figure]:
    n = len(days)
    note = "" if n else "no case with both dates"
    figures = [count(f"{stem}.n", n, "referrals")]
    statistics: tuple[tuple[str, float, Kind], ...] = (
        ("median", 0.5, "average"),
        ("q1", 0.25, "spread"),
        ("q3", 0.75, "spread"),
    )
    method = "full-service cases; calendar days from the referral"
    for name, share, kind in statistics:
        value = float(days.quantile(share)) if n else None
        id = f"{stem}.{name}"
        figures.append(Figure(id, value, "days", "referrals", kind, n, method=method, decimals=1, note=note))
    return figures


def young_people(cases: pd.DataFrame) -> list[Figure]:
    """The children of the cohort, once each: how many, in the full service, by sex, by age band, and by both.

    Age and sex as at the start of a child's first case in the period. Every band is there for both sexes, U (not known
    or other) and a band not_known only where a child needs them.
    """
    children = cases.drop_duplicates("person_id")
    sex = children["sex"].fillna("U")
    band = children["age_band"].fillna("not_known")
    sexes = ["M", "F", *(["U"] if (sex == "U").any() else [])]
    bands = [*AGE_BANDS, *(["not_known"] if (band == "not_known").any() else [])]
    return [
        *_sizes(cases),
        *margins(sex, sexes, "sex"),
        *margins(band, bands, "age"),
        *_cells(band, bands, sex, sexes),
    ]


def _sizes(cases: pd.DataFrame) -> list[Figure]:
    n = cases["person_id"].nunique()
    n_full = len(first_full_cases(cases))
    return [
        count("cohort.n", n, "young_people"),
        count("cohort.full.n", n_full, "young_people", within="cohort.n"),
        count("cohort.cases.n", len(cases), "young_people", unit="cases", n=n),
        *_network_goals(first_full_cases(cases)["network_goal_set"].dropna().astype(bool)),
    ]


def _network_goals(is_set: pd.Series) -> list[Figure]:
    if is_set.empty:
        return []
    stem, n, n_set = "cohort.network_goal", len(is_set), int(is_set.sum())
    whole = (f"{stem}.recorded.n",)
    return [
        count(f"{stem}.recorded.n", n, "young_people"),
        count(f"{stem}.set.n", n_set, "young_people", of=n, parts_of=whole),
        count(f"{stem}.not_set.n", n - n_set, "young_people", of=n, parts_of=whole),
        percent(f"{stem}.set.pct", n_set, n, "young_people", derived_from=(f"{stem}.set.n",)),
    ]


def margins(values: pd.Series, codes: list[str], name: str) -> list[Figure]:
    """Children of each code, with their total: `cohort.<name>.<code>.n`."""
    whole = f"cohort.by_{name}.n"
    n = len(values)
    parts = [
        count(f"cohort.{name}.{code}.n", int((values == code).sum()), "young_people", of=n, parts_of=(whole,))
        for code in codes
    ]
    if name == "age":
        parts = [part._replace(category=_age(code)) for code, part in zip(codes, parts, strict=True)]
    return [count(whole, n, "young_people", same_as="cohort.n"), *parts]


def _age(band: str) -> Category | None:
    """Neighbouring ages may be put together; "not known" has no neighbours."""
    return Category("cohort.age", band, is_ordered=True) if band in AGE_BANDS else None


def _cells(band: pd.Series, bands: list[str], sex: pd.Series, sexes: list[str]) -> list[Figure]:
    return [
        count(
            f"cohort.age_sex.{one_band}.{one_sex}.n",
            int(((band == one_band) & (sex == one_sex)).sum()),
            "young_people",
            of=len(band),
            parts_of=(f"cohort.age.{one_band}.n", f"cohort.sex.{one_sex}.n"),
            category=_age(one_band),
        )
        for one_band in bands
        for one_sex in sexes
    ]
