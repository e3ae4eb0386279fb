"""XmR charts against NHSRplotthedots 0.2.2."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rtt_eval import stats

SERIES = list(pd.read_csv(Path(__file__).parents[1] / "golden" / "xmr.csv").groupby(["series", "screen_outliers"]))


@pytest.mark.parametrize(("key", "series"), SERIES, ids=lambda part: str(part) if isinstance(part, tuple) else "")
def test_xmr_matches_nhsrplotthedots(key, series):
    found = stats.xmr(series["value"], screen_outliers=key[1], improvement="decrease")
    expected = series[["mean", "lpl", "upl"]].iloc[0].tolist()
    assert [found.mean, found.lower_limit, found.upper_limit] == pytest.approx(expected, abs=1e-9)
    assert found.special_cause == series["special_cause"].tolist()
    assert found.point_type == series["point_type_decrease_is_improvement"].tolist()
    assert not found.is_trial


def test_a_trend_of_seven_points_goes_before_a_run_on_one_side():
    # eight rising months; mean 4.5, moving ranges 1, limits 4.5 +/- 2.66: the ends lie beyond them
    found = stats.xmr(range(1, 9), improvement="increase")
    assert found.upper_limit == pytest.approx(4.5 + 2.66)
    inner = ["7 Point Trend (Increasing)"] * 6
    assert found.special_cause == ["Below LCL", *inner, "Above UCL"]
    assert found.point_type[0] == "special_cause_concern"
    assert found.is_trial


def test_six_rising_points_are_no_trend():
    assert "7 Point Trend (Increasing)" not in stats.xmr([5, 1, 2, 3, 4, 5, 6, 1, 5]).special_cause


def test_a_point_on_the_mean_breaks_a_run():
    # mean 10; six below, one on it
    labels = stats.xmr([9, 9, 9, 10, 9, 9, 9, 11, 11, 11, 11, 11, 11]).special_cause
    assert "7 Points Below CL" not in labels


def test_no_direction_is_neutral():
    found = stats.xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], screen_outliers=True)
    assert found.point_type[4] == "special_cause_neutral_high"


def test_missing_months_keep_their_place():
    found = stats.xmr([3, None, 5, float("nan")])
    assert found.special_cause == ["Common Cause", "Missing", "Common Cause", "Missing"]
    assert (found.n, found.mean, found.upper_limit) == (2, 4, pytest.approx(4 + 2.66 * 2))


@pytest.mark.parametrize("values", [[], [4], [None]])
def test_fewer_than_two_values_have_no_limits(values):
    found = stats.xmr(values)
    assert np.isnan([found.lower_limit, found.upper_limit]).all()
    assert found.note
    assert len(found.special_cause) == len(values)


@pytest.mark.parametrize("screened", [True, False])
def test_a_constant_series_has_limits_at_its_mean_and_no_special_cause(screened):
    found = stats.xmr([4] * 13, screen_outliers=screened)
    assert (found.lower_limit, found.upper_limit) == (4, 4)
    assert set(found.special_cause) == {"Common Cause"}


def test_an_unknown_direction_is_a_programming_error():
    with pytest.raises(ValueError, match="improvement"):
        stats.xmr([1, 2], improvement="lower")
