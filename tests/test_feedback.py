"""Feedback and attendance against hand counts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from small_records import records_of

from rtt_eval import feedback, schemas
from rtt_eval.figures import Figure
from rtt_eval.load import Records

START, END = date(2020, 4, 1), date(2020, 9, 30)
COHORT = pd.DataFrame({"person_id": ["A", "B"]})
HEAD = "feedback_id,person_id,event_id,form,respondent_role,date,question,value,text,theme,text_status\n"
EVENTS = """
    event_id,date,course,kind,eligible_n
    E1,2020-04-01,Ideas,workshop,20
    E2,2020-09-30,Ideas,workshop,40
    E3,2020-10-01,Too late,workshop,20
    E4,2020-05-01,Not signed,workshop,20
    E5,2020-05-01,Talk,reflective_practice,
    """


def values(figures: list[Figure]) -> dict[str, float | int | None]:
    return {figure.id: figure.value for figure in figures}


def made_of(rows: str, **tables: str) -> Records:
    return records_of(feedback=HEAD + rows, **tables)


def answers(rows: str) -> dict[str, float | int | None]:
    return values(feedback.answers(made_of(rows), COHORT, START, END))


def ratings(*marks: str) -> str:
    row = "F{nth},A,,network_meeting,professional,2020-05-01,rating,{mark},,,\n"
    return "".join(row.format(nth=nth, mark=mark) for nth, mark in enumerate(marks))


def test_a_form_without_an_answer_is_a_form_and_not_an_answer() -> None:
    made = answers(ratings("6", "5", "3", ""))
    assert made["feedback.network_meeting.forms.n"] == 4
    assert made["feedback.network_meeting.about.children.n"] == 1
    assert made["feedback.network_meeting.rating.n"] == 3
    assert made["feedback.network_meeting.rating.mean"] == pytest.approx((6 + 5 + 3) / 3)
    assert (made["feedback.network_meeting.rating.min"], made["feedback.network_meeting.rating.max"]) == (3, 6)
    assert made["feedback.network_meeting.rating.median"] == 5
    counts = [made[f"feedback.network_meeting.rating.value.{mark}.n"] for mark in range(7)]
    assert counts == [0, 0, 0, 1, 0, 1, 1]


def test_a_mark_off_the_scale_is_counted_and_not_used() -> None:
    made = answers(ratings("6", "7", "six"))
    assert made["feedback.network_meeting.rating.n"] == 1
    assert made["feedback.network_meeting.rating.mean"] == 6
    assert made["feedback.network_meeting.rating.off_scale.n"] == 2


def test_yes_is_of_the_answers_not_of_the_forms() -> None:
    row = "F{nth},,E1,workshop,{role},2020-05-01,would_recommend,{value},,,\n"
    said = (("parent_carer", "yes"), ("professional", "no"), ("professional", "yes"), ("professional", ""))
    made = answers("".join(row.format(nth=nth, role=role, value=value) for nth, (role, value) in enumerate(said)))
    assert made["feedback.workshop.would_recommend.n"] == 3
    assert made["feedback.workshop.would_recommend.yes.pct"] == pytest.approx(100 * 2 / 3)
    assert made["feedback.workshop.would_recommend.value.no.n"] == 1
    assert (made["feedback.workshop.role.parent_carer.n"], made["feedback.workshop.role.professional.n"]) == (1, 3)
    assert made["feedback.workshop.about.sessions.n"] == 1


def test_do_not_know_is_no_answer() -> None:
    row = "F{nth},A,,esq_parent_carer,parent_carer,2020-05-01,item_1,{value},,,\n"
    said = ("certainly_true", "partly_true", "dont_know", "certainly_true")
    made = answers("".join(row.format(nth=nth, value=value) for nth, value in enumerate(said)))
    assert made["feedback.esq_parent_carer.item_1.n"] == 3
    assert made["feedback.esq_parent_carer.item_1.certainly_true.pct"] == pytest.approx(100 * 2 / 3)
    assert "feedback.esq_parent_carer.item_1.off_scale.n" not in made


def test_an_answer_with_two_themes_is_one_answer_with_two_themes() -> None:
    row = "F1,A,,professional_interview,professional,2020-05-01,what_helped,,Being heard.,{theme},safe\n"
    rows = row.format(theme="listened_to") + row.format(theme="time")
    made = answers(rows + "F2,B,,professional_interview,professional,2020-05-01,what_helped,,,time,")
    assert made["feedback.professional_interview.what_helped.n"] == 2
    assert made["feedback.professional_interview.what_helped.theme.time.n"] == 2
    assert made["feedback.professional_interview.what_helped.theme.listened_to.n"] == 1
    shown = feedback.quotes(made_of(rows), COHORT, START, END)
    assert shown.values.tolist() == [["professional_interview", "what_helped", "Being heard.", "listened_to; time"]]


@pytest.mark.parametrize(
    ("person", "event", "day", "is_in"),
    [
        ("A", "", "2020-04-01", True),
        ("A", "", "2020-03-31", False),
        ("A", "", "2020-10-01", False),
        ("X", "", "2020-05-01", False),  # about a child who is not of the cohort
        ("", "E2", "", True),  # dated by its event
        ("", "E3", "", False),
        ("", "", "", True),
    ],
)
def test_forms_of_the_period_and_of_the_cohort(person: str, event: str, day: str, is_in: bool) -> None:
    first = "F1,A,,workshop,professional,2020-05-01,would_recommend,yes,,,\n"
    rows = first + f"F2,{person},{event},workshop,professional,{day},would_recommend,yes,,,"
    records = made_of(rows, training_events=EVENTS)
    made = values(feedback.answers(records, COHORT, START, END))
    assert made["feedback.workshop.forms.n"] == (2 if is_in else 1)


def test_only_released_texts_are_quoted() -> None:
    states = ("safe", "redacted", "unreviewed", "withhold", "")
    row = "F{state},A,,network_meeting,professional,2020-05-01,most_helpful,,text {state},,{state}\n"
    rows = "".join(row.format(state=state) for state in states)
    assert list(feedback.quotes(made_of(rows), COHORT, START, END)["text"]) == ["text safe", "text redacted"]
    made = answers(rows)
    assert made["feedback.network_meeting.most_helpful.n"] == 5
    assert made["feedback.network_meeting.most_helpful.showable.n"] == 2


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("yes", "no"), {"yes.pct": 50}),
        (("2", "4"), {"mean": 3, "value.2.n": 1}),
        (("often", "never"), {"value.often.n": 1, "n": 2}),
    ],
)
def test_a_question_that_no_form_knows_is_read_by_its_answers(
    said: tuple[str, ...], expected: dict[str, float]
) -> None:
    row = "F{nth},A,,carer_iip,parent_carer,2020-05-01,own_question,{value},,,\n"
    made = answers("".join(row.format(nth=nth, value=value) for nth, value in enumerate(said)))
    assert {name: made[f"feedback.carer_iip.own_question.{name}"] for name in expected} == expected


def test_no_feedback_no_figures() -> None:
    assert feedback.answers(made_of(""), COHORT, START, END) == []


def test_every_form_of_the_tables_is_described() -> None:
    assert tuple(feedback.forms()) == schemas.codes("feedback", "form")
    for form in feedback.forms().values():
        assert all(
            question["kind"] in ("rating", "yes_no", "option", "text") for question in form["questions"].values()
        )


def test_attendance_counts_only_yes_and_only_signed_sessions() -> None:
    signed = "event_id,attendee_key,attended\n" + "".join(f"E1,P{nth},yes\n" for nth in range(6))
    signed += "E1,P9,no\nE2,P0,yes\nE2,P1,yes\nE3,P0,yes\nE5,P0,yes"
    made = values(feedback.attendance(records_of(training_events=EVENTS, attendance=signed), START, END))
    assert made["workshops.events.n"] == 3  # E1, E2, E4: E3 came after the period
    assert made["workshops.events.recorded.n"] == 2  # nobody signed for E4
    assert (made["workshops.attendance.min"], made["workshops.attendance.max"]) == (2, 6)
    assert made["workshops.attendance.mean"] == (6 + 2) / 2
    assert made["workshops.attendance.mean_pct_of_eligible"] == pytest.approx(100 * (6 + 2) / (20 + 40))
    assert made["workshops.eligible.n"] == 40
    assert made["workshops.people.n"] == 6  # P0 and P1 came twice
    assert made["reflective_practice.attendance.mean"] == 1
    assert made["reflective_practice.attendance.mean_pct_of_eligible"] is None  # nobody knows how many could come


def test_forms_about_the_cohort_are_those_of_which_one_names_a_child_of_it() -> None:
    rows = """F1,A,,carer_iip,parent_carer,2020-05-01,understanding,8,,,
F2,,,carer_iip,parent_carer,2020-05-01,understanding,6,,,
F3,,,workshop,parent_carer,2020-05-01,handouts_useful,yes,,,
F4,Z,,session_rating,young_person,2020-05-01,relationship,8,,,
"""
    records = made_of(rows)
    assert feedback.forms_about(records, COHORT, START, END) == ["carer_iip"]
    named = values(feedback.answers(records, COHORT, START, END, ["workshop"]))
    assert named["feedback.workshop.forms.n"] == 1 and "feedback.carer_iip.forms.n" not in named
