"""What the meeting reads: the list with its reasons, the line, who could not be screened, last month, the delays."""

from __future__ import annotations

import pytest

from rtt_eval import charts, narrative, tables
from rtt_eval.blocks import Table
from tests.screening.made import CASE, EPISODE, PLACEMENT, REFERRAL, RISK, records, table
from tests.screening.shown import PARAMS, shown

PEOPLE = tuple(f"P{n},2010-06,F,children_in_care,2015-01-01," for n in range(1, 7))
RETURNS = (
    "P1,2022,2021-10-01,26,",  # 3 points, and 2 + 1 for 4 moves in all, 1 missing episode, CSE high: 3, new: 2
    "P2,2022,2021-11-01,17,",
    "P3,2022,2021-10-01,17,",
    "P4,2022,2021-10-01,16,",
    "P5,2022,2021-10-01,0,",
    "P6,2022,,,SDQ2",
)
MOVES = tuple(
    f"M{n},P1,{start},{end},rmbc_foster,no,yes"
    for n, (start, end) in enumerate(
        [("2015-01-01", "2016-01-01"), ("2016-01-01", "2021-01-01"), ("2021-01-01", "2021-10-01"), ("2021-10-01", "")]
    )
)
GIVEN = records(
    PEOPLE,
    RETURNS,
    placements=table(PLACEMENT, *MOVES),
    missing_episodes=table(EPISODE, "P1,M,2021-05-01,", "P1,A,2021-06-01,"),
    risk_scores=table(RISK, "P1,2021-10-01,cse,high"),
    referrals=table(REFERRAL, "R1,P3,2021-10-20,iip,accepted,2021-11-04,", "R2,P4,2021-08-01,iip,accepted,,"),
    iip_cases=table(CASE, "C2,P4,R2,full,2021-09-01,,"),
)


@pytest.fixture(scope="module")
def safe():
    return shown(GIVEN)


def rows_of(found: Table | None) -> list[tuple[str, ...]]:
    assert found is not None
    return list(found.rows)


def test_the_list_has_each_childs_rank_points_and_reasons(safe):
    assert rows_of(tables.screening_list(safe, PARAMS)) == [
        (
            *("P1", "1", "12", "11"),  # 3 (SDQ) + 2 (moves) + 1 (3 since care) + 1 (missing) + 3 (CSE) + 2 (new)
            "SDQ 26; 2 moves in 12 months; 3 moves since care began; 1 missing episode in 12 months; CSE risk high; "
            "1 month in the placement",
            *("Above", "Not in it"),
        ),
        ("P2", "2=", "1", "11", "SDQ 17", "Above", "Not in it"),
        ("P3", "2=", "1", "11", "SDQ 17", "-", "Referred"),
    ]


def test_every_childs_points_are_shown_with_what_they_are_for(safe):
    found = tables.screening_points(safe, PARAMS)
    first, second, _ = rows_of(found)
    assert first == ("P1", "12", "26 (3)", "Return,\u00a01", "2 (2)", "3 (1)", "1 (1)", "high (3)", "1 (2)")
    unknown = "unknown (0)"
    assert second == ("P2", "1", "17 (1)", "Return,\u00a00", unknown, unknown, "0 (0)", unknown, unknown)
    assert found is not None and found.notes[-1].endswith("without points: P1 1.")


def test_at_a_glance_names_the_list_the_line_and_those_left_out(safe):
    items = narrative.screening_at_a_glance(safe, PARAMS).items
    assert [item.value for item in items] == ["6", "4", "3", "2", "2", "2"]
    assert items[2].sentence == "2 of them share a rank with others."
    assert items[3].sentence == "No tie is cut by the line."
    assert items[5].sentence == "2 referrals wait for one; the target is 30 days."


def test_what_is_not_known_is_listed_with_who_can_mend_it(safe):
    rows = rows_of(tables.screening_not_known(safe, PARAMS))
    assert rows[0][:2] == ("Moves in 12 months", "P2, P3")
    assert rows[2] == ("CSE risk", "P2, P3", "Score the risk, or enter the score there is.", "Social worker")


def test_who_could_not_be_screened_and_what_to_do(safe):
    rows = rows_of(tables.screening_left_out(safe, PARAMS))
    assert [row[:2] for row in rows] == [("Carer refused the SDQ (SDQ2)", "1"), ("SDQ total of 0", "1")]
    assert all(row[2] and row[3] for row in rows)
    assert rows_of(tables.screening_left_out_children(safe, PARAMS)) == [
        ("P5", "11", "0", "SDQ total of 0", "0 (1)"),
        ("P6", "11", "0", "Carer refused the SDQ (SDQ2)", "none"),
    ]
    assert narrative.screening_not_screened(safe, PARAMS).markdown == (
        "2 young people of 6 could not be screened: 1 has no SDQ score and 1 has a total of 0, to be checked."
    )


