"""T: returns, training, feedback and money whose parts do not add up or are not complete."""

from __future__ import annotations

import pandas as pd

from rtt_eval.load import Records
from rtt_eval.validate.registry import Failing, check

SDQ_TOTAL = (0, 40)  # range of SDQ total difficulties; statutory return rule 180


@check(
    "T01",
    "More people attended than were eligible",
    ["training_events.eligible_n", "attendance.event_id", "attendance.attended"],
    "Correct eligible_n, or the attendance of this event.",
)
def more_attended_than_eligible(records: Records, as_at: pd.Timestamp) -> Failing:
    attended = records.attendance[records.attendance["attended"].fillna(False).astype(bool)]
    events = records.training_events
    n_attended = attended["event_id"].value_counts().reindex(events["event_id"], fill_value=0).set_axis(events.index)
    return (events["eligible_n"] < n_attended).fillna(False)


@check(
    "T02",
    "A free text has not been reviewed",
    ["feedback.text_status", "feedback.text"],
    "Read it for names and set text_status to safe, redacted or withhold; until then it is not shown.",
)
def text_not_reviewed(records: Records, as_at: pd.Timestamp) -> Failing:
    status = records.feedback["text_status"]
    return records.feedback["text"].notna() & (status.isna() | (status == "unreviewed"))


@check(
    "T03",
    "The low, middle and high cost are not in order",
    ["placement_costs.weekly_low_gbp", "placement_costs.weekly_high_gbp"],
    "Low is the smallest and high the largest: correct the one that is wrong.",
    severity="reject",
)
def costs_out_of_order(records: Records, as_at: pd.Timestamp) -> Failing:
    costs = records.placement_costs
    low, mid, high = costs["weekly_low_gbp"], costs["weekly_mid_gbp"], costs["weekly_high_gbp"]
    return (low > high) | (low > mid) | (mid > high)


@check(
    "T04",
    "An SDQ return is outside 0 to 40",
    ["sdq_returns.score"],
    "Correct the score, or clear it and give a missing_reason.",
    severity="reject",
)
def return_out_of_range(records: Records, as_at: pd.Timestamp) -> Failing:
    low, high = SDQ_TOTAL
    score = records.sdq_returns["score"]
    return ((score < low) | (score > high)).fillna(False)


@check(
    "T05",
    "An SDQ return has neither a score nor a reason, or has both",
    ["sdq_returns.score", "sdq_returns.missing_reason"],
    "Give one of the two (rules 186 and 197a of the statutory return).",
)
def return_without_score_or_reason(records: Records, as_at: pd.Timestamp) -> Failing:
    returns = records.sdq_returns
    return returns["score"].isna() == returns["missing_reason"].isna()


@check(
    "T06",
    "An SDQ return has a total of 0",
    ["sdq_returns.score"],
    "It is counted. Ask whether the form was filled in: 0 may stand for no form.",
)
def return_of_zero(records: Records, as_at: pd.Timestamp) -> Failing:
    return (records.sdq_returns["score"] == 0).fillna(False)


@check(
    "T07",
    "An approved application has no amount",
    ["asf_applications.amount_gbp", "asf_applications.status"],
    "Enter the amount approved: until then the sum is too low.",
)
def approved_without_amount(records: Records, as_at: pd.Timestamp) -> Failing:
    applications = records.asf_applications
    return (applications["status"] == "approved") & applications["amount_gbp"].isna()


@check(
    "T08",
    "An indicator has neither a value nor a numerator with a denominator",
    ["indicator_values.indicator_id"],
    "Enter the value, or both its parts.",
)
def indicator_without_value(records: Records, as_at: pd.Timestamp) -> Failing:
    values = records.indicator_values
    return values["value"].isna() & values[["numerator", "denominator"]].isna().any(axis=1)


@check(
    "T09",
    "A numerator is larger than its denominator",
    ["indicator_values.numerator", "indicator_values.denominator", "indicators.unit"],
    "Correct one of the two: a part cannot be more than the whole.",
)
def part_larger_than_whole(records: Records, as_at: pd.Timestamp) -> Failing:
    values = records.indicator_values
    is_share = values["indicator_id"].isin(
        records.indicators.loc[records.indicators["unit"] == "percent", "indicator_id"]
    )
    return is_share & (values["numerator"] > values["denominator"])


@check(
    "T10",
    "A training event has no row of attendance",
    ["training_events.event_id", "attendance.event_id"],
    "Enter who came, or leave it: nobody recorded is not the same as nobody came.",
)
def event_without_attendance(records: Records, as_at: pd.Timestamp) -> Failing:
    return ~records.training_events["event_id"].isin(records.attendance["event_id"])
