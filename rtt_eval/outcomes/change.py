"""How far scores moved: means with their interval, the spread, ranks, the size of the effect, one test."""

from __future__ import annotations

from rtt_eval.figures import Figure
from rtt_eval.outcomes.counts import SECTION, Contrast
from rtt_eval.outcomes.numbers import estimate, number
from rtt_eval.params import Gates
from rtt_eval.stats import PairedChange, hodges_lehmann, paired_change, wilcoxon_exact

DEFAULT_GATES = Gates()

T_INTERVAL = "paired t interval, 95%"
BONETT = "g_av, with Bonett's interval for d_av, 95%"
WALSH = "Hodges-Lehmann, with the interval of Walsh averages, {level:.1f}%"
WILCOXON = "Wilcoxon signed-rank test, exact, zeros by Pratt, two-sided"


def change_figures(one: Contrast, gates: Gates) -> list[Figure]:
    """The change of one scale, as much of it as the number of pairs allows.

    Under `gates.mean` pairs only `change.mean`, without a value, so that a sentence can say "too few to say"; from
    `gates.mean` the means, SD, t interval, median and range; from `gates.tests` Hodges-Lehmann, the exact Wilcoxon
    test and the effect size as well.
    """
    if one.n < gates.mean:
        return [_too_few(one.stem, gates.mean)]
    found = paired_change(one.baseline, one.follow_up)
    return _means(one, found) + (_tests(one, found) if one.n >= gates.tests else [])


def _too_few(stem: str, fewest: int) -> Figure:
    # The number of pairs stays out of the note: an edition may have to hide it.
    note = f"too few to say (at least {fewest} pairs needed)"
    id = f"{stem}.change.mean"
    return Figure(id, None, "points", SECTION, "average", decimals=1, note=note, derived_from=(f"{stem}.n_paired",))


def _means(one: Contrast, found: PairedChange) -> list[Figure]:
    stem, n, change = one.stem, one.n, one.change
    means = (f"{stem}.mean_baseline", f"{stem}.mean_follow_up")
    bounds = (found.ci_low, found.ci_high)
    mean = number(f"{stem}.change.mean", found.mean, n, method=T_INTERVAL, note=found.note, derived_from=means)
    return [
        number(means[0], found.mean_baseline, n),
        number(means[1], found.mean_follow_up, n),
        *estimate(mean, bounds, f"{stem}.change"),
        number(f"{stem}.change.sd", found.sd, n, "spread"),
        number(f"{stem}.change.median", found.median, n),
        number(f"{stem}.change.min", change.min(), n, "extreme"),
        number(f"{stem}.change.max", change.max(), n, "extreme"),
    ]


def _tests(one: Contrast, found: PairedChange) -> list[Figure]:
    stem, n = one.stem, one.n
    typical, test = hodges_lehmann(one.change), wilcoxon_exact(one.change)
    shift = number(
        f"{stem}.change.hodges_lehmann", typical.estimate, n, method=WALSH.format(level=100 * typical.confidence)
    )
    effect = number(
        f"{stem}.effect.g_av",
        found.g_av,
        n,
        "effect",
        unit="standard deviations",
        decimals=2,
        method=BONETT,
        note=found.note or "neither time has any spread: not estimable",
    )
    return [
        *estimate(shift, (typical.ci_low, typical.ci_high), shift.id),
        number(f"{stem}.wilcoxon.p", test.p, n, "test", unit="p", decimals=3, method=WILCOXON, note=test.note),
        *estimate(effect, (found.g_ci_low, found.g_ci_high), f"{stem}.effect"),
    ]
