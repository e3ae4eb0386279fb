"""Points: each threshold from both sides, windows to the day, what is not known, and ties."""

import pytest

from rtt_eval import screening
from rtt_eval.figures import Figure
from tests.screening.made import (
    EPISODE,
    ONE,
    PLACEMENT,
    POINTS,
    RISK,
    RULES,
    records,
    screened,
    table,
    value,
)

FIRST = "A,P1,2015-01-01,{end},rmbc_foster,no,yes"


def moved(*days: str, flags: str = "no,yes") -> str:
    """One placement a day, each until the next, after the first of the care period."""
    ends = [*days, ""]
    rows = [FIRST.format(end=ends[0])]
    rows += [f"B{n},P1,{day},{ends[n + 1]},rmbc_foster,{flags}" for n, day in enumerate(days)]
    return table(PLACEMENT, *rows)


@pytest.mark.parametrize(
    ("part", "given", "points"),
    [
        *(("sdq", score, points) for score, points in ((17, 1), (19, 1), (20, 2), (40, 2))),
        *(("moves_12_months", n, points) for n, points in ((0, 0), (1, 1), (2, 3), (9, 3))),
        *(("moves_since_care", n, points) for n, points in ((2, 0), (3, 2))),
        *(("missing_12_months", n, points) for n, points in ((0, 0), (1, 1), (2, 1), (3, 2))),
        *(("cse", level, points) for level, points in (("none", 0), ("low", 1), ("medium", 0), ("high", 3))),
        *(("months_in_placement", n, points) for n, points in ((0, 2), (2, 2), (3, 1), (5, 1), (6, 0))),
        ("sdq", None, None),  # not known is not 0
    ],
)
def test_points_of_every_threshold(part, given, points):
    assert screening.points_for(part, given, POINTS[part]) == points


def test_without_thresholds_a_part_gives_nothing():
    assert screening.points_for("sdq", 40, {}) == 0


@pytest.mark.parametrize(
    ("days", "in_12_months", "since_care"),
    [
        (("2020-11-30",), 0, 1),  # the day before the twelve months to 30 November 2021 begin
        (("2020-12-01",), 1, 1),
        (("2021-11-30",), 1, 1),  # the as-at day itself
        (("2020-11-30", "2020-12-01", "2021-11-30"), 2, 3),
        (("2021-12-01",), 0, 0),
    ],
)
def test_moves_in_exactly_twelve_months_and_since_care(days, in_12_months, since_care):
    now = screened(records(placements=moved(*days)))
    assert (value(now, "moves_12_months"), value(now, "moves_since_care")) == (in_12_months, since_care)


@pytest.mark.parametrize("flags", ["yes,yes", "no,no"])
def test_short_breaks_and_the_same_carer_are_no_moves(flags):
    now = screened(records(placements=moved("2021-06-01", flags=flags)))
    assert value(now, "moves_12_months") == 0


def test_moves_of_an_earlier_care_period_do_not_count_since_care():
    rows = ("A,P1,2010-01-01,2011-01-01,rmbc_foster,no,yes", "B,P1,2011-01-01,2012-01-01,rmbc_foster,no,yes",
            "C,P1,2015-01-01,,rmbc_foster,no,yes")  # fmt: skip
    now = screened(records(placements=table(PLACEMENT, *rows)))
    assert value(now, "moves_since_care") == 0


@pytest.mark.parametrize(
    ("episodes", "missing", "away"),
    [
        (("M,2020-11-30",), 0, 0),
        (("M,2020-12-01",), 1, 0),
        (("M,2021-11-30",), 1, 0),
        (("A,2021-11-29", "A,2021-11-30"), 0, 2),
        (("M,2021-05-01", "A,2021-05-02"), 1, 1),  # never added together
        ((), 0, 0),
    ],
)
def test_missing_and_away_in_exactly_twelve_months(episodes, missing, away):
    lines = [f"P1,{episode}," for episode in episodes]
    given = records(missing_episodes=table(EPISODE, *lines, "P9,M,2021-05-01,"), people=(ONE, ONE.replace("P1", "P9")))
    now = screened(given)
    assert value(now, "missing_12_months") == missing
    assert list(screening.away(given, now)["away_12_months"]) == [away]


def test_without_the_table_of_episodes_nothing_is_known_of_them():
    now = screened(records())
    assert value(now, "missing_12_months") is None


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ((), None),
        (("2021-11-30,cse,high",), "high"),
        (("2021-12-01,cse,high",), None),
        (("2021-01-01,cse,high", "2021-06-01,cse,none"), "none"),  # the latest
    ],
)
def test_the_latest_level_of_cse_risk(scores, level):
    now = screened(records(risk_scores=table(RISK, *(f"P1,{one}" for one in scores))))
    assert value(now, "cse") == level


