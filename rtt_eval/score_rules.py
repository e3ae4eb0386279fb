"""Scoring rules, which a measure's YAML names, over many forms at once: answers or parts in, one score a form out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

import numpy as np

from rtt_eval.measures import Subscale


class Scored(NamedTuple):
    """Per form: the score (NaN = not scorable), the blanks among its items, and a mask for each flag."""

    score: np.ndarray
    n_missing: np.ndarray
    flags: dict[str, np.ndarray]


@dataclass(frozen=True)
class Column:
    """One subscale of many forms, one array element a form; `is_present` says which forms have it at all."""

    score: np.ndarray
    is_present: np.ndarray
    score_kind: np.ndarray
    reason: np.ndarray
    n_missing: np.ndarray
    flags: dict[str, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """The items of many forms: forms down, items across. An answer that the form does not offer is invalid, and NaN."""

    items: Sequence[str]
    values: np.ndarray
    is_asked: np.ndarray
    is_invalid: np.ndarray
    reason: np.ndarray

    def at(self, items: Sequence[str]) -> list[int]:
        """Which columns hold these items."""
        return [self.items.index(item) for item in items]


def mean_prorated(answers: np.ndarray, gate: np.ndarray, scale: Subscale, top: float) -> Scored:
    """Mean of the answered items times the number of items, rounded half up, if few enough are blank.

    Items are reversed first (top - answer), prorated after. Worked example on the SDQ scoring sheet: 4 points from 3
    of 5 items is 6.67, so 7. Python's own rounding would take 2.5 to 2; the published syntax takes it to 3.
    """
    is_reversed = np.isin(scale.items, scale.reversed)
    turned = np.where(is_reversed, top - answers, answers)
    n_missing = np.isnan(turned).sum(axis=1)
    n_answered = np.maximum(len(scale.items) - n_missing, 1)
    # Whole numbers until the one division, so that an exact half is seen as a half.
    doubled = 2 * np.nansum(turned, axis=1) * len(scale.items)
    is_scorable = (n_missing <= scale.max_missing) & (n_missing < len(scale.items))
    score = np.where(is_scorable, np.floor((doubled + n_answered) / (2 * n_answered)), np.nan)
    return Scored(score, n_missing, {"items_missing": n_missing > 0, "prorated": is_scorable & (n_missing > 0)})


def impact_supplement(answers: np.ndarray, gate: np.ndarray, scale: Subscale, top: float) -> Scored:
    """SDQ impact: 0 and 1 count 0, 2 counts 1, 3 counts 2; blanks count 0 unless every item is blank.

    `gate` is the opening question: "no difficulties" (0) makes the score 0 whatever follows. The published syntax
    hides a partly blank supplement and one that contradicts its opening question; both are flagged here (our choice).
    """
    is_blank = np.isnan(answers)
    points = np.nansum(np.maximum(answers - 1, 0), axis=1)
    score = np.where(gate == 0, 0.0, np.where(is_blank.all(axis=1), np.nan, points))
    has_difficulties = (gate > 0) | (np.isnan(gate) & ~is_blank.all(axis=1))
    flags = {
        "impact_partial": has_difficulties & is_blank.any(axis=1),
        "impact_contradiction": (gate == 0) & (answers > 0).any(axis=1),
    }
    return Scored(score, np.where(gate == 0, 0, is_blank.sum(axis=1)), flags)


SCORING_RULES: Mapping[str, Callable[[np.ndarray, np.ndarray, Subscale, float], Scored]] = {
    "mean_prorated": mean_prorated,
    "impact_supplement": impact_supplement,
}


def from_items(scale: Subscale, scales: Mapping[str, Subscale], answers: Answers, top: float) -> Column:
    """A subscale by its rule, on the forms that asked any item of the same part of the form."""
    together = [other for other in scales.values() if other.form_part == scale.form_part]
    block = [item for other in together for item in (*other.items, other.gate_item) if item]
    is_asked = _any(answers.is_asked[:, answers.at(block)])
    inputs = answers.values[:, answers.at(scale.items)]
    gate = answers.values[:, answers.at([scale.gate_item])[0]] if scale.gate_item else np.full(len(inputs), np.nan)
    scored = SCORING_RULES[scale.rule or ""](inputs, gate, scale, top)
    is_invalid = _any(answers.is_invalid[:, answers.at(scale.items)])
    return Column(
        score=np.where(is_asked, scored.score, np.nan),
        is_present=is_asked,
        score_kind=np.full(len(inputs), "raw", dtype=object),
        reason=answers.reason,
        n_missing=np.where(is_asked, scored.n_missing, np.nan),
        flags={"out_of_range": is_invalid} | {flag: mask & is_asked for flag, mask in scored.flags.items()},
    )


def from_parts(parts: Sequence[Column]) -> Column:
    """The sum of other subscales' raw scores, each already rounded; NaN when any of them is missing.

    A form that has none of the parts has no sum either; T scores are never added up.
    """
    is_there = np.column_stack([part.is_present & (part.score_kind == "raw") for part in parts])
    score = np.where(is_there, np.column_stack([part.score for part in parts]), np.nan).sum(axis=1)
    n_missing = np.column_stack([part.n_missing for part in parts])
    nothing = np.zeros(len(score), dtype=bool)
    flags = {
        flag: _any(np.column_stack([part.flags.get(flag, nothing) for part in parts]))
        for flag in ("items_missing", "prorated", "out_of_range")
    }
    return Column(
        score=score,
        is_present=_any(is_there),
        score_kind=np.full(len(score), "raw", dtype=object),
        reason=reduce(_first_reason, [part.reason for part in parts]),
        n_missing=np.where(np.isnan(n_missing).all(axis=1), np.nan, np.nansum(n_missing, axis=1)),
        flags=flags | {"total_not_computable": _any(is_there) & np.isnan(score)},
    )


def over_entered(computed: Column, entered: Column) -> Column:
    """Computed scores where there are any, entered ones elsewhere; a form where the two differ is flagged."""
    is_computed = ~np.isnan(computed.score)
    differs = is_computed & ~np.isnan(entered.score) & ~np.isclose(computed.score, entered.score)
    flags = computed.flags | {"entered_disagrees": differs}
    flags["out_of_range"] = computed.flags["out_of_range"] | entered.flags["out_of_range"]
    if "total_not_computable" in flags:
        flags["total_not_computable"] = flags["total_not_computable"] & np.isnan(entered.score)
    return Column(
        score=np.where(is_computed, computed.score, entered.score),
        is_present=computed.is_present | entered.is_present,
        score_kind=np.where(is_computed, computed.score_kind, entered.score_kind),
        reason=_first_reason(entered.reason, computed.reason),
        n_missing=computed.n_missing,
        flags=flags,
    )


def _first_reason(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.array([other if one is None else one for one, other in zip(first, second, strict=True)], dtype=object)


def _any(mask: np.ndarray) -> np.ndarray:
    """Per form: whether any column holds."""
    return np.asarray(mask.any(axis=1))
