"""S: single scores - outside their range, missing without a reason, not the sum of their parts, entered twice."""

from __future__ import annotations

from functools import cache

import pandas as pd

from rtt_eval import measures
from rtt_eval.load import Records
from rtt_eval.validate.forms import FORM, first_of_form
from rtt_eval.validate.registry import Failing, check

SCALE = ["measure", "informant", "subscale"]
RANGES = ["low", "high", "is_whole", "kind"]


@cache
def _range(measure: str, informant: str, subscale: str) -> tuple[float, float, bool, str]:
    """Lowest and highest score, whether it is a whole number, and its kind; NaN where the measure sets no range."""
    entry = measures.load(measure)
    scales = entry.scales.get(informant, entry.subscales)
    if subscale in scales:
        scale = scales[subscale]
        return (*scale.range, False, scale.score_kind)
    values = entry.other_item_values.get(subscale, entry.response_values)
    if values and subscale != "total":
        return min(values), max(values), all(float(value).is_integer() for value in values), "raw"
    return float("nan"), float("nan"), False, "raw"


@check(
    "S01",
    "A score is outside the range of its scale",
    ["outcomes.score", "outcomes.subscale"],
    "Correct the score, or clear it and give a missing_reason.",
    severity="reject",
)
def out_of_range(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    known = outcomes[SCALE].dropna().drop_duplicates()
    found = [_range(*scale) for scale in known.itertuples(index=False)]
    ranges = pd.DataFrame(found, columns=RANGES, index=known.index).astype({"low": float, "high": float})
    limits = outcomes[SCALE].merge(known.join(ranges), on=SCALE, how="left").set_axis(outcomes.index)
    score = outcomes["score"]
    outside = (score < limits["low"]) | (score > limits["high"])
    outside |= limits["is_whole"].fillna(False).astype(bool) & (score % 1 > 0)
    return outside & (outcomes["score_kind"].isna() | (outcomes["score_kind"] == limits["kind"]))


@check(
    "S02",
    "A score is blank without a reason",
    ["outcomes.score", "outcomes.missing_reason"],
    "Enter the score, or why there is none (missing_reason).",
)
def blank_without_reason(records: Records, as_at: pd.Timestamp) -> Failing:
    return records.outcomes["score"].isna() & records.outcomes["missing_reason"].isna()


@check(
    "S03",
    "A score has a reason for being missing",
    ["outcomes.missing_reason", "outcomes.score"],
    "The score was used. Clear whichever is wrong.",
)
def score_and_reason(records: Records, as_at: pd.Timestamp) -> Failing:
    return records.outcomes["score"].notna() & records.outcomes["missing_reason"].notna()


@check(
    "S04",
    "A total is not the sum of its parts",
    ["outcomes.score", "outcomes.subscale"],
    "All its parts are entered and add up to another number: correct the total or the part that is wrong.",
)
def total_not_sum(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    failing = pd.Series(False, index=outcomes.index)
    for id in outcomes["measure"].dropna().unique():
        rows = outcomes[(outcomes["measure"] == id) & outcomes["score"].notna()]
        for scale in measures.load(id).subscales.values():
            if scale.rule == "sum_of_parts" and (rows["subscale"] == scale.id).any():
                failing |= _differs_from_parts(rows, scale).reindex(outcomes.index, fill_value=False)
    return failing


def _differs_from_parts(rows: pd.DataFrame, scale: measures.Subscale) -> pd.Series:
    """The rows of a total that differ from the sum of its parts, where every part of that form is entered."""
    part = rows["score"].where(rows["subscale"].isin(scale.parts))
    by_form = part.groupby([rows[name] for name in FORM], dropna=False)
    is_whole = by_form.transform("count") == len(scale.parts)
    return (rows["subscale"] == scale.id) & is_whole & (rows["score"] != by_form.transform("sum"))


@check(
    "S05",
    "One form holds two dates, two informants or two versions",
    ["outcomes.date_completed"],
    "Two forms may have been entered as one: keep one form a timepoint and informant.",
)
def two_forms_in_one(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    what = ["date_completed", "informant_key", "form_version"]
    varying = outcomes.groupby(FORM, dropna=False)[what].transform("nunique") > 1
    return first_of_form(outcomes, varying.any(axis=1))


@check(
    "S06",
    "This informant does not fill in this measure",
    ["outcomes.informant", "outcomes.measure"],
    "Correct the informant or the measure: bands and thresholds are those of an informant.",
)
def wrong_informant(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    allowed = {(id, informant) for id, measure in measures.load_all().items() for informant in measure.informants}
    pairs = outcomes[["measure", "informant"]]
    known = pd.MultiIndex.from_frame(pairs).isin(list(allowed))
    return first_of_form(outcomes, pairs.notna().all(axis=1) & ~known)


@check(
    "S07",
    "A form does not say which case it belongs to",
    ["outcomes.case_id"],
    "Enter the case: without it the form cannot be paired with another.",
)
def form_without_case(records: Records, as_at: pd.Timestamp) -> Failing:
    outcomes = records.outcomes
    return first_of_form(outcomes, outcomes["case_id"].isna() & (outcomes["timepoint"] != "screening"))
