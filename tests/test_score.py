"""Scoring against hand-scored forms (golden), and properties that must hold for any form."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rtt_eval import measures, score

GOLDEN = Path(__file__).parent / "golden"
ALL = measures.load_all()
INFORMANT = {"p": "parent_carer", "t": "teacher", "s": "young_person"}
SDQ_SCALES = {name: name for name in ("emotion", "conduct", "hyper", "peer", "total", "impact")} | {
    "prosocial": "prosoc"
}
# Columns of the golden file in item order: 25 items from "consid", then the impact supplement.
IMPACT = ("ebddiff", "distres", "home", "friends", "class", "leisure")
ITEM_IDS = [f"item_{i}" for i in range(1, 26)] + [f"impact_{name}" for name in IMPACT]
SDQ_FORMS = pd.read_csv(GOLDEN / "sdq_item_scoring.csv")
ITEM_COLUMNS = SDQ_FORMS.columns[2 : 2 + len(ITEM_IDS)]
RCADS = pd.read_csv(GOLDEN / "rcads_raw.csv").to_dict("records")


def outcome_rows(scores, *, person="P1", measure="sdq", informant="parent_carer", timepoint="baseline", **columns):
    """Canonical rows of one form: {subscale or item: score}."""
    common = {
        "person_id": person,
        "case_id": "C1",
        "measure": measure,
        "informant": informant,
        "informant_key": "K1",
        "form_version": "baseline",
        "timepoint": timepoint,
        "date_completed": pd.Timestamp("2018-01-15"),
        "score_kind": "raw",
        "missing_reason": None,
    } | columns
    return pd.DataFrame([{**common, "subscale": id, "score": value} for id, value in scores.items()])


def scored(rows):
    """Scores by subscale."""
    return score.responses(rows, ALL).set_index("subscale")


def flags_of(rows, subscale="total"):
    return set(filter(None, scored(rows).loc[subscale, "flags"].split(";")))


def item_form(values=1, **changes):
    return {f"item_{i}": values for i in range(1, 26)} | changes


@pytest.fixture(scope="module")
def golden_scores():
    forms = [
        outcome_rows(
            dict(zip(ITEM_IDS, case[ITEM_COLUMNS], strict=True)),
            person=case["case_id"],
            informant=INFORMANT[case["informant"]],
        )
        for _, case in SDQ_FORMS.iterrows()
    ]
    rows = pd.concat(forms, ignore_index=True)
    return {scheme: score.responses(rows, ALL, scheme).set_index(["person_id", "subscale"])
            for scheme in ("four_band", "three_band")}  # fmt: skip


@pytest.mark.parametrize("case", SDQ_FORMS.to_dict("records"), ids=lambda case: case["case_id"])
def test_sdq_form_is_scored_as_by_hand(case, golden_scores):
    for subscale, name in SDQ_SCALES.items():
        row = golden_scores["four_band"].loc[(case["case_id"], subscale)]
        assert row["score"] == pytest.approx(case[f"exp_{name}"], nan_ok=True), subscale
        for scheme, prefix in (("four_band", "exp_band4"), ("three_band", "exp_band3")):
            found = golden_scores[scheme].loc[(case["case_id"], subscale), "band"]
            expected = case[f"{prefix}_{name}"]
            assert found == expected or (pd.isna(found) and pd.isna(expected)), (subscale, scheme)
    total = golden_scores["four_band"].loc[(case["case_id"], "total")]
    assert ("zero_total" in total["flags"]) == case["exp_flag_zero_total"]
    assert ("items_missing" in total["flags"]) == (case["exp_n_missing_25"] > 0)
    asked = golden_scores["four_band"].loc[case["case_id"]].loc[["emotion", "conduct", "hyper", "peer", "prosocial"]]
    assert asked["n_missing_items"].sum() == case["exp_n_missing_25"]


@pytest.mark.parametrize("case", SDQ_FORMS.to_dict("records"), ids=lambda case: case["case_id"])
def test_internalising_and_externalising_are_sums_of_two_scales(case, golden_scores):
    scores = golden_scores["four_band"].loc[case["case_id"], "score"]
    assert scores["emotion"] + scores["peer"] == pytest.approx(case["exp_internal"], nan_ok=True)
    assert scores["conduct"] + scores["hyper"] == pytest.approx(case["exp_external"], nan_ok=True)


@pytest.mark.parametrize(
    ("person", "flag"), [("I02", "impact_partial"), ("I04", "impact_partial"), ("I08", "impact_contradiction")]
)
def test_impact_supplements_that_the_official_syntax_hides_are_flagged(person, flag, golden_scores):
    assert golden_scores["four_band"].loc[(person, "impact"), "flags"] == flag


@pytest.mark.parametrize("person", ["I01", "I03", "I05", "I06", "I09"])
def test_a_sound_impact_supplement_has_no_flag(person, golden_scores):
    assert golden_scores["four_band"].loc[(person, "impact"), "flags"] == ""


@pytest.mark.parametrize("case", RCADS, ids=lambda case: f"case {case['case']}")
def test_rcads_form_is_scored_as_by_hand(case):
    answers = {f"item_{i}": case[f"q{i}"] for i in range(1, 48)}
    scores = scored(outcome_rows(answers, measure="rcads_47", informant="young_person"))["score"]
    for subscale in ("sad", "sp", "gad", "pd", "ocd", "mdd"):
        assert scores[subscale] == case[f"exp_{subscale.upper()}"]
    assert (scores["total_anxiety"], scores["total"]) == (case["exp_TotalAnx"], case["exp_TotalInt"])


def test_rcads_scale_with_three_blanks_is_not_scored():
    answers = {f"item_{i}": 1.0 for i in range(1, 48)} | {"item_5": np.nan, "item_9": np.nan, "item_17": np.nan}
    scores = scored(outcome_rows(answers, measure="rcads_47", informant="young_person"))
    assert np.isnan(scores.loc["sad", "score"])
    assert scores.loc["total", "flags"] == "items_missing;total_not_computable"


def test_gbo_goals_change_as_by_hand():
    for case in pd.read_csv(GOLDEN / "gbo_change.csv").to_dict("records"):
        forms = [
            outcome_rows({f"goal_{i}": case[f"g{i}_{time}"] for i in (1, 2, 3)}, measure="gbo", timepoint=timepoint)
            for time, timepoint in (("pre", "baseline"), ("post", "month_6"))
        ]
        scores = score.responses(pd.concat(forms), ALL)
        both = scores.pivot(index="subscale", columns="timepoint", values="score").dropna()
        change = both["month_6"].mean() - both["baseline"].mean()
        assert (len(both), both["baseline"].mean()) == (case["exp_n_paired_goals"], case["exp_mean_pre_paired"])
        assert change == pytest.approx(case["exp_mean_change"])
        threshold = ALL["gbo"].pair_scales["mean_goal"].reliable_change.threshold
        is_improved = score.reliable_change_category(change, threshold, "better")[0] == "improved"
        assert is_improved == case["exp_reliable_2.45"]


def test_entered_subscales_make_the_total():
    found = scored(outcome_rows({"emotion": 5, "conduct": 4, "hyper": 7, "peer": 3, "prosocial": 6}))
    assert found.loc["total", "score"] == 5 + 4 + 7 + 3
    assert found.loc["total", "band"] == "high"
    assert "impact" not in found.index
    assert np.isnan(found.loc["total", "n_missing_items"])


def test_an_entered_total_alone_is_taken_as_it_is():
    found = scored(outcome_rows({"total": 18}))
    assert found["score"].to_dict() == {"total": 18}
    assert found.loc["total", "flags"] == ""


def test_a_total_without_one_of_its_scales_is_not_computable():
    rows = outcome_rows({"emotion": 5, "conduct": 4, "hyper": 7})
    assert np.isnan(scored(rows).loc["total", "score"])
    assert flags_of(rows) == {"total_not_computable"}


def test_computed_scores_win_over_entered_ones_and_a_difference_is_flagged():
    found = scored(outcome_rows(item_form() | {"total": 17, "emotion": 5, "impact": 4}))
    assert found.loc["total", "score"] == 5 + 5 + 5 + 5
    assert "entered_disagrees" in found.loc["total", "flags"]
    assert "entered_disagrees" not in found.loc["emotion", "flags"]
    assert found.loc["impact", "score"] == 4  # no impact items: what was entered stands


def test_a_form_that_did_not_come_back_is_one_row_with_its_reason():
    rows = outcome_rows({"total": None}, missing_reason="not_returned", informant_key=None, date_completed=pd.NaT)
    found = score.responses(rows, ALL)
    assert found[["subscale", "missing_reason", "flags"]].values.tolist() == [["total", "not_returned", ""]]
    assert found["score"].isna().all()


@pytest.mark.parametrize(("answer", "total"), [(0, 10), (1, 20), (2, 30)])
def test_straight_lining_is_flagged(answer, total):
    rows = outcome_rows(item_form(answer))
    assert scored(rows).loc["total", "score"] == total
    assert flags_of(rows) == {"all_items_same"}


def test_a_total_of_0_is_kept_and_flagged():
    assert flags_of(outcome_rows({"total": 0})) == {"zero_total"}
    assert scored(outcome_rows({"total": 0})).loc["total", "score"] == 0


def test_a_prorated_scale_says_so_and_so_does_its_total():
    found = scored(outcome_rows(item_form(item_24=np.nan)))
    assert found["prorated"].to_dict() == {
        "emotion": True, "conduct": False, "hyper": False, "peer": False, "prosocial": False, "total": True,
    }  # fmt: skip
    assert found.loc["emotion", "flags"] == "items_missing;prorated"
    assert found.loc["total", "n_missing_items"] == 1


@pytest.mark.parametrize("total", [47, -1])
def test_an_impossible_score_is_not_scored_and_flagged(total):
    found = scored(outcome_rows({"total": total}))
    assert np.isnan(found.loc["total", "score"])
    assert found.loc["total", "flags"] == "out_of_range"
    assert pd.isna(found.loc["total", "band"])


def test_an_answer_that_the_form_does_not_offer_counts_as_blank():
    found = scored(outcome_rows(item_form(item_24=3)))
    assert found.loc["emotion", "score"] == 5  # 4 of 4 answered items at 1, prorated
    assert found.loc["emotion", "flags"] == "items_missing;prorated;out_of_range"


def test_tscc_scales_are_flagged_at_their_own_cut_offs():
    entered = {"anx": 65, "dep": 64, "sc": 69, "und": 71, "hyp": 90}
    rows = outcome_rows(entered, measure="tscc", informant="young_person", score_kind="t_score")
    assert scored(rows)["flags"].to_dict() == {
        "anx": "clinical", "dep": "", "sc": "", "und": "validity_invalid", "hyp": "",
    }  # fmt: skip
    assert set(scored(rows)["score_kind"]) == {"t_score"}


def test_rcads_t_scores_are_banded_and_never_added_up():
    rows = outcome_rows({"sad": 64.9, "sp": 65, "gad": 70, "pd": 50, "ocd": 50, "mdd": 101},
                        measure="rcads_47", score_kind="t_score")  # fmt: skip
    found = scored(rows)
    assert found["band"].tolist() == ["below_65", "65_to_69", "70_and_over", "below_65", "below_65", "70_and_over"]
    assert "total" not in found.index


def test_what_no_measure_file_knows_is_kept_and_flagged():
    strange = [
        outcome_rows({"total": 12}, measure="honosca"),
        outcome_rows({"sleep": 3}, timepoint="month_3"),
        outcome_rows({"total": 12}, informant="clinician"),
    ]
    found = score.responses(pd.concat(strange), ALL)
    assert sorted(found["score"]) == [3, 12, 12]
    assert set(found["flags"]) == {"unknown_scale"}


def test_of_two_entries_for_the_same_scale_the_later_stands():
    early = outcome_rows({"total": 12}, informant_key="K1")
    late = outcome_rows({"total": 15}, informant_key="K2", date_completed=pd.Timestamp("2018-01-20"))
    for rows in (pd.concat([early, late]), pd.concat([late, early])):
        found = score.responses(rows, ALL)
        assert found[["score", "informant_key"]].values.tolist() == [[15, "K2"]]


def test_forms_without_a_case_are_forms_too():
    rows = pd.concat([outcome_rows({"total": 12}, case_id=None), outcome_rows({"total": 15})])
    assert sorted(score.responses(rows, ALL)["score"]) == [12, 15]


def test_no_rows_give_an_empty_table_and_inputs_are_not_changed():
    rows = outcome_rows(item_form())
    before = rows.copy(deep=True)
    score.responses(rows, ALL)
    pd.testing.assert_frame_equal(rows, before)
    empty = score.responses(rows.iloc[:0], ALL)
    assert list(empty.columns) == score.COLUMNS
    assert empty.empty


answers = some.lists(some.sampled_from([0, 1, 2, np.nan]), min_size=25, max_size=25)


@given(answers, some.sampled_from(["parent_carer", "teacher", "young_person"]))
@settings(max_examples=40, deadline=None)
def test_scores_stay_within_their_range(values, informant):
    rows = outcome_rows({f"item_{i}": value for i, value in enumerate(values, 1)}, informant=informant)
    for subscale, value in scored(rows)["score"].dropna().items():
        low, high = ALL["sdq"].scale(subscale, informant).range
        assert low <= value <= high
        assert value == int(value)


@given(some.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_row_order_is_irrelevant(random):
    rows = pd.concat(
        [
            outcome_rows(item_form(item_3=np.nan), person="P2"),
            outcome_rows({"total": None}, missing_reason="not_returned", timepoint="month_6"),
            outcome_rows({"emotion": 3, "total": 12}, informant="teacher"),
            outcome_rows({"total": 99}, measure="radq"),
        ],
        ignore_index=True,
    )
    order = list(range(len(rows)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(score.responses(rows, ALL), score.responses(rows.iloc[order], ALL))


@given(answers, some.integers(1, 25))
@settings(max_examples=40, deadline=None)
def test_a_missing_item_changes_only_its_own_scale_and_the_total(values, dropped):
    full = {f"item_{i}": value for i, value in enumerate(values, 1)}
    own = next(id for id, scale in ALL["sdq"].subscales.items() if f"item_{dropped}" in scale.items)
    before = scored(outcome_rows(full))["score"]
    after = scored(outcome_rows(full | {f"item_{dropped}": np.nan}))["score"]
    others = [id for id in before.index if id not in (own, "total")]
    pd.testing.assert_series_equal(before[others], after[others])
    if own == "prosocial":
        assert before["total"] == pytest.approx(after["total"], nan_ok=True)
