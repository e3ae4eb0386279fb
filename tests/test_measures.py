"""The packaged measures against NHS England's published thresholds and norms, and their own consistency."""

import filecmp
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rtt_eval import measures
from rtt_eval.errors import ParamsError

GOLDEN = Path(__file__).parent / "golden"
PACKAGED = Path(measures.__file__).parent
NHS = dict(pd.read_csv(GOLDEN / "nhs_thresholds.csv").itertuples(index=False))
NORMS = pd.read_csv(GOLDEN / "nhs_rcads_norms.csv")
ALL = measures.load_all()
EVERY_SCALE = [
    (measure, informant, scale)
    for measure in ALL.values()
    for informant, scales in measure.scales.items()
    for scale in scales.values()
]
SDQ_PARENT = (
    "SDQ (Strengths and Difficulties Questionnaire) for parents or educators of 4-17 year olds - {} - parent score"
)
SDQ_SELF = "SDQ (Strengths and Difficulties Questionnaire) self-rated for 11-17 year olds - {} score"
RCADS_PARENT = "RCADS (Revised Childrens Anxiety and Depression Scale) - Parent version - {} score"
RCADS_SELF = "RCADS (Revised Childrens Anxiety and Depression Scale) - {} score"
GOAL = "Goal-Based Outcomes tool goal progress chart - {} score"
SDQ_WORDS = {
    "emotion": "emotional symptoms",
    "conduct": "conduct problems",
    "hyper": "hyperactivity",
    "peer": "peer problems",
    "prosocial": "prosocial",
    "impact": "impact",
}
RCADS_WORDS = {
    "sad": "Separation Anxiety",
    "sp": "Social Phobia",
    "gad": "Generalized Anxiety",
    "pd": "Panic",
    "ocd": "Obsessions/Compulsions",
    "mdd": "Depression",
}
NHS_NAMES = [
    *[("sdq", "parent_carer", id, SDQ_PARENT.format(words)) for id, words in SDQ_WORDS.items()],
    *[("sdq", "young_person", id, SDQ_SELF.format(words)) for id, words in SDQ_WORDS.items()],
    *[("rcads_47", "parent_carer", id, RCADS_PARENT.format(words)) for id, words in RCADS_WORDS.items()],
    *[("rcads_47", "young_person", id, RCADS_SELF.format(words)) for id, words in RCADS_WORDS.items()],
    *[("gbo", "young_person", f"goal_{i}", GOAL.format(f"goal {i}")) for i in (1, 2, 3)],
]


@pytest.mark.parametrize(("measure", "informant", "subscale", "nhs_name"), NHS_NAMES, ids=str)
def test_reliable_change_threshold_is_that_of_nhs_england(measure, informant, subscale, nhs_name):
    change = ALL[measure].scale(subscale, informant).reliable_change
    assert change.threshold == NHS[nhs_name]
    assert "NHS England" in change.source
    assert not change.is_ours
    assert change.score_kind == ("t_score" if measure == "rcads_47" else "raw")


GOAL_CHART = "Goal Progress Chart - Child/Young Person - goal"
NOT_SHIPPED = (
    "Child Outcome Rating Scale", "Generalized anxiety disorder 7", "Outcome Rating Scale", "Patient health",
    "SCORE Index", "HoNOSCA", "Short Warwick-Edinburgh", "Warwick-Edinburgh", "Childrens global assessment",
)  # fmt: skip


@pytest.mark.parametrize(("name", "threshold"), NHS.items(), ids=str)
def test_every_nhs_threshold_is_ours_too_or_of_a_measure_that_is_not_shipped(name, threshold):
    if name.startswith(GOAL_CHART):
        # another name of the same tool
        assert {scale.reliable_change.threshold for scale in ALL["gbo"].subscales.values()} == {threshold}
    else:
        assert name in {nhs_name for *_, nhs_name in NHS_NAMES} or name.startswith(NOT_SHIPPED)


@pytest.mark.parametrize(
    ("informant", "threshold", "report_at"),
    [("parent_carer", 8, (7, 8, 9)), ("teacher", 8, (6, 8)), ("young_person", 9, (7, 9))],
)
def test_sdq_total_threshold_is_labelled_as_ours(informant, threshold, report_at):
    change = ALL["sdq"].scale("total", informant).reliable_change
    assert (change.threshold, change.report_at, change.is_ours) == (threshold, report_at, True)
    assert "ours" in change.source


@pytest.mark.parametrize("subscale", list(SDQ_WORDS))
def test_no_national_threshold_exists_for_the_teacher_sdq(subscale):
    assert ALL["sdq"].scale(subscale, "teacher").reliable_change is None


def test_mean_goal_has_its_own_threshold():
    change = ALL["gbo"].pair_scales["mean_goal"].reliable_change
    assert change.threshold == 2.45
    assert "(to confirm)" in change.source


@pytest.mark.parametrize("measure", ["radq", "carer_questionnaire", "tscc", "srs", "esq"])
def test_measures_without_known_error_have_no_reliable_change(measure):
    assert not ALL[measure].has_reliable_change


def test_direction_belongs_to_the_scale_not_to_the_measure():
    assert {scale.id for scale in ALL["sdq"].subscales.values() if scale.higher_is == "better"} == {"prosocial"}
    assert ALL["carer_questionnaire"].scale("total").higher_is == "better"
    assert ALL["radq"].scale("total").higher_is == "worse"


