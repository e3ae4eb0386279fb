"""Numbers as a reader sees them, and the GSS symbols that stand where a number does not."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HIDDEN = "[c]"
"""Confidential: hidden so that nobody can be recognised (GSS symbol)."""

UNKNOWN = "[x]"
"""Not available (GSS symbol)."""

NOTES = {
    HIDDEN: "[c] hidden so that no child can be recognised.",
    UNKNOWN: "[x] not available: too few to say, or not recorded.",
}

MINUS = "\u2212"


def half_up(value: float, decimals: int = 0) -> Decimal:
    """Round half up, as official tables do (Python's own round() goes to the even neighbour: 12.5 becomes 12)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def shown_text(value: float | int | None, unit: str, decimals: int = 0, step: int = 1) -> str:
    """A number with its thousands marked, its decimals fixed, and % or £ where the unit asks for it.

    step: the number is rounded to so many, half up: 100 for pounds to the nearest hundred.
    """
    if value is None:
        return UNKNOWN
    if value in (float("inf"), float("-inf")):
        return "no upper limit" if value > 0 else "no lower limit"
    rounded = half_up(value / step) * step if step > 1 else half_up(value, decimals)
    rounded = abs(rounded) if rounded == 0 else rounded
    if unit == "p" and value < 0.001:
        return "<0.001"
    digits = f"{abs(rounded):,.{decimals}f}"
    sign = MINUS if rounded < 0 else ""
    if unit.startswith("gbp"):
        return f"{sign}£{digits}"
    return f"{sign}{digits}%" if unit == "percent" else f"{sign}{digits}"
