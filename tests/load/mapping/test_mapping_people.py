"""Who a row is about: joined through id_map, else pseudonyms; doubles reported, never merged."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from team_folder import book, id_map, mapping, messages, source

from rtt_eval import load
from rtt_eval.errors import DataError

COLUMNS = [("p", "ID", "lcs_id"), ("p", "Name", "person_name"), ("p", "DOB", "date_of_birth"), ("p", "Sex", "sex")]
HEADS = ["ID", "Name", "DOB", "Sex"]
BORN = datetime(2010, 5, 1)


def read(folder: Path, *rows: list[object]) -> load.Records:
    book(folder, "people.xlsx", People=[HEADS, *rows])
    return load.team_files(folder, mapping(folder, [source("p", "young_people")], COLUMNS))


def test_ids_become_the_person_ids_of_id_map(tmp_path: Path) -> None:
    id_map(tmp_path, "P7,0012,,Ann", "P3,0034,,Bea")
    records = read(tmp_path, ["0034", "Bea B", BORN, "F"], ["0012", "Ann A", BORN, "F"])
    people = records.young_people
    assert people["person_id"].to_list() == ["P3", "P7"]
    assert people["birth_month"].dt.strftime("%Y-%m").to_list() == ["2010-05", "2010-05"]


def test_id_map_is_listed_and_counted_as_restricted(tmp_path: Path) -> None:
    id_map(tmp_path, "P7,0012,,Ann", "P3,0034,,Bea")
    records = read(tmp_path, ["0034", "Bea B", BORN, "F"])
    listed = records.sources.set_index("file").loc["id_map.csv"]
    assert (listed["state"], listed["rows"], len(listed["sha256"])) == ("restricted", 2, 64)
    assert records.ledger["bucket"].value_counts().to_dict() == {"restricted": 2, "read": 1}


def test_without_id_map_pseudonyms_are_in_order_of_appearance(tmp_path: Path) -> None:
    people = read(tmp_path, [900, "Zoe Z", datetime(2011, 1, 1), "F"], [100, "Ann A", BORN, "F"]).young_people
    assert people["person_id"].to_list() == ["P0001", "P0002"]


def test_an_id_that_is_not_in_id_map_is_a_fault_that_does_not_repeat_it(tmp_path: Path) -> None:
    id_map(tmp_path, "P7,0012,,Ann")
    told = messages(read(tmp_path, ["0099", "Ann A", BORN, "F"]), "M01")
    assert told == [
        "people.xlsx, sheet 'People', row 2, column A (ID): the id is not in id_map. Correct the id, or add the child "
        "to id_map."
    ]


def test_two_ids_with_one_birthday_and_nearly_one_name_are_reported_and_not_merged(tmp_path: Path) -> None:
    records = read(tmp_path, [1, "Jessamy Oakes", BORN, "F"], [2, "OAKES, Jissamy", BORN, "F"])
    assert records.young_people["person_id"].isna().to_list() == [False, True]
    (told,) = messages(records, "M02")
    assert told.startswith("people.xlsx, sheet 'People', row 3, column A (ID)") and "row 2" in told
    assert "Oakes" not in told and "2010" not in told


def test_twins_with_other_first_names_are_two_children(tmp_path: Path) -> None:
    records = read(tmp_path, [1, "Emily Oakes", BORN, "F"], [2, "Harriet Oakes", BORN, "F"])
    assert records.young_people["person_id"].to_list() == ["P0001", "P0002"] and not messages(records)


def test_id_map_settles_that_two_alike_are_two_children(tmp_path: Path) -> None:
    id_map(tmp_path, "P1,1,,Jack", "P2,2,,Jake")
    records = read(tmp_path, [1, "Jack Oakes", BORN, "M"], [2, "Jake Oakes", BORN, "M"])
    assert records.young_people["person_id"].to_list() == ["P1", "P2"] and not messages(records)


def test_a_name_spelt_in_two_ways_beside_one_id_is_a_query(tmp_path: Path) -> None:
    records = read(tmp_path, [1, "Lorcan Oakes", BORN, "M"], [1, "Oaks, Lorcane", BORN, "M"])
    (told,) = messages(records, "M03")
    assert "row 3, column A (ID): the name beside this id is not spelt as in people.xlsx, sheet 'People', row 2" in told
    assert len(records.young_people) == 1


def test_a_middle_name_and_the_order_of_names_make_no_difference(tmp_path: Path) -> None:
    records = read(tmp_path, [1, "Lorcan Oakes", BORN, "M"], [1, "OAKES, Lorcan James", BORN, "M"])
    assert not messages(records)


def test_what_two_rows_say_of_one_child_differently_is_queried_and_the_first_is_used(tmp_path: Path) -> None:
    records = read(tmp_path, [1, "Ann Oakes", BORN, "F"], [1, "Ann Oakes", BORN, "M"])
    assert records.young_people["sex"].to_list() == ["F"]
    assert messages(records, "M04") == [
        "people.xlsx, sheet 'People', row 3, column D (Sex): this differs from people.xlsx, sheet 'People', row 2, "
        "about the same child, which was used. Correct the one that is wrong."
    ]
    assert records.ledger["bucket"].to_list() == ["read", "read"]


def test_a_blank_is_filled_from_a_later_row_of_the_child(tmp_path: Path) -> None:
    columns = [*COLUMNS, ("p", "Ethnicity", "ethnicity")]
    book(
        tmp_path,
        "people.xlsx",
        People=[[*HEADS, "Ethnicity"], [1, "A B", BORN, "F", None], [1, "A B", BORN, "F", "A1"]],
    )
    people = load.team_files(tmp_path, mapping(tmp_path, [source("p", "young_people")], columns)).young_people
    assert people["ethnicity"].to_list() == ["A1"]


def test_a_sheet_with_another_kind_of_id_is_left_out_without_id_map(tmp_path: Path) -> None:
    book(tmp_path, "people.xlsx", People=[HEADS, [1, "A B", BORN, "F"], [2, "C D", datetime(2011, 2, 2), "F"]])
    (tmp_path / "Missing.csv").write_text("CHILD,MISSING,MIS_START\n900,M,01/02/2018\n", encoding="utf-8")
    files = [source("p", "young_people", "people.xlsx"), source("m", "missing_episodes", "Missing.csv")]
    columns = [*COLUMNS, ("m", "CHILD", "ssda903_child"), ("m", "MISSING", "kind"), ("m", "MIS_START", "start")]
    records = load.team_files(tmp_path, mapping(tmp_path, files, columns))
    assert records.missing_episodes.empty
    assert "without id_map the two cannot be joined" in messages(records, "M06")[0]
    buckets = records.ledger.set_index("file")["bucket"]
    assert set(buckets["Missing.csv"]) == {"not_mapped"} and set(buckets["people.xlsx"]) == {"read"}
    id_map(tmp_path, "P7,1,900,Ann", "P8,2,,Bea")
    assert load.team_files(tmp_path, mapping(tmp_path, files, columns)).missing_episodes["person_id"].to_list() == [
        "P7"
    ]


def test_no_id_stays_a_fault(tmp_path: Path) -> None:
    records = read(tmp_path, ["-1", "", BORN, "F"], ["", "", BORN, "F"])
    assert records.faults["code"].to_list() == ["C13", "C04"]


def test_an_id_map_that_gives_one_id_to_two_children_stops(tmp_path: Path) -> None:
    id_map(tmp_path, "P1,1,,A", "P2,1,,B")
    with pytest.raises(DataError, match=r"id_map.csv, row 3, column lcs_id: this id stands beside another child too"):
        read(tmp_path, [1, "A B", BORN, "F"])
