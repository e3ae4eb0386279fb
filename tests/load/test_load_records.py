"""A folder or a workbook in, typed records out, each row with its place; faults noted, restricted tables shut."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from rtt_eval import load, schemas

PEOPLE = "person_id,birth_month,sex,ethnicity,status,in_care_from,in_care_to\n001,2005-05,F,A1,sgo,2014-01-10,\n"
CASES = "case_id,person_id,service,start,network_goal_set\nC1,001,full,10/07/2017,Yes\n\nC2,001,full,2017-12-01,\n"
COSTS = "placement_type,valid_from,weekly_low_gbp,weekly_high_gbp,source\nresidential,2017-04-01,3050,6600.5,Invented\n"
RETURNS = "person_id,year_ending,score\n001,2018,17\n001,2017,\n"


def folder_of(path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_every_table_has_an_attribute() -> None:
    assert set(load.TABLES) == set(schemas.tables()) - {"id_map"}
    assert set(load.TABLES) <= set(load.Records.__dataclass_fields__)


def test_cells_are_typed(tmp_path: Path) -> None:
    records = load.records(folder_of(tmp_path, young_people=PEOPLE, iip_cases=CASES, placement_costs=COSTS))
    person = records.young_people.iloc[0]
    assert person["person_id"] == "001"
    assert person["birth_month"] == pd.Timestamp(2005, 5, 15)
    assert pd.isna(person["in_care_to"])
    assert records.iip_cases["start"].to_list() == [pd.Timestamp(2017, 7, 10), pd.Timestamp(2017, 12, 1)]
    assert records.iip_cases["network_goal_set"].to_list() == [True, pd.NA]
    assert records.placement_costs["weekly_high_gbp"].to_list() == [6600.5]
    assert records.placement_costs["provider"].isna().all()  # an optional column that is not there
    assert records.faults.empty


@pytest.mark.parametrize("table", load.TABLES)
def test_a_read_table_and_an_absent_one_have_the_same_columns_and_dtypes(table: str, tmp_path: Path) -> None:
    columns = list(schemas.columns(table))
    read = load.records(folder_of(tmp_path, **{table: ",".join(columns) + "\n"})).table(table)
    pd.testing.assert_frame_equal(read, load.empty_table(table), check_index_type=False)
    assert read["source_row"].dtype == "int64"


def test_rows_keep_the_number_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    cases = load.records(folder_of(tmp_path, iip_cases=CASES)).iip_cases
    assert cases["source_row"].to_list() == [2, 4]  # row 3 is blank
    assert set(cases["source_file"]) == {"iip_cases.csv"}
    feedback = 'feedback_id,form,respondent_role,question,text\nB1,workshop,professional,words,"two\nlines"\n'
    feedback += "B2,workshop,professional,words,one\n"
    assert load.records(folder_of(tmp_path, feedback=feedback)).feedback["source_row"].to_list() == [2, 3]


def test_letters_are_those_of_the_file(tmp_path: Path) -> None:
    records = load.records(folder_of(tmp_path, iip_cases=CASES))
    assert records.letters["iip_cases"]["service"] == "C"
    assert records.has("iip_cases", "service")
    assert not records.has("iip_cases", "end")
    assert not records.has("placements")


def test_headings_match_but_for_capitals_and_spaces(tmp_path: Path) -> None:
    cases = CASES.replace("case_id,person_id", " Case_ID ,PERSON_ID").replace("network_goal_set", "network_goal_set,,")
    records = load.records(folder_of(tmp_path, iip_cases=cases))
    assert len(records.iip_cases) == 2
    assert records.faults.empty  # blank cells at the end of a heading are a spreadsheet's padding


def test_an_extra_column_is_noted_and_a_near_miss_is_named(tmp_path: Path) -> None:
    cases = CASES.replace("network_goal_set", "network_gaol_set").replace("service,", "service,")
    faults = load.records(folder_of(tmp_path, iip_cases=cases)).faults
    assert faults["message"].to_list() == [
        "iip_cases.csv, row 1, column E: 'network_gaol_set' is not a column of iip_cases. "
        "Did you mean 'network_goal_set'? Correct the heading."
    ]
    assert faults["severity"].to_list() == ["query"]


def test_american_dates_put_the_rest_of_the_column_in_doubt(tmp_path: Path) -> None:
    rows = ["03/25/2018", "02/03/2018", "25/03/2018", "2018-02-03", "04/04/2018"]
    events = "person_id,date,kind\n" + "".join(f"001,{day},police\n" for day in rows)
    faults = load.records(folder_of(tmp_path, significant_events=events)).faults
    assert faults[["row", "code", "severity"]].values.tolist() == [[2, "C06", "reject"], [3, "C07", "query"]]
    assert "2018" not in " ".join(faults["message"])


def test_an_excel_error_in_a_score_is_its_reason(tmp_path: Path) -> None:
    heading = "person_id,measure,informant,timepoint,subscale,score,missing_reason\n"
    rows = "001,radq,parent_carer,baseline,total,#N/A,\n001,radq,parent_carer,month_3,total,#REF!,declined_yp\n"
    records = load.records(folder_of(tmp_path, outcomes=heading + rows))
    assert records.outcomes["score"].isna().all()
    assert records.outcomes["missing_reason"].to_list() == ["excel_error", "declined_yp"]
    assert records.faults["code"].to_list() == ["C14", "C14"]


def test_measures_and_subscales_are_those_that_ship(tmp_path: Path) -> None:
    heading = "person_id,measure,informant,timepoint,subscale,score\n"
    good = [
        "sdq,x,emotion",
        "sdq,x,item_25",
        "sdq,x,impact_ebddiff",
        "rcads_47,x,item_47",
        "gbo,x,goal_1",
        "gbo,x,total",
    ]
    bad = ["sdq,x,item_26", "sdq,x,sad", "radq,x,item_1"]
    rows = [f"001,{row.replace('x', 'parent_carer,baseline')},1\n" for row in [*good, *bad]]
    faults = load.records(
        folder_of(tmp_path, outcomes=heading + "".join(rows) + "001,sdk,teacher,baseline,total,1\n")
    ).faults
    assert faults[["row", "column", "code"]].values.tolist() == [
        [11, "measure", "C11"], [8, "subscale", "C11"], [9, "subscale", "C11"], [10, "subscale", "C11"],
    ]  # fmt: skip
    assert "Did you mean 'sdq'?" in faults["message"].iloc[0]


def test_the_older_encoding_is_read_and_noted(tmp_path: Path) -> None:
    text = COSTS.replace("Invented", "Prix inventé")
    (tmp_path / "placement_costs.csv").write_bytes(text.encode("cp1252"))
    records = load.records(tmp_path)
    assert records.placement_costs["source"].to_list() == ["Prix inventé"]
    assert records.sources["encoding"].to_list() == ["cp1252"]
    assert records.faults["code"].to_list() == ["C01"]
    (tmp_path / "placement_costs.csv").write_text("\ufeff" + text, encoding="utf-8")
    assert load.records(tmp_path).faults.empty


def test_other_files_are_named_and_not_read(tmp_path: Path) -> None:
    folder_of(tmp_path, iip_cases=CASES, published="id,value\nx,1\n", referals="x\n")
    (tmp_path / "README.md").write_text("notes", encoding="utf-8")
    (tmp_path / ".hidden").write_text("", encoding="utf-8")
    records = load.records(tmp_path)
    states = records.sources.set_index("state")["file"]
    assert states["read"] == "iip_cases.csv"
    assert states["not_a_table"].to_list() == ["README.md", "published.csv", "referals.csv"]
    assert records.faults["message"].to_list() == [
        "referals.csv: this was not read. Did you mean 'referrals'? Rename it."
    ]


def test_a_restricted_table_is_hashed_and_counted_only(tmp_path: Path) -> None:
    text = 'person_id,forename,other_terms\n001,Morwen,"Mr\nand Mrs"\n002,Osric,\n\n'
    records = load.records(folder_of(tmp_path, iip_cases=CASES, id_map=text))
    entry = records.sources.set_index("table").loc["id_map"]
    assert (entry["state"], entry["rows"]) == ("restricted", 2)
    assert entry["sha256"] == hashlib.sha256((tmp_path / "id_map.csv").read_bytes()).hexdigest()
    assert records.ledger["bucket"].value_counts().to_dict() == {"restricted": 2, "read": 2}
    assert not hasattr(records, "id_map")
    with pytest.raises(KeyError):
        records.table("id_map")


def test_a_workbook_gives_the_same_records_as_csv_files(tmp_path: Path) -> None:
    texts = {"young_people": PEOPLE, "iip_cases": CASES, "placement_costs": COSTS, "sdq_returns": RETURNS}
    workbook = openpyxl.Workbook()
    workbook.active.title = "Notes"
    for name, text in texts.items():
        sheet = workbook.create_sheet(name)
        for line in text.split("\n"):
            sheet.append([as_excel(cell) for cell in line.split(",")])
    restricted = workbook.create_sheet("id_map")
    restricted.append(["person_id", "forename"])
    restricted.append(["001", "Morwen"])
    (tmp_path / "csv").mkdir()
    (tmp_path / "xlsx").mkdir()
    workbook.save(tmp_path / "xlsx" / "service.xlsx")
    from_csv = load.records(folder_of(tmp_path / "csv", **texts))
    from_folder = load.records(tmp_path / "xlsx")
    from_file = load.canonical(tmp_path / "xlsx" / "service.xlsx")
    for table in load.TABLES:
        expected = from_csv.table(table).drop(columns=["source_file", "source_sheet"])
        for read in (from_folder, from_file):
            pd.testing.assert_frame_equal(read.table(table).drop(columns=["source_file", "source_sheet"]), expected)
    states = from_file.sources.set_index("sheet")[["state", "rows"]].T.to_dict("list")
    assert states["id_map"] == ["restricted", 1]
    assert states["Notes"] == ["not_a_table", 0]
    assert from_file.iip_cases["source_sheet"].to_list() == ["iip_cases"] * 2
    assert (from_file.name, from_folder.name) == ("service", "xlsx")
    assert from_file.faults.empty


def test_a_fault_in_a_workbook_names_the_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "significant_events"
    for row in (["person_id", "date", "kind"], ["001", "2017-04-04", "polise"], ["001", None, "police", "x"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "service.xlsx")
    faults = load.records(tmp_path).faults
    assert faults[["sheet", "row", "letter", "code"]].values.tolist() == [
        ["significant_events", 3, "D", "C03"],
        ["significant_events", 3, "B", "C04"],
        ["significant_events", 2, "C", "C11"],
    ]
    place = "service.xlsx, sheet 'significant_events', row 2, column C (kind): 'polise' is not one of"
    assert faults["message"].iloc[2].startswith(place)


def as_excel(cell: str) -> object:
    """The cell as Excel would hold it: dates and numbers as such, ids as text."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell, pattern)
        except ValueError:
            continue
    if cell in ("2005-05",):
        return date(2005, 5, 1)
    if cell == "Yes":
        return True
    if cell == "001" or not cell.replace(".", "").isdigit():
        return cell or None
    return float(cell)
