"""The rest of the synthetic service: returns, referrals, training, feedback, costs."""

from pathlib import Path

import pandas as pd
import yaml
from counted import AS_AT

from rtt_eval import schemas

ROOT = Path(__file__).parents[2]


def test_sdq_flags_follow_from_age_and_time_in_care(tables):
    returns = tables["sdq_returns"].merge(tables["young_people"], on="person_id")
    census = pd.to_datetime(returns["year_ending"].astype(str) + "-03-31")
    # Nobody's birthday can fall between the 15th and the 31 March in another year of age: both are in March.
    age = census.dt.year - returns["birth_month"].dt.year - (returns["birth_month"].dt.month > 3)
    days = (census - returns["in_care_from"]).dt.days
    is_national = (age.between(5, 16)) & (days >= 365)
    is_local = (age.between(3, 17)) & (days >= 90)
    for flag, expected in (("national_eligible", is_national), ("local_eligible", is_local)):
        is_given = returns[flag].notna()
        assert (returns.loc[is_given, flag].astype(bool) == expected[is_given]).all()
        assert 0.1 < 1 - is_given.mean() < 0.3
    assert (returns["score"].isna() == returns["missing_reason"].notna()).all()


def test_an_annual_report_has_two_years_to_compare(tables):
    referrals = tables["referrals"]
    for start, end in (("2022-04-01", "2023-03-31"), ("2023-04-01", "2024-03-31")):
        new = referrals[referrals["received"].between(start, end)]
        counts = new["route"].value_counts()
        assert counts[["children_in_care", "high_sdq", "post_adoption", "sgo"]].min() >= 10
        assert not new["person_id"].duplicated().any()
    high = referrals[referrals["route"] == "high_sdq"].merge(tables["sdq_returns"], on="person_id")
    is_own_year = (high["received"] - pd.DateOffset(months=3)).dt.year + 1 == high["year_ending"]
    assert (high.loc[is_own_year, "score"] >= 17).all() and is_own_year.sum() == (
        referrals["route"] == "high_sdq"
    ).sum()
    approved = tables["asf_applications"].query("status == 'approved'")
    assert approved["amount_gbp"].gt(0).all() and set(approved["order_type"]) == {"adoption", "sgo"}
    roles = tables["involvements"].drop_duplicates(["person_id", "role"])
    assert roles["role"].nunique() == 4 and len(roles) > roles["person_id"].nunique()


def test_training_has_more_invited_than_came(tables):
    came = tables["attendance"].query("attended").groupby("event_id").size()
    events = tables["training_events"].set_index("event_id")
    n_came = came.reindex(events.index)
    assert n_came.notna().all()
    assert not (n_came > events["eligible_n"].astype(float)).any()
    assert set(events.query("kind == 'workshop'")["eligible_n"]) == {72}
    assert events["date"].dt.day_of_week.max() <= 4


def test_feedback_fits_the_forms_that_ship_with_the_package(tables):
    forms = yaml.safe_load((ROOT / "rtt_eval" / "forms.yml").read_text(encoding="utf-8"))
    feedback = tables["feedback"]
    assert set(feedback["form"]) == set(schemas.codes("feedback", "form"))
    for (form, question), rows in feedback.groupby(["form", "question"]):
        asked, given = forms[form]["questions"][question], rows["value"].dropna()
        if asked["kind"] == "rating":
            assert given.astype(float).between(asked["low"], asked["high"]).all()
        elif asked["kind"] == "text":
            assert given.empty
        else:
            options = [*asked.get("options", ["yes", "no"]), *asked.get("not_scored", [])]
            assert set(given) <= set(options)
    assert feedback.query("form == 'professional_interview'")["theme"].nunique() >= 5


def test_only_texts_that_are_not_safe_hold_a_name(tables):
    said = tables["feedback"].dropna(subset="text")
    assert said["text_status"].notna().all()
    assert said["text_status"].value_counts().drop("safe").to_dict() == {"withhold": 1, "unreviewed": 1, "redacted": 1}
    people = tables["id_map"]
    carers = people["other_terms"].str.split(";").str[0]
    names = [*people["forename"], *people["surname"], *carers]
    has_name = said["text"].map(lambda text: any(name in text for name in names))
    assert set(said.loc[has_name, "text_status"]) == {"withhold", "unreviewed"}


def test_unit_costs_run_from_low_to_high_and_cover_every_day(tables):
    costs = tables["placement_costs"]
    assert (costs["weekly_low_gbp"] < costs["weekly_mid_gbp"]).all()
    assert (costs["weekly_mid_gbp"] < costs["weekly_high_gbp"]).all()
    for _, prices in costs.sort_values("valid_from").groupby(["placement_type", "provider"]):
        assert prices["valid_from"].min() == pd.Timestamp("2021-04-01") and prices["valid_to"].max() == AS_AT
        gaps = prices["valid_from"].iloc[1:].to_numpy() - prices["valid_to"].iloc[:-1].to_numpy()
        assert (gaps == pd.Timedelta(days=1)).all()
    paid = tables["placements"].query("placement_type in ['rmbc_foster', 'independent_foster', 'residential']")
    used = set(zip(paid["placement_type"], paid["provider"], strict=True))
    assert used <= set(zip(costs["placement_type"], costs["provider"], strict=True))
