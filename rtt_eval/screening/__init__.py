"""The monthly screening for the intensive programme: points, ranks, who could not be screened, last month, delays."""

from rtt_eval.screening.children import children, sdq_scores
from rtt_eval.screening.counted import changes, counts, each_child
from rtt_eval.screening.delays import delays, tracker
from rtt_eval.screening.last_month import newly_listed, since_last_month
from rtt_eval.screening.lists import away, just_outside, not_known, not_screened
from rtt_eval.screening.points import in_groups, known, points
from rtt_eval.screening.ranking import Screened, ranked, screen
from rtt_eval.screening.rules import GROUPS, PARTS, Rules, completed_months, month_before, points_for

__all__ = [
    "GROUPS",
    "PARTS",
    "Rules",
    "Screened",
    "away",
    "changes",
    "children",
    "completed_months",
    "counts",
    "delays",
    "each_child",
    "in_groups",
    "just_outside",
    "known",
    "month_before",
    "newly_listed",
    "not_known",
    "not_screened",
    "points",
    "points_for",
    "ranked",
    "screen",
    "sdq_scores",
    "since_last_month",
    "tracker",
]
