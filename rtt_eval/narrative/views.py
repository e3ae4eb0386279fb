"""Sentences for feedback and attendance."""

from __future__ import annotations

from types import MappingProxyType

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.feedback import forms
from rtt_eval.narrative.words import count, listed, sentences
from rtt_eval.params import ReportParams

FORMS = MappingProxyType(
    {
        "network_meeting": "on network meetings",
        "workshop": "on workshops",
        "carer_iip": "from carers in the programme",
        "intensive_support_carer": "from carers with intensive support",
        "session_rating": "on therapy sessions",
        "esq_parent_carer": "on parents' and carers' experience of the service",
        "esq_young_person": "on young people's experience of the service",
        "professional_interview": "from interviews with professionals",
    }
)

MOST_QUESTIONS = 2
"""A form with more questions than this is left to its table."""


def feedback(safe: Safe, params: ReportParams) -> Prose:
    """How many forms came back, what people said yes to and how they rated, and how many came."""
    returned = [figure.id.split(".")[1] for figure in safe.starting("feedback.") if figure.id.endswith(".forms.n")]
    if not returned:
        return Prose("No feedback is recorded in the period.", "answer")
    shown = [form for form in returned if safe[f"feedback.{form}.forms.n"].is_known]
    hidden = [_name(form) for form in returned if form not in shown]
    also = f"Some forms {'also ' if shown else ''}came back {listed(hidden)}; how many is not shown." if hidden else ""
    return Prose(sentences([*(about_form(safe, form) for form in shown), also, _attendance(safe)]), "answer")


def about_form(safe: Safe, form: str) -> str:
    """How many forms of a kind there are and what they say."""
    stem = f"feedback.{form}"
    n_forms = safe[f"{stem}.forms.n"]
    lead = f"{count(n_forms, 'form', 'forms')} came back {_name(form)}."
    return sentences([lead, _yes(safe, stem), _ratings(safe, stem)])


def _name(form: str) -> str:
    """About what, or from whom, a form is."""
    return FORMS.get(form, f"on {form.replace('_', ' ')}")


def _yes(safe: Safe, stem: str) -> str:
    shares = [figure for figure in safe.starting(f"{stem}.") if figure.id.endswith(".yes.pct") and figure.is_known]
    if len(shares) > 1 and len({figure.shown for figure in shares}) == 1:
        return f"{shares[0].shown} of those who answered said yes to each of the yes-or-no questions."
    if not shares or len(shares) > MOST_QUESTIONS:
        return ""
    said = [f"{figure.shown} said yes to “{_question(figure.id)}”" for figure in shares]
    return f"Of those who answered, {listed(said)}."


def _ratings(safe: Safe, stem: str) -> str:
    means = [figure for figure in safe.starting(f"{stem}.") if figure.id.endswith(".mean") and figure.is_known]
    if not means or len(means) > MOST_QUESTIONS:
        return ""
    marks = [f"{figure.shown} for “{_question(figure.id)}”{_scale(figure)}" for figure in means]
    return f"The average {'mark was' if len(means) == 1 else 'marks were'} {listed(marks)}."


def _scale(figure: SafeFigure) -> str:
    """How many answered, and the scale of the question as the figure gives it."""
    known = [f"{figure.n} answer{'' if figure.n == 1 else 's'}" if figure.n else "", figure.method]
    words = ", ".join(part for part in known if part)
    return f" ({words})" if words else ""


def _question(id: str) -> str:
    """The question as its form names it."""
    _, form, question, *_ = id.split(".")
    known = forms().get(form, {"questions": {}})["questions"].get(question)
    return str(known["label"]) if known else question.replace("_", " ")


def _attendance(safe: Safe) -> str:
    parts = []
    for kind, name in (("workshops", "workshop"), ("reflective_practice", "reflective practice session")):
        mean, eligible = safe.get(f"{kind}.attendance.mean"), safe.get(f"{kind}.eligible.n")
        if mean is None or not mean.is_known:
            continue
        of = f" of the {eligible.shown} who could have come" if eligible is not None and eligible.is_known else ""
        parts.append(f"On average {mean.shown} people came to a {name}{of}.")
    return " ".join(parts)
