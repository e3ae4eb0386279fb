"""What needs the child's age on the day of the form: whether bands apply, and T scores."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rtt_eval import measures as packaged
from rtt_eval.measures import rcads_t_score

WITH_NORMS = "rcads_47"
BIRTH_DAY = 15


def ages_at(scores: pd.DataFrame, young_people: pd.DataFrame) -> pd.Series:
    """Age in completed years on the day that each form was filled in, the 15th taken as the day of birth.

    scores: person_id, date_completed. young_people: person_id, birth_month (a date). NaN where either is not known.
    """
    known = young_people.drop_duplicates("person_id").set_index("person_id")["birth_month"]
    born = pd.to_datetime(scores["person_id"].map(known))
    day = pd.to_datetime(scores["date_completed"])
    months = (day.dt.year - born.dt.year) * 12 + (day.dt.month - born.dt.month) - (day.dt.day < BIRTH_DAY)
    return (months // 12).astype(float)


def t_scores(scores: pd.DataFrame, young_people: pd.DataFrame, age_to_grade: str = "nhs") -> pd.DataFrame:
    """The RCADS T scores of the raw scores: one row for each that has norms, score_kind "t_score", with its band.

    scores: from `score.responses`; not changed. young_people: person_id, sex, birth_month. age_to_grade: "nhs" or
    "ucla" (measures.rcads_t_score). Only rows that have a T score are returned, in the columns of `scores`: where sex
    is missing or other, age is not known or outside 8 to 17, or the scale is a total, the raw score is all there is.
    A scale is reported in one kind of score, so pair these rows, or the raw ones, not both together.
    """
    measure = packaged.load(WITH_NORMS)
    rows = scores[(scores["measure"] == WITH_NORMS) & (scores["score_kind"] == "raw") & scores["score"].notna()]
    sex = rows["person_id"].map(young_people.drop_duplicates("person_id").set_index("person_id")["sex"])
    age = ages_at(rows, young_people)
    found = pd.Series(np.nan, index=rows.index)
    band = pd.Series(None, index=rows.index, dtype=object)
    for (informant, subscale), group in rows.groupby(["informant", "subscale"]):
        scale, at = measure.scales.get(str(informant), {}).get(str(subscale)), group.index
        if scale is not None:
            found[at] = rcads_t_score(group["score"], scale.id, str(informant), sex[at], age[at], age_to_grade)
            for stretch in scale.bands.get("t_score", ()):
                band[at[found[at] >= stretch.low]] = stretch.id
    scored = rows.assign(score=found, score_kind="t_score", band=band.astype("str"))
    return scored[found.notna()].reset_index(drop=True)


def with_t_scores(scores: pd.DataFrame, young_people: pd.DataFrame, age_to_grade: str = "nhs") -> pd.DataFrame:
    """The scores with each raw RCADS score that has a norm turned into its T score; the others stay raw.

    Arguments as in `t_scores`. One row a form and scale, as in `scores`. A later pairing compares like with like: where
    most forms of a scale have T scores, a raw one is not paired, and is counted as such.
    """
    turned = t_scores(scores, young_people, age_to_grade)
    key = ["person_id", "case_id", "measure", "informant", "timepoint", "subscale"]
    is_turned = pd.MultiIndex.from_frame(scores[key]).isin(pd.MultiIndex.from_frame(turned[key]))
    return pd.concat([scores[~is_turned], turned], ignore_index=True)
