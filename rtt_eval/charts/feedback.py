"""What people said of the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.columns import columns
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.stacked import stacked
from rtt_eval.charts.draw.style import SEQUENCE, WHITE
from rtt_eval.charts.finish import cell, finished, has_whole_row, is_mostly_hidden
from rtt_eval.charts.words import subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.feedback import forms
from rtt_eval.labels import answered, plain
from rtt_eval.params import ReportParams


def feedback_bars(safe: Safe, params: ReportParams, form: str) -> Chart | None:
    """How did people answer each question of this form that has set answers (yes or no, true or not)?

    A bar a question, cut into the answers, with the share of the best answer on the right; None where there are none.
    """
    options = _options(safe, form)
    questions = [one for one in _questions(form) if all(_value(form, one, option) in safe for option in options)]
    cells = [[cell(safe, _value(form, one, option)) for option in options] for one in questions]
    if not has_whole_row(cells):
        return None
    labels = [str(_questions(form)[one]["label"]) for one in questions]
    shares = [f"feedback.{form}.{one}.{options[0]}.pct" for one in questions]
    names = [plain(option) for option in options]
    texts = [_share(safe, id) for id in shares]
    fills = (SEQUENCE[0], WHITE) if len(options) == 2 else (*SEQUENCE[: len(options) - 1], WHITE)
    return finished(
        stacked(labels, texts, names, cells, fills, f"{names[0]}, of answers"),
        f"chart_feedback_{form}",
        _title(safe, shares, labels, names[0].lower()) or f"{_label(form)}: answers to each question",
        subtitle(f"{_label(form)}: number of answers to each question", _forms(safe, form), answered(params)),
        ("Question", *names, f"Said {names[0].lower()}"),
        [(label, *(one.shown for one in row), text) for label, row, text in zip(labels, cells, texts, strict=True)],
    )


def _options(safe: Safe, form: str) -> list[str]:
    """The answers, best first, of the first question of the form that has set answers and figures."""
    for question, spec in _questions(form).items():
        options = ["yes", "no"] if spec["kind"] == "yes_no" else list(spec.get("options", ()))
        if options and _value(form, question, options[0]) in safe:
            return [str(option) for option in options]
    return []


def _questions(form: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = forms().get(form, {"questions": {}})["questions"]
    return found


def _label(form: str) -> str:
    return str(forms().get(form, {"label": plain(form)})["label"])


def _value(form: str, question: str, answer: str) -> str:
    return f"feedback.{form}.{question}.value.{answer}.n"


def _share(safe: Safe, id: str) -> str:
    figure = safe.get(id)
    return f"{figure.shown} of {figure.denominator:g}" if figure and figure.denominator else safe.text(id)


def _forms(safe: Safe, form: str) -> str:
    figure = safe.get(f"feedback.{form}.forms.n")
    return f"{figure.shown} form{'' if figure.value == 1 else 's'}" if figure and figure.is_known else ""


def _title(safe: Safe, shares: Sequence[str], labels: Sequence[str], answer: str) -> str:
    """All alike, or the questions with the most and the fewest such answers; empty where one of them is hidden."""
    figures = [(safe.get(id), label) for id, label in zip(shares, labels, strict=True)]
    known = [(figure, label) for figure, label in figures if figure is not None and figure.is_known]
    if len(known) < len(figures):
        return ""
    (most, first), (least, last) = (choose(known, key=lambda pair: pair[0].value or 0) for choose in (max, min))
    if most.shown == least.shown:
        questions = "every question" if len(known) > 1 else f"“{first}”"
        return f"{most.shown} of those who answered said {answer} to {questions}"
    return f"From {least.shown} (“{last}”) to {most.shown} (“{first}”) said {answer}"


def ratings(safe: Safe, params: ReportParams, form: str, question: str) -> Chart | None:
    """How did people rate this? A column for each mark of the scale."""
    spec = _questions(form).get(question, {})
    if spec.get("kind") != "rating":
        return None
    marks = [str(mark) for mark in range(spec["low"], spec["high"] + 1)]
    cells: list[Cell] = [cell(safe, _value(form, question, mark)) for mark in marks]
    if is_mostly_hidden(cells):
        return None
    stem, name = f"feedback.{form}.{question}", str(spec["label"])
    title = told(
        safe,
        f"{name}: {{0}} on average, on a scale of {marks[0]} to {marks[-1]}",
        f"{name}, on a scale of {marks[0]} to {marks[-1]}",
        f"{stem}.mean",
    )
    answers = safe.get(f"{stem}.n")
    n = f"{answers.shown} answers" if answers is not None and answers.is_known else ""
    return finished(
        columns([(mark, "") for mark in marks], cells, ("lowest", "highest")),
        f"chart_ratings_{form}_{question}",
        title,
        subtitle(f"{_label(form)}: number of answers at each mark", n, answered(params)),
        ("Mark", "Answers"),
        list(zip(marks, (one.shown for one in cells), strict=True)),
        details="Answers at each mark: "
        + ", ".join(f"{mark}: {one.shown}" for mark, one in zip(marks, cells, strict=True))
        + ".",
    )
