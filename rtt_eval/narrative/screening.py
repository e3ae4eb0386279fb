"""Sentences of the referral screening: the list, the line, who could not be screened, last month, the delays."""

from __future__ import annotations

from rtt_eval.blocks import Headline, Headlines, Prose
from rtt_eval.disclosure import Safe
from rtt_eval.labels import day
from rtt_eval.labels.screening import STEPS
from rtt_eval.narrative.words import count, listed, neat, number, sentences, young_people
from rtt_eval.params import ReferralScreening

CAVEAT = (
    "Points put a conversation in order. They are no measure of a young person or of need, and they predict nothing: "
    "how much each thing should weigh is a judgement, written down so that it can be argued with. Those who know the "
    "young people decide. What nobody has recorded gives no points."
)


MEETING = "network_meeting.waiting"

CAME_OF_LAST = {
    "started": ("began the full programme", "began the full programme"),
    "started_step_down": ("began prevention or step-down", "began prevention or step-down"),
    "in_programme": ("was in the programme then and is now", "were in the programme then and are now"),
    "ended": ("came to the end of the work", "came to the end of the work"),
    "taken_on": ("had a referral taken on", "had a referral taken on"),
    "turned_down": ("had a referral that was not taken on", "had a referral that was not taken on"),
    "referred": ("was referred and waits for the decision", "were referred and wait for the decision"),
    "waiting": ("has a referral under way as before", "have a referral under way as before"),
    "nothing": ("has no referral on record", "have no referral on record"),
}


def screening_at_a_glance(safe: Safe, params: ReferralScreening) -> Headlines:
    """How many are of the ages, on the list, above the line; could not be screened; wait longer than the target."""
    found = [
        ("in_scope.n", f"young people in care, aged {params.age_from} to {params.age_to}", _ages(params)),
        ("screened.n", "could be screened", "They have an SDQ score that is recent enough."),
        ("high.n", f"on the list, with an SDQ of {params.sdq_from} or more", _tied(safe)),
        ("line.above.n", "above the line for pre-allocation", _at_line(safe)),
        ("not_screened.n", "could not be screened", "They may need help as much as those on the list: section 3."),
        (f"delays.{MEETING}.over_target.n", "over the target for a network meeting", _target(safe, params)),
    ]
    return Headlines(tuple(Headline(safe.text(f"screening.{id}"), label, said) for id, label, said in found))


def _ages(params: ReferralScreening) -> str:
    return f"On {day(params.as_at_date)}, in completed years."


def _tied(safe: Safe) -> str:
    tied = safe.get("screening.tied.n")
    return f"{number(tied)} of them share a rank with others.".capitalize()


def _at_line(safe: Safe) -> str:
    above, at = (safe[f"screening.line.{side}.n"] for side in ("above", "at"))
    if not at.value:
        return "No tie is cut by the line." if above.value else "Nobody on the list is free to be referred."
    left = count(safe.get("screening.places_left.n"), "place", "places")
    return f"{at.shown} more have equal points at it, for {left}."


def _target(safe: Safe, params: ReferralScreening) -> str:
    waiting = count(safe.get(f"screening.delays.{MEETING}.n"), "referral waits", "referrals wait")
    return sentences([f"{waiting} for one; the target is {params.meeting_days} days."])


def screening_list(safe: Safe, params: ReferralScreening) -> Prose:
    """How many are on the list, who can go to pre-allocation, and whether the line cuts a tie."""
    high = safe.get("screening.high.n")
    if high is None or not high.value:
        return Prose(f"Nobody has an SDQ of {params.sdq_from} or more this month.", "answer")
    lead = f"{count(high, 'young person is', 'young people are')} on the list."
    return Prose(sentences([lead, *_line(safe, params)]), "answer")


def _line(safe: Safe, params: ReferralScreening) -> list[str]:
    above, at = (safe[f"screening.line.{side}.n"] for side in ("above", "at"))
    n_above, places = above.value or 0, f"{params.places_from} to {params.places_to}"
    if not n_above and not at.value:
        return ["All of them are in the programme already, or have a referral under way."]
    first = f"{count(above, 'stands', 'stand')} above the line for pre-allocation ({places} places)."
    first = first.replace("no stand", "none stands")
    if not at.value:
        return [first, "There are fewer than places." if n_above < params.places_from else ""]
    left = count(safe.get("screening.places_left.n"), "place", "places")
    more = f"{at.shown} more have" if n_above else f"{at.shown} have"
    tie = f"{more} equal points at it, for {left}: points cannot choose between them, the meeting has to."
    alone = f"Taking the {above.shown} alone parts no tie." if n_above >= params.places_from else ""
    return [first, tie, alone]


