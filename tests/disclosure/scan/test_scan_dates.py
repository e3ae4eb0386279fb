"""A date of birth in every written form, and what looks like one and is none."""

from __future__ import annotations

import json
from datetime import date

import pytest

from rtt_eval.disclosure.scan import dictionary, released
from tests.disclosure.scan.planted import xlsx

DIGEST = "20120403" + "ab12cd34" * 7
CHILD = [{"person_id": "P1", "date_of_birth": "2012-04-03"}]
KNOWN = dictionary(CHILD)
SERIAL = (date(2012, 4, 3) - date(1899, 12, 30)).days


def found(text: str | bytes, known=KNOWN, name: str = "a.txt") -> list[str]:
    content = text if isinstance(text, bytes) else text.encode()
    return [one.severity for one in released({name: content}, known) if one.kind == "date_of_birth"]


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2012", "3/4/12", "3/4/2012", "03-04-2012", "03.04.2012", "3.4.2012", "3 / 4 / 2012", "03\\04\\2012",
        "3 April 2012", "03 Apr 2012", "3rd April 2012", "3rd of April, 2012", "3 APRIL 2012", "3-Apr-12", "3Apr2012",
        "April 3, 2012", "April 3rd 2012", "Apr. 3, 2012", "2012 April 3", "2012-04-03", "2012/04/03",
        "2012-04-03T00:00:00Z", "20120403", "03042012", "1333411200", "1333411200000", "3\u00a0April\u00a02012",
        "３ April 2012",
        "01/04/2012-03/04/2012", "born 3 April", "DOB: 41002", "d.o.b. 41002.0", "date of birth 04/03/2012",
    ],
)  # fmt: skip
def test_this_form_blocks(text):
    assert found(f"seen {text} here") == ["block"]


@pytest.mark.parametrize(
    "text",
    ["Apr 2012", "April 2012", "04/2012", "2012-04", "Apr-12", "3rd April", "April 3", "41002", "04/03/2012", "3.4.12"],
)
def test_this_form_goes_to_a_person(text):
    assert found(f"seen {text} here") == ["review"]


@pytest.mark.parametrize(
    "text",
    [
        "4 April 2012", "13/04/2012", "3/4/2", "version 3.4.121", "0.41002", "41,002", "1410023", "3 / 4 / 12 children",
        "2011-12", "3 may help", "30 April 2012", "1303042012", "31/02/2012", "4: April 2013",
        "indicator.3.4.2012-07.value", "indicator.3.4.2012_13.rag", "3.4.2012/13",
    ],
)  # fmt: skip
def test_this_is_no_date_of_birth(text):
    assert found(f"seen {text} here") == []


def test_the_days_of_the_report_itself_are_nobodys():
    known = dictionary(CHILD, known_days=[date(2012, 4, 3), date(2012, 9, 30)])
    assert found("3 April 2012 to 30 September 2012; 3 April; April 2012", known) == []
    assert found("3 April 2012", dictionary(CHILD, known_days=[date(2012, 4, 1), date(2012, 9, 30)])) == ["block"]
    assert found("April 2012", dictionary(CHILD, known_days=[date(2012, 1, 1), date(2012, 9, 30)])) == []


def test_a_cell_that_a_spreadsheet_shows_as_a_date_blocks():
    def dated(book):
        book.active["B2"] = SERIAL
        book.active["B2"].number_format = "dd mmm yyyy"

    name, content = xlsx(dated)
    one = released({name: content}, KNOWN)[0]
    assert (one.severity, one.place) == ("block", "sheet 1 'Sheet', cell B2")


@pytest.mark.parametrize(("heading", "severity"), [("DOB", "block"), ("Cost", "review")])
def test_a_number_under_a_heading(heading, severity):
    def filled(book):
        book.active["B1"], book.active["B2"] = heading, SERIAL

    name, content = xlsx(filled)
    assert found(content, name=name) == [severity]
    assert found(f"id,{heading}\n1,{SERIAL}\n", name="a.csv") == [severity]
    assert found(f'{{"{heading}": {SERIAL}}}', name="a.json") == [severity]


def test_cells_that_stand_together_are_no_date():
    assert found("month,n\nMarch 2012,3\nApril 2013,4\n", name="a.csv") == []


@pytest.mark.parametrize("text", ["2012-04-03", "03/04/2012", "2012-04-03 00:00:00", "41002", "3 April 2012"])
def test_the_id_map_may_hold_any_of_these(text):
    assert found("3 April 2012", dictionary([{"person_id": "P1", "date_of_birth": text}])) == ["block"]


def test_a_date_inside_a_sha_256_is_none():
    """run.json holds the SHA-256 of each file; 64 signs of anything else are looked at as before."""
    assert len(DIGEST) == 64
    assert found(json.dumps({"sha256": DIGEST, "born": "a" + DIGEST[:-9] + "20120403"}), name="run.json") == []
    assert found(f"{DIGEST}a") == found(DIGEST[:-1]) == found("20120403" + DIGEST[8:].upper()) == ["block"]
    assert found(f"{DIGEST} 20120403") == found(f"born 3 April 2012 {DIGEST}") == ["block"]


@pytest.mark.parametrize(("kind", "planted"), [("person_id", "P7001"), ("nhs_number", "9434765919")])
def test_an_id_beside_or_before_a_digest_is_still_found(kind, planted):
    known = dictionary([{"person_id": "P7001", "nhs_number": "943 476 5919"}])
    for text in (f"{planted} {DIGEST}", f"{DIGEST}-{planted}", f"{DIGEST}/{planted}.csv", f"sha256:{planted}"):
        assert {one.kind for one in released({"run.json": text.encode()}, known)} == {kind}
