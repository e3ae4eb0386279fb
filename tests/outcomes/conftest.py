"""Small frames as `activity.cohort` and `score.responses` make them; all children are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from rtt_eval import outcomes, score

BANDED = ("sdq", "radq")


@pytest.fixture
def make_cases() -> Callable[..., pd.DataFrame]:
    """Rows (case_id, start[, end[, service]]) -> cases frame; the child of case C1 is P1, its label YP 1."""

    def build(*rows: tuple[str, ...]) -> pd.DataFrame:
        filled = [(*row, *(None, "full")[len(row) - 2 :]) for row in rows]
        cases = pd.DataFrame(filled, columns=["case_id", "start", "end", "service"]).astype({"case_id": "str"})
        cases["start"], cases["end"] = pd.to_datetime(cases["start"]), pd.to_datetime(cases["end"])
        cases["person_id"] = cases["case_id"].str.replace("C", "P")
        cases["label"] = cases["case_id"].str.replace("C", "YP ")
        return cases

    return build


@pytest.fixture
def make_scores() -> Callable[..., pd.DataFrame]:
    """Rows (case_id, measure, subscale, timepoint, score[, changes]) -> scores frame; `changes` sets other columns.

    Informant: parent_carer. SDQ forms are of the right version unless `changes` says otherwise.
    """

    def build(*rows: tuple) -> pd.DataFrame:
        made = []
        for case, measure, subscale, timepoint, value, *changes in rows:
            version = "baseline" if timepoint == "baseline" else "follow_up"
            row = {
                "person_id": case.replace("C", "P"),
                "case_id": case,
                "measure": measure,
                "informant": "parent_carer",
                "timepoint": timepoint,
                "subscale": subscale,
                "score": value,
                "score_kind": "raw",
                "band": score.band(measure, "parent_carer", subscale, value) if measure in BANDED else None,
                "n_missing_items": None,
                "prorated": False,
                "flags": "",
                "informant_key": "K1",
                "form_version": version if measure == "sdq" else None,
                "date_completed": pd.NaT,
                "missing_reason": None,
            }
            made.append(row | (changes[0] if changes else {}))
        return pd.DataFrame(made, columns=score.COLUMNS).astype({"score": float, "n_missing_items": float})

    return build


@pytest.fixture
def make_pairs(make_cases: Callable, make_scores: Callable) -> Callable[..., pd.DataFrame]:
    """Scores at baseline and 6 months, one pair a child, of one scale -> pairs frame."""

    def build(measure: str, subscale: str, baseline: list[float], follow_up: list[float]) -> pd.DataFrame:
        ids = [f"C{i}" for i in range(1, len(baseline) + 1)]
        cases = make_cases(*[(id, "2017-06-01") for id in ids])
        scores = make_scores(
            *[(id, measure, subscale, "baseline", one) for id, one in zip(ids, baseline, strict=True)],
            *[(id, measure, subscale, "month_6", one) for id, one in zip(ids, follow_up, strict=True)],
        )
        return outcomes.pair_timepoints(scores, cases, date(2018, 3, 31))

    return build
