"""Sentences for what was done in a year: interventions, family support, the support fund, training."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.labels import INTERVENTIONS, ORDERS
from rtt_eval.narrative.words import count, listed, neat, number, sentences, was
from rtt_eval.params import ReportParams

MOST_NAMED = 3
FAMILIES = {"post_adoption": "post-adoption support", "sgo": "special guardianship support"}


def support(safe: Safe, params: ReportParams) -> Prose:
    """The interventions that were given most, and the families supported."""
    total = safe.get("interventions.total.n")
    if total is None or total.value == 0:
        return Prose("No interventions are recorded in the year.", "answer")
    found = [
        (figure.value or 0, label, figure.shown)
        for code, label in INTERVENTIONS.items()
        if (figure := safe.get(f"interventions.{code}.n")) is not None and figure.is_known and figure.value
    ]
    most = [f"{label} ({shown})" for _, label, shown in sorted(found, key=lambda one: -one[0])[:MOST_NAMED]]
    lead = f"There {was(total)} {count(total, 'involvement', 'involvements')} in the year"
    lead += f", most often {listed(most)}." if most else "."
    return Prose(sentences([lead, _families(safe)]), "answer")


def _families(safe: Safe) -> str:
    parts = [
        f"{count(figure, 'family', 'families')} had {words}"
        for order, words in FAMILIES.items()
        if (figure := safe.get(f"support.{order}.families.n")) is not None and figure.is_known and figure.value
    ]
    return f"{listed(parts)}." if parts else ""


def fund(safe: Safe, params: ReportParams) -> Prose:
    """Applications to the support fund that were approved, with pounds, children and families."""
    parts = [part for order, label in ORDERS.items() if (part := _approved(safe, order, label))]
    if not parts:
        return Prose("No approved application to the support fund can be shown.", "answer")
    return Prose(sentences(parts), "answer")


def _approved(safe: Safe, order: str, label: str) -> str:
    n, pounds, children = (safe.get(f"asf.{order}.{end}") for end in ("approved.n", "approved.gbp", "children.n"))
    if n is None or not n.is_known or n.value == 0:
        return ""
    money = f", {neat(pounds)} in all" if pounds is not None and pounds.is_known else ""
    who = f", for {count(children, 'child', 'children')}" if children is not None and children.is_known else ""
    return f"{label}: {count(n, 'application was', 'applications were')} approved{money}{who}{_last_year(safe, order)}."


def _last_year(safe: Safe, order: str) -> str:
    before = safe.get(f"asf.{order}.previous_year.approved.n")
    return f" (last year {number(before)})" if before is not None and before.is_known else ""


def training(safe: Safe, params: ReportParams) -> Prose:
    """Courses held and places taken, beside last year."""
    held, came = safe.get("training.events.n"), safe.get("training.attendees.n")
    if held is None or held.value == 0:
        return Prose("No training courses are recorded in the year.", "answer")
    people = safe.get("training.people.n")
    by = (
        f" by {count(people, 'person', 'people')}"
        if people is not None and came is not None and people.value != came.value
        else ""
    )
    courses = count(held, "training course was", "training courses were")
    lead = f"{courses} held, with {count(came, 'place', 'places')} taken{by}"
    before = safe.get("training.previous_year.attendees.n")
    last = f"; last year it was {count(before, 'place', 'places')}" if before is not None and before.is_known else ""
    return Prose(sentences([f"{lead}{last}."]), "answer")
