"""What rows of a return say against each other, and where each of them went."""

import pandas as pd
import pytest
from small_return import EPISODES, HEADER, MISSING, OC2, episodes, header, odd, return_of

from rtt_eval import validate


def test_the_same_row_twice_counts_once() -> None:
    statutory = return_of(h=f"{HEADER}\nA,M,10/05/2012,WBRI\nB,F,10/05/2012,WBRI\nA,M,2012-05-10,WBRI")
    assert statutory.header["bucket"].tolist() == ["used", "used", "duplicate"]
    assert odd(statutory)["S08", "header", "CHILD"] == 1


def test_a_child_with_two_sexes_is_named_by_row_and_column_and_both_rows_stay() -> None:
    statutory = return_of(2020, h=f"{HEADER}\nA,1,10/05/2012,WBRI\nB,2,10/05/2012,WBRI\nA,2,10/05/2012,WBRI")
    found = statutory.faults[statutory.faults["code"] == "S21"]
    assert found[["row", "letter", "column"]].values.tolist() == [[2, "B", "SEX"], [4, "B", "SEX"]]
    assert found["message"].iloc[0].startswith("h.csv, row 2, column B (SEX): a child has two sexes.")
    assert statutory.header["bucket"].tolist() == ["used_queried", "used", "used_queried"]
    assert odd(statutory)["S20", "header", "CHILD"] == 2


def test_two_dates_of_birth_within_the_header_or_beside_it() -> None:
    text = f"{HEADER}\nA,M,10/05/2012,WBRI\nA,M,11/05/2012,WBRI\nB,M,10/05/2012,WBRI"
    statutory = return_of(h=text, o=f"{OC2}\nB,11/05/2012,12,\nA,10/05/2012,12,")
    assert odd(statutory)["S22", "header", "DOB"] == 2
    assert odd(statutory)["S22", "oc2", "DOB"] == 1


def test_rows_of_children_without_a_header() -> None:
    statutory = return_of(h=header(A="10/05/2012"), e=episodes("A 01/06/2024 S C2 U6 - -", "B 01/06/2024 S C2 U6 - -"))
    assert odd(statutory)["S23", "episodes", "CHILD"] == 1


@pytest.mark.parametrize(
    ("lines", "code", "column", "n"),
    [
        (["A 01/06/2024 S C2 U6 31/05/2024 X1"], "S24", "DEC", 1),
        (["A 01/06/2024 S C2 U6 03/07/2024 X1", "A 01/07/2024 P C2 U6 - -"], "S25", "DECOM", 1),
        (["A 01/06/2024 S C2 U6 31/03/2025 E4A", "B 01/06/2020 S C2 U6 31/03/2024 E4A"], "S26", "DEC", 1),
        (["A 01/06/2024 S C2 U6 01/07/2024 -", "B 01/06/2024 S C2 U6 - E4A"], "S27", "DEC", 2),
        (["A 01/06/2024 P C2 U6 - -", "B 01/06/2024 S C2 U6 - -"], "S28", "RNE", 1),
        (["A 01/06/2024 S C2 U6 01/07/2024 X1", "A 02/07/2024 P C2 U6 - -"], "S29", "REC", 1),
        (["A 01/06/2024 S C2 U6 01/07/2024 X1"], "S29", "REC", 1),
        (["A 01/06/2024 S C2 U6 - -", "A 02/07/2024 P C2 U6 - -"], "S30", "DEC", 1),
    ],
)
def test_episodes_that_do_not_fit(lines: list[str], code: str, column: str, n: int) -> None:
    assert odd(return_of(2025, e=episodes(*lines)))[code, "episodes", column] == n


def test_episodes_that_fit_are_not_odd() -> None:
    text = episodes(
        "A 01/06/2023 S C2 U6 01/07/2024 X1",
        "A 01/07/2024 P C2 K2 01/02/2025 E4A",
        "A 05/02/2025 S C2 K2 - -",
    )
    statutory = return_of(2025, e=text)
    assert set(statutory.oddities["code"]) == {"S06", "S35"}  # columns and tables that this short return leaves out
    assert statutory.ledger["bucket"].tolist() == ["used"] * 3


