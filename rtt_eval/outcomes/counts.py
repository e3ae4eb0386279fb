"""The pairs of one scale as arrays, and counts of them: a whole with the parts that add up to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.measures import Measure, Subscale
from rtt_eval.outcomes.given import SCALE, grouped

SECTION = "outcomes"


class Contrast(NamedTuple):
    """The pairs of one scale at one follow-up: arrays of the same length, one entry a pair. `stem` leads the ids."""

    stem: str
    scale: Subscale
    children: np.ndarray
    baseline: np.ndarray
    follow_up: np.ndarray
    score_kind: str
    rows: pd.DataFrame

    @property
    def n(self) -> int:
        """How many pairs there are."""
        return len(self.baseline)

    @property
    def change(self) -> np.ndarray:
        """Follow-up less baseline, in points."""
        return self.follow_up - self.baseline

    @property
    def gain(self) -> np.ndarray:
        """The change with its sign turned so that above zero is better, in points."""
        return self.change if self.scale.higher_is == "better" else -self.change


def contrasts(pairs: pd.DataFrame, measures: Mapping[str, Measure]) -> Iterable[tuple[Contrast, pd.DataFrame]]:
    """Each scale at each follow-up, and all its rows of the pairs frame, in the order of that frame.

    Goals (measures whose scales mean something else for each child) are left to `goals`.
    """
    keys = [*SCALE, "start", "follow_up"]
    for (measure, informant, subscale, start, follow_up), rows in grouped(pairs, keys):
        if measures[measure].pair_scales:
            continue
        stem = f"outcomes.{measure}.{informant}.{subscale}.{start}_to_{follow_up}"
        yield contrast(stem, measures[measure].scales[informant][subscale], rows[rows["is_paired"]]), rows


def contrast(stem: str, scale: Subscale, paired: pd.DataFrame) -> Contrast:
    """The paired rows of one scale as arrays."""
    return Contrast(
        stem,
        scale,
        paired["person_id"].to_numpy(object),
        paired["baseline"].to_numpy(float),
        paired["follow_up_score"].to_numpy(float),
        str(paired["score_kind"].iloc[0]) if len(paired) else scale.score_kind,
        paired,
    )


def counted(
    id: str,
    mask: np.ndarray,
    children: np.ndarray,
    *,
    of: int | None = None,
    unit: str = "children",
    method: str = "",
    parts_of: tuple[str, ...] = (),
) -> Figure:
    """How many entries `mask` holds true of; `n` is the children behind them, which a child with two cases lowers.

    of: the whole, where a reader may know it and so the rest of it; disclosure control looks at the rest as well.
    """
    n_children = len(set(children[mask]))
    return count(id, int(mask.sum()), SECTION, unit=unit, of=of, n=n_children, method=method, parts_of=parts_of)


def split(
    whole: str,
    parts: Mapping[str, np.ndarray],
    children: np.ndarray,
    *,
    unit: str = "children",
    method: str = "",
) -> list[Figure]:
    """The figure with the id `whole`, and its parts by id, which add up to it.

    Each split has a whole of its own although many of them equal n_paired: disclosure control looks for what can be
    subtracted among the parts of one whole, and parts of two splits must not stand in one list.
    """
    n = len(children)
    return [counted(whole, np.ones(n, dtype=bool), children, unit=unit)] + [
        counted(id, mask, children, of=n, unit=unit, method=method, parts_of=(whole,)) for id, mask in parts.items()
    ]
