"""Feedback: a row a question, in one table a kind of question."""

from rtt_eval import params, tables
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count, percent

PARAMS = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})


def test_marks_have_their_scale_mean_and_ends() -> None:
    stem = "feedback.network_meeting.rating"
    figures = [
        count(f"{stem}.n", 17, "feedback", unit="answers"),
        Figure(f"{stem}.mean", 5.824, "points", "feedback", "average", 17, method="scale 0 to 6", decimals=2),
        Figure(f"{stem}.min", 3, "points", "feedback", "extreme", 17),
        Figure(f"{stem}.max", 6, "points", "feedback", "extreme", 17),
    ]
    table = tables.ratings(protect(figures, "team"), PARAMS)
    assert table is not None
    assert table.rows == (("Network meeting", "Overall rating", "17", "0 to 6", "5.82", "3 to 6"),)


def share(form: str, question: str, answer: str, n: int, of: int) -> list[Figure]:
    stem = f"feedback.{form}.{question}"
    return [count(f"{stem}.n", of, "feedback", unit="answers"), percent(f"{stem}.{answer}.pct", n, of, "feedback")]


def test_set_answers_have_a_row_a_question_and_a_column_a_form() -> None:
    figures = [
        *share("esq_parent_carer", "item_1", "certainly_true", 4, 5),
        *share("esq_young_person", "item_1", "certainly_true", 2, 3),
        *share("network_meeting", "listened_to", "yes", 17, 18),
    ]
    safe = protect(figures, "team")
    options, shares = tables.options(safe, PARAMS), tables.shares(safe, PARAMS)
    assert options is not None and shares is not None
    assert options.rows == (("Question 1", "80% (5)", "67% (3)"),)
    assert shares.rows == (("Network meeting", "I was listened to", "18", "94%"),)
    assert tables.options(protect(figures, "dlt"), PARAMS) is None  # 5 and 3 answers: nothing to show


def test_themes_of_a_question_stand_in_one_row() -> None:
    stem = "feedback.network_meeting.most_helpful.theme"
    figures = [count(f"{stem}.{theme}.n", n, "feedback", unit="forms") for theme, n in (("plan", 9), ("history", 7))]
    table = tables.themes(protect(figures, "team"), PARAMS)
    assert table is not None
    assert table.rows == (("Network meeting", "What was most helpful", "plan 9, history 7"),)
