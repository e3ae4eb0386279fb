"""The change of every scale at every follow-up, as figures: the one function that the outcome section is made from."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.bands import band_figures
from rtt_eval.outcomes.change import DEFAULT_GATES, change_figures, size_figures, wilcoxon_figure
from rtt_eval.outcomes.combined import any_measure_figures
from rtt_eval.outcomes.counts import Contrast, contrasts, counted
from rtt_eval.outcomes.direction import direction_figures, reliable_figures
from rtt_eval.outcomes.expected import added_value_figures, regression_figures
from rtt_eval.outcomes.given import Entries
from rtt_eval.outcomes.goals import mean_goals
from rtt_eval.outcomes.lost import completer_figures, sensitivity_figures
from rtt_eval.outcomes.model import mixed_model_figures
from rtt_eval.outcomes.nested import nested
from rtt_eval.params import Gates, Outcome
from rtt_eval.stats import holm

DEFAULT_PRIMARY = Outcome()

NOT_NAMED = "no form says who filled it in"


def summarise(
    pairs: pd.DataFrame,
    measures: Mapping[str, Measure],
    gates: Gates = DEFAULT_GATES,
    primary: Outcome = DEFAULT_PRIMARY,
) -> list[Figure]:
    """How scores changed, a set of figures a measure, informant, subscale and follow-up; `completeness` has the flow.

    pairs: from `pair_timepoints`. gates: the fewest pairs for each step; what is under its gate is not made, except
    `change.mean`, which then has no value and a note. Ids start with `outcomes.<measure>.<informant>.<subscale>.
    <from>_to_<to>.`; the families of figures are described where they are made. Their order is that of reporting:
    those lost at baseline, the change in points, how many improved, reliable change, the size of the effect, one test;
    then the checks on these (the lost, bands). `any_measure` and the mixed model follow at the end.

    primary: the outcome that the report leads with; it has the expected regression to the mean and the mixed model,
    and its test stands alone. Secondary outcomes are the main scales of the other measures and informants, the mean
    goal, and the primary scale at the other follow-ups: their tests at one follow-up are one family, adjusted together
    (`wilcoxon.p_holm`). All other scales are exploratory: to be read by their intervals, and in no family.
    """
    figures: list[Figure] = []
    tests: dict[str, list[Figure]] = {}
    for codes, one, rows in contrasts(pairs, measures):
        measure, informant, subscale, _, follow_up = codes
        key, made = (measure, informant, subscale), _of_one(one, rows, measures[measure], gates)
        is_primary_scale = key == (primary.measure, primary.informant, primary.subscale)
        if is_primary_scale and follow_up == primary.follow_up:
            made += regression_figures(one, key, gates)
        elif one.is_main or is_primary_scale:
            tests.setdefault(follow_up, []).extend(_tests(made))
        else:
            made = [_marked(figure) if _is_test(figure) else figure for figure in made]
        figures += made
    for follow_up, one in mean_goals(pairs, measures):
        tests.setdefault(follow_up, []).extend([wilcoxon_figure(one)] if one.n >= gates.tests else [])
    figures += [figure for family in tests.values() for figure in _holm(family)] + added_value_figures(pairs)
    return [
        *figures,
        *any_measure_figures(pairs, measures, gates),
        *mixed_model_figures(pairs, measures, gates, primary),
    ]


def exploratory(pairs: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates = DEFAULT_GATES) -> list[Figure]:
    """The figures of every scale by itself: no primary outcome, no family of tests, no model over all times."""
    return [
        _marked(figure) if _is_test(figure) else figure
        for codes, one, rows in contrasts(pairs, measures)
        for figure in _of_one(one, rows, measures[codes[0]], gates)
    ]


def _of_one(one: Contrast, rows: Entries, measure: Measure, gates: Gates) -> list[Figure]:
    """The figures of one scale; what follows from the form and not from the scale stands with the main scale only."""
    if not one.n and not one.is_main:
        return []
    figures = (completer_figures(one, rows, gates) if one.is_main else []) + change_figures(one, gates)
    if one.n < gates.counts:
        return figures
    figures += nested(one, direction_figures(one) + reliable_figures(one)) + size_figures(one, gates)
    return figures + (_of_main(one, rows, measure, gates) if one.is_main else [])


def _of_main(one: Contrast, rows: Entries, measure: Measure, gates: Gates) -> list[Figure]:
    """What the lost could change; bands; forms to be read with care: by two people, or of an unknown version."""
    changed, is_unknown = (one.entries[name].astype(bool) for name in ("informant_changed", "is_version_unknown"))
    figures = sensitivity_figures(one, rows, gates)
    figures += band_figures(one, gates, has_line=one.scale.id == measure.primary_subscale)
    by_two = counted(f"{one.stem}.informant_changed.n", changed, one.children, of=one.n)
    is_named = one.n == 0 or one.entries["is_informant_known"].astype(bool).any()
    figures.append(by_two if is_named else by_two._replace(value=None, n=None, note=NOT_NAMED))
    if is_unknown.any():
        figures.append(counted(f"{one.stem}.form_version_unknown.n", is_unknown, one.children, of=one.n))
    return figures


def _tests(figures: list[Figure]) -> list[Figure]:
    return [figure for figure in figures if _is_test(figure)]


def _is_test(figure: Figure) -> bool:
    return figure.id.endswith(".wilcoxon.p")


def _marked(test: Figure) -> Figure:
    return test._replace(method=f"{test.method}; exploratory, not adjusted")


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
