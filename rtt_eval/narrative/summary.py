"""The summary: who the report is about, the main things counted, and how far they may be read."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.narrative.outcomes import average_change
from rtt_eval.narrative.stability import before_and_during
from rtt_eval.narrative.words import count, day, number, sentences, young_people
from rtt_eval.params import IipEvaluation

READ_WITH_CARE = (
    "The numbers are small and there is no comparison group: they describe what happened and do not show what would "
    "have happened otherwise."
)


def summary(safe: Safe, params: IipEvaluation) -> Prose:
    """A paragraph for a reader who reads no further."""
    total = safe.get("cohort.n")
    if total is None or total.value == 0:
        return Prose("No young people were in the programme in the period, so there is nothing to report.", "answer")
    period = f"Between {day(params.period.start)} and {day(params.period.end)}"
    referrals, full = safe.get("referrals.total.n"), safe.get("cohort.full.n")
    came = f"{period}, {young_people(safe, 'cohort.n')} took part"
    came += "" if full is None else f", {number(full)} of them in the full programme"
    referred = "" if referrals is None else f"{count(referrals, 'referral', 'referrals')} came in."
    parts = [
        f"{came}.",
        referred,
        before_and_during(safe, "placement_move"),
        average_change(safe, params, params.primary_outcome),
        READ_WITH_CARE,
    ]
    return Prose(sentences(parts), "answer")
