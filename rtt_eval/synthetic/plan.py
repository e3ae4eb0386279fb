"""The calendar and the size of the synthetic service, and the few draws that every part of it uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np

PREFIX = "SYN"
"""What every invented person_id begins with, and no real one may."""

PERIOD_START, PERIOD_END = date(2021, 4, 1), date(2022, 3, 31)
"""Twelve months of referrals to the intensive programme; followed up until AS_AT, both days counted."""

AS_AT = date(2024, 3, 31)
"""The last day of the record."""

YEAR_START = date(2023, 4, 1)
"""First day of the latest statutory year, on which placements and missing episodes are calibrated."""

SHARE_THREE_PLACEMENTS, SHARE_MISSING = 0.10, 0.11
"""Of children in care on AS_AT: with three or more placements, and with a missing episode, in the latest year."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How large the service is."""

    seed: int
    n_children_in_care: int
    n_full: int
    n_prevent_stepdown: int
    n_other_referrals: int

    @property
    def n_programme(self) -> int:
        """Children referred to the intensive programme, whatever was decided."""
        return self.n_full + self.n_prevent_stepdown + self.n_other_referrals

    def stream(self, part: str) -> np.random.Generator:
        """A stream of its own for each part, so that a change to one part leaves the others as they were."""
        return np.random.default_rng([self.seed, *part.encode()])


def is_synthetic(person_ids: Iterable[object]) -> bool:
    """Whether any of these person_ids is an invented one."""
    return any(str(person_id).startswith(PREFIX) for person_id in person_ids)


def keys(rng: np.random.Generator, letters: str, n: int, digits: int = 5) -> list[str]:
    """n different random keys: letters and a number with its zeros, in no order."""
    numbers = rng.choice(10**digits, size=n, replace=False)
    return [f"{letters}{number:0{digits}d}" for number in numbers]


def pick(rng: np.random.Generator, weights: Mapping[Any, float]) -> Any:
    """One of the keys, by weight."""
    total = sum(weights.values())
    point, passed = rng.random() * total, 0.0
    for option, weight in weights.items():
        passed += weight
        if point < passed:
            return option
    return next(reversed(list(weights)))


def pick_some(rng: np.random.Generator, options: Sequence[Any], n: int, weights: Sequence[float]) -> list[Any]:
    """n different options, the heavier ones rather than the lighter (exponential order; no option twice)."""
    order = np.argsort([-np.log(1 - rng.random()) / max(weight, 1e-9) for weight in weights], kind="stable")
    return [options[i] for i in order[:n]]


def normals(rng: np.random.Generator, n: int, mean: float, sd: float) -> list[float]:
    """n values whose mean and SD are those asked for even when n is small: normal quantiles in random order."""
    standard = NormalDist()
    quantiles = np.array([standard.inv_cdf((i + 0.5) / n) for i in range(n)])
    scale = sd / quantiles.std(ddof=1) if n > 1 else sd
    return [float(value) for value in mean + rng.permutation(quantiles) * scale]


def day_between(rng: np.random.Generator, first: date, last: date) -> date:
    """A day from first to last, both included; first when last is before it."""
    return first + timedelta(days=int(rng.integers(0, max((last - first).days, 0) + 1)))


def days_later(rng: np.random.Generator, day: date, low: int, high: int) -> date:
    """The day low to high days later, both included."""
    return day + timedelta(days=int(rng.integers(low, high + 1)))


def months_later(day: date, n: int) -> date:
    """The same day of the month n months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + n, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise ValueError("no such month")


def age_on(birth: date, day: date) -> int:
    """Completed years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def clipped(value: float, low: int, high: int) -> int:
    """The nearest whole number (half up) within low to high."""
    return int(min(max(np.floor(value + 0.5), low), high))


def spaced(days: Iterable[date], gap: int) -> list[date]:
    """The days in order, without those that follow another by fewer than `gap` days."""
    kept: list[date] = []
    for day in sorted(days):
        if not kept or (day - kept[-1]).days >= gap:
            kept.append(day)
    return kept


def bursts(rng: np.random.Generator, first: date, last: date, n: int) -> list[date]:
    """Up to n days between first and last that come in clusters, as missing episodes do."""
    centres = [day_between(rng, first, last) for _ in range(1 + n // 5)]
    days = [days_later(rng, centres[i % len(centres)], -25, 25) for i in range(n)]
    return spaced((min(max(day, first), last) for day in days), 3)


def slots(first: date, last: date) -> list[tuple[date, date]]:
    """The span cut into pieces of 30 days (the last one shorter)."""
    edges = [first + timedelta(days=i) for i in range(0, max((last - first).days, 0), 30)]
    return list(pairwise([*edges, last])) if edges else []
