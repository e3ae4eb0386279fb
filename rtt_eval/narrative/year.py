"""Sentences for a year of the service: referrals, children worked with, who they are, waits."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.labels import ROLES, ROUTES, YEAR_AGE_BANDS, day
from rtt_eval.narrative.words import count, listed, neat, number, sentences, size, was
from rtt_eval.params import ReportParams

SEXES = {"F": "are girls or young women", "M": "are boys or young men"}
WAITS = {"consultation": "a first consultation", "therapy": "a first session of therapy"}


def route_referrals(safe: Safe, params: ReportParams) -> Prose:
    """How many new referrals came, beside last year, and by which route most."""
    total = safe.get("referrals.new.total.n")
    if total is None or total.value == 0:
        return Prose("No referrals are recorded in the year.", "answer")
    lead = f"There {was(total)} {count(total, 'new referral', 'new referrals')} in the year{_beside(safe)}."
    return Prose(sentences([lead, _by_route(safe)]), "answer")


def _beside(safe: Safe) -> str:
    """How that compares with the year before, where both are known."""
    before, change = safe.get("referrals.previous_year.total.n"), safe.get("referrals.change.total.n")
    if before is None or change is None or not (before.is_known and change.is_known):
        return ""
    if change.value == 0:
        return ", as many as in the year before"
    way = "more" if (change.value or 0) > 0 else "fewer"
    return f", {size(change)} {way} than the {before.shown} of the year before"


def _by_route(safe: Safe) -> str:
    found = {label: safe.get(f"referrals.new.{code}.n") for code, label in ROUTES.items()}
    parts = [f"{label} ({figure.shown})" for label, figure in found.items() if figure and _says(figure)]
    return f"By route: {listed(parts)}." if parts else ""


def _says(figure: SafeFigure | None) -> bool:
    return figure is not None and figure.is_known and figure.value != 0


def last_year_missing(safe: Safe, params: ReportParams) -> Prose | None:
    """That last year's figures are not there, and why; None where they are."""
    figure = safe.get("referrals.previous_year.total.n")
    if figure is None or figure.value is not None or figure.suppressed is not None:
        return None
    return Prose(f"Last year’s referrals are left out: {figure.note}. They stand in last year’s report.", "caveat")


def caseload(safe: Safe, params: ReportParams) -> Prose:
    """How many children the service worked with, and how many were open on the last day beside a year before."""
    worked, now = safe.get("caseload.worked_with.n"), safe.get("caseload.open_on_census.n")
    if worked is None or worked.value == 0:
        return Prose("No work with children is recorded in the year.", "answer")
    lead = f"The service worked with {count(worked, 'child', 'children')} in the year."
    last = day(min(params.period.end, params.as_at_date))
    still = (
        ""
        if now is None
        else f"On {last}, it was working with {count(now, 'child', 'children')}{_a_year_before(safe)}."
    )
    return Prose(sentences([lead, still, _roles(safe)]), "answer")


def _a_year_before(safe: Safe) -> str:
    before = safe.get("caseload.open_on_census.previous_year.n")
    return f"; a year before, with {before.shown}" if before is not None and before.is_known else ""


def _roles(safe: Safe) -> str:
    """The role in which most involvements were, and that children can be known to two."""
    found = [(figure.value or 0, label) for code, label in ROLES.items()
             if (figure := safe.get(f"involvements.role.{code}.n")) is not None and figure.is_known]  # fmt: skip
    twice = safe.get("involvements.more_than_one_role.children.n")
    both = (
        f"{count(twice, 'child was', 'children were')} known to more than one role."
        if twice is not None and twice.is_known and twice.value
        else ""
    )
    if len(found) < len(ROLES) or max(found)[0] == 0:
        return both
    most = safe[f"involvements.role.{next(code for code, label in ROLES.items() if label == max(found)[1])}.n"]
    return sentences([f"Most work was in the role “{max(found)[1]}” ({most.shown} involvements).", both])


def people(safe: Safe, params: ReportParams) -> Prose:
    """Boys and girls, the largest age band, and the share of White British children."""
    total = safe.get("demographics.by_sex.n")
    if total is None or total.value == 0:
        return Prose("Nothing is recorded about the children.", "answer")
    sexes = [(safe.get(f"demographics.sex.{sex}.n"), words) for sex, words in SEXES.items()]
    parts = [f"{figure.shown} {words}" for figure, words in sexes if figure is not None and _says(figure)]
    lead = f"Of the {count(total, 'child', 'children')} worked with, {listed(parts)}." if parts else ""
    return Prose(sentences([lead, _largest_age(safe), _ethnicity(safe)]), "answer")


def _largest_age(safe: Safe) -> str:
    bands = [(code, safe.get(f"demographics.age.{code}.n")) for code in YEAR_AGE_BANDS]
    known = [
        (figure.value or 0, code, figure.shown) for code, figure in bands if figure is not None and figure.is_known
    ]
    is_hidden = any(figure is not None and figure.suppressed for _, figure in bands)
    if is_hidden or not known or max(known)[0] == 0 or sum(one[0] == max(known)[0] for one in known) > 1:
        return ""
    _, code, shown = max(known)
    return f"The largest age group is {YEAR_AGE_BANDS[code]} years ({shown})."


def _ethnicity(safe: Safe) -> str:
    white, other, unknown = (
        safe.get(f"demographics.ethnicity_group.{group}.n") for group in ("white_british", "all_other", "not_known")
    )
    if white is None or not white.is_known:
        return ""
    rest = f", {other.shown} of all other groups" if other is not None and other.is_known else ""
    blank = f"; for {unknown.shown} it is not known" if unknown is not None and _says(unknown) else ""
    return f"{white.shown} are recorded as White British{rest}{blank}."


def waits(safe: Safe, params: ReportParams) -> Prose:
    """How long half of those referred in the year waited at most, and how many still wait."""
    parts = [part for kind, name in WAITS.items() if (part := _wait(safe, kind, name))]
    if not parts:
        return Prose("Waits cannot be given: too few referrals of the year have both dates.", "answer")
    return Prose(sentences(parts), "answer")


def _wait(safe: Safe, kind: str, name: str) -> str:
    median, target = safe.get(f"waits.{kind}.weeks.median"), safe.get(f"waits.{kind}.target_weeks")
    still, over = safe.get(f"waits.{kind}.still_waiting.n"), safe.get(f"waits.{kind}.over_target.pct")
    waiting = f"{number(still)} still wait for it." if still is not None and still.is_known else ""
    if median is None or not median.is_known:
        return f"Too few have had {name} to give a wait; {waiting}" if waiting else ""
    beyond = (
        f". The aim is {neat(target)} weeks: {over.shown} waited longer"
        if over is not None and over.is_known and target is not None
        else ""
    )
    return sentences([f"Half of those who had {name} waited {neat(median)} weeks or less{beyond}.", waiting])


WAIT_CAVEAT = (
    "These are the waits of those already seen. Children referred late in the year and not yet seen are not among "
    "them. When many still wait, the true waits are longer than these figures say."
)


def wait_caveat(safe: Safe, params: ReportParams) -> Prose | None:
    """That those who still wait are not in the median; None where nobody waits."""
    waiting = [safe.get(f"waits.{kind}.still_waiting.n") for kind in WAITS]
    is_any = any(figure is not None and figure.value != 0 for figure in waiting)
    return Prose(WAIT_CAVEAT, "caveat") if is_any else None
