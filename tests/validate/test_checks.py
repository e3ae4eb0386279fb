"""Every check, on the smallest fault that it should find; the unchanged service passes them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_service import AS_AT, TABLES, add, codes, edit, examine, write

from rtt_eval import load, validate

DATES = {"baseline": "2017-07-15", "month_3": "2017-10-11"}


def sdq(timepoint: str, version: str, *scores: tuple[str, object]) -> dict[str, str]:
    """The outcomes with the rows of one SDQ form below them, from row 5 on."""
    start = f"P001,C1,sdq,parent_carer,K1,{version},{timepoint},{DATES[timepoint]}"
    return add("outcomes", *(f"{start},{subscale},{score},raw," for subscale, score in scores))


def items(answer: int, n_items: int = 25) -> list[tuple[str, object]]:
    return [(f"item_{number}", answer) for number in range(1, n_items + 1)]


REVERSED = (7, 11, 14, 21, 25)  # scored 2 - answer; the prosocial items do not count towards the total
NO_DIFFICULTY = [(f"item_{number}", 2 if number in REVERSED else 0) for number in range(1, 26)]

# code, severity, what is changed, then the place of the finding: file, row, column letter
FAULTS = [
    ("C02", "query", edit("referrals", "source", "sourse"), "referrals.csv", 1, "E"),
    ("C03", "reject", edit("significant_events", ",police", ",police,x"), "significant_events.csv", 2, "D"),
    ("C03", "reject", edit("significant_events", ",police", ""), "significant_events.csv", 2, "C"),
    ("C04", "reject", edit("young_people", "P002,2003-02,M", "P002,2003-02,"), "young_people.csv", 3, "C"),
    ("C05", "reject", edit("significant_events", "2017-04-04", "4 April 17"), "significant_events.csv", 2, "B"),
    ("C05", "reject", edit("significant_events", "2017-04-04", "31/02/2017"), "significant_events.csv", 2, "B"),
    ("C05", "query", edit("referrals", "2017-06-10", "soon"), "referrals.csv", 2, "G"),
    ("C06", "reject", edit("significant_events", "2017-04-04", "03/25/2018"), "significant_events.csv", 2, "B"),
    ("C07", "query", add("significant_events", "P001,03/25/2018,police", "P001,02/03/2018,police"),
     "significant_events.csv", 4, "B"),
    ("C08", "reject", edit("young_people", "2003-02", "Feb-03"), "young_people.csv", 3, "B"),
    ("C09", "reject", edit("attendance", "school,no", "school,maybe"), "attendance.csv", 3, "D"),
    ("C10", "query", edit("outcomes", ",70,raw", ",OK,raw"), "outcomes.csv", 2, "J"),
    ("C10", "query", edit("training_events", "workshop,10", "workshop,10.5"), "training_events.csv", 2, "E"),
    ("C11", "reject", edit("iip_cases", ",full,", ",ful,"), "iip_cases.csv", 2, "D"),
    ("C11", "query", edit("young_people", ",adopted,", ",adoptd,"), "young_people.csv", 3, "E"),
    ("C11", "reject", edit("outcomes", "2017-07-15,total", "2017-07-15,item_3"), "outcomes.csv", 2, "I"),
    ("C12", "query", edit("iip_cases", ",full,", ",Full,"), "iip_cases.csv", 2, "D"),
    ("C13", "reject", edit("significant_events", "P001", "-1"), "significant_events.csv", 2, "A"),
    ("C13", "query", edit("iip_cases", ",W1", ",-1"), "iip_cases.csv", 2, "L"),
    ("C14", "query", edit("outcomes", ",70,raw", ",#N/A,raw"), "outcomes.csv", 2, "J"),
    ("K01", "query", add("attendance", "E1,A2,school,no"), "attendance.csv", 4, "A"),
    ("K02", "reject", add("attendance", "E1,A2,school,yes"), "attendance.csv", 3, "A"),
    ("K02", "query", add("missing_episodes", "P001,M,2017-05-01,2017-05-01"), "missing_episodes.csv", 2, "A"),
    ("K03", "reject", edit("attendance", "E1,A2", "E9,A2"), "attendance.csv", 3, "A"),
    ("K03", "query", edit("iip_cases", ",R1,", ",R9,"), "iip_cases.csv", 2, "C"),
    ("K04", "reject", edit("iip_cases", ",R1,", ",R2,"), "iip_cases.csv", 2, "C"),
    ("K05", "reject", edit("young_people", "2003-02", "?"), "asf_applications.csv", 2, "B"),
    ("D01", "reject", edit("involvements", "2017-01-05", "1900-01-01"), "involvements.csv", 2, "F"),
    ("D01", "query", edit("referrals", "2017-06-10", "2107-06-10"), "referrals.csv", 2, "G"),
    ("D02", "reject", edit("placements", "2014-01-10,2016-03-01", "2016-03-01,2014-01-10"), "placements.csv", 2, "D"),
    ("D02", "reject", edit("young_people", "2014-01-10,", "2014-01-10,2013-01-10"), "young_people.csv", 2, "G"),
    ("D03", "query", edit("referrals", "2017-06-01,iip,fostering,accepted,2017-06-10",
                          "2017-06-10,iip,fostering,accepted,2017-06-01"), "referrals.csv", 2, "G"),
    ("D03", "query", edit("asf_applications", "2017-07-25,2017-08-17", "2017-08-17,2017-07-25"),
     "asf_applications.csv", 2, "F"),
    ("D04", "query", add("significant_events", "P001,2018-04-01,police"), "significant_events.csv", 3, "B"),
    ("D05", "query", edit("involvements", "2017-01-05", "2003-01-31"), "involvements.csv", 2, "F"),
    ("E01", "query", edit("placements", "2016-03-01,rmbc", "2016-03-02,rmbc"), "placements.csv", 3, "C"),
    ("E02", "query", edit("placements", "2016-03-01,rmbc", "2016-02-28,rmbc"), "placements.csv", 3, "C"),
    ("E03", "query", add("iip_cases", "C2,P001,R1,full,2018-01-10,,,,,yes,2018-01-11,W1"), "iip_cases.csv", 3, "E"),
    ("E04", "query", edit("placements", "2016-03-01,,", "2016-03-01,2017-07-10,"), "iip_cases.csv", 2, "E"),
    ("E05", "query", edit("referrals", "2017-06-01", "2017-07-11"), "iip_cases.csv", 2, "E"),
    ("E06", "query", edit("iip_cases", "2017-07-13", "2017-05-31"), "iip_cases.csv", 2, "K"),
    ("E07", "query", add("referrals", "R3,P002,2017-06-05,iip,self,accepted,2017-06-12,,,"), "referrals.csv", 4, "F"),
    ("E08", "query", edit("iip_cases", ",R1,", ",,"), "iip_cases.csv", 2, "C"),
    ("E09", "query", edit("referrals", "accepted", "prevent_stepdown"), "iip_cases.csv", 2, "D"),
    ("E10", "query", edit("referrals", "signposted", ""), "referrals.csv", 3, "F"),
    ("E11", "query", edit("iip_cases", "2018-01-08,,", "2018-01-08,2018-02-08,"), "iip_cases.csv", 2, "I"),
    ("E12", "query", edit("young_people", "2014-01-10", ""), "young_people.csv", 2, "F"),
    ("Q01", "query", edit("outcomes", "2017-10-11", "2018-01-11"), "outcomes.csv", 3, "H"),
    ("Q02", "query", edit("outcomes", "2017-07-15", "2017-05-10"), "outcomes.csv", 2, "H"),
    ("Q03", "query", edit("outcomes", "2017-10-11", "2017-07-14"), "outcomes.csv", 3, "H"),
    ("Q04", "query", sdq("month_3", "baseline", ("total", 12)), "outcomes.csv", 5, "F"),
    ("Q04", "query", sdq("baseline", "follow_up", ("total", 12)), "outcomes.csv", 5, "F"),
    ("Q05", "query", sdq("baseline", "", ("total", 12)), "outcomes.csv", 5, "F"),
    ("Q06", "query", sdq("baseline", "baseline", *items(1)), "outcomes.csv", 5, "J"),
    ("Q07", "query", sdq("baseline", "baseline", ("total", 0)), "outcomes.csv", 5, "J"),
    ("Q07", "query", sdq("baseline", "baseline", *NO_DIFFICULTY), "outcomes.csv", 6, "J"),
    ("S01", "reject", edit("outcomes", ",70,raw", ",151,raw"), "outcomes.csv", 2, "J"),
    ("S01", "reject", sdq("baseline", "baseline", ("item_1", 3)), "outcomes.csv", 5, "J"),
    ("S01", "reject", sdq("baseline", "baseline", ("item_1", 1.5)), "outcomes.csv", 5, "J"),
    ("S01", "reject", sdq("baseline", "baseline", ("impact_home", 4)), "outcomes.csv", 5, "J"),
    ("S02", "query", edit("outcomes", ",raw,not_returned", ",raw,"), "outcomes.csv", 4, "J"),
    ("S03", "query", edit("outcomes", ",70,raw,", ",70,raw,not_sent"), "outcomes.csv", 2, "L"),
    ("S04", "query", sdq("baseline", "baseline", ("emotion", 3), ("conduct", 2), ("hyper", 5), ("peer", 1),
                         ("total", 3 + 2 + 5 + 1 + 1)), "outcomes.csv", 9, "J"),
    ("S05", "query", add("outcomes", "P001,C1,sdq,teacher,T1,baseline,baseline,2017-07-15,item_1,1,raw,",
                         "P001,C1,sdq,teacher,T1,baseline,baseline,2017-07-16,item_2,1,raw,"), "outcomes.csv", 5, "H"),
    ("S06", "query", edit("outcomes", "C1,radq,parent_carer,,", "C1,radq,young_person,,"), "outcomes.csv", 4, "D"),
    ("S07", "query", edit("outcomes", "C1,radq,parent_carer,,", ",radq,parent_carer,,"), "outcomes.csv", 4, "B"),
    ("T01", "query", edit("training_events", "workshop,10", "workshop,0"), "training_events.csv", 2, "E"),
    ("T02", "query", edit("feedback", ",safe", ",unreviewed"), "feedback.csv", 3, "K"),
    ("T03", "reject", edit("placement_costs", "4200", "7200"), "placement_costs.csv", 2, "E"),
    ("T04", "reject", edit("sdq_returns", ",17,", ",41,"), "sdq_returns.csv", 2, "F"),
    ("T05", "query", edit("sdq_returns", ",17,", ",,"), "sdq_returns.csv", 2, "F"),
    ("T06", "query", edit("sdq_returns", ",17,", ",0,"), "sdq_returns.csv", 2, "F"),
    ("T07", "query", edit("asf_applications", "1087.99", ""), "asf_applications.csv", 2, "I"),
    ("T08", "query", edit("indicator_values", ",8,10,", ",8,,"), "indicator_values.csv", 2, "A"),
    ("T09", "query", edit("indicator_values", ",8,10,", ",11,10,"), "indicator_values.csv", 2, "C"),
    ("T11", "reject", edit("indicator_values", "2018-03", "2018-3"), "indicator_values.csv", 2, "B"),
    ("T11", "reject", edit("indicator_values", "2018-03", "2017/19"), "indicator_values.csv", 2, "B"),
    ("T12", "query", edit("indicators", "high,percent,,,", "high,percent,,95,90"), "indicators.csv", 2, "G"),
    ("T12", "query", edit("indicators", "high,percent,,,", "low,percent,,10,12"), "indicators.csv", 2, "G"),
    ("D04", "query", add("indicator_values", "8.2,2018-04,8,10,"), "indicator_values.csv", 3, "B"),
    ("D04", "query", add("indicator_values", "8.2,2018/19,8,10,"), "indicator_values.csv", 3, "B"),
    ("T10", "query", add("training_events", "E2,2017-10-13,Sleep,course,"), "training_events.csv", 3, "A"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "severity", "changed", "file", "row", "letter"), FAULTS)
def test_a_fault_is_found_in_its_place_and_no_value_is_repeated(
    code: str, severity: str, changed: dict[str, str], file: str, row: int, letter: str, tmp_path: Path
) -> None:
    quality = examine(tmp_path, **changed)
    findings = quality.findings
    same = findings[(findings["code"] == code) & (findings["severity"] == severity)]
    assert (file, row, letter) in set(same[["file", "row", "letter"]].itertuples(index=False, name=None))
    message = same.loc[(same["file"] == file) & (same["row"] == row), "message"].iloc[0]
    assert message.startswith(f"{file}, row {row}, column {letter}")
    said = " ".join([*findings["message"], validate.text(quality)])
    assert "P00" not in said
    assert not any(value in said for value in values_of({**TABLES, **changed}))


def values_of(tables: dict[str, str]) -> set[str]:
    """Dates, ids and numbers of four signs or more: what no message may hold."""
    cells = {cell for text in tables.values() for line in text.split("\n")[1:] for cell in line.split(",")}
    return {cell for cell in cells if len(cell) >= 4 and any(sign.isdigit() for sign in cell)} - {"item_3"}


def test_the_unchanged_service_passes_every_check(tmp_path: Path) -> None:
    quality = examine(tmp_path)
    assert quality.findings["message"].to_list() == []
    assert set(quality.checks["result"]) == {"passed"}
    assert set(quality.ledger["bucket"]) == {"used"}


def test_every_check_has_a_case_here() -> None:
    # C01, C15 and N01 are faults of whole files: tests/load and test_needed_tables below
    tried = {code for code, *_ in FAULTS} | {"C01", "C15", "N01"}
    # M: what only a team's own files can have: tests/load/mapping
    tried |= {"M01", "M02", "M03", "M04", "M05", "M06"}
    assert {one.code for one in validate.list_checks()} == tried


def test_a_short_break_is_not_an_overlap(tmp_path: Path) -> None:
    row = "L3,P001,2017-01-02,2017-01-06,independent_foster,independent,no,yes,yes,planned"
    assert "E01" not in codes(examine(tmp_path, **add("placements", row)))


def test_time_at_home_between_two_care_periods_is_no_gap(tmp_path: Path) -> None:
    changed = edit("placements", "2014-01-10,2016-03-01", "2010-01-10,2011-03-01")
    changed |= edit("young_people", "2014-01-10", "2016-03-01")
    assert "E02" not in codes(examine(tmp_path, **changed))


def test_a_t_score_is_not_held_against_the_range_of_raw_scores(tmp_path: Path) -> None:
    raw = "P001,C1,rcads_47,parent_carer,K1,,baseline,2017-07-15,sad,70,raw,"
    assert "S01" in codes(examine(tmp_path, **add("outcomes", raw)))
    assert "S01" not in codes(examine(tmp_path, **add("outcomes", raw.replace(",raw,", ",t_score,"))))


def test_two_comments_under_one_question_are_two_rows(tmp_path: Path) -> None:
    row = "B1,P001,,network_meeting,parent_carer,2017-09-20,most_helpful,,Another thing.,team_together,safe"
    assert codes(examine(tmp_path, **add("feedback", row))) == set()


def test_a_whole_form_is_listed_once(tmp_path: Path) -> None:
    findings = examine(tmp_path, **sdq("baseline", "baseline", *items(0))).findings
    assert findings["code"].to_list() == ["Q06"]  # 25 rows, one form; all 0 gives a total of 5 x 2 = 10, not 0


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        (edit("referrals", ",source,", ",origin,"), None),
        (edit("young_people", "in_care_from", "came_in"), "the table young_people has no column in_care_from"),
    ],
)
def test_a_check_without_its_column_could_not_run(changed: dict[str, str], column: str | None, tmp_path: Path) -> None:
    checks = examine(tmp_path, **changed).checks
    idle = checks[checks["result"] == "could_not_run"]
    assert set(idle["why"]) == ({column} if column else set())
    assert (column is None) or {"D02", "E02", "E12"} <= set(idle["code"])


def test_a_check_without_its_table_could_not_run(tmp_path: Path) -> None:
    quality = validate.examine(load.records(write(tmp_path, without=["placements"])), AS_AT)
    idle = quality.checks[quality.checks["result"] == "could_not_run"]
    assert set(idle["why"]) == {"there is no table placements"}
    assert "E04" in set(idle["code"])
    assert "E04" not in set(quality.checks.loc[quality.checks["result"] == "passed", "code"])
