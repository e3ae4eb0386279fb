"""Words and signs of the scorecard. A sign never stands without its word, and nothing is told by colour alone."""

from __future__ import annotations

from types import MappingProxyType

GOOD_IS = MappingProxyType({"high": "High", "low": "Low", "info": "Information"})

RAG = MappingProxyType({"red": "◆ Red", "amber": "▲ Amber", "green": "● Green"})

DIRECTIONS = MappingProxyType(
    {
        "improved": "↑ Improved",
        "no_movement_within_limits": "→ No movement, within limits",
        "no_movement_not_on_target": "→ No movement, not on target",
        "declined_within_limits": "↓ Declined, within limits",
        "declined_not_on_target": "↓ Declined, not on target",
        "up": "↑ Up",
        "stable": "→ Stable",
        "down": "↓ Down",
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
