"""Those who were lost between the two times: were they like the others, and what could they change?"""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from rtt_eval.figures import Figure, percent
from rtt_eval.outcomes.counts import SECTION, Contrast
from rtt_eval.outcomes.given import Entries
from rtt_eval.outcomes.numbers import number, with_interval
from rtt_eval.params import Gates
from rtt_eval.stats import paired_change

WELCH = "baseline of those without a pair less that of those with one; Welch's t interval, 95%"
NO_CHANGE = "those with a baseline and no pair counted as unchanged; t interval, 95%"
WORST = "those with a baseline and no pair given the worst change that was seen; t interval, 95%"
ALL_LOST = "{} of those with a baseline and no pair counted as improved; of all who were due and had a baseline"


def completer_figures(one: Contrast, rows: Entries, gates: Gates) -> list[Figure]:
    """Where those stood at baseline who have no pair, beside the others: `mean_baseline`, with n_paired children.

    From `gates.mean` of them `not_paired.mean_baseline`; from as many pairs as well
    `not_paired.difference.mean_baseline`, not paired less paired, with Welch's interval. Eligible rows count.
    rows: all rows of the scale, paired or not.
    """
    left_out = rows["baseline"][_is_lost(rows) & rows["is_baseline_usable"].astype(bool)]
    if len(left_out) < gates.mean:
        return []
    stem, n = f"{one.stem}.not_paired", len(left_out)
    own = number(f"{stem}.mean_baseline", left_out.mean(), n)
    if one.n < gates.mean:
        return [own]
    sources = (own.id, f"{one.stem}.mean_baseline")
    value, bounds = welch(left_out, one.baseline)
    id = f"{stem}.difference.mean_baseline"
    difference = number(id, value, min(n, one.n), method=WELCH, derived_from=sources)
    return [own, with_interval(difference, bounds)]


def welch(first: np.ndarray, second: np.ndarray) -> tuple[float, tuple[float, float]]:
    """Mean of the first less mean of the second, with Welch's 95% interval; NaN where neither varies.

    Two or more values each. Source: Welch 1947, Biometrika 34:28.
    """
    value = float(first.mean() - second.mean())
    sizes = np.array([len(first), len(second)])
    errors = np.array([first.var(ddof=1), second.var(ddof=1)]) / sizes
    if errors.sum() == 0:
        return value, (np.nan, np.nan)
    df = errors.sum() ** 2 / (errors**2 / (sizes - 1)).sum()
    half = float(stdtrit(df, 0.975) * np.sqrt(errors.sum()))
    return value, (value - half, value + half)


def sensitivity_figures(one: Contrast, rows: Entries, gates: Gates) -> list[Figure]:
    """What the lost could change: nothing is made where nobody with a baseline was lost.

    From `gates.counts` pairs `direction.improved.pct_bounds.low` and `high`: the share that improved had none, or all,
    of the lost improved. From `gates.mean` the mean change of all with a baseline: `sensitivity.no_change.change.mean`
    (baseline carried forward) and `sensitivity.worst_change.change.mean`, each with its t interval.
    """
    n_lost = int(_is_lost(rows).sum())
    if not n_lost or one.n < gates.counts:
        return []
    figures = _bounds(one, n_lost)
    if one.n < gates.mean:
        return figures
    worst = float(one.change[one.gain.argmin()])
    # With the mean and the numbers known, the worst change comes back by division: it is one child's own value.
    extreme = f"{one.stem}.change.{'max' if one.scale.higher_is == 'worse' else 'min'}"
    return [*figures, _as_if(one, "no_change", 0.0, n_lost), _as_if(one, "worst_change", worst, n_lost, extreme)]


def _is_lost(rows: Entries) -> np.ndarray:
    """Due, with a baseline, and no pair: as `n_without_follow_up` counts them."""
    is_eligible, has_baseline, is_paired = (
        rows[name].astype(bool) for name in ("is_eligible", "has_baseline", "is_paired")
    )
    return is_eligible & has_baseline & ~is_paired


def _n_lost_id(one: Contrast) -> str:
    return f"{one.stem}.n_without_follow_up"


def _bounds(one: Contrast, n_lost: int) -> list[Figure]:
    improved = f"{one.stem}.direction.improved"
    n_improved = int((np.round(one.gain, 9) > 0).sum())
    return [
        percent(
            f"{improved}.pct_bounds.{end}",
            n_improved + added,
            one.n + n_lost,
            SECTION,
            method=ALL_LOST.format(words),
            derived_from=(f"{improved}.n", _n_lost_id(one)),
        )
        for end, added, words in (("low", 0, "none"), ("high", n_lost, "all"))
    ]


def _as_if(one: Contrast, name: str, change: float, n_lost: int, *sources: str) -> Figure:
    """The mean change if each of the lost had changed so much."""
    changes = np.append(one.change, np.full(n_lost, change))
    found = paired_change(np.zeros(len(changes)), changes)
    stem, method = f"{one.stem}.sensitivity.{name}.change", NO_CHANGE if name == "no_change" else WORST
    hidden_with = (f"{one.stem}.change.mean", _n_lost_id(one), *sources)
    mean = number(f"{stem}.mean", found.mean, found.n, method=method, note=found.note, derived_from=hidden_with)
    return with_interval(mean, (found.ci_low, found.ci_high))
