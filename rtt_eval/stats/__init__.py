"""Formulas: numbers in, numbers out, each with its paper. What cannot be estimated is NaN, with the reason in `note`.

`None` and NaN (and pairs with one of them) are dropped and counted out of `n`; nothing warns or raises on few, equal
or missing numbers.
"""

from rtt_eval.stats.events import PairedEvents, RateRatio, paired_events, rate_ratio
from rtt_eval.stats.paired import BootstrapMean, PairedChange, bootstrap_bca, paired_change
from rtt_eval.stats.proportions import Wilson, holm, wilson
from rtt_eval.stats.ranks import HodgesLehmann, WilcoxonTest, hodges_lehmann, wilcoxon_exact
from rtt_eval.stats.reliable import (
    AddedValue,
    CutOffs,
    RegressionToMean,
    ReliableChange,
    added_value,
    change_category,
    cut_offs,
    nhs_combination,
    regression_to_mean,
    reliable_change,
)
from rtt_eval.stats.signs import SignFlip, signflip
from rtt_eval.stats.spc import Xmr, xmr
from rtt_eval.stats.survival import KaplanMeier, RestrictedMean, SurvivalStep, kaplan_meier, restricted_mean
from rtt_eval.stats.transitions import BandTransitions, McNemar, band_transitions, mcnemar_exact

__all__ = [
    "AddedValue",
    "BandTransitions",
    "BootstrapMean",
    "CutOffs",
    "HodgesLehmann",
    "KaplanMeier",
    "McNemar",
    "PairedChange",
    "PairedEvents",
    "RateRatio",
    "RegressionToMean",
    "ReliableChange",
    "RestrictedMean",
    "SignFlip",
    "SurvivalStep",
    "WilcoxonTest",
    "Wilson",
    "Xmr",
    "added_value",
    "band_transitions",
    "bootstrap_bca",
    "change_category",
    "cut_offs",
    "hodges_lehmann",
    "holm",
    "kaplan_meier",
    "mcnemar_exact",
    "nhs_combination",
    "paired_change",
    "paired_events",
    "rate_ratio",
    "regression_to_mean",
    "reliable_change",
    "restricted_mean",
    "signflip",
    "wilcoxon_exact",
    "wilson",
    "xmr",
]
