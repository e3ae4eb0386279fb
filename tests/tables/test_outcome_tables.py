"""Tables of outcome measures: change, its course, reliable change at 7, 8 and 9, completeness, the appendix."""

from rtt_eval import params, tables
from rtt_eval.contrasts import contrasts, in_focus
from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure, count, percent

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
    assert table.rows == (("SDQ, parent or carer, 3m", "4 / 9 / 5"),)


def test_bands_have_their_tests_and_those_who_crossed_the_line() -> None:
    shifts = zip(("improved", "same", "worse"), (9, 8, 1), strict=True)
    crossed = {"crossed_below_17": 6, "crossed_above_17": 0}
    ps = {"band_shift.sign": 0.0215, "band_shift.signflip": 0.02, "crossed_17.mcnemar": 0.0313}
    figures = [
        count(f"{STEM}.n_paired", 18, "outcomes"),
        *(count(f"{STEM}.band_shift.{way}.n", n, "outcomes") for way, n in shifts),
        *(count(f"{STEM}.{name}.n", n, "outcomes") for name, n in crossed.items()),
        *(Figure(f"{STEM}.{name}.p", p, "p", "outcomes", "test", 18, decimals=3) for name, p in ps.items()),
        Figure(f"{STEM}.crossed_17.mcnemar.p_mid", 0.0156, "p", "outcomes", "test", 18, decimals=3),
    ]
    table = tables.band_shifts(protect(figures, "team"), PARAMS)
    assert table is not None
    assert table.rows == (("SDQ, parent or carer, 3m", "9 / 8 / 1", "0.022", "0.020", "6 / 0", "0.031 (0.016)"),)


def lost(audience: str = "team", n: int = 18) -> Safe:
    """What those without the later form could change: 18 pairs, or n, and 4 who are missing."""
    numbers = {"not_paired.difference.mean_baseline": (0.4, 4), "sensitivity.no_change.change.mean": (-2.55, n + 4)}
    numbers |= {"sensitivity.worst_change.change.mean": (0.36, n + 4)}
    model = STEM.replace(".baseline_to", ".mixed_model.baseline_to")
    more = [
        *(
            Figure(f"{STEM}.{id}", value, "points", "outcomes", "average", size, interval=(-9, 9), decimals=1)
            for id, (value, size) in numbers.items()
        ),
        percent(f"{STEM}.direction.improved.pct_bounds.low", 11, n + 4, "outcomes"),
        percent(f"{STEM}.direction.improved.pct_bounds.high", 15, n + 4, "outcomes"),
        Figure(f"{model}.change.mean", -2.96, "points", "outcomes", "average", n, interval=(-4, -1), decimals=1),
        count(f"{STEM.rpartition('.')[0]}.mixed_model.children.n", 22, "outcomes"),
        count(f"{STEM.rpartition('.')[0]}.mixed_model.rows.n", 61, "outcomes", unit="forms", n=22),
    ]
    safe, added = one_scale(audience, n), protect(more, audience)
    return Safe(audience, safe.profile, {**safe.figures, **added.figures})


def test_guesses_at_those_missing_stand_beside_the_change() -> None:
    table = tables.if_missing(lost(), PARAMS)
    assert table is not None
    ends = "(−9.0 to 9.0)"
    row = ("3 months", f"0.4 {ends}", ROW[3], f"−2.6 {ends}", f"0.4 {ends}", "50% / 68%")  # 11 and 15 of 22
    assert table.rows == (row,)
    assert tables.if_missing(one_scale(), PARAMS) is None
    assert tables.if_missing(lost("dlt", n=9), PARAMS) is None


def test_the_model_of_all_forms_stands_beside_the_pairs() -> None:
    table = tables.over_time(lost(), PARAMS)
    assert table is not None
    assert table.rows == (("3 months", *ROW, "−3.0 (−4.0 to −1.0)"),)
    assert "(61 forms of 22 young people)" in " ".join(table.notes)
    few = lost("dlt")
    hidden = {id: one for id, one in few.figures.items() if not id.endswith("mixed_model.rows.n")}
    table = tables.over_time(Safe("dlt", few.profile, hidden), PARAMS)
    assert table is not None and "due, also of young people without a pair." in " ".join(table.notes)


