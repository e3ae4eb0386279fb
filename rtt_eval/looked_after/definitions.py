"""What each indicator counts and what it is taken of, in words: printed under every table of them.

Sources: docs/ssda903.md.
"""

from __future__ import annotations

from types import MappingProxyType

DEFINITIONS = MappingProxyType(
    {
        "in_year": "Looked after in the year: at least one day of care from 1 April to 31 March. Short breaks (legal "
        "status V3, V4) count nowhere.",
        "on_31_march": "Looked after on 31 March: an episode that began by that day and had not ended. An episode that "
        "ends on 31 March counts as ended, and is listed to be checked.",
        "three_or_more_placements": "Three or more placements: children looked after on 31 March with three or more "
        "placements of a day or longer in the year, the one on 1 April and the one on 31 March included, of all "
        "children looked after on 31 March.",
        "long_term_stability": "Long-term stability: of children looked after on 31 March, under 16 and looked after "
        "without a break for 2.5 years or more, those who have lived with the same carer for 2 years or more. A "
        "placement for adoption counts together with the placement before it.",
        "sdq.published": "SDQ, published ages: children aged 5 to 16 on 31 March and looked after continuously for the "
        "year. Completed: those with a score from 0 to 40. Mean and bands are of the scores received.",
        "sdq.required": "SDQ, required: looked after continuously for the year, 4 years old by 1 April at its start "
        "and not yet 17 on 31 March. A score or a reason is required.",
        "sdq.expected": "SDQ, expected: as required, and children who become 4 or 17 in the year.",
        "missing": "Missing: children with an incident of the kind M in the year, of all children looked after at any "
        "time in the year.",
        "away": "Away without authorisation: children with an incident of the kind A, of the same children. The two "
        "kinds are never added together.",
        "check": "To be checked: children with an episode that ends on 31 March, who count as having left unless "
        "another episode goes on.",
        "moves": "Moves: placements that began in the year, other than the first of a time in care.",
    }
)
"""Indicator -> its definition."""

BANDS_IN_WORDS = "Bands: 0 to 13 normal, 14 to 16 borderline, 17 to 40 cause for concern, as in the published tables."


def placement_rule(count_same_carer_moves: bool = False, count_temporary: bool = False) -> str:
    """What counts as a new placement, as the two switches have it."""
    carer = "counts" if count_same_carer_moves else "does not count"
    temporary = "count as any other" if count_temporary else "do not count when the child comes back to the same carer"
    return (
        "A new placement is a change of carer (RNE S, P, B). A change of legal status alone (L) is none. A change with "
        f"the same carer (T, U, or adoption by the carers) {carer}. Temporary placements (T0 to T4) {temporary}."
    )
