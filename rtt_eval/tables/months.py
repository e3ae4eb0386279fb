"""A month's code in words."""

from __future__ import annotations

from datetime import date


def month_in_words(code: str) -> str:
    """2017-06 or 2017_06 as June 2017."""
    year, month = code.replace("_", "-").split("-")
    return f"{date(int(year), int(month), 1):%B %Y}"
