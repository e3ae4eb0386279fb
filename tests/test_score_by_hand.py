"""ESQ, SRS, the service's own forms and entered totals against forms scored by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rtt_eval import measures, score

GOLDEN = Path(__file__).parent / "golden"
ALL = measures.load_all()
ESQ = pd.read_csv(GOLDEN / "esq_hand_scored.csv").to_dict("records")
SRS = pd.read_csv(GOLDEN / "srs_hand_scored.csv").to_dict("records")
LOCAL = pd.read_csv(GOLDEN / "local_forms_hand_scored.csv", keep_default_na=False).to_dict("records")
LINES = ("relationship", "goals", "approach", "overall")


def scored(scores, measure, informant="parent_carer", known=ALL):
    rows = pd.DataFrame({"subscale": list(scores), "score": list(scores.values())}).assign(
        person_id="P1", case_id="C1", measure=measure, informant=informant, informant_key="K1",
        form_version=None, timepoint="month_6", date_completed=pd.Timestamp("2018-01-15"), score_kind=None,
        missing_reason=None,
    )  # fmt: skip
    return score.responses(rows, known).set_index("subscale")


@pytest.mark.parametrize("case", ESQ, ids=lambda case: case["case"])
def test_esq_form_is_scored_as_by_hand(case):
    found = scored({f"item_{i}": case[f"item_{i}"] for i in range(1, 13)}, "esq", case["informant"])["score"]
    for subscale in ("satisfaction", "environment"):
        assert found[subscale] == pytest.approx(case[f"exp_{subscale}"], nan_ok=True)


def test_esq_answer_that_the_form_does_not_have_is_flagged():
    found = scored({f"item_{i}": 2 for i in range(1, 13)} | {"item_1": 3}, "esq")
    assert "out_of_range" in found.loc["satisfaction", "flags"]
    assert found.loc["environment", "flags"] == ""


@pytest.mark.parametrize("case", SRS, ids=lambda case: case["case"])
def test_srs_form_is_added_up_as_by_hand(case):
    found = scored({line: case[line] for line in LINES}, "srs", "young_person")
    assert found.loc["total", "score"] == pytest.approx(case["exp_total"], nan_ok=True)
    assert "discuss" not in found.loc["total", "flags"]


@pytest.mark.parametrize("case", SRS, ids=lambda case: case["case"])
def test_srs_line_of_36_is_used_only_where_the_form_is_known_to_run_from_0_to_10(case, tmp_path):
    packaged = (Path(measures.__file__).parent / "srs.yml").read_text(encoding="utf-8")
    path = tmp_path / "srs.yml"
    path.write_text(packaged.replace("  parts: [", "  discuss_at_most: 36\n  parts: ["), encoding="utf-8")
    found = scored({line: case[line] for line in LINES}, "srs", "young_person", {"srs": measures.read_file(path)})
    assert ("discuss" in found.loc["total", "flags"].split(";")) == (case["exp_discuss_if_0_to_10"] == "yes")


@pytest.mark.parametrize("case", LOCAL, ids=lambda case: f"{case['measure']}-{case['line']}-{case['entered']}")
def test_entered_score_is_kept_within_its_range_and_flagged(case):
    found = scored({case["line"]: case["entered"]}, case["measure"], case["informant"]).loc[case["line"]]
    expected = float(case["exp_score"]) if case["exp_score"] != "" else np.nan
    assert found["score"] == pytest.approx(expected, nan_ok=True)
    assert found["flags"] == case["exp_flag"]


@pytest.mark.parametrize("measure", ["carer_iip", "intensive_support_carer", "network_meeting", "carer_questionnaire"])
def test_forms_without_norms_have_neither_bands_nor_reliable_change(measure):
    scales = [scale for by in ALL[measure].scales.values() for scale in by.values()]
    assert not any(scale.bands or scale.reliable_change for scale in scales)
    assert {scale.higher_is for scale in scales} == {"better"}


@pytest.mark.parametrize(
    ("measure", "ends"), [("carer_iip", (1, 10)), ("intensive_support_carer", (0, 3)), ("network_meeting", (0, 6))]
)
def test_marks_of_the_services_own_forms(measure, ends):
    assert {scale.range for scale in ALL[measure].subscales.values()} == {ends}
