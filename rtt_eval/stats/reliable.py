"""Is one child's change more than the measure's own error? And what selection alone would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_ndtr

from rtt_eval.stats.numbers import NAN, as_number, as_numbers, as_row

IMPROVED, NO_RELIABLE_CHANGE, DETERIORATED = "improved", "no_reliable_change", "deteriorated"
CRITICAL = 1.96
# A change that reaches the threshold counts, also when 0.1 + 0.2 falls a hair short of 0.3.
TOLERANCE = 1e-9
# Ford and others 2009, British Journal of Psychiatry 194:552; sdqinfo e10.
ADDED_VALUE_SD = 5.0


class ReliableChange(NamedTuple):
    """`rci` and `category` are one value each for single scores, arrays for sequences."""

    rci: Any
    threshold: float
    category: Any
    note: str


class CutOffs(NamedTuple):
    """Where "recovered" may begin: a from the clinical group, b from the functional group, c between them."""

    a: float
    b: float
    c: float
    note: str


class RegressionToMean(NamedTuple):
    """What children chosen for a high score are expected to do with no help at all."""

    expected_baseline: float
    expected_follow_up: float
    expected_change: float
    note: str


class AddedValue(NamedTuple):
    """`added_value` above 0: better than expected. One value each for single scores, arrays for sequences."""

    predicted: Any
    added_value: Any
    effect_size: Any
    note: str


def reliable_change(
    baseline: ArrayLike, follow_up: ArrayLike, sd: float, reliability: float, higher_is: str = "worse"
) -> ReliableChange:
    """Jacobson-Truax index and category of each child's change (follow-up - baseline).

    The index is change / (sd * sqrt(2 (1 - reliability))), the threshold 1.96 of those, in points; a change that
    reaches it is "improved" or "deteriorated", by `higher_is` ("worse" or "better"), else "no_reliable_change".
    Single scores give single values. Missing scores give NaN and None. With an sd or reliability that leaves no error
    (sd 0 or less, reliability outside 0 to below 1) everything is NaN and None.
    Source: Jacobson and Truax 1991, Journal of Consulting and Clinical Psychology 59:12.
    """
    is_single = np.ndim(baseline) == 0 and np.ndim(follow_up) == 0
    change = as_numbers(as_row(follow_up)) - as_numbers(as_row(baseline))
    has_error = sd > 0 and 0 <= reliability < 1
    error = float(sd * np.sqrt(2 * (1 - reliability))) if has_error else NAN
    threshold = CRITICAL * error
    category = change_category(change, threshold, higher_is)
    note = "" if has_error else "needs an SD above 0 and a reliability from 0 to below 1"
    if is_single:
        return ReliableChange(float(change[0] / error), threshold, category[0], note)
    return ReliableChange(change / error, threshold, category, note)


def change_category(change: ArrayLike, threshold: ArrayLike, higher_is: str) -> np.ndarray:
    """Each change as "improved", "no_reliable_change" or "deteriorated"; None where change or threshold is missing.

    change: follow-up - baseline. threshold: points, one or one each, inclusive. higher_is: "better" or "worse".
    Raises ValueError for another direction.
    """
    if higher_is not in ("better", "worse"):
        raise ValueError(f"higher_is is 'better' or 'worse', not '{higher_is}'.")
    moved = as_numbers(as_row(change))
    limit = np.broadcast_to(as_numbers(as_row(threshold)), moved.shape)
    gain = moved if higher_is == "better" else -moved
    category = np.full(moved.shape, NO_RELIABLE_CHANGE, dtype=object)
    category[gain >= limit - TOLERANCE] = IMPROVED
    category[gain <= TOLERANCE - limit] = DETERIORATED
    category[np.isnan(moved) | np.isnan(limit)] = None
    return category


def nhs_combination(categories: Iterable[Any]) -> str:
    """One verdict on a child from the categories of every measure that one informant filled in at both times.

    categories: as from change_category; None and NaN are measures without a pair, and are left out. "deteriorated" if
    any measure deteriorated, else "improved" if any improved, else "no_change"; "not_paired" where none has a pair.
    With more measures "improved" comes more easily, so shares under this rule are not comparable with those of one
    measure. Raises ValueError for another category.
    Source: NHS England, published outcome code for children and young people (MIT licence, copyright NHS Digital).
    """
    found = {category for category in categories if isinstance(category, str)}
    if unknown := found - {IMPROVED, NO_RELIABLE_CHANGE, DETERIORATED}:
        raise ValueError(f"Not a category of reliable change: {', '.join(sorted(unknown))}.")
    if DETERIORATED in found:
        return DETERIORATED
    if IMPROVED in found:
        return IMPROVED
    return "no_change" if found else "not_paired"


def cut_offs(mean_clinical: float, sd_clinical: float, mean_functional: float, sd_functional: float) -> CutOffs:
    """Jacobson-Truax cut-offs: a two SDs from the clinical mean, b two SDs from the functional mean, c in between.

    a moves towards the functional group and b towards the clinical one, whichever scores higher; c weighs each mean
    by the other group's SD. NaN where a number is missing or an SD is negative. Source: Jacobson and Truax 1991.
    """
    given = [as_number(value) for value in (mean_clinical, sd_clinical, mean_functional, sd_functional)]
    clinical, spread_clinical, functional, spread_functional = given
    if np.isnan(given).any() or spread_clinical < 0 or spread_functional < 0:
        return CutOffs(NAN, NAN, NAN, "needs both means and SDs")
    towards = 1 if clinical >= functional else -1
    spread = spread_clinical + spread_functional
    c = (spread_clinical * functional + spread_functional * clinical) / spread if spread else NAN
    note = "" if spread else "both SDs are 0: c not estimable"
    return CutOffs(clinical - towards * 2 * spread_clinical, functional + towards * 2 * spread_functional, c, note)


def regression_to_mean(mean: float, sd: float, reliability: float, cut_off: float) -> RegressionToMean:
    """Expected baseline, follow-up and change of children picked for scoring `cut_off` or more, with no effect at all.

    mean, sd: of all children from whom they were picked (normal scores); reliability: retest correlation. NaN where
    sd is not above 0 or a number is missing. Source: Davis 1976, American Journal of Epidemiology 104:493.
    """
    given = [as_number(value) for value in (mean, sd, reliability, cut_off)]
    centre, spread, correlation, limit = given
    if np.isnan(given).any() or spread <= 0:
        return RegressionToMean(NAN, NAN, NAN, "needs a mean, an SD above 0, a reliability and a cut-off")
    z = (limit - centre) / spread
    # The mean of a normal above z: density over tail, by logarithms so that a far cut-off does not divide 0 by 0.
    excess = np.exp(-(z**2) / 2 - np.log(2 * np.pi) / 2 - log_ndtr(-z))
    baseline = centre + spread * float(excess)
    follow_up = centre + correlation * (baseline - centre)
    return RegressionToMean(baseline, follow_up, follow_up - baseline, "")


def added_value(
    baseline_total: ArrayLike, baseline_impact: ArrayLike, baseline_emotional: ArrayLike, follow_up_total: ArrayLike
) -> AddedValue:
    """SDQ added value score: how much lower the parent total is than expected of such children about 6 months on.

    predicted = 2.3 + 0.8 total + 0.2 impact - 0.3 emotional (all at baseline); added value = predicted - follow-up
    total; effect size = added value / 5. Single scores give single values; a missing score gives NaN. Made for parent
    reports, baseline to 6 months, in community samples of children with difficulties; indicative only elsewhere.
    Source: Ford and others 2009, British Journal of Psychiatry 194:552; sdqinfo e10.
    """
    scores = (baseline_total, baseline_impact, baseline_emotional, follow_up_total)
    total, impact, emotional, later = (as_numbers(as_row(score)) for score in scores)
    predicted = 2.3 + 0.8 * total + 0.2 * impact - 0.3 * emotional
    value = predicted - later
    note = "needs all four scores of a child" if np.isnan(value).any() else ""
    if all(np.ndim(score) == 0 for score in scores):
        return AddedValue(float(predicted[0]), float(value[0]), float(value[0] / ADDED_VALUE_SD), note)
    return AddedValue(predicted, value, value / ADDED_VALUE_SD, note)
