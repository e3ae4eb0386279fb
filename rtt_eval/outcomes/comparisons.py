"""Which forms and which two times an evaluation compares, where it does not compare all there are with the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from rtt_eval.errors import ParamsError
from rtt_eval.figures import Figure
from rtt_eval.measures import Measure, load
from rtt_eval.outcomes.change import DEFAULT_GATES, p_value
from rtt_eval.outcomes.completeness import completeness
from rtt_eval.outcomes.counts import Contrast, contrasts
from rtt_eval.outcomes.due import REVIEWS
from rtt_eval.outcomes.numbers import number
from rtt_eval.outcomes.pairs import COLUMNS, pair_timepoints
from rtt_eval.outcomes.summary import exploratory
from rtt_eval.params import Gates
from rtt_eval.stats import paired_change

START = "baseline"
TIMES = (START, *REVIEWS)
BETWEEN = "_to_"
PAIRED_T = "paired t test, two-sided; the interval of the mean change is its own"


def chosen(
    scores: pd.DataFrame, measures: Iterable[str] | None = None, informants: Iterable[str] | None = None
) -> pd.DataFrame:
    """The scores of these measures and informants only; None for all. Errors: ParamsError for an unknown measure."""
    ids = None if measures is None else [load(id).id for id in measures]
    is_kept = pd.Series(True, index=scores.index)
    for column, wanted in (("measure", ids), ("informant", informants)):
        is_kept &= True if wanted is None else scores[column].isin(list(wanted))
    return scores[is_kept]


def beside_the_start(timepoints: Sequence[str] | None) -> list[str] | None:
    """The follow-ups that are set beside the start; None for all that the data hold.

    timepoints: a follow-up (`month_6`), or two times (`month_6_to_month_12`). Errors: ParamsError where one of them is
    no time of a form, or the second is not the later one.
    """
    if timepoints is None:
        return None
    return [later for first, later in map(_times, timepoints) if first == START]


def _times(comparison: str) -> tuple[str, str]:
    first, between, later = comparison.partition(BETWEEN)
    first, later = (first, later) if between else (START, first)
    if first not in TIMES or later not in REVIEWS or TIMES.index(first) >= TIMES.index(later):
        raise ParamsError(
            f"`timepoints`: `{comparison}` is no comparison. Name a follow-up ({', '.join(REVIEWS)}), or two times, "
            "the earlier one first, such as month_6_to_month_12."
        )
    return first, later


def pair_other_times(
    scores: pd.DataFrame, cases: pd.DataFrame, as_at: date, timepoints: Sequence[str] | None
) -> pd.DataFrame:
    """The comparisons of `timepoints` whose first time is not the start, as `pair_timepoints` has them; may be none."""
    wanted: dict[str, list[str]] = {}
    for first, later in map(_times, timepoints or ()):
        if first != START:
            wanted.setdefault(first, []).append(later)
    parts = [pair_timepoints(scores, cases, as_at, first, later) for first, later in wanted.items()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def other_times(pairs: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates = DEFAULT_GATES) -> list[Figure]:
    """Flow and change between two times neither of which is the start: exploratory, each test in no family.

    pairs: from `pair_other_times`. Ids as in `summarise`, with both times: `outcomes.….month_6_to_month_12.`
    """
    if pairs.empty:
        return []
    return [*completeness(pairs, measures), *exploratory(pairs, measures, gates)]


def paired_statistics(
    pairs: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates = DEFAULT_GATES
) -> list[Figure]:
    """What a paper prints beside a mean change: both SDs, the correlation, and the paired t test.

    Of each main scale and follow-up, ids as in `summarise`. From `gates.mean` pairs `sd_baseline` and `sd_follow_up`;
    from `gates.tests` `correlation`, `change.t`, `change.t.df` and `change.t.p`. pairs: from `pair_timepoints`.
    """
    return [
        figure
        for _, one, _ in contrasts(pairs, measures)
        if one.is_main and one.n >= gates.mean
        for figure in _statistics(one, gates)
    ]


def _statistics(one: Contrast, gates: Gates) -> list[Figure]:
    found, stem = paired_change(one.baseline, one.follow_up), one.stem
    spreads = [
        number(f"{stem}.sd_baseline", found.sd_baseline, one.n, "spread"),
        number(f"{stem}.sd_follow_up", found.sd_follow_up, one.n, "spread"),
    ]
    if one.n < gates.tests:
        return spreads
    n_paired = (f"{stem}.n_paired",)
    no_spread = "no spread at one of the times: not estimable"
    return [
        *spreads,
        number(f"{stem}.correlation", found.r, one.n, "effect", unit="correlation", decimals=2, note=no_spread),
        number(f"{stem}.change.t", found.t, one.n, "test", unit="t", decimals=2, method=PAIRED_T, note=found.note),
        number(f"{stem}.change.t.df", one.n - 1, one.n, "test", unit="df", decimals=0, derived_from=n_paired),
        p_value(f"{stem}.change.t.p", found.p, one.n, PAIRED_T, found.note),
    ]
