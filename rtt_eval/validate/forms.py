"""Q: questionnaires - when they were filled in, which form, and answers that a form cannot hold.

A fault of a whole form is listed once, at its first row.
"""

from __future__ import annotations

import pandas as pd

from rtt_eval import measures
from rtt_eval.load import Records
from rtt_eval.validate.keys import look_up
from rtt_eval.validate.registry import Failing, check

FORM = ["person_id", "case_id", "measure", "informant", "timepoint"]
"""The columns that together name one form."""

DAYS_PER_MONTH = 30.4375  # as in the spec's rates: 365.25 / 12
BASELINE_DAYS = (-60, 92)  # a form older than two months describes another time; after three the first review is due
SINCE_START = {"month_3": (1.5, 5.0), "month_6": (4.5, 9.0), "month_12": (9.0, 18.0)}
SINCE_END = {
    "discharge": (-2.0, 3.0),
    "follow_up_3": (1.5, 5.0),
    "follow_up_12": (9.0, 18.0),
    "follow_up_24": (18.0, 36.0),
}
"""Months from the start (from the end) of the case within which a form still belongs to its timepoint: half to one
and a half times the interval, or halfway to the next timepoint."""

BEFORE_WORK = ("baseline", "screening")
MIN_ITEMS = 20  # answers a form must hold before "all the same" says anything


def first_of_form(outcomes: pd.DataFrame, failing: pd.Series) -> pd.Series:
    """The first failing row of each form."""
    if not failing.any():
        return failing
    rows = outcomes.loc[failing, FORM]
    return failing & outcomes.index.isin(rows.index[~rows.duplicated()])


def _months_outside(outcomes: pd.DataFrame, since: pd.Series, windows: dict[str, tuple[float, float]]) -> pd.Series:
    months = (outcomes["date_completed"] - since).dt.days / DAYS_PER_MONTH
    low = outcomes["timepoint"].map({point: window[0] for point, window in windows.items()})
    high = outcomes["timepoint"].map({point: window[1] for point, window in windows.items()})
    return (months < low) | (months > high)


@check(
    "Q01",
    "A form is dated far from its timepoint",
    ["outcomes.date_completed", "outcomes.case_id", "iip_cases.start"],
    "Correct the date or the timepoint.",
)
def far_from_timepoint(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    start = look_up(outcomes["case_id"], records, "iip_cases", "start")
    end = look_up(outcomes["case_id"], records, "iip_cases", "end")
    failing = _months_outside(outcomes, start, SINCE_START) | _months_outside(outcomes, end, SINCE_END)
    return first_of_form(outcomes, failing)


@check(
    "Q02",
    "A baseline form is not dated around the start of the case",
    ["outcomes.date_completed", "outcomes.case_id", "iip_cases.start"],
    f"More than {-BASELINE_DAYS[0]} days before it or {BASELINE_DAYS[1]} after: correct the date or the timepoint.",
)
def baseline_far_from_start(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    start = look_up(outcomes["case_id"], records, "iip_cases", "start")
    days = (outcomes["date_completed"] - start).dt.days
    outside = (days < BASELINE_DAYS[0]) | (days > BASELINE_DAYS[1])
    return first_of_form(outcomes, (outcomes["timepoint"] == "baseline") & outside)


@check(
    "Q03",
    "A follow-up form is dated before the baseline",
    ["outcomes.date_completed"],
    "Correct one of the two dates, or the timepoint.",
)
def follow_up_before_baseline(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    same = ["person_id", "case_id", "measure", "informant"]
    at_baseline = outcomes["date_completed"].where(outcomes["timepoint"] == "baseline")
    baseline = at_baseline.groupby([outcomes[name] for name in same], dropna=False).transform("min")
    is_follow_up = ~outcomes["timepoint"].isin(BEFORE_WORK)
    return first_of_form(outcomes, is_follow_up & (outcomes["date_completed"] < baseline))


@check(
    "Q04",
    "An SDQ is on the form of another timepoint",
    ["outcomes.form_version", "outcomes.measure"],
    "The follow-up form asks about the last month, the baseline form about six: correct form_version or timepoint, "
    "or note that the two forms differ.",
)
def sdq_version_mixed(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    is_baseline = outcomes["timepoint"].isin(BEFORE_WORK)
    mixed = is_baseline & (outcomes["form_version"] == "follow_up")
    mixed |= ~is_baseline & (outcomes["form_version"] == "baseline")
    return first_of_form(outcomes, mixed & (outcomes["measure"] == "sdq"))


@check(
    "Q05",
    "An SDQ does not say which form was used",
    ["outcomes.form_version", "outcomes.measure", "outcomes.score"],
    "Enter baseline or follow_up.",
)
def sdq_version_missing(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    is_answered = (outcomes["measure"] == "sdq") & outcomes["score"].notna()
    return first_of_form(outcomes, is_answered & outcomes["form_version"].isna())


def _items(outcomes: pd.DataFrame, form_check: str) -> pd.DataFrame:
    """Answered items of the measures that ask for this check of whole forms."""
    wanted = [id for id, measure in measures.load_all().items() if form_check in measure.form_checks]
    is_item = outcomes["subscale"].str.startswith("item_").fillna(False).astype(bool)
    return outcomes[is_item & outcomes["measure"].isin(wanted) & outcomes["score"].notna()]


@check(
    "Q06",
    "All items of a form have the same answer",
    ["outcomes.score", "outcomes.subscale"],
    "It is counted. Ask whether the form was really filled in.",
)
def all_items_same(records: Records, as_at: pd.Timestamp) -> Failing:
    items = _items(records.outcomes, "all_items_same")
    by_form = items.groupby(FORM, dropna=False)["score"]
    same = (by_form.transform("min") == by_form.transform("max")) & (by_form.transform("size") >= MIN_ITEMS)
    return first_of_form(records.outcomes, same.reindex(records.outcomes.index, fill_value=False))


@check(
    "Q07",
    "An SDQ has a total of 0",
    ["outcomes.score", "outcomes.subscale"],
    "It is counted. Ask whether the form was really filled in.",
)
def zero_total(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    items = _items(outcomes, "zero_total")
    total = measures.load("sdq").scale("total")
    scales = [measures.load("sdq").scale(part) for part in total.parts]
    counted = items[items["subscale"].isin([item for scale in scales for item in scale.items])]
    reversed_items = [item for scale in scales for item in scale.reversed]
    top = max(measures.load("sdq").response_values)
    difficulty = counted["score"].mask(counted["subscale"].isin(reversed_items), top - counted["score"])
    by_form = difficulty.groupby([counted[name] for name in FORM], dropna=False)
    is_zero = (by_form.transform("sum") == 0) & (by_form.transform("size") >= MIN_ITEMS)
    entered = (outcomes["measure"] == "sdq") & (outcomes["subscale"] == "total") & (outcomes["score"] == 0)
    return first_of_form(outcomes, entered | is_zero.reindex(outcomes.index, fill_value=False))
