"""The params of the screening: team alone, thresholds that make sense, and the same points after a notebook's JSON."""

import json

import pytest

from rtt_eval import params
from rtt_eval.errors import ParamsError

GIVEN = {"report": "referral_screening", "data": "x", "period": {"start": "2021-11-01", "end": "2021-11-30"}}


def test_the_default_is_the_team_and_a_draft_loads(tmp_path):
    assert params.resolve(GIVEN).audience == "team"
    path = tmp_path / "draft.yml"
    path.write_text(params.draft("referral_screening", "../data/demo"), encoding="utf-8")
    assert params.load(path).points == params.resolve(GIVEN).points


def test_points_come_back_from_json_as_they_were():
    given = params.resolve({**GIVEN, "points_sdq": {20: 2, 17: 1}})
    again = params.resolve(json.loads(json.dumps(params.as_plain(given))))
    assert again == given and list(again.points["sdq"].items()) == [(17, 1), (20, 2)]  # in order of the threshold


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("points_sdq", {17: 2, 20: 1}, "higher threshold cannot give fewer points"),
        ("points_new_placement", {3: 1, 6: 2}, "lower threshold cannot give fewer points"),
        ("points_missing", {1: 99}, "0 to 20"),
        ("points_missing", {-1: 1}, "0 or more"),
        ("points_cse", {"severe": 3}, "points_cse"),
        ("age_from", 16, "`age_from` is above `age_to`"),
        ("places_from", 9, "`places_from` is above `places_to`"),
        ("audience", "public", "made for team alone"),
        ("points_moves", {}, "points_moves"),
    ],
)
def test_what_makes_no_sense_stops_with_the_setting_named(name, value, words):
    with pytest.raises(ParamsError, match=words):
        params.resolve({**GIVEN, name: value})
