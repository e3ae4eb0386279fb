"""The children of a return joined to those of the service, through two columns of the id_map and no other."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from small_return import episodes, header, odd, return_of, written

from rtt_eval import load
from rtt_eval.errors import DataError

KEYS = "person_id,forename,surname,date_of_birth,ssda903_child\n"
TWO = header(A="10/05/2012", B="10/05/2012")
ONE = episodes("A 01/06/2024 S C2 U6 - -", "B 01/06/2024 S C2 U6 - -")


def test_each_row_carries_the_person_whom_the_id_map_joins() -> None:
    statutory = return_of(
        h=TWO, e=ONE, id_map=KEYS + "P7,Nora,Finch,2012-05-10,B\nP8,Ali,Marsh,2012-05-10,C\nP9,Jo,May,,"
    )
    assert statutory.episodes["person_id"].isna().tolist() == [True, False]
    assert statutory.episodes.loc[1, "person_id"] == "P7"
    assert statutory.persons.values.tolist() == [["B", "P7"], ["C", "P8"]]


def test_no_name_and_no_date_of_birth_of_the_id_map_is_kept() -> None:
    statutory = return_of(h=TWO, e=ONE, id_map=KEYS + "P7,Nora,Finch,1999-12-31,B")
    held = "".join(str(vars(statutory)[name]) for name in vars(statutory))
    assert "Nora" not in held and "Finch" not in held and "1999" not in held


def test_without_an_id_map_nobody_is_joined() -> None:
    statutory = return_of(h=TWO)
    assert statutory.header["person_id"].isna().all()
    assert statutory.persons.empty


@pytest.mark.parametrize("rows", ["P7,,,,A\nP8,,,,A", "P7,,,,A\nP7,,,,B"], ids=["one child", "one person"])
def test_who_stands_twice_joins_to_nobody(rows: str) -> None:
    statutory = return_of(h=TWO, id_map=KEYS + rows)
    assert statutory.persons.empty
    assert odd(statutory)["S34", "id_map", "ssda903_child"] == 2


def test_the_same_pair_twice_is_one_pair() -> None:
    assert len(return_of(h=TWO, id_map=KEYS + "P7,,,,A\nP7,,,,A").persons) == 1


def test_the_id_map_may_be_a_file_a_workbook_or_a_frame(tmp_path: Path) -> None:
    written(tmp_path, h=TWO)
    (tmp_path / "apart").mkdir()
    file = written(tmp_path / "apart", id_map=KEYS + "P7,,,,007") / "id_map.csv"
    book = Workbook()
    book.active.title = "id_map"
    for row in (["person_id", "ssda903_child"], ["P7", "007"]):
        book.active.append(row)
    book.save(tmp_path / "apart" / "tables.xlsx")
    frame = pd.DataFrame({"person_id": ["P7"], "ssda903_child": ["007"], "forename": ["Nora"]})
    for source in (file, str(file), tmp_path / "apart", tmp_path / "apart" / "tables.xlsx", frame):
        statutory = load.ssda903(tmp_path / "h.csv", source)
        assert statutory.persons.values.tolist() == [["007", "P7"]]  # its zeros stay


def test_an_id_map_without_the_key_or_not_there_stops(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"id_map\.csv, row 1: the column ssda903_child is not there"):
        return_of(h=TWO, id_map="person_id,forename\nP7,Nora")
    written(tmp_path, h=TWO)
    with pytest.raises(DataError, match="no id_map is there"):
        load.ssda903(tmp_path, tmp_path)
    with pytest.raises(DataError, match="there is no such file or folder"):
        load.ssda903(tmp_path, tmp_path / "id_map.csv")
