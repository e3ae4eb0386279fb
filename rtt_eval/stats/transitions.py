"""Moves between bands, or between yes and no, of the same children at two times."""

from __future__ import annotations

from math import comb
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, chdtrc

from rtt_eval.stats.numbers import NAN, as_number
from rtt_eval.stats.signs import signflip

NOBODY_MOVED = "no child changed band: nothing to test"


class BandTransitions(NamedTuple):
    """Bands stand from best to worst, so a move to a lower number improves; `mean_shift` below 0 is improvement."""

    n: int
    improved: int
    same: int
    worse: int
    direction_p: float
    stuart_maxwell: float
    df: int
    p: float
    bhapkar: float
    bhapkar_p: float
    signflip_p: float
    mean_shift: float
    note: str


class McNemar(NamedTuple):
    """Exact test of a change in a share; proportions are of "yes"."""

    p: float
    p_mid: float
    baseline_proportion: float
    follow_up_proportion: float
    note: str


def band_transitions(table: ArrayLike) -> BandTransitions:
    """Counts and tests of moves between bands: `table` has baseline bands down, follow-up bands across, best first.

    direction_p: exact sign test on improved against worse. signflip_p: exact test on the number of bands moved.
    Stuart-Maxwell and Bhapkar compare the two distributions of bands; a band that nobody left or entered adds
    nothing to them, and df counts what is left. p values are NaN when nobody moved.
    Source: Stuart 1955, Biometrika 42:412; Maxwell 1970, British Journal of Psychiatry 116:651; Bhapkar 1966, JASA
    61:228. Raises ValueError for a table that is not square.
    """
    counts = np.nan_to_num(np.asarray(table, dtype=float))
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError("The table needs as many baseline bands as follow-up bands.")
    n = int(counts.sum())
    improved, worse = int(np.tril(counts, -1).sum()), int(np.triu(counts, 1).sum())
    if n == 0 or improved + worse == 0:
        note = NOBODY_MOVED if n else "no children"
        return BandTransitions(n, 0, n, 0, NAN, NAN, 0, NAN, NAN, NAN, NAN, 0.0 if n else NAN, note)
    shift = np.arange(len(counts))[None, :] - np.arange(len(counts))[:, None]
    moves = signflip(np.repeat(shift.ravel(), counts.ravel().astype(int)))
    statistic, df = _stuart_maxwell(counts)
    # Bhapkar's statistic is Stuart-Maxwell's with the variance left after the shift itself (Keefe 1982).
    bhapkar = statistic / (1 - statistic / n) if statistic < n * (1 - 1e-12) else NAN
    return BandTransitions(
        n, improved, n - improved - worse, worse, _half_half_p(improved, worse), statistic, df,
        float(chdtrc(df, statistic)), bhapkar, float(chdtrc(df, bhapkar)), moves.p, moves.mean,
        "" if bhapkar == bhapkar else "Bhapkar not estimable: the moves leave no variance",
    )  # fmt: skip


def mcnemar_exact(both_no: Any, no_to_yes: Any, yes_to_no: Any, both_yes: Any) -> McNemar:
    """Exact McNemar test from the four counts of children by "yes" at baseline and at follow-up.

    p is the two-sided binomial test on those who changed; p_mid counts half of what was seen. p is NaN when nobody
    changed, the proportions when there are no children. Source: Fagerland, Lydersen and Laake 2013, BMC Medical
    Research Methodology 13:91.
    """
    given = [as_number(value) for value in (both_no, no_to_yes, yes_to_no, both_yes)]
    n = sum(given)
    if not n > 0 or min(given) < 0:
        return McNemar(NAN, NAN, NAN, NAN, "no children" if n == 0 else "needs four counts")
    _, gained, lost, yes_twice = (int(value) for value in given)
    shares = ((lost + yes_twice) / n, (gained + yes_twice) / n)
    if gained + lost == 0:
        return McNemar(NAN, NAN, *shares, "no child changed: nothing to test")
    fewer = min(gained, lost)
    seen = comb(gained + lost, fewer) / 2 ** (gained + lost)
    p_mid = min(1.0, 2 * float(bdtr(fewer, gained + lost, 0.5)) - seen)
    return McNemar(_half_half_p(gained, lost), p_mid, *shares, "")


def _half_half_p(one: int, other: int) -> float:
    """Exact two-sided binomial p that the two outcomes are equally likely."""
    return float(min(1.0, 2 * bdtr(min(one, other), one + other, 0.5)))


def _stuart_maxwell(counts: np.ndarray) -> tuple[float, int]:
    """Statistic and degrees of freedom.

    A pseudo-inverse stands in for dropping one band, so that a band nobody left or entered, or two groups of bands
    with no move between them, lower the df instead of failing; no constant is added to empty cells.
    """
    gap = counts.sum(axis=1) - counts.sum(axis=0)
    variance = np.diag(counts.sum(axis=1) + counts.sum(axis=0)) - counts - counts.T
    return float(gap @ np.linalg.pinv(variance, hermitian=True) @ gap), int(np.linalg.matrix_rank(variance))
