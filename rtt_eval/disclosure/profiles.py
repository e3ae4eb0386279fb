"""What each audience may see, as data. Sources and reasons: docs/disclosure.md."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Profile:
    """The thresholds for one audience.

    smallest_count: a count from 1 up to one less than this is hidden. smallest_percent_base and smallest_mean_base:
    the fewest children that a percentage, or a mean, median, SD, interval, effect or test may rest on. shows_rows:
    charts and tables with one mark or line a child. shows_extremes: minima, maxima and one child's share of a total.
    shows_quotes: an answer in a respondent's own words, once a person has marked it safe or redacted.
    """

    audience: str
    smallest_count: int
    smallest_percent_base: int
    smallest_mean_base: int
    shows_rows: bool
    shows_extremes: bool
    shows_quotes: bool


PROFILES = MappingProxyType(
    {
        profile.audience: profile
        for profile in (
            Profile("team", 0, 0, 0, shows_rows=True, shows_extremes=True, shows_quotes=True),
            Profile("dlt", 6, 10, 10, shows_rows=False, shows_extremes=False, shows_quotes=True),
            Profile("public", 6, 20, 10, shows_rows=False, shows_extremes=False, shows_quotes=False),
            Profile("trainee", 6, 20, 10, shows_rows=False, shows_extremes=False, shows_quotes=False),
        )
    }
)
