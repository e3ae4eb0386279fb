"""The random-intercept model beside the complete pairs: what it must equal, and a REML fit written out in full."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats
from statsmodels.formula.api import mixedlm

from rtt_eval import disclosure, measures, outcomes
from rtt_eval.outcomes.model import random_intercept

STEM = "outcomes.sdq.parent_carer.total."
MODEL = f"{STEM}mixed_model."
MEASURES = measures.load_all()
TIMES = ["baseline", "month_3", "month_6"]


def long(table):
    """A child a row, a time a column, NaN where there is no form -> scores, times and children."""
    rows = [
        (score, TIMES[place], child)
        for child, line in enumerate(table)
        for place, score in enumerate(line)
        if not np.isnan(score)
    ]
    return pd.DataFrame(rows, columns=["score", "time", "child"])


def fitted(table):
    rows = long(table)
    return random_intercept(rows["score"], rows["time"], rows["child"], TIMES[: table.shape[1]])


def invented(n_children, n_times, spread=4.0):
    rng = np.random.default_rng(5)
    return 18 + rng.normal(0, spread, (n_children, 1)) + rng.normal(0, 3, (n_children, n_times)).round(1)


def test_with_two_complete_times_it_is_the_paired_t_interval():
    table = invented(20, 2)
    found, change = fitted(table), table[:, 1] - table[:, 0]
    half = stats.t.ppf(0.975, 19) * change.std(ddof=1) / 20**0.5
    assert found.changes[0] == pytest.approx(change.mean(), abs=1e-9)
    assert (found.ci_low[0], found.ci_high[0]) == pytest.approx((change.mean() - half, change.mean() + half), abs=1e-4)


def test_with_complete_times_it_is_the_analysis_of_variance():
    table = invented(20, 3)
    found = fitted(table)
    left = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    error = (2 * np.square(left).sum() / (19 * 2) / 20) ** 0.5  # mean square within children, on 19 x 2 df
    assert found.changes == pytest.approx(table[:, 1:].mean(axis=0) - table[:, 0].mean(), abs=1e-9)
    assert (found.ci_high - found.ci_low) / 2 == pytest.approx(stats.t.ppf(0.975, 19) * error, abs=1e-4)


def reml(rows):
    """Changes and their errors by restricted likelihood, with the covariance of all forms written out."""
    y = rows["score"].to_numpy()
    x = np.column_stack([np.ones(len(y)), *(rows["time"] == time for time in TIMES[1:])]).astype(float)
    same = (rows["child"].to_numpy()[:, None] == rows["child"].to_numpy()).astype(float)

    def solved(ratio):
        v = np.eye(len(y)) + ratio * same
        inverse = np.linalg.inv(v)
        information = x.T @ inverse @ x
        beta = np.linalg.solve(information, x.T @ inverse @ y)
        variance = (y - x @ beta) @ inverse @ (y - x @ beta) / (len(y) - x.shape[1])
        deviance = np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1]
        return deviance + (len(y) - x.shape[1]) * np.log(variance), beta, variance * np.linalg.inv(information)

    best = optimize.minimize_scalar(
        lambda ratio: solved(ratio)[0], bounds=(0, 50), method="bounded", options={"xatol": 1e-8}
    )
    _, beta, covariance = solved(best.x)
    return beta[1:], np.sqrt(np.diag(covariance))[1:]


def test_with_forms_missing_it_is_restricted_likelihood():
    table = invented(20, 3)
    table[:4, 2], table[4:9, 1], table[9, 0] = np.nan, np.nan, np.nan
    found = fitted(table)
    changes, errors = reml(long(table))
    assert found.changes == pytest.approx(changes, abs=1e-4)
    assert (found.ci_high - found.ci_low) / 2 == pytest.approx(stats.t.ppf(0.975, 19) * errors, abs=1e-4)


def test_with_forms_missing_it_is_the_fit_of_statsmodels():
    table = invented(30, 3)
    table[:8, 2], table[8:14, 1], table[14:16, 0] = np.nan, np.nan, np.nan
    rows, found = long(table), fitted(table)
    fit = mixedlm("score ~ C(time)", rows, groups=rows["child"]).fit(reml=True)
    assert found.changes == pytest.approx(fit.fe_params.to_numpy()[1:], abs=1e-4)


def test_children_who_do_not_differ_leave_the_plain_means():
    table = invented(20, 3)
    table -= table.mean(axis=1, keepdims=True)  # every child has the same mean: no variance between children
    table[:5, 2] = np.nan
    found, rows = fitted(table), long(table)
    means = rows.groupby("time")["score"].mean()
    assert found.changes == pytest.approx([means[time] - means["baseline"] for time in TIMES[1:]], abs=1e-6)
    within = rows["score"] - rows["time"].map(means)
    error = (np.square(within).sum() / (len(rows) - 3) * (1 / 20 + 1 / 15)) ** 0.5
    assert found.ci_high[1] - found.changes[1] == pytest.approx(stats.t.ppf(0.975, 19) * error, rel=1e-6)


def test_scores_without_any_spread_have_no_interval():
    found = fitted(np.tile([12.0, 10.0, 9.0], (20, 1)))
    assert found.changes == pytest.approx([-2, -3])
    assert np.isnan(found.ci_low).all() and found.note == "scores do not vary within children: interval not estimable"


@pytest.fixture
def found_of(make_cases, make_scores):
    """Figures from a table: a child a row, a time a column, NaN where there is no form; and changes to some scores."""

    def build(table, changes=None):
        ids = [f"C{i}" for i in range(len(table))]
        rows = [
            (ids[child], "sdq", "total", TIMES[place], score, (changes or {}).get((child, place), {}))
            for child, line in enumerate(table)
            for place, score in enumerate(line)
            if not np.isnan(score)
        ]
        pairs = outcomes.pair_timepoints(
            make_scores(*rows), make_cases(*[(id, "2017-06-01") for id in ids]), date(2018, 3, 31)
        )
        return [*outcomes.completeness(pairs, MEASURES), *outcomes.summarise(pairs, MEASURES)]

    return build


def whole_points(n_children):
    return np.clip(invented(n_children, 3), 5, 40).round()


def test_the_figures_use_every_form_that_is_due(found_of):
    table = whole_points(22)
    table[0, 2], table[1, 1], table[2, 0] = np.nan, np.nan, np.nan
    found = {figure.id: figure for figure in found_of(table)}
    assert (found[f"{MODEL}children.n"].value, found[f"{MODEL}rows.n"].value) == (22, 63)
    one = found[f"{MODEL}baseline_to_month_6.change.mean"]
    expected = fitted(table)
    assert one.value == pytest.approx(expected.changes[1])
    assert one.interval == pytest.approx((expected.ci_low[1], expected.ci_high[1]))
    assert one.n == found[f"{STEM}baseline_to_month_6.n_paired"].value == 20


def test_a_form_of_the_wrong_version_is_left_out(found_of):
    table = whole_points(22)
    found = {figure.id: figure for figure in found_of(table, {(5, 2): {"form_version": "baseline"}})}
    table[5, 2] = np.nan
    assert found[f"{MODEL}rows.n"].value == 65
    assert found[f"{MODEL}baseline_to_month_6.change.mean"].value == pytest.approx(fitted(table).changes[1])


@pytest.mark.parametrize(
    ("n_children", "n_lost", "is_open"), [(19, 0, False), (20, 0, True), (20, 10, True), (20, 11, False)]
)
def test_gate(found_of, n_children, n_lost, is_open):
    table = whole_points(n_children)
    table[:n_lost, 1] = np.nan  # 20 children: 50 forms are 2.5 each
    found = {figure.id: figure for figure in found_of(table)}
    one = found[f"{MODEL}baseline_to_month_6.change.mean"]
    assert (one.value is not None) == is_open == (f"{MODEL}children.n" in found)
    assert is_open or one.note == "needs at least 20 children with 2.5 forms each on average"


def test_the_size_of_the_model_does_not_give_back_a_few_who_were_lost(found_of):
    table = whole_points(22)
    table[0, 0] = np.nan  # one child with follow-ups only: 22 in the model less 21 with a baseline
    safe = disclosure.protect(found_of(table), "public")
    assert [safe.text(f"{MODEL}{name}") for name in ("children.n", "rows.n")] == ["[c]", "[c]"]
    assert safe[f"{MODEL}baseline_to_month_6.change.mean"].is_known
