"""Canonical tables worked out from a return, for records that lack them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from small_records import records_of
from small_return import MISSING, OC2, episodes, header, return_of

from rtt_eval import load, looked_after, placements, validate

KEYS = "person_id,ssda903_child\nP1,A\nP2,B"
YOUNG_PEOPLE = "person_id,birth_month,sex\nP1,2012-05,F\nP2,2012-05,M"
EDITIONS = Path(__file__).parents[3] / "shared" / "editions"


def statutory() -> load.StatutoryReturn:
    return return_of(
        2025,
        KEYS,
        h=header(A="10/05/2012", B="10/05/2012", C="10/05/2012"),
        e=episodes(
            "A 01/06/2023 S C1 U6 01/07/2023 X1 9000001",
            "A 01/07/2023 L C2 U6 01/08/2024 X1 9000001",  # the legal status alone: the same placement
            "A 01/08/2024 P C2 T4 05/08/2024 X1",
            "A 05/08/2024 P C2 U6 01/12/2024 X1 9000001",
            "A 01/12/2024 P C2 K2 - -",
            "B 01/06/2019 S C2 U3 - -",
            "C 01/06/2019 S C2 U3 - -",  # joined to nobody
        ),
        o=f"{OC2}\nA,,21,\nB,,,SDQ2\nC,,12,",
        m=f"{MISSING}\nA,,M,03/08/2024,04/08/2024\nC,,M,03/08/2024,04/08/2024\nB,,A,05/08/2024,",
    )


def test_placements_are_the_stays_of_the_children_who_are_joined() -> None:
    made = looked_after.canonical_table(statutory(), "placements", 2025)
    cells = ["placement_id", "start", "placement_type", "provider", "is_temporary", "is_new_carer", "source_row"]
    assert made[cells].astype({"start": "str"}).values.tolist() == [
        ["P1-1", "2023-06-01", "rmbc_foster", "in_house", False, True, 2],
        ["P1-2", "2024-08-01", "other", "in_house", True, True, 4],
        ["P1-3", "2024-08-05", "rmbc_foster", "in_house", False, False, 5],
        ["P1-4", "2024-12-01", "residential", "in_house", False, True, 6],
        ["P2-1", "2019-06-01", "kinship_foster", "in_house", False, True, 7],
    ]
    assert made["end"].isna().tolist() == [False, False, False, True, True]
    assert made.loc[0, "end"] == made.loc[1, "start"]


def test_moves_of_these_placements_are_the_moves_of_the_return() -> None:
    records = looked_after.fill_in(records_of(young_people=YOUNG_PEOPLE), statutory(), 2025)
    moves = placements.moves(records.placements, records.young_people)
    assert moves.astype("str").values.tolist() == [["P1", "2024-12-01"]]


def test_sdq_returns_have_a_score_or_why_there_is_none() -> None:
    made = looked_after.canonical_table(statutory(), "sdq_returns", 2025)
    assert made["person_id"].tolist() == ["P1", "P2"]
    assert made["score"].tolist()[0] == 21 and pd.isna(made["score"].tolist()[1])
    assert made["missing_reason"].fillna("").tolist() == ["", "SDQ2"]
    assert made["national_eligible"].tolist() == [True, True]
    assert made["year_ending"].tolist() == [2025, 2025]


def test_missing_episodes_keep_their_kind() -> None:
    made = looked_after.canonical_table(statutory(), "missing_episodes", 2025)
    assert made[["person_id", "kind"]].values.tolist() == [["P1", "M"], ["P2", "A"]]
    assert made["end"].isna().tolist() == [False, True]


@pytest.mark.parametrize("table", ["placements", "sdq_returns", "missing_episodes"])
def test_they_are_typed_as_any_other(table: str) -> None:
    pd.testing.assert_series_equal(
        looked_after.canonical_table(statutory(), table, 2025).dtypes, load.empty_table(table).dtypes
    )


def test_only_tables_that_the_records_lack_are_filled_in_and_nothing_given_is_changed() -> None:
    own = "person_id,kind,start,end\nP1,M,2024-01-01,2024-01-02"
    records = records_of(young_people=YOUNG_PEOPLE, missing_episodes=own)
    filled = looked_after.fill_in(records, statutory(), 2025)
    assert len(filled.missing_episodes) == 1 and filled.has("placements") and filled.has("sdq_returns", "score")
    assert not records.has("placements") and records.placements.empty
    assert filled.letters["placements"]["start"] == "B"  # DECOM, where a fault would be looked for


def test_the_checks_of_the_records_run_on_them() -> None:
    filled = looked_after.fill_in(records_of(young_people=YOUNG_PEOPLE), statutory(), 2025)
    quality = validate.examine(filled, pd.Timestamp(2025, 3, 31).date())
    filled_in = {"placements", "sdq_returns", "missing_episodes"}
    assert not filled_in & set(quality.findings.loc[quality.findings["severity"] != "query", "table"])
    checks = quality.checks[quality.checks["table"].isin(filled_in)]
    assert (checks["result"] == "passed").any()
    assert not (checks["result"] == "failed").any()


@pytest.mark.skipif(not EDITIONS.is_dir(), reason="the editions are not beside this checkout")
def test_the_edition_read_from_its_statutory_files_has_the_placements_of_its_records() -> None:
    records = load.records(EDITIONS / "iip_2018_03")
    read = load.ssda903(EDITIONS / "iip_2018_03_team_files" / "ssda903", EDITIONS / "iip_2018_03")
    made = looked_after.canonical_table(read, "placements", 2018)
    key, same = ["person_id", "start"], ["end", "provider", "is_temporary", "is_new_carer"]
    frames = [frame[[*key, *same]].sort_values(key, ignore_index=True) for frame in (made, records.placements)]
    pd.testing.assert_frame_equal(*frames)
    lasting = [frame[~frame["is_temporary"]].sort_values(key)["placement_type"] for frame in (made, records.placements)]
    assert lasting[0].tolist() == lasting[1].tolist()
