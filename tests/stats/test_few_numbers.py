"""No formula warns or raises on few, equal or missing numbers (warnings are errors in this test run)."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rtt_eval import stats

NAN = float("nan")
SAMPLES = {
    "none": [],
    "one": [3],
    "two": [3, 5],
    "two missing": [NAN, None],
    "half missing": [NAN, 3, 7, None],
    "constant": [4, 4, 4, 4, 4],
    "all zero": [0, 0, 0],
    "tied": [2, 2, 2, -2, -2],
    "tied pairs": [1, 1, 5, 5],
    "hair apart": [0.1, 0.2, 0.30000000000000004],
}
COUNTS = {
    "none": (0, 0, 0, 0),
    "missing": (None, NAN, None, NAN),
    "one": (1, 0, 0, 0),
    "no change": (4, 0, 0, 3),
    "one missing": (4, None, 2, 3),
    "negative": (-1, 2, 3, 4),
}
TABLES = {
    "none": np.zeros((0, 0)),
    "zeros": np.zeros((3, 3)),
    "one child": [[0, 1], [0, 0]],
    "nobody moved": [[4, 0], [0, 3]],
    "all in one band": [[7, 0, 0], [0, 0, 0], [0, 0, 0]],
    "everybody moved": [[0, 0], [3, 0]],
    "missing": [[NAN, 1], [2, NAN]],
}
OF_ONE_LIST = {
    "bootstrap_bca": "ci_low",
    "hodges_lehmann": "estimate",
    "signflip": "p",
    "wilcoxon_exact": "p",
    "xmr": "upper_limit",
}
"""Function of one list of changes -> the field that is NaN, with a note, where it cannot be estimated."""

OF_PAIRS = {"kaplan_meier": "median", "paired_change": "p", "paired_events": "signflip_p"}
OF_COUNTS = {
    "cut_offs": "c",
    "mcnemar_exact": "p",
    "rate_ratio": "p",
    "regression_to_mean": "expected_change",
}
OTHERS = {
    "added_value", "band_transitions", "change_category", "holm", "nhs_combination", "reliable_change",
    "restricted_mean", "wilson",
}  # fmt: skip
"""Each with a test of its own below."""


def says_why(found, field):
    """A value, or NaN and a reason."""
    return bool(found.note) if np.isnan(getattr(found, field)) else True


def test_every_public_function_is_tried_here():
    public = {name for name in stats.__all__ if name.islower()}
    assert public == {*OF_ONE_LIST, *OF_PAIRS, *OF_COUNTS, *OTHERS}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize(("name", "field"), OF_ONE_LIST.items())
def test_functions_of_one_list(name, field, sample):
    assert says_why(getattr(stats, name)(sample), field)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize(("name", "field"), OF_PAIRS.items())
def test_functions_of_pairs(name, field, sample):
    for other in (sample, sample[::-1], [0] * len(sample), [None] * len(sample)):
        assert says_why(getattr(stats, name)(sample, other), field)


@pytest.mark.parametrize("counts", COUNTS.values(), ids=COUNTS)
@pytest.mark.parametrize(("name", "field"), OF_COUNTS.items())
def test_functions_of_four_numbers(name, field, counts):
    assert says_why(getattr(stats, name)(*counts), field)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_of_bands(table):
    found = stats.band_transitions(table)
    assert says_why(found, "p")
    assert found.improved + found.same + found.worse == found.n


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_functions_of_columns_keep_their_length(sample):
    constant = [4] * len(sample)
    assert len(stats.holm(np.abs(np.array(sample, float)) / 10)) == len(sample)
    assert len(stats.change_category(sample, 3, "worse")) == len(sample)
    assert len(stats.reliable_change(sample, constant, 5.8, 0.82).category) == len(sample)
    found = stats.added_value(sample, constant, constant, constant)
    assert len(found.added_value) == len(sample)
    assert bool(found.note) == bool(np.isnan(np.array(sample, float)).any())


@pytest.mark.parametrize("single", [None, NAN, 0, 3])
def test_functions_of_single_scores(single):
    assert says_why(stats.added_value(single, single, single, single), "added_value")
    assert stats.change_category(single, 3, "better").tolist() == [
        None if single is None or np.isnan(single) else "improved" if single >= 3 else "no_reliable_change"
    ]
    for sd, reliability in ((5.8, 0.82), (0, 0.82), (NAN, NAN), (5.8, 1)):
        assert says_why(stats.reliable_change(single, 4, sd, reliability), "threshold")
    assert stats.nhs_combination([single] if single is None or np.isnan(single) else []) == "not_paired"


@pytest.mark.parametrize("counts", [(0, 0), (0, 1), (1, 1), (None, 1), (NAN, NAN), (2, 1)], ids=str)
def test_shares(counts):
    assert says_why(stats.wilson(*counts), "proportion")


@pytest.mark.parametrize("until", [0, 1, 100, NAN])
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_restricted_mean(sample, until):
    days = np.abs(np.array(sample, float))
    for event in ([0] * len(sample), [1] * len(sample), [None] * len(sample)):
        assert says_why(stats.restricted_mean(days, event, until), "mean")


some_changes = some.lists(some.integers(-40, 40) | some.floats(-10, 10) | some.just(NAN) | some.none(), max_size=12)


@given(some_changes, some_changes)
@settings(max_examples=60, deadline=None)
def test_any_list_is_taken_and_its_order_does_not_matter(one, other):
    n = min(len(one), len(other))
    pairs = list(zip(one[:n], other[:n], strict=True))
    for name, field in OF_ONE_LIST.items():
        if name not in ("xmr", "bootstrap_bca"):  # one is a series in time, the other draws by place
            found, turned = getattr(stats, name)(one), getattr(stats, name)(one[::-1])
            assert getattr(found, field) == pytest.approx(getattr(turned, field), nan_ok=True), name
            assert says_why(found, field)
    found = stats.paired_change(*zip(*pairs, strict=True)) if pairs else stats.paired_change([], [])
    turned = stats.paired_change(*zip(*pairs[::-1], strict=True)) if pairs else stats.paired_change([], [])
    assert found.mean == pytest.approx(turned.mean, nan_ok=True)
    assert found.p == pytest.approx(turned.p, nan_ok=True, rel=1e-6, abs=1e-9)
    assert says_why(stats.xmr(one), "upper_limit")


@given(some.lists(some.tuples(some.integers(0, 30), some.integers(0, 30)), max_size=10))
@settings(max_examples=60, deadline=None)
def test_any_counts_are_taken_and_the_wider_interval_holds_the_ratio(children):
    before, during = [one for one, _ in children], [other for _, other in children]
    found = stats.paired_events(before, during)
    assert found.fewer + found.same + found.more == found.n == len(children)
    if np.isnan(found.ratio):
        assert found.note
    else:
        assert found.ci_low <= found.ratio <= found.ci_high


def test_counts_say_how_many_numbers_there_were():
    sample = [NAN, 3, 7, None]
    assert [getattr(stats, name)(sample).n for name in OF_ONE_LIST] == [2, 2, 2, 2, 2]
    assert stats.paired_change(sample, [1, 1, NAN, 1]).n == 1


def test_importing_the_formulas_is_quick_and_leaves_heavy_packages_out():
    code = (
        "import rtt_eval.stats, sys; print([m for m in ('scipy.stats', 'statsmodels', 'pandas') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
