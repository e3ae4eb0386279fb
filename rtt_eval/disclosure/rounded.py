"""How coarsely an audience sees a figure: whole percentages, pounds to the hundred, "7 of 12" for a share of few.

Only the text is rounded; results.json keeps the value of what is shown, unless its decimals would tell its base.
"""

from __future__ import annotations

import math

from rtt_eval.disclosure.primary import counts_told
from rtt_eval.disclosure.profiles import Profile
from rtt_eval.disclosure.wording import shown_text
from rtt_eval.figures import Figure, half_up


def printed(figure: Figure, profile: Profile) -> Figure:
    """The figure with the decimals that its audience sees, and without a base that leaves a few of its group over."""
    if figure.kind == "percent" and profile.whole_percent and not figure.keeps_decimals:
        figure = figure._replace(decimals=0)
    if figure.kind == "money" and None not in (figure.n, figure.denominator):
        is_few = float(figure.denominator or 0) - (figure.n or 0) in profile.few
        figure = figure._replace(n=None, denominator=None) if is_few else figure
    return figure


def as_printed(figure: Figure) -> Figure:
    """The figure with no more decimals than are printed: 5.823529 can only be 99 / 17, and so tells its base of 17."""
    if figure.kind == "count" or figure.value is None:
        return figure
    if figure.interval is not None:
        low, high = figure.interval
        figure = figure._replace(interval=(_cut(low, figure.decimals), _cut(high, figure.decimals)))
    return figure._replace(value=_cut(float(figure.value or 0), figure.decimals))


def _cut(value: float, decimals: int) -> float:
    return float(half_up(value, decimals)) if math.isfinite(value) else value


def interval_text(figure: Figure, profile: Profile) -> tuple[str, str]:
    """The figure as a reader sees it, and its interval ("" where it has none)."""
    step = profile.round_money_to if figure.kind == "money" and figure.n is not None and "gbp" in figure.unit else 1
    ends = figure.interval or ()
    text = " to ".join(shown_text(end, figure.unit, figure.decimals, step) for end in ends)
    return shown_text(figure.value, figure.unit, figure.decimals, step), text


def as_fraction(figure: Figure, profile: Profile) -> str:
    """ "7 of 12" for a percentage that is hidden for its base alone; "" where that may not be told either."""
    if figure.kind != "percent" or figure.numerator is None or figure.denominator is None:
        return ""
    is_between = 0 < profile.smallest_fraction_base <= figure.denominator < profile.smallest_percent_base
    is_few = any(told in profile.few for told in counts_told(figure))
    return f"{figure.numerator} of {figure.denominator:g}" if is_between and not is_few else ""
