"""Missing episodes in bursts, significant events, and the risk of exploitation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.people import Child
from rtt_eval.synthetic.plan import (
    AS_AT,
    PERIOD_START,
    SHARE_MISSING,
    YEAR_START,
    Plan,
    Row,
    age_on,
    bursts,
    day_between,
    days_later,
    months_later,
    pick,
    pick_some,
    slots,
)
from rtt_eval.synthetic.programme import Case

EPISODES = {1: 34, 2: 20, 3: 12, 4: 8, 6: 10, 9: 9, 14: 7}
"""How many episodes a child who goes missing has in a year: few children make most of them."""
NIGHTS = {0: 42, 1: 38, 2: 15, 4: 5}
LEVELS = ("none", "low", "medium", "high")
EVENTS_A_MONTH = {"exclusion": 0.10, "self_harm": 0.08, "police": 0.05, "other_significant": 0.04, "allegation": 0.02,
                  "overdose": 0.015}  # fmt: skip
"""Before the case, for a child of middling risk; during it the rates are a quarter lower."""
YOUNGEST = {"self_harm": 10, "overdose": 12, "police": 10}


def missing(plan: Plan, children: Sequence[Child], cases: Sequence[Case]) -> list[Row]:
    """Rows of `missing_episodes`: M and A apart, never overlapping, all while in care."""
    rng = plan.stream("missing")
    by_person = {case.child.person_id: case for case in cases if case.is_full}
    in_latest_year = _missing_in_latest_year(rng, children)
    rows: list[Row] = []
    for child in sorted((one for one in children if one.care_from), key=lambda one: one.person_id):
        days = _earlier_days(rng, child, by_person.get(child.person_id))
        rows += _episodes(rng, child, [day for day in days if day < YEAR_START - timedelta(days=6)])
        if child.person_id in in_latest_year:
            first = max(YEAR_START, child.care_from or YEAR_START) + timedelta(days=4)
            latest = bursts(rng, first, AS_AT - timedelta(days=6), pick(rng, EPISODES))
            rows += _episodes(rng, child, latest, is_first_missing=True)
    return rows


def _missing_in_latest_year(rng: np.random.Generator, children: Sequence[Child]) -> set[str]:
    in_care = [child for child in children if child.is_in_care]
    settled = [child for child in in_care if child.care_from and child.care_from <= AS_AT - timedelta(days=60)]
    weights = [_goes_missing(age_on(child.birth, AS_AT)) * (2 if child.is_programme else 1) for child in settled]
    chosen = pick_some(rng, settled, round(SHARE_MISSING * len(in_care)), weights)
    return {child.person_id for child in chosen}


def _goes_missing(age: int) -> float:
    return 0.001 if age < 8 else 0.15 if age < 11 else 1.0 if age < 13 else 3.0


def _earlier_days(rng: np.random.Generator, child: Child, case: Case | None) -> list[date]:
    """Before the latest year: about half of the older children of the programme, one in fourteen of the others."""
    age = age_on(child.birth, case.start if case else PERIOD_START)
    is_one = rng.random() < (0.55 if case else 0.07)
    if not is_one or age < (9 if case else 11) or child.care_from is None:
        return []
    if case is None:
        first = max(child.care_from, PERIOD_START - timedelta(days=365))
        return bursts(rng, first, child.care_end - timedelta(days=8), pick(rng, EPISODES))
    length = (case.end - case.start).days
    n_before = pick(rng, EPISODES)
    n_during = int(n_before * (0.2 + rng.random()) + 0.5)
    before = bursts(rng, case.start - timedelta(days=length - 5), case.start - timedelta(days=5), n_before)
    during = bursts(rng, case.start + timedelta(days=5), case.end - timedelta(days=5), n_during)
    return before + during


def _episodes(
    rng: np.random.Generator, child: Child, days: Sequence[date], is_first_missing: bool = False
) -> list[Row]:
    """A row for each day that is in care and after the return from the episode before."""
    rows: list[Row] = []
    for day in days:
        kind = "M" if (is_first_missing and not rows) or rng.random() < 0.8 else "A"
        end = day + timedelta(days=pick(rng, NIGHTS))
        if child.is_in_care_on(day) and child.is_in_care_on(end) and not (rows and day <= rows[-1]["end"]):
            rows.append({"person_id": child.person_id, "kind": kind, "start": day, "end": end})
    return rows


def significant(plan: Plan, cases: Sequence[Case], placements: Sequence[Row], missed: Sequence[Row]) -> list[Row]:
    """Rows of `significant_events` for the full cases, from twelve months before the start to the end."""
    rng = plan.stream("significant")
    rows: list[Row] = []
    for case in (case for case in cases if case.is_full):
        person_id, first = case.child.person_id, months_later(case.start, -12)
        missing_days = [row["start"] for row in missed if row["person_id"] == person_id and row["kind"] == "M"]
        moves = [row["start"] for row in placements if row["person_id"] == person_id and _is_move(row)]
        known = [("missing", day) for day in missing_days] + [("placement_move", day) for day in moves]
        trawled = {*known, *_trawled(rng, case, first)}
        inside = sorted((day, kind) for kind, day in trawled if first <= day < case.end)
        rows += [{"person_id": person_id, "date": day, "kind": kind} for day, kind in inside]
    return rows


def _is_move(row: Row) -> bool:
    return bool(row["is_new_carer"] and not row["is_temporary"])


def _trawled(rng: np.random.Generator, case: Case, first: date) -> list[tuple[str, date]]:
    """Events of the other kinds; a child's own risk (exponential, mean 1) makes some have many and most few."""
    risk = {kind: -float(np.log(1 - rng.random())) for kind in EVENTS_A_MONTH}
    found = []
    for kind, rate in EVENTS_A_MONTH.items():
        if age_on(case.child.birth, case.start) < YOUNGEST.get(kind, 6):
            continue
        for begin, until in [*slots(first, case.start), *slots(case.start, case.end)]:
            chance = rate * risk[kind] * (0.75 if begin >= case.start else 1.0)
            if (until - begin).days > 6 and rng.random() < chance:
                found.append((kind, day_between(rng, begin + timedelta(days=3), until - timedelta(days=4))))
    return found


