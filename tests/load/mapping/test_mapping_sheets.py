"""Sheets by a mapping: headings found and told apart, wide columns turned into lines, rows that are no data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from team_folder import book, id_map, mapping, messages, source

from rtt_eval import load
from rtt_eval.errors import DataError
from rtt_eval.load.mapping.model import ColumnRow, DropRow, FileRow, Mapping, MissingRow, UnpivotRow

SDQ = ("/^(SDQ) (Total|Emotional) (T1|6m)$/", "score", "1", "2", "3", "carer1")  # as the contract writes it


def outcomes(folder: Path, *more: UnpivotRow, missing: tuple[MissingRow, ...] = ()) -> load.Records:
    plan = mapping(
        folder, [source("s", "outcomes")], [("s", "LCS ID", "lcs_id")], (UnpivotRow("s", *SDQ), *more), missing=missing
    )
    return load.team_files(folder, plan)


def lines(records: load.Records, *names: str) -> list[tuple[object, ...]]:
    return list(records.outcomes[list(names)].astype(object).where(records.outcomes[list(names)].notna(), None)
                .itertuples(index=False, name=None))  # fmt: skip


def test_a_pattern_with_groups_gives_measure_scale_and_timepoint(tmp_path: Path) -> None:
    book(tmp_path, "s.xlsx", S=[["LCS ID", "SDQ Total T1", "SDQ Emotional T1", "SDQ Total 6m"], [7, 20, 6, 12]])
    records = outcomes(tmp_path)
    names = ("measure", "subscale", "timepoint", "informant", "score", "source_row", "source_column")
    assert lines(records, *names) == [
        ("sdq", "total", "baseline", "parent_carer", 20.0, 2, "B"),
        ("sdq", "emotion", "baseline", "parent_carer", 6.0, 2, "C"),
        ("sdq", "total", "month_6", "parent_carer", 12.0, 2, "D"),
    ]
    assert len(records.ledger) == 1  # one input row, counted once


def test_missing_codes_carry_their_reason_and_a_blank_is_not_due(tmp_path: Path) -> None:
    heads = ["LCS ID", "SDQ Total T1", "SDQ Emotional T1", "SDQ Total 6m"]
    book(tmp_path, "s.xlsx", S=[heads, [7, "999", "declined", None], [8, "N/A", "#N/A", 12]])
    assert lines(outcomes(tmp_path), "subscale", "timepoint", "score", "missing_reason") == [
        ("total", "baseline", None, "not_returned"),
        ("total", "baseline", None, "not_applicable"),
        ("emotion", "baseline", None, "declined_carer"),
        ("emotion", "baseline", None, "excel_error"),
        ("total", "month_6", 12.0, None),
    ]


def test_a_blank_can_be_given_a_reason(tmp_path: Path) -> None:
    book(tmp_path, "s.xlsx", S=[["LCS ID", "SDQ Total T1"], [7, None], [8, 3]])
    records = outcomes(tmp_path, missing=(MissingRow("(blank)", "not_returned"),))
    assert lines(records, "score", "missing_reason") == [(None, "not_returned"), (3.0, None)]


def test_one_bad_score_does_not_cost_the_other_scores_of_its_row(tmp_path: Path) -> None:
    book(tmp_path, "s.xlsx", S=[["LCS ID", "SDQ Total T1", "SDQ Total 6m"], [7, "twenty", 12]])
    records = outcomes(tmp_path)
    assert records.outcomes["score"].to_list()[1] == 12
    assert messages(records, "C10")[0].startswith(
        "s.xlsx, sheet 'S', row 2, column B (SDQ Total T1): this is not a number"
    )


def test_a_row_without_a_score_is_listed_as_no_data(tmp_path: Path) -> None:
    book(tmp_path, "s.xlsx", S=[["LCS ID", "SDQ Total T1"], [7, None], [8, 3]])
    ledger = outcomes(tmp_path).ledger
    assert ledger[["row", "bucket", "reason"]].values.tolist() == [
        [2, "not_data", "nothing in the mapped columns"], [3, "read", ""]
    ]  # fmt: skip


def test_merged_groups_tell_columns_of_one_name_apart(tmp_path: Path) -> None:
    path = book(tmp_path, "s.xlsx", S=[["", "Time 1", None, "6 months", None],
                                       ["LCS ID", "Date", "SDQ Total", "Date", "SDQ Total"],
                                       [7, datetime(2018, 1, 5), 20, datetime(2018, 7, 6), 12]])  # fmt: skip
    made = load_workbook(path)
    made["S"].merge_cells("B1:C1")
    made["S"].merge_cells("D1:E1")
    made.save(path)
    unpivot = (
        UnpivotRow("s", "Time 1 > SDQ Total", "score", "sdq", "total", "baseline", "parent_carer"),
        UnpivotRow("s", "6 months > SDQ Total", "score", "sdq", "total", "month_6", "parent_carer"),
        UnpivotRow("s", "Time 1 > Date", "date_completed", timepoint="baseline"),
        UnpivotRow("s", "6 months > Date", "date_completed", timepoint="month_6"),
    )
    records = load.team_files(
        tmp_path, mapping(tmp_path, [source("s", "outcomes")], [("s", "LCS ID", "lcs_id")], unpivot)
    )
    found = [(timepoint, f"{day:%Y-%m-%d}", score) for timepoint, day, score in
             records.outcomes[["timepoint", "date_completed", "score"]].itertuples(index=False)]  # fmt: skip
    assert found == [("baseline", "2018-01-05", 20.0), ("month_6", "2018-07-06", 12.0)]


def test_two_tables_in_one_sheet_are_two_sources(tmp_path: Path) -> None:
    rows = [["LCS ID", "Case ref", "Package", "Start"], [7, "C1", "Full", "01/02/2018"], [], ["Missing episodes"],
            ["LCS ID", "Missing status", "Start date"], [7, "Missing", "03/04/2018"]]  # fmt: skip
    book(tmp_path, "s.xlsx", S=rows)
    files = [source("c", "iip_cases", header="1"), source("m", "missing_episodes", header="5")]
    columns = [("c", "LCS ID", "lcs_id"), ("c", "Case ref", "case_id"), ("c", "Package", "service"),
               ("c", "Start", "start"), ("m", "LCS ID", "lcs_id"), ("m", "Missing status", "kind"),
               ("m", "Start date", "start")]  # fmt: skip
    records = load.team_files(tmp_path, mapping(tmp_path, files, columns))
    assert records.iip_cases["case_id"].to_list() == ["C1"] and records.missing_episodes["kind"].to_list() == ["M"]
    assert records.ledger[["row", "bucket"]].values.tolist() == [[2, "read"], [4, "not_data"], [6, "read"]]


def test_the_form_goes_to_the_case_that_was_open(tmp_path: Path) -> None:
    book(
        tmp_path,
        "s.xlsx",
        S=[["LCS ID", "Date T1", "SDQ Total T1"], [7, "05/01/2018", 20], [7, "05/06/2018", 12], [7, None, 3]],
    )
    cases = [
        ["LCS ID", "Case ref", "Package", "Start"],
        [7, "C1", "Full", "01/01/2018"],
        [7, "C2", "Full", "01/06/2018"],
    ]
    book(tmp_path, "c.xlsx", C=cases)
    files = [source("s", "outcomes", "s.xlsx"), source("c", "iip_cases", "c.xlsx")]
    columns = [("s", "LCS ID", "lcs_id"), ("c", "LCS ID", "lcs_id"), ("c", "Case ref", "case_id"),
               ("c", "Package", "service"), ("c", "Start", "start")]  # fmt: skip
    unpivot = (UnpivotRow("s", *SDQ), UnpivotRow("s", "Date T1", "date_completed", timepoint="baseline"))
    records = load.team_files(tmp_path, mapping(tmp_path, files, columns, unpivot))
    assert records.outcomes["case_id"].fillna("-").to_list() == ["C1", "C2", "-"]  # without a date: nobody knows


def test_a_fact_above_the_heading_stands_on_every_row(tmp_path: Path) -> None:
    rows = [["Workshop"], ["Event ref E5893", "", "12/10/2017"], [], ["Ref", "Signed in"], ["A1", "✓"], ["A2", None]]
    book(tmp_path, "w.xlsx", W1=rows, W2=[["Event ref", "E77"], ["Ref", "Signed in"], ["A1", "apologies"]])
    columns = [("w", "Ref", "attendee_key"), ("w", "Signed in", "attended", "no"),
               ("w", r"above: /Event ref (\S+)/i", "event_id")]  # fmt: skip
    plan = mapping(tmp_path, [source("w", "attendance", sheet="W1")], columns)
    attendance = load.team_files(tmp_path, plan).attendance
    assert attendance[["event_id", "attended"]].values.tolist() == [["E5893", True], ["E5893", False]]
    other = [*columns[:2], ("w", "above: Event ref", "event_id")]
    plan = mapping(tmp_path, [source("w", "attendance", sheet="W2")], other)
    assert load.team_files(tmp_path, plan).attendance[["event_id", "attended"]].values.tolist() == [["E77", False]]


def test_a_column_headed_by_a_date_is_the_event_of_that_day(tmp_path: Path) -> None:
    dates = [["Event ref", "Date", "Title", "Type"], ["E1", "19/10/2017", "Reflective", "Workshop"]]
    book(tmp_path, "w.xlsx", Dates=dates,
         Signed=[["Ref", datetime(2017, 10, 19), datetime(2017, 11, 16)], ["A1", 1, 1], ["A2", None, "N"]])  # fmt: skip
    files = [source("d", "training_events", sheet="Dates"), source("a", "attendance", sheet="Signed")]
    columns = [("d", "Event ref", "event_id"), ("d", "Date", "date"), ("d", "Title", "course"), ("d", "Type", "kind"),
               ("a", "Ref", "attendee_key")]  # fmt: skip
    unpivot = (UnpivotRow("a", r"/^(\d{4}-\d\d-\d\d)$/", "attended", event="1"),)
    attendance = load.team_files(tmp_path, mapping(tmp_path, files, columns, unpivot)).attendance
    assert attendance[["event_id", "attendee_key", "attended"]].values.tolist() == [
        ["E1", "A1", True], ["2017-11-16", "A1", True], ["2017-11-16", "A2", False]
    ]  # fmt: skip  # no event on that day: the date stays, and is in no table of events


def test_rows_that_are_no_data_are_named_by_the_rules(tmp_path: Path) -> None:
    rows = [["Ref", "LCS ID", "Date"], ["TEST", 1, "01/01/2018"], ["R1", 7, "02/01/2018"], ["Ref", "LCS ID", "Date"],
            ["Total", 1, None]]  # fmt: skip
    book(tmp_path, "r.xlsx", R=rows)
    columns = [
        ("r", "Ref", "referral_id"),
        ("r", "LCS ID", "lcs_id"),
        ("r", "Date", "received"),
        ("r", "", "route", "iip"),
    ]
    rules = (DropRow("", "", "/^total/i", "a total"), DropRow("r", "Ref", "/^TEST$/", "a test row"))
    records = load.team_files(tmp_path, mapping(tmp_path, [source("r", "referrals")], columns, drop_rows=rules))
    assert records.ledger[["row", "bucket", "reason"]].values.tolist() == [
        [2, "not_data", "column A: a test row"], [3, "read", ""], [4, "not_data", "the heading again"],
        [5, "not_data", "column A: a total"],
    ]  # fmt: skip


def test_every_column_and_value_is_counted(tmp_path: Path) -> None:
    rows = [
        ["Ref", "LCS ID", "Date", "Outcome", "Shoe size"],
        ["R1", 7, "02/01/2018", "Full", 4],
        ["R2", 8, "02/01/2018", "Zz", None],
    ]
    book(tmp_path, "r.xlsx", R=rows)
    columns = [("r", "Ref", "referral_id"), ("r", "LCS ID", "lcs_id"), ("r", "Date", "received"),
               ("r", "Outcome", "decision"), ("r", "Closed on", "closed"), ("r", "", "route", "iip")]  # fmt: skip
    found = load.team_files(tmp_path, mapping(tmp_path, [source("r", "referrals")], columns)).found
    told = found[["kind", "state", "letter", "shown", "n_cells"]].values.tolist()
    assert ["column", "unmatched", "E", "Shoe size", 1] in told
    assert ["column", "absent", "", "Closed on", 0] in told
    assert ["value", "matched", "D", "1 values", 1] in told and ["value", "unmatched", "D", "", 1] in told


def test_a_required_column_that_is_not_there_stops(tmp_path: Path) -> None:
    book(tmp_path, "r.xlsx", R=[["Ref", "LCS ID"], ["R1", 7]])
    plan = mapping(tmp_path, [source("r", "referrals")], [("r", "Ref", "referral_id"), ("r", "LCS ID", "lcs_id"),
                                                          ("r", "", "route", "iip")])  # fmt: skip
    with pytest.raises(DataError, match=r"r\.xlsx, sheet 'R': the required field received of referrals has no column"):
        load.team_files(tmp_path, plan)


def test_a_file_of_the_mapping_that_is_not_there_stops(tmp_path: Path) -> None:
    book(tmp_path, "r.xlsx", R=[["Ref"], ["R1"]])
    with pytest.raises(DataError, match="no file or sheet fits the source 'x'"):
        load.team_files(
            tmp_path, mapping(tmp_path, [source("x", "referrals", "other.xlsx")], [("x", "Ref", "referral_id")])
        )


def test_an_unreadable_file_is_named_and_stops_only_where_the_mapping_needs_it(tmp_path: Path) -> None:
    book(tmp_path, "r.xlsx", R=[["Ref", "LCS ID", "Date"], ["R1", 7, "02/01/2018"]])
    (tmp_path / "old.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    columns = [
        ("r", "Ref", "referral_id"),
        ("r", "LCS ID", "lcs_id"),
        ("r", "Date", "received"),
        ("r", "", "route", "iip"),
    ]
    records = load.team_files(tmp_path, mapping(tmp_path, [source("r", "referrals", "r.xlsx")], columns))
    assert any(told.startswith("old.xlsx") for told in messages(records, "M05"))
    with pytest.raises(DataError, match="files that the mapping names cannot be read"):
        load.team_files(tmp_path, mapping(tmp_path, [source("r", "referrals", "*.xlsx")], columns))


def test_an_id_that_a_sheet_lacks_can_be_the_number_of_the_row(tmp_path: Path) -> None:
    book(
        tmp_path,
        "p.xlsx",
        P=[["LCS ID", "Placement type", "Start"], [7, "IFA", "01/02/2018"], [8, "IFA", "01/02/2018"]],
    )
    columns = [("p", "LCS ID", "lcs_id"), ("p", "Placement type", "placement_type"), ("p", "Start", "start"),
               ("p", "", "placement_id", "(row)")]  # fmt: skip
    records = load.team_files(tmp_path, mapping(tmp_path, [source("p", "placements")], columns))
    assert records.placements["placement_id"].nunique() == 2


def test_feedback_columns_become_answers_with_their_theme_and_status(tmp_path: Path) -> None:
    heads = ["Form no", "Role", "Most helpful?", "Least helpful?", "Rating", "Listened to?", "Theme", "OK to quote?"]
    rows = [heads, ["B1", "Carer", "The team.", "The time.", "6/6", "Y", "team; time", "yes"],
            ["B2", "Professional", "nothing", None, None, "no", None, "NO"]]  # fmt: skip
    book(tmp_path, "f.xlsx", F=rows)
    columns = [("f", "Form no", "feedback_id"), ("f", "Role", "respondent_role"), ("f", "Theme", "theme"),
               ("f", "OK to quote?", "text_status"), ("f", "", "form", "network_meeting")]  # fmt: skip
    unpivot = tuple(
        UnpivotRow("f", pattern, field, question=question)
        for pattern, field, question in (
            ("Most helpful?", "text", "most_helpful"), ("Least helpful?", "text", "least_helpful"),
            ("Rating", "value", "rating"), ("Listened to?", "value", "listened_to"),
        )
    )  # fmt: skip
    feedback = load.team_files(tmp_path, mapping(tmp_path, [source("f", "feedback")], columns, unpivot)).feedback
    names = ["feedback_id", "question", "value", "text", "theme", "text_status"]
    assert feedback[names].fillna("").values.tolist() == [
        ["B1", "most_helpful", "", "The team.", "team", "safe"],
        ["B2", "most_helpful", "", "", "", ""],
        ["B1", "least_helpful", "", "The time.", "time", "safe"],
        ["B2", "least_helpful", "", "", "", ""],
        ["B1", "rating", "6", "", "", ""],
        ["B2", "rating", "", "", "", ""],
        ["B1", "listened_to", "yes", "", "", ""],
        ["B2", "listened_to", "no", "", "", ""],
    ]


def test_id_map_named_in_the_settings_is_beside_the_mapping(tmp_path: Path) -> None:
    from rtt_eval.load.mapping.model import SettingRow

    data, beside = tmp_path / "data", tmp_path / "keys"
    data.mkdir()
    beside.mkdir()
    id_map(beside, "P9,7,,Ann")
    book(data, "s.xlsx", S=[["LCS ID", "SDQ Total T1"], [7, 20]])
    files, columns = (FileRow("s", "s.xlsx", table="outcomes"),), (ColumnRow("s", "LCS ID", "lcs_id"),)
    settings = (SettingRow("id_map", "keys/id_map.csv"),)
    plan = Mapping("mapping.xlsx", tmp_path, files, columns, (UnpivotRow("s", *SDQ),), settings=settings)
    assert load.team_files(data, plan).outcomes["person_id"].to_list() == ["P9"]
    id_map(tmp_path, "P5,7,,Ann")
    given = tmp_path / "id_map.csv"  # the one of the params file goes before that of the mapping
    assert load.team_files(data, plan, given).outcomes["person_id"].to_list() == ["P5"]
