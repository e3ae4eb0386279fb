"""Words and signs of the scorecard. A sign never stands without its word, and nothing is told by colour alone.

The space between the two does not break.
"""

from __future__ import annotations

from types import MappingProxyType

GOOD_IS = MappingProxyType({"high": "High", "low": "Low", "info": "Information"})

RAG = MappingProxyType({"red": "◆\u00a0Red", "amber": "▲\u00a0Amber", "green": "●\u00a0Green"})

DIRECTIONS = MappingProxyType(
    {
        "improved": "↑\u00a0Improved",
        "no_movement_within_limits": "→\u00a0No movement, within limits",
        "no_movement_not_on_target": "→\u00a0No movement, not on target",
        "declined_within_limits": "↓\u00a0Declined, within limits",
        "declined_not_on_target": "↓\u00a0Declined, not on target",
        "up": "↑\u00a0Up",
        "stable": "→\u00a0Stable",
        "down": "↓\u00a0Down",
    }
)

BENCHMARK_GROUPS = MappingProxyType(
    {
        "statistical_neighbours": "Statistical neighbours",
        "best_statistical_neighbour": "Best statistical neighbour",
        "national": "England",
        "national_top_quartile": "England, top quartile",
        "region": "Region",
    }
)

COMPARED = MappingProxyType(
    {
        "better_than": "better",
        "worse_than": "worse",
        "the_same_as": "the same",
        "higher_than": "higher",
        "lower_than": "lower",
    }
)

YEAR_RULES = MappingProxyType(
    {
        "financial_year": "the months from April together",
        "rolling_12_months": "the latest month (a rolling 12 months)",
        "rolling_year": "the latest month (a rolling year)",
        "snapshot": "the latest month",
        "": "not made: the table does not say how",
    }
)
"""How the year to date is made, by data_note."""