def risk_scores(plan: Plan, children: Sequence[Child], cases: Sequence[Case]) -> list[Row]:
    """Rows of `risk_scores`: at the start, in between and at the latest review; others once or twice."""
    rng = plan.stream("risk")
    rows: list[Row] = []
    for case in cases:
        level = _first_level(rng, age_on(case.child.birth, case.start))
        days = [days_later(rng, case.start, -25, -3), days_later(rng, case.start, 150, 180)]
        days.append(days_later(rng, min(case.end, AS_AT), -4, 30))
        for day in days:
            if case.child.is_in_care_on(day):
                rows.append(_risk(case.child, day, level))
                level = min(max(level + pick(rng, {-1: 27, 0: 62, 1: 11}), 0), 3)
    teenagers = [child for child in children if child.is_in_care and not child.is_programme]
    for child in teenagers:
        if age_on(child.birth, AS_AT) >= 12 and rng.random() < 0.35:
            rows.append(_risk(child, _latest_review(rng, child), _first_level(rng, age_on(child.birth, AS_AT))))
    return sorted(rows, key=lambda row: (row["person_id"], row["date"]))


def _first_level(rng: np.random.Generator, age: int) -> int:
    weights = {0: 9, 1: 1} if age < 11 else {0: 34, 1: 28, 2: 24, 3: 14}
    return int(pick(rng, weights))


def _latest_review(rng: np.random.Generator, child: Child) -> date:
    first = max(child.care_from or YEAR_START, date(2023, 9, 1))
    return day_between(rng, first, AS_AT - timedelta(days=5))


def _risk(child: Child, day: date, level: int) -> Row:
    return {"person_id": child.person_id, "date": day, "kind": "cse", "level": LEVELS[level]}