@pytest.mark.parametrize(
    ("start", "months"),
    [("2021-11-30", 0), ("2021-10-31", 1), ("2021-09-01", 2), ("2021-08-31", 3), ("2021-05-30", 6), ("2021-06-01", 5)],
)
def test_completed_months_in_the_placement(start, months):
    now = screened(records(placements=moved(start)))
    assert value(now, "months_in_placement") == months


def test_months_with_the_same_carer_run_through_a_short_break():
    rows = (FIRST.format(end="2021-08-01"), "B,P1,2021-08-01,2021-08-05,other,yes,yes",
            "C,P1,2021-08-05,,rmbc_foster,no,no")  # fmt: skip
    now = screened(records(placements=table(PLACEMENT, *rows)))
    assert value(now, "months_in_placement") == 6 * 12 + 10  # 1 January 2015 to 30 November 2021


def test_missing_placements_are_not_known_and_give_no_points():
    now = screened(records(missing_episodes=table(EPISODE, "P1,M,2021-05-01,")))
    assert [value(now, part) for part in ("moves_12_months", "moves_since_care", "months_in_placement")] == [None] * 3
    row = now.ranked.iloc[0]
    assert row["points"] == 2 + 1  # SDQ 20, one missing episode
    assert row["most"] == 2 + 1 + 3 + 2 + 3 + 2  # and the most of both moves, CSE risk and a new placement
    parts = ["moves_12_months", "moves_since_care", "cse", "months_in_placement"]
    assert list(screening.not_known(now)["part"]) == parts


def test_every_childs_points_are_figures_and_add_up():
    given = records(
        placements=moved("2021-10-01"), missing_episodes=table(EPISODE, "P1,M,2021-05-01,"),
        risk_scores=table(RISK, "P1,2021-10-01,cse,high"),
    )  # fmt: skip
    found: dict[str, Figure] = {one.id: one for one in screening.each_child(screened(given))}
    assert found["screening.P1.points"].value == 2 + 1 + 0 + 1 + 3 + 2 and found["screening.P1.rank"].value == 1
    assert sum(found[f"screening.P1.{part}.points"].value for part in screening.PARTS) == 9
    assert {one.kind for one in found.values()} == {"extreme"}  # one child's own: for no audience but the team
    groups = screening.in_groups(screened(given).points).iloc[0].to_dict()
    assert groups == {"person_id": "P1", "sdq": 2, "moves": 1 + 0, "missing_and_risk": 1 + 3, "new_placement": 2}


def with_scores(*scores: int):
    people = tuple(f"P{n},2010-06,F,children_in_care,2015-01-01," for n in range(1, len(scores) + 1))
    return records(people, tuple(f"P{n},2022,2021-10-01,{score}," for n, score in enumerate(scores, 1)))


def test_equal_points_share_the_best_rank():
    ranked = screened(with_scores(17, 30, 19, 20)).ranked
    assert list(ranked["person_id"]) == ["P2", "P4", "P1", "P3"]  # 2, 2, 1, 1 points
    assert list(ranked["rank"]) == [1, 1, 3, 3] and ranked["is_tied"].all()


@pytest.mark.parametrize(
    ("scores", "sides"),
    [
        ((20, 17), ["above", "above"]),  # two places
        ((20, 20, 17), ["above", "above", "below"]),
        ((20, 17, 17), ["above", "at", "at"]),  # one place for two
        ((20, 20, 20), ["at", "at", "at"]),
        ((20, 17, 17, 17), ["above", "at", "at", "at"]),
        ((20,), ["above"]),
        ((16,), []),
    ],
)
def test_the_line_never_parts_a_tie(scores, sides):
    now = screened(with_scores(*scores))
    assert list(now.ranked["line"]) == sides
    found = {one.id: one.value for one in screening.counts(now, RULES)}
    n_above, n_at = sides.count("above"), sides.count("at")
    assert (found["screening.line.above.n"], found["screening.line.at.n"]) == (n_above, n_at)
    assert found["screening.places_left.n"] == (2 - n_above if n_at else 0)


def test_who_could_reach_the_line_with_what_is_not_known():
    people = tuple(f"P{n},2010-06,F,children_in_care,2015-01-01," for n in range(1, 5))
    returns = ("P1,2022,2021-10-01,20,", "P2,2022,2021-10-01,20,", "P3,2022,2021-10-01,17,", "P4,2022,2021-10-01,17,")
    homes = table(PLACEMENT, *(f"A{n},P{n},2015-01-01,,rmbc_foster,no,yes" for n in range(1, 5)))
    risks = table(RISK, *(f"P{n},2021-10-01,cse,none" for n in (1, 2, 3)))
    given = records(people, returns, placements=homes, risk_scores=risks, missing_episodes=table(EPISODE))
    now = screened(given)  # P4 has 1 point, and up to 3 more for the risk that nobody scored; the line is at 2
    assert list(now.ranked["line"]) == ["above", "above", "below", "below"]
    found = {one.id: one.value for one in screening.counts(now, RULES)}
    assert found["screening.line.could_reach.n"] == 1
