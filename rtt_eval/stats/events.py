"""Events of the same children in two windows: how the rate changed, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from scipy.special import betaincinv, gammaln, stdtrit, xlogy

from rtt_eval.stats.numbers import NAN, as_number, complete_pairs
from rtt_eval.stats.signs import signflip

NO_EVENTS = "no events in either period: not estimable"


class RateRatio(NamedTuple):
    """`ratio` is during over before; `p` two-sided exact, `p_mid` twice the smaller mid-p tail."""

    ratio: float
    p: float
    ci_low: float
    ci_high: float
    p_mid: float
    note: str


class PairedEvents(NamedTuple):
    """Of children with a count in both windows; `ci_*` is the wider of the exact and the clustered interval."""

    n: int
    total_before: int
    total_during: int
    ratio: float
    ci_low: float
    ci_high: float
    ci_clustered_low: float
    ci_clustered_high: float
    signflip_p: float
    fewer: int
    same: int
    more: int
    dispersion: float
    top_child_share: float
    note: str
    ci_exact_low: float
    ci_exact_high: float


def rate_ratio(before_events: Any, before_exposure: Any, during_events: Any, during_exposure: Any) -> RateRatio:
    """Ratio of two rates (during over before) with its exact conditional test and 95% interval.

    Given all the events, the number in the second window is binomial. p adds every outcome no likelier than the one
    seen (as R poisson.test does). The ratio is infinite when there were none before; all is NaN when there were no
    events at all, or an exposure is not above 0. Too sure of itself when events come in bursts or from few children:
    use paired_events then. Source: Lehmann and Romano 2005, Testing Statistical Hypotheses, section 4.5.
    """
    given = [as_number(value) for value in (before_events, before_exposure, during_events, during_exposure)]
    before, before_time, during, during_time = given
    if not (before >= 0 and during >= 0 and before_time > 0 and during_time > 0):
        return RateRatio(NAN, NAN, NAN, NAN, NAN, "needs counts from 0 and exposures above 0")
    total = before + during
    if total == 0:
        return RateRatio(NAN, NAN, NAN, NAN, NAN, NO_EVENTS)
    scale = before_time / during_time
    p, p_mid = _binomial_p(int(during), int(total), during_time / (before_time + during_time))
    low = float(betaincinv(during, before + 1, 0.025)) if during else 0.0
    high = float(betaincinv(during + 1, before, 0.975)) if before else 1.0
    ratio = during / before * scale if before else float("inf")
    ci_high = high / (1 - high) * scale if before else float("inf")
    note = "" if before else "no events before: ratio has no upper end"
    return RateRatio(ratio, p, low / (1 - low) * scale, ci_high, p_mid, note)


def paired_events(before: Iterable[Any], during: Iterable[Any]) -> PairedEvents:
    """Change in the events of the same children over two windows of equal length.

    before, during: counts a child, in the same order; a child without both is dropped. The test is the sign-flip on
    children, because pooled tests are wrong when one child's events come in bursts. Two intervals for the ratio:
    exact Poisson on the totals, and by child (log ratio of totals, cluster-robust variance, t with n - 1); the wider
    stands in ci_*. dispersion: Pearson chi-square by df of the split of each child's events, about 1 without bursts.
    top_child_share: the largest fall of one child over the net fall; NaN when there was no net fall.
    Source: Rogers 1993 (cluster-robust variance); Fisher 1935 (sign-flip).
    """
    earlier, later = complete_pairs(before, during)
    changes = later - earlier
    totals = (int(earlier.sum()), int(later.sum()))
    exact = rate_ratio(totals[0], 1, totals[1], 1)
    by_child = _clustered_interval(earlier, later)
    wider = _wider((exact.ci_low, exact.ci_high), by_child)
    net_fall = -changes.sum()
    top_share = float(-changes.min() / net_fall) if net_fall > 0 else NAN
    counts = (int((changes < 0).sum()), int((changes == 0).sum()), int((changes > 0).sum()))
    note = exact.note if len(changes) else "no children with both counts"
    if not note and not changes.any():
        note = "no child's count changed: nothing to test"
    elif not note and np.isnan(by_child[0]):
        note = "too few events or children for the interval by child"
    return PairedEvents(
        len(changes), *totals, exact.ratio, *wider, *by_child, signflip(changes).p, *counts,
        _dispersion(earlier, later), top_share, note, exact.ci_low, exact.ci_high,
    )  # fmt: skip


def _binomial_p(k: int, n: int, share: float) -> tuple[float, float]:
    """Two-sided p by likelihood (R binom.test), and twice the smaller mid-p tail."""
    outcomes = np.arange(n + 1)
    log_ways = gammaln(n + 1) - gammaln(outcomes + 1) - gammaln(n - outcomes + 1)
    chance = np.exp(log_ways + xlogy(outcomes, share) + xlogy(n - outcomes, 1 - share))
    # R's allowance for rounding, so that a mirror-image outcome counts as equally likely.
    p = chance[chance <= chance[k] * (1 + 1e-7)].sum()
    p_mid = 2 * (min(chance[:k].sum(), chance[k + 1 :].sum()) + chance[k] / 2)
    return float(min(1.0, p)), float(min(1.0, p_mid))


def _clustered_interval(before: np.ndarray, during: np.ndarray) -> tuple[float, float]:
    """95% interval of the ratio of totals, children as clusters: log scale, linearised variance, t with n - 1."""
    n, total_before, total_during = len(before), before.sum(), during.sum()
    if n < 2 or total_before == 0 or total_during == 0:
        return NAN, NAN
    influence = during / total_during - before / total_before
    error = np.sqrt(np.square(influence).sum() * n / (n - 1))
    half = float(stdtrit(n - 1, 0.975)) * error
    centre = np.log(total_during / total_before)
    # Every child with the same share in both windows leaves no variance, which is not certainty.
    return (float(np.exp(centre - half)), float(np.exp(centre + half))) if error > 0 else (NAN, NAN)


def _wider(exact: tuple[float, float], by_child: tuple[float, float]) -> tuple[float, float]:
    """The interval that is longer on the log scale; the exact one when the other cannot be had."""
    if np.isnan(by_child[0]) or exact[0] == 0 or np.isinf(exact[1]):
        return exact
    return by_child if by_child[1] / by_child[0] > exact[1] / exact[0] else exact


def _dispersion(before: np.ndarray, during: np.ndarray) -> float:
    """Pearson chi-square of each child's split of events against the common split, divided by its df."""
    events = before + during
    has_events = events > 0
    df = int(has_events.sum()) - 1
    share = during.sum() / events.sum() if events.sum() else NAN
    if df < 1 or not 0 < share < 1:
        return NAN
    expected = events[has_events] * share
    return float((np.square(during[has_events] - expected) / (expected * (1 - share))).sum() / df)
