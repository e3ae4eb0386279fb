"""Numbers that rest on n children: means, spreads, effects, tests, and their intervals."""

from __future__ import annotations

from rtt_eval.figures import Figure, Kind, number_or_none
from rtt_eval.outcomes.counts import SECTION


def number(
    id: str,
    value: float,
    n: int,
    kind: Kind = "average",
    *,
    unit: str = "points",
    decimals: int = 1,
    method: str = "",
    note: str = "",
    derived_from: tuple[str, ...] = (),
) -> Figure:
    """A number that rests on n children; None where it cannot be estimated, and only then with the reason in `note`."""
    known = number_or_none(value)
    kept = note if known is None else ""
    return Figure(
        id, known, unit, SECTION, kind, n, method=method, decimals=decimals, note=kept, derived_from=derived_from
    )


def with_interval(figure: Figure, bounds: tuple[float, float]) -> Figure:
    """A figure with its interval, where there is one."""
    low, high = number_or_none(bounds[0]), number_or_none(bounds[1])
    interval = None if low is None or high is None else (low, high)
    return figure._replace(interval=interval, note=figure.note or ("" if interval else "interval not estimable"))


def estimate(figure: Figure, bounds: tuple[float, float], stem: str) -> list[Figure]:
    """A figure with its interval, and the two ends as figures `<stem>.ci_low` and `<stem>.ci_high` of their own."""
    low, high = number_or_none(bounds[0]), number_or_none(bounds[1])
    whole = with_interval(figure, bounds)
    ends = [
        figure._replace(
            id=f"{stem}.{end}", value=bound, note="" if whole.interval else whole.note, derived_from=(figure.id,)
        )
        for end, bound in (("ci_low", low), ("ci_high", high))
    ]
    return [whole, *ends]
