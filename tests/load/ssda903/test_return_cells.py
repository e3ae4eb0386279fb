"""Dates, codes by year and numbers of a return; nothing that is not in a list is dropped, and no value is repeated."""

import pandas as pd
import pytest
from small_return import EPISODES, HEADER, OC2, episodes, header, odd, return_of

ONE = episodes("A 01/06/2024 S C2 U6 - -")


@pytest.mark.parametrize("text", ["03/04/2012", "2012-04-03", "3/4/2012"])
def test_dates_are_day_first_or_year_first(text: str) -> None:
    assert return_of(h=header(A=text)).header.loc[0, "DOB"] == pd.Timestamp(2012, 4, 3)


def test_a_date_that_cannot_be_read_is_blank_where_a_blank_says_nothing() -> None:
    statutory = return_of(h=header(A="31/11/2012"))
    assert pd.isna(statutory.header.loc[0, "DOB"])
    assert odd(statutory)["S11", "header", "DOB"] == 1
    assert statutory.ledger.loc[0, ["bucket", "reason"]].tolist() == ["used_queried", "S11"]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("A 31/11/2024 S C2 U6 - -", "S10", "DECOM"),
        ("A 01/06/2024 S C2 U6 06/31/2024 X1", "S10", "DEC"),  # a blank end would mean: still there
        ("A - S C2 U6 - -", "S09", "DECOM"),
        ("- 01/06/2024 S C2 U6 - -", "S09", "CHILD"),
    ],
)
def test_a_row_without_what_it_needs_is_left_out_and_stays_in_the_frame(line: str, code: str, column: str) -> None:
    statutory = return_of(e=episodes(line, "B 01/06/2024 S C2 U6 - -"))
    assert odd(statutory)[code, "episodes", column] == 1
    assert statutory.episodes["bucket"].tolist() == ["rejected", "used"]
    assert statutory.used("episodes")["CHILD"].tolist() == ["B"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("zz/05/2020", (None, 5, 2020)),
        ("ZZ/zz/2021", (None, None, 2021)),
        ("zz/zz/zzzz", (None, None, None)),
        ("07/05/2020", (7, 5, 2020)),
    ],
)
def test_partial_dates_stay_text_and_give_what_is_known(text: str, parts: tuple[int | None, ...]) -> None:
    statutory = return_of(p=f"CHILD,PREV_PERM,LA_PERM,DATE_PERM\nA,P1,,{text}")
    row = statutory.prev_perm.loc[0]
    assert row["DATE_PERM"] == text
    found = tuple(None if pd.isna(row[f"DATE_PERM_{part}"]) else row[f"DATE_PERM_{part}"] for part in PARTS)
    assert found == parts
    assert not statutory.oddities["code"].isin(["S10", "S11"]).any()


PARTS = ("DAY", "MONTH", "YEAR")


@pytest.mark.parametrize("text", ["zz/13/2020", "05/zz/2020", "zz/05/zzzz", "May 2020"])
def test_a_partial_date_that_makes_no_sense_is_said(text: str) -> None:
    statutory = return_of(p=f"CHILD,PREV_PERM,LA_PERM,DATE_PERM\nA,P1,,{text}")
    assert odd(statutory)["S11", "prev_perm", "DATE_PERM"] == 1
    assert statutory.prev_perm.loc[0, "DATE_PERM"] == text


@pytest.mark.parametrize(
    ("year", "sex", "kept", "codes"),
    [
        (2024, "1", "M", []),
        (2024, "2", "F", []),
        (2025, "F", "F", []),
        (2025, "U", "U", []),
        (2025, "2", "F", ["S13"]),  # the code of earlier years: understood, and said
        (2024, "M", "M", ["S13"]),
        (2025, "3", "3", ["S12"]),  # in no list: kept as it stands
    ],
)
def test_sex_is_m_or_f_whatever_the_year(year: int, sex: str, kept: str, codes: list[str]) -> None:
    statutory = return_of(year, h=f"{HEADER}\nA,{sex},10/05/2012,WBRI")
    assert statutory.header.loc[0, "SEX"] == kept
    found = statutory.oddities
    assert found.loc[found["column"] == "SEX", "code"].tolist() == codes


