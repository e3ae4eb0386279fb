"""Events before and during, and risk, against hand counts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from small_records import records_of

from rtt_eval import activity, events
from rtt_eval.figures import Figure
from rtt_eval.load import Records

AS_AT = date(2020, 9, 30)
PEOPLE = "person_id,birth_month,sex,in_care_from\n" + "\n".join(f"{who},2008-01,F,2018-01-01" for who in "ABCD")


def values(figures: list[Figure]) -> dict[str, float | int | None]:
    return {figure.id: figure.value for figure in figures}


def made_of(cases: str, **tables: str) -> tuple[Records, pd.DataFrame]:
    cases = "case_id,person_id,service,start,end\n" + cases
    records = records_of(young_people=PEOPLE, iip_cases=cases, **tables)
    return records, activity.cohort(records, date(2020, 1, 1), AS_AT, AS_AT)


def missing(*rows: tuple[str, str, str]) -> str:
    return "person_id,kind,start,end\n" + "\n".join(f"{who},{kind},{day},{day}" for who, kind, day in rows)


# From 1 August to 30 September is 31 + 30 = 61 days; 61 days before it begin on 1 June.
AUGUST = "K1,A,full,2020-08-01,"


@pytest.mark.parametrize(
    ("day", "before", "during"),
    [
        ("2020-05-31", 0, 0),
        ("2020-06-01", 1, 0),
        ("2020-07-31", 1, 0),
        ("2020-08-01", 0, 1),
        ("2020-09-30", 0, 1),  # the as-at day counts
        ("2020-10-01", 0, 0),
    ],
)
def test_windows_are_half_open_and_equally_long(day: str, before: int, during: int) -> None:
    records, cases = made_of(AUGUST, missing_episodes=missing(("A", "M", day)))
    made = values(events.before_and_during(records, cases))
    assert (made["events.missing.before.n"], made["events.missing.during.n"]) == (before, during)


def test_a_case_that_ended_has_shorter_windows() -> None:
    # 1 to 10 August: ten days, and the ten before them, from 22 July
    rows = missing(
        ("A", "M", "2020-07-21"), ("A", "M", "2020-07-22"), ("A", "M", "2020-08-10"), ("A", "M", "2020-08-11")
    )
    records, cases = made_of("K1,A,full,2020-08-01,2020-08-11", missing_episodes=rows)
    made = values(events.before_and_during(records, cases))
    assert (made["events.missing.before.n"], made["events.missing.during.n"]) == (1, 1)
    assert made["events.exposure.before.months"] == pytest.approx(10 / 30.4375)
    assert made["events.missing.before.rate"] == pytest.approx(1 / (10 / 30.4375))


def test_a_gap_leaves_out_the_days_straight_before_the_start() -> None:
    # with 30 days left out, the window before is the 61 days to 2 July: 2 May to 1 July
    rows = missing(
        ("A", "M", "2020-05-01"), ("A", "M", "2020-05-02"), ("A", "M", "2020-07-01"), ("A", "M", "2020-07-02")
    )
    records, cases = made_of(AUGUST, missing_episodes=rows)
    assert values(events.before_and_during(records, cases, gap_days=30))["events.missing.before.n"] == 2
    assert values(events.before_and_during(records, cases))["events.missing.before.n"] == 2  # the two in July


def test_missing_and_away_are_never_added_up() -> None:
    rows = missing(("A", "M", "2020-08-02"), ("A", "A", "2020-08-03"), ("A", "A", "2020-08-04"))
    records, cases = made_of(AUGUST, missing_episodes=rows)
    made = values(events.before_and_during(records, cases))
    assert (made["events.missing.during.n"], made["events.away.during.n"]) == (1, 2)


FOUR_CHILDREN = "\n".join(f"K{nth},{who},full,2020-08-01," for nth, who in enumerate("ABCD"))


def test_one_child_makes_up_the_whole_fall() -> None:
    # A: 5 before, 1 during; B: 1 and 1; C: 0 and 1; D: none
    before = [("A", "M", f"2020-07-0{nth}") for nth in range(1, 6)] + [("B", "M", "2020-07-01")]
    during = [("A", "M", "2020-08-01"), ("B", "M", "2020-08-01"), ("C", "M", "2020-08-01")]
    records, cases = made_of(FOUR_CHILDREN, missing_episodes=missing(*before, *during))
    figures = events.before_and_during(records, cases)
    made = values(figures)
    assert (made["events.missing.before.n"], made["events.missing.during.n"]) == (6, 3)
    assert made["events.missing.before.rate"] == pytest.approx(6 / (4 * 61 / 30.4375))
    assert (made["events.missing.before.children.n"], made["events.missing.during.children.n"]) == (2, 3)
    ways = [made[f"events.missing.{way}.children.n"] for way in ("fell", "same", "rose", "no_events")]
    assert ways == [1, 2, 1, 1]
    assert made["events.missing.top_child.pct"] == pytest.approx(100 * 4 / (6 - 3))
    assert made["events.missing.rate_ratio"] == 0.5
    # signs of -4, 0, +1, 0: the sum is -3 or further out for two of the four ways to set two signs, times two sides
    assert made["events.missing.signflip.p"] == 1.0
    by_id = {figure.id: figure for figure in figures}
    assert by_id["events.missing.before.n"].n == 2  # children behind the events
    assert by_id["events.missing.rate_ratio"].n == 3
    assert "too narrow" in by_id["events.missing.rate_ratio"].note


def test_rows_for_the_team_name_children_by_label_only() -> None:
    records, cases = made_of(FOUR_CHILDREN, missing_episodes=missing(("B", "M", "2020-08-01")))
    rows = events.events_rows(records, cases)
    assert list(rows.columns) == ["label", "kind", "before", "during"]
    assert rows[rows["kind"] == "missing"][["label", "before", "during"]].values.tolist() == [
        ["YP 1", 0, 0],
        ["YP 2", 0, 1],
        ["YP 3", 0, 0],
        ["YP 4", 0, 0],
    ]


def test_no_events_before_is_not_estimable() -> None:
    records, cases = made_of(AUGUST, missing_episodes=missing(("A", "M", "2020-08-01")))
    by_id = {figure.id: figure for figure in events.before_and_during(records, cases)}
    assert by_id["events.missing.rate_ratio"].value is None
    assert "no events before" in by_id["events.missing.rate_ratio"].note
    assert "events.missing.top_child.pct" not in by_id


def test_no_events_at_all() -> None:
    records, cases = made_of(AUGUST, missing_episodes="person_id,kind,start,end")  # the table is there, empty
    made = values(events.before_and_during(records, cases))
    assert (made["events.missing.before.n"], made["events.missing.during.n"]) == (0, 0)
    assert made["events.missing.no_events.children.n"] == 1
    assert made["events.missing.rate_ratio"] is None
    assert not [id for id in made if id.startswith(("events.significant", "events.overdose", "events.placement_move"))]


def test_the_four_kinds_come_from_one_table() -> None:
    trawled = """
        person_id,date,kind
        A,2020-08-01,missing
        A,2020-08-02,overdose
        A,2020-08-03,self_harm
        A,2020-08-04,exclusion
        A,2020-08-05,police
        """
    episodes = missing(("A", "M", "2020-08-01"), ("A", "M", "2020-08-09"))
    records, cases = made_of(AUGUST, significant_events=trawled, missing_episodes=episodes)
    made = values(events.before_and_during(records, cases))
    assert made["events.four_kinds.during.n"] == 4  # the two missing episodes are the other table's
    assert made["events.significant.during.n"] == 5
    assert made["events.missing.during.n"] == 2
    assert [made[f"events.{kind}.during.n"] for kind in ("overdose", "self_harm", "exclusion")] == [1, 1, 1]


def test_only_the_first_full_case_of_a_child_is_compared() -> None:
    cases = "K1,A,full,2020-02-01,2020-03-01\nK2,A,full,2020-08-01,\nK3,B,prevent_stepdown,2020-08-01,"
    records, made_cases = made_of(cases, missing_episodes=missing(("A", "M", "2020-08-02"), ("B", "M", "2020-08-02")))
    made = values(events.before_and_during(records, made_cases))
    assert made["events.missing.children.n"] == 1
    assert made["events.missing.during.n"] == 0


def test_children_who_came_into_care_inside_the_window_before_are_counted() -> None:
    records = records_of(
        young_people="person_id,birth_month,sex,in_care_from\nA,2008-01,F,2020-06-02\nB,2008-01,F,2020-06-01",
        iip_cases="case_id,person_id,service,start\nK1,A,full,2020-08-01\nK2,B,full,2020-08-01",
    )
    cases = activity.cohort(records, date(2020, 1, 1), AS_AT, AS_AT)
    made = values(events.before_and_during(records, cases))
    assert made["events.exposure.before.not_all_in_care.children.n"] == 1


def test_risk_is_the_last_level_known_on_the_day() -> None:
    scores = """
        person_id,date,kind,level
        A,2020-08-01,cse,high
        A,2020-09-30,cse,low
        B,2020-07-01,cse,medium
        C,2020-08-02,cse,none
        """  # A: scored on the day of the start; B: nothing since; C: not yet scored at the start; D: never
    records, cases = made_of(FOUR_CHILDREN, risk_scores=scores)
    made = values(events.risk(records, cases, AS_AT))
    assert [made[f"risk.cse.{level}.start.n"] for level in ("none", "low", "medium", "high", "not_known")] == [
        0,
        0,
        1,
        1,
        2,
    ]
    assert [made[f"risk.cse.{level}.latest.n"] for level in ("none", "low", "medium", "high", "not_known")] == [
        1,
        1,
        1,
        0,
        1,
    ]
    assert [made[f"risk.cse.{way}.children.n"] for way in ("fell", "same", "rose")] == [1, 1, 0]


def test_no_risk_table_no_figures() -> None:
    records, cases = made_of(AUGUST)
    assert events.risk(records, cases, AS_AT) == []


def test_the_four_kinds_of_the_case_notes_add_up_to_the_four_together() -> None:
    noted = """
        person_id,date,kind
        A,2020-07-01,missing
        A,2020-07-02,self_harm
        A,2020-08-03,missing
        A,2020-08-04,police
    """
    records, cases = made_of(AUGUST, significant_events=noted)
    made = {one.id: one for one in events.before_and_during(records, cases, kinds=events.PILOT_KINDS)}
    kinds = ("noted_missing", "overdose", "self_harm", "exclusion")
    assert [made[f"events.{kind}.before.n"].value for kind in kinds] == [1, 0, 1, 0]
    assert [made[f"events.{kind}.during.n"].value for kind in kinds] == [1, 0, 0, 0]
    assert (made["events.four_kinds.before.n"].value, made["events.four_kinds.during.n"].value) == (1 + 1, 1)
    assert made["events.significant.during.n"].value == 1 + 1  # the police as well
    assert all(made[f"events.{kind}.before.n"].parts_of == ("events.four_kinds.before.n",) for kind in kinds)
    assert "events.placement_move.before.n" not in made
