"""Who the sheet is about, as its head says it, and the counts that it leads with."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from rtt_eval.activity import AGE_BANDS, completed_years
from rtt_eval.figures import Figure, count
from rtt_eval.individual.child import Child
from rtt_eval.placements import open_on

SECTION = "sheet"


def about(one: Child, as_at: date, scored: pd.DataFrame, missing: pd.DataFrame, due: pd.DataFrame) -> list[Figure]:
    """The facts of the head as words, and how many forms are scored, missing and due.

    Words: `sheet.age_band`, `sheet.placement` (type on the as-at day), `sheet.phase` (of the latest case: phase_1 to
    phase_3 or prevent_stepdown while it is open, ended after; none without a case), `sheet.key_worker`. Counts:
    `sheet.forms.scored.n`, `sheet.forms.missing.n`, `sheet.forms.due.n`. scored, missing, due: from `steps`,
    `forms_missing` and `forms_next`.
    """
    day = pd.Timestamp(as_at)
    people = one.records.young_people.head(1)
    age = completed_years(people["birth_month"], pd.Series(day, index=people.index))
    placed = open_on(one.records.placements, people["person_id"], day)["placement_type"]
    last = one.cases.sort_values("start").tail(1).to_dict("records")
    forms = scored.drop_duplicates(["case_number", "measure", "informant", "timepoint"])
    return [
        _word("age_band", _band(age)),
        _word("placement", _first(placed, "none")),
        _word("phase", _phase(last[0], day) if last else "none"),
        _word("key_worker", _text(last[0]["key_worker"]) if last else ""),
        *(_n(name, len(rows)) for name, rows in (("scored", forms), ("missing", missing), ("due", due))),
    ]


def _word(name: str, word: str) -> Figure:
    return Figure(f"{SECTION}.{name}", None, "word", SECTION, "word", 1, word=word or "not_recorded")


def _n(name: str, n: int) -> Figure:
    return count(f"{SECTION}.forms.{name}.n", n, SECTION, unit="forms", n=1)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _first(values: pd.Series, otherwise: str) -> str:
    return _text(values.iloc[0]) or otherwise if len(values) else otherwise


def _band(age: pd.Series) -> str:
    if age.isna().all():
        return "not_known"
    years = int(age.iloc[0])
    return next((band for band, (low, high) in AGE_BANDS.items() if low <= years <= high), "not_known")


def _phase(case: Mapping[Hashable, Any], day: pd.Timestamp) -> str:
    if pd.notna(case["end"]) and case["end"] <= day:
        return "ended"
    if case["service"] != "full":
        return str(case["service"])
    begun = [n for n, column in ((3, "phase_3_start"), (2, "phase_2_start")) if pd.notna(case[column])]
    return f"phase_{begun[0] if begun else 1}"


def caseload_figures(made: pd.DataFrame, failed: pd.DataFrame, due: pd.DataFrame) -> list[Figure]:
    """How many sheets were made and failed, and how many reviews of a child fall due: a row each."""
    return [
        count("caseload.sheets.n", len(made), "caseload"),
        count("caseload.failed.n", len(failed), "caseload"),
        count("caseload.due.n", len(due), "caseload", unit="reviews", n=due["person_id"].nunique()),
    ]
