"""Percentages, means, bases and larger groups that would give a hidden count back."""

from __future__ import annotations

import pytest

from rtt_eval.disclosure import audit, protect
from rtt_eval.disclosure.protect import Links, Safe
from rtt_eval.figures import Figure, count, percent


def parts(*values: int, whole: str = "all.n", unit: str = "children") -> list[Figure]:
    each = [count(f"part_{place}.n", value, "s", unit=unit, parts_of=(whole,)) for place, value in enumerate(values)]
    return [count(whole, sum(values), "s", unit=unit), *each]


def stopped(safe: Safe) -> list[str]:
    return [one.figure for one in audit(safe) if not one.is_review]


@pytest.mark.parametrize("source", [(), ("part_1.n",)], ids=["linked by its name", "linked by derived_from"])
def test_a_percentage_goes_with_the_count_it_gives_back(source):
    # 3 is small; 9 goes with it, as 40 - 28 = 12 would leave 3; 9 in 40 is 22.5%, and 22.5% of 40 is 9.
    share = percent("part_1.pct", 9, 40, "s", derived_from=source)
    safe = protect([*parts(3, 9, 28), share], "public")
    assert safe["part_1.n"].suppressed == "secondary"
    assert safe["part_1.pct"].suppressed == "secondary" and safe["part_1.pct"].shown == "[c]"
    assert stopped(safe) == []


def marks(*n_of: int) -> list[Figure]:
    """The counts of marks 1, 2, 3 … and their mean."""
    n = sum(n_of)
    each = [
        count(f"q.value.{mark}.n", one, "s", unit="answers", of=None, parts_of=("q.n",))
        for mark, one in enumerate(n_of, start=1)
    ]
    total = sum(mark * one for mark, one in enumerate(n_of, start=1))
    links = tuple((float(mark), f"q.value.{mark}.n") for mark in range(1, len(n_of) + 1))
    mean = Figure("q.mean", total / n, "points", "s", "average", n, decimals=2, sum_of=links)
    return [count("q.n", n, "s", unit="answers"), mean, *each]


def test_a_mean_times_n_does_not_give_two_hidden_marks_back():
    """10 + 9 + 3 + 20 answers: with 3 and 9 hidden, a + b = 12 and 3a + 2b = 27 have one answer (3 and 9)."""
    figures = marks(10, 9, 3, 20)
    safe = protect(figures, "public")
    hidden = [mark for mark in (1, 2, 3, 4) if safe[f"q.value.{mark}.n"].value is None]
    assert safe["q.mean"].is_known
    assert len(hidden) >= 3  # two sums between them: two unknowns would be known
    assert stopped(safe) == []


def test_the_same_marks_without_their_mean_need_one_count_less():
    figures = [figure for figure in marks(10, 9, 3, 20) if figure.id != "q.mean"]
    safe = protect(figures, "public")
    assert sum(safe[f"q.value.{mark}.n"].value is None for mark in (1, 2, 3, 4)) == 2


def test_a_base_that_is_a_hidden_count_is_left_out():
    # 24 of 27 children had any event: 3 had none. The rate is shown, its number of children (24) is not.
    none = count("events.x.no_events.children.n", 3, "s", of=27)
    rate = Figure("events.x.rate", 0.2, "events per child-month", "s", "rate", n=24, denominator=200.0, numerator=40)
    safe = protect([count("events.x.children.n", 27, "s"), none, rate], "public")
    assert safe["events.x.rate"].is_known
    assert (safe["events.x.rate"].n, safe["events.x.rate"].denominator) == (None, None)


def test_a_group_that_leaves_a_few_of_a_larger_one_is_hidden():
    everybody, full = count("cohort.n", 38, "s"), count("cohort.full.n", 34, "s", within="cohort.n")
    assert protect([everybody, full], "public")["cohort.full.n"].suppressed == "primary"  # 38 - 34 = 4
    assert protect([everybody, full._replace(value=32)], "public")["cohort.full.n"].is_known  # 38 - 32 = 6


def test_two_means_do_not_tell_the_mean_of_a_few():
    larger = Figure("all.mean", 14.0, "points", "s", "average", n=30)
    smaller = Figure("some.mean", 13.0, "points", "s", "average", n=24, within="all.mean")
    assert protect([larger, smaller], "public")["some.mean"].suppressed == "primary"  # (30 x 14 - 24 x 13) / 6 = 18
    assert protect([larger, smaller._replace(n=20)], "public")["some.mean"].is_known  # of 10: enough for a mean


def test_a_number_under_two_ids_is_hidden_under_both():
    twin = count("again.n", 9, "s", same_as="part_1.n")
    safe = protect([*parts(3, 9), twin], "public")  # 12 - 9 = 3: the 9 must go, under both names
    assert [id for id, figure in safe.figures.items() if figure.value is None] == ["part_0.n", "part_1.n", "again.n"]


def test_small_counts_that_all_must_be_one_are_not_left_by_themselves():
    """Six counts of 1 in a total of 6: whoever knows that hidden means 1 to 5 knows each of them."""
    safe = protect([*parts(1, 1, 1, 1, 1, 1, 30)], "public")
    assert safe["part_6.n"].value is None


def test_what_is_small_is_not_told_apart_where_that_would_tell_it():
    """A total of 7 and two hidden: one is 1 to 5 and the other is not, so they would be 1 and 6."""
    safe = protect(parts(1, 6), "public")
    assert [safe[id].suppressed for id in ("part_0.n", "part_1.n")] == ["primary", "primary"]
    safe = protect(parts(2, 8), "public")
    assert [safe[id].suppressed for id in ("part_0.n", "part_1.n")] == ["primary", "secondary"]


