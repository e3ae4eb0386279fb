"""Placement types, moves, placements held and unplanned ends against hand counts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from small_records import records_of

from rtt_eval import activity, disclosure, placements, stability
from rtt_eval.figures import Figure
from rtt_eval.load import Records

AS_AT = date(2020, 9, 30)
HEAD = "placement_id,person_id,start,end,placement_type,is_temporary,is_new_carer,end_reason\n"


def values(figures: list[Figure]) -> dict[str, float | int | None]:
    return {figure.id: figure.value for figure in figures}


def made_of(
    rows: str, cases: str = "K1,A,full,2020-03-01,", people: str = "A,2008-01,F,2018-01-01"
) -> tuple[Records, pd.DataFrame]:
    records = records_of(
        placements=HEAD + rows,
        iip_cases="case_id,person_id,service,start,end\n" + cases,
        young_people="person_id,birth_month,sex,in_care_from\n" + people,
    )
    return records, activity.cohort(records, date(2020, 1, 1), AS_AT, AS_AT)


BREAK_AND_RETURN = (
    "1,A,2018-01-01,2020-04-01,rmbc_foster,no,yes,planned\n"
    "2,A,2020-04-01,2020-04-06,residential,yes,yes,planned\n"  # a short break
    "3,A,2020-04-06,,rmbc_foster,no,no,"  # back with the same carer
)


def test_a_short_break_with_a_return_is_not_a_move() -> None:
    records, cases = made_of(BREAK_AND_RETURN)
    assert placements.moves(records.placements, records.young_people).empty
    made = values(stability.moves(records, cases, AS_AT))
    assert made["placement_moves.since_care.n"] == 0
    assert values(stability.placement_held(records, cases, AS_AT))["placement_held.at_6_months.held.n"] == 1


def test_a_stay_runs_through_the_break() -> None:
    records, _ = made_of(BREAK_AND_RETURN)
    stays = placements.stays(records.placements, records.young_people)
    assert len(stays) == 1
    assert stays.loc[0, "start"] == pd.Timestamp("2018-01-01") and pd.isna(stays.loc[0, "end"])


def test_the_first_placement_of_each_care_period_is_not_a_move() -> None:
    records, cases = made_of(
        "1,A,2012-01-01,2013-01-01,rmbc_foster,no,yes,planned\n"
        "2,A,2013-01-01,2014-01-01,residential,no,yes,planned\n"  # a move, in the earlier care period
        "3,A,2018-01-01,2019-04-01,rmbc_foster,no,yes,unplanned\n"  # into care again
        "4,A,2019-04-01,,residential,no,yes,"  # a move, in this one
    )
    moves = placements.moves(records.placements, records.young_people)
    assert list(moves["day"]) == [pd.Timestamp("2013-01-01"), pd.Timestamp("2019-04-01")]
    made = values(stability.moves(records, cases, AS_AT))
    assert made["placement_moves.since_care.n"] == 1
    assert made["placement_moves.twelve_months_before.n"] == 1


@pytest.mark.parametrize(
    ("day", "before", "since"),
    [
        ("2019-02-28", 0, 0),
        ("2019-03-01", 1, 0),
        ("2020-02-29", 1, 0),
        ("2020-03-01", 0, 1),
        ("2020-07-31", 0, 1),
        ("2020-08-01", 0, 0),
    ],
)
def test_windows_take_their_first_day_and_not_their_last(day: str, before: int, since: int) -> None:
    rows = f"1,A,2018-01-01,{day},rmbc_foster,no,yes,planned\n2,A,{day},,residential,no,yes,"
    records, cases = made_of(rows, cases="K1,A,full,2020-03-01,2020-08-01")  # ended before the as-at day
    made = values(stability.moves(records, cases, AS_AT))
    assert made["placement_moves.twelve_months_before.n"] == before
    assert made["placement_moves.since_start.n"] == since
    assert made["placement_moves.since_care.n"] == 1


def test_children_with_one_and_with_two_moves() -> None:
    records, cases = made_of(
        "1,A,2018-01-01,2020-04-01,rmbc_foster,no,yes,planned\n2,A,2020-04-01,2020-05-01,residential,no,yes,unplanned\n"
        "3,A,2020-05-01,,rmbc_foster,no,yes,\n4,B,2018-01-01,2020-06-01,rmbc_foster,no,yes,planned\n"
        "5,B,2020-06-01,,residential,no,yes,",
        cases="K1,A,full,2020-03-01,\nK2,B,full,2020-03-01,\nK3,C,full,2020-03-01,",  # C: no placements known
        people="A,2008-01,F,2018-01-01\nB,2008-01,M,2018-01-01\nC,2008-01,M,2018-01-01",
    )
    made = values(stability.moves(records, cases, AS_AT))
    assert made["placement_moves.children.n"] == 2
    assert made["placement_moves.since_start.n"] == 2 + 1
    assert made["placement_moves.since_start.one_or_more.children.n"] == 2
    assert made["placement_moves.two_or_more.since_start.n"] == 1
    assert made["placement_moves.since_start.two_or_more.children.pct"] == 50


def test_types_at_start_and_latest_with_one_not_known() -> None:
    records, cases = made_of(
        "1,A,2018-01-01,2020-03-01,rmbc_foster,no,yes,planned\n"  # ends on the day of the start: not there any more
        "2,A,2020-03-01,,residential,no,yes,\n3,B,2018-01-01,2020-09-30,kinship_foster,no,yes,planned",
        cases="K1,A,full,2020-03-01,\nK2,B,full,2020-03-01,",
        people="A,2008-01,F,2018-01-01\nB,2008-01,M,2018-01-01",
    )
    figures = stability.placement_types(records, cases, AS_AT)
    made = values(figures)
    assert "placement_type.rmbc_foster.start.n" not in made  # nobody lived there on either day
    assert (made["placement_type.residential.start.n"], made["placement_type.residential.latest.n"]) == (1, 1)
    assert (made["placement_type.kinship_foster.start.n"], made["placement_type.kinship_foster.latest.n"]) == (1, 0)
    assert (made["placement_type.not_known.start.n"], made["placement_type.not_known.latest.n"]) == (0, 1)
    assert made["placement_type.kinship_foster.to.not_known.n"] == 1
    parts = [f.value or 0 for f in figures if "placement_type.total.latest.n" in f.parts_of]
    assert sum(parts) == made["placement_type.total.latest.n"] == 2


def test_held_and_not_held_and_too_early() -> None:
    rows = "".join(f"{nth},{who},2018-01-01,,rmbc_foster,no,yes,\n" for nth, who in enumerate("ABC"))
    rows += "7,D,2018-01-01,2020-09-01,rmbc_foster,no,yes,planned\n8,D,2020-09-01,,residential,no,yes,"
    records, cases = made_of(
        rows,
        # A: six months are over; B: the last of them is the as-at day; C: a day short; D: moved, though only just begun
        cases="K1,A,full,2020-01-10,\nK2,B,full,2020-04-01,\nK3,C,full,2020-04-02,\nK4,D,full,2020-08-20,",
        people="\n".join(f"{who},2008-01,F,2018-01-01" for who in "ABCD"),
    )
    made = values(stability.placement_held(records, cases, AS_AT, months=(6,)))
    assert made["placement_held.at_6_months.held.n"] == 2
    assert made["placement_held.at_6_months.not_held.n"] == 1
    assert made["placement_held.at_6_months.not_yet_observable.n"] == 1
    assert made["placement_held.at_6_months.time_passed.n"] == 2
    assert made["placement_held.at_6_months.held.pct"] == 100  # of A and B: D has not had six months


def ten_children(reasons: list[str]) -> tuple[Records, pd.DataFrame]:
    """One child a reason, each in one placement that ends 10, 20, 30 … days after the case started on 1 March 2020."""
    ends = [pd.Timestamp("2020-03-01") + pd.Timedelta(days=10 * (nth + 1)) for nth in range(len(reasons))]
    rows = "\n".join(
        f"{nth},P{nth},2018-01-01,{end:%Y-%m-%d},rmbc_foster,no,yes,{reason}"
        for nth, (end, reason) in enumerate(zip(ends, reasons, strict=True))
    )
    cases = "\n".join(f"K{nth},P{nth},full,2020-03-01," for nth in range(len(reasons)))
    people = "\n".join(f"P{nth},2008-01,F,2018-01-01" for nth in range(len(reasons)))
    return made_of(rows, cases, people)


def test_unplanned_ends_by_hand() -> None:
    # ends on days 10, 20, … 100; the second and fourth were planned: they leave without counting
    records, cases = ten_children(
        ["unplanned", "planned", "unplanned", "unknown"] + ["unplanned"] * 3 + ["planned"] * 3
    )
    made = values(stability.time_to_unplanned_end(records, cases, AS_AT))
    assert made["unplanned_end.ended.n"] == 5
    # day 10: 9 of 10 stay; day 30: 7 of 8; day 50: 5 of 6; day 60: 4 of 5; day 70: 3 of 4
    expected = 100 * (9 / 10) * (7 / 8) * (5 / 6) * (4 / 5) * (3 / 4)
    assert made["unplanned_end.at_3_months.not_ended.pct"] == pytest.approx(expected)
    assert made["unplanned_end.at_3_months.at_risk.n"] == 1  # followed to day 91 at least: only day 100
    assert made["unplanned_end.at_6_months.not_ended.pct"] is None
    steps = stability.unplanned_end_steps(records, cases, AS_AT)
    assert list(steps["pct"].round(6)) == [100, 90, 78.75, 65.625, 52.5, 39.375]
    # The area under these steps to day 365.25, level from day 70 on, where follow-up ends: in months of 30.4375 days.
    area = 10 * 1 + 20 * 0.9 + 20 * 0.7875 + 10 * 0.65625 + 10 * 0.525 + (365.25 - 70) * 0.39375
    assert made["unplanned_end.restricted_mean_months"] == pytest.approx(area / 30.4375)
    # Greenwood: at each end the area still to come, squared, over those at risk times those left after it.
    to_come = [area - 10, area - 28, area - 43.75, area - 50.3125, area - 55.5625]
    at_risk = [10, 8, 6, 5, 4]
    variance = sum(part**2 / (n * (n - 1)) for part, n in zip(to_come, at_risk, strict=True))
    assert made["unplanned_end.restricted_mean_months.se"] == pytest.approx(variance**0.5 / 30.4375)


def test_mean_time_without_an_unplanned_end_goes_where_the_ends_behind_it_go() -> None:
    records, cases = ten_children(["unplanned"] * 5 + ["planned"] * 5)
    figures = stability.time_to_unplanned_end(records, cases, AS_AT)
    mean = next(figure for figure in figures if figure.id == "unplanned_end.restricted_mean_months")
    assert mean.note == "follow-up ends before the horizon: curve held level"
    safe = disclosure.protect(figures, "public")  # five unplanned ends are too few to show
    ids = ("unplanned_end.ended.n", mean.id, f"{mean.id}.se")
    assert [safe.text(id) for id in ids] == ["[c]", "[c]", "[c]"]


@pytest.mark.parametrize("reasons", [["unplanned"] * 9, ["unplanned"] * 4 + ["planned"] * 6])
def test_too_few_children_or_ends_give_no_estimate(reasons: list[str]) -> None:
    records, cases = ten_children(reasons)
    figures = stability.time_to_unplanned_end(records, cases, AS_AT)
    assert [(figure.id, figure.value) for figure in figures] == [("unplanned_end.not_ended.pct", None)]
    assert "needs 10 children" in figures[0].note
    assert stability.unplanned_end_steps(records, cases, AS_AT).empty
