"""The sentences that answer a section's question: uncertainty in words, few, none, hidden, and which way is good."""

from rtt_eval import narrative, params
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count

PERIOD = {"start": "2017-06-01", "end": "2018-03-31"}
PARAMS = params.IipEvaluation(data="demo", period=PERIOD)
STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6"


def change(mean: float, low: float, high: float, n: int = 18, stem: str = STEM) -> list[Figure]:
    figure = Figure(f"{stem}.change.mean", mean, "points", "outcomes", "average", n, interval=(low, high), decimals=1)
    return [count(f"{stem}.n_paired", n, "outcomes"), figure]


def outcome(figures: list[Figure], audience: str = "team") -> str:
    return narrative.outcomes(protect(figures, audience), PARAMS).markdown


def test_an_interval_on_one_side_says_as_little_as_and_as_much_as() -> None:
    text = outcome(change(-3.1, -5.14, -1.06))
    assert "was on average 3.1 points lower than at the start (lower is better)." in text
    assert "With 18 young people, the true change could be anything from 1.1 to 5.1 points lower." in text


def test_an_interval_on_the_other_side_says_higher() -> None:
    assert "anything from 0.4 to 6.0 points higher" in outcome(change(3.2, 0.4, 6.0))


def test_an_interval_that_spans_no_change_says_that_it_shows_nothing() -> None:
    text = outcome(change(-0.1, -4.5, 4.3, n=9))
    assert "anything from 4.5 points lower to 4.3 higher, so it may be chance." in text


def test_which_way_is_good_comes_from_the_scale() -> None:
    assert "lower is better" in outcome(change(-3.1, -5.1, -1.1))
    prosocial = params.IipEvaluation(data="demo", period=PERIOD, primary_outcome={"subscale": "prosocial"})
    figures = change(1.0, 0.2, 1.8, stem=STEM.replace(".total.", ".prosocial."))
    assert "higher is better" in narrative.outcomes(protect(figures, "team"), prosocial).markdown


def test_a_change_that_rounds_to_nothing_is_called_the_same() -> None:
    assert "about the same as at the start" in outcome(change(-0.04, -2.0, 1.9))


def test_too_few_pairs_are_counted_with_how_many_it_takes() -> None:
    figures = [
        count(f"{STEM}.n_paired", 4, "outcomes"),
        Figure(f"{STEM}.change.mean", None, "points", "outcomes", "average", note="too few to say"),
    ]
    text = outcome(figures)
    assert "there are too few forms to say how the SDQ total difficulties score" in text
    assert "has moved: 4 pairs, at least 5 needed." in text


def test_one_pair_is_singular_and_none_is_said() -> None:
    assert "1 pair, at least 5 needed" in outcome([count(f"{STEM}.n_paired", 1, "outcomes")])
    assert "no young person has both forms" in outcome([count(f"{STEM}.n_paired", 0, "outcomes")])
    assert outcome([]).startswith("No forms are recorded")


def test_a_hidden_change_is_not_described() -> None:
    text = outcome(change(-3.1, -5.1, -1.1, n=9), "dlt")
    assert "is not shown" in text
    assert "lower" not in text and "3.1" not in text


def events(before: int, during: int, **more: Figure) -> list[Figure]:
    stem = "events.placement_move"
    return [
        count(f"{stem}.before.n", before, "placement_stability", unit="events", n=before),
        count(f"{stem}.during.n", during, "placement_stability", unit="events", n=during),
        *more.values(),
    ]


def stability(figures: list[Figure], audience: str = "team") -> str:
    return narrative.placement_stability(protect(figures, audience), PARAMS).markdown


def test_events_are_counted_before_and_during() -> None:
    assert stability(events(22, 10)).startswith("There were 22 moves of placement before the programme and 10 in an")
    assert stability(events(1, 0)).startswith("There was 1 move of placement before the programme and none in an")
    assert stability(events(0, 0)).startswith("There were no moves of placement, before or during")
    assert stability([]).startswith("No moves of placement are recorded.")


