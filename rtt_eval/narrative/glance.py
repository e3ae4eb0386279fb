"""At a glance: the headline figures of the report, none of which needs statistics to read."""

from __future__ import annotations

from datetime import date

from rtt_eval.blocks import Headline, Headlines
from rtt_eval.contrasts import contrast_of, outcome_name
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.labels import EVENT_NOUNS
from rtt_eval.narrative.activity import wait_in_words
from rtt_eval.narrative.comparing import NOT_SHOWN, better, could_be, pairs_so_far, ratio_in_words
from rtt_eval.narrative.outcomes import at
from rtt_eval.narrative.words import count, neat, number, rounds_to_zero, sentences
from rtt_eval.params import IipEvaluation, OutcomeParams
from rtt_eval.periods import is_month

HELD = {"same carer": "held", "followed so long": "time_passed"}

MOST = 6
"""More headline figures than this are not read."""


def at_a_glance(safe: Safe, params: IipEvaluation) -> Headlines:
    """Up to six headline figures: who took part, moves, missing, the main outcome, carers kept, referrals, feedback.

    A figure that is hidden or not known makes way for the next; the main outcome always has its place, if only to say
    that it is too early.
    """
    candidates = [
        _cohort(safe),
        _events(safe, "placement_move"),
        primary_headline(safe, params),
        _events(safe, "missing"),
        _held(safe, params),
        _referrals(safe),
        _rating(safe),
    ]
    return Headlines(tuple(one for one in candidates if one is not None)[:MOST])


def _cohort(safe: Safe) -> Headline | None:
    total, full = safe.get("cohort.n"), safe.get("cohort.full.n")
    if total is None or not total.is_known:
        return None
    rest = (
        ""
        if full is None or not full.is_known or total.value == 0
        else f"{number(full)} of them {'was' if full.value == 1 else 'were'} in the full programme. "
        "Most of this report is about them."
    )
    label = f"young {'person' if total.value == 1 else 'people'} took part"
    parts = (("full programme", "cohort.full.n"), ("all", "cohort.n"))
    return Headline(total.shown, label, sentences([rest]), "share", parts)


def _events(safe: Safe, kind: str) -> Headline | None:
    stem, (_, many) = f"events.{kind}", EVENT_NOUNS[kind]
    before, during = safe.get(f"{stem}.before.n"), safe.get(f"{stem}.during.n")
    if before is None or during is None or not (before.is_known and during.is_known):
        return None
    ratio = safe.get(f"{stem}.rate_ratio")
    sentence = ratio_in_words(ratio) if ratio is not None else ""
    sentence = sentence or "Too few young people had any for the two to be compared safely."
    if before.value == during.value == 0:
        sentence = "None are recorded at either time."
    label = f"{many}: before the programme, and in an equal time during it"
    parts = (("before", f"{stem}.before.n"), ("during", f"{stem}.during.n"))
    return Headline(f"{before.shown}, then {during.shown}", label, sentence, "bars", parts)


def primary_headline(safe: Safe, params: OutcomeParams) -> Headline:
    """The average change of the main outcome; always there, if only to say that it is too early."""
    one = contrast_of(params.primary_outcome)
    label = f"{outcome_name(one)}, {at(one)} ({better(one.scale.higher_is)})"
    figure, pairs = safe.get(f"{one.stem}.change.mean"), safe.get(f"{one.stem}.n_paired")
    if figure is not None and figure.is_known:
        behind = count(pairs, "young person", "young people") if pairs is not None and pairs.is_known else ""
        parts = (("start", f"{one.stem}.mean_baseline"), (at(one).removeprefix("after "), f"{one.stem}.mean_follow_up"))
        return Headline(_signed(figure), f"on average in {label}", could_be(figure, behind), "bars", parts)
    if figure is not None and figure.suppressed:
        return Headline("Not shown", label.removeprefix("the "), f"The average change is {NOT_SHOWN}.")
    so_far = pairs_so_far(safe, f"{one.stem}.n_paired", params.gates.mean)
    return Headline("Too few yet", label.removeprefix("the "), sentences([f"{so_far}."]))


def _signed(figure: SafeFigure) -> str:
    """A change short enough for one line in large print: −2.8 points."""
    if rounds_to_zero(figure):
        return "No change"
    return f"{'+' if (figure.value or 0) > 0 else ''}{figure.shown} points"


def _held(safe: Safe, params: IipEvaluation) -> Headline | None:
    months = params.held_at_months[0] if params.held_at_months else 0
    held, passed = (safe.get(f"placement_held.at_{months}_months.{end}.n") for end in ("held", "time_passed"))
    if held is None or passed is None or not (held.is_known and passed.is_known) or passed.value == 0:
        return None
    label = f"still had the same carer {months} months after they started"
    share = safe.get(f"placement_held.at_{months}_months.held.pct")
    sure = (
        f"That is {share.shown}; in the long run it could be anything from {share.interval_shown}. "
        if share is not None and share.is_known and share.interval_shown
        else ""
    )
    parts = tuple((name, f"placement_held.at_{months}_months.{end}.n") for name, end in HELD.items())
    sentence = f"{sure}Those followed for less time are left out."
    return Headline(f"{held.shown} of {passed.shown}", label, sentence, "share", parts)


def _referrals(safe: Safe) -> Headline | None:
    total = safe.get("referrals.total.n")
    if total is None or not total.is_known:
        return None
    label = "referral received" if total.value == 1 else "referrals received"
    months = safe.codes("referrals.month.*.n")
    is_dated = all(is_month(one) for one in months)  # not where months were put together
    parts = (
        tuple((date.fromisoformat(f"{one}-01").strftime("%b %Y"), f"referrals.month.{one}.n") for one in sorted(months))
        if is_dated
        else ()
    )
    return Headline(total.shown, label, wait_in_words(safe), "columns", parts)


def _rating(safe: Safe) -> Headline | None:
    mean, n = safe.get("feedback.network_meeting.rating.mean"), safe.get("feedback.network_meeting.rating.n")
    if mean is None or not mean.is_known:
        return None
    who = f"From {count(n, 'answer', 'answers')}" if n is not None and n.is_known else ""
    scale = f", {mean.method}" if who and mean.method else ""
    return Headline(neat(mean), "average rating of the network meetings", f"{who}{scale}." if who else "")
