"""Placements: whole care histories, calibrated so that one child in ten had three or more in the latest year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.people import Child
from rtt_eval.synthetic.plan import (
    AS_AT,
    SHARE_THREE_PLACEMENTS,
    YEAR_START,
    Plan,
    Row,
    age_on,
    day_between,
    keys,
    months_later,
    pick,
    pick_some,
    slots,
    spaced,
)
from rtt_eval.synthetic.programme import Case

TYPES_YOUNG = {"rmbc_foster": 50, "independent_foster": 28, "kinship_foster": 15, "with_parents": 7}
TYPES_OLDER = {"rmbc_foster": 36, "independent_foster": 36, "kinship_foster": 9, "residential": 14, "with_parents": 4,
               "other": 1}  # fmt: skip
TYPES_TEENAGE = {**TYPES_OLDER, "residential": 20, "secure": 2}
TYPES_OVER_16 = {"independent_living": 34, "rmbc_foster": 22, "independent_foster": 22, "residential": 14,
                 "kinship_foster": 6, "with_parents": 2}  # fmt: skip
PROVIDERS = {
    "rmbc_foster": {"in_house": 1},
    "independent_foster": {"independent": 1},
    "kinship_foster": {"in_house": 1},
    "residential": {"independent": 8, "in_house": 2},
    "independent_living": {"independent": 6, "voluntary": 3, "in_house": 1},
    "with_parents": {"other": 1},
    "adoptive": {"in_house": 5, "voluntary": 3, "other_la": 2},
    "secure": {"other_la": 1},
    "other": {"nhs": 1},
}
OUT_OF_AREA = {"independent_foster": 0.35, "residential": 0.5, "secure": 1.0, "adoptive": 0.6}
MOVES_A_YEAR = {"earlier": 0.8, "before": 1.3, "during": 0.55, "after": 0.35}
"""For children of the programme: the year and a quarter before the case, the case, and the time around them."""


def make(plan: Plan, children: Sequence[Child], cases: Sequence[Case]) -> list[Row]:
    """Every placement row, by child and date; `carer_key` names the carer and is not a column of the table."""
    rng = plan.stream("care")
    by_person = {case.child.person_id: case for case in cases}
    n_latest_year = _moves_in_latest_year(rng, children)
    stays: list[Row] = []
    for child in sorted((one for one in children if one.care_from), key=lambda one: one.person_id):
        days = _move_days(rng, child, by_person.get(child.person_id), n_latest_year.get(child.person_id, 0))
        stays += _stays(rng, child, days, by_person.get(child.person_id))
    rows: list[Row] = []
    for stay, carer_key in zip(stays, keys(rng, "K", len(stays)), strict=True):
        rows += _with_breaks(rng, stay | {"carer_key": carer_key}, _edges(by_person.get(stay["person_id"])))
    for row, placement_id in zip(rows, keys(rng, "PL", len(rows)), strict=True):
        row["placement_id"] = placement_id
    return rows


def carer_on(placements: Sequence[Row], person_id: str, day: date) -> str | None:
    """The carer of the child on the day, whoever gives a short break; None when not in care."""
    for row in placements:
        is_there = row["start"] <= day and (row["end"] is None or day < row["end"])
        if row["person_id"] == person_id and is_there:
            return str(row["carer_key"])
    return None


def _moves_in_latest_year(rng: np.random.Generator, children: Sequence[Child]) -> dict[str, int]:
    """How often each child moves in the latest year: twice or more for the calibrated share, else once or never."""
    in_care = [child for child in children if child.is_in_care]
    n_moves = {child.person_id: int(rng.random() < 0.17) for child in children if child.care_end > YEAR_START}
    settled = [child for child in in_care if child.care_from and child.care_from <= AS_AT - timedelta(days=150)]
    weights = [2.0 if age_on(child.birth, AS_AT) >= 10 else 1.0 for child in settled]
    for child in pick_some(rng, settled, round(SHARE_THREE_PLACEMENTS * len(in_care)), weights):
        n_moves[child.person_id] = pick(rng, {2: 65, 3: 25, 4: 10})
    return n_moves


def _move_days(rng: np.random.Generator, child: Child, case: Case | None, n_latest_year: int) -> list[date]:
    """The days on which the child changes carer, at least five days apart and not at the edge of a case's windows."""
    assert child.care_from
    days = []
    for first, last in slots(child.care_from, min(child.care_end, YEAR_START)):
        if (last - first).days == 30 and rng.random() < _moves_a_year(child, case, first) * 30 / 365.25:
            day = first + timedelta(days=int(rng.integers(3, 27)))
            days.append(day + timedelta(days=7) if _is_near(day, _edges(case)) else day)
    if child.status == "adopted":
        days.append(max(child.care_end - timedelta(days=200), child.care_from + timedelta(days=60)))
    return spaced(days + _latest_days(rng, child, n_latest_year), 5)


