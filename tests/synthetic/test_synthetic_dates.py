"""The synthetic tables agree with themselves: dates, placements, episodes."""

from itertools import pairwise

from counted import AS_AT, full_cases

from rtt_eval import schemas


def test_nothing_happens_after_the_as_at_date(tables):
    may_be_later = {("placement_costs", "valid_to")}
    for table, rows in tables.items():
        for name, column in schemas.columns(table).items():
            if column.kind in ("date", "month") and (table, name) not in may_be_later and table != "young_people":
                assert not (rows[name] > AS_AT).any(), (table, name)
    people = tables["id_map"].merge(tables["young_people"], on="person_id")
    assert (people["date_of_birth"] <= AS_AT).all() and not (people["in_care_to"] > AS_AT).any()
    assert (people["date_of_birth"].dt.to_period("M") == people["birth_month"].dt.to_period("M")).all()


def test_dates_are_in_order(tables):
    for table, steps in {
        "young_people": ["in_care_from", "in_care_to"],
        "placements": ["start", "end"],
        "missing_episodes": ["start", "end"],
        "referrals": ["received", "decision_date", "first_consultation", "closed"],
        "iip_cases": ["start", "phase_2_start", "phase_3_start", "end"],
        "involvements": ["start", "end"],
        "asf_applications": ["submitted", "decided"],
    }.items():
        in_order = tables[table][steps].ffill(axis=1)
        for earlier, later in pairwise(steps):
            assert not (in_order[earlier] > in_order[later]).any(), (table, later)
    referrals = tables["referrals"].dropna(subset="first_therapy")
    assert (referrals["first_therapy"] >= referrals["first_consultation"]).all()
    cases = tables["iip_cases"].merge(tables["referrals"], on="referral_id")
    assert (cases["received"] < cases["start"]).all() and (cases["start"] < cases["first_network_meeting"]).all()


def test_placements_cover_care_from_end_to_end_without_overlap(any_seed):
    placements = any_seed["placements"].sort_values(["person_id", "start"])
    people = any_seed["young_people"].dropna(subset="in_care_from").set_index("person_id")
    assert set(placements["person_id"]) == set(people.index)
    by_person = placements.groupby("person_id")
    assert (by_person["start"].first() == people["in_care_from"].sort_index()).all()
    last = placements.drop_duplicates("person_id", keep="last").set_index("person_id")["end"]
    assert last.equals(people["in_care_to"].sort_index().rename("end"))
    following = by_person["start"].shift(-1)
    assert (placements["end"] == following)[following.notna()].all()
    assert not (placements["end"] <= placements["start"]).any()


def test_short_breaks_last_a_week_at_most_and_the_child_returns(tables):
    placements = tables["placements"].sort_values(["person_id", "start"])
    breaks = placements[placements["is_temporary"]]
    assert len(breaks) >= 10
    assert (breaks["end"] - breaks["start"]).dt.days.between(1, 7).all()
    before, after = placements.shift(1).loc[breaks.index], placements.shift(-1).loc[breaks.index]
    assert not after["is_new_carer"].any()
    assert (before["placement_type"] == after["placement_type"]).all()
    assert (before["person_id"] == after["person_id"]).all()


def test_every_placement_type_is_used_where_it_makes_sense(tables):
    placements = tables["placements"].merge(tables["young_people"], on="person_id")
    assert set(placements["placement_type"]) == set(schemas.codes("placements", "placement_type"))
    age = (placements["start"] - placements["birth_month"]).dt.days / 365.25
    by_type = age.groupby(placements["placement_type"])
    assert by_type.min()["independent_living"] > 15.9
    assert by_type.min()["secure"] > 12.9
    assert by_type.min()["residential"] > 7.9
    assert by_type.max()["adoptive"] < 8
    assert set(placements.query("placement_type == 'rmbc_foster'")["provider"]) == {"in_house"}


def test_episodes_are_in_care_and_do_not_overlap(tables):
    missing = tables["missing_episodes"].sort_values(["person_id", "start"])
    care = tables["young_people"].set_index("person_id")
    assert (missing["start"] >= missing["person_id"].map(care["in_care_from"])).all()
    assert not (missing["end"] >= missing["person_id"].map(care["in_care_to"])).any()
    earlier_end = missing.groupby("person_id")["end"].shift()
    assert not (missing["start"] <= earlier_end).any()
    assert set(missing["kind"]) == {"M", "A"}


def test_no_move_or_episode_lies_at_the_edge_of_a_case(tables):
    cases = full_cases(tables)
    placements = tables["placements"].query("is_new_carer and not is_temporary")
    for rows in (placements, tables["missing_episodes"]):
        starts = rows.merge(cases[["person_id", "start", "end"]], on="person_id", suffixes=("", "_case"))
        edge = starts["end_case"]
        for day in (starts["start_case"], edge, starts["start_case"] - (edge - starts["start_case"])):
            assert ((starts["start"] - day).dt.days.abs() >= 2).all()


def test_significant_events_agree_with_moves_and_missing_episodes(tables):
    events = tables["significant_events"]
    assert {"missing", "overdose", "self_harm", "exclusion", "placement_move"} <= set(events["kind"])
    days = {"missing": tables["missing_episodes"].query("kind == 'M'"), "placement_move": tables["placements"]}
    for kind, source in days.items():
        known = set(zip(source["person_id"], source["start"], strict=True))
        found = events[events["kind"] == kind]
        assert set(zip(found["person_id"], found["date"], strict=True)) <= known
