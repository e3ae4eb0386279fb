"""Tables of feedback and attendance."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.feedback import forms
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import Column, codes, grid, text_table, with_interval
from rtt_eval.tables.labels import FORMS, as_at, labelled, plain


def ratings(safe: Safe, params: ReportParams) -> Table | None:
    """Each question with marks: how many answered, mean, median, lowest and highest mark."""
    return grid(
        safe,
        "ratings",
        f"Feedback: marks given, by form and question, {as_at(params)}",
        "Form and question",
        _questions(safe, "mean"),
        [
            Column("Answers", "feedback.{row}.n"),
            Column("Mean (points)", "feedback.{row}.mean"),
            Column("Median (points)", "feedback.{row}.median"),
            Column("Lowest (points)", "feedback.{row}.min"),
            Column("Highest (points)", "feedback.{row}.max"),
        ],
    )


def shares(safe: Safe, params: ReportParams) -> Table | None:
    """Each question with a choice: how many answered, and the share of the answer that is reported (yes, true)."""
    made = [figure.id.split(".") for figure in safe.starting("feedback.") if figure.id.endswith(".pct")]
    rows = [
        (_asked(form, question), plain(code), safe.text(f"feedback.{form}.{question}.n"), with_interval(safe, id))
        for _, form, question, code, _ in (parts for parts in made if len(parts) == 5)
        for id in [f"feedback.{form}.{question}.{code}.pct"]
    ]
    heads = [
        ("Form and question", False),
        ("Answer", False),
        ("Answers in all", True),
        ("Share (%, 95% interval)", True),
    ]
    return text_table("shares", f"Feedback: answers by form and question, {as_at(params)}", heads, rows)


def _questions(safe: Safe, statistic: str) -> dict[str, str]:
    """Form and question, as an id holds them, with their labels: those that have this statistic."""
    found = [figure.id.split(".") for figure in safe.starting("feedback.") if figure.id.endswith(f".{statistic}")]
    return {f"{form}.{question}": _asked(form, question) for _, form, question, _ in (p for p in found if len(p) == 4)}


def question_label(form: str, question: str) -> str:
    """A question as its form names it; the id as words where no form does."""
    known = forms().get(form, {"questions": {}})["questions"].get(question)
    return str(known["label"]) if known else plain(question)


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


def themes(safe: Safe, params: ReportParams) -> Table | None:
    """What people wrote about, by form, question and theme."""
    found = [figure.id.split(".") for figure in safe.starting("feedback.") if ".theme." in figure.id]
    rows = {
        f"{form}.{question}.theme.{theme}": f"{_asked(form, question)}: {plain(theme)}"
        for _, form, question, _, theme, last in (parts for parts in found if len(parts) == 6)
        if last == "n"
    }
    return grid(
        safe,
        "themes",
        f"Themes in written answers, {as_at(params)}",
        "Form, question and theme",
        rows,
        [Column("Forms with this theme", "feedback.{row}.n")],
        notes=["One form can carry more than one theme."],
    )


def _asked(form: str, question: str) -> str:
    return f"{FORMS.get(form, plain(form))}, {question_label(form, question)}"


def attendance(safe: Safe, params: ReportParams) -> Table | None:
    """Attendance at workshops and reflective practice against those who could have come."""
    return grid(
        safe,
        "attendance",
        f"Attendance at training, {as_at(params)}",
        "Kind of session",
        {"workshops": "Workshops", "reflective_practice": "Reflective practice"},
        [
            Column("Sessions", "{row}.events.n"),
            Column("Different people who came", "{row}.people.n"),
            Column("Could have come (people)", "{row}.eligible.n"),
            Column("Mean attendance (people)", "{row}.attendance.mean"),
            Column("Fewest (people)", "{row}.attendance.min"),
            Column("Most (people)", "{row}.attendance.max"),
            Column("Mean attendance (% of those who could have come)", "{row}.attendance.mean_pct_of_eligible"),
        ],
    )


def quotes(safe: Safe, params: ReportParams) -> Table | None:
    """Answers in people's own words that a person has marked safe or redacted; None where the edition has no quotes."""
    rows = safe.rows.get("quotes")
    if rows is None or rows.empty or not safe.profile.shows_quotes:
        return None
    cells = [(_asked(str(row.form), str(row.question)), str(row.text)) for row in rows.itertuples()]
    return text_table(
        "quotes",
        f"What people wrote, {as_at(params)}",
        [("Form and question", False), ("In their words", False)],
        cells,
        notes=["Only answers that a person has read and marked as safe to show, or has shortened so that they are."],
    )
