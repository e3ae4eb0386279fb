"""Shares with their interval, and p values of a family of outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri

from rtt_eval.stats.numbers import NAN, as_number, as_numbers


class Wilson(NamedTuple):
    """A share from 0 to 1 with its 95% interval."""

    proportion: float
    ci_low: float
    ci_high: float
    note: str


def wilson(events: float, n: float) -> Wilson:
    """Share `events` / `n` with Wilson's 95% interval, which stays sensible at 0, at 1 and for small n.

    NaN when n is 0 or missing, or events are not between 0 and n. Source: Wilson 1927, JASA 22:209.
    """
    count, size = as_number(events), as_number(n)
    if not size > 0 or not 0 <= count <= size:
        return Wilson(NAN, NAN, NAN, "nobody to count" if size == 0 else "needs 0 to n events out of n")
    share = count / size
    z2 = float(ndtri(0.975)) ** 2
    centre = (share + z2 / (2 * size)) / (1 + z2 / size)
    half = np.sqrt(z2 * (share * (1 - share) / size + z2 / (4 * size**2))) / (1 + z2 / size)
    low = 0.0 if count == 0 else float(centre - half)
    high = 1.0 if count == size else float(centre + half)
    return Wilson(share, low, high, "")


def holm(p_values: Iterable[Any]) -> list[float]:
    """Holm's adjusted p values, in the order given; a missing p stays NaN and does not count in the family.

    Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
    """
    given = as_numbers(p_values)
    order = np.argsort(given)[: int((~np.isnan(given)).sum())]
    steps = given[order] * np.arange(len(order), 0, -1)
    adjusted = np.full(len(given), NAN)
    adjusted[order] = np.minimum(1, np.maximum.accumulate(steps))
    return adjusted.tolist()
