"""What stops a report, what is left out, and what the accepted records then hold."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from invented_service import AS_AT, TABLES, add, edit, examine, write

from rtt_eval import load, validate
from rtt_eval.errors import DataError


def test_a_misspelt_code_stops_and_says_what_to_do(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, **edit("iip_cases", ",full,", ",ful,")))
    with pytest.raises(DataError) as stop:
        validate.records(records, AS_AT)
    assert stop.value.findings == (
        "iip_cases.csv, row 2, column D (service): 'ful' is not one of full, prevent_stepdown. Did you mean 'full'? "
        "Correct the cell and run again.",
        "iip_cases.csv: no row of the table can be used: each was rejected or is dated after the as-at day.",
    )
    assert stop.value.exit_code == 1


def test_a_code_that_is_like_no_other_is_not_shown(tmp_path: Path) -> None:
    message = examine(tmp_path, **edit("iip_cases", ",full,", ",Jessup,")).findings["message"].iloc[0]
    assert "Jessup" not in message
    assert "does not hold one of full, prevent_stepdown" in message


def test_an_american_date_stops_and_says_so(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, **edit("risk_scores", "2017-06-17", "06/17/2017")))
    with pytest.raises(DataError, match=r"risk_scores.csv, row 2, column B \(date\): the date is in American order"):
        validate.records(records, AS_AT)


def test_swapped_dates_stop(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, **edit("involvements", "2017-01-05,2017-12-20", "2017-12-20,2017-01-05")))
    with pytest.raises(DataError, match=r"involvements.csv, row 2, column G \(end\): an end is before its start"):
        validate.records(records, AS_AT)


@pytest.mark.parametrize("table", ["young_people", "iip_cases", "referrals"])
def test_needed_tables(table: str, tmp_path: Path) -> None:
    empty = TABLES[table].split("\n")[0]
    with pytest.raises(DataError, match=rf"{table}.csv: the table has a heading and no rows"):
        validate.records(load.records(write(tmp_path, **{table: empty})), AS_AT)
    (tmp_path / f"{table}.csv").unlink()
    with pytest.raises(DataError, match=rf"{table}.csv: there is no such table"):
        validate.records(load.records(tmp_path), AS_AT)


def test_an_empty_optional_table_is_allowed(tmp_path: Path) -> None:
    quality = examine(tmp_path, risk_scores=TABLES["risk_scores"].split("\n")[0])
    assert quality.stops == ()
    assert quality.accepted.has("risk_scores")


def test_at_most_fifty_lines_are_listed(tmp_path: Path) -> None:
    rows = [f"E1,A{number},school,perhaps" for number in range(100, 160)]
    with pytest.raises(DataError) as stop:
        validate.records(load.records(write(tmp_path, **add("attendance", *rows))), AS_AT)
    assert len(stop.value.findings) == 50 + 1
    assert stop.value.findings[-1] == "and 10 more; rtt-eval check lists them all"


def test_left_out_rows_take_with_them_what_belongs_to_them(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, **edit("young_people", "2003-02", "2003-13")))
    quality = validate.records(records, AS_AT, rejected_rows="leave_out")
    gone = quality.ledger[quality.ledger["bucket"] == "rejected"]
    assert set(gone["table"]) == {"young_people", "referrals", "involvements", "asf_applications"}  # all of P002
    assert set(quality.accepted.referrals["referral_id"]) == {"R1"}
    assert set(gone.loc[gone["table"] == "referrals", "reason"]) == {"K05"}
    assert len(quality.stops) == 1  # the month alone: mending it mends the rest


def test_leaving_rows_out_does_not_help_a_report_without_its_cases(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, **edit("iip_cases", ",full,", ",ful,")))
    with pytest.raises(DataError, match="no row of the table can be used"):
        validate.records(records, AS_AT, rejected_rows="leave_out")


def test_a_fault_in_an_optional_cell_makes_it_missing_and_keeps_the_row(tmp_path: Path) -> None:
    quality = examine(tmp_path, **edit("referrals", "2017-06-10", "10 June"))
    assert pd.isna(quality.accepted.referrals["decision_date"].iloc[0])
    assert len(quality.accepted.referrals) == 2
    assert quality.stops == ()


def test_an_impossible_year_in_an_optional_cell_makes_it_missing(tmp_path: Path) -> None:
    quality = examine(tmp_path, **edit("referrals", "2017-06-10", "1900-01-01"))
    assert pd.isna(quality.accepted.referrals["decision_date"].iloc[0])


def test_an_unreadable_end_is_not_taken_for_still_open(tmp_path: Path) -> None:
    quality = examine(tmp_path, **edit("placements", "2016-03-01,rmbc", "1.3.16,rmbc"))
    assert set(quality.accepted.placements["placement_id"]) == {"L2"}
    assert len(quality.stops) == 1


def test_a_duplicate_is_kept_once_and_a_contradiction_not_at_all(tmp_path: Path) -> None:
    changed = add("attendance", "E1,A2,school,no", "E1,A1,school,yes")
    quality = examine(tmp_path, **changed)
    assert quality.accepted.attendance["attendee_key"].to_list() == ["A2"]
    rows = quality.ledger[quality.ledger["table"] == "attendance"].set_index("row")["bucket"]
    assert rows.to_dict() == {2: "rejected", 3: "used", 4: "duplicate", 5: "rejected"}


def test_later_rows_are_left_out_and_later_ends_are_not_yet_known(tmp_path: Path) -> None:
    changed = add("training_events", "E2,2018-04-12,Later,workshop,10")
    changed |= add("attendance", "E2,A1,foster_carer,yes")
    changed |= edit("iip_cases", "2018-01-08,,,", "2018-01-08,2018-04-20,completed,")
    quality = examine(tmp_path, **changed)
    later = quality.ledger[quality.ledger["bucket"] == "after_as_at"]
    assert later[["table", "row"]].values.tolist() == [["training_events", 3], ["attendance", 4]]
    assert quality.accepted.iip_cases[["end", "end_reason"]].isna().all(axis=None)
    assert quality.accepted.placement_costs["valid_to"].notna().all()  # prices may run on


def test_what_was_decided_later_is_not_yet_known(tmp_path: Path) -> None:
    later = add("referrals", "R9,P001,2018-03-30,iip,fostering,accepted,2018-04-03,,,")
    quality = examine(tmp_path, **later)
    last = quality.accepted.referrals.iloc[-1]
    assert last["referral_id"] == "R9" and pd.isna(last["decision_date"])
    assert last["decision"] == "pending" and "E10" not in set(quality.findings["code"])


def test_the_as_at_day_itself_counts(tmp_path: Path) -> None:
    quality = examine(tmp_path, **add("significant_events", "P001,2018-03-31,police"))
    assert len(quality.accepted.significant_events) == 2


def test_accepted_tables_keep_dtypes_places_and_a_plain_index(tmp_path: Path) -> None:
    quality = examine(tmp_path, **add("attendance", "E1,A2,school,no", "E1,A3,school,no"))
    before, after = load.empty_table("attendance"), quality.accepted.attendance
    assert after.dtypes.to_dict() == before.dtypes.to_dict()
    assert after.index.equals(pd.RangeIndex(3))
    assert after["source_row"].to_list() == [2, 3, 5]


def test_records_are_not_changed(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, **edit("referrals", "2017-06-10", "1900-01-01")))
    before = {name: records.table(name).copy() for name in load.TABLES}
    validate.examine(records, AS_AT)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(records.table(name), frame)


def test_text_is_for_an_administrator(tmp_path: Path) -> None:
    rows = [f"E1,A{number},school,perhaps" for number in (10, 11, 12, 13)]
    changed = add("attendance", *rows) | edit("iip_cases", ",full,", ",ful,")
    records = load.records(write(tmp_path, without=["placements"], **changed))
    lines = validate.text(validate.examine(records, AS_AT)).split("\n")
    assert "  stop: 1 (no report can be made)" in lines
    assert "attendance.csv" in lines
    assert "  reject C09: rows 4 to 7, column D (attended): this is neither yes nor no. Write yes or no." in lines
    assert any(line.startswith("  stop N01: iip_cases.csv: no row") or "no row of the table" in line for line in lines)
    lacking = next(line for line in lines if line.startswith("  there is no table placements"))
    assert "The report will lack placement types, placement moves" in lacking


def test_text_names_only_the_tables_that_the_report_reads(tmp_path: Path) -> None:
    records = load.records(write(tmp_path, without=["placements", "benchmarks"]))
    said = validate.text(validate.examine(records, AS_AT), tables_used=["young_people", "placements"])
    assert "there is no table placements" in said
    assert "benchmarks" not in said
