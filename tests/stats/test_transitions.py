"""Band transitions and McNemar against R (coin, exact enumeration)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rtt_eval import stats

GOLDEN = Path(__file__).parents[1] / "golden"
TABLES = pd.read_csv(GOLDEN / "band_transitions.csv").to_dict("records")
MCNEMAR = pd.read_csv(GOLDEN / "mcnemar.csv").to_dict("records")


def parsed(cell):
    return [[int(count) for count in row.split(",")] for row in cell.split("|")]


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["table"])
def test_band_transitions_match_r(case):
    found = stats.band_transitions(parsed(case["rows_pre_cols_post"]))
    assert (found.n, found.improved, found.same, found.worse) == tuple(
        case[name] for name in ("n", "improved", "same", "worse")
    )
    assert found.df == case["df"]
    columns = {
        "direction_p": "p_direction_sign_exact",
        "stuart_maxwell": "stuart_maxwell",
        "p": "p_sm",
        "bhapkar": "bhapkar",
        "bhapkar_p": "p_bhapkar",
        "signflip_p": "p_signflip_bandshift_exact",
        "mean_shift": "mean_band_shift",
    }
    for field, column in columns.items():
        assert getattr(found, field) == pytest.approx(case[column], abs=1e-9), field


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["table"])
def test_an_empty_band_changes_nothing(case):
    table = np.array(parsed(case["rows_pre_cols_post"]))
    wider = np.insert(np.insert(table, 4, 0, axis=0), 4, 0, axis=1)
    assert stats.band_transitions(wider)[:12] == pytest.approx(stats.band_transitions(table)[:12])


def test_two_bands_reduce_to_mcnemar():
    # 9 of 11 who moved got better: Stuart-Maxwell is (9 - 2)^2 / (9 + 2) on 1 df
    found = stats.band_transitions([[5, 2], [9, 3]])
    assert (found.stuart_maxwell, found.df) == (pytest.approx(49 / 11), 1)
    assert found.direction_p == pytest.approx(0.0654296875)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[4, 0], [0, 3]]])
def test_nobody_moved_nothing_to_test(table):
    found = stats.band_transitions(table)
    assert found.same == sum(map(sum, table))
    assert np.isnan([found.p, found.direction_p, found.signflip_p, found.bhapkar_p]).all()
    assert found.note


def test_everybody_moved_leaves_bhapkar_without_variance():
    found = stats.band_transitions([[0, 0], [3, 0]])
    assert found.stuart_maxwell == pytest.approx(3**2 / 3)
    assert np.isnan(found.bhapkar)
    assert found.direction_p == 2 * 0.5**3


def test_a_table_that_is_not_square_is_a_programming_error():
    with pytest.raises(ValueError, match="as many"):
        stats.band_transitions([[1, 2, 3], [4, 5, 6]])


@pytest.mark.parametrize("case", MCNEMAR)
def test_mcnemar_matches_r(case):
    found = stats.mcnemar_exact(case["both_neg"], case["neg_to_pos"], case["pos_to_neg"], case["both_pos"])
    expected = (case["p_exact"], case["p_midp"], case["pre_prop"], case["post_prop"])
    assert found[:4] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (4, 0, 0, 3), (None, 1, 2, 3)])
def test_mcnemar_without_change_has_no_p(counts):
    found = stats.mcnemar_exact(*counts)
    assert np.isnan([found.p, found.p_mid]).all()
    assert found.note
