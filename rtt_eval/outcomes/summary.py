"""The change of every scale at every follow-up, as figures: the one function that the outcome section is made from."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.bands import band_figures
from rtt_eval.outcomes.change import DEFAULT_GATES, change_figures
from rtt_eval.outcomes.counts import Contrast, contrasts, counted
from rtt_eval.outcomes.direction import direction_figures, reliable_figures
from rtt_eval.outcomes.expected import added_value_figures, regression_figures
from rtt_eval.outcomes.numbers import number
from rtt_eval.params import Gates, Outcome
from rtt_eval.stats import holm

DEFAULT_PRIMARY = Outcome()


def summarise(
    pairs: pd.DataFrame,
    measures: Mapping[str, Measure],
    gates: Gates = DEFAULT_GATES,
    primary: Outcome = DEFAULT_PRIMARY,
) -> list[Figure]:
    """How scores changed, a set of figures a measure, informant, subscale and follow-up; `completeness` has the flow.

    pairs: from `pair_timepoints`. gates: the fewest pairs for each step; what is under its gate is not made, except
    `change.mean`, which then has no value and a note. Ids start with `outcomes.<measure>.<informant>.<subscale>.
    <from>_to_<to>.`; the families of figures are described where they are made (direction, bands, change, expected).
    primary: the outcome that the report leads with; it has the expected regression to the mean, and its test stands
    alone, while the tests of all other outcomes at one follow-up are adjusted together (`wilcoxon.p_holm`).
    """
    figures: list[Figure] = []
    tests: dict[str, list[Figure]] = {}
    for one, rows in contrasts(pairs, measures):
        key = (rows["measure"].iloc[0], rows["informant"].iloc[0], rows["subscale"].iloc[0])
        follow_up = rows["follow_up"].iloc[0]
        made = _of_one(one, rows, measures[key[0]], gates)
        if (*key, follow_up) == (primary.measure, primary.informant, primary.subscale, primary.follow_up):
            made += regression_figures(one, key, gates)
        else:
            tests.setdefault(follow_up, []).extend(figure for figure in made if figure.id.endswith(".wilcoxon.p"))
        figures += made
    return figures + [figure for family in tests.values() for figure in _holm(family)] + added_value_figures(pairs)


def _of_one(one: Contrast, rows: pd.DataFrame, measure: Measure, gates: Gates) -> list[Figure]:
    figures = change_figures(one, gates) + _without_pair(one, rows, gates)
    if one.n < gates.counts:
        return figures
    changed = one.rows["informant_changed"].to_numpy(bool)
    figures += direction_figures(one) + reliable_figures(one)
    figures += band_figures(one, has_line=one.scale.id == measure.primary_subscale)
    figures.append(counted(f"{one.stem}.informant_changed.n", changed, one.children, of=one.n))
    is_unknown = one.rows["is_version_unknown"].to_numpy(bool)
    if is_unknown.any():
        figures.append(counted(f"{one.stem}.form_version_unknown.n", is_unknown, one.children, of=one.n))
    return figures


def _without_pair(one: Contrast, rows: pd.DataFrame, gates: Gates) -> list[Figure]:
    """Where those stood at baseline who have no pair: were the others, whose change is known, like them?"""
    left_out = rows[rows["is_eligible"] & rows["has_baseline"] & ~rows["is_paired"]]["baseline"].to_numpy(float)
    if len(left_out) < gates.mean:
        return []
    return [number(f"{one.stem}.not_paired.mean_baseline", left_out.mean(), len(left_out))]


def _holm(family: list[Figure]) -> list[Figure]:
    """The tests of the secondary outcomes at one follow-up, adjusted for how many there are."""
    known = [test for test in family if test.value is not None]
    adjusted = holm([float(test.value) for test in known if test.value is not None])
    return [
        test._replace(
            id=f"{test.id}_holm",
            value=p,
            method=f"{test.method}; Holm, {len(known)} secondary outcomes",
            derived_from=(test.id,),
        )
        for test, p in zip(known, adjusted, strict=True)
    ]