def test_a_ratio_that_could_be_one_includes_no_change() -> None:
    ratio = Figure(
        "events.placement_move.rate_ratio", 0.45, "ratio", "x", "rate", 18, interval=(0.19, 1.0003), decimals=2
    )
    assert (
        "They came 0.45 times as often as before. The true figure could be anything from 0.19 to 1.00 times, so it "
        "may be chance." in stability(events(22, 10, ratio=ratio))
    )
    lower = ratio._replace(interval=(0.19, 0.91))
    assert "0.19 to 0.91 times, so chance alone is an unlikely reason." in stability(events(22, 10, ratio=lower))
    open_end = ratio._replace(interval=(0.19, float("inf")))
    assert "0.19 times upwards" in stability(events(22, 10, ratio=open_end))


def test_hidden_counts_are_named_alike_and_the_reason_is_given_once() -> None:
    text = narrative.referrals(
        protect(
            [
                count("referrals.total.n", 46, "referrals", unit="referrals"),
                count("referrals.full.n", 24, "referrals", unit="referrals", parts_of=("referrals.total.n",)),
                count(
                    "referrals.prevent_stepdown.n", 3, "referrals", unit="referrals", parts_of=("referrals.total.n",)
                ),
                count("referrals.not_picked_up.n", 19, "referrals", unit="referrals", parts_of=("referrals.total.n",)),
            ],
            "public",
        ),
        PARAMS,
    ).markdown
    assert text.startswith("There were 46 referrals in the period; 24 went on to the full programme.")
    few = protect(
        [count(f"cohort.{id}", n, "young_people") for id, n in (("n", 9), ("sex.F.n", 4), ("sex.M.n", 5))], "dlt"
    )
    text = narrative.cohort(few, PARAMS).markdown
    assert text.count("hidden so that no child can be recognised") == 1
    assert text.count("an unstated number") == 2
    assert "4" not in text and "fewer than" not in text


def test_when_everything_is_hidden_no_sentence_of_unstated_numbers_is_made() -> None:
    ways = [count(f"{STEM}.direction.{way}.n", 2, "outcomes") for way in ("improved", "same", "worse")]
    assert "Scores improved" not in outcome([*change(-3, -5, -1, n=6), *ways], "dlt")


def test_only_those_whose_time_is_up_are_asked_whether_the_placement_held() -> None:
    stem = "placement_held.at_6_months"
    counts = {"held": 3, "not_held": 8, "not_yet_observable": 13, "time_passed": 6}
    figures = [count(f"{stem}.{name}.n", n, "placement_stability") for name, n in counts.items()]
    held = narrative.placements_held(protect(figures, "team"), PARAMS)
    assert held is not None
    assert "Of 6 young people who have been followed for 6 months, 3 kept the same carer." in held.markdown


def test_nothing_recorded_is_said_in_every_section() -> None:
    nothing = protect([], "team")
    for section, words in (
        (narrative.summary, "nothing to report"),
        (narrative.referrals, "No referrals are recorded"),
        (narrative.cohort, "No young people were in the programme"),
        (narrative.missing_and_risk, "No missing episodes are recorded"),
        (narrative.significant_events, "No significant events are recorded"),
        (narrative.completeness, "No young person's review is due yet"),
        (narrative.cost, "No unit costs are recorded"),
        (narrative.feedback, "No feedback is recorded"),
    ):
        assert words in section(nothing, PARAMS).markdown


def test_costs_are_a_range_and_an_illustration() -> None:
    stem = "cost_avoidance.residential_instead_of_current"
    pounds = {"low": 2204, "mid": 3354, "high": 5754}
    figures = [Figure(f"{stem}.{k}_gbp_per_week", v, "gbp_per_week", "cost", "money", 1) for k, v in pounds.items()]
    text = narrative.cost(protect(figures, "team"), PARAMS).markdown
    assert "between £2,204 and £5,754 more (£3,354 at the middle unit cost)" in text
    assert "not taken out of any budget" in text
    assert "£" not in narrative.cost(protect(figures, "dlt"), PARAMS).markdown


def test_a_sum_below_zero_is_called_less() -> None:
    weekly = Figure(
        "cost_avoidance.residential_instead_of_current.low_gbp_per_week", 5.0, "gbp_per_week", "cost", "money"
    )
    sums = Figure(
        "cost_avoidance.programme.mid.gbp", -154940.0, "gbp", "cost", "money", 20, interval=(-380949.0, 71070.0)
    )
    text = narrative.cost(protect([weekly, sums], "team"), PARAMS).markdown
    assert "would have cost £154,940 less" in text
    assert "anything from £380,949 less to £71,070 more" in text


