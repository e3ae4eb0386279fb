"""What would be expected without the programme: regression to the mean, and the SDQ added value score."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.outcomes.counts import Contrast, counted
from rtt_eval.outcomes.numbers import estimate, number
from rtt_eval.params import Gates
from rtt_eval.stats import added_value, paired_change
from rtt_eval.stats.reliable import ADDED_VALUE_SD

POPULATION_MEANS = MappingProxyType({("sdq", "parent_carer", "total"): 14.0})
"""Mean of all children in care, by measure, informant and subscale: towards it the scores of a chosen few drift."""

RELIABILITIES = (0.6, 0.7, 0.8)
"""Retest correlations over some months: low, middle, high."""

FEWEST_FOR_ADDED_VALUE = 10
NORMAL_95 = 1.96


def regression_figures(one: Contrast, key: tuple[str, str, str], gates: Gates) -> list[Figure]:
    """The change that these children's scores would be expected to show with no help at all, in points.

    Their mean at baseline lies away from the mean m of all children in care; with a retest correlation r the mean a
    few months on is expected at m + r (baseline - m). `regression_to_mean.expected_change`: the middle of r = .6 to
    .8, with the range as its interval. Empty where m is not known or there are fewer pairs than `gates.mean`.
    Source: Davis 1976, American Journal of Epidemiology 104:493.
    """
    if key not in POPULATION_MEANS or one.n < gates.mean:
        return []
    away = float(one.baseline.mean()) - POPULATION_MEANS[key]
    low, middle, high = sorted(-(1 - correlation) * away for correlation in RELIABILITIES)
    method = (
        f"regression to a mean of {POPULATION_MEANS[key]:g} (children in care) with a retest correlation of "
        f"{RELIABILITIES[1]:g}; the range is for {RELIABILITIES[0]:g} to {RELIABILITIES[2]:g}, not a 95% interval"
    )
    id = f"{one.stem}.regression_to_mean.expected_change"
    found = number(id, middle, one.n, method=method, derived_from=(f"{one.stem}.mean_baseline",))
    return [found._replace(interval=(low, high))]


def added_value_figures(pairs: pd.DataFrame) -> list[Figure]:
    """SDQ added value of parent reports from baseline to 6 months: above zero is better than expected. Indicative.

    One value a child with total, emotional and impact scores at baseline and a total at 6 months. From 10 children
    `added_value.n` and `added_value.mean`, with the interval that the score's published SD gives and, as
    `added_value.t.ci_*`, the t interval of these children. Empty where there are fewer.
    Source: Ford and others 2009, British Journal of Psychiatry 194:552.
    """
    values, children = _added_values(pairs)
    n = len(values)
    if n < FEWEST_FOR_ADDED_VALUE:
        return []
    stem = "outcomes.sdq.parent_carer.total.baseline_to_month_6.added_value"
    found = paired_change(np.zeros(n), values)
    half = NORMAL_95 * ADDED_VALUE_SD / np.sqrt(n)
    mean = number(f"{stem}.mean", found.mean, n, method=f"indicative; 95% interval from an SD of {ADDED_VALUE_SD:g}")
    t_ends = estimate(mean, (found.ci_low, found.ci_high), f"{stem}.t")[1:]
    return [
        counted(f"{stem}.n", np.ones(n, dtype=bool), children),
        *estimate(mean, (found.mean - half, found.mean + half), stem),
        *(end._replace(method="indicative; t interval, 95%") for end in t_ends),
    ]


def _added_values(pairs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The added value of each child who has every score it needs, and who the children are."""
    mine = pairs[(pairs["measure"] == "sdq") & (pairs["informant"] == "parent_carer") & pairs["is_eligible"]]
    mine = mine[(mine["start"] == "baseline") & (mine["follow_up"] == "month_6")]
    total = mine[(mine["subscale"] == "total") & mine["is_paired"]].set_index("case_id")
    impact, emotional = (
        mine[mine["subscale"] == scale].set_index("case_id")["baseline"].reindex(total.index)
        for scale in ("impact", "emotion")
    )
    values = added_value(total["baseline"], impact, emotional, total["follow_up_score"]).added_value
    is_known = ~np.isnan(values)
    return values[is_known], total["person_id"].to_numpy(object)[is_known]
