"""How often the intervals hold the truth and the tests cry wolf, at the numbers of children that a service has.

    python benchmarks/coverage.py [--replications 5000] [--write docs/methods.md]

Invented children only. Every interval and test is the one that the reports use (rtt_eval.stats). Scores: baseline and
follow-up on a 0 to 40 scale in whole points, SD 7, correlation .7; "skewed" has most changes small and a few large.
Events: each child's own rate (gamma, mean 2 a window), the same in both windows; "in bursts" has three events an
episode on average. A Wilson interval needs no simulation: its coverage is summed over all counts.
With --write the table replaces what stands between the markers in that file. The seed is fixed.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.special import bdtr, gammaincinv

from rtt_eval import stats

SEED = 20_180_331
SIZES = (5, 8, 12, 20, 40)
SD, R, TRUE_CHANGE = 7.0, 0.7, -3.0
SKEW_SCALE = 6.0
EVENTS_A_WINDOW, BURST = 2.0, 3.0
SHARES = (0.1, 0.5)
START, END = "<!-- coverage: start -->", "<!-- coverage: end -->"


class Seen(NamedTuple):
    """What one simulated service showed: for each method whether it was right; None where it gave no answer."""

    coverage: dict[str, bool | None]
    rejected: dict[str, bool]


def scores(rng: np.random.Generator, n: int, change: float) -> tuple[np.ndarray, np.ndarray]:
    """Baseline and follow-up of n children in whole points."""
    covariance = [[SD**2, R * SD**2], [R * SD**2, SD**2]]
    pairs = np.rint(rng.multivariate_normal([20, 20 + change], covariance, size=n))
    return pairs[:, 0], pairs[:, 1]


def counts(rng: np.random.Generator, n: int, is_burst: bool) -> tuple[np.ndarray, np.ndarray]:
    """Events of n children in two windows with the same rate."""
    rate = rng.gamma(1.0, EVENTS_A_WINDOW, size=n)
    if not is_burst:
        return rng.poisson(rate), rng.poisson(rate)
    episodes = rng.poisson(rate / BURST, size=(2, n))
    # each episode brings one event, and two more on average
    before, during = episodes + rng.poisson((BURST - 1) * episodes)
    return before, during


def one_of_scores(rng: np.random.Generator, n: int, has_bootstrap: bool) -> Seen:
    """Intervals of a true change, and tests where there is none."""
    before, after = scores(rng, n, TRUE_CHANGE)
    skewed = SKEW_SCALE * (1 - rng.exponential(size=n))
    found, typical = stats.paired_change(before, after), stats.hodges_lehmann(after - before)
    lopsided, lopsided_typical = stats.paired_change(np.zeros(n), skewed), stats.hodges_lehmann(skewed)
    # the typical value that Hodges-Lehmann aims at: the median of averages of two
    middle = SKEW_SCALE * (1 - gammaincinv(2, 0.5) / 2)
    coverage = {
        "t interval of the mean change": _holds(found.ci_low, found.ci_high, TRUE_CHANGE),
        "t interval, skewed changes": _holds(lopsided.ci_low, lopsided.ci_high, 0),
        "Hodges-Lehmann": _holds(typical.ci_low, typical.ci_high, TRUE_CHANGE),
        "Hodges-Lehmann, skewed changes": _holds(lopsided_typical.ci_low, lopsided_typical.ci_high, middle),
        "Bonett, for d_av": _holds(found.g_ci_low, found.g_ci_high, TRUE_CHANGE / SD),
    }
    if has_bootstrap:
        for name, change, truth in (("BCa", after - before, TRUE_CHANGE), ("BCa, skewed changes", skewed, 0.0)):
            interval = stats.bootstrap_bca(change)
            coverage[name] = _holds(interval.ci_low, interval.ci_high, truth)
    before, after = scores(rng, n, 0)
    return Seen(coverage, {
        "t test": stats.paired_change(before, after).p < 0.05,
        "Wilcoxon, exact, zeros by Pratt": stats.wilcoxon_exact(after - before).p < 0.05,
        "sign-flip": stats.signflip(after - before).p < 0.05,
    })  # fmt: skip


def one_of_events(rng: np.random.Generator, n: int, is_burst: bool) -> Seen:
    """Intervals of the rate ratio, and tests, where the true ratio is 1."""
    before, during = counts(rng, n, is_burst)
    found = stats.paired_events(before, during)
    pooled = stats.rate_ratio(before.sum(), 1, during.sum(), 1)
    kind = "in bursts" if is_burst else "single"
    coverage = {
        f"rate ratio, exact, events {kind}": _holds(found.ci_exact_low, found.ci_exact_high, 1),
        f"rate ratio, by child, events {kind}": _holds(found.ci_clustered_low, found.ci_clustered_high, 1),
        f"rate ratio, the wider of the two, events {kind}": _holds(found.ci_low, found.ci_high, 1),
    }
    return Seen(coverage, {
        f"sign-flip on children, events {kind}": found.signflip_p < 0.05,
        f"pooled Poisson test, events {kind}": pooled.p < 0.05,
    })  # fmt: skip


def wilson_coverage(n: int, share: float) -> float:
    """The chance that Wilson's interval holds the true share."""
    chance = np.diff(np.concatenate([[0.0], [bdtr(k, n, share) for k in range(n + 1)]]))
    intervals = [stats.wilson(k, n) for k in range(n + 1)]
    return float(sum(c for c, one in zip(chance, intervals, strict=True) if one.ci_low <= share <= one.ci_high))