def test_the_caveat_on_before_and_after_has_the_expected_change() -> None:
    expected = Figure(
        f"{STEM}.regression_to_mean.expected_change",
        -2.2,
        "points",
        "outcomes",
        "average",
        18,
        interval=(-2.9, -1.5),
        decimals=1,
    )
    text = narrative.before_and_after(protect([expected], "team"), PARAMS).markdown
    assert "without a comparison group" in text
    assert "to be 2.2 points lower (between 1.5 and 2.9 points" in text
    assert "without a comparison group" in narrative.before_and_after(protect([], "public"), PARAMS).markdown


def test_few_children_and_a_dominating_one_are_said() -> None:
    figures = [
        count("events.missing.children.n", 14, "missing_and_risk"),
        Figure("events.missing.top_child.pct", 100.0, "percent", "missing_and_risk", "dominance", 6),
    ]
    caveat = narrative.events_caveat(protect(figures, "team"), PARAMS, "missing_and_risk")
    assert caveat is not None
    assert "fewer than 15 young people" in caveat.markdown
    assert "one young person alone makes up 100% of the net fall in missing episodes." in caveat.markdown
    many = [figures[0]._replace(value=15)]
    assert narrative.events_caveat(protect(many, "team"), PARAMS, "missing_and_risk") is None


def test_the_radq_brings_its_caveat() -> None:
    safe = protect([count("outcomes.radq.parent_carer.total.baseline.n", 9, "outcomes")], "team")
    caveat = narrative.measure_caveats(safe, PARAMS)
    assert caveat is not None
    assert "not been adequately validated" in caveat.markdown


def test_the_answer_to_a_question_has_at_most_three_sentences() -> None:
    counts = {"improved": 9, "same": 5, "worse": 4}
    ways = [count(f"{STEM}.direction.{way}.n", n, "outcomes") for way, n in counts.items()]
    answer = outcome([*change(-3.1, -5.1, -1.1), *ways])
    assert answer.count(". ") + 1 == 3 and answer.endswith(
        "Scores improved for 9 young people, stayed the same for 5 and got worse for 4."
    )


def test_other_forms_are_sure_or_open_and_many_looks_are_said() -> None:
    radq, teacher = (f"outcomes.{one}.total.baseline_to_month_6" for one in ("radq.parent_carer", "sdq.teacher"))
    figures = [*change(-8.0, -12.0, -4.0, stem=radq), *change(0.5, -3.0, 4.0, stem=teacher)]
    text = narrative.other_outcomes(protect(figures, "team"), PARAMS)
    assert text is not None
    assert "RADQ, parent or carer (better)" in text.markdown
    assert "by chance" in text.markdown
    assert "there may have been no change at all: SDQ, teacher." in text.markdown


def test_decimals_that_say_nothing_are_not_read_out() -> None:
    waits = [
        Figure(f"referrals.days_to_{to}.median", days, "days", "referrals", "average", 34, decimals=1)
        for to, days in (("start", 43.0), ("first_network_meeting", 65.5))
    ]
    total = count("referrals.total.n", 65, "referrals", unit="referrals")
    text = narrative.referrals(protect([total, *waits], "team"), PARAMS).markdown
    assert "within 43 days of their referral" in text and "within 65.5 days" in text


def test_a_card_has_at_most_thirty_five_words_of_explanation() -> None:
    ratio = Figure("events.placement_move.rate_ratio", 0.45, "ratio", "x", "rate", 18, interval=(0.2, 0.9), decimals=2)
    figures = [*events(22, 10, ratio=ratio), *change(-3.1, -5.1, -1.1), count("cohort.n", 27, "young_people")]
    items = narrative.at_a_glance(protect(figures, "team"), PARAMS).items
    assert [one.value for one in items] == ["27", "22, then 10", "−3.1 points"]
    assert all(len(one.sentence.split()) <= 35 for one in items)


def test_a_card_fits_on_one_line_whatever_the_change() -> None:
    for mean, shown in ((-3.1, "−3.1 points"), (3.14, "+3.1 points"), (-12.0, "−12.0 points"), (-0.04, "No change")):
        (card,) = narrative.at_a_glance(protect(change(mean, mean - 1, mean + 1), "team"), PARAMS).items
        assert card.value == shown and len(card.value) <= 12
        assert card.label.startswith("on average in the SDQ total difficulties score")