def screening_caveat(safe: Safe, params: ReferralScreening) -> Prose:
    """What the points are not."""
    return Prose(CAVEAT, "caveat")


def screening_just_outside(safe: Safe, params: ReferralScreening) -> Prose | None:
    """How many are just outside a rule; for the team, who see which."""
    rows = safe.rows.get("screening_just_outside")
    if rows is None:
        return None
    near = f"an SDQ total up to {params.near_sdq} points under {params.sdq_from}"
    birthday = f"a birthday within {params.near_months} months that puts them outside the ages"
    n = len(rows)
    lead = "Nobody is" if n == 0 else "1 young person is" if n == 1 else f"{n} young people are"
    return Prose(f"{lead} just outside a rule: {near}, or {birthday}.", "answer")


def screening_not_known(safe: Safe, params: ReferralScreening) -> Prose | None:
    """That something is not known of children on the list; for the team, who see of whom."""
    rows = safe.rows.get("screening_not_known")
    if rows is None:
        return None
    if rows.empty:
        return Prose("Everything that gives points is known of everybody on the list.", "text")
    could = safe.get("screening.line.could_reach.n")
    lead = "What is not known gives no points, so these young people have at least the points that they stand with."
    more = f"Below the line, {number(could)} could be at it or above if what is not known of them were at its highest."
    return Prose(sentences([lead, more if could is not None and could.value else ""]), "text")


def screening_not_screened(safe: Safe, params: ReferralScreening) -> Prose:
    """How many could not be screened, of how many, and why."""
    left, scope = (safe.get(f"screening.{name}.n") for name in ("not_screened", "in_scope"))
    if left is None or not left.value:
        return Prose("Everybody of the ages could be screened.", "answer")
    why = {
        "no_score": "no SDQ score",
        "score_too_old": f"one that is older than {params.sdq_valid_months} months",
        "zero_total": "a total of 0, to be checked",
        "care_dates_not_known": "no date of coming into care",
    }
    parts = [
        f"{figure.shown} {'has' if figure.value == 1 else 'have'} {words}"
        for code, words in why.items()
        if (figure := safe.get(f"screening.not_screened.{code}.n")) is not None and figure.value
    ]
    lead = f"{count(left, 'young person', 'young people')} of {number(scope)} could not be screened: {listed(parts)}."
    return Prose(sentences([lead]), "answer")


def screening_last_month(safe: Safe, params: ReferralScreening) -> Prose:
    """What has come of last month's list, and how many are new."""
    whole = safe.get("screening.last_month.n")
    if whole is None or not whole.value:
        return Prose("Nobody was on the list a month before.", "answer")
    parts = [
        f"{figure.shown} {one if figure.value == 1 else many}"
        for code, (one, many) in CAME_OF_LAST.items()
        if (figure := safe.get(_last(code))) is not None and figure.value
    ]
    lead = f"{count(whole, 'young person was', 'young people were')} on the list a month before"
    off, new = safe.get(_last("off_list")), safe.get("screening.new.n")
    gone = (
        f"{number(off)} {_is(off)} no longer on it" if off is not None and off.value else "all of them are still on it"
    )
    rest = f"{gone}, and {young_people(safe, 'screening.new.n')} {_is(new)} new."
    return Prose(sentences([f"{lead}: {listed(parts)}." if parts else f"{lead}.", rest]), "answer")


def _last(code: str) -> str:
    return f"screening.last_month.{code}.n"


def _is(figure: object) -> str:
    return "is" if getattr(figure, "value", None) == 1 else "are"


def screening_delays(safe: Safe, params: ReferralScreening) -> Prose:
    """How many referrals wait, over which target, and how long the steps took those that came to them."""
    waiting = safe.get("screening.delays.waiting.n")
    lead = f"{count(waiting, 'referral waits', 'referrals wait')} for a step."
    over = [
        f"{safe[id].shown} {_is(safe[id])} over the target of {params.target_days[step]} days for the {name.lower()}"
        for step, name in STEPS.items()
        if (id := f"screening.delays.{step}.waiting.over_target.n") in safe and safe[id].value
    ]
    took = [
        f"{neat(figure)} days to the {name.lower()}"
        for step, name in STEPS.items()
        if (figure := safe.get(f"screening.delays.{step}.reached.days.median")) is not None and figure.is_known
    ]
    late = f"Of these, {listed(over)}." if over else "None is over its target."
    half = f"In the last 12 months half of the referrals took no longer than {listed(took)}." if took else ""
    return Prose(sentences([lead, late if waiting is not None and waiting.value else "", half]), "answer")
