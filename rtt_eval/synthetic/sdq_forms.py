"""SDQ answers that add up to a wanted total, and the odd forms that a service really gets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rtt_eval import measures
from rtt_eval.synthetic.plan import Row

DIFFICULTIES = ("emotion", "conduct", "hyper", "peer")

PROSOCIAL_SWAY = 1.3
"""SD, in points, by which one form's prosocial score strays from the child's own level."""


@dataclass(frozen=True)
class Profile:
    """What is like this child at every time: how heavily each scale weighs, and a prosocial level (0 to 10)."""

    weights: tuple[float, ...]
    prosocial: int


def profile(rng: np.random.Generator) -> Profile:
    """A child's own pattern, with conduct and hyperactivity above the rest."""
    weights = np.array([0.9, 1.2, 1.4, 0.9]) * np.exp(rng.normal(0, 0.25, size=4))
    return Profile(tuple(float(weight) for weight in weights), int(rng.integers(3, 9)))


def points(rng: np.random.Generator, total: int, child: Profile) -> dict[str, int]:
    """Points 0 to 2 for each of the 20 difficulty items, that add up to the total, and for the prosocial ones.

    An item has two places; the total fills places at random, those of the child's heavier scales sooner.
    """
    sdq = measures.load("sdq")
    items = [item for scale in DIFFICULTIES for item in sdq.scale(scale).items]
    weights = np.repeat(np.array(child.weights), 10)
    order = np.argsort(rng.exponential(size=40) / weights, kind="stable")[:total]
    scored = {item: int(((order // 2) == i).sum()) for i, item in enumerate(items)}
    level = int(np.clip(child.prosocial + np.rint(rng.spawn(1)[0].normal(0, PROSOCIAL_SWAY)), 0, 10))
    prosocial = rng.permutation(np.repeat(np.arange(5), 2))[:level]
    return scored | {item: int((prosocial == i).sum()) for i, item in enumerate(sdq.scale("prosocial").items)}


def subscales(scored: dict[str, int]) -> dict[str, int]:
    """The five scales and the total of a form without blanks."""
    sdq = measures.load("sdq")
    sums = {scale: sum(scored[item] for item in sdq.scale(scale).items) for scale in (*DIFFICULTIES, "prosocial")}
    return sums | {"total": sum(sums[scale] for scale in DIFFICULTIES)}


def answers(scored: dict[str, int]) -> dict[str, int]:
    """Points turned into answers in response order: an item that counts backwards is turned round."""
    sdq = measures.load("sdq")
    turned = {item for scale in DIFFICULTIES for item in sdq.scale(scale).reversed}
    in_order = [f"item_{i}" for i in range(1, 26)]
    return {item: 2 - scored[item] if item in turned else scored[item] for item in in_order}


def with_fault(rng: np.random.Generator, given: dict[str, int], fault: str) -> dict[str, int | None]:
    """The answers with one of the faults that forms come back with.

    straight_lined: every answer "not true" (total 10). blank: one or two items. unscorable: three items of one scale.
    """
    if fault == "straight_lined":
        return dict.fromkeys(given, 0)
    emotion = measures.load("sdq").scale("emotion").items
    if fault == "unscorable":
        return {item: None if item in emotion[:3] else value for item, value in given.items()}
    n_blank = int(rng.integers(1, 3)) if fault == "blank" else 0
    blank = {f"item_{number}" for number in rng.permutation(25)[:n_blank] + 1}
    return {item: None if item in blank else value for item, value in given.items()}


def item_rows(form: Row, given: dict[str, int | None]) -> list[Row]:
    """A row for each answer; a blank one says so."""
    return [
        form | {"subscale": item, "score": value, "missing_reason": None if value is not None else "not_known"}
        for item, value in given.items()
    ]
