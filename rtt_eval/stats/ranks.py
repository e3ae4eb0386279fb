"""Rank methods for paired changes: the exact Wilcoxon test and the Hodges-Lehmann estimate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import numpy as np
from scipy.special import ndtri

from rtt_eval.stats.numbers import NAN, present
from rtt_eval.stats.signs import MAX_EXACT_N, NORMAL, sign_pattern_p

MAX_SIGNED_RANK_N = 300
# Differences such as 0.3 - 0.1 and 0.2 must tie.
DECIMALS = 9


class WilcoxonTest(NamedTuple):
    """`n` counts every change, `n_zero` those that are 0; `p` is two-sided and exact with ties."""

    n: int
    n_zero: int
    w_plus: float
    w_minus: float
    p: float
    note: str


class HodgesLehmann(NamedTuple):
    """`confidence` is the level that the interval really has, at least 95% where n allows it."""

    n: int
    estimate: float
    ci_low: float
    ci_high: float
    confidence: float
    note: str


def wilcoxon_exact(differences: Iterable[Any], zeros: Literal["pratt", "drop"] = "pratt") -> WilcoxonTest:
    """Exact two-sided Wilcoxon signed-rank test, ties and zeros included.

    zeros: "pratt" ranks the zeros with the rest and then leaves their ranks out; "drop" leaves them out first.
    None and NaN are dropped. p is NaN when there are no changes or all are 0.
    Source: Pratt 1959, JASA 54:655; Wilcoxon 1945. Agrees with R coin::wilcoxsign_test(distribution = "exact").
    """
    changes = np.round(present(differences), DECIMALS)
    is_zero = changes == 0
    if is_zero.all():
        note = "no child changed: nothing to test" if len(changes) else "no changes"
        return WilcoxonTest(len(changes), int(is_zero.sum()), 0.0, 0.0, NAN, note)
    ranked = changes if zeros == "pratt" else changes[~is_zero]
    doubled = np.where(ranked == 0, 0, np.sign(ranked) * _doubled_ranks(np.abs(ranked))).astype(int)
    plus, minus = doubled[doubled > 0].sum() / 2, -doubled[doubled < 0].sum() / 2
    note = NORMAL if (doubled != 0).sum() > MAX_EXACT_N else ""
    return WilcoxonTest(len(changes), int(is_zero.sum()), float(plus), float(minus), sign_pattern_p(doubled), note)


def hodges_lehmann(differences: Iterable[Any]) -> HodgesLehmann:
    """Median of all pairwise (Walsh) averages of the changes, zeros included, with their distribution-free interval.

    None and NaN are dropped. Under 6 changes even the widest interval has less than 95%; `confidence` says how much.
    Source: Hodges and Lehmann 1963, Ann Math Stat 34:598; interval as R qsignrank(.025, n).
    """
    changes = np.round(present(differences), DECIMALS)
    n = len(changes)
    if n == 0:
        return HodgesLehmann(0, NAN, NAN, NAN, NAN, "no changes")
    averages, running = _walsh(changes)
    n_walsh = n * (n + 1) // 2

    def nth(k: int) -> float:
        return float(averages[np.searchsorted(running, k)])

    estimate = (nth((n_walsh + 1) // 2) + nth(n_walsh // 2 + 1)) / 2
    if n == 1:
        return HodgesLehmann(1, estimate, NAN, NAN, NAN, "one change: no interval")
    depth, confidence = _signed_rank_depth(n)
    note = "normal approximation of the interval's depth" if n > MAX_SIGNED_RANK_N else ""
    if confidence < 0.95:
        note = "too few changes for a 95% interval; the level is in confidence"
    return HodgesLehmann(n, estimate, nth(depth), nth(n_walsh + 1 - depth), confidence, note)


def _doubled_ranks(sizes: np.ndarray) -> np.ndarray:
    """Twice the mid-ranks, so that ties stay whole numbers."""
    _, group, n_equal = np.unique(sizes, return_inverse=True, return_counts=True)
    last = np.cumsum(n_equal)
    return (2 * last - n_equal + 1)[group]


def _walsh(changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct Walsh averages in order, and how many there are up to each; equal changes are only counted."""
    values, n_equal = np.unique(changes, return_counts=True)
    i, j = np.triu_indices(len(values))
    n_pairs = np.where(i == j, n_equal[i] * (n_equal[i] + 1) // 2, n_equal[i] * n_equal[j])
    averages = (values[i] + values[j]) / 2
    order = np.argsort(averages, kind="stable")
    return averages[order], np.cumsum(n_pairs[order])


def _signed_rank_depth(n: int) -> tuple[int, float]:
    """How many Walsh averages in from each end a 95% interval ends, and the level that this gives."""
    if n > MAX_SIGNED_RANK_N:
        spread = np.sqrt(n * (n + 1) * (2 * n + 1) / 24)
        return max(1, round(n * (n + 1) / 4 + float(ndtri(0.025)) * spread)), 0.95
    chance = np.zeros(n * (n + 1) // 2 + 1)
    chance[0], reach = 1.0, 0
    for rank in range(1, n + 1):
        chance[: reach + rank + 1] *= 0.5
        chance[rank : reach + rank + 1] += chance[: reach + 1].copy()
        reach += rank
    below = np.cumsum(chance)
    depth = max(1, int(np.searchsorted(below, 0.025 * (1 - 1e-12))))
    return depth, float(1 - 2 * below[depth - 1])
