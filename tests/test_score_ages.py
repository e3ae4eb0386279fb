"""What depends on the child's age: T scores against the NHS norms by arithmetic, and bands refused outside the form."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rtt_eval import measures, score
from rtt_eval.score_ages import ages_at

ALL = measures.load_all()
NORMS = pd.read_csv(Path(__file__).parent / "golden" / "nhs_rcads_norms.csv")
DEPRESSION = "RCADS (Revised Childrens Anxiety and Depression Scale) - Depression score"
PARENT_PANIC = "RCADS (Revised Childrens Anxiety and Depression Scale) - Parent version - Panic score"
FORM_DAY = pd.Timestamp("2018-03-14")


def entered(scores, measure="rcads_47", informant="young_person", person="P1", day=FORM_DAY):
    return pd.DataFrame({"subscale": list(scores), "score": list(scores.values())}).assign(
        person_id=person, case_id="C1", measure=measure, informant=informant, informant_key="K1",
        form_version="baseline", timepoint="baseline", date_completed=day, score_kind="raw", missing_reason=None,
    )  # fmt: skip


def young_people(birth_month, sex="F", person="P1"):
    return pd.DataFrame({"person_id": [person], "birth_month": [pd.Timestamp(birth_month)], "sex": [sex]})


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2008-03-15", "2018-03-14", 9),  # the day before
        ("2008-03-15", "2018-03-15", 10),
        ("2008-12-15", "2018-01-31", 9),
        (None, "2018-01-31", np.nan),
        ("2008-12-15", None, np.nan),
    ],
)
def test_age_is_in_completed_years_on_the_day_of_the_form(born, day, age):
    rows = pd.DataFrame({"person_id": ["P1"], "date_completed": [pd.Timestamp(day)]})
    assert ages_at(rows, young_people(born)).tolist() == pytest.approx([age], nan_ok=True)


def test_t_scores_by_hand():
    # aged 14: girls' self-report low mood; parent report of panic
    rows = pd.concat([entered({"mdd": 17}), entered({"pd": 9}, informant="parent_carer")])
    found = score.t_scores(score.responses(rows, ALL), young_people("2003-06-15"))
    expected = {}
    for subscale, name, raw in (("mdd", DEPRESSION, 17), ("pd", PARENT_PANIC, 9)):
        norm = NORMS[(NORMS["scale"] == name) & (NORMS["gender"] == "F") & (NORMS["age"] == 14)].iloc[0]
        expected[subscale] = (raw - norm["mean"]) / norm["sd"] * 10 + 50
    assert found.set_index("subscale")["score"].to_dict() == pytest.approx(expected)
    assert set(found["score_kind"]) == {"t_score"}
    assert list(found.columns) == score.COLUMNS


def test_t_score_bands_begin_at_65_and_70():
    # boys aged 8: low mood 8.25 (4.09); 14.39 is T 65.01, 14.38 is T 64.99, 16.43 is T 70
    cases = {"P1": (14.39, "65_to_69"), "P2": (14.38, "below_65"), "P3": (16.44, "70_and_over")}
    rows = pd.concat([entered({"mdd": raw}, person=person) for person, (raw, _) in cases.items()])
    people = pd.concat([young_people("2009-06-15", "M", person) for person in cases])
    found = score.t_scores(score.responses(rows, ALL), people).set_index("person_id")["band"]
    assert found.to_dict() == {person: band for person, (_, band) in cases.items()}


NO_T_SCORE = [
    ("2010-06-15", "F"),  # aged 7
    ("1999-06-15", "F"),  # aged 18
    (None, "F"),
    ("2003-06-15", "U"),
    ("2003-06-15", None),
]


@pytest.mark.parametrize(("born", "sex"), NO_T_SCORE)
def test_raw_only_where_no_norm_applies(born, sex):
    assert score.t_scores(score.responses(entered({"mdd": 17}), ALL), young_people(born, sex)).empty


def test_totals_other_measures_and_unknown_scales_have_no_t_score():
    rows = pd.concat(
        [
            entered({"total": 60, "total_anxiety": 50, "sleep": 3}),
            entered({"total": 12}, measure="sdq"),
            entered({"mdd": 9}, informant="teacher"),
        ]
    )
    assert score.t_scores(score.responses(rows, ALL), young_people("2003-06-15")).empty


def test_age_to_grade_of_the_authors_takes_the_norms_of_a_year_younger():
    # boys: low mood 7.07 (3.64) at 10 and 11 in the NHS table, 6.71 (3.64) at 12 and 13
    at_12 = {way: measures.rcads_t_score(17, "mdd", "young_person", "M", 12, way) for way in ("nhs", "ucla")}
    assert at_12["nhs"] == pytest.approx((17 - 6.71) / 3.64 * 10 + 50)
    assert at_12["ucla"] == pytest.approx((17 - 7.07) / 3.64 * 10 + 50)
    # grade 2 has no norms, and 18 is outside either way
    assert np.isnan(measures.rcads_t_score(17, "mdd", "young_person", "M", [8, 18], "ucla")).all()
    rows = score.responses(entered({"mdd": 17}), ALL)
    found = score.t_scores(rows, young_people("2005-06-15", "M"), age_to_grade="ucla")
    assert found["score"].tolist() == pytest.approx([at_12["ucla"]])
    with pytest.raises(ValueError, match="nhs, ucla"):
        score.t_scores(rows, young_people("2005-06-15", "M"), age_to_grade="us")


AGES_AND_BANDS = [
    ("parent_carer", 3, False),
    ("parent_carer", 4, True),
    ("teacher", 17, True),
    ("teacher", 18, False),
    ("young_person", 10, False),
    ("young_person", 11, True),
]


@pytest.mark.parametrize(("informant", "age", "has_band"), AGES_AND_BANDS)
def test_sdq_is_not_banded_outside_the_ages_of_its_forms(informant, age, has_band):
    rows = entered({"emotion": 3, "conduct": 3, "hyper": 3, "peer": 3}, "sdq", informant)
    people = young_people(f"{2018 - age}-01-15")
    found = score.responses(rows, ALL, young_people=people)
    assert found["band"].notna().all() == has_band
    assert found["band"].isna().all() != has_band
    assert (found["flags"] == ("" if has_band else "outside_ages")).all()
    assert found["score"].tolist() == [3, 3, 3, 3, 12]


def test_an_age_that_is_not_known_refuses_nothing_and_other_measures_are_not_touched():
    rows = pd.concat([entered({"total": 12}, "sdq"), entered({"total": 70}, "radq", "parent_carer")])
    without = score.responses(rows, ALL)
    pd.testing.assert_frame_equal(score.responses(rows, ALL, young_people=young_people(None)), without)
    at_3 = score.responses(rows, ALL, young_people=young_people("2015-01-15"))
    assert at_3.set_index("measure").loc["radq", "band"] == "65_to_79"


def test_age_forms_of_the_sdq_are_all_there():
    forms = {form.label: (form.informants, form.ages, form.has_bands) for form in ALL["sdq"].age_forms}
    adults = ("parent_carer", "teacher")
    assert forms == {
        "P/T 2-4": (adults, (2, 4), False),
        "P/T 4-10": (adults, (4, 10), True),
        "P/T 11-17": (adults, (11, 17), True),
        "S 11-17": (("young_person",), (11, 17), True),
        "18 and over": ((*adults, "young_person"), (18, 99), False),
    }


def test_raw_scores_with_a_norm_give_way_to_their_t_score_and_the_others_stay():
    rows = pd.concat([entered({"mdd": 17, "total": 60}), entered({"mdd": 12}, person="P2")])
    people = pd.concat([young_people("2003-06-15"), young_people("1999-06-15", person="P2")])  # P2 is 18: no norm
    scores = score.responses(rows, ALL)
    found = score.with_t_scores(scores, people)
    kinds = found.dropna(subset="score").set_index(["person_id", "subscale"])["score_kind"].to_dict()
    assert kinds == {("P1", "mdd"): "t_score", ("P1", "total"): "raw", ("P2", "mdd"): "raw"}
    assert len(found) == len(scores) and set(scores["score_kind"]) == {"raw"}  # what was given is as it was
