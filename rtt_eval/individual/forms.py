"""Which forms of a child are missing and why, and which are due next."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from rtt_eval import measures
from rtt_eval.activity import completed_years
from rtt_eval.individual.child import Child

MISSING_COLUMNS = ["measure", "informant", "timepoint", "day", "reason"]
NEXT_COLUMNS = ["measure", "informant", "timepoint", "day", "days"]
NO_FORM = "no_form"
BLANK_FORM = "not_computable"


def forms_missing(one: Child) -> pd.DataFrame:
    """Forms of the full programme whose day has come and that hold no score, in order of day.

    Forms that were not made for the child's age on that day are left out (an SDQ that a child of eight would fill in).
    A first form counts as missing where the service uses that form over time and the case began by the as-at day; its
    day is the start of the case. reason: the code recorded (see `labels.MISSING_REASONS`), no_form where nothing is
    recorded, not_computable where the form is there and holds no score.
    """
    forms = one.forms
    if forms.empty:
        return pd.DataFrame(columns=MISSING_COLUMNS)
    late = forms[forms["is_due"] & ~forms["is_back"]]
    starts = one.cases.drop_duplicates("case_id").set_index("case_id")["start"]
    firsts = forms.drop_duplicates(["case_id", "measure", "informant"])
    firsts = firsts.assign(follow_up="baseline", day=firsts["case_id"].map(starts))
    rows = with_age_only(pd.concat([firsts, late], ignore_index=True), one).to_dict("records")
    found = [
        (row["measure"], row["informant"], row["follow_up"], row["day"], reason)
        for row in rows
        if (reason := _reason(one.scores, row)) is not None
    ]
    made = pd.DataFrame(found, columns=MISSING_COLUMNS)
    return made.sort_values(["day", "measure", "informant"], kind="stable", ignore_index=True)


def with_age_only(forms: pd.DataFrame, one: Child) -> pd.DataFrame:
    """The forms that are made for the child's age on their day; all where either is not known."""
    if forms.empty:
        return forms
    born = one.records.young_people["birth_month"].head(1)
    age = completed_years(pd.Series(born.iloc[0] if len(born) else pd.NaT, index=forms.index), forms["day"])
    fits = [
        _fits(str(measure), str(informant), years)
        for measure, informant, years in zip(forms["measure"], forms["informant"], age, strict=True)
    ]
    return forms[fits].reset_index(drop=True)


def _fits(measure: str, informant: str, years: Any) -> bool:
    known = measures.load(measure)
    ages = known.banded_ages(informant) or known.ages
    return ages is None or pd.isna(years) or ages[0] <= years <= ages[1]


def _reason(scores: pd.DataFrame, form: Mapping[Hashable, Any]) -> str | None:
    """Why the form holds no score; None where it holds one."""
    is_form = (
        (scores["measure"] == form["measure"])
        & (scores["informant"] == form["informant"])
        & (scores["timepoint"] == form["follow_up"])
        & (scores["case_id"].isna() | (scores["case_id"] == form["case_id"]))
    )
    mine = scores[is_form]
    if mine.empty:
        return NO_FORM
    if mine["score"].notna().any():
        return None
    reasons = mine["missing_reason"].dropna()
    return str(reasons.iloc[0]) if len(reasons) else BLANK_FORM


def forms_next(one: Child, as_at: date, days: int) -> pd.DataFrame:
    """Forms not back that fall due within `days` days after `as_at`, soonest first; days: from `as_at` to the day.

    Forms that are not made for the child's age on that day are left out.
    """
    return _next(with_age_only(one.forms, one), as_at, days)


def _next(forms: pd.DataFrame, as_at: date, days: int) -> pd.DataFrame:
    today = pd.Timestamp(as_at)
    later = forms.assign(timepoint=forms["follow_up"], days=(forms["day"] - today).dt.days.astype("Int64"))
    is_next = (forms["day"] > today) & (forms["day"] <= today + pd.Timedelta(days=days)) & ~forms["is_back"]
    rows = later[is_next]
    return rows[NEXT_COLUMNS].sort_values(["day", "measure", "informant"], kind="stable", ignore_index=True)
