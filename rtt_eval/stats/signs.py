"""Exact sign-flip tests: how often would chance alone, giving each change its sign, do as much?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr

from rtt_eval.stats.numbers import NAN, present

# Above these the whole distribution takes longer than a reader waits, and the normal curve no longer differs.
MAX_EXACT_N = 500
MAX_UNITS = 200_000
ROUNDED = "changes rounded to a fine grid for the exact count"
NORMAL = f"normal approximation: more than {MAX_EXACT_N:,} changes"


class SignFlip(NamedTuple):
    """`n` counts zero changes too; `p` is two-sided, on the mean."""

    n: int
    mean: float
    p: float
    note: str


def signflip(differences: Iterable[Any]) -> SignFlip:
    """Exact two-sided test that the mean change is 0: each child's change could as well have had the other sign.

    differences: one change a child (follow-up - baseline, or during - before); None and NaN are dropped. p is the
    share of all 2**n sign patterns whose mean is at least as far from 0. NaN with no changes, or when every one is 0.
    Source: Fisher 1935, The Design of Experiments, section 21; counted by dynamic programming, not by resampling.
    """
    changes = present(differences)
    if len(changes) == 0:
        return SignFlip(0, NAN, NAN, "no changes")
    mean = float(changes.mean())
    if not changes.any():
        return SignFlip(len(changes), mean, NAN, "no child changed: nothing to test")
    units, note = whole_units(changes)
    if len(changes) > MAX_EXACT_N:
        note = NORMAL
    return SignFlip(len(changes), mean, sign_pattern_p(units), note)


def sign_pattern_p(units: np.ndarray) -> float:
    """Share of sign patterns whose sum is at least as far from 0 as the sum of these whole numbers."""
    sizes = np.abs(units[units != 0])
    observed = abs(int(units.sum()))
    if len(sizes) > MAX_EXACT_N:
        return float(2 * ndtr(-observed / np.sqrt(np.square(sizes.astype(float)).sum())))
    total = int(sizes.sum())
    # chance[k]: probability that the changes given a plus add up to k; the signed sum is then 2k - total.
    chance = np.zeros(total + 1)
    chance[0], reach = 1.0, 0
    for size in np.sort(sizes).tolist():
        chance[: reach + size + 1] *= 0.5
        chance[size : reach + size + 1] += chance[: reach + 1].copy()
        reach += size
    upper = chance[(total + observed + 1) // 2 :].sum()
    return float(min(1.0, 2 * upper)) if observed else 1.0


def whole_units(changes: np.ndarray) -> tuple[np.ndarray, str]:
    """The changes as whole numbers of their common unit (thirds, for means of three goals), and a note if rounded."""
    fractions = [Fraction(change).limit_denominator(1000) for change in np.unique(changes).tolist()]
    unit = reduce(lcm, (fraction.denominator for fraction in fractions), 1)
    if unit <= MAX_UNITS:
        scaled = changes * unit
        is_exact = np.allclose(scaled, np.rint(scaled), rtol=0, atol=1e-9 * unit)
        if is_exact and np.abs(scaled).sum() <= MAX_UNITS:
            return np.rint(scaled).astype(int), ""
    return np.rint(changes * (MAX_UNITS / np.abs(changes).sum())).astype(int), ROUNDED
