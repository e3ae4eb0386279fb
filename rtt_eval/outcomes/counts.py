"""The pairs of one scale as arrays, and counts of them: a whole with the parts that add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.measures import Measure, Subscale
from rtt_eval.outcomes.given import SCALE, Entries, grouped, picked

SECTION = "outcomes"
KEYS = [*SCALE, "start", "follow_up"]
COLUMNS = [
    *("person_id", "is_eligible", "has_baseline", "has_follow_up", "is_paired", "baseline", "follow_up_score"),
    *(
        "band_baseline",
        "band_follow_up",
        "score_kind",
        "informant_changed",
        "is_informant_known",
        "is_version_unknown",
        "loss_reason",
    ),
    "is_baseline_usable",
]


class Contrast(NamedTuple):
    """The pairs of one scale at one follow-up: arrays of the same length, one entry a pair. `stem` leads the ids.

    `is_main`: the scale stands for its measure, and has figures that the others do not need (bands, losses, shares).
    """

    stem: str
    scale: Subscale
    is_main: bool
    children: np.ndarray
    baseline: np.ndarray
    follow_up: np.ndarray
    score_kind: str
    entries: Entries

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


def contrasts(
    pairs: pd.DataFrame, measures: Mapping[str, Measure]
) -> Iterator[tuple[tuple[str, ...], Contrast, Entries]]:
    """Each scale at each follow-up: its codes (KEYS), its pairs, and all its rows, in the order of the pairs frame.

    Goals (measures whose scales mean something else for each child) are left to `goals`.
    """
    main = main_scales(pairs, measures)
    for codes, rows in grouped(pairs, KEYS, COLUMNS):
        measure, informant, subscale, start, follow_up = codes
        if measures[measure].pair_scales:
            continue
        stem = f"outcomes.{measure}.{informant}.{subscale}.{start}_to_{follow_up}"
        scale, is_main = measures[measure].scales[informant][subscale], main[measure, informant] == subscale
        yield codes, contrast(stem, scale, picked(rows, rows["is_paired"].astype(bool)), is_main), rows


def main_scales(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> dict[tuple[str, str], str]:
    """The scale that stands for each measure and informant: the measure's own choice, or else its first in the rows."""
    held = set(rows[SCALE].drop_duplicates().itertuples(index=False, name=None))
    main = {}
    for measure, informant in dict.fromkeys(key[:2] for key in held):
        in_order = [measures[measure].primary_subscale or "", *measures[measure].scales.get(informant, {})]
        main[measure, informant] = next((one for one in in_order if (measure, informant, one) in held), "")
    return main


def contrast(stem: str, scale: Subscale, paired: Entries, is_main: bool = True) -> Contrast:
    """The paired entries of one scale."""
    kinds = paired["score_kind"]
    return Contrast(
        stem,
        scale,
        is_main,
        paired["person_id"],
        paired["baseline"],
        paired["follow_up_score"],
        str(kinds[0]) if len(kinds) else scale.score_kind,
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
    """Counts by id that add up to all the children; the whole of them is a figure already, n_paired or n.

    `whole` names this one way of cutting the children up, and is no figure itself: disclosure control looks for what
    can be subtracted among the parts of one whole, and parts of two splits must not stand in one list.
    """
    n = len(children)
    return [
        counted(id, mask, children, of=n, unit=unit, method=method, parts_of=(whole,)) for id, mask in parts.items()
    ]