def measured(n: int, replications: int) -> tuple[dict[str, float], dict[str, float]]:
    """Share of intervals that hold the truth, and of tests that reject though nothing changed."""
    rng = np.random.default_rng([SEED, n])
    coverage, rejected = defaultdict(list), defaultdict(list)
    for seen in _services(rng, n, replications):
        for name, is_right in seen.coverage.items():
            if is_right is not None:
                coverage[name].append(is_right)
        for name, is_rejected in seen.rejected.items():
            rejected[name].append(bool(is_rejected))
    shares = {name: float(np.mean(found)) for name, found in coverage.items()}
    exact = {f"Wilson, true share {share:.0%}": wilson_coverage(n, share) for share in SHARES}
    return shares | exact, {name: float(np.mean(found)) for name, found in rejected.items()}


def table(replications: int) -> str:
    """Both tables in Markdown, in per cent."""
    found = {n: measured(n, replications) for n in SIZES}
    parts = [
        f"{replications:,} simulated services a column ({replications // 4:,} for BCa), made by "
        "`benchmarks/coverage.py`. Chance alone moves a figure near 95 by up to "
        f"{196 * np.sqrt(0.05 * 0.95 / replications):.1f} points ({196 * np.sqrt(0.2 * 0.95 / replications):.1f} for "
        "BCa). Intervals that cannot be worked out are left out of their row. A test that cannot reach .05 with so few "
        "children shows 0.",
        _one_table("Intervals: share that hold the truth, % (aim: 95)", {n: both[0] for n, both in found.items()}),
        _one_table("Tests: share that reject where nothing changed, % (aim: at most 5)",
                   {n: both[1] for n, both in found.items()}),
    ]  # fmt: skip
    return "\n\n".join(parts)


def _services(rng: np.random.Generator, n: int, replications: int) -> Iterator[Seen]:
    for i in range(replications):
        yield one_of_scores(rng, n, has_bootstrap=i % 4 == 0)
        yield one_of_events(rng, n, is_burst=False)
        yield one_of_events(rng, n, is_burst=True)


def _holds(low: float, high: float, truth: float) -> bool | None:
    return None if np.isnan(low) else bool(low <= truth <= high)


def _one_table(title: str, found: dict[int, dict[str, float]]) -> str:
    names = sorted(found[SIZES[0]], key=lambda name: name.lower())
    heads = " | ".join(f"n = {n}" for n in SIZES)
    lines = [f"| {title} | {heads} |", "|---|" + "---:|" * len(SIZES)]
    lines += [f"| {name} | " + " | ".join(f"{100 * found[n][name]:.1f}" for n in SIZES) + " |" for name in names]
    return "\n".join(lines)


def write(path: Path, text: str) -> None:
    """Put the text between the markers of a file."""
    page = path.read_text(encoding="utf-8")
    before, rest = page.split(START)
    _, after = rest.split(END)
    path.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description="Coverage of intervals and false alarms of tests, by simulation")
    asked.add_argument("--replications", type=int, default=5000)
    asked.add_argument("--write", type=Path, help="a Markdown file with the markers")
    given = asked.parse_args()
    text = table(given.replications)
    if given.write:
        write(given.write, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
