"""Two editions of one group of children: what a reader who has both could work out about those who came between."""

from __future__ import annotations

import json

import pytest

from rtt_eval.disclosure import differences, protect
from rtt_eval.disclosure.record import results_figure
from rtt_eval.figures import Figure, count, percent

YEAR = {"start": "2021-04-01", "end": "2022-03-31"}
NEXT_YEAR = {"start": "2022-04-01", "end": "2023-03-31"}


def edition(n: int, mean: float, audience: str = "public", period: dict[str, str] = YEAR) -> dict[str, object]:
    """A report on n children, of whom all but 12 are boys: what its results.json holds."""
    figures = [
        count("cohort.n", n, "s"),
        count("cohort.sex.F.n", 12, "s", of=n),
        count("cohort.sex.M.n", n - 12, "s", of=n),
        percent("cohort.sex.M.pct", n - 12, n, "s"),
        Figure("score.mean", mean, "points", "s", "average", n, decimals=1),
        count("workshops.n", n, "s", unit="sessions"),
    ]
    safe = protect(figures, audience)
    shown = [results_figure(figure) for figure in safe.figures.values()]
    content = {"report": "iip_evaluation", "edition": period["end"], "audience": audience, "period": period}
    return json.loads(json.dumps({**content, "figures": shown}))


def stopped(new: dict[str, object], *earlier: dict[str, object]) -> list[str]:
    return [finding.figure for finding in differences(new, earlier)]


@pytest.mark.parametrize("audience", ["dlt", "public", "trainee"])
def test_a_child_added_between_two_editions_is_found_in_counts_shares_and_means(audience):
    """31 x 14.2 - 30 x 14.0 = 20.2: the score of the child who came."""
    found = stopped(edition(31, 14.2, audience), edition(30, 14.0, audience))
    assert found == ["cohort.n", "cohort.sex.M.n", "cohort.sex.M.pct", "score.mean"]


@pytest.mark.parametrize(("n", "is_stopped"), [(30, False), (31, True), (35, True), (36, False), (60, False)])
def test_one_to_five_children_apart(n, is_stopped):
    assert bool(stopped(edition(n, 14.0), edition(30, 14.0))) == is_stopped


def test_the_same_edition_again_tells_nothing():
    assert stopped(edition(30, 14.0), edition(30, 14.0)) == []


def test_next_year_is_about_other_children():
    assert stopped(edition(31, 14.2, period=NEXT_YEAR), edition(30, 14.0)) == []


def test_a_group_that_changed_by_a_few_in_quite_another_population_tells_nothing():
    """12 girls in 30 and 14 in 60: the 2 are not those who came."""
    old, new = edition(30, 14.0), edition(60, 14.0)
    for figure in new["figures"]:
        if figure["id"] == "cohort.sex.F.n":
            figure["value"] = 14
    assert stopped(new, old) == []


def test_what_is_hidden_in_one_of_the_two_tells_nothing():
    old, new = edition(30, 14.0), edition(31, 14.2)
    for figure in old["figures"]:
        figure["value"] = None
    assert stopped(new, old) == []


def test_another_definition_is_another_statistic():
    old, new = edition(30, 14.0), edition(31, 14.2)
    for figure in old["figures"]:
        figure["method"] = "all cases"
    assert stopped(new, old) == []


def test_team_editions_are_not_published():
    assert stopped(edition(31, 14.2, "team"), edition(30, 14.0)) == []
    assert stopped(edition(31, 14.2), edition(30, 14.0, "team")) == []


def test_every_earlier_edition_is_looked_at():
    assert stopped(edition(31, 14.2), edition(60, 14.0), edition(30, 14.0, "dlt"))[0] == "cohort.n"


def test_a_finding_names_the_edition_and_no_value():
    finding = differences(edition(31, 14.2), [edition(30, 14.0)])[0]
    assert "public edition of iip_evaluation as at 2022-03-31" in finding.reason
    assert "31 " not in finding.reason.replace("03-31", "") and "30" not in finding.reason


MARCH, TO_MARCH = "indicator.1.3.2022-03.value", "the months from April added up, to March 2022"


def one_figure(id: str, value: float, unit: str, method: str, n: int | None = None) -> dict[str, object]:
    shown = {"id": id, "value": value, "unit": unit, "n": n, "denominator": None, "method": method}
    content = {"report": "x", "edition": YEAR["end"], "audience": "public", "period": YEAR}
    return {**content, "figures": [shown]}


@pytest.mark.parametrize(
    ("id", "before", "now", "is_stopped"),
    [
        (MARCH, 41, 43, True),
        (MARCH, 41, 47, False),
        (MARCH, 41, 41, False),
        ("indicator.1.3.2021/22.value", 158, 157, True),
        ("indicator.1.3.target.value", 40, 42, False),
        ("indicator.1.3.benchmark.england.2021/22.value", 300, 302, False),
        ("indicator.1.3.spc.mean", 40, 42, False),
    ],
)
def test_a_month_of_an_indicator_that_was_restated_by_a_few_is_found(id, before, now, is_stopped):
    """43 less 41: two children were added to a month that was published."""
    old, new = (one_figure(id, value, "count", "as given") for value in (before, now))
    assert stopped(new, old) == ([id] if is_stopped else [])


def test_a_year_to_date_is_held_against_that_of_the_same_month_alone():
    id = "indicator.1.3.ytd"
    old = one_figure(id, 158, "count", TO_MARCH)
    assert stopped(one_figure(id, 160, "count", TO_MARCH), old) == [id]
    assert stopped(one_figure(id, 160, "count", TO_MARCH.replace("March", "April")), old) == []


@pytest.mark.parametrize(("n", "is_stopped"), [(12, False), (13, True), (18, False)])
def test_a_rank_estimate_is_found_although_the_confidence_its_interval_reached_moved(n, is_stopped):
    """With 12 pairs the interval reaches 94.8%, with 13 95.2%: its method is the same."""
    how = "Hodges-Lehmann, with the interval of Walsh averages, {}%"
    old = one_figure("sdq.hl", -2.0, "points", how.format("94.8"), 12)
    new = one_figure("sdq.hl", -2.5, "points", how.format("95.2"), n)
    assert stopped(new, old) == (["sdq.hl"] if is_stopped else [])
