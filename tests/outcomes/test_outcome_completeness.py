"""The flow from eligible to paired, and what an edition for others may know of it."""

from __future__ import annotations

from datetime import date

from rtt_eval import disclosure, measures, outcomes

STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_3"
MEASURES = measures.load_all()


def lost_pairs(make_cases, make_scores, n_paired):
    """n_paired pairs; one child without a baseline, two whose follow-up did not come back; one not due yet."""
    paired = [f"C{i}" for i in range(10, 10 + n_paired)]
    cases = make_cases(*[(id, "2017-06-01") for id in ("C1", "C2", "C3", *paired)], ("C4", "2018-03-01"))
    scores = make_scores(
        ("C1", "sdq", "total", "month_3", 15),
        *[(id, "sdq", "total", "baseline", 20) for id in ("C2", "C3")],
        *[(id, "sdq", "total", "month_3", None, {"missing_reason": "not_returned"}) for id in ("C2", "C3")],
        *[(id, "sdq", "total", "baseline", 20) for id in paired],
        *[(id, "sdq", "total", "month_3", 18) for id in paired],
        *[("C4", "sdq", "total", when, 20) for when in ("baseline", "month_3")],
    )
    return outcomes.pair_timepoints(scores, cases, date(2018, 3, 31))


def test_the_flow_and_the_reasons_add_up(make_cases, make_scores):
    figures = outcomes.completeness(lost_pairs(make_cases, make_scores, 2), MEASURES)
    found = {figure.id.removeprefix(f"{STEM}."): figure.value for figure in figures}
    assert found == {
        "n_eligible": 1 + 2 + 2,
        "n_baseline": 2 + 2,
        "n_month_3": 1 + 2,
        "n_paired": 2,
        "n_without_baseline": 1,
        "n_without_follow_up": 2,
        "n_follow_up_only": 1,
        "lost.baseline_no_form.n": 1,
        "lost.follow_up_not_returned.n": 2,
        "early.n": 1,
    }
    n_lost = sum(value for name, value in found.items() if name.startswith("lost."))
    assert n_lost == found["n_eligible"] - found["n_paired"]


def test_a_few_losses_cannot_be_worked_out_and_the_pairs_stay(make_cases, make_scores):
    figures = outcomes.completeness(lost_pairs(make_cases, make_scores, 12), MEASURES)
    safe = disclosure.protect(figures, "public")
    assert safe.text(f"{STEM}.n_paired") == "12"
    # 15 eligible or 14 with a baseline would give the losses back, 1 and 2 children.
    for name in ("n_eligible", "n_baseline", "n_month_3", "n_without_baseline", "n_without_follow_up"):
        assert safe.text(f"{STEM}.{name}") == "[c]", name
    assert disclosure.protect(figures, "team").text(f"{STEM}.n_eligible") == "15"


def two_scales(make_cases, make_scores, n_paired, emotion_too=True):
    """The total and one other scale of the same forms: n_paired pairs, and two follow-ups that did not come back."""
    ids = [f"C{i}" for i in range(10, 12 + n_paired)]
    scales = ("emotion", "total") if emotion_too else ("total",)
    rows = [(id, "sdq", scale, "baseline", 9) for id in ids for scale in ("emotion", "total")]
    rows += [(id, "sdq", scale, "month_3", 8) for id in ids[2:] for scale in scales]
    rows += [(id, "sdq", "total", "month_3", None, {"missing_reason": "not_returned"}) for id in ids[:2]]
    cases = make_cases(*[(id, "2017-06-01") for id in ids])
    return outcomes.pair_timepoints(make_scores(*rows), cases, date(2018, 3, 31))


def test_the_reasons_stand_once_a_form_with_its_main_scale(make_cases, make_scores):
    pairs = two_scales(make_cases, make_scores, 3)
    stem = STEM.replace("total", "emotion")
    found = {one.id.removeprefix(f"{stem}."): one for one in outcomes.completeness(pairs, MEASURES) if stem in one.id}
    assert {name: one.value for name, one in found.items()} == {"n_eligible": 5, "n_baseline": 5, "n_paired": 3}
    # The two children without a follow-up are those of the total: one figure, that of the total, stands for both.
    assert found["n_eligible"].derived_from == (f"{STEM}.n_without_follow_up", f"{stem}.n_paired")
    assert f"{stem}.band_shift.same.n" not in {one.id for one in outcomes.summarise(pairs, MEASURES)}


def test_the_losses_of_another_scale_stay_hidden_too(make_cases, make_scores):
    safe = disclosure.protect(outcomes.completeness(two_scales(make_cases, make_scores, 12), MEASURES), "public")
    stem = STEM.replace("total", "emotion")
    # 14 eligible less 12 pairs would give the two children back.
    assert [safe.text(f"{stem}.{name}") for name in ("n_eligible", "n_baseline", "n_paired")] == ["[c]", "[c]", "12"]


def test_another_scale_without_any_pair_has_no_figures(make_cases, make_scores):
    pairs = two_scales(make_cases, make_scores, 3, emotion_too=False)
    figures = [*outcomes.completeness(pairs, MEASURES), *outcomes.summarise(pairs, MEASURES)]
    assert not [one.id for one in figures if ".emotion." in one.id]
    assert f"{STEM}.n_paired" in {one.id for one in figures}


def test_a_child_with_two_cases_is_one_child(make_cases, make_scores):
    cases = make_cases(("C1", "2017-06-01"), ("C2", "2017-08-01")).assign(person_id="P1")
    scores = make_scores(
        *[
            (id, "sdq", "total", when, 20, {"person_id": "P1"})
            for id in ("C1", "C2")
            for when in ("baseline", "month_3")
        ]
    )
    figures = outcomes.completeness(outcomes.pair_timepoints(scores, cases, date(2018, 3, 31)), MEASURES)
    n_paired = next(figure for figure in figures if figure.id == f"{STEM}.n_paired")
    assert (n_paired.value, n_paired.n) == (2, 1)


def test_reasons_in_words():
    assert outcomes.loss_label("baseline_declined_carer") == "baseline: declined by the carer"
    assert outcomes.loss_label("follow_up_no_form") == "follow-up: no form and no reason recorded"
    assert outcomes.loss_label("form_version_mixed").startswith("baseline form used at follow-up")
