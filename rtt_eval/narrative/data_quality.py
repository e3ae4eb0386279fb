"""Sentences for the administrator: what was read, what is to be mended, which forms came back."""

from __future__ import annotations

from dataclasses import replace

from rtt_eval.blocks import Headline, Headlines, Prose
from rtt_eval.disclosure import Safe
from rtt_eval.labels import day
from rtt_eval.narrative.words import count, number, sentences, was
from rtt_eval.params import DataQuality, ReportParams

USED = ("used", "used_queried")


def data_at_a_glance(safe: Safe, params: DataQuality) -> Headlines:
    """Rows read, rows that cannot be used, checks passed, forms back; what is not known makes way."""
    found = [
        _headline(safe, "quality.rows.n", "rows read", "From {} files and sheets.", "quality.files.n"),
        _headline(safe, "quality.findings.reject.n", "faults that keep a row out", "They stand in section 3."),
        _headline(safe, "quality.findings.query.n", "things to be looked at", "The rows are used meanwhile."),
        _forms_back(safe),
    ]
    return Headlines(tuple(one for one in found if one is not None))


def _headline(safe: Safe, id: str, label: str, sentence: str, *ids: str) -> Headline | None:
    figure = safe.get(id)
    if figure is None or not figure.is_known:
        return None
    return Headline(figure.shown, label, sentence.format(*(safe.text(one) for one in ids)))


def _forms_back(safe: Safe) -> Headline | None:
    made = _headline(safe, "forms.returned.pct", "of the outcome forms due are back", "Of {} forms.", "forms.due.n")
    parts = (("back", "forms.returned.n"), ("due", "forms.due.n"))
    return None if made is None else replace(made, form="share", parts=parts)


def data_quality(safe: Safe, params: ReportParams) -> Prose:
    """How many rows were read, and how many faults and questions there are."""
    rows, files = safe.get("quality.rows.n"), safe.get("quality.files.n")
    faults, questions = (safe.get(f"quality.findings.{name}.n") for name in ("reject", "query"))
    lead = f"{count(rows, 'row was', 'rows were')} read from {count(files, 'file or sheet', 'files and sheets')}."
    wrong = f"There {was(faults)} {count(faults, 'fault that keeps a row', 'faults that keep rows')} out of the reports"
    return Prose(sentences([lead, f"{wrong}, and {count(questions, 'question', 'questions')} to look at."]), "answer")


def data_summary(safe: Safe, params: ReportParams) -> Prose:
    """What was read and what is wrong with it, what the reports lack, and which forms came back."""
    parts = (data_quality(safe, params), lacks(safe, params), forms_back(safe, params))
    return Prose(sentences(part.markdown for part in parts), "answer")


def lacks(safe: Safe, params: ReportParams) -> Prose:
    """Whether any table is missing."""
    missing = safe.get("quality.tables.missing.n")
    if missing is not None and missing.value == 0:
        return Prose("Every table is there, so no report lacks a part for want of one.", "answer")
    return Prose(f"{count(missing, 'table is', 'tables are')} not there, or without a row that can be used.", "answer")


def forms_back(safe: Safe, params: ReportParams) -> Prose:
    """How many of the follow-up forms that were due came back."""
    due, back, share = (safe.get(f"forms.{name}") for name in ("due.n", "returned.n", "returned.pct"))
    if due is None or due.value == 0:
        return Prose("No follow-up form was due yet.", "answer")
    part = f" ({share.shown})" if share is not None and share.is_known else ""
    return Prose(f"Of {count(due, 'follow-up form', 'follow-up forms')} due, {number(back)}{part} came back.", "answer")


def forms_next(safe: Safe, params: DataQuality) -> Prose | None:
    """How many forms are due in the coming weeks; for the team, who see which."""
    rows = safe.rows.get("forms_due")
    if rows is None:
        return None
    n, last = len(rows), day(params.as_at_date)
    forms = "No form falls" if n == 0 else "One form falls" if n == 1 else f"{n} forms fall"
    return Prose(f"{forms} due in the {params.due_days} days after {last}.", "text")
