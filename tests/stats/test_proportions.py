"""Wilson and Holm against R (binom, p.adjust)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rtt_eval import stats

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("case", pd.read_csv(GOLDEN / "wilson.csv").to_dict("records"), ids=str)
def test_wilson_matches_r(case):
    found = stats.wilson(case["x"], case["n"])
    assert found[:3] == pytest.approx((case["prop"], case["wilson_low"], case["wilson_high"]), abs=1e-9)


@pytest.mark.parametrize(("events", "n"), [(0, 0), (None, 5), (3, None), (6, 5), (-1, 5)])
def test_wilson_without_children_is_not_estimable(events, n):
    found = stats.wilson(events, n)
    assert np.isnan(found[:3]).all()
    assert found.note


def test_holm_matches_r():
    family = pd.read_csv(GOLDEN / "holm.csv")
    assert stats.holm(family["p"]) == pytest.approx(family["holm"].tolist(), abs=1e-9)


def test_a_missing_p_does_not_count_in_the_family():
    # two p values are left: .01 * 2, and .04 * 1
    assert stats.holm([0.04, None, 0.01]) == pytest.approx([0.04, float("nan"), 0.02], nan_ok=True)
    assert stats.holm([]) == []
