"""Every form of the primary outcome in one model, beside the complete pairs: a random intercept for each child."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.counts import SECTION, counted, main_scales
from rtt_eval.outcomes.given import SCALE
from rtt_eval.outcomes.numbers import number, with_interval
from rtt_eval.params import Gates, Outcome

METHOD = (
    "random intercept for each child, REML, one mean for each review; 95% interval by t, df children less 1. Uses "
    "every form that was due, also of children without a pair; fair if what decides whether a form is missing shows "
    "in the forms that are there"
)
NO_VARIANCE = 1e-6
"""In points squared: what rounding leaves where there is none."""

NO_SPREAD = "scores do not vary within children: interval not estimable"


class MixedModel(NamedTuple):
    """Change from the first time to each other time, in points, in order of the times. Interval NaN without spread."""

    changes: np.ndarray
    ci_low: np.ndarray
    ci_high: np.ndarray
    note: str


def mixed_model_figures(
    pairs: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates, primary: Outcome
) -> list[Figure]:
    """The change of the primary scale from baseline to each follow-up, by a model of every form that was due.

    `outcomes.<measure>.<informant>.<subscale>.mixed_model.`: children.n, rows.n (forms), and
    `<from>_to_<to>.change.mean` with its interval for each follow-up that has `gates.mean` pairs. From `gates.model`
    children with `gates.rows_a_child` forms each on average; one figure without a value where there are fewer. Forms
    of the wrong version or kind of score are left out. Source: Laird and Ware 1982, Biometrics 38:963.
    """
    key = (primary.measure, primary.informant, primary.subscale)
    is_scale = pairs[SCALE].eq(pd.Series(key, index=SCALE)).all(axis=1)
    mine = pairs[is_scale & pairs["is_eligible"]]
    n_paired = mine[mine["is_paired"]].groupby("follow_up", sort=False)["person_id"].nunique()
    n_paired = n_paired[n_paired >= gates.mean]
    if n_paired.empty:
        return []
    stem, start = f"outcomes.{'.'.join(key)}.mixed_model", mine["start"].iloc[0]
    rows = _rows(mine[mine["follow_up"].isin(n_paired.index)])
    n_children = rows["person_id"].nunique()
    if n_children < gates.model or len(rows) < gates.rows_a_child * n_children:
        return [_closed(f"{stem}.{start}_to_{primary.follow_up}.change.mean", gates)]
    found = random_intercept(rows["score"], rows["time"], rows["person_id"], [start, *n_paired.index])
    is_main = main_scales(pairs, measures)[key[:2]] == key[2]
    sizes = _sizes(stem, rows["person_id"].to_numpy(object), _flow_ids(key, start, list(n_paired.index), is_main))
    return sizes + _changes(stem, start, n_paired, found)


def random_intercept(scores: pd.Series, times: pd.Series, children: pd.Series, order: list[str]) -> MixedModel:
    """Change from the first time of `order` to each other one, in a linear model with a random intercept a child.

    A row a form, no missing values; a child needs no form at any given time. Restricted maximum likelihood. With one
    ratio of variances to find, its own few lines are sure to find it: the general routine of statsmodels often ends
    without an answer when children hardly differ, and its errors are not those of R lme4 where forms are missing. The
    interval uses t with children less 1 degrees of freedom, as z is too narrow for few children.
    """
    # Imported here: it takes a moment, and only a report with enough children asks for it.
    from scipy.optimize import minimize_scalar

    design = np.column_stack([np.ones(len(times)), *(times == time for time in order[1:])]).astype(float)
    forms = _Forms(scores.to_numpy(float), design, np.unique(children.to_numpy(str), return_inverse=True)[1])
    # Within one child, forms correlate by 0 to nearly 1.
    best = minimize_scalar(
        lambda alike: _fit(forms, alike)[0], bounds=(0, 1 - 1e-9), method="bounded", options={"xatol": 1e-10}
    )
    _, means, within, inverse = min((_fit(forms, alike) for alike in (0.0, float(best.x))), key=lambda fit: fit[0])
    changes, variances = means[1:], within * np.diag(inverse)[1:]
    if within <= NO_VARIANCE:
        blank = np.full(len(changes), np.nan)
        return MixedModel(changes, blank, blank, NO_SPREAD)
    half = stdtrit(children.nunique() - 1, 0.975) * np.sqrt(variances)
    return MixedModel(changes, changes - half, changes + half, "")


class _Forms(NamedTuple):
    """Scores, the design (a row a form), and for each form the number of its child."""

    scores: np.ndarray
    design: np.ndarray
    child: np.ndarray


def _fit(forms: _Forms, alike: float) -> tuple[float, np.ndarray, float, np.ndarray]:
    """Where two forms of one child correlate by `alike` (below 1): deviance, coefficients, variance within a child.

    The last is what that variance is to be multiplied by for the covariance of the coefficients.
    """
    n_of_child = np.bincount(forms.child)
    ratio = alike / (1 - alike)
    # The inverse of a child's covariance takes this share of the child's sum off each form.
    share = (ratio / (1 + ratio * n_of_child))[forms.child]
    both = np.column_stack([forms.design, forms.scores])
    sums = np.zeros((len(n_of_child), both.shape[1]))
    np.add.at(sums, forms.child, both)
    products = both.T @ (both - share[:, None] * sums[forms.child])
    information, cross, total = products[:-1, :-1], products[:-1, -1], products[-1, -1]
    means = np.linalg.solve(information, cross)
    df = len(forms.scores) - len(means)
    within = max(float(total - cross @ means) / df, NO_VARIANCE)
    deviance = np.log1p(ratio * n_of_child).sum() + np.linalg.slogdet(information)[1]
    return float(deviance + df * np.log(within)), means, within, np.linalg.inv(information)


def _rows(mine: pd.DataFrame) -> pd.DataFrame:
    """A row a form that can be used: person_id, time, score; the baseline of a case once."""
    first = mine[mine["is_baseline_usable"]].drop_duplicates("case_id")
    later = mine[mine["is_follow_up_usable"]]
    parts = [
        pd.DataFrame({"person_id": first["person_id"], "time": first["start"], "score": first["baseline"]}),
        pd.DataFrame({"person_id": later["person_id"], "time": later["follow_up"], "score": later["follow_up_score"]}),
    ]
    return pd.concat(parts, ignore_index=True)


def _closed(id: str, gates: Gates) -> Figure:
    note = f"needs at least {gates.model} children with {gates.rows_a_child:g} forms each on average"
    return Figure(id, None, "points", SECTION, "average", decimals=1, note=note)


def _flow_ids(key: tuple[str, str, str], start: str, follow_ups: list[str], is_main: bool) -> tuple[str, ...]:
    """The counts of `completeness` from which, with those of the model, the few who were lost could be worked out."""
    names = [("n_eligible", "n_baseline", *([f"n_{time}"] if is_main else []), time) for time in follow_ups]
    return tuple(f"outcomes.{'.'.join(key)}.{start}_to_{time}.{name}" for *counts, time in names for name in counts)


def _sizes(stem: str, children: np.ndarray, sources: tuple[str, ...]) -> list[Figure]:
    is_first = ~pd.Series(children).duplicated().to_numpy()
    n_children = counted(f"{stem}.children.n", is_first, children)
    n_rows = counted(f"{stem}.rows.n", np.ones(len(children), dtype=bool), children, unit="forms")
    return [one._replace(derived_from=sources) for one in (n_children, n_rows)]


def _changes(stem: str, start: str, n_paired: pd.Series, found: MixedModel) -> list[Figure]:
    """n: the children with both forms; the model adds what the others say."""
    figures = []
    for place, (time, n) in enumerate(n_paired.items()):
        id = f"{stem}.{start}_to_{time}.change.mean"
        mean = number(id, found.changes[place], int(n), method=METHOD, note=found.note)
        figures.append(with_interval(mean, (found.ci_low[place], found.ci_high[place])))
    return figures
