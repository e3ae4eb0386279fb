"""The synthetic service is about what a real one is like: tolerances are stated here by hand."""

import pandas as pd
import pytest
from counted import AS_AT, YEAR_START, full_cases, in_care, sdq_totals


def test_children_in_care(any_seed):
    assert len(in_care(any_seed)) == 340
    age = (AS_AT - in_care(any_seed)["birth_month"]).dt.days / 365.25
    assert age.between(-0.05, 18).all()


def test_one_child_in_care_in_ten_has_three_or_more_placements_in_the_year(any_seed):
    placements = any_seed["placements"].sort_values(["person_id", "start"])
    carers = placements[placements["is_new_carer"] & ~placements["is_temporary"]]
    until = carers.groupby("person_id")["start"].shift(-1).fillna(AS_AT + pd.Timedelta(days=1))
    in_year = carers[(until > YEAR_START) & carers["person_id"].isin(in_care(any_seed)["person_id"])]
    n_three_or_more = (in_year.groupby("person_id").size() >= 3).sum()
    assert n_three_or_more / len(in_care(any_seed)) == pytest.approx(0.10, abs=0.015)


def test_eleven_in_a_hundred_have_a_missing_episode_in_the_year_and_few_have_most(any_seed):
    missing = any_seed["missing_episodes"]
    in_year = missing[(missing["kind"] == "M") & (missing["start"] >= YEAR_START)]
    in_year = in_year[in_year["person_id"].isin(in_care(any_seed)["person_id"])]
    episodes = in_year.groupby("person_id").size().sort_values()
    assert len(episodes) / len(in_care(any_seed)) == pytest.approx(0.11, abs=0.015)
    assert episodes.tail(10).sum() > 0.4 * episodes.sum()


def test_sdq_returns_are_about_15_with_sd_7_and_the_programme_higher(any_seed):
    returns = any_seed["sdq_returns"].query("year_ending == 2024")
    scores = returns["score"].dropna().astype(float)
    assert scores.mean() == pytest.approx(15, abs=1.2)
    assert scores.std() == pytest.approx(7, abs=0.8)
    assert scores.between(0, 40).all() and (scores == 0).sum() >= 2
    of_programme = any_seed["sdq_returns"]["person_id"].isin(any_seed["iip_cases"]["person_id"])
    assert any_seed["sdq_returns"]["score"][of_programme].mean() == pytest.approx(21, abs=1.5)


def test_sdq_of_the_programme_starts_at_21_and_improves_modestly(any_seed):
    totals = sdq_totals(any_seed)
    assert totals["baseline"].mean() == pytest.approx(21, abs=1.0)
    assert totals["baseline"].dropna().between(8, 38).all()
    change = (totals["month_6"] - totals["baseline"]).dropna()
    assert change.mean() == pytest.approx(-2.5, abs=1.6)
    assert change.std() == pytest.approx(6, abs=1.3)
    assert (change > 0).sum() >= 5 and (change < 0).sum() >= 10


def test_moves_were_more_frequent_before_than_during_but_did_not_stop(any_seed):
    placements = any_seed["placements"]
    moves = placements[placements["is_new_carer"] & ~placements["is_temporary"]].merge(
        full_cases(any_seed), on="person_id", suffixes=("", "_case")
    )
    since_start = moves["start"] - moves["start_case"]
    length = moves["end_case"] - moves["start_case"]
    n_before = ((since_start < pd.Timedelta(0)) & (since_start >= -length)).sum()
    n_during = ((since_start >= pd.Timedelta(0)) & (since_start < length)).sum()
    assert 5 <= n_during < n_before <= 60