def _latest_days(rng: np.random.Generator, child: Child, n: int) -> list[date]:
    """n days in the latest year, one in each n-th part of the child's time in care in it."""
    assert child.care_from
    first = max(YEAR_START, child.care_from) + timedelta(days=10)
    part = (min(child.care_end, AS_AT) - first).days // max(n, 1)
    if part < 20:
        return []
    return [first + timedelta(days=i * part + int(rng.integers(3, part - 9))) for i in range(n)]


def _moves_a_year(child: Child, case: Case | None, day: date) -> float:
    if case is None:
        return 0.9 if child.care_from and (day - child.care_from).days < 365 else 0.25 + 0.25 * child.is_programme
    if day >= case.end:
        return MOVES_A_YEAR["after"]
    if day >= case.start:
        return MOVES_A_YEAR["during"]
    return MOVES_A_YEAR["before" if day >= months_later(case.start, -15) else "earlier"]


def _edges(case: Case | None) -> list[date]:
    """The days where a window of the evaluation begins or ends; nothing is placed close to them."""
    if case is None:
        return []
    return [case.start, case.end, case.start - (case.end - case.start), months_later(case.start, -12)]


def _is_near(day: date, edges: Sequence[date], n_days: int = 3) -> bool:
    return any(abs((day - edge).days) <= n_days for edge in edges)


def _stays(rng: np.random.Generator, child: Child, moves: Sequence[date], case: Case | None) -> list[Row]:
    """One row for each carer, the care period from end to end."""
    assert child.care_from
    starts = [child.care_from, *moves]
    ends = [*moves, child.care_to]
    stays = []
    for start, end in zip(starts, ends, strict=True):
        kind = _kind(rng, child, start, is_last=start == starts[-1])
        is_unplanned = rng.random() < (0.6 if case and start < case.start else 0.4)
        reason = "unplanned" if is_unplanned else pick(rng, {"planned": 93, "unknown": 7})
        stays.append(
            {
                "person_id": child.person_id,
                "start": start,
                "end": end,
                "placement_type": kind,
                "provider": pick(rng, PROVIDERS[kind]),
                "out_of_area": bool(rng.random() < OUT_OF_AREA.get(kind, 0.06)),
                "is_temporary": False,
                "is_new_carer": True,
                "end_reason": None if end is None else "planned" if end == child.care_to else reason,
            }
        )
    return stays


def _kind(rng: np.random.Generator, child: Child, start: date, is_last: bool) -> str:
    age = age_on(child.birth, start)
    is_waiting = child.is_in_care and age <= 5 and start > YEAR_START and rng.random() < 0.5
    if is_last and (child.status == "adopted" or is_waiting):
        return "adoptive"
    if is_last and child.status == "sgo":
        return "kinship_foster"
    if age >= 16:
        return str(pick(rng, TYPES_OVER_16))
    weights: Mapping[str, float] = TYPES_YOUNG if age < 8 else TYPES_OLDER if age < 13 else TYPES_TEENAGE
    # A child at risk of losing a placement is seldom at home under an order.
    return str(pick(rng, {**weights, "with_parents": 1} if child.is_programme else weights))


def _with_breaks(rng: np.random.Generator, stay: Row, edges: Sequence[date]) -> list[Row]:
    """The stay as it is, or cut by a short break, or by a change of status with the same carer."""
    end = stay["end"] or AS_AT
    chance = rng.random()
    if (end - stay["start"]).days < 200 or "foster" not in stay["placement_type"] or chance > 0.25:
        return [stay]
    day = day_between(rng, stay["start"] + timedelta(days=60), end - timedelta(days=60))
    back = day + timedelta(days=int(rng.integers(3, 8)))
    if chance > (0.18 if edges else 0.06) or _is_near(day, edges, 14):
        is_cut = 0.18 < chance < 0.22
        return _parts(stay, day, day) if is_cut else [stay]
    host = "independent" if stay["provider"] == "independent" else "in_house"
    away = {"start": day, "end": back, "provider": host, "is_temporary": True, "end_reason": "planned"}
    before, after = _parts(stay, day, back)
    return [before, stay | away, after]


def _parts(stay: Row, until: date, again: date) -> list[Row]:
    """The stay before and after; the later part is with the same carer."""
    before = stay | {"end": until, "end_reason": "planned"}
    return [before, stay | {"start": again, "is_new_carer": False}]
