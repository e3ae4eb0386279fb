"""Sentences of a report, made from what disclosure control lets through: plain English, no arithmetic, no causes.

Every number in them is a figure as it is shown, a threshold or a date. `wording` queries causal words in commentary.
"""

from rtt_eval.narrative import wording
from rtt_eval.narrative.activity import cohort, referrals
from rtt_eval.narrative.caveats import before_and_after, events_caveat, measure_caveats
from rtt_eval.narrative.commentary import commentary, still_to_write
from rtt_eval.narrative.front import cover
from rtt_eval.narrative.glance import at_a_glance
from rtt_eval.narrative.money import cost
from rtt_eval.narrative.outcomes import completeness, other_outcomes, outcomes
from rtt_eval.narrative.stability import missing_and_risk, placement_stability, significant_events
from rtt_eval.narrative.summary import summary
from rtt_eval.narrative.views import feedback
from rtt_eval.narrative.wording import wording_to_check

__all__ = [
    "at_a_glance",
    "before_and_after",
    "cohort",
    "commentary",
    "completeness",
    "cost",
    "cover",
    "events_caveat",
    "feedback",
    "measure_caveats",
    "missing_and_risk",
    "other_outcomes",
    "outcomes",
    "placement_stability",
    "referrals",
    "significant_events",
    "still_to_write",
    "summary",
    "wording",
    "wording_to_check",
]
