"""Which file of a return is which, in any style of name, and what happens with one that is not of it."""

from pathlib import Path

import pytest
from small_return import EPISODES, HEADER, MISSING, OC2, episodes, header, odd, return_of, written

from rtt_eval import load
from rtt_eval.errors import DataError

PREV = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA,10/05/2012,P1,,zz/05/2020"
ADOPTION = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nA,10/05/2012,01/06/2024,,"
ONE = episodes("A 01/06/2024 S C2 U6 - -")


@pytest.mark.parametrize("name", ["placed_for_adoption", "placed_adoption", "PlacedAdoption", "table 9"])
def test_a_file_is_known_by_its_columns_whatever_its_name(name: str) -> None:
    statutory = return_of(**{name: ADOPTION, "previous_permenance": PREV, "EPISODES_2024-25": ONE})
    assert len(statutory.placed_adoption) == len(statutory.prev_perm) == len(statutory.episodes) == 1


def test_headings_may_be_in_any_order_and_capitals_and_spaces() -> None:
    text = "dob, Child ,ETHNIC,sex\n10/05/2012,A,WBRI,F"
    assert return_of(h=text).header.loc[0, ["CHILD", "SEX", "ETHNIC"]].tolist() == ["A", "F", "WBRI"]


def test_a_header_of_three_columns_is_no_return_of_unaccompanied_children() -> None:
    assert len(return_of(h="CHILD,SEX,DOB\nA,F,10/05/2012").header) == 1
    assert len(return_of(u="CHILD,SEX,DOB,DUC\nA,F,10/05/2012,10/05/2030").uasc) == 1


def test_an_extra_column_is_named_by_its_letter_and_nothing_of_it_is_kept() -> None:
    statutory = return_of(h="CHILD,SEX,TEST_COLUMN,DOB,Nora Finch\nA,F,1,10/05/2012,x")
    found = statutory.oddities[statutory.oddities["code"] == "S05"]
    assert found[["letter", "column"]].values.tolist() == [["E", ""], ["C", "TEST_COLUMN"]]
    assert "Finch" not in statutory.faults.to_string()  # a heading can be a name by mistake


def test_a_file_that_is_no_table_of_the_return_is_named_and_its_rows_are_in_the_ledger() -> None:
    statutory = return_of(h=header(A="10/05/2012"), notes="what,when\na,b\nc,d")
    assert odd(statutory)["S02", "", "notes.csv"] == 1
    ledger = statutory.ledger[statutory.ledger["file"] == "notes.csv"]
    assert ledger["bucket"].tolist() == ["table_not_used"] * 2


def test_a_column_that_must_be_there_stops_with_its_place() -> None:
    with pytest.raises(DataError, match=r"Eps\.csv, row 1: the column RNE of episodes is not there"):
        return_of(Eps="CHILD,DECOM,LS,PLACE,DEC,REC\nA,01/06/2024,C2,U6,,")


def test_a_column_that_stands_twice_stops_with_its_letters() -> None:
    with pytest.raises(DataError, match=r"h\.csv, row 1, column C \(CHILD\): column A has this heading already"):
        return_of(h="CHILD,DOB,child,UPN\nA,10/05/2012,A,")


def test_two_files_of_one_table_are_both_read_and_said() -> None:
    statutory = return_of(a=header(A="10/05/2012"), b=header(B="10/05/2012", A="10/05/2012"))
    assert odd(statutory)["S04", "header", "b.csv"] == 1
    assert statutory.used("header")["CHILD"].tolist() == ["A", "B"]  # the second A says the same: it counts once
    assert statutory.ledger["bucket"].tolist() == ["used", "used", "duplicate"]


def test_tables_that_figures_need_and_are_not_there_are_named() -> None:
    statutory = return_of(h=header(A="10/05/2012"))
    assert [table for code, table, _ in odd(statutory) if code == "S35"] == ["episodes", "missing", "oc2"]
    assert statutory.has("header") and not statutory.has("oc2")


def test_the_older_windows_encoding_and_a_byte_order_mark_are_read_and_said(tmp_path: Path) -> None:
    text = header(A="10/05/2012").replace("ETHNIC", "ETHNIC,UPN").replace("WBRI", "WBRI,é")
    (tmp_path / "h.csv").write_bytes(text.encode("cp1252"))
    (tmp_path / "e.csv").write_bytes(ONE.encode("utf-8-sig"))
    statutory = load.ssda903(tmp_path)
    assert statutory.header.loc[0, "UPN"] == "é"
    assert statutory.sources.set_index("file")["encoding"].to_dict() == {"e.csv": "utf-8", "h.csv": "cp1252"}
    assert odd(statutory)["S01", "header", "h.csv"] == 1


def test_names_and_dates_of_birth_beside_the_return_are_counted_and_not_opened(tmp_path: Path) -> None:
    written(tmp_path, h=header(A="10/05/2012"), id_map="person_id,forename,ssda903_child,DOB,CHILD\nP,Nora,A,,")
    statutory = load.ssda903(tmp_path)
    state = statutory.sources.set_index("file").loc["id_map.csv", ["state", "rows"]].tolist()
    assert state == ["restricted", 1]
    assert "Nora" not in statutory.header.to_string() + statutory.faults.to_string()


def test_one_file_may_be_named_alone(tmp_path: Path) -> None:
    written(tmp_path, h=header(A="10/05/2012"), e=ONE)
    assert load.ssda903(tmp_path / "h.csv").episodes.empty


@pytest.mark.parametrize(
    ("files", "message"),
    [({}, "no table of the return"), ({"a": "x,y\n1,2"}, "no table of the return"), ({"a": " "}, "is empty")],
)
def test_nothing_to_read_is_said(files: dict[str, str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        return_of(**files)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such folder or file"):
        load.ssda903(tmp_path / "nowhere")


def test_every_table_has_its_columns_in_order_even_without_a_row() -> None:
    statutory = return_of(e=EPISODES, h=HEADER, o=OC2, m=MISSING)
    assert list(statutory.episodes.columns[:4]) == ["CHILD", "DECOM", "RNE", "LS"]
    assert statutory.episodes["DEC"].dtype == "datetime64[us]"
    assert statutory.oc2["SDQ_SCORE"].dtype == "Int64"
    assert statutory.ledger.empty
