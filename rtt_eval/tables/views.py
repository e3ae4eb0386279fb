"""Tables of feedback and attendance."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.feedback import forms
from rtt_eval.labels import FORMS, as_at, labelled, plain
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import Column, codes, grid, has_numbers, text_table, together, with_interval

MOST_QUOTES = 6
"""Answers in people's own words that stand beside one question."""

FEW_WORDS = 5
"""An answer of no more words than this is one of the words that people gave, not a sentence."""


def feedback_forms(safe: Safe, params: ReportParams) -> Table | None:
    """How many forms came back of each kind."""
    return grid(
        safe,
        "feedback_forms",
        f"Feedback forms returned, {as_at(params)}",
        "Form",
        labelled(codes(safe, "feedback.*.forms.n"), FORMS),
        [Column("Forms", "feedback.{row}.forms.n")],
    )


def ratings(safe: Safe, params: ReportParams) -> Table | None:
    """Each question with marks: how many answered, the scale, the mean, lowest and highest mark."""
    rows = []
    for figure in safe.starting("feedback."):
        _, form, question, *rest = figure.id.split(".")
        if rest == ["mean"]:
            stem = f"feedback.{form}.{question}"
            ends = together((safe.text(f"{stem}.{end}") for end in ("min", "max")), " to ")
            scale = figure.method.removeprefix("scale ") or _scale(form, question)
            rows.append((_form(form), _question(form, question), safe.text(f"{stem}.n"), scale, figure.shown, ends))
    heads = [
        ("Form", False),
        ("Question", False),
        ("Answers", True),
        ("Scale", True),
        ("Mean mark", True),
        ("Lowest to highest", True),
    ]
    kept = [row for row in rows if row[4][:1].isdigit()]
    return text_table("ratings", f"Feedback: marks given, {as_at(params)}", heads, kept)


def _scale(form: str, question: str) -> str:
    spec = forms().get(form, {"questions": {}})["questions"].get(question, {})
    return f"{spec['low']} to {spec['high']}" if "low" in spec else "[x]"


def shares(safe: Safe, params: ReportParams) -> Table | None:
    """Each yes-or-no question: how many answered, and the share of yes."""
    rows = [
        (_form(form), _question(form, question), safe.text(f"feedback.{form}.{question}.n"), with_interval(safe, id))
        for form, question, answer, id in _reported(safe)
        if answer == "yes" and safe[id].is_known
    ]
    heads = [("Form", False), ("Question", False), ("Answers", True), ("Yes (%, 95% interval)", True)]
    return text_table("shares", f"Feedback: yes-or-no questions, {as_at(params)}", heads, rows)


def options(safe: Safe, params: ReportParams) -> Table | None:
    """The questions with other set answers: the share of the best answer, a row a question and a column a form."""
    found = [(form, question, answer, id) for form, question, answer, id in _reported(safe) if answer != "yes"]
    by_form = dict.fromkeys(form for form, *_ in found)
    questions = dict.fromkeys(_question(form, question) for form, question, *_ in found)
    cells = {(_question(form, question), form): _share(safe, form, question, id) for form, question, _, id in found}
    rows = [(question, *(cells.get((question, form), "[x]") for form in by_form)) for question in questions]
    if not has_numbers(rows):
        return None
    answers = ", ".join(dict.fromkeys(plain(answer).lower() for _, _, answer, _ in found))
    heads = [("Question", False), *((_form(form), True) for form in by_form)]
    caption = f"Feedback: share who answered “{answers}” (of so many answers), {as_at(params)}"
    notes = ["The wording of the questions belongs to the owner of the form and is not repeated here."]
    return text_table("options", caption, heads, rows, notes=notes)


def _share(safe: Safe, form: str, question: str, id: str) -> str:
    n = safe.text(f"feedback.{form}.{question}.n")
    return f"{safe.text(id)} ({n})" if safe[id].is_known else safe.text(id)