def test_just_outside(safe):
    rows = rows_of(tables.screening_just_outside(safe, PARAMS))
    assert rows == [("P4", "11", "16", "1", "SDQ total just under the line")]
    sentence = narrative.screening_just_outside(safe, PARAMS)
    assert sentence is not None and sentence.markdown.startswith("1 young person is just outside a rule")


def test_last_month_and_what_came_of_it(safe):
    rows = rows_of(tables.screening_last_month(safe, PARAMS))
    assert rows[0][:5] == ("P1", "1", "12", "No referral on record", "On the list")
    assert rows[1] == ("P3", "2", "1", "Referral taken on, work to begin", "On the list", "2=", "1")
    assert rows_of(tables.screening_new(safe, PARAMS)) == [("P2", "2=", "1", "A score that makes the list has come")]
    assert narrative.screening_last_month(safe, PARAMS).markdown == (
        "2 young people were on the list a month before: 1 had a referral taken on and 1 has no referral on record. "
        "All of them are still on it, and 1 young person is new."
    )


def test_delays_are_told_with_their_targets(safe):
    rows = rows_of(tables.screening_tracker(safe, PARAMS))
    assert rows == [
        ("P4", "Full programme", "121", "no date", "waiting, over target", "after 31 days"),
        ("P3", "Full programme", "41", "after 15 days, over target", "waiting, over target", "waiting, over target"),
    ]
    assert narrative.screening_delays(safe, PARAMS).markdown.startswith(
        "2 referrals wait for a step. Of these, 2 are over the target of 30 days for the first network meeting and 1 "
        "is over the target of 40 days for the start of the work."
    )
    step = rows_of(tables.screening_delays(safe, PARAMS))[1]
    assert step[:5] == ("First network meeting", "30", "2", "2", "81.0")  # (121 + 41) / 2


def test_the_rules_are_printed_as_the_params_file_sets_them(safe):
    rows = {row[0]: row[2] for row in rows_of(tables.screening_rules(safe, PARAMS))}
    assert rows["SDQ total"] == "17 or more: 1; 20 or more: 2; 25 or more: 3"
    assert rows["Months in the placement"] == "fewer than 3: 2; fewer than 6: 1"
    assert rows["CSE risk"] == "low: 1; medium: 2; high: 3"
    without = PARAMS.model_copy(update={"points_missing": {}})
    again = {row[0]: row[2] for row in rows_of(tables.screening_rules(safe, without))}
    assert again["Missing episodes in 12 months"] == "no points"


def with_scores(*scores: int):
    people = tuple(f"P{n},2010-06,F,children_in_care,2015-01-01," for n in range(1, len(scores) + 1))
    return shown(records(people, tuple(f"P{n},2022,2021-10-01,{score}," for n, score in enumerate(scores, 1))))


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ((16,), "Nobody has an SDQ of 17 or more this month."),
        ((17,), "1 young person is on the list. 1 stands above the line for pre-allocation (1 to 2 places)."),
        (
            (25, 17, 17),
            "3 young people are on the list. 1 stands above the line for pre-allocation (1 to 2 places). 2 more have "
            "equal points at it, for 1 place: points cannot choose between them, the meeting has to. Taking the 1 "
            "alone parts no tie.",
        ),
        (
            (17, 17, 17),
            "3 young people are on the list. None stands above the line for pre-allocation (1 to 2 places). 3 have "
            "equal points at it, for 2 places: points cannot choose between them, the meeting has to.",
        ),
    ],
)
def test_a_tie_at_the_line_is_said(scores, sentence):
    assert narrative.screening_list(with_scores(*scores), PARAMS).markdown == sentence


def test_a_tie_at_the_line_is_drawn_whole_and_named_in_the_title():
    chart = charts.screening_points(with_scores(25, 17, 17, 16), PARAMS)
    assert chart is not None
    assert chart.title == "1 young person stands above the line; 2 have equal points for the last place"
    assert all(name in chart.alt for name in ("P1 (1)", "P2 (2=)", "P3 (2=)")) and "P4" not in chart.alt
    assert charts.screening_points(with_scores(16), PARAMS) is None


def test_nothing_of_a_single_child_passes_to_another_audience():
    safe = shown(GIVEN, "public")
    assert not safe.rows and charts.screening_points(safe, PARAMS) is None
    one_line_a_child = [
        "list",
        "points",
        "just_outside",
        "left_out_children",
        "last_month",
        "new",
        "tracker",
        "not_known",
    ]
    assert all(getattr(tables, f"screening_{name}")(safe, PARAMS) is None for name in one_line_a_child)
    own = safe.starting("screening.P")
    assert len(own) > 20 and all(one.value is None for one in own)
