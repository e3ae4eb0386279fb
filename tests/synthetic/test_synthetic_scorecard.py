"""The indicators of the synthetic authority: whole months, parts that fit, enough of each kind to show."""

import pandas as pd
from counted import AS_AT, in_care

from rtt_eval import periods


def months_of(tables, id):
    rows = tables["indicator_values"].query("indicator_id == @id")
    return rows[rows["period"].map(periods.is_month)].set_index("period")


def test_three_years_of_months_to_the_last_day_and_one_indicator_with_fewer_than_twelve(tables):
    n_months = {id: len(months_of(tables, id)) for id in tables["indicators"]["indicator_id"]}
    assert n_months.pop("5.1") == 8 and set(n_months.values()) == {36}
    for id in n_months:
        assert list(months_of(tables, id).index)[-1] == "2024-03"


def test_children_in_care_are_those_of_the_service(tables):
    assert months_of(tables, "1.1")["value"].iloc[-1] == len(in_care(tables))
    people = tables["young_people"]
    day = pd.Timestamp("2023-09-30")
    there = (people["in_care_from"] <= day) & ~(people["in_care_to"] <= day)
    assert months_of(tables, "1.1")["value"]["2023-09"] == there.sum()
    assert (months_of(tables, "1.2")["numerator"] == months_of(tables, "1.1")["value"]).all()
    assert pd.Timestamp("2024-03-31") == AS_AT


def test_a_part_is_never_more_than_its_whole_and_some_months_have_0_of_0(any_seed):
    rows = any_seed["indicator_values"].merge(any_seed["indicators"], on="indicator_id")
    shares = rows[rows["unit"] == "percent"].dropna(subset="numerator")
    assert (shares["numerator"] <= shares["denominator"]).all() and (shares["numerator"] >= 0).all()
    assert (months_of(any_seed, "4.1")["denominator"] == 0).any()


def test_every_unit_polarity_and_rule_is_there(tables):
    found = tables["indicators"]
    assert set(found["good_is"]) == {"high", "low", "info"}
    assert set(found["unit"]) == {"count", "percent", "rate_per_10000", "mean_days"}
    assert set(found["data_note"]) == {"financial_year", "rolling_12_months", "rolling_year", "snapshot"}
