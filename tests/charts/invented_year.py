"""Invented figures of a whole service's year, of any size, for the pictures of the annual report."""

from __future__ import annotations

import random
from datetime import date

import pandas as pd

from rtt_eval import benchmarks, monthly
from rtt_eval.figures import Figure, count, percent
from rtt_eval.labels import ROUTES

BANDS = ("close_to_average", "slightly_raised", "high", "very_high")


def year(n: int, mood: str, chance: random.Random) -> list[Figure]:
    """mood: mixed, ties (all in one group, every month alike), zeros, long (ten times as many children)."""
    size = 10 * n if mood == "long" else n
    figures = [*benchmarks.figures(2025), Figure("sdq.national.mean", 14.9, "points", "sdq", "average", n, decimals=1)]
    for name, codes in (("new", ROUTES), ("previous_year", {} if mood == "ties" else ROUTES)):
        parts = _split(size, len(codes), mood, chance)
        figures.append(count(f"referrals.{name}.total.n", sum(parts), "referrals", unit="referrals"))
        ids = [f"referrals.{name}.{code}.n" for code in codes]
        figures += [count(id, value, "referrals", unit="referrals") for id, value in zip(ids, parts, strict=True)]
    return [*figures, *_bands(size, mood, chance), *_waits(n, mood), *_limits(n)]


def _split(n: int, k: int, mood: str, chance: random.Random) -> list[int]:
    if mood == "zeros" or not k:
        return [0] * k
    if mood == "ties":
        return [n] + [0] * (k - 1)
    places = [chance.randrange(k) for _ in range(n)]
    return [places.count(place) for place in range(k)]


def _bands(n: int, mood: str, chance: random.Random) -> list[Figure]:
    figures = []
    for stem in ("sdq.returns", "sdq.local", "sdq.national"):
        parts = _split(n, 5, mood, chance)
        if mood == "long":
            parts = [n - 4, 1, 1, 1, 1]  # parts too narrow for their names
        whole = f"{stem}.n" if stem == "sdq.returns" else f"{stem}.completed.n"
        figures.append(count(whole, sum(parts), "sdq"))
        names = [*(f"{stem}.band.{band}" for band in BANDS), f"{stem}.zero_total"]
        for name, value in zip(names, parts, strict=True):
            figures.append(count(f"{name}.n", value, "sdq", of=n))
            figures.append(percent(f"{name}.pct", value, n, "sdq"))
    return figures


def _waits(n: int, mood: str) -> list[Figure]:
    figures = []
    ends = {"ties": (6, 6, 6), "zeros": (0, 0, 0), "long": (1, 103, 260)}.get(mood, (2, 5, 11))
    for kind, target in (("consultation", 4), ("therapy", 18)):
        figures.append(count(f"waits.{kind}.weeks.n", n, "waits"))
        for end, value in zip(("q1", "median", "q3"), ends, strict=True):
            sort = "average" if end == "median" else "spread"
            figures.append(Figure(f"waits.{kind}.weeks.{end}", float(value), "weeks", "waits", sort, n, decimals=1))
        figures.append(Figure(f"waits.{kind}.target_weeks", target, "weeks", "waits", "average"))
    return figures


def _limits(n: int) -> list[Figure]:
    """Of the 12 months in invented.py, without being worked out from them."""
    rates = {"mean": n / 6, "lower_limit": 0.0, "upper_limit": n / 2}
    figures = [Figure(f"spc.referrals.{end}", v, "x", "x", "rate", n, decimals=1) for end, v in rates.items()]
    figures += [count("spc.referrals.n_points", 12, "x", unit="months")]
    figures += [count("spc.referrals.special_cause.n", 1, "x", unit="months")]
    return [*figures, Figure("spc.referrals.month.2030-06.rule", 1, "months", "x", note="above the upper limit")]


def months(n_months: int, mood: str = "mixed", a_month: int = 40) -> list[Figure]:
    """Referrals of so many months from April 2030, some out of the ordinary."""
    chance = random.Random(n_months)
    counts = [chance.randint(a_month * 3 // 4, a_month * 5 // 4) for _ in range(n_months)]
    counts[-1] = 3 * a_month
    counts = {"ties": [a_month] * n_months, "zeros": [0] * n_months}.get(mood, counts)
    if mood == "long":
        counts = [*range(a_month, a_month + n_months - 8), *[a_month // 4] * 8][:n_months]
    names = pd.period_range("2030-04", periods=n_months, freq="M")
    days = [f"{month}-10" for month, value in zip(names, counts, strict=True) for _ in range(value)]
    rows = pd.DataFrame({"person_id": [f"P{nth}" for nth in range(len(days))], "received": pd.to_datetime(days)})
    first, last = date(2030, 4, 1), names[-1].end_time.date()
    return monthly.referrals_each_month(rows, first, first, last, last)
