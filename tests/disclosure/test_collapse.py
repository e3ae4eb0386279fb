"""Small groups are put together before anything is hidden; their labels can be read."""

from __future__ import annotations

import pytest

from rtt_eval.disclosure import audit, protect
from rtt_eval.disclosure.collapse import joined
from rtt_eval.figures import Category, Figure, count, percent


def homes(**n_of: int) -> list[Figure]:
    n = sum(n_of.values())
    parts = [
        count(f"home.{code}.n", value, "s", of=n, parts_of=("home.all.n",), category=Category("home", code))
        for code, value in n_of.items()
    ]
    return [count("home.all.n", n, "s"), *parts]


def ages(**n_of: int) -> list[Figure]:
    parts = [
        count(f"age.{code[1:]}.n", value, "s", parts_of=("age.all.n",), category=Category("age", code[1:], True))
        for code, value in n_of.items()
    ]
    return [count("age.all.n", sum(n_of.values()), "s"), *parts]


def shown(figures: list[Figure], audience: str = "public") -> dict[str, str]:
    safe = protect(figures, audience)
    assert [one for one in audit(safe) if not one.is_review] == []
    return {id: figure.shown for id, figure in safe.figures.items() if not figure.collapsed_into}


def test_small_groups_become_one_and_the_total_stays():
    figures = homes(foster=20, kinship=3, residential=4, secure=1)
    assert shown(figures) == {"home.all.n": "28", "home.foster.n": "20", "home.other_groups.n": "8"}
    assert len(shown(figures, "team")) == 5


def test_a_single_small_group_takes_the_next_smallest_along():
    assert shown(homes(foster=20, kinship=9, secure=2))["home.other_groups.n"] == "11"  # 9 + 2


def test_a_group_of_nobody_stays_as_it_is():
    assert shown(homes(foster=20, kinship=0, residential=4, secure=3))["home.kinship.n"] == "0"


def test_nothing_is_put_together_where_it_does_not_help():
    assert "home.other_groups.n" not in shown(homes(foster=20, kinship=9, secure=7))
    assert "home.other_groups.n" not in shown(homes(foster=9, secure=2))  # all of it: that is the total


def test_both_columns_of_a_table_are_put_together_alike():
    figures = []
    for when, numbers in (("start", (20, 9, 5)), ("latest", (16, 10, 8))):
        codes = dict(zip(("foster", "kinship", "residential"), numbers, strict=True))
        figures.append(count(f"home.all.{when}.n", 34, "s"))
        figures += [
            count(f"home.{code}.{when}.n", n, "s", parts_of=(f"home.all.{when}.n",), category=Category("home", code))
            for code, n in codes.items()
        ]
    found = shown(figures)
    assert (found["home.other_groups.start.n"], found["home.other_groups.latest.n"]) == ("14", "18")  # 9 + 5, 10 + 8


def test_ages_join_their_smaller_neighbour():
    found = shown(ages(_6_and_under=1, _7_to_10=14, _11_to_14=18, _15_and_over=7))
    assert found == {"age.all.n": "40", "age.10_and_under.n": "15", "age.11_to_14.n": "18", "age.15_and_over.n": "7"}


def test_cells_of_a_two_way_table_follow_their_rows():
    cells = {("6_and_under", "F"): 1, ("7_to_10", "F"): 9, ("6_and_under", "M"): 0, ("7_to_10", "M"): 10}
    cells |= {("11_to_14", "F"): 8, ("11_to_14", "M"): 12}
    rows = ages(_6_and_under=1, _7_to_10=19, _11_to_14=20)
    figures = [*rows, count("sex.F.n", 18, "s"), count("sex.M.n", 22, "s")]
    figures += [
        count(f"both.{band}.{sex}.n", n, "s", parts_of=(f"age.{band}.n", f"sex.{sex}.n"),
              category=Category("age", band, True))
        for (band, sex), n in cells.items()
    ]  # fmt: skip
    found = shown(figures)
    assert (found["both.10_and_under.F.n"], found["both.10_and_under.M.n"]) == ("10", "10")
    assert "[c]" not in found.values()


def test_shares_are_put_together_with_their_counts():
    figures = homes(foster=20, kinship=3, residential=4, secure=1)
    figures += [
        percent(f"home.{code}.pct", n, 28, "s", derived_from=(f"home.{code}.n",), category=Category("home", code))
        for code, n in (("foster", 20), ("kinship", 3), ("residential", 4), ("secure", 1))
    ]
    assert shown(figures)["home.other_groups.pct"] == "29%"  # 8 of 28


def test_what_is_worked_out_from_a_part_stays_hidden():
    cost = Figure("cost.gbp", 9_000.0, "gbp", "s", "money", 28, derived_from=("home.secure.n", "home.foster.n"))
    assert shown([*homes(foster=20, kinship=3, residential=4, secure=1), cost])["cost.gbp"] == "[c]"


def test_parts_keep_their_ids_without_a_value():
    safe = protect(homes(foster=20, kinship=3, residential=4, secure=1), "public")
    part = safe["home.kinship.n"]
    assert (part.value, part.shown, part.suppressed, part.collapsed_into) == (
        None, "[c]", "primary", "home.other_groups.n",
    )  # fmt: skip
    assert safe.codes("home.*.n") == ("all", "foster", "other_groups")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("6_and_under", "7_to_10"), "10_and_under"),
        (("7_to_10", "11_to_14"), "7_to_14"),
        (("11_to_14", "15_and_over"), "11_and_over"),
        (("0_to_4", "5_to_10", "11_to_15"), "0_to_15"),
        (("medium", "high"), "medium_or_high"),
        (("low", "medium", "high"), "low_to_high"),
    ],
)
def test_labels_of_neighbours_can_be_read(codes, expected):
    assert joined(codes) == expected
