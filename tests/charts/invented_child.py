"""The rows of one invented child's sheet, with n forms: for pictures of any size."""

from __future__ import annotations

import random

import pandas as pd

from rtt_eval.labels import CSE_LEVELS, EVENT_KINDS
from rtt_eval.params import IndividualOutcomes

CHILD = IndividualOutcomes(data="data", period={"start": "2030-04-01", "end": "2031-03-31"})
FIRST, TODAY, LAST = (pd.Timestamp(text) for text in ("2029-04-01", "2031-03-31", "2031-05-30"))
FORMS = (
    ("sdq", "parent_carer", "total"),
    ("sdq", "young_person", "total"),
    ("carer_questionnaire", "parent_carer", "total"),
)
GOALS = tuple(("gbo", "young_person", f"goal_{n}") for n in (1, 2, 3))
TOP = {"sdq": 40, "gbo": 10, "carer_questionnaire": 80}


def child_rows(n: int, mood: str) -> dict[str, pd.DataFrame]:
    """Scores at n forms, n events and n placements. mood: mixed, ties (all alike), zeros, long (long names)."""
    chance = random.Random(n)
    days = [FIRST + (TODAY - FIRST) * place / n for place in range(n)]
    steps = [row for key in (*FORMS, *GOALS) for row in _steps(key, days, mood, chance)]
    lanes = ["move", "missing", "away", "cse", *(f"notes.{kind}" for kind in list(EVENT_KINDS)[:8])]
    levels = list(CSE_LEVELS)[:4]
    events = [(lane, day, pd.NaT, chance.choice(levels) if lane == "cse" else "") for lane in lanes for day in days]
    kind = "independent_foster" if mood == "long" else "secure"
    ends = [*days[1:], pd.NaT]
    spells = [("placement", kind, start, end) for start, end in zip(days, ends, strict=True)]
    spells += [
        ("programme", "phase_1", FIRST, TODAY),
        ("involvement", "therapeutic_intervention_worker", FIRST, pd.NaT),
    ]
    return {
        "steps": pd.DataFrame(steps),
        "life_events": pd.DataFrame(events, columns=["lane", "day", "end", "detail"]),
        "spells": pd.DataFrame(spells, columns=["lane", "kind", "start", "end"]),
        "window": pd.DataFrame([{"first_day": FIRST, "last_day": LAST, "today": TODAY}]),
        "forms_next": pd.DataFrame({"day": [LAST]}),
    }


def _steps(key: tuple[str, str, str], days: list[pd.Timestamp], mood: str, chance: random.Random) -> list[dict]:
    measure, informant, subscale = key
    scores = [{"ties": 7, "zeros": 0}.get(mood, chance.randint(0, TOP[measure])) for _ in days]
    signs = ["improved", "no_reliable_change", "deteriorated"]
    return [
        {
            "case_number": 1, "measure": measure, "informant": informant, "subscale": subscale, "timepoint": "month_3",
            "date": day, "score": float(score), "score_kind": "raw", "is_main": measure != "gbo",
            "band": "very_high" if measure == "sdq" else "", "first": "baseline" if place else "", "last": "",
            "since_first": float(score - scores[0]) if place else float("nan"),
            "since_last": float(score - scores[place - 1]) if place else float("nan"),
            "reliable_since_first": chance.choice(signs) if place else "",
            "reliable_since_last": chance.choice(signs) if place else "", "flags": "", "note": "",
        }
        for place, (day, score) in enumerate(zip(days, scores, strict=True))
    ]  # fmt: skip
