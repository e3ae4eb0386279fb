"""Tables of outcome measures: change, reliable change at 7, 8 and 9, bands, completeness."""

from rtt_eval import params, tables
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


def test_change_has_means_interval_and_directions_and_says_which_way_is_good() -> None:
    (table,) = tables.changes(one_scale(), PARAMS)
    assert table.rows == (
        ("Total difficulties (lower is better)", "18", "21.3", "18.2", "−3.1 (−5.1 to −1.1)", "11", "1", "6"),
    )
    assert table.caption.startswith("Change in scores: SDQ, parent or carer, start to 3 months")


def test_too_small_a_group_hides_means_but_not_the_number_of_pairs() -> None:
    (table,) = tables.changes(one_scale("dlt", n=9), PARAMS)
    assert table.rows[0][1:5] == ("9", "[c]", "[c]", "[c]")


def test_reliable_change_stands_at_seven_eight_and_nine() -> None:
    (table,) = tables.reliable_changes(one_scale(), PARAMS)
    assert [row[1:] for row in table.rows] == [
        ("7 (for comparison)", "4", "12", "2", "17"),
        ("8", "3", "14", "1", "17"),
        ("9 (for comparison)", "2", "15", "1", "17"),
    ]


def test_bands_run_from_best_to_worst_with_totals() -> None:
    cells = {("high", "high"): 2, ("high", "very_high"): 2, ("very_high", "high"): 0, ("very_high", "very_high"): 5}
    totals = {
        "high.to.total": 4,
        "very_high.to.total": 5,
        "total.to.high": 2,
        "total.to.very_high": 7,
        "total.to.total": 9,
    }
    figures = [count(f"{STEM}.n_paired", 9, "outcomes")]
    figures += [count(f"{STEM}.band.{name}.n", n, "outcomes") for name, n in totals.items()]
    figures += [count(f"{STEM}.band.{a}.to.{b}.n", n, "outcomes") for (a, b), n in cells.items()]
    (table,) = tables.band_transitions(protect(figures, "team"), PARAMS)
    assert table.rows == (("High", "2", "2", "4"), ("Very high", "0", "5", "5"), ("All", "2", "7", "9"))
    assert table.total_rows == (2,)


def test_completeness_goes_from_eligible_to_pairs() -> None:
    table = tables.completeness(one_scale(), PARAMS)
    assert table is not None
    assert table.rows == (("SDQ, parent or carer, start to 3 months", "22", "20", "19", "18"),)


def test_lost_pairs_are_named_in_words() -> None:
    table = tables.lost_pairs(one_scale(), PARAMS)
    assert table is not None
    assert table.rows == (("At follow-up: not returned", "1"), ("At the start: declined by the carer", "2"))


def test_the_primary_outcome_stands_first() -> None:
    figures = [
        count("outcomes.radq.parent_carer.total.baseline_to_month_3.n_paired", 8, "outcomes"),
        count("outcomes.sdq.parent_carer.total.baseline_to_month_6.n_paired", 7, "outcomes"),
        count("outcomes.sdq.parent_carer.total.baseline_to_month_3.n_paired", 9, "outcomes"),
    ]
    assert [table.rows[0][1] for table in tables.changes(protect(figures, "team"), PARAMS)] == ["9", "7", "8"]
