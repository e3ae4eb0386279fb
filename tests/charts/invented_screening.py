"""An invented list of the referral screening: n young people, of whom eight are above the line."""

from __future__ import annotations

import random

import pandas as pd

from rtt_eval.figures import Figure, count

PLACES = 8
GROUPS = {"sdq": 3, "moves": 6, "missing_and_risk": 6, "new_placement": 2}
"""The most points of each part of a bar."""


def screening_rows(n: int, mood: str) -> dict[str, pd.DataFrame]:
    """Rows screening_ranked and screening_bars, most points first. ties: all alike; zeros: no points but one."""
    chance = random.Random(n)
    fixed = {"ties": dict.fromkeys(GROUPS, 1), "zeros": {**dict.fromkeys(GROUPS, 0), "sdq": 1}, "long": GROUPS}
    some = [fixed.get(mood) or {group: chance.randint(0, most) for group, most in GROUPS.items()} for _ in range(n)]
    bars = pd.DataFrame([{"person_id": f"P{1000 + place}", **one} for place, one in enumerate(some)])
    bars["points"] = bars[list(GROUPS)].sum(axis=1)
    bars = bars.sort_values("points", ascending=False, ignore_index=True)
    ranked = bars[["person_id", "points"]].assign(
        rank=bars["points"].rank(method="min", ascending=False).astype(int),
        is_tied=bars["points"].duplicated(keep=False),
        line=_sides(bars["points"].tolist()),
    )
    return {"screening_ranked": ranked, "screening_bars": bars.drop(columns="points")}


def _sides(points: list[int]) -> list[str]:
    if len(points) <= PLACES:
        return ["above"] * len(points)
    last, following = points[PLACES - 1], points[PLACES]
    at_last = "at" if last == following else "above"
    return ["above" if one > last else at_last if one == last else "below" for one in points]


def screening_figures(n: int, mood: str) -> list[Figure]:
    """The counts that the chart's title names."""
    sides = screening_rows(n, mood)["screening_ranked"]["line"]
    n_above, n_at = int((sides == "above").sum()), int((sides == "at").sum())
    return [
        count("screening.line.above.n", n_above, "screening"),
        count("screening.line.at.n", n_at, "screening"),
        count("screening.places_left.n", PLACES - n_above if n_at else 0, "screening", unit="places"),
    ]
