"""One cell, one kind: what is read, and what is a fault."""

from __future__ import annotations

import pytest

from rtt_eval.load.cells import (
    is_ambiguous,
    read_code,
    read_date,
    read_integer,
    read_key,
    read_month,
    read_number,
    read_yes_no,
)
from rtt_eval.load.faults import spreadsheet_letter, where


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-03-05", "2018-03-05"),
        ("05/03/2018", "2018-03-05"),  # day first, as a British Excel writes it on saving a CSV
        ("5/3/2018", "2018-03-05"),
        ("2018-03-05 00:00:00", "2018-03-05"),
        ("05/03/2018 14:30", "2018-03-05"),
        ("29/02/2016", "2016-02-29"),
    ],
)
def test_dates(text: str, day: str) -> None:
    assert read_date(text, ()) == (day, "", "")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("03/25/2018", "C06", "American order"),
        ("29/02/2018", "C05", "no such day"),
        ("05/03/18", "C05", "four figures for the year"),
        ("43184", "C05", "Excel's own number"),
        ("5 March 2018", "C05", "yyyy-mm-dd"),
        ("٢٠١٨-٠٣-٠٥", "C05", "yyyy-mm-dd"),
    ],
)
def test_dates_that_are_none(text: str, code: str, said: str) -> None:
    reading = read_date(text, ())
    assert (reading.value, reading.code) == (None, code)
    assert said in reading.advice
    assert text not in reading.advice


def test_only_a_date_that_reads_both_ways_is_ambiguous() -> None:
    assert [is_ambiguous(text) for text in ("02/03/2018", "03/03/2018", "13/03/2018", "2018-02-03")] == [
        True, False, False, False,
    ]  # fmt: skip


def test_a_month_is_its_fifteenth() -> None:
    assert read_month("2005-05", ()).value == "2005-05-15"
    assert read_month("2005-05-01", ()).value == "2005-05-15"  # how Excel stores a month
    assert [read_month(text, ()).code for text in ("2005-13", "May-05", "2005-05-17", "0000-05")] == ["C08"] * 4


def test_yes_and_no() -> None:
    assert [read_yes_no(text, ()).value for text in ("yes", "Y", "TRUE", "1")] == [True] * 4
    assert [read_yes_no(text, ()).value for text in ("No", "n", "false", "0")] == [False] * 4
    assert read_yes_no("2", ()).code == "C09"


def test_numbers_are_strict() -> None:
    assert [read_number(text, ()).value for text in ("12", "-0.5", "12.", ".5")] == [12, -0.5, 12, 0.5]
    assert {read_number(text, ()).code for text in ("1,000", "£5", "nan", "inf", "1e3", "12 ", "OK")} == {"C10"}
    assert read_integer("0040", ()).value == 40
    assert {read_integer(text, ()).code for text in ("4.0", "four", "1" * 16)} == {"C10"}


def test_ids_keep_their_zeros_and_minus_one_is_none() -> None:
    assert read_key("007", ()).value == "007"
    assert read_key("-1", ()) == (None, "C13", read_key("-1", ()).advice)


def test_codes() -> None:
    allowed = ("full", "prevent_stepdown")
    assert read_code("full", allowed) == ("full", "", "")
    assert read_code("Prevent\u00a0Stepdown", allowed)[:2] == ("prevent_stepdown", "C12")
    assert read_code("ful", allowed).advice.startswith(
        "'ful' is not one of full, prevent_stepdown. Did you mean 'full'?"
    )
    assert "Jessup" not in read_code("Jessup", allowed).advice
    assert read_code("anything", ()).value == "anything"


def test_spreadsheet_letters() -> None:
    assert [spreadsheet_letter(place) for place in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_places_in_words() -> None:
    assert where("a.csv", "", 5, "D", "service") == "a.csv, row 5, column D (service)"
    assert where("b.xlsx", "iip_cases", 5, "D") == "b.xlsx, sheet 'iip_cases', row 5, column D"
