"""No formula warns or raises on few, equal or missing numbers (warnings are errors in this test run)."""

import subprocess
import sys

import pytest

from rtt_eval import stats

NAN = float("nan")
SAMPLES = [
    [],
    [3],
    [3, 5],
    [4, 4, 4],
    [0, 0],
    [NAN, None],
    [NAN, 3, 7, None],
    [0.1, 0.2, 0.30000000000000004],
]
ONE_LIST = [
    stats.hodges_lehmann,
    stats.wilcoxon_exact,
    stats.signflip,
    stats.bootstrap_bca,
    stats.holm,
    stats.xmr,
]


@pytest.mark.parametrize("function", ONE_LIST, ids=lambda function: function.__name__)
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_functions_of_one_list_never_warn(function, sample):
    assert function(sample) is not None


@pytest.mark.parametrize("function", [stats.paired_change, stats.paired_events, stats.kaplan_meier])
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_functions_of_pairs_never_warn(function, sample):
    assert function(sample, sample).note is not None
    assert function(sample, sample[::-1]).note is not None
    assert function(sample, [0] * len(sample)).note is not None


def test_counts_say_how_many_numbers_there_were():
    sample = [NAN, 3, 7, None]
    assert [function(sample).n for function in ONE_LIST[:4]] == [2, 2, 2, 2]
    assert stats.paired_change(sample, [1, 1, NAN, 1]).n == 1


def test_importing_the_formulas_is_quick_and_leaves_heavy_packages_out():
    code = (
        "import rtt_eval.stats, sys; print([m for m in ('scipy.stats', 'statsmodels', 'pandas') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
