"""How many improved, stayed the same or got worse, and how many by more than the measure's own error."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rtt_eval.figures import Figure, percent
from rtt_eval.measures import ReliableChange
from rtt_eval.outcomes.counts import SECTION, Contrast, counted, split
from rtt_eval.stats import change_category, wilson

CATEGORIES = {"improved": "improved", "no_change": "no_reliable_change", "deteriorated": "deteriorated"}
"""Name in an id -> category of `stats.change_category`."""


def direction_figures(one: Contrast) -> list[Figure]:
    """Improved, same, worse in the direction of the scale; for a main scale the share that improved as well."""
    # Means of goals may differ in the sixteenth decimal and still be the same.
    gain = np.round(one.gain, 9)
    name = f"{one.stem}.direction"
    masks = {f"{name}.improved.n": gain > 0, f"{name}.same.n": gain == 0, f"{name}.worse.n": gain < 0}
    shares = [_share(f"{name}.improved", gain > 0)] if one.is_main else []
    return [*split(f"{name}.n", masks, one.children), *shares]


def reliable_figures(one: Contrast) -> list[Figure]:
    """Reliable change at the scale's own threshold, and at the other thresholds that it is to be printed at.

    `reliable.*` at the measure's threshold, `reliable_at_<points>.*` at each of `report_at`: improved, no_change,
    deteriorated; how many could have improved so far (the rest began too near the best score); for a main scale the
    shares as well. None of it where the measure has no threshold, or has one for another kind of score.
    """
    rule = one.scale.reliable_change
    if rule is None or rule.score_kind != one.score_kind:
        return []
    figures = _at(one, "reliable", rule)
    for name in ("improved", "deteriorated") if one.is_main else ():
        is_so = change_category(one.change, rule.threshold, one.scale.higher_is) == name
        figures.append(_share(f"{one.stem}.reliable.{name}", is_so))
    for threshold in rule.report_at:
        figures += _at(one, f"reliable_at_{threshold:g}", replace(rule, threshold=threshold))
    return figures


def at_threshold(name: str, one: Contrast, rule: ReliableChange, unit: str = "children") -> list[Figure]:
    """Improved, no reliable change and deteriorated at one threshold, in points; reached is enough."""
    category = change_category(one.change, rule.threshold, one.scale.higher_is)
    source = "a threshold of the service's own" if rule.is_ours else rule.source
    masks = {f"{name}.{part}.n": category == code for part, code in CATEGORIES.items()}
    return split(f"{name}.n", masks, one.children, unit=unit, method=f"{rule.threshold:g} points or more; {source}")


def _at(one: Contrast, name: str, rule: ReliableChange) -> list[Figure]:
    stem = f"{one.stem}.{name}"
    low, high = one.scale.range
    room = high - one.baseline if one.scale.higher_is == "better" else one.baseline - low
    could = counted(f"{stem}.could_improve.n", room >= rule.threshold, one.children, of=one.n)
    return [*at_threshold(stem, one, rule), could]


def _share(stem: str, is_so: np.ndarray) -> Figure:
    numerator, denominator = int(is_so.sum()), len(is_so)
    found = wilson(numerator, denominator)
    return percent(
        f"{stem}.pct",
        numerator,
        denominator,
        SECTION,
        interval=(100 * found.ci_low, 100 * found.ci_high),
        method="Wilson interval, 95%",
        derived_from=(f"{stem}.n",),
    )