@pytest.mark.parametrize(
    ("line", "year", "is_out"),
    [
        ("A 01/06/2023 S C2 H5 - -", 2025, False),  # began in the last year of H5
        ("A 01/06/2024 S C2 H5 - -", 2025, True),
        ("A 01/06/2023 S C2 K3 01/03/2024 X1", 2025, True),  # K3 came in 2025
        ("A 01/06/2023 S C2 K3 - -", 2025, False),
        ("A 01/06/2010 S C2 F1 01/06/2015 X1", 2025, False),  # an old code in an old episode
        ("A 01/06/2020 S C2 F1 - -", 2025, True),
        ("A 01/06/2017 S C2 U6 31/03/2018 E43", 2025, False),
        ("A 01/06/2017 S C2 U6 01/04/2018 E43", 2025, True),  # a reason belongs to the year of the end
        ("A 01/06/2017 S C2 U6 31/03/2018 E45", 2025, True),
        ("A 01/06/2017 S C2 U6 01/04/2018 E45", 2025, False),
        ("A 01/06/2024 S C2 Z11 - -", 2025, True),
        ("A 01/06/2024 S C2 Z1 - -", 2026, False),
    ],
)
def test_codes_hold_in_their_years(line: str, year: int, is_out: bool) -> None:
    found = return_of(year, e=episodes(line)).oddities
    assert (found["code"] == "S13").any() == is_out


def test_an_unknown_code_is_kept_and_counted_with_its_value_where_it_is_shaped_like_one() -> None:
    text = episodes("A 01/06/2024 S C2 U9 - -", "B 01/06/2024 S C2 U9 - -", "C 01/06/2024 S C2 Nora - -")
    statutory = return_of(e=text)
    assert statutory.episodes["PLACE"].tolist() == ["U9", "U9", "Nora"]
    found = statutory.oddities[statutory.oddities["code"] == "S12"]
    assert found[["value", "n", "row", "letter"]].values.tolist() == [["", 1, 4, "F"], ["U9", 2, 2, "F"]]
    assert "Nora" not in statutory.oddities.to_string() + statutory.faults.to_string()


def test_a_code_in_other_capitals_is_read_as_the_list_has_it() -> None:
    statutory = return_of(e=episodes("A 01/06/2024 s c2 u6 - -", "B 01/06/2010 S C2 H5A 01/06/2015 X1"))
    assert statutory.episodes.loc[0, ["RNE", "LS", "PLACE"]].tolist() == ["S", "C2", "U6"]
    assert statutory.episodes.loc[1, "PLACE"] == "H5a"
    assert set(statutory.oddities.loc[statutory.oddities["code"] == "S14", "value"]) == {"S", "C2", "U6", "H5a"}


def test_whole_numbers_and_flags_with_a_decimal_point_are_read_and_said() -> None:
    statutory = return_of(o=f"{OC2},CONVICTED\nA,,12.0,,1.0\nB,,OK,,0\nC,,12.5,,")
    assert statutory.oc2["SDQ_SCORE"].tolist()[0] == 12
    assert statutory.oc2["SDQ_SCORE"].isna().tolist() == [False, True, True]
    assert statutory.oc2.loc[0, "CONVICTED"] == "1"
    found = odd(statutory)
    assert found["S16", "oc2", "SDQ_SCORE"] == found["S16", "oc2", "CONVICTED"] == 1
    assert found["S15", "oc2", "SDQ_SCORE"] == 2


def test_dummy_rows_are_left_out() -> None:
    text = episodes("A 01/06/2024 S C2 U6 - -", "*DUMMY* 01/06/2024 S C2 U6 - -", "B 01/06/2024 S C2 U6 - -")
    statutory = return_of(e=text.replace("B,01/06/2024,S,C2,N1,U6,PR1,,,,", "B,01/06/2024,S,C2,N1,U6,PR1,,,,*DUMMY*"))
    assert statutory.used("episodes")["CHILD"].tolist() == ["A"]
    assert odd(statutory)["S07", "episodes", "CHILD"] == 2


def test_a_row_of_another_width_is_left_out() -> None:
    statutory = return_of(h=f"{HEADER}\nA,M,10/05/2012\nB,M,10/05/2012,WBRI\nC,M,10/05/2012,WBRI,,")
    assert statutory.header["bucket"].tolist() == ["rejected", "used", "used"]  # blank cells past the end are padding
    assert statutory.oddities.loc[statutory.oddities["code"] == "S19", "n"].tolist() == [1]


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["A 01/04/2024 S C2 U6 - -", "B 31/03/2024 S C2 U6 - -"], 2025),
        (["A 01/06/2024 S C2 U6 - -"] * 39 + ["B 01/06/2062 S C2 U6 - -"], 2025),  # a slip of the pen
        ([], None),
    ],
)
def test_the_year_of_the_return_is_that_of_its_dates(lines: list[str], year: int | None) -> None:
    assert return_of(e=episodes(*lines) if lines else EPISODES).year_ending == year


def test_the_year_may_be_given() -> None:
    assert return_of(2020, e=ONE).year_ending == 2020
