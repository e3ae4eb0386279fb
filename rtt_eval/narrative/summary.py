"""The summary: who the report is about, the main things counted, and how far they may be read."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.contrasts import contrast_of
from rtt_eval.disclosure import Safe
from rtt_eval.labels import day
from rtt_eval.narrative.comparing import could_be, ratio_in_words
from rtt_eval.narrative.outcomes import average_change
from rtt_eval.narrative.stability import before_and_during
from rtt_eval.narrative.words import count, number, sentences, was, young_people
from rtt_eval.params import OutcomeParams

READ_WITH_CARE = (
    "The numbers are small and there is no comparison group. They describe what happened. They do not show what would "
    "have happened otherwise."
)

AT_THEIR_WORST = "Young people join when things are at their worst, so some calm afterwards is to be expected anyway."


def summary(safe: Safe, params: OutcomeParams) -> Prose:
    """Who took part, their moves of placement and the main outcome, for a reader who reads no further."""
    total = safe.get("cohort.n")
    if total is None or total.value == 0:
        return Prose("No young people were in the programme in the period, so there is nothing to report.", "answer")
    full = safe.get("cohort.full.n")
    came = (
        f"Between {day(params.period.start)} and {day(params.period.end)}, {young_people(safe, 'cohort.n')} took part"
    )
    came += "" if full is None else f", {number(full)} of them in the full programme"
    moves = before_and_during(safe, "placement_move", is_brief=True)
    change = average_change(safe, params, contrast_of(params.primary_outcome), is_brief=True)
    return Prose(sentences([f"{came}.", moves, change]), "answer")


def how_sure(safe: Safe, params: OutcomeParams) -> Prose | None:
    """How far the summary may be read; None where there is nobody to speak of.

    The dlt edition has the ranges beside its headline figures, on the same page.
    """
    total, referrals = safe.get("cohort.n"), safe.get("referrals.total.n")
    if total is None or total.value == 0:
        return None
    if safe.audience == "dlt":
        return Prose(sentences([READ_WITH_CARE, AT_THEIR_WORST]), "caveat")
    received = "" if referrals is None else f"{count(referrals, 'referral', 'referrals')} {was(referrals)} received."
    ratio = safe.get("events.placement_move.rate_ratio")
    moves = "" if ratio is None else ratio_in_words(ratio, "Moves of placement came")
    figure = safe.get(f"{contrast_of(params.primary_outcome).stem}.change.mean")
    score = "" if figure is None else could_be(figure, "")
    said = f"For the score, {score[:1].lower()}{score[1:]}" if score else ""
    return Prose(sentences([received, moves, said, READ_WITH_CARE]), "text")
