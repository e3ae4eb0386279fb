"""Statistics in a sentence as the American Psychological Association has them: letters in italics, exact p, [ ].

Markdown; every number is a figure as it is shown.
"""

from __future__ import annotations

from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.disclosure.wording import without_zero


def p(figure: SafeFigure | None) -> str:
    """ "*p* = .041", "*p* < .001"; empty where there is none to show."""
    if figure is None or not figure.is_known:
        return ""
    sign, digits = ("<", figure.shown[1:]) if figure.shown.startswith("<") else ("=", figure.shown)
    return f"*p* {sign} {without_zero(digits)}"


def interval(figure: SafeFigure | None) -> str:
    """ "95% CI [−4.9, −0.3]"; empty where there is none to show."""
    if figure is None or not figure.is_known or not figure.interval_shown:
        return ""
    low, high = figure.interval_shown.split(" to ")
    return f"95% CI [{low}, {high}]"


def equal(symbol: str, figure: SafeFigure | None) -> str:
    """ "*M* = 11.6"; empty where there is none to show."""
    return f"{symbol} = {figure.shown}" if figure is not None and figure.is_known else ""


def t_test(safe: Safe, stem: str) -> str:
    """ "*t*(25) = −2.31, *p* = .029"; empty where it is not shown."""
    t, df = safe.get(f"{stem}.change.t"), safe.get(f"{stem}.change.t.df")
    if t is None or df is None or not (t.is_known and df.is_known):
        return ""
    return together([f"*t*({df.shown}) = {t.shown}", p(safe.get(f"{stem}.change.t.p"))])


def together(parts: list[str]) -> str:
    """Those that there are, with commas."""
    return ", ".join(part for part in parts if part)
