"""The band of every score, and the category of a change."""

from pathlib import Path

import pandas as pd
import pytest

from rtt_eval import measures, score

GOLDEN = Path(__file__).parent / "golden"
ALL = measures.load_all()
INFORMANT = {"p": "parent_carer", "t": "teacher", "s": "young_person"}
BANDS = pd.read_csv(GOLDEN / "sdq_bands_every_score.csv").to_dict("records")


@pytest.mark.parametrize("case", BANDS, ids=lambda case: f"{case['informant']}-{case['scale']}-{case['score']}")
def test_band_of_every_sdq_score(case):
    subscale = {"prosoc": "prosocial"}.get(case["scale"], case["scale"])
    for scheme, column in (("four_band", "band4"), ("three_band", "band3")):
        assert score.band("sdq", INFORMANT[case["informant"]], subscale, case["score"], scheme) == case[column]


@pytest.mark.parametrize(
    ("total", "expected"), [(None, None), (float("nan"), None), (-1, None), (41, None), (13.5, "close_to_average")]
)
def test_band_of_a_missing_or_impossible_score(total, expected):
    assert score.band(ALL["sdq"], "parent_carer", "total", total) == expected


@pytest.mark.parametrize(
    ("total", "expected"), [(64, "below_65"), (65, "65_to_79"), (80, "80_to_99"), (100, "100_and_over")]
)
def test_radq_bands(total, expected):
    assert score.band("radq", "parent_carer", "total", total) == expected


def test_reliable_change_category_takes_a_column():
    changes = pd.Series([-8.0, -7.9, 8.0, None])
    found = score.reliable_change_category(changes, 8, "worse")
    assert found.tolist() == ["improved", "no_reliable_change", "deteriorated", None]
