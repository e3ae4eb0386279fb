"""Headings of wide sheets taken apart: what is known by all its words, and what a person must say."""

from __future__ import annotations

import pytest

from rtt_eval.profile.phrases import form_in, measure_in, only_informant, parse, whole_scale


@pytest.mark.parametrize(
    ("own", "group", "measure", "scale", "timepoint"),
    [
        ("SDQ Total T1", "", "sdq", "total", "baseline"),
        ("SDQ Emotional (Time 1)", "", "sdq", "emotion", "baseline"),
        ("SDQ Pro-social - 6 mth", "", "sdq", "prosocial", "month_6"),
        ("RAD-Q 6 mth", "", "radq", "", "month_6"),
        ("Carer Q - discharge", "", "carer_questionnaire", "", "discharge"),
        ("SDQ Total", "TIME 1 (start of IIP)", "sdq", "total", "baseline"),
        ("Peer", "SDQ baseline", "sdq", "peer", "baseline"),
        ("SDQ Total Review", "REVIEW (3 months)", "sdq", "total", "month_3"),
        ("SDQ Total 12m follow up", "", "sdq", "total", "follow_up_12"),
    ],
)
def test_a_heading_is_a_measure_a_scale_and_a_timepoint(
    own: str, group: str, measure: str, scale: str, timepoint: str
) -> None:
    found = parse(own, group)
    assert (found.measure, found.scale, found.timepoint, found.rest) == (measure, scale, timepoint, ())


@pytest.mark.parametrize("label", ["Review", "T2", "post", "follow up"])
def test_a_word_that_means_another_time_in_every_service_is_left_to_a_person(label: str) -> None:
    found = parse(f"SDQ Total {label}")
    assert found.timepoint == "" and found.label == label.casefold()


def test_two_timepoints_that_contradict_each_other_are_none() -> None:
    assert parse("SDQ Total T1", "6 MONTHS").timepoint == ""


def test_words_that_nobody_knows_are_kept_apart() -> None:
    assert parse("IIP start date").rest == ("iip",)


def test_a_date_and_a_range_in_brackets() -> None:
    assert parse("Date completed T1").is_date and parse("Start (0-10)", measure="gbo").rest == ()


def test_an_informant_in_the_heading() -> None:
    assert parse("Teacher SDQ total T1").informant == "teacher"


def test_what_follows_from_the_measure_alone() -> None:
    assert only_informant("radq") == "parent_carer" and only_informant("sdq") == ""
    assert whole_scale("sdq") == "total" and whole_scale("gbo") == ""
    assert measure_in("Goals") == "gbo" and measure_in("Scores") == "" and measure_in("SDQ", "RADQ") == ""


def test_questions_name_their_form() -> None:
    heads = ["Did you feel listened to?", "Were your views taken into account?", "What was most helpful?", "Date"]
    assert form_in(heads) == (
        "network_meeting",
        {heads[0]: "listened_to", heads[1]: "views_considered", heads[2]: "most_helpful"},
    )
