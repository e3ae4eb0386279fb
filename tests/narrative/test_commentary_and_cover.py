"""The author's words as given, what stands where they are missing, and the cover."""

from rtt_eval import params
from rtt_eval.disclosure import protect
from rtt_eval.figures import count
from rtt_eval.narrative import commentary, cover

PERIOD = {"start": "2017-06-01", "end": "2018-03-31"}
PARAMS = params.IipEvaluation(
    data="demo", period=PERIOD, commentary={"discussion": "We *will* meet.\n"}, prepared_by="A. Psychologist"
)


def test_the_authors_words_stand_as_given() -> None:
    given = commentary(PARAMS, "discussion")
    assert given is not None and given.role == "commentary" and given.markdown == "We *will* meet."


def test_sections_that_only_the_author_can_write_say_so_and_others_say_nothing() -> None:
    for section in ("recommendations", "case_examples"):
        to_come = commentary(PARAMS, section)
        assert to_come is not None and to_come.markdown == "To be completed by the author."
    assert commentary(PARAMS, "referrals") is None
    assert params.still_to_write(PARAMS) == ("recommendations", "case_examples")


def test_the_cover_says_what_when_and_for_whom() -> None:
    made = cover(protect([], "dlt"), PARAMS, is_synthetic=True)
    facts = dict(made.facts)
    assert made.title == "IIP six-monthly evaluation"
    assert facts["Period"] == "1 June 2017 to 31 March 2018"
    assert facts["Nothing counts after"] == "31 March 2018"
    assert facts["Edition"].startswith("Leadership edition")
    assert facts["Prepared by"] == "A. Psychologist"
    assert made.banner.startswith("SYNTHETIC DATA")


def test_real_data_have_no_banner() -> None:
    assert cover(protect([], "dlt"), PARAMS).banner == ""


def test_small_numbers_that_are_shown_are_warned_of() -> None:
    small = [count("cohort.n", 4, "young_people")]
    assert cover(protect(small, "team"), PARAMS).warning == "Contains small numbers: not for publication."
    assert cover(protect(small, "public"), PARAMS).warning == ""  # it is hidden there
    assert cover(protect([count("cohort.n", 27, "young_people")], "team"), PARAMS).warning == ""


def test_few_adults_at_a_workshop_are_no_small_number() -> None:
    workshop = [count("workshops.attendance.min", 2, "feedback", unit="people")]
    assert cover(protect(workshop, "public"), PARAMS).warning == ""
