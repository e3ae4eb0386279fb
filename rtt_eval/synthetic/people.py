"""The children: those referred to the programme, the others in care, and those who reach the service otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.plan import (
    AS_AT,
    PERIOD_START,
    PREFIX,
    Plan,
    Row,
    day_between,
    days_later,
    keys,
    months_later,
    normals,
    pick,
)

MID_PERIOD = date(2021, 10, 1)
PROGRAMME_AGES = {6: 2, 7: 3, 8: 4, 9: 5, 10: 6, 11: 7, 12: 8, 13: 9, 14: 9, 15: 7, 16: 4, 17: 1}
IN_CARE_AGES = {0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 5, 8: 5, 9: 5, 10: 6, 11: 6, 12: 7, 13: 7, 14: 8, 15: 9,
                16: 9, 17: 9}  # fmt: skip
ETHNICITY = {"A1": 74, "A3": 2, "A4": 2, "A5": 3, "B1": 3, "B2": 2, "B3": 1, "B4": 2, "C2": 4, "C4": 2, "D2": 2,
             "E1": 1, "E3": 1, "E4": 1}  # fmt: skip
LEAVERS = {"care_leaver": 30, "children_in_care": 25, "adopted": 25, "sgo": 25}
"""Per 340 children in care: those who left care in the last three years, by how the service knows them now."""
NEVER_IN_CARE = {"adopted": 40, "sgo": 30, "edge_of_care": 10, "other": 6}
"""Per 340: known to the service without a care period in its records (their orders are older, or from elsewhere)."""

SDQ_OTHERS, SDQ_PROGRAMME = (13.6, 5.9), (20.8, 4.4)
"""Mean and SD of the SDQ level of children in care, and of those referred to the programme."""


@dataclass(frozen=True)
class Child:
    """One invented child; `care_to` None = still in care on the as-at date.

    `sdq_level` is what the SDQ totals of the child vary around, year by year and form by form.
    """

    person_id: str
    birth: date
    sex: str
    ethnicity: str | None
    status: str
    care_from: date | None
    care_to: date | None
    is_programme: bool = False
    sdq_level: float = 0.0

    @property
    def care_end(self) -> date:
        """The first day that is not in care, or the day after the as-at date."""
        return self.care_to or AS_AT + timedelta(days=1)

    @property
    def is_in_care(self) -> bool:
        """In care on the as-at date."""
        return self.care_from is not None and self.care_to is None

    def is_in_care_on(self, day: date) -> bool:
        """In care on this day."""
        return self.care_from is not None and self.care_from <= day < self.care_end

    def row(self) -> Row:
        """The row of `young_people`."""
        return {
            "person_id": self.person_id,
            "birth_month": self.birth,
            "sex": self.sex,
            "ethnicity": self.ethnicity,
            "status": self.status,
            "in_care_from": self.care_from,
            "in_care_to": self.care_to,
        }


def make(plan: Plan) -> list[Child]:
    """Every child, those of the programme first; the oldest of these comes first of all."""
    rng = plan.stream("people")
    share = plan.n_children_in_care / 340
    person_ids = iter(keys(rng, PREFIX, 2 * plan.n_children_in_care + 2 * plan.n_programme, digits=4))
    programme = [_programme_child(rng, next(person_ids), age) for age in _spread(plan.n_programme)]
    n_rest = plan.n_children_in_care - sum(child.is_in_care for child in programme)
    in_care = [_child_in_care(rng, next(person_ids)) for _ in range(n_rest)]
    left = [_leaver(rng, next(person_ids), status) for status in _repeat(LEAVERS, share)]
    never = [_never_in_care(rng, next(person_ids), status) for status in _repeat(NEVER_IN_CARE, share)]
    others = [*in_care, *left, *never]
    levels = [*normals(rng, len(programme), *SDQ_PROGRAMME), *normals(rng, len(others), *SDQ_OTHERS)]
    return [replace(child, sdq_level=level) for child, level in zip([*programme, *others], levels, strict=True)]


def _repeat(counts: dict[str, int], share: float) -> Iterable[str]:
    return (status for status, n in counts.items() for _ in range(round(n * share)))


def _spread(n: int) -> list[int]:
    """n ages shared out as PROGRAMME_AGES says, oldest first."""
    ages = [age for age, weight in PROGRAMME_AGES.items() for _ in range(weight)]
    return sorted((ages[i * len(ages) // n] for i in range(n)), reverse=True)


def _programme_child(rng: np.random.Generator, person_id: str, age: int) -> Child:
    """In care well before the period, so that there are twelve months to compare with."""
    # A 17-year-old comes of age in the summer after: old enough to end at 18, young enough to have begun.
    birth = date(2004, 7, int(rng.integers(1, 28))) if age == 17 else _born(rng, age, MID_PERIOD)
    earliest = max(birth + timedelta(days=60), date(2010, 1, 1))
    latest = PERIOD_START - timedelta(days=550)
    care_from = _off_edges(latest - timedelta(days=int((rng.random() ** 1.5) * (latest - earliest).days)))
    of_age = months_later(birth, 12 * 18)
    sex = "M" if rng.random() < 0.5 else "F"
    to = of_age if of_age <= AS_AT else None
    return Child(person_id, birth, sex, _ethnicity(rng), "children_in_care", care_from, to, is_programme=True)


def _child_in_care(rng: np.random.Generator, person_id: str) -> Child:
    birth = _born(rng, pick(rng, IN_CARE_AGES), AS_AT)
    years = min(-3.3 * float(np.log(1 - rng.random())), 13.0)
    care_from = max(AS_AT - timedelta(days=20 + int(365 * years)), birth + timedelta(days=3))
    sex = pick(rng, {"M": 54, "F": 45, "U": 1})
    return Child(person_id, birth, sex, _ethnicity(rng), "children_in_care", _off_edges(care_from, birth), None)


def _leaver(rng: np.random.Generator, person_id: str, status: str) -> Child:
    """Left care in the last three years: of age, home, adopted or under a special guardianship order."""
    to = day_between(rng, PERIOD_START + timedelta(days=60), AS_AT - timedelta(days=40))
    low, high = {"adopted": (1, 6), "sgo": (2, 13), "children_in_care": (3, 16)}.get(status, (18, 18))
    birth = _born(rng, int(rng.integers(low, high + 1)), to)
    if status == "care_leaver":
        to = months_later(birth, 12 * 18)
    care_from = max(to - timedelta(days=int(rng.integers(300, 1500))), birth + timedelta(days=3))
    sex = pick(rng, {"M": 52, "F": 48})
    return Child(person_id, birth, sex, _ethnicity(rng), status, _off_edges(care_from, birth), to)


def _never_in_care(rng: np.random.Generator, person_id: str, status: str) -> Child:
    birth = _born(rng, int(rng.integers(3, 18)), AS_AT)
    return Child(person_id, birth, pick(rng, {"M": 50, "F": 50}), _ethnicity(rng), status, None, None)


def _born(rng: np.random.Generator, age: int, day: date) -> date:
    """A date of birth that gives this age in completed years on the day, not within a month of a birthday."""
    return days_later(rng, months_later(day, -12 * (age + 1)), 32, 330)


def _off_edges(day: date, birth: date | None = None) -> date:
    """Twelve days earlier when close to a boundary of the 3- and 12-month rules of the SDQ return."""
    is_near = any(abs((day - date(day.year, month, last)).days) <= 6 for month, last in ((1, 1), (3, 31), (12, 31)))
    earlier = day - timedelta(days=14) if is_near else day
    return max(earlier, birth) if birth else earlier


def _ethnicity(rng: np.random.Generator) -> str | None:
    return None if rng.random() < 0.02 else pick(rng, ETHNICITY)
