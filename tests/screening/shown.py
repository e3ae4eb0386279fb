"""A whole screening, protected for an audience, as the notebook makes it."""

from __future__ import annotations

from rtt_eval import disclosure, measures, score, screening
from rtt_eval.disclosure import Safe
from rtt_eval.load import Records
from rtt_eval.params import ReferralScreening

PARAMS = ReferralScreening(
    data="x",
    period={"start": "2021-11-01", "end": "2021-11-30"},
    places_from=1,
    places_to=2,
    meeting_days=30,
    start_days=40,
)


def shown(records: Records, audience: str = "team", params: ReferralScreening = PARAMS) -> Safe:
    as_at, ages = params.as_at_date, (params.age_from, params.age_to)
    rules = screening.Rules(*ages, params.sdq_from, params.sdq_valid_months, params.places_to, params.points)
    scores = score.responses(records.outcomes, measures.load_all(), young_people=records.young_people)
    totals = screening.sdq_scores(records, scores)
    now = screening.screen(records, totals, as_at, rules)
    then = screening.screen(records, totals, screening.month_before(as_at), rules)
    since, new = screening.since_last_month(records, then, now), screening.newly_listed(then, now)
    rows = {
        "screening_ranked": now.ranked,
        "screening_points": now.points,
        "screening_bars": screening.in_groups(now.points),
        "screening_away": screening.away(records, now),
        "screening_just_outside": screening.just_outside(now, rules, params.near_sdq, params.near_months),
        "screening_not_screened": screening.not_screened(records, now, rules),
        "screening_not_known": screening.not_known(now),
        "screening_last_month": since,
        "screening_new": new,
        "screening_tracker": screening.tracker(records, as_at, params.target_days),
    }
    figures = [
        *screening.counts(now, rules),
        *screening.each_child(now),
        *screening.changes(since, new),
        *screening.delays(records, as_at, params.target_days),
    ]
    return disclosure.protect(figures, audience, rows)
