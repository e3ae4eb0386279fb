"""Tables of outcome measures: change, its course, reliable change at 7, 8 and 9, completeness, the appendix."""

from rtt_eval import params, tables
from rtt_eval.contrasts import contrasts, in_focus
from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure, count

PARAMS = params.IipEvaluation(
    data="demo", period={"start": "2017-06-01", "end": "2018-03-31"}, primary_outcome={"follow_up": "month_3"}
)
STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_3"


def one_scale(audience: str = "team", n: int = 18) -> Safe:
    reliable = {"": (3, 14, 1), "_at_7": (4, 12, 2), "_at_8": (3, 14, 1), "_at_9": (2, 15, 1)}
    figures = [
        count(f"{STEM}.n_eligible", 22, "outcomes"),
        count(f"{STEM}.n_baseline", 20, "outcomes"),
        count(f"{STEM}.n_month_3", 19, "outcomes"),
        count(f"{STEM}.n_paired", n, "outcomes"),
        Figure(f"{STEM}.mean_baseline", 21.33, "points", "outcomes", "average", n, decimals=1),
        Figure(f"{STEM}.mean_follow_up", 18.21, "points", "outcomes", "average", n, decimals=1),
        Figure(f"{STEM}.change.mean", -3.12, "points", "outcomes", "average", n, interval=(-5.1, -1.14), decimals=1),
        *(
            count(f"{STEM}.direction.{way}.n", k, "outcomes")
            for way, k in (("improved", 11), ("same", 1), ("worse", 6))
        ),
        *(
            count(f"{STEM}.reliable{at}.{name}.n", k, "outcomes")
            for at, counts in reliable.items()
            for name, k in zip(("improved", "no_change", "deteriorated"), counts, strict=True)
        ),
        *(count(f"{STEM}.reliable{at}.could_improve.n", 17, "outcomes") for at in reliable),
        count(f"{STEM}.lost.follow_up_not_returned.n", 1, "outcomes"),
        count(f"{STEM}.lost.baseline_declined_carer.n", 2, "outcomes"),
    ]
    return protect(figures, audience)


ROW = ("18", "21.3", "18.2", "−3.1 (−5.1 to −1.1)", "11 / 1 / 6")


def test_change_has_means_interval_and_directions() -> None:
    table = tables.all_changes(one_scale(), PARAMS)
    assert table is not None
    assert table.rows == (("SDQ, parent or carer: total difficulties", *ROW),)
    assert table.caption == "Change in scores from the start to 3 months (points), to 31 March 2018"


def test_the_course_of_the_main_outcome_counts_reviews_with_too_few_pairs() -> None:
    few = STEM.replace("month_3", "month_6")
    late = [
        count(f"{few}.n_paired", 4, "outcomes"),
        Figure(f"{few}.change.mean", None, "points", "outcomes", "average"),
    ]
    team = one_scale()
    safe = protect(late, "team")
    both = Safe("team", team.profile, {**team.figures, **safe.figures})
    table = tables.over_time(both, PARAMS)
    assert table is not None
    assert table.rows == (("3 months", *ROW),)
    assert "Too few pairs for an average (pairs in brackets): 6 months (4)." in table.notes


def test_a_change_that_may_not_be_shown_is_left_out_and_named() -> None:
    assert tables.over_time(one_scale("dlt", n=9), PARAMS) is None
    assert tables.every_measure(one_scale("dlt", n=9), PARAMS) == []


def test_a_scale_where_higher_is_better_is_marked() -> None:
    stem = STEM.replace(".total.", ".prosocial.")
    figures = [
        count(f"{stem}.n_paired", 18, "outcomes"),
        Figure(f"{stem}.change.mean", 1.0, "points", "outcomes", "average", 18, decimals=1),
    ]
    table = tables.all_changes(protect(figures, "team"), PARAMS)
    assert table is not None
    assert table.rows[0][0] == "SDQ, parent or carer: prosocial (higher is better)"


def test_reliable_change_stands_at_seven_eight_and_nine() -> None:
    table = tables.reliable_changes(one_scale(), PARAMS)
    assert table is not None
    assert [row[1:] for row in table.rows] == [
        ("7, to compare", "4", "12", "2", "17"),
        ("8", "3", "14", "1", "17"),
        ("9, to compare", "2", "15", "1", "17"),
    ]


