"""The synthetic programme: its cases, and outcome forms at every timepoint."""

import pytest
from counted import full_cases, in_care, sdq_totals

from rtt_eval import synthetic
from rtt_eval.errors import ParamsError

TIMEPOINTS = ["baseline", "month_3", "month_6", "month_12", "discharge", "follow_up_3", "follow_up_12", "follow_up_24"]


def test_programme_has_the_cases_and_referrals_asked_for(tables):
    iip = tables["referrals"].query("route == 'iip'")
    assert len(iip) == 34 + 6 + 25
    assert (iip["decision"] == "accepted").sum() == 34
    assert (iip["decision"] == "prevent_stepdown").sum() == 6
    assert iip["received"].between("2021-04-01", "2022-03-31").all()
    by_month = iip["received"].dt.to_period("M").value_counts()
    assert len(by_month) == 11 and by_month.min() <= 3 and by_month.max() >= 8
    cases = tables["iip_cases"].merge(iip, on=["referral_id", "person_id"])
    assert len(cases) == 40
    assert (cases["service"].replace("full", "accepted") == cases["decision"]).all()
    assert cases["start"].between("2021-04-01", "2022-03-31").all()
    assert set(cases["end_reason"]) == {"completed", "ended_early", "disengaged", "moved_away", "turned_18"}


def test_other_sizes_can_be_asked_for_and_too_small_ones_are_refused():
    small = synthetic.service(seed=3, n_children_in_care=150, n_full=20, n_prevent_stepdown=3, n_other_referrals=10)
    assert len(small["iip_cases"]) == 23
    assert len(in_care(small)) == 150
    with pytest.raises(ParamsError, match="n_children_in_care"):
        synthetic.service(n_children_in_care=50)
    with pytest.raises(ParamsError, match="n_full"):
        synthetic.service(n_full=5)


def test_ages_and_sexes_of_the_programme(tables):
    cases = tables["iip_cases"].merge(tables["young_people"], on="person_id")
    age = (cases["start"] - cases["birth_month"]).dt.days / 365.25
    assert age.between(5, 18).all()
    assert cases["sex"].value_counts()[["M", "F"]].min() >= 10


def test_forms_come_back_at_every_timepoint_and_fewer_at_the_later_ones(tables):
    totals = sdq_totals(tables)
    assert sorted(totals.columns) == sorted(TIMEPOINTS)
    n = totals.notna().sum()
    assert n["baseline"] >= 28 and n["month_6"] >= 20 and n["month_12"] >= 15 and n["follow_up_3"] >= 8
    assert 1 <= n["follow_up_24"] < 5 <= n["follow_up_12"] < n["month_6"]
    due = tables["outcomes"].query("measure == 'sdq' and informant == 'parent_carer' and subscale == 'total'")
    assert due["score"].isna().all() and due["missing_reason"].notna().all()
    assert due["missing_reason"].nunique() >= 4


def test_forms_are_dated_near_their_timepoint(tables):
    forms = tables["outcomes"].merge(full_cases(tables), on=["case_id", "person_id"]).dropna(subset="date_completed")
    months = {"baseline": 0, "month_3": 3, "month_6": 6, "month_12": 12}
    months_after_end = {"discharge": 0, "follow_up_3": 3, "follow_up_12": 12, "follow_up_24": 24}
    for origin, wanted in (("start", months), ("end", months_after_end)):
        for timepoint, n in wanted.items():
            found = forms[forms["timepoint"] == timepoint]
            days = (found["date_completed"] - found[origin]).dt.days
            assert days.between(n * 30.4375 - 16, n * 30.4375 + 20).all(), timepoint


def test_every_measure_is_there_in_range_and_items_are_0_1_2(tables):
    outcomes = tables["outcomes"]
    limits = {"carer_questionnaire": (30, 100), "radq": (0, 150), "gbo": (0, 10), "rcads_47": (0, 30), "tscc": (36, 88)}
    for measure, (low, high) in limits.items():
        scores = outcomes.loc[outcomes["measure"] == measure, "score"].dropna()
        assert len(scores) >= 60 and scores.between(low, high).all(), measure
    is_item = outcomes["subscale"].str.startswith("item_")
    assert set(outcomes.loc[is_item, "score"].dropna()) == {0, 1, 2}
    assert set(outcomes.loc[outcomes["measure"] == "tscc", "score_kind"]) == {"t_score"}
    entered = outcomes.query("measure == 'sdq' and informant != 'parent_carer'").pivot_table(
        index=["case_id", "informant", "timepoint"], columns="subscale", values="score"
    )
    assert {"teacher", "young_person"} == set(entered.index.get_level_values("informant"))
    assert (entered[["emotion", "conduct", "hyper", "peer"]].sum(axis=1) == entered["total"]).all()


def test_young_people_answer_for_themselves_from_11(tables):
    own = tables["outcomes"].query("informant == 'young_person' and measure == 'sdq'").drop_duplicates("person_id")
    births = tables["young_people"].set_index("person_id")["birth_month"]
    age = (own["date_completed"] - own["person_id"].map(births)).dt.days / 365.25
    assert len(own) >= 8 and age.between(10.9, 18.05).all()


def test_odd_forms_are_there_once(tables):
    rows = tables["outcomes"].query("measure == 'sdq' and informant == 'parent_carer'")
    items = rows[rows["subscale"].str.startswith("item_")].groupby(["case_id", "timepoint"])["score"]
    assert ((items.min() == items.max()) & (items.count() == 25)).sum() == 1
    assert (sdq_totals(tables) == 0).sum().sum() == 1
    n_blank = items.size() - items.count()
    assert (n_blank == 3).sum() == 1 and n_blank.between(1, 2).sum() >= 5


def test_some_forms_are_filled_in_by_another_carer_than_at_baseline(tables):
    rows = tables["outcomes"].query("measure == 'sdq' and informant == 'parent_carer' and informant_key.notna()")
    by_time = rows.groupby(["case_id", "timepoint"])["informant_key"].first().unstack()
    changed = (by_time["month_6"] != by_time["baseline"])[by_time[["month_6", "baseline"]].notna().all(axis=1)]
    assert 0 < changed.sum() < 0.6 * len(changed)
