"""Causal words are queried where an author uses them; plain reporting is left alone."""

import pytest

from rtt_eval import params
from rtt_eval.narrative import wording, wording_to_check

PERIOD = {"start": "2017-06-01", "end": "2018-03-31"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The programme is effective.", ["effective"]),
        ("This saved £40,000 and proves that it worked for them.", ["saved", "proves", "worked"]),
        ("Fewer moves, thanks to the team.", ["thanks to"]),
        ("Scores fell due to therapy.", ["due to"]),
        ("Moves fell because of the programme.", ["because of the programme"]),
        ("It caused a fall, which led to savings.", ["caused", "led to", "savings"]),
        ("EFFECTIVE and cost-effective", ["EFFECTIVE", "cost-effective"]),
    ],
)
def test_words_that_say_a_cause_are_found_as_written(text: str, found: list[str]) -> None:
    assert wording.queries(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The social worker and the network worked together.",
        "Thirteen young people had fewer moves during the programme than before it.",
        "The review is due in June, and a meeting is due to be held. The young person is safe.",
        "",
    ],
)
def test_plain_reporting_is_not_queried(text: str) -> None:
    assert wording.queries(text) == []


def test_the_note_names_the_section_and_is_no_stop() -> None:
    given = params.IipEvaluation(
        data="demo", period=PERIOD, commentary={"summary": "All is well.", "discussion": "It is effective."}
    )
    note = wording_to_check(given)
    assert note is not None
    assert "- discussion: “effective”" in note.markdown
    assert "summary" not in note.markdown


def test_no_note_without_causal_words() -> None:
    assert wording_to_check(params.IipEvaluation(data="demo", period=PERIOD)) is None