def test_band_shifts_are_one_cell_a_follow_up() -> None:
    shifts = zip(("improved", "same", "worse"), (4, 9, 5), strict=True)
    figures = [count(f"{STEM}.band_shift.{way}.n", n, "outcomes") for way, n in shifts]
    table = tables.band_shifts(protect([count(f"{STEM}.n_paired", 18, "outcomes"), *figures], "team"), PARAMS)
    assert table is not None
    assert table.rows == (("SDQ, parent or carer", "4 / 9 / 5"),)


def test_completeness_is_pairs_of_those_due() -> None:
    table = tables.completeness(one_scale(), PARAMS)
    assert table is not None
    assert [head.label for head in table.heads] == ["Form and who fills it in", "Start", "3m"]
    assert table.rows == (("SDQ, parent or carer", "20 of 22", "18 of 22"),)


def test_lost_pairs_are_named_in_words() -> None:
    table = tables.lost_pairs(one_scale(), PARAMS)
    assert table is not None
    assert table.rows == (("Review: not returned", "1"), ("Start: declined by the carer", "2"))
    assert tables.lost_pairs_elsewhere(one_scale(), PARAMS) is None


def test_the_primary_outcome_stands_first_then_its_measure() -> None:
    ids = (
        "outcomes.radq.parent_carer.total.baseline_to_month_3",
        "outcomes.sdq.teacher.total.baseline_to_month_3",
        "outcomes.sdq.parent_carer.emotion.baseline_to_month_3",
        "outcomes.sdq.parent_carer.total.baseline_to_month_3",
        "outcomes.sdq.teacher.emotion.baseline_to_month_3",
        "outcomes.gbo.goals.baseline_to_month_3",
        "outcomes.gbo.mean_goal.baseline_to_month_3",
    )
    found = contrasts([f"{id}.n_paired" for id in ids], PARAMS.primary_outcome)
    assert [one.stem for one in in_focus(found, PARAMS.primary_outcome)] == [
        "outcomes.sdq.parent_carer.total.baseline_to_month_3",
        "outcomes.sdq.teacher.total.baseline_to_month_3",
        "outcomes.radq.parent_carer.total.baseline_to_month_3",
        "outcomes.gbo.mean_goal.baseline_to_month_3",
        "outcomes.sdq.parent_carer.emotion.baseline_to_month_3",
    ]


def test_the_appendix_has_every_scale_with_its_statistics() -> None:
    p = Figure(f"{STEM}.wilcoxon.p", 0.0123, "p", "outcomes", "test", 18, decimals=3)
    g = Figure(f"{STEM}.effect.g_av", -0.6, "sd", "outcomes", "effect", 18, interval=(-1.1, -0.1), decimals=2)
    team = one_scale()
    more = protect([p, g], "team")
    (table,) = tables.every_measure(Safe("team", team.profile, {**team.figures, **more.figures}), PARAMS)
    assert table.rows == (
        ("3m", "18", "21.3 → 18.2", "−3.1 (−5.1 to −1.1)", "11 / 1 / 6", "3 / 1", "−0.60 (−1.10 to −0.10)", "0.012"),
    )


def test_mean_scores_have_the_number_of_forms_in_brackets() -> None:
    stem = "outcomes.sdq.parent_carer.total"
    figures = [
        count(f"{STEM}.n_paired", 18, "outcomes"),
        count(f"{stem}.baseline.n", 33, "outcomes"),
        Figure(f"{stem}.baseline.mean", 21.14, "points", "outcomes", "average", 33, decimals=1),
        count(f"{stem}.month_3.n", 4, "outcomes"),
        Figure(f"{stem}.month_3.mean", None, "points", "outcomes", "average"),
    ]
    table = tables.mean_scores(protect(figures, "team"), PARAMS)
    assert table is not None
    assert table.rows == (("SDQ, parent or carer: total difficulties", "21.1 (33)", "(4)"),)


def test_goals_of_one_review_stand_in_one_row() -> None:
    goal, mean = "outcomes.gbo.goals.baseline_to_month_3", "outcomes.gbo.mean_goal.baseline_to_month_3"
    counts = {f"{goal}.n_paired": 9, f"{goal}.lost.n": 1, f"{goal}.added.n": 0, f"{mean}.n_paired": 4}
    counts |= {f"{goal}.reliable.{way}.n": n for way, n in (("improved", 5), ("no_change", 3), ("deteriorated", 1))}
    counts |= {f"{mean}.direction.{way}.n": n for way, n in (("improved", 2), ("same", 1), ("worse", 1))}
    table = tables.goals(protect([count(id, n, "outcomes") for id, n in counts.items()], "team"), PARAMS)
    assert table is not None
    assert table.rows == (("3 months", "9", "5 / 3 / 1", "1, 0", "4", "2 / 1 / 1"),)  # no mean change: no column
