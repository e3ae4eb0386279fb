"""Numbers as a reader sees them, and the GSS symbols that stand where a number does not."""

from __future__ import annotations

from rtt_eval.figures import half_up

HIDDEN = "[c]"
"""Confidential: hidden so that nobody can be recognised (GSS symbol)."""

UNKNOWN = "[x]"
"""Not available (GSS symbol)."""

NOTES = {
    HIDDEN: "[c] hidden so that no child can be recognised.",
    UNKNOWN: "[x] not available: too few to say, or not recorded.",
}

MINUS = "\u2212"


def without_zero(text: str) -> str:
    """A number that cannot pass 1 (p, r), as shown, less the zero before its point: ".041", "<.001", "−.12"."""
    sign = next((sign for sign in (MINUS, "<") if text.startswith(sign)), "")
    digits = text.removeprefix(sign)
    return sign + (digits[1:] if digits.startswith("0.") else digits)


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