def test_sdq_uses_each_of_25_items_once():
    scales = [scale for scale in ALL["sdq"].subscales.values() if scale.form_part == "main"]
    assert sorted(item for scale in scales for item in scale.items) == sorted(f"item_{i}" for i in range(1, 26))
    assert {item for scale in scales for item in scale.reversed} == {f"item_{i}" for i in (7, 21, 25, 11, 14)}


def test_rcads_uses_each_of_47_items_once():
    items = [item for scale in ALL["rcads_47"].subscales.values() for item in scale.items]
    assert sorted(items) == sorted(f"item_{i}" for i in range(1, 48))


@pytest.mark.parametrize(("measure", "informant", "scale"), EVERY_SCALE, ids=lambda part: getattr(part, "id", part))
def test_every_scale_says_where_its_numbers_come_from(measure, informant, scale):
    assert scale.label
    assert scale.source
    assert scale.range[0] < scale.range[1]
    assert scale.higher_is in ("better", "worse")
    assert set(scale.band_sources) == set(scale.bands)
    assert all(scale.band_sources.values())
    for scheme, bands in scale.bands.items():
        if scheme != "t_score":
            # bands cover the range with no gap and no overlap
            assert (bands[0].low, bands[-1].high) == scale.range
            assert [band.low for band in bands[1:]] == [band.high + 1 for band in bands[:-1]]


@pytest.mark.parametrize("measure", ALL.values(), ids=lambda measure: measure.id)
def test_every_measure_can_be_named_cited_and_cautioned_about(measure):
    assert all([measure.label, measure.short_label, measure.citation, measure.terms, measure.source, measure.caveat])
    assert measure.primary_subscale is None or measure.primary_subscale in measure.subscales


def test_band_ids_run_from_best_to_worst():
    assert ALL["sdq"].scale("total").band_ids() == ("close_to_average", "slightly_raised", "high", "very_high")
    assert ALL["sdq"].scale("prosocial").band_ids() == ("close_to_average", "slightly_lowered", "low", "very_low")
    assert ALL["radq"].scale("total").band_ids() == ("below_65", "65_to_79", "80_to_99", "100_and_over")
    assert ALL["gbo"].scale("goal_1").band_ids() == ()


def test_files_hold_item_numbers_never_wording():
    for path in PACKAGED.glob("*.yml"):
        items = re.findall(r"^\s*(?:items|reversed): \[(.*)\]", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert all(re.fullmatch(r"item_\d+|impact_[a-z]+", item) for row in items for item in row.split(", "))


def test_remembered_edges_are_marked_to_confirm():
    marked = {
        (id, informant)
        for informant in ALL["sdq"].informants
        for id, scale in ALL["sdq"].scales[informant].items()
        if "(to confirm)" in scale.band_sources["four_band"]
    }
    carers = {(id, "parent_carer") for id in ("emotion", "conduct", "hyper", "peer", "prosocial", "impact")}
    young = {(id, "young_person") for id in ("emotion", "conduct", "hyper", "peer", "prosocial", "impact")}
    assert marked == carers | young | {("impact", "teacher")}


def test_packaged_norms_are_the_published_table():
    assert filecmp.cmp(PACKAGED / "rcads_47_norms.csv", GOLDEN / "nhs_rcads_norms.csv", shallow=False)


@pytest.mark.parametrize("subscale", list(RCADS_WORDS))
@pytest.mark.parametrize("informant", ["young_person", "parent_carer"])
def test_t_score_of_the_norm_mean_is_50_and_one_sd_above_it_60(subscale, informant):
    name = (RCADS_PARENT if informant == "parent_carer" else RCADS_SELF).format(RCADS_WORDS[subscale])
    norms = NORMS[NORMS["scale"] == name]
    assert len(norms) == 2 * 10  # boys and girls, ages 8 to 17
    at_mean = measures.rcads_t_score(norms["mean"], subscale, informant, norms["gender"], norms["age"])
    above = measures.rcads_t_score(norms["mean"] + norms["sd"], subscale, informant, norms["gender"], norms["age"])
    assert at_mean == pytest.approx(50)
    assert above == pytest.approx(60)


def test_t_score_by_hand():
    # boys aged 8, self-report low mood: mean 8.25, SD 4.09
    found = measures.rcads_t_score([17], "mdd", "young_person", ["M"], [8])
    assert found == pytest.approx([(17 - 8.25) / 4.09 * 10 + 50])


NO_NORMS = [
    ("U", 10, "sad"),
    (None, 10, "sad"),
    ("M", 7, "sad"),
    ("F", 18, "sad"),
    ("F", None, "sad"),
    ("M", 10, "total"),
]


@pytest.mark.parametrize(("sex", "age", "subscale"), NO_NORMS)
def test_outside_the_norms_there_is_no_t_score(sex, age, subscale):
    assert np.isnan(measures.rcads_t_score(12, subscale, "young_person", sex, age))


def test_an_unknown_measure_is_a_user_error_that_lists_the_known_ones():
    with pytest.raises(ParamsError, match=r"'sqd'.*sdq"):
        measures.load("sqd")


def test_measures_cannot_be_changed_by_accident():
    with pytest.raises(FrozenInstanceError):
        ALL["sdq"].scale("total").higher_is = "better"
    with pytest.raises(TypeError):
        ALL["sdq"].informants["clinician"] = "Clinician"
