"""Children looked after, by the definitions of the statutory return: care, placements, stability, SDQ, missing.

`children` gives one row a child; `indicators`, `return_checks` and `matching` count them; `fill_in` gives a report the
canonical tables that the return can stand in for.
"""

from rtt_eval.looked_after.canonical import canonical_table, fill_in
from rtt_eval.looked_after.children import children
from rtt_eval.looked_after.definitions import BANDS_IN_WORDS, DEFINITIONS, placement_rule
from rtt_eval.looked_after.indicators import NO_RETURN, indicators, return_checks
from rtt_eval.looked_after.matching import matching

__all__ = [
    "BANDS_IN_WORDS",
    "DEFINITIONS",
    "NO_RETURN",
    "canonical_table",
    "children",
    "fill_in",
    "indicators",
    "matching",
    "placement_rule",
    "return_checks",
]
