"""A mapping drafted from unknown files: exact words matched, near words suggested, all else left to a person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from team_folder import book

from rtt_eval import cli, profile
from rtt_eval.load.mapping.model import Mapping

TRACKER: list[list[Any]] = [
    ["REFERRALS 2018"],
    ["Ref", "LCS ID", "Name", "DOB", "Gendre", "Date referral received", "Outcome", "Shoe size"],
    ["R1", 7, "Ann Oakes", datetime(2010, 1, 2), "Female", "01/02/2018", "Full IIP", 4],
    ["R2", 8, "Bo Ash", datetime(2011, 1, 2), "Fenale", "02/02/2018", "Zebedee Quern", None],
    ["Total", 2],
]


def drafted(folder: Path) -> Mapping:
    return profile.draft(folder).mapping


def states(mapping: Mapping) -> dict[str, tuple[str, str]]:
    return {row.column_pattern or row.field: (row.field, row.status) for row in mapping.columns}


def test_known_headings_are_matched_near_ones_suggested_others_left(tmp_path: Path) -> None:
    book(tmp_path, "tracker.xlsx", Referrals=TRACKER)
    mapping = drafted(tmp_path)
    assert [(row.table, row.status) for row in mapping.files] == [("referrals", "matched")]
    found = states(mapping)
    assert found["Date referral received"] == ("received", "matched") and found["Outcome"] == ("decision", "matched")
    assert found["Shoe size"] == ("", "unmatched") and found["LCS ID"] == ("lcs_id", "matched")
    assert found["route"] == ("route", "unmatched")  # nothing in the file says which


def test_a_near_heading_is_a_suggestion(tmp_path: Path) -> None:
    rows = [["Placement ID", "LCS ID", "Placment type", "Placement start date"], ["1", 7, "IFA", "01/02/2018"]]
    book(tmp_path, "export.xlsx", Placements=rows)
    row = next(row for row in drafted(tmp_path).columns if row.column_pattern == "Placment type")
    assert (row.field, row.status, row.how_sure) == ("placement_type", "suggested", "nearly 'placement type'")


def test_children_are_drawn_from_a_tracker_that_tells_who_they_are(tmp_path: Path) -> None:
    rows = [[text.replace("Gendre", "Gender") if isinstance(text, str) else text for text in row] for row in TRACKER]
    book(tmp_path, "tracker.xlsx", Referrals=rows)
    mapping = drafted(tmp_path)
    assert [row.table for row in mapping.files] == ["referrals", "young_people"]
    values = {(row.field, row.raw): (row.code, row.status) for row in mapping.values}
    assert values["young_people.sex", "fenale"] == ("F", "suggested")
    assert values["referrals.decision", "zebedee quern"] == ("", "unmatched")
    assert values["referrals.decision", "full iip"] == ("accepted", "matched")
    gender = [row.source_name for row in mapping.columns if row.column_pattern == "Gender"]
    assert gender == ["tracker: Referrals: young people"]  # not unmatched in the other source: it is read here


def test_wide_columns_become_unpivot_rows_and_unsure_times_a_suggestion_by_dates(tmp_path: Path) -> None:
    heads = ["LCS ID", "Date T1", "SDQ Total T1", "RADQ T1", "Date review", "SDQ Total review"]
    book(tmp_path, "s.xlsx", Scores=[heads, [7, "01/01/2018", 20, 50, "02/07/2018", 12]])
    mapping = drafted(tmp_path)
    rows = [
        (row.column_pattern, row.field, row.measure, row.scale, row.timepoint, row.respondent)
        for row in mapping.unpivot
    ]
    assert rows == [
        ("Date T1", "date_completed", "", "", "baseline", ""),
        ("SDQ Total T1", "score", "sdq", "total", "baseline", ""),
        ("RADQ T1", "score", "radq", "total", "baseline", "parent_carer"),
        ("Date review", "date_completed", "", "", "review", ""),
        ("SDQ Total review", "score", "sdq", "total", "review", ""),
    ]
    (when,) = [row for row in mapping.values if row.field == "outcomes.timepoint"]
    assert (when.raw, when.code, when.status) == ("review", "month_6", "suggested")  # 182 days: 6.0 months
    informant = next(row for row in mapping.columns if row.field == "informant")
    assert (informant.default, informant.status) == ("parent_carer", "suggested")


def test_several_tables_of_a_sheet_and_hidden_and_unknown_sheets(tmp_path: Path) -> None:
    cases = [["Case ref", "LCS ID", "Package", "Start"], ["C1", 7, "Full", "01/02/2018"]]
    missing = [["LCS ID", "Missing status", "Date missing", "Date returned"], [7, "Missing", "03/04/2018", None]]
    rows = [*cases, [], ["Missing episodes"], *missing]
    path = book(tmp_path, "all.xlsx", Both=rows, lists=[["x", "y"], ["1", "2"]])
    made = load_workbook(path)
    made["lists"].sheet_state = "hidden"
    made.save(path)
    mapping = drafted(tmp_path)
    assert [(row.table, row.header_row, row.status) for row in mapping.files] == [
        ("iip_cases", "1", "matched"), ("missing_episodes", "5", "matched"), ("", "", "unmatched")
    ]  # fmt: skip
    assert "the sheet is hidden" in mapping.files[2].note


def test_alike_sheets_of_one_file_are_one_source(tmp_path: Path) -> None:
    def sheet(event: str) -> list[list[Any]]:
        return [[f"Event ref {event}"], [], ["Ref", "Name", "Role", "Signed in"], ["A1", "X Y", "SW", "✓"]]

    book(tmp_path, "signin.xlsx", W1=sheet("E1"), W2=sheet("E2"))
    mapping = drafted(tmp_path)
    assert [(row.table, row.sheet_regex) for row in mapping.files] == [("attendance", "/^(W1|W2)$/")]
    event = next(row for row in mapping.columns if row.field == "event_id")
    assert event.column_pattern.startswith("above:") and event.status == "matched"


def test_statutory_files_are_recognised_and_left_to_their_own_reader(tmp_path: Path) -> None:
    folder = tmp_path / "ssda903"
    folder.mkdir()
    (folder / "Header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n9,1,01/02/2010,WBRI,U,0,\n")
    (folder / "Missing.csv").write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\n9,01/02/2010,M,01/02/2018,\n")
    assert [(row.file_glob, row.status) for row in drafted(tmp_path).files] == [
        ("ssda903/Header.csv", "ignore"), ("ssda903/Missing.csv", "ignore")
    ]  # fmt: skip
    (tmp_path / "id_map.csv").write_text("person_id,ssda903_child\nP1,9\n")
    header = drafted(tmp_path).files[0]
    assert (header.table, header.status) == ("young_people", "matched")


def test_american_dates_are_noted(tmp_path: Path) -> None:
    rows = [["Case ref", "LCS ID", "Package", "Start"], ["C1", 7, "Full", "02/25/2018"]]
    book(tmp_path, "cases.xlsx", Cases=rows)
    row = next(row for row in drafted(tmp_path).columns if row.field == "start")
    assert "can only be month before day" in row.note and row.date_order == ""


def test_the_command_writes_a_mapping_once_and_says_what_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book(tmp_path, "tracker.xlsx", Referrals=TRACKER)
    target = tmp_path / "mapping.xlsx"
    assert cli.main(["profile", str(tmp_path), "-o", str(target)]) == 0
    told = capsys.readouterr().out
    assert "1 table recognised" in told and "Shoe size" in told and "Ann Oakes" not in told
    content = target.read_bytes()
    assert cli.main(["profile", str(tmp_path), "-o", str(target)]) == 2
    assert "already there and stays as it is" in capsys.readouterr().err and target.read_bytes() == content


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["profile", str(tmp_path / "no"), "-o", str(tmp_path / "m.xlsx")]) == 1
    assert "there is no such folder" in capsys.readouterr().err
