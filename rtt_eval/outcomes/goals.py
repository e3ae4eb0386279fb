"""Goals that children or carers set: only a goal rated at both times says anything about change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.change import DEFAULT_GATES, change_figures, size_figures
from rtt_eval.outcomes.counts import Contrast, contrast, counted
from rtt_eval.outcomes.direction import at_threshold, direction_figures
from rtt_eval.outcomes.given import Entries, grouped, picked
from rtt_eval.params import Gates

MEAN_GOAL = "mean_goal"


def goals(pairs: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates = DEFAULT_GATES) -> list[Figure]:
    """Goals rated at both times, two ways: a row a goal, and a row a child (the mean of the child's goals).

    `outcomes.gbo.goals.<from>_to_<to>.`: n_paired, reliable.{improved,no_change,deteriorated}.n (points a goal, from
    the measure), and lost.n and added.n: goals rated only at the first or only at the second time, among children
    rated by the same informant at both. `outcomes.gbo.mean_goal.<from>_to_<to>.`: n_paired, reliable_at_<points>.*,
    and by their gates direction and change. A goal that child and carer both rate counts once for each of them.
    pairs: from `pair_timepoints`; eligible rows count.
    """
    figures = []
    for id, measure in measures.items():
        if MEAN_GOAL not in measure.pair_scales:
            continue
        mine = pairs[(pairs["measure"] == id) & pairs["is_eligible"]]
        for (start, follow_up), rows in mine.groupby(["start", "follow_up"], sort=False):
            times = f"{start}_to_{follow_up}"
            figures += _by_goal(f"outcomes.{id}.goals.{times}", rows, measure)
    for _, one in mean_goals(pairs, measures):
        figures += _by_child(one, gates)
    return figures


def mean_goals(pairs: pd.DataFrame, measures: Mapping[str, Measure]) -> Iterator[tuple[str, Contrast]]:
    """Each follow-up, and the mean goal of each child then and at the start: over the goals rated at both."""
    for id, measure in measures.items():
        if MEAN_GOAL in measure.pair_scales:
            mine = pairs[(pairs["measure"] == id) & pairs["is_eligible"]]
            columns = ["case_id", "person_id", "is_paired", "baseline", "follow_up_score", "score_kind"]
            for (start, follow_up), rows in grouped(mine, ["start", "follow_up"], columns):
                stem = f"outcomes.{id}.{MEAN_GOAL}.{start}_to_{follow_up}"
                paired = picked(rows, rows["is_paired"].astype(bool))
                yield follow_up, contrast(stem, measure.pair_scales[MEAN_GOAL], _by_case(paired))


def _by_case(rows: Entries) -> Entries:
    """A row a case: the mean over its goals, and of the rest what the first goal has."""
    _, first, place = np.unique(rows["case_id"].astype(str), return_index=True, return_inverse=True)
    n_goals = np.maximum(np.bincount(place, minlength=len(first)), 1)
    means = {name: np.bincount(place, rows[name], len(first)) / n_goals for name in ("baseline", "follow_up_score")}
    return {**picked(rows, first), **means}


def _by_goal(stem: str, rows: pd.DataFrame, measure: Measure) -> list[Figure]:
    scale = next(iter(measure.subscales.values()))
    one = contrast(stem, scale, _entries(rows[rows["is_paired"]]))
    by_informant = rows.groupby(["case_id", "informant"])
    is_rated_twice = by_informant["has_baseline"].transform("any") & by_informant["has_follow_up"].transform("any")
    asked = rows[is_rated_twice]
    children = asked["person_id"].to_numpy(object)
    before, after = asked["has_baseline"].to_numpy(bool), asked["has_follow_up"].to_numpy(bool)
    return [
        _n_paired(one, "goals"),
        counted(f"{stem}.lost.n", before & ~after, children, unit="goals"),
        counted(f"{stem}.added.n", ~before & after, children, unit="goals"),
        *_reliable(f"{stem}.reliable", one, "goals"),
    ]


def _by_child(one: Contrast, gates: Gates) -> list[Figure]:
    threshold = one.scale.reliable_change.threshold if one.scale.reliable_change else None
    figures = [_n_paired(one, "children"), *_reliable(f"{one.stem}.reliable_at_{threshold:g}", one, "children")]
    figures += change_figures(one, gates) + (direction_figures(one) if one.n >= gates.counts else [])
    return figures + size_figures(one, gates)


def _entries(rows: pd.DataFrame) -> Entries:
    return {name: rows[name].to_numpy() for name in ("person_id", "baseline", "follow_up_score", "score_kind")}


def _n_paired(one: Contrast, unit: str) -> Figure:
    return counted(f"{one.stem}.n_paired", np.ones(one.n, dtype=bool), one.children, unit=unit)


def _reliable(name: str, one: Contrast, unit: str) -> list[Figure]:
    rule = one.scale.reliable_change
    return at_threshold(name, one, rule, unit) if rule else []
