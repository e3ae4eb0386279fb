"""How long placements last, counting fairly those that are still going on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri

from rtt_eval.stats.numbers import NAN, complete_pairs


class SurvivalStep(NamedTuple):
    """One time at which an event happened; `survival` holds from then until the next step."""

    time: float
    n_risk: int
    n_event: int
    survival: float
    ci_low: float
    ci_high: float


class KaplanMeier(NamedTuple):
    """`table` has a step for each time with an event; `median` is NaN when fewer than half reached one."""

    table: tuple[SurvivalStep, ...]
    median: float
    note: str
    n: int
    n_event: int


class RestrictedMean(NamedTuple):
    """Mean time without the event up to a horizon, with its standard error."""

    mean: float
    se: float
    note: str


def kaplan_meier(days: Iterable[Any], event: Iterable[Any]) -> KaplanMeier:
    """Product-limit survival with 95% log-log intervals.

    days: time followed; event: 1 or True where it ended in the event, 0 or False where it was still open (censored).
    Pairs with None or NaN are dropped. Someone censored on the day of an event was still at risk. The median is the
    first time at which survival is one half or less. Intervals are NaN where survival is 0.
    Source: Kaplan and Meier 1958, JASA 53:457; Kalbfleisch and Prentice 2002 (log-log interval).
    """
    times, happened = complete_pairs(days, event)
    moments, n_risk, n_event = _risk_sets(times, happened)
    table, survival, variance = [], 1.0, 0.0
    for moment, at_risk, ended in zip(moments, n_risk, n_event, strict=True):
        survival *= 1 - ended / at_risk
        variance += ended / (at_risk * (at_risk - ended)) if at_risk > ended else NAN
        interval = _log_log(survival, variance)
        table.append(SurvivalStep(float(moment), int(at_risk), int(ended), float(survival), *interval))
    median = next((step.time for step in table if step.survival <= 0.5 + 1e-12), NAN)
    note = "" if median == median else "fewer than half had the event: median not reached"
    if not table:
        note = "no events" if len(times) else "nobody followed"
    return KaplanMeier(tuple(table), median, note, len(times), int(n_event.sum()))


def restricted_mean(days: Iterable[Any], event: Iterable[Any], until: float) -> RestrictedMean:
    """Mean time without the event between 0 and `until`: the area under the Kaplan-Meier curve.

    Input as kaplan_meier. The curve is held level after the last person followed, and `note` says so when that is
    before `until`. NaN when nobody was followed or `until` is not above 0. Standard error by Greenwood's sum, as R
    survival prints it. Source: Klein and Moeschberger 2003, section 4.5.
    """
    times, happened = complete_pairs(days, event)
    if len(times) == 0 or not until > 0:
        return RestrictedMean(NAN, NAN, "nobody followed" if len(times) == 0 else "needs a time above 0")
    moments, n_risk, n_event = _risk_sets(times, happened)
    is_before = moments < until
    moments, n_risk, n_event = moments[is_before], n_risk[is_before], n_event[is_before]
    survival = np.concatenate([[1.0], np.cumprod(1 - n_event / n_risk)])
    areas = survival * np.diff(np.concatenate([[0.0], moments, [until]]))
    area_after = np.cumsum(areas[::-1])[::-1][1:]
    n_left = n_risk - n_event
    # Where the last person at risk has the event nothing is left under the curve, so the term is 0.
    weights = np.where(n_left > 0, n_event / (n_risk * np.maximum(n_left, 1)), 0.0)
    is_short = times.max() < until and survival[-1] > 0
    note = "follow-up ends before the horizon: curve held level" if is_short else ""
    return RestrictedMean(float(areas.sum()), float(np.sqrt((area_after**2 * weights).sum())), note)


def _risk_sets(times: np.ndarray, happened: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times with an event in order, how many were still followed just before each, and how many had it then."""
    moments, n_event = np.unique(times[happened != 0], return_counts=True)
    n_risk = len(times) - np.searchsorted(np.sort(times), moments, side="left")
    return moments, n_risk, n_event


def _log_log(survival: float, variance: float) -> tuple[float, float]:
    """95% interval of survival on the log(-log) scale; NaN where survival is 0 or 1."""
    if not 0 < survival < 1:
        return NAN, NAN
    half = float(ndtri(0.975)) * np.sqrt(variance) / np.log(survival)
    return float(survival ** np.exp(-half)), float(survival ** np.exp(half))