def test_an_episode_that_ends_before_it_starts_is_left_out() -> None:
    statutory = return_of(e=episodes("A 01/06/2024 S C2 U6 31/05/2024 X1", "A 01/06/2024 S C2 U6 - -"))
    assert statutory.episodes["bucket"].tolist() == ["rejected", "used"]


def test_two_returns_for_one_child_that_differ_are_both_left_out() -> None:
    statutory = return_of(o=f"{OC2}\nA,,12,\nB,,13,\nA,,14,\nB,,13,")
    assert statutory.oc2["bucket"].tolist() == ["rejected", "used", "rejected", "duplicate"]
    found = statutory.faults[statutory.faults["code"] == "S33"]
    assert found[["row", "letter"]].values.tolist() == [[2, "A"], [4, "A"]]


def test_scores_that_cannot_be_and_a_score_beside_a_reason() -> None:
    found = odd(return_of(o=f"{OC2}\nA,,41,\nB,,0,\nC,,40,SDQ2\nD,,,SDQ2"))
    assert found["S17", "oc2", "SDQ_SCORE"] == 1
    assert found["S18", "oc2", "SDQ_REASON"] == 1


def test_incidents_that_overlap_or_end_before_they_start() -> None:
    rows = [
        "A,,M,01/06/2024,05/06/2024",
        "A,,M,03/06/2024,03/06/2024",  # within the one before
        "A,,A,04/06/2024,04/06/2024",  # of the other kind
        "A,,M,05/06/2024,06/06/2024",  # on the day of return
        "B,,M,01/06/2024,",
        "B,,M,01/07/2024,02/07/2024",  # while still missing
        "C,,M,02/06/2024,01/06/2024",
    ]
    statutory = return_of(m="\n".join([MISSING, *rows]))
    assert odd(statutory)["S32", "missing", "MIS_START"] == 2
    assert odd(statutory)["S31", "missing", "MIS_END"] == 1
    assert statutory.missing["bucket"].iloc[-1] == "rejected"


def test_every_row_is_in_the_ledger_in_one_bucket() -> None:
    statutory = return_of(
        h=f"{HEADER}\nA,M,10/05/2012,WBRI\nA,M,10/05/2012,WBRI\n,M,10/05/2012,WBRI\n\nB,M,10/05/2012,XXXX",
        e=EPISODES,
        notes="what\na",
    )
    ledger = statutory.ledger
    assert ledger[["table", "file", "row", "bucket", "reason"]].values.tolist() == [
        ["header", "h.csv", 2, "used", ""],
        ["header", "h.csv", 3, "duplicate", "S08"],
        ["header", "h.csv", 4, "rejected", "S09"],
        ["header", "h.csv", 6, "used_queried", "S12"],  # the blank row 5 is no row
        ["", "notes.csv", 2, "table_not_used", "S02"],
    ]
    totals = validate.ledger_totals(ledger)  # its buckets are those of every other ledger
    assert totals["rows"].sum() == 5


def test_messages_name_the_place_and_never_the_child() -> None:
    statutory = return_of(e=episodes("Q7Z 31/11/2024 S C2 U6 - -", "Q7Z 01/06/2024 P C2 U6 31/05/2024 X1"))
    said = statutory.faults["message"].tolist()
    assert said and all(text.startswith("e.csv") for text in said if "row" in text)
    assert "Q7Z" not in "".join(said) + statutory.oddities.to_string()


def test_nothing_given_is_changed_and_two_readings_are_alike() -> None:
    text = episodes("A 01/06/2024 S C2 U6 - -", "B 01/06/2024 P C2 U9 - E4A")
    first, second = return_of(e=text), return_of(e=text)
    for name in ("episodes", "oddities", "faults", "ledger"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
