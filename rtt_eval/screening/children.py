"""Who is looked at on a day: children in care, their age, their latest SDQ, and whether they can be screened."""

from __future__ import annotations

from datetime import date

import pandas as pd

from rtt_eval import score_ages
from rtt_eval.load import Records
from rtt_eval.screening.rules import Rules, completed_months
from rtt_eval.windows import day_after

STATES = ("high", "below", "zero_total", "score_too_old", "no_score", "care_dates_not_known", "outside_ages")
"""What a child in care is on the day.

high: a score that makes the list · below: a score under it · zero_total: a total of 0, to be checked first ·
score_too_old · no_score · care_dates_not_known: said to be in care, and not since when · outside_ages.
"""

NOT_SCREENED = ("no_score", "score_too_old", "zero_total", "care_dates_not_known")
NO_FORM = "no_form"
"""The reason of a child for whom no return of the year is on record."""


def sdq_scores(records: Records, scores: pd.DataFrame) -> pd.DataFrame:
    """Every SDQ total of the parent or carer form: person_id, day, score, source (return, form), is_dated.

    scores: `score.responses`. return: the yearly returns; form: outcome forms. A form without a date is left out, as
    nobody can say when it was true. A return without a date counts from the last day of its year.
    """
    returns = records.sdq_returns[records.sdq_returns["score"].notna()]
    end_of_year = pd.to_datetime(returns["year_ending"].astype("str") + "-03-31")
    of_returns = returns[["person_id", "score"]].assign(
        day=returns["date_completed"].fillna(end_of_year),
        source="return",
        is_dated=returns["date_completed"].notna(),
    )
    is_total = (scores["measure"] == "sdq") & (scores["informant"] == "parent_carer") & (scores["subscale"] == "total")
    forms = scores[is_total & scores["score"].notna() & scores["date_completed"].notna()]
    of_forms = forms[["person_id", "score"]].assign(day=forms["date_completed"], source="form", is_dated=True)
    columns = ["person_id", "day", "score", "source", "is_dated"]
    both = [rows[columns].astype({"score": "Int64"}) for rows in (of_returns, of_forms) if len(rows)]
    return pd.concat(both, ignore_index=True) if both else of_returns[columns].astype({"score": "Int64"})


def children(records: Records, totals: pd.DataFrame, as_at: date, rules: Rules) -> pd.DataFrame:
    """One row a child in care on the as-at day, of whatever age, in order of person_id.

    In care: on or after in_care_from and before in_care_to; on the day of in_care_to no longer. totals: `sdq_scores`.
    Columns: person_id, birth_month, age (completed years, the 15th as day of birth), in_care_from, score, day, source,
    is_dated of the latest total on or before the day (of two on one day the higher), score_months (completed months
    since), reason (why there is no newer one: the code of the year's return, `no_form`), state (STATES).
    """
    today = pd.Timestamp(as_at)
    people = records.young_people.drop_duplicates("person_id")
    people = people[["person_id", "birth_month", "status", "in_care_from", "in_care_to"]]
    is_over = people["in_care_to"] <= today
    is_unknown = people["in_care_from"].isna() & (people["status"] == "children_in_care") & ~is_over
    rows = people[((people["in_care_from"] <= today) & ~is_over) | is_unknown].sort_values("person_id")
    rows = rows.merge(_latest(totals, as_at), on="person_id", how="left").reset_index(drop=True)
    age = score_ages.ages_at(rows[["person_id"]].assign(date_completed=today), records.young_people)
    reasons = _reasons(records, as_at)
    rows = rows.assign(
        age=age.astype("Int64"),
        score_months=completed_months(rows["day"], today),
        reason=rows["person_id"].map(reasons).astype("object").fillna(NO_FORM).astype("str"),
    )
    return rows.assign(state=_states(rows, today, rules)).drop(columns=["status", "in_care_to"])


def _latest(totals: pd.DataFrame, as_at: date) -> pd.DataFrame:
    known = totals[totals["day"] < day_after(as_at)].sort_values(["day", "score"])
    return known.drop_duplicates("person_id", keep="last")


def _reasons(records: Records, as_at: date) -> pd.Series:
    """Why the latest return that had begun by the day has no score; children whose latest has one are left out."""
    rows = records.sdq_returns[records.sdq_returns["year_ending"] <= _year_ending(as_at)]
    rows = rows.sort_values("year_ending").drop_duplicates("person_id", keep="last")
    rows = rows[rows["score"].isna()]
    return rows["missing_reason"].fillna("no_reason").set_axis(rows["person_id"])


def _year_ending(day: date) -> int:
    """The year of returns that the day belongs to: 2022 from 1 April 2021 to 31 March 2022."""
    return day.year + (day.month >= 4)


def _states(rows: pd.DataFrame, today: pd.Timestamp, rules: Rules) -> pd.Series:
    oldest = today - pd.DateOffset(months=rules.sdq_valid_months)
    state = pd.Series("high", index=rows.index, dtype="str")
    state = state.mask((rows["score"] < rules.sdq_from).fillna(False), "below")
    state = state.mask((rows["score"] == 0).fillna(False), "zero_total")
    state = state.mask(rows["day"] < oldest, "score_too_old")
    state = state.mask(rows["score"].isna(), "no_score")
    state = state.mask(rows["in_care_from"].isna(), "care_dates_not_known")
    is_of_age = rows["age"].between(rules.age_from, rules.age_to).fillna(False)
    return state.where(is_of_age.astype(bool), "outside_ages")