def test_a_whole_that_is_cut_up_in_two_ways_is_two_sums():
    """By sex 3 + 27, by age 12 + 18 of the same 30: hiding both sexes is enough, the ages stay."""
    figures = [count("all.n", 30, "s")]
    figures += [count(f"sex.{code}.n", n, "s", parts_of=("all.n",)) for code, n in (("F", 3), ("M", 27))]
    figures += [count(f"age.{code}.n", n, "s", parts_of=("all.n",)) for code, n in (("young", 12), ("old", 18))]
    safe = protect(figures, "public")
    assert [id for id, figure in safe.figures.items() if figure.value is None] == ["sex.F.n", "sex.M.n"]


@pytest.mark.parametrize(
    ("n", "above", "shown"), [(12, 6, "6 of 12"), (19, 0, "0 of 19"), (19, 4, "[c]"), (9, 0, "[c]")]
)
def test_a_share_of_ten_to_nineteen_is_given_as_a_fraction(n, above, shown):
    safe = protect([percent("x.pct", above, n, "s")], "public")
    assert safe["x.pct"].shown == shown and safe["x.pct"].value is None and safe["x.pct"].suppressed == "primary"


def test_public_percentages_are_whole_and_pounds_to_the_hundred():
    pounds = Figure("cost.gbp", 31_568.87, "gbp", "s", "money", n=30, decimals=2, interval=(30_049.0, 33_150.0))
    price = Figure("price.gbp_per_week", 2_204.0, "gbp_per_week", "s", "money")
    figures = [percent("x.pct", 240, 279, "s", decimals=2), pounds._replace(decimals=0), price]
    safe = protect(figures, "public")
    assert [safe.text(id) for id in ("x.pct", "cost.gbp", "price.gbp_per_week")] == ["86%", "£31,600", "£2,204"]
    assert safe["cost.gbp"].interval_shown == "£30,000 to £33,200"
    assert [protect(figures, "dlt").text(id) for id in ("x.pct", "cost.gbp")] == ["86.02%", "£31,569"]
    assert (
        protect(figures, "trainee").text("cost.gbp") == protect(figures, "trainee").text("price.gbp_per_week") == "[c]"
    )


def test_audit_stops_what_protect_did_not_make():
    """The audit trusts nothing: the same figures with one hidden count too few, shown, or given back by its share."""
    figures = [*parts(3, 9, 28), percent("part_2.pct", 28, 40, "s", derived_from=("part_2.n",))]
    good = protect(figures, "public")
    everything = protect(figures, "team")
    raw = {**good.figures, "part_1.n": everything["part_1.n"]}
    assert stopped(Safe("public", good.profile, raw, links=good.links)) == ["part_0.n"]
    assert "part_0.n" in stopped(Safe("public", good.profile, everything.figures, links=Links()))
    hidden = {**good.figures, "part_2.n": good["part_0.n"].__class__(**{**good["part_0.n"].__dict__, "id": "part_2.n"})}
    assert "part_2.pct" in stopped(Safe("public", good.profile, hidden, links=good.links))


def test_audit_tells_no_value():
    figures = parts(3, 9, 28)
    good = protect(figures, "public")
    raw = {**good.figures, "part_1.n": protect(figures, "team")["part_1.n"]}
    (finding,) = audit(Safe("public", good.profile, raw, links=good.links))
    assert finding.figure == "part_0.n" and "3" not in finding.reason + finding.remedy


def test_everybody_alike_is_for_a_person_to_look_at():
    (finding,) = audit(protect([percent("declined.pct", 0, 30, "s")], "public"))
    assert finding.is_review and finding.figure == "declined.pct"


@pytest.mark.parametrize(
    ("value", "of", "unit", "is_named"),
    [(12, 12, "children", True), (0, 12, "children", False), (11, 30, "children", False), (12, 12, "sessions", False)],
)
def test_all_of_a_group_of_children_as_a_count_is_for_a_person_to_look_at(value, of, unit, is_named):
    """12 of 12 improved: it is true of each of them. 0 of 12 stands in every breakdown."""
    found = audit(protect([count("improved.n", value, "s", of=of, unit=unit)], "public"))
    assert [one.figure for one in found if one.is_review] == (["improved.n"] if is_named else [])


def test_a_group_between_two_thresholds_is_not_told_by_their_difference():
    """14 improved by 7 points or more, 11 by 8 or more: three improved by exactly 7."""
    first, second = count("at_7.n", 14, "s", of=30), count("at_8.n", 11, "s", of=30, parts_of=("at_7.n",))
    between = count("between.n", 3, "s", parts_of=("at_7.n",))
    safe = protect([first, second, between], "public")
    assert safe["between.n"].value is None and safe["at_8.n"].value is None and safe["at_7.n"].is_known
    assert stopped(safe) == []


def test_a_mean_whose_base_is_withheld_has_no_more_decimals_than_are_printed():
    """5.823529 can only be 99 of 17; 5.82 could be many."""
    whole = count("feedback.q.n", 17, "s", of=20)  # 3 did not answer
    mean = Figure("feedback.q.mean", 99 / 17, "points", "s", "average", 17, decimals=2)
    safe = protect([whole, mean], "public")
    assert (safe["feedback.q.n"].value, safe["feedback.q.mean"].n, safe["feedback.q.mean"].value) == (None, None, 5.82)
