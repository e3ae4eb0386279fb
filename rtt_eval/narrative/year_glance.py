"""At a glance and in short: the headline figures of the annual report."""

from __future__ import annotations

from rtt_eval.blocks import Headline, Headlines, Prose
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.labels import day
from rtt_eval.narrative.words import count, neat, number, sentences, size
from rtt_eval.params import ReportParams
from rtt_eval.returns import year_ending

MOST = 6


def year_at_a_glance(safe: Safe, params: ReportParams) -> Headlines:
    """Up to six headline figures: children worked with, referrals, SDQ scores, waits, families, the fund, training.

    A figure that is hidden or not known makes way for the next.
    """
    candidates = [
        _worked_with(safe, params),
        _referrals(safe),
        _sdq(safe, params),
        _wait(safe),
        _pounds(safe),
        _training(safe),
        _completed(safe),
    ]
    return Headlines(tuple(one for one in candidates if one is not None)[:MOST])


def _known(figure: SafeFigure | None) -> bool:
    return figure is not None and figure.is_known


def _worked_with(safe: Safe, params: ReportParams) -> Headline | None:
    worked, now = safe.get("caseload.worked_with.n"), safe.get("caseload.open_on_census.n")
    if worked is None or not worked.is_known:
        return None
    before = safe.get("caseload.open_on_census.previous_year.n")
    last = day(min(params.period.end, params.as_at_date))
    year_before = f"; a year before, with {before.shown}" if before is not None and before.is_known else ""
    sentence = f"On {last}, the service was working with {number(now)}{year_before}." if _known(now) else ""
    stem = "caseload.open_on_census"
    parts = (("open a year before", f"{stem}.previous_year.n"), ("open now", f"{stem}.n"))
    return Headline(
        worked.shown, f"{'child' if worked.value == 1 else 'children'} worked with", sentence, "bars", parts
    )


def _referrals(safe: Safe) -> Headline | None:
    total = safe.get("referrals.new.total.n")
    if total is None or not total.is_known:
        return None
    before, change = safe.get("referrals.previous_year.total.n"), safe.get("referrals.change.total.n")
    sentence = "Last year’s number is not in these records."
    if before is not None and change is not None and before.is_known and change.is_known:
        way = "more" if (change.value or 0) > 0 else "fewer"
        sentence = f"{size(change)} {way} than last year ({before.shown})." if change.value else "As many as last year."
    parts = (("last year", "referrals.previous_year.total.n"), ("this year", "referrals.new.total.n"))
    return Headline(total.shown, "new referrals" if total.value != 1 else "new referral", sentence, "bars", parts)


def _sdq(safe: Safe, params: ReportParams) -> Headline | None:
    mean, n = safe.get("sdq.national.mean"), safe.get("sdq.national.completed.n")
    if mean is None or not mean.is_known:
        return None
    id = f"benchmark.sdq_avg_score.england.{year_ending(params.period.end)}.value"
    england = safe.get(id)
    beside = f"England: {england.shown}. " if england is not None and england.is_known else ""
    behind = f"From {count(n, 'child', 'children')} in care for a year. " if _known(n) else ""
    label, parts = "average SDQ score of children in care (lower is better)", (("England", id), ("here", mean.id))
    return Headline(mean.shown, label, f"{beside}{behind}".strip(), "bars", parts)


def _wait(safe: Safe) -> Headline | None:
    median, target = safe.get("waits.consultation.weeks.median"), safe.get("waits.consultation.target_weeks")
    if median is None or not median.is_known:
        return None
    aim = f"The aim is {neat(target)} weeks. " if target is not None else ""
    still = safe.get("waits.consultation.still_waiting.n")
    waiting = f"{number(still)} still wait." if still is not None and still.is_known else ""
    label = "or less: the wait of half of those who had a first consultation"
    parts = (("weeks aimed at", "waits.consultation.target_weeks"), ("weeks waited", median.id))
    return Headline(f"{neat(median)} weeks", label, f"{aim}{sentences([waiting])}".strip(), "bars", parts)


def _pounds(safe: Safe) -> Headline | None:
    pounds, n = safe.get("asf.adoption.approved.gbp"), safe.get("asf.adoption.approved.n")
    if pounds is None or not pounds.is_known or not pounds.value:
        return None
    families = safe.get("asf.adoption.families.n")
    who = f" for {count(families, 'family', 'families')}" if _known(families) else ""
    sentence = f"{count(n, 'application', 'applications')} approved{who}." if _known(n) else ""
    whole = pounds.shown.partition(".")[0]
    return Headline(whole, "from the Adoption Support Fund for adoptive families", sentence)


def _training(safe: Safe) -> Headline | None:
    came, held = safe.get("training.attendees.n"), safe.get("training.events.n")
    if came is None or not came.is_known or not came.value:
        return None
    parts = (("last year", "training.previous_year.attendees.n"), ("this year", came.id))
    sentence = f"{count(held, 'course', 'courses')} held."
    return Headline(came.shown, "places taken at training courses", sentence, "bars", parts)


def _completed(safe: Safe) -> Headline | None:
    share = safe.get("sdq.national.completed.pct")
    if share is None or not share.is_known:
        return None
    parts = (("with a score", "sdq.national.completed.n"), ("all", "sdq.national.eligible.n"))
    return Headline(share.shown, "of children in care for a year have an SDQ score", "", "share", parts)


def year_summary(safe: Safe, params: ReportParams) -> Prose:
    """The year in three sentences, for a reader who reads no further."""
    worked, total = safe.get("caseload.worked_with.n"), safe.get("referrals.new.total.n")
    if worked is None and total is None:
        return Prose("There are no records of work or referrals in the year, so there is nothing to report.", "answer")
    came = (
        f"Between {day(params.period.start)} and {day(params.period.end)} the service worked with "
        f"{count(worked, 'child', 'children')} and received {count(total, 'new referral', 'new referrals')}."
    )
    mean, england = safe.get("sdq.national.mean"), _england(safe, params)
    score = (
        f"Children who had been in care for a year scored {mean.shown} on average on the SDQ{england}."
        if mean is not None and mean.is_known
        else ""
    )
    return Prose(sentences([came, score]), "answer")


def _england(safe: Safe, params: ReportParams) -> str:
    figure = safe.get(f"benchmark.sdq_avg_score.england.{year_ending(params.period.end)}.value")
    return f"; in England it was {figure.shown}" if figure is not None and figure.is_known else ""
