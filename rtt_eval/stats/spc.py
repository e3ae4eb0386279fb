"""XmR charts: which months differ from the run of ordinary months, by the rules of NHS Making Data Count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from rtt_eval.stats.numbers import NAN, as_numbers

LIMIT = 2.66
SCREEN = 3.267
TRIAL_N = 13
COMMON, MISSING = "Common Cause", "Missing"


class Xmr(NamedTuple):
    """`special_cause` names the rule that each point meets, `point_type` what it means; both as long as the input."""

    mean: float
    lower_limit: float
    upper_limit: float
    special_cause: list[str]
    is_trial: bool
    point_type: list[str]
    n: int
    note: str


def xmr(values: Iterable[Any], screen_outliers: bool = False, improvement: str | None = None) -> Xmr:
    """Mean, natural process limits (mean +/- 2.66 mean moving ranges) and special causes of a series in time order.

    screen_outliers: leave moving ranges of 3.267 times their mean or more out once (R NHSRplotthedots does, the NHS
    Excel tool does not). improvement: "decrease", "increase" or None (no direction is better).
    Rules, the first that holds: beyond a limit; part of a 7-point trend; 2 of 3 in the outer third of one side; 7 in
    a row on one side. Missing values are dropped and labelled "Missing"; limits are NaN below two values; is_trial
    below 13. A lower limit of a count may be under 0: draw it at 0. Raises ValueError for another `improvement`.
    Source: NHS England Making Data Count; NHSRplotthedots 0.2.2; Wheeler 2000.
    """
    if improvement not in ("decrease", "increase", None):
        raise ValueError("improvement is 'decrease', 'increase' or None.")
    numbers = as_numbers(values)
    is_there = ~np.isnan(numbers)
    points = numbers[is_there]
    mean = float(points.mean()) if len(points) else NAN
    step = _mean_moving_range(points, screen_outliers)
    found = _special_causes(points, mean, LIMIT * step) if len(points) > 1 else [COMMON] * len(points)
    labels = iter(found)
    special_cause = [next(labels) if there else MISSING for there in is_there]
    note = "" if len(points) > 1 else "fewer than two values: no limits"
    return Xmr(
        mean, mean - LIMIT * step, mean + LIMIT * step, special_cause, len(points) < TRIAL_N,
        [_point_type(label, improvement) for label in special_cause], len(points), note,
    )  # fmt: skip


def _mean_moving_range(points: np.ndarray, screen_outliers: bool) -> float:
    ranges = np.abs(np.diff(points))
    if len(ranges) == 0:
        return NAN
    if screen_outliers and ranges.any():
        ranges = ranges[ranges < SCREEN * ranges.mean()]
    return float(ranges.mean())


def _special_causes(points: np.ndarray, mean: float, reach: float) -> list[str]:
    """The label of each point."""
    side = np.sign(points - mean)
    is_beyond = np.abs(points - mean) > reach
    is_near = ~is_beyond & (np.abs(points - mean) > reach * 2 / 3)
    trend = _trend(points)
    pair = is_near & _in_window(side, 3, lambda window: abs(side[window].sum()) == 3 and is_near[window].sum() >= 2)
    run = _in_window(side, 7, lambda window: abs(side[window].sum()) == 7)
    labels = []
    for i, above in enumerate(side > 0):
        if is_beyond[i]:
            labels.append("Above UCL" if above else "Below LCL")
        elif trend[i]:
            labels.append(f"7 Point Trend ({'Increasing' if trend[i] > 0 else 'Decreasing'})")
        elif pair[i] or run[i]:
            labels.append(f"{'2 in 3' if pair[i] else '7 Points'} {'Above' if above else 'Below'} CL")
        else:
            labels.append(COMMON)
    return labels


def _in_window(side: np.ndarray, width: int, holds: Any) -> np.ndarray:
    """Which points lie in some stretch of `width` neighbours for which the rule holds."""
    inside = np.zeros(len(side), dtype=bool)
    for start in range(len(side) - width + 1):
        window = slice(start, start + width)
        if holds(window):
            inside[window] = True
    return inside


def _trend(points: np.ndarray) -> np.ndarray:
    """1 or -1 for points of a stretch of 7 that only rises or only falls, else 0; the later stretch wins at a turn."""
    steps = np.sign(np.diff(points))
    direction = np.zeros(len(points))
    for start in range(len(points) - 6):
        if abs(steps[start : start + 6].sum()) == 6:
            direction[start : start + 7] = steps[start]
    return direction


def _point_type(label: str, improvement: str | None) -> str:
    if label in (COMMON, MISSING):
        return "common_cause" if label == COMMON else "missing"
    is_up = "Above" in label or "Increasing" in label
    if improvement is None:
        return f"special_cause_neutral_{'high' if is_up else 'low'}"
    return f"special_cause_{'improvement' if is_up == (improvement == 'increase') else 'concern'}"
