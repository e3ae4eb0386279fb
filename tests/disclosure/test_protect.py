"""Hidden is hidden: thresholds by audience, nothing that gives a hidden count back, inputs unchanged."""

import pandas as pd
import pytest

from rtt_eval.disclosure import PROFILES, protect
from rtt_eval.figures import Figure, count, percent

ROWS = {"paths": pd.DataFrame({"label": ["YP 1"], "baseline": [20.0]})}


def sexes(n_girls: int, n_boys: int) -> list[Figure]:
    return [
        count("cohort.n", n_girls + n_boys, "young_people"),
        count("cohort.sex.F.n", n_girls, "young_people", of=n_girls + n_boys, parts_of=("cohort.n",)),
        count("cohort.sex.M.n", n_boys, "young_people", of=n_girls + n_boys, parts_of=("cohort.n",)),
    ]


def test_team_sees_every_figure_and_row():
    safe = protect(sexes(2, 28), "team", ROWS)
    assert [safe.text(id) for id in safe.figures] == ["30", "2", "28"]
    assert list(safe.rows) == ["paths"]


@pytest.mark.parametrize("audience", ["dlt", "public", "trainee"])
def test_counts_from_one_to_five_are_hidden_outside_the_team(audience):
    for n in (1, 2, 3, 4, 5):
        assert protect([count("a.n", n, "s")], audience)["a.n"].suppressed == "primary"
    for n in (0, 6, 7):
        assert protect([count("a.n", n, "s")], audience).text("a.n") == str(n)


@pytest.mark.parametrize("audience", ["dlt", "public", "trainee"])
def test_rows_of_single_children_never_leave_the_team(audience):
    assert not protect([], audience, ROWS).rows


def test_a_hidden_part_takes_a_second_part_with_it_and_the_total_stays():
    parts = [count(f"{name}.n", n, "s", parts_of=("all.n",)) for name, n in (("a", 2), ("b", 8), ("c", 20))]
    safe = protect([count("all.n", 30, "s"), *parts], "public")
    assert safe["a.n"].suppressed == "primary"
    assert safe["b.n"].suppressed == "secondary"  # else 30 - 20 - 8 = 2
    assert [safe.text("c.n"), safe.text("all.n")] == ["20", "30"]


def test_two_way_table_does_not_give_a_cell_back_by_subtraction():
    cells = {("young", "F"): 3, ("young", "M"): 9, ("older", "F"): 8, ("older", "M"): 10, ("oldest", "F"): 7}
    figures = [count("young.n", 12, "s"), count("older.n", 18, "s"), count("oldest.n", 14, "s")]
    figures += [count("F.n", 18, "s"), count("M.n", 26, "s")]
    for (band, sex), n in {**cells, ("oldest", "M"): 7}.items():
        figures.append(count(f"{band}.{sex}.n", n, "s", of=44, parts_of=(f"{band}.n", f"{sex}.n")))
    safe = protect(figures, "public")
    for line in (["young.F", "young.M"], ["older.F", "older.M"], ["young.F", "older.F", "oldest.F"]):
        n_hidden = sum(safe[f"{cell}.n"].suppressed is not None for cell in line)
        assert n_hidden != 1, line


def test_a_hidden_figure_loses_everything_that_could_tell_its_value():
    hidden = Figure("m", 17.5, "points", "s", "average", n=3, denominator=3, interval=(10.0, 25.0), note="3 pairs")
    safe = protect([hidden], "dlt")["m"]
    assert (safe.value, safe.n, safe.denominator, safe.interval, safe.note) == (None, None, None, None, "")
    assert safe.shown == "[c]" and safe.interval_shown == ""


def test_a_figure_worked_out_from_a_hidden_one_is_hidden():
    share = percent("a.pct", 12, 24, "s", derived_from=("a.n",))
    safe = protect([count("a.n", 4, "s"), share], "public")
    assert safe["a.pct"].suppressed == "secondary"


