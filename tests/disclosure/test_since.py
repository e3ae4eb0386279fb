"""What changed since the last edition, held to who may see it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rtt_eval.disclosure import between, protect, since_last
from rtt_eval.disclosure.record import SOURCES, results_figure
from rtt_eval.figures import Figure, count, percent
from rtt_eval.params import resolve

YEAR = {"start": "2021-04-01", "end": "2022-03-31"}
NEXT = {"start": "2022-04-01", "end": "2023-03-31"}
NO_SOURCES = pd.DataFrame(columns=["rows", *(name for name in SOURCES if name != "n_rows")])


def figures(n: int = 30, girls: int = 12, mean: float = 14.0) -> list[Figure]:
    return [
        count("cohort.n", n, "young_people"),
        count("cohort.sex.F.n", girls, "young_people", of=n),
        percent("cohort.sex.F.pct", girls, n, "young_people"),
        Figure("score.mean", mean, "points", "outcomes", "average", n, decimals=1),
        count("workshops.n", n, "feedback", unit="sessions"),
    ]


def edition(audience: str = "public", period: dict[str, str] = YEAR, **numbers: Any) -> dict[str, Any]:
    shown = [results_figure(one) for one in protect(figures(**numbers), audience).figures.values()]
    about = {"report": "iip_evaluation", "edition": period["end"], "audience": audience, "period": period}
    return {**about, "figures": shown, "run": None, "sha256": "0"}


def states(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    return {one.id: one.state for one in between(old, new).changes}


@pytest.mark.parametrize("audience", ["dlt", "public", "trainee"])
def test_outside_the_team_a_difference_of_a_few_children_has_no_numbers(audience):
    """31 less 30 is one child, and 31 x 14.2 - 30 x 14.0 = 20.2 is that child's score; workshops have no child."""
    found = between(edition(audience), edition(audience, n=31, girls=12, mean=14.2))
    few = [one for one in found.changes if one.state == "few"]
    assert [one.id for one in few] == ["cohort.n", "cohort.sex.F.pct", "score.mean"]
    assert all(one.before == one.now == "" for one in few)
    assert found.n("moved") == 1 and next(one for one in found.changes if one.state == "moved").id == "workshops.n"


def test_a_share_of_the_same_children_that_one_child_moved_has_no_numbers():
    """12 of 30 and 13 of 30: the base is the same, the count above the line is not."""
    assert states(edition(), edition(girls=13))["cohort.sex.F.pct"] == "few"


def test_the_rule_holds_also_where_the_two_are_made_in_different_ways():
    new = edition(n=31)
    new["figures"][0]["method"] = "another definition"
    assert states(edition(), new)["cohort.n"] == "few"


def test_in_the_team_and_between_other_years_such_a_difference_is_told():
    assert states(edition("team"), edition("team", n=31))["cohort.n"] == "moved"
    assert states(edition(), edition(period=NEXT, n=31))["cohort.n"] == "moved"


def test_a_figure_hidden_in_either_edition_tells_nothing():
    found = between(edition(girls=3), edition(period=NEXT, n=40, girls=12))
    hidden = next(one for one in found.changes if one.id == "cohort.sex.F.n")
    assert (hidden.state, hidden.before, hidden.now, hidden.reasons) == ("hidden", "", "", ())


def since(audience: str, *earlier: dict[str, Any], **numbers: Any) -> Any:
    asked = {"report": "iip_evaluation", "data": "x", "period": NEXT, "audience": audience, "previous": "x"}
    return since_last(protect(figures(**numbers), audience), resolve(asked), NO_SOURCES, earlier)


@pytest.mark.parametrize(
    ("audience", "quoted"),
    [("team", ["team", "dlt", "public"]), ("dlt", ["dlt", "public"]), ("public", ["public"]), ("trainee", ["public"])],
)
def test_an_edition_is_quoted_only_to_readers_who_may_have_it(audience, quoted):
    for old in ("team", "dlt", "public"):
        assert (since(audience, edition(old)) is not None) == (old in quoted)


def test_the_latest_edition_of_the_same_report_is_taken():
    older = {"start": "2020-04-01", "end": "2021-03-31"}
    later = {"start": "2023-04-01", "end": "2024-03-31"}
    others = {**edition(period=NEXT), "report": "annual_report"}, edition(period=later), edition(period=older)
    assert since("public", *others, edition()).edition == "2022-03-31"
    assert since("public", *others, edition(), edition(period=NEXT)).edition == "2022-03-31"  # not itself
    assert since("public", others[0]) is None
    assert since("dlt", edition("public"), edition("dlt"), edition("public")).audience == "dlt"


def test_the_same_edition_again_has_not_changed():
    found = since("public", edition(period=NEXT))
    assert found.n("moved", "new", "gone", "few") == 0 and found.n("same") == 5 and found.has_same_period
