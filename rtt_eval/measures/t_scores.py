"""RCADS T scores: where a raw score stands among children of the same sex and age."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

NORMS = Path(__file__).with_name("rcads_47_norms.csv")
SCALE_WORDS = {
    "sad": "Separation Anxiety",
    "sp": "Social Phobia",
    "gad": "Generalized Anxiety",
    "pd": "Panic",
    "ocd": "Obsessions/Compulsions",
    "mdd": "Depression",
}


def rcads_t_score(raw: ArrayLike, subscale: str, informant: str, sex: ArrayLike, age: ArrayLike) -> np.ndarray:
    """T scores, mean 50 and SD 10 in the norm group: (raw - mean) / SD * 10 + 50.

    raw: scores of one subscale ("sad" ... "mdd"); informant "young_person" or "parent_carer"; sex "M" or "F"; age in
    completed years. All broadcast together. NaN where the raw score is missing, sex is another value or missing, age
    is outside 8 to 17, or the subscale has no norms (the totals): then only the raw score is reported.
    Source: 240 norms of NHS England's outcome code (MIT licence, copyright NHS Digital), United States children.
    """
    scores, sexes, ages = np.broadcast_arrays(np.asarray(raw, float), np.asarray(sex, object), np.asarray(age, float))
    norms = _norms()
    missing = (np.nan, np.nan)
    keys = zip(sexes.ravel(), ages.ravel(), strict=True)
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