def _reported(safe: Safe) -> list[tuple[str, str, str, str]]:
    """Form, question, answer and id of every share."""
    found = [figure.id.split(".") for figure in safe.starting("feedback.") if figure.id.endswith(".pct")]
    return [(parts[1], parts[2], parts[3], ".".join(parts)) for parts in found if len(parts) == 5]


def _form(form: str) -> str:
    return FORMS.get(form, plain(form))


def _question(form: str, question: str) -> str:
    """A question as its form names it; the id as words where no form does."""
    known = forms().get(form, {"questions": {}})["questions"].get(question)
    return str(known["label"]) if known else plain(question)


def themes(safe: Safe, params: ReportParams) -> Table | None:
    """What people wrote about: a row a question, its themes with the number of forms."""
    found: dict[tuple[str, str], list[str]] = {}
    for figure in safe.starting("feedback."):
        parts = figure.id.split(".")
        if len(parts) == 6 and parts[3] == "theme" and parts[5] == "n":
            found.setdefault((parts[1], parts[2]), []).append(f"{plain(parts[4]).lower()} {figure.shown}")
    rows = [(_form(form), _question(form, question), ", ".join(given)) for (form, question), given in found.items()]
    heads = [("Form", False), ("Question", False), ("Themes (forms with each)", False)]
    return text_table(
        "themes",
        f"Themes in written answers, {as_at(params)}",
        heads,
        [row for row in rows if any(mark.isdigit() for mark in row[2])],
        notes=["One form can carry more than one theme."],
    )


def quotes(safe: Safe, params: ReportParams) -> Table | None:
    """Answers in people's own words that a person has marked safe or redacted: a row a question, each answer once.

    None where the edition has no quotes. At most `MOST_QUOTES` a question: those given most often.
    """
    rows = safe.rows.get("quotes")
    if rows is None or rows.empty or not safe.profile.shows_quotes:
        return None
    given: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows.itertuples():
        answers = given.setdefault((str(row.form), str(row.question)), {})
        answers[str(row.text)] = answers.get(str(row.text), 0) + 1
    return text_table(
        "quotes",
        f"What people wrote, {as_at(params)}",
        [("Form", False), ("Question", False), ("In their words", False)],
        [(_form(form), _question(form, question), _said(safe, answers)) for (form, question), answers in given.items()],
        notes=[
            "Only answers that a person has read and marked as safe to show, or has shortened so that they are. "
            f"At most {MOST_QUOTES} a question; in brackets, how often the same answer was given."
        ],
    )


def _said(safe: Safe, answers: dict[str, int]) -> str:
    """Words joined by commas, sentences in quotation marks; with how often, where that may be told."""
    often = sorted(answers.items(), key=lambda pair: -pair[1])
    is_words = all(len(text.split()) <= FEW_WORDS and not text.endswith(".") for text in answers)
    shown = often if is_words else often[:MOST_QUOTES]
    return (", " if is_words else " ").join(
        _with_count(safe, text if is_words else f"“{text}”", n) for text, n in shown
    )


def _with_count(safe: Safe, text: str, n: int) -> str:
    return f"{text} ({n})" if n >= max(safe.profile.smallest_count, 2) else text


def attendance(safe: Safe, params: ReportParams) -> Table | None:
    """Attendance at workshops and reflective practice against those who could have come."""
    return grid(
        safe,
        "attendance",
        f"Attendance at training (people), {as_at(params)}",
        "Kind of session",
        {"workshops": "Workshops", "reflective_practice": "Reflective practice"},
        [
            Column("Sessions", "{row}.events.n"),
            Column("Could have come", "{row}.eligible.n"),
            Column("Came at least once", "{row}.people.n"),
            Column("Mean attendance", "{row}.attendance.mean"),
            Column("Fewest", "{row}.attendance.min"),
            Column("Most", "{row}.attendance.max"),
            Column("Mean, of those who could have come (%)", "{row}.attendance.mean_pct_of_eligible"),
        ],
        notes=[
            "Could have come: to one session; where sessions differ, the most. Not always the same people come, so "
            "those who came at least once can be more.",
        ],
    )
