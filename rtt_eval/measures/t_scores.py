"""RCADS T scores: where a raw score stands among children of the same sex and age."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

AGE_TO_GRADE = {"nhs": 5, "ucla": 6}
"""Years from a child's age to the school grade of the norms: NHS England's code takes 5, the authors' page 6."""

NORMS_FROM_AGE = 5
AGES = (8, 17)
NORMS = Path(__file__).with_name("rcads_47_norms.csv")
SCALE_WORDS = {
    "sad": "Separation Anxiety",
    "sp": "Social Phobia",
    "gad": "Generalized Anxiety",
    "pd": "Panic",
    "ocd": "Obsessions/Compulsions",
    "mdd": "Depression",
}


def rcads_t_score(
    raw: ArrayLike, subscale: str, informant: str, sex: ArrayLike, age: ArrayLike, age_to_grade: str = "nhs"
) -> np.ndarray:
    """T scores, mean 50 and SD 10 in the norm group: (raw - mean) / SD * 10 + 50.

    raw: scores of one subscale ("sad" ... "mdd"); informant "young_person" or "parent_carer"; sex "M" or "F"; age in
    completed years. All broadcast together. age_to_grade: "nhs" (grade = age - 5) or "ucla" (age - 6: a child then
    has the norms that the NHS table gives to a year younger, and at 8 none). NaN where the raw score is missing, sex
    is another value or missing, age is outside 8 to 17, or the subscale has no norms (the totals): then only the raw
    score is reported. Raises ValueError for another age_to_grade.
    Source: 240 norms of NHS England's outcome code (MIT licence, copyright NHS Digital), United States children.
    """
    if age_to_grade not in AGE_TO_GRADE:
        raise ValueError(f"age_to_grade is one of {', '.join(AGE_TO_GRADE)}.")
    scores, sexes, ages = np.broadcast_arrays(np.asarray(raw, float), np.asarray(sex, object), np.asarray(age, float))
    norms = _norms()
    missing = (np.nan, np.nan)
    # The table is by age, as the NHS code maps it; another mapping reads it some years lower.
    in_table = np.where(
        (ages >= AGES[0]) & (ages <= AGES[1]), ages - AGE_TO_GRADE[age_to_grade] + NORMS_FROM_AGE, np.nan
    )
    keys = zip(sexes.ravel(), in_table.ravel(), strict=True)
    found = np.array([norms.get((informant, subscale, sex, age), missing) for sex, age in keys]).reshape(-1, 2)
    means, sds = found[:, 0].reshape(scores.shape), found[:, 1].reshape(scores.shape)
    return (scores - means) / sds * 10 + 50


@cache
def _norms() -> Mapping[tuple[str, str, object, float], tuple[float, float]]:
    """(informant, subscale, sex, age) -> (mean, SD), from the packaged copy of the NHS table."""
    subscales = {words: id for id, words in SCALE_WORDS.items()}
    norms = {}
    with NORMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = row["scale"].rsplit(" - ", 1)[1].removesuffix(" score")
            informant = "parent_carer" if "Parent version" in row["scale"] else "young_person"
            key = (informant, subscales[words], row["gender"], float(row["age"]))
            norms[key] = (float(row["mean"]), float(row["sd"]))
    return norms
