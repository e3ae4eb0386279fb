"""Sentences for feedback and attendance."""

from __future__ import annotations

from types import MappingProxyType

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.narrative.words import count, neat, sentences
from rtt_eval.params import ReportParams

FORMS = MappingProxyType(
    {
        "network_meeting": "network meetings",
        "workshop": "workshops",
        "carer_iip": "the programme, from carers",
        "intensive_support_carer": "intensive support, from carers",
        "session_rating": "therapy sessions",
        "esq_parent_carer": "the service, from parents and carers",
        "esq_young_person": "the service, from young people",
        "professional_interview": "interviews with professionals",
    }
)


def feedback(safe: Safe, params: ReportParams) -> Prose:
    """How network meetings were rated, which forms came back, and how many came to training."""
    returned = [figure.id.split(".")[1] for figure in safe.starting("feedback.") if figure.id.endswith(".forms.n")]
    if not returned:
        return Prose("No feedback is recorded in the period.", "answer")
    return Prose(sentences([_rating(safe), _forms(safe, returned)]), "answer")


def _rating(safe: Safe) -> str:
    """The average mark of the network meetings, with the scale and the number of answers."""
    mean, n = safe.get("feedback.network_meeting.rating.mean"), safe.get("feedback.network_meeting.rating.n")
    if mean is None or not mean.is_known:
        return ""
    known = [count(n, "answer", "answers") if n is not None and n.is_known else "", mean.method]
    words = ", ".join(part for part in known if part)
    return f"Network meetings were rated {neat(mean)} on average{f' ({words})' if words else ''}."


def _forms(safe: Safe, returned: list[str]) -> str:
    """Which forms came back, with their number; those whose number is hidden are not named (the table has them)."""
    shown = [f"{form_in_words(form)} ({safe[_id(form)].shown})" for form in returned if safe[_id(form)].is_known]
    hidden = [form_in_words(form) for form in returned if not safe[_id(form)].is_known]
    if not shown:
        return f"Forms came back on {'; '.join(hidden)}; how many is not shown."
    more = " Some also came back on other subjects; how many is not shown." if hidden else ""
    return f"Forms came back on {'; '.join(shown)}.{more}"


def _id(form: str) -> str:
    return f"feedback.{form}.forms.n"


def form_in_words(form: str) -> str:
    """About what, and from whom, a form is."""
    return FORMS.get(form, form.replace("_", " "))


def attendance(safe: Safe, params: ReportParams) -> Prose | None:
    """How many people came to training on average, of those who could have come."""
    kinds = {"workshops": "a workshop", "reflective_practice": "a reflective practice session"}
    parts = [part for kind, name in kinds.items() if (part := _came(safe, kind, name))]
    return Prose(" ".join(parts), "text") if parts else None


def _came(safe: Safe, kind: str, name: str) -> str:
    mean, eligible = safe.get(f"{kind}.attendance.mean"), safe.get(f"{kind}.eligible.n")
    if mean is None or not mean.is_known:
        return ""
    if eligible is None or not eligible.is_known:
        return f"On average, {neat(mean)} people came to {name}."
    return f"On average, {neat(mean)} of the {eligible.shown} people who could have come to {name} came."