@pytest.mark.parametrize(("audience", "smallest"), [("dlt", 10), ("public", 20)])
def test_percentages_and_means_need_a_base(audience, smallest):
    for n, is_shown in ((smallest - 1, False), (smallest, True)):
        everybody = percent("p", n, n, "s")  # no small count on either side: only the base can hide it
        assert (protect([everybody], audience)["p"].suppressed is None) == is_shown
    assert PROFILES[audience].smallest_mean_base == 10
    assert protect([Figure("m", 1.0, "points", "s", "average", n=9)], audience)["m"].suppressed == "primary"
    assert protect([Figure("m", 1.0, "points", "s", "average", n=10)], audience)["m"].suppressed is None


def test_percentage_whose_complement_is_small_is_hidden():
    assert protect([percent("p", 28, 30, "s")], "public")["p"].suppressed == "primary"  # 2 of 30 did not


@pytest.mark.parametrize("kind", ["extreme", "dominance"])
def test_minimum_maximum_and_one_childs_share_stay_in_the_team(kind):
    figure = Figure("x", 40, "points", "s", kind, n=60)
    assert protect([figure], "public")["x"].suppressed == "primary"
    assert protect([figure], "team")["x"].shown == "40"


def test_events_of_few_children_are_hidden_however_many_events():
    assert protect([count("events.n", 24, "s", unit="events", n=3)], "dlt")["events.n"].suppressed == "primary"


def test_protect_does_not_mutate():
    figures, rows = sexes(2, 28), {"paths": ROWS["paths"].copy()}
    safe = protect(figures, "team", rows)
    safe.rows["paths"].loc[0, "baseline"] = 0
    assert figures == sexes(2, 28)
    pd.testing.assert_frame_equal(rows["paths"], ROWS["paths"])


def test_two_figures_with_one_id_are_a_fault():
    with pytest.raises(ValueError, match=r"a\.n"):
        protect([count("a.n", 7, "s"), count("a.n", 8, "s")], "team")


def test_a_count_that_leaves_a_few_of_its_whole_is_hidden():
    assert protect([count("returned.n", 22, "s", of=24)], "dlt")["returned.n"].suppressed == "primary"  # 2 did not
    assert protect([count("returned.n", 24, "s", of=24)], "dlt").text("returned.n") == "24"


def test_meetings_and_the_adults_at_them_are_no_children():
    assert protect([count("workshops.n", 4, "s", unit="sessions")], "public").text("workshops.n") == "4"
    lowest = Figure("workshops.attendance.min", 5, "people", "s", "extreme", n=4)
    assert protect([lowest], "public")["workshops.attendance.min"].shown == "5"


def test_reviewed_quotes_reach_the_leadership_team_and_nobody_outside():
    quotes = {"quotes": pd.DataFrame({"text": ["Good to be heard."]})}
    for audience, names in (("team", ["quotes"]), ("dlt", ["quotes"]), ("public", []), ("trainee", [])):
        assert list(protect([], audience, quotes).rows) == names


def test_a_rate_needs_as_many_children_behind_it_as_a_count():
    for n, is_shown in ((5, False), (6, True)):
        rate = Figure("r", 0.2, "events_per_month", "s", "rate", n=n, numerator=20)
        assert (protect([rate], "public")["r"].suppressed is None) == is_shown


def test_a_ratio_that_came_without_its_base_is_for_the_team_alone():
    figure = Figure("i.value", 33.3, "percent", "s", "unchecked", decimals=1)
    seen = {audience: protect([figure], audience).text("i.value") for audience in ("team", "dlt", "public", "trainee")}
    assert seen == {"team": "33.3%", "dlt": "[c]", "public": "[c]", "trainee": "[c]"}


def test_a_word_is_shown_as_words_and_hidden_with_what_it_tells_of():
    word = Figure("i.rag", None, "code", "s", "word", word="declined_not_on_target", derived_from=("i.value",))
    open_one = protect([percent("i.value", 30, 60, "s"), word], "public")["i.rag"]
    assert (open_one.word, open_one.shown, open_one.value) == ("declined_not_on_target", "declined not on target", None)
    assert open_one.is_known
    hidden = protect([percent("i.value", 3, 60, "s"), word], "public")["i.rag"]
    assert (hidden.word, hidden.shown, hidden.is_known, hidden.suppressed) == ("", "[c]", False, "secondary")
