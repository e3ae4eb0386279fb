"""Names that are ordinary words, words that hold a name, numbers that hold an id: what is a leak and what is not."""

from __future__ import annotations

import pytest

from rtt_eval.disclosure.scan import dictionary, released

ROWS = [
    {"person_id": "P1001", "forename": "Ann", "surname": "Thrabbothy", "lcs_id": "4148017",
     "date_of_birth": "2012-04-03"},
    {"person_id": "P1002", "forename": "Grace", "surname": "Young", "date_of_birth": "2011-05-14"},
    {"person_id": "P1003", "forename": "May", "surname": "Change"},
    {"person_id": "P1004", "forename": "Ada", "surname": "van der Klimt", "ssda903_child": "12345"},
    {"person_id": "P1005", "forename": "Jo", "surname": "Ng"},
]  # fmt: skip
KNOWN = dictionary(ROWS)


def found(text: str, known=KNOWN) -> list[tuple[str, str]]:
    return [(one.kind, one.severity) for one in released({"a.txt": text.encode()}, known)]


@pytest.mark.parametrize(
    "text",
    [
        "The annual plan; Annex B; Hannah and Annette.",  # Ann within other words
        "young people may change; by the grace of God",  # ordinary words without a capital
        "In May 2021 and on 3 May; May 2020 to June 2020",  # the month
        "sha256 3ada7f0b1ada99e #ada #0ada7f",  # within a checksum or a colour
        "a score of 0.4148017, 14148017 rows, 41,480.17 and x4148017y",  # the id within another number
        "Van der, de and der",  # particles of a surname
    ],
)
def test_this_is_no_leak(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ann said so", "forename"),
        ("Ann's plan", "forename"),
        ("ann2012.docx", "forename"),
        ("(ANN)", "forename"),
        ("the Thrabbothys", "surname"),
        ("AnnThrabbothy", "full_name"),
        ("a.thrabbothy", "initial_surname"),
        ("athrabbothy@example.org", "initial_surname"),
        ("Grace Young", "full_name"),
        ("Young, Grace", "full_name"),
        ("Klimt", "surname"),
        ("LCS4148017", "lcs_id"),
        ("4148017.0", "lcs_id"),
        ("id=4148017;", "lcs_id"),
    ],
)
def test_this_is_a_leak(text, kind):
    assert (kind, "block") in found(text)


@pytest.mark.parametrize(
    ("text", "kind", "score"),
    [
        ("We met Grace on a walk", "forename", 2),  # a capital within a sentence
        ("Grace was there", "forename", 1),  # at the start of one
        ("Well. Young people came", "surname", 1),
        ("G. Young came", "initial_surname", 1),
        ("it was Jo again", "forename", 2),  # two letters
        ("there were 12345 of them", "ssda903_child", 2),  # five digits
    ],
)
def test_this_goes_to_a_person(text, kind, score):
    one = next(one for one in released({"a.txt": text.encode()}, KNOWN) if one.kind == kind)
    assert (one.severity, one.score) == ("review", score) and one.why


def test_two_weak_signs_of_one_child_together_block():
    assert found("we met Grace, no. 40677, at home") == [
        ("forename", "block"),
        ("date_of_birth", "block"),
    ]  # 14 May 2011
    assert found("we met Grace, no. 41002, at home") == [
        ("forename", "review"),
        ("date_of_birth", "review"),
    ]  # another's


def test_whose_it_is_when_several_share_it():
    rows = [{"person_id": f"P200{n}", "surname": "Thrabbothy"} for n in range(3)]
    one = released({"a.txt": b"Thrabbothy"}, dictionary(rows))[0]
    assert one.person_id == "P2000 and 2 others"


def test_in_the_teams_edition_a_person_id_goes_to_a_person():
    assert found("P1001 came", dictionary(ROWS, ids_block=False)) == [("person_id", "review")]
    assert found("P1001 came") == [("person_id", "block")]


def test_carers_schools_and_other_terms():
    terms = "Ms Dora Plinth;Wexborough High School;01709 382121;plays the cello for the county"
    known = dictionary([{"person_id": "P1", "other_terms": terms}])
    assert found("Mrs Plinth", known) == [("carer", "block")]
    assert found("at Wexborough High School", known) == [("school", "block")]
    assert found("at Wexborough High", known) == [("school", "review")]  # one word of its own: often the place
    assert found("ring 01709-382121", known) == [("phone", "block")]
    assert found("She plays the cello for the county.", known) == [("other_term", "block")]
