"""Which figures could point to a child by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from rtt_eval.disclosure.links import NOT_ABOUT_CHILDREN, is_count
from rtt_eval.disclosure.profiles import Profile
from rtt_eval.figures import Figure


def is_disclosive(figure: Figure, by_id: Mapping[str, Figure], profile: Profile) -> bool:
    """A small count, told by the figure itself or by what it leaves of a larger one; too few behind it; one's own."""
    if figure.value is None or not profile.few or figure.unit in NOT_ABOUT_CHILDREN:
        return False
    if any(one in profile.few for one in counts_told(figure)) or _leaves_few(figure, by_id, profile):
        return True
    if figure.kind == "money" and not profile.shows_money:
        return True
    if figure.kind in ("extreme", "dominance"):
        return not profile.shows_extremes
    return figure.n is not None and figure.n < base(figure, profile)


def base(figure: Figure, profile: Profile) -> int:
    """The fewest children that a figure of this kind may rest on."""
    bases = {
        "count": 0,
        "rate": profile.smallest_count,
        "percent": profile.smallest_percent_base,
        "money": profile.smallest_money_base,
    }
    return bases.get(figure.kind, profile.smallest_mean_base)


def counts_told(figure: Figure) -> list[float]:
    """The counts of people that a figure tells: itself, the group behind it, and the rest of its whole."""
    above = figure.value if figure.kind == "count" else figure.numerator
    told = [figure.n, above] if figure.kind == "count" else [above]
    if figure.kind in ("count", "percent") and figure.denominator is not None and above is not None:
        told.append(figure.denominator - above)
    return [one for one in told if one is not None]


def _leaves_few(figure: Figure, by_id: Mapping[str, Figure], profile: Profile) -> bool:
    """Whether this group and the larger one that holds it differ by a few: by children, or by too few for a mean."""
    larger = by_id.get(figure.within)
    if larger is None:
        return False
    if is_count(figure) and is_count(larger):
        return (larger.value or 0) - (figure.value or 0) in profile.few
    return None not in (larger.n, figure.n) and 0 < (larger.n or 0) - (figure.n or 0) < base(figure, profile)
