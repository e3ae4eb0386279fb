"""What each audience may see, as data. Sources and reasons: docs/disclosure.md."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Profile:
    """The thresholds for one audience.

    smallest_count: a count from 1 up to one less than this is hidden. smallest_percent_base and smallest_mean_base:
    the fewest children that a percentage, or a mean, median, SD, interval, effect or test may rest on;
    smallest_money_base the same for pounds that children stand behind. smallest_fraction_base: from so many children
    on, a percentage on too few is given as "7 of 12". width: how many whole numbers apart the least and the greatest
    value must be that a reader can work out for a hidden count.

    shows_rows: charts and tables with one mark or line a child. shows_extremes: minima, maxima and one child's share of
    a total. shows_quotes: an answer in a respondent's own words, once a person has marked it safe or redacted.
    shows_money: pounds at all. whole_percent: percentages are printed without decimals. round_money_to: pounds that
    children stand behind are printed to so many. collapses: small groups of a breakdown are put together before
    anything is hidden.
    """

    audience: str
    smallest_count: int
    smallest_percent_base: int
    smallest_mean_base: int
    shows_rows: bool
    shows_extremes: bool
    shows_quotes: bool
    smallest_money_base: int = 10
    smallest_fraction_base: int = 0
    width: int = 5
    shows_money: bool = True
    whole_percent: bool = False
    round_money_to: int = 1
    collapses: bool = True

    @property
    def few(self) -> range:
        """The counts that are hidden for being small."""
        return range(1, self.smallest_count)


_TEAM = Profile(
    "team", 0, 0, 0, shows_rows=True, shows_extremes=True, shows_quotes=True,
    smallest_money_base=0, width=0, collapses=False,
)  # fmt: skip
_DLT = Profile("dlt", 6, 10, 10, shows_rows=False, shows_extremes=False, shows_quotes=True)
_PUBLIC = Profile(
    "public", 6, 20, 10, shows_rows=False, shows_extremes=False, shows_quotes=False,
    smallest_fraction_base=10, whole_percent=True, round_money_to=100,
)  # fmt: skip
_TRAINEE = Profile(
    "trainee", 6, 20, 10, shows_rows=False, shows_extremes=False, shows_quotes=False,
    smallest_fraction_base=10, whole_percent=True, shows_money=False,
)  # fmt: skip

PROFILES = MappingProxyType({profile.audience: profile for profile in (_TEAM, _DLT, _PUBLIC, _TRAINEE)})
