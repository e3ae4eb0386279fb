"""`disclosure.scan` on files and folders: which files, which id_map, in which order."""

from __future__ import annotations

import pandas as pd
import pytest

from rtt_eval import disclosure, load
from rtt_eval.disclosure.scan import patterns
from rtt_eval.errors import DataError, ParamsError

ROWS = {"person_id": ["P7001"], "forename": ["Zephandra"], "date_of_birth": ["03/04/2012"]}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("Zephandra\n")
    (tmp_path / "a.txt").write_text("nothing\nborn 3 April 2012\n")
    return tmp_path


def test_findings_in_the_order_of_the_files_with_their_places(folder):
    found = disclosure.scan([folder], pd.DataFrame(ROWS))
    told = [(one.path.removeprefix(folder.as_posix()), one.place, one.kind, one.person_id) for one in found]
    assert told == [
        ("/a.txt", "line 2", "date_of_birth", "P7001"),
        ("/sub/b.txt", "line 1", "forename", "P7001"),
    ]
    assert disclosure.scan(folder, pd.DataFrame(ROWS)) == found


def test_the_id_map_as_csv_workbook_or_frame_is_the_same(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("names")
    frame = pd.DataFrame({**ROWS, "date_of_birth": pd.to_datetime(["2012-04-03"])})
    frame.to_csv(elsewhere / "id_map.csv", index=False)
    frame.to_excel(elsewhere / "names.xlsx", sheet_name="id_map", index=False)
    expected = disclosure.scan(folder, frame)
    assert len(expected) == 2
    for name in ("id_map.csv", "names.xlsx"):
        assert disclosure.scan(folder, elsewhere / name) == expected


def test_an_id_map_within_what_is_scanned_is_itself_the_leak(folder):
    pd.DataFrame(ROWS).to_csv(folder / "id_map.csv", index=False)
    found = disclosure.scan(folder, folder / "id_map.csv")
    assert [one.kind for one in found] == ["date_of_birth", "id_map", "forename"]


def test_what_is_not_there_is_said(folder):
    with pytest.raises(ParamsError, match="no such file or folder"):
        disclosure.scan([folder / "nothing"], pd.DataFrame(ROWS))
    with pytest.raises(DataError, match="no such id_map"):
        disclosure.scan([folder], folder / "nothing.csv")
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="no column of an id_map"):
        load.id_map(folder / "wrong.csv")


def test_only_the_scan_opens_the_id_map(folder):
    """The loader counts its rows and never hands them on."""
    pd.DataFrame(ROWS).to_csv(folder / "id_map.csv", index=False)
    (folder / "young_people.csv").write_text("person_id,birth_month,sex\nP7001,2012-04,F\n")
    records = load.records(folder)
    assert "Zephandra" not in repr(vars(records)) and not hasattr(records, "id_map")
    assert load.id_map_beside(folder) == folder / "id_map.csv" and load.person_ids(folder) == ["P7001"]
    assert load.id_map_beside(folder / "sub") is None and load.person_ids(folder / "sub") == []


def test_nhs_numbers_pass_the_check_of_the_nhs():
    """943 476 5919: 9*10 + 4*9 + 3*8 + 4*7 + 7*6 + 6*5 + 5*4 + 9*3 + 1*2 = 299 = 27 * 11 + 2; 11 - 2 = 9, the last."""
    assert patterns.is_nhs_number("9434765919") and not patterns.is_nhs_number("9434765918")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("943 476 5919", "nhs_number"),
        ("S1 2HH", "postcode"),
        ("a.b@example.org", "e_mail"),
        ("01709 382121", "phone"),
        ("+44 1709 382121", "phone"),
        ("07700900123", "phone"),
        ("020 7946 0958", "phone"),
    ],
)
def test_what_looks_like_anybodys_number_goes_to_a_person(text, kind, tmp_path):
    (tmp_path / "a.txt").write_text(f"see {text} for it")
    found = disclosure.scan(tmp_path, pd.DataFrame({"person_id": ["P1"], "forename": ["Zephandra"]}))
    assert [(one.kind, one.severity, one.person_id) for one in found] == [(kind, "review", "")]