def test_a_model_that_needs_more_children_leaves_a_note_and_no_column() -> None:
    note = "needs at least 20 children with 2.5 forms each on average"
    id = STEM.replace(".baseline_to", ".mixed_model.baseline_to") + ".change.mean"
    closed = protect([Figure(id, None, "points", "outcomes", "average", note=note)], "team")
    team = one_scale()
    table = tables.over_time(Safe("team", team.profile, {**team.figures, **closed.figures}), PARAMS)
    assert table is not None
    assert table.rows == (("3 months", *ROW),)
    assert f"No mixed model of all forms: it {note}." in table.notes


def test_reliable_change_on_any_form_has_a_row_an_informant() -> None:
    counts = {"parent_carer.baseline_to_month_3": (9, 5, 4), "young_person.baseline_to_month_6": (2, 1, 0)}
    figures = [
        count(f"outcomes.any_measure.{stem}.{name}", n, "outcomes")
        for stem, (better, same, worse) in counts.items()
        for name, n in (
            ("n", better + same + worse),
            *(("improved.n", better), ("no_change.n", same), ("deteriorated.n", worse)),
        )
    ]
    table = tables.any_measure(protect(figures, "team"), PARAMS)
    assert table is not None
    assert table.rows == (("Parent or carer", "9 / 5 / 4", "[x]"), ("Young person", "[x]", "2 / 1 / 0"))


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
        ("3m", "18", "21.3 → 18.2", "−3.1 (−5.1 to −1.1)", "11 / 1 / 6", "3 / 1", "−0.60 (−1.10 to −0.10)"),
    )


def test_only_main_scales_are_tested_in_print() -> None:
    other = STEM.replace(".total.", ".emotion.")
    ps = {f"{STEM}.wilcoxon.p": 0.0123, f"{STEM}.wilcoxon.p_holm": 0.049, f"{STEM}.signflip.p": 0.0101}
    ps |= {f"{other}.wilcoxon.p": 0.0004, f"{other}.signflip.p": 0.0003}
    ends = {"low": -4.96, "high": -1.31}
    figures = [
        *(Figure(id, p, "p", "outcomes", "test", 18, decimals=3) for id, p in ps.items()),
        *(
            Figure(f"{STEM}.change.bca.ci_{end}", value, "points", "outcomes", "average", 18, decimals=1)
            for end, value in ends.items()
        ),
        count(f"{other}.n_paired", 18, "outcomes"),
        Figure(f"{other}.change.mean", -1.0, "points", "outcomes", "average", 18, decimals=1),
    ]
    team, more = one_scale(), protect(figures, "team")
    safe = Safe("team", team.profile, {**team.figures, **more.figures})
    table = tables.tests(safe, PARAMS)
    assert table is not None
    row = ("SDQ, parent or carer, 3m", "18", "−3.1 (−5.1 to −1.1)", "−5.0 to −1.3", "0.012 (0.049)", "0.010")
    assert table.rows == (row,)
    assert not any("0.001" in cell for one in tables.every_measure(safe, PARAMS) for row in one.rows for cell in row)


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
    assert table.rows == (("SDQ, parent or carer", "21.1 (33)", "(4)"),)


def test_goals_of_one_review_stand_in_one_row() -> None:
    goal, mean = "outcomes.gbo.goals.baseline_to_month_3", "outcomes.gbo.mean_goal.baseline_to_month_3"
    counts = {f"{goal}.n_paired": 9, f"{goal}.lost.n": 1, f"{goal}.added.n": 0, f"{mean}.n_paired": 4}
    counts |= {f"{goal}.reliable.{way}.n": n for way, n in (("improved", 5), ("no_change", 3), ("deteriorated", 1))}
    counts |= {f"{mean}.direction.{way}.n": n for way, n in (("improved", 2), ("same", 1), ("worse", 1))}
    table = tables.goals(protect([count(id, n, "outcomes") for id, n in counts.items()], "team"), PARAMS)
    assert table is not None
    assert table.rows == (("3 months", "9", "5 / 3 / 1", "1, 0", "4", "2 / 1 / 1"),)  # no mean change: no column
