"""How far scores moved: means with their interval, the spread, ranks, the size of the effect, one test, checks."""

from __future__ import annotations

import numpy as np

from rtt_eval.figures import Figure
from rtt_eval.outcomes.counts import SECTION, Contrast
from rtt_eval.outcomes.numbers import estimate, number
from rtt_eval.params import Gates
from rtt_eval.stats import (
    PairedChange,
    bootstrap_bca,
    hodges_lehmann,
    paired_change,
    signflip,
    wilcoxon_exact,
)

DEFAULT_GATES = Gates()

T_INTERVAL = "paired t interval, 95%"
BONETT = "g_av, with Bonett's interval for d_av, 95%"
WALSH = "Hodges-Lehmann, with the interval of Walsh averages, {level:.1f}%"
WILCOXON = "Wilcoxon signed-rank test, exact, zeros by Pratt, two-sided"
SIGNFLIP = "sign-flip test on the mean change, exact, two-sided; a check on the Wilcoxon test"
BCA = "BCa bootstrap interval of the mean change, 95%; a check on the t interval"


def change_figures(one: Contrast, gates: Gates) -> list[Figure]:
    """The change of one scale in points, as much of it as the number of pairs allows.

    Under `gates.mean` pairs only `change.mean`, without a value, so that a sentence can say "too few to say"; from
    `gates.mean` the means, SD, t interval, median and, for a main scale, the range; from `gates.tests` Hodges-Lehmann.
    """
    if one.n < gates.mean:
        return [_too_few(one.stem, gates.mean)]
    return _means(one, paired_change(one.baseline, one.follow_up)) + (_typical(one) if one.n >= gates.tests else [])


def size_figures(one: Contrast, gates: Gates) -> list[Figure]:
    """The size of the change in standard deviations, then its test, by their gates.

    From `gates.tests` pairs `effect.g_av` and `wilcoxon.p`; for a main scale `signflip.p` as well and, from
    `gates.checks`, `change.bca.ci_low` and `ci_high`.
    """
    if one.n < gates.tests:
        return []
    figures = [*_effect(one, paired_change(one.baseline, one.follow_up)), wilcoxon_figure(one)]
    if not one.is_main:
        return figures
    return [*figures, _signflip(one), *(_bca(one) if one.n >= gates.checks else [])]


def _too_few(stem: str, fewest: int) -> Figure:
    # The number of pairs stays out of the note: an edition may have to hide it.
    note = f"too few to say (at least {fewest} pairs needed)"
    id = f"{stem}.change.mean"
    return Figure(id, None, "points", SECTION, "average", decimals=1, note=note, derived_from=(f"{stem}.n_paired",))


def _means(one: Contrast, found: PairedChange) -> list[Figure]:
    stem, n = one.stem, one.n
    means = (f"{stem}.mean_baseline", f"{stem}.mean_follow_up")
    bounds = (found.ci_low, found.ci_high)
    mean = number(f"{stem}.change.mean", found.mean, n, method=T_INTERVAL, note=found.note, derived_from=means)
    return [
        number(means[0], found.mean_baseline, n),
        number(means[1], found.mean_follow_up, n),
        *estimate(mean, bounds, f"{stem}.change"),
        number(f"{stem}.change.sd", found.sd, n, "spread"),
        number(f"{stem}.change.median", found.median, n),
        *(_range(stem, one.change) if one.is_main else []),
    ]


def _range(stem: str, change: np.ndarray) -> list[Figure]:
    ends = {"min": change.min(), "max": change.max()}
    return [number(f"{stem}.change.{end}", value, len(change), "extreme") for end, value in ends.items()]


def _typical(one: Contrast) -> list[Figure]:
    found = hodges_lehmann(one.change)
    method = WALSH.format(level=100 * found.confidence)
    shift = number(f"{one.stem}.change.hodges_lehmann", found.estimate, one.n, method=method)
    return estimate(shift, (found.ci_low, found.ci_high), shift.id)


def _effect(one: Contrast, found: PairedChange) -> list[Figure]:
    effect = number(
        f"{one.stem}.effect.g_av",
        found.g_av,
        one.n,
        "effect",
        unit="standard deviations",
        decimals=2,
        method=BONETT,
        note=found.note or "neither time has any spread: not estimable",
    )
    return estimate(effect, (found.g_ci_low, found.g_ci_high), f"{one.stem}.effect")


def wilcoxon_figure(one: Contrast) -> Figure:
    """The one test of a change: Wilcoxon's, exact."""
    test = wilcoxon_exact(one.change)
    return p_value(f"{one.stem}.wilcoxon.p", test.p, one.n, WILCOXON, test.note)


def _signflip(one: Contrast) -> Figure:
    test = signflip(one.change)
    return p_value(f"{one.stem}.signflip.p", test.p, one.n, SIGNFLIP, test.note)


def _bca(one: Contrast) -> list[Figure]:
    # In order of size: the resamples are drawn by place, and the order of the children must not matter.
    found = bootstrap_bca(np.sort(one.change))
    ends = {"ci_low": found.ci_low, "ci_high": found.ci_high}
    mean = (f"{one.stem}.change.mean",)
    return [
        number(f"{one.stem}.change.bca.{end}", value, one.n, method=BCA, note=found.note, derived_from=mean)
        for end, value in ends.items()
    ]


def p_value(id: str, p: float, n: int, method: str, note: str = "", derived_from: tuple[str, ...] = ()) -> Figure:
    """A p-value that rests on n children."""
    return number(id, p, n, "test", unit="p", decimals=3, method=method, note=note, derived_from=derived_from)
