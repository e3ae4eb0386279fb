"""Goals: a row a goal, a row a child, and the goals that came or went in between."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from rtt_eval import measures, outcomes

GOLDEN = Path(__file__).parents[1] / "golden" / "gbo_change.csv"
MEASURES = measures.load_all()
BY_GOAL, BY_CHILD = "outcomes.gbo.goals.baseline_to_month_3.", "outcomes.gbo.mean_goal.baseline_to_month_3."


def figures(make_cases, make_scores, ratings):
    """ratings: case -> ({goal: rating at baseline}, {goal: rating at 3 months})."""
    scores = make_scores(
        *[
            (case, "gbo", goal, when, rating, {"informant": "young_person"})
            for case, both in ratings.items()
            for when, goals in zip(("baseline", "month_3"), both, strict=True)
            for goal, rating in goals.items()
        ]
    )
    cases = make_cases(*[(case, "2017-06-01") for case in ratings])
    pairs = outcomes.pair_timepoints(scores, cases, date(2018, 3, 31))
    return {figure.id: figure for figure in outcomes.goals(pairs, MEASURES)}


def test_goals_and_children_are_counted_by_hand(make_cases, make_scores):
    found = figures(
        make_cases,
        make_scores,
        {
            "C1": ({"goal_1": 2, "goal_2": 3}, {"goal_1": 5, "goal_2": 5}),  # up 3 (reliable) and 2: mean 2.5
            "C2": ({"goal_1": 6, "goal_2": 1}, {"goal_1": 3, "goal_3": 9}),  # down 3; goal 2 lost, goal 3 added
            "C3": ({"goal_1": 4}, {"goal_1": 4}),  # the same
            "C4": ({"goal_1": 4, "goal_2": 4}, {}),  # not rated again: its goals are not "lost"
            "C5": ({}, {"goal_1": 5}),  # not rated at baseline: not "added"
        },
    )
    assert {id.removeprefix(BY_GOAL): one.value for id, one in found.items() if id.startswith(BY_GOAL)} == {
        "n_paired": 2 + 1 + 1,
        "lost.n": 1,
        "added.n": 1,
        "reliable.improved.n": 1,
        "reliable.no_change.n": 2,
        "reliable.deteriorated.n": 1,
    }
    expected = {
        "n_paired": 3,
        "direction.improved.n": 1,
        "direction.same.n": 1,
        "direction.worse.n": 1,
        "reliable_at_2.45.improved.n": 1,  # 2.5
        "reliable_at_2.45.no_change.n": 1,
        "reliable_at_2.45.deteriorated.n": 1,  # -3
        "change.mean": None,
    }
    assert {name: found[BY_CHILD + name].value for name in expected} == expected
    # Two goals of one child are one child to disclosure control.
    assert (found[f"{BY_GOAL}n_paired"].unit, found[f"{BY_GOAL}n_paired"].n) == ("goals", 3)


def test_golden_cases(make_cases, make_scores):
    for row in csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()):
        both = tuple(
            {f"goal_{i}": int(row[f"g{i}_{when}"]) for i in (1, 2, 3) if row[f"g{i}_{when}"]}
            for when in ("pre", "post")
        )
        found = figures(make_cases, make_scores, {"C1": both})
        assert found[f"{BY_GOAL}n_paired"].value == int(row["exp_n_paired_goals"])
        is_reliable = found[f"{BY_CHILD}reliable_at_2.45.improved.n"].value == 1
        assert str(is_reliable).upper() == row["exp_reliable_2.45"]


def test_the_mean_goal_of_five_children(make_cases, make_scores):
    ratings = {f"C{i}": ({"goal_1": 2, "goal_2": 4}, {"goal_1": 2 + i, "goal_2": 4}) for i in range(1, 6)}
    found = figures(make_cases, make_scores, ratings)
    # Each child's mean rises by i / 2: .5 1 1.5 2 2.5.
    assert found[f"{BY_CHILD}mean_baseline"].value == 3
    assert found[f"{BY_CHILD}change.mean"].value == (0.5 + 1 + 1.5 + 2 + 2.5) / 5
    assert found[f"{BY_CHILD}reliable_at_2.45.improved.n"].value == 1
