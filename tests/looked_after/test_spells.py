"""Care periods, placements and moves, counted by hand; and what must never change a count, whatever the episodes."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_return import episodes, header, return_of

from rtt_eval import looked_after
from rtt_eval.looked_after import spells

BORN = header(A="10/05/2012")


def child(*lines: str, year: int = 2025, **switches: bool) -> pd.Series:
    return looked_after.children(return_of(year, h=BORN, e=episodes(*lines)), year, **switches).iloc[0]


def n_placements(*lines: str, **switches: bool) -> tuple[int, int]:
    """Placements and moves in the year to 31 March 2025."""
    row = child(*lines, **switches)
    return row["n_placements_in_year"], row["n_moves_in_year"]


HOME = "A 01/06/2023 S C2 U6 01/07/2024 X1 9000001"


@pytest.mark.parametrize(
    ("rne", "counted"),
    [("P", (2, 1)), ("B", (2, 1)), ("L", (1, 0)), ("T", (1, 0)), ("U", (1, 0)), ("S", (2, 0)), ("Q", (1, 0))],
)
def test_which_reason_for_a_new_episode_counts(rne: str, counted: tuple[int, int]) -> None:
    # S starts care again: a placement, not a move. Q is in no list: it is reported, and counts for nothing.
    assert n_placements(HOME, f"A 01/07/2024 {rne} C2 U6 - - 9000002") == counted


def test_the_same_carer_counts_when_asked_for() -> None:
    after = "A 01/07/2024 T C2 U6 - - 9000001"
    assert n_placements(HOME, after, count_same_carer_moves=True) == (2, 1)
    assert n_placements(HOME, after.replace("T C2 U6", "L C2 U6"), count_same_carer_moves=True) == (1, 0)


TEMPORARY = (HOME, "A 01/07/2024 P C2 T4 05/07/2024 X1", "A 05/07/2024 P C2 U6 - - 9000001")


def test_a_temporary_placement_with_a_return_to_the_same_carer_is_no_move() -> None:
    assert n_placements(*TEMPORARY) == (1, 0)
    assert n_placements(*TEMPORARY, count_temporary=True) == (3, 2)


@pytest.mark.parametrize(
    ("back", "counted"),
    [
        ("U6 - - 9000002", (2, 1)),  # another home
        ("K2 - - 9000001", (2, 1)),  # another kind of home
        ("U6 - - XXXXXXX", (1, 0)),  # the number of the home is not known: a return is taken for one
        ("U6 - -", (1, 0)),
    ],
)
def test_after_a_temporary_placement_another_carer_is_a_move(back: str, counted: tuple[int, int]) -> None:
    assert n_placements(*TEMPORARY[:2], f"A 05/07/2024 P C2 {back}") == counted


def test_two_temporary_placements_in_a_row_are_passed_over() -> None:
    lines = (
        HOME,
        "A 01/07/2024 P C2 T1 05/07/2024 X1",
        "A 05/07/2024 L C1 T1 06/07/2024 X1",
        "A 06/07/2024 P C1 T3 09/07/2024 X1",
        "A 09/07/2024 P C1 U6 - - 9000001",
    )
    assert n_placements(*lines) == (1, 0)


def test_care_that_starts_in_hospital_starts_one_placement() -> None:
    assert n_placements("A 01/06/2024 S C2 T1 05/06/2024 X1", "A 05/06/2024 P C2 U6 - - 9000001") == (1, 0)


def test_a_stay_of_under_a_day_is_no_placement() -> None:
    lines = (HOME, "A 01/07/2024 P C2 K2 01/07/2024 X1 9000005", "A 01/07/2024 P C2 U6 - - 9000002")
    assert n_placements(*lines) == (2, 1)


def test_adoption_by_the_foster_carers_is_no_change() -> None:
    assert n_placements(HOME, "A 01/07/2024 B E1 A5 - - 9000009") == (1, 0)
    assert n_placements(HOME, "A 01/07/2024 B E1 A6 - - 9000009") == (2, 1)


@pytest.mark.parametrize(
    ("lines", "n"),
    [
        (("A 01/06/2023 S C2 U6 01/04/2024 X1", "A 01/04/2024 P C2 K2 - -"), 1),  # left on 1 April: not there that day
        (("A 01/06/2023 S C2 U6 02/04/2024 X1", "A 02/04/2024 P C2 K2 - -"), 2),
        (("A 01/06/2023 S C2 U6 31/03/2025 X1", "A 31/03/2025 P C2 K2 - -"), 2),
        (("A 01/06/2023 S C2 U6 01/04/2025 X1", "A 01/04/2025 P C2 K2 - -"), 1),
    ],
)
def test_placements_at_the_edges_of_the_year(lines: tuple[str, ...], n: int) -> None:
    assert n_placements(*lines)[0] == n


@pytest.mark.parametrize(
    ("lines", "answers"),
    [  # looked after on 31 March, in the year, to be checked
        (("A 31/03/2025 S C2 U6 - -",), (1, 1, 0)),
        (("A 01/04/2025 S C2 U6 - -",), (0, 0, 0)),
        (("A 01/06/2023 S C2 U6 31/03/2025 E4A",), (0, 1, 1)),
        (("A 01/06/2023 S C2 U6 01/04/2025 E4A",), (1, 1, 0)),
        (("A 01/06/2023 S C2 U6 31/03/2025 X1", "A 31/03/2025 L C1 U6 - -"), (1, 1, 1)),
        (("A 01/06/2023 S C2 U6 01/04/2024 E4A",), (0, 0, 0)),
        (("A 01/06/2023 S C2 U6 02/04/2024 E4A",), (0, 1, 0)),
        (("A 01/06/2023 S V3 U6 - -",), (0, 0, 0)),
        (("A 01/06/2023 S V4 U6 01/07/2024 X1", "A 01/07/2024 L C2 U6 - -"), (1, 1, 0)),
        (("A 01/06/2023 S C2 U6 - -", "A 01/07/2024 P C2 U6 01/12/2024 E4A"), (0, 1, 0)),  # the first was left open
    ],
)
def test_looked_after_on_the_day_and_in_the_year(lines: tuple[str, ...], answers: tuple[int, int, int]) -> None:
    row = child(*lines)
    assert (row["cla_31mar"], row["in_year"], row["check_31mar"]) == answers


@pytest.mark.parametrize(
    ("lines", "since"),
    [
        (("A 01/06/2020 P C2 U6 01/07/2024 X1", "A 01/07/2024 L C1 U6 - -"), "2020-06-01"),  # no S anywhere
        (("A 01/06/2020 S C2 U6 01/07/2022 E4A", "A 01/09/2023 P C2 U6 - -"), "2023-09-01"),  # came back without S
        (("A 01/06/2020 S C2 U6 01/07/2022 X1", "A 01/07/2022 S C2 U6 - -"), "2022-07-01"),
        (("A 01/06/2020 S C2 U6 01/07/2022 -", "A 01/07/2022 P C2 U6 - -"), "2020-06-01"),
        (("A 01/06/2020 S C2 U6 01/07/2022 -", "A 01/09/2023 P C2 U6 - -"), "2023-09-01"),
        (("A 01/06/2020 S V4 U6 01/07/2022 X1", "A 01/07/2022 P C2 U6 - -"), "2022-07-01"),  # short breaks are no care
    ],
)
def test_a_care_period_starts_where_care_did(lines: tuple[str, ...], since: str) -> None:
    assert child(*lines)["in_care_since"] == pd.Timestamp(since)


def test_rows_may_stand_in_any_order() -> None:
    assert n_placements(*reversed(TEMPORARY)) == n_placements(*TEMPORARY)


RNES, PLACES = st.sampled_from("PBTUL"), st.sampled_from(["U6", "U4", "K2", "A5", "A6", "T1", "T4"])
HISTORIES = st.lists(st.tuples(RNES, PLACES, st.integers(1, 200), st.integers(1, 3)), min_size=1, max_size=7)


def frame(steps: list[tuple[str, str, int, int]]) -> pd.DataFrame:
    """Episodes of one child, one after the other from 1 January 2023; the last is open."""
    starts = [date(2023, 1, 1)]
    for _, _, days, _ in steps[:-1]:
        starts.append(starts[-1] + timedelta(days=days))
    ends = [*starts[1:], None]
    rows = [
        (
            "A",
            starts[i],
            "S" if i == 0 else rne,
            "C2",
            place,
            "PR1",
            ends[i],
            "X1" if ends[i] else None,
            None,
            f"90{urn}",
            i,
        )
        for i, (rne, place, _, urn) in enumerate(steps)
    ]
    columns = [*spells.EPISODE_COLUMNS, "source_row"]
    return pd.DataFrame(rows, columns=columns).astype({"DECOM": "datetime64[us]", "DEC": "datetime64[us]"})


def carers(rows: pd.DataFrame) -> list[pd.Timestamp]:
    return spells.placements(spells.care_episodes(rows))["start"].tolist()


@settings(max_examples=20, deadline=None)
@given(HISTORIES, st.data())
def test_splitting_an_episode_by_a_legal_status_changes_nothing(
    steps: list[tuple[str, str, int, int]], data: st.DataObject
) -> None:
    rows = frame(steps)
    place = data.draw(st.integers(0, len(rows) - 1))
    one = rows.iloc[place]
    days = 400 if pd.isna(one["DEC"]) else (one["DEC"] - one["DECOM"]).days
    if days < 2:
        return
    middle = one["DECOM"] + pd.Timedelta(days=days // 2)
    second = rows.iloc[[place]].assign(DECOM=middle, RNE="L", LS="E1", source_row=place + 0.5)
    first = rows.iloc[[place]].assign(DEC=middle, REC="X1")
    split = pd.concat([rows.drop(index=place), first, second], ignore_index=True)
    assert carers(split) == carers(rows)


@settings(max_examples=20, deadline=None)
@given(HISTORIES)
def test_a_change_with_the_same_carer_is_never_a_move(steps: list[tuple[str, str, int, int]]) -> None:
    rows = frame(steps)
    longer = [*steps, ("T", steps[-1][1], 30, steps[-1][3]), ("L", steps[-1][1], 30, steps[-1][3])]
    assert len(carers(frame(longer))) == len(carers(rows))


@settings(max_examples=20, deadline=None)
@given(HISTORIES)
def test_there_are_never_more_moves_than_changes_of_carer(steps: list[tuple[str, str, int, int]]) -> None:
    n_changes = sum(rne in "PB" for rne, *_ in steps[1:])
    assert len(carers(frame(steps))) <= 1 + n_changes
    care = spells.care_episodes(frame(steps))
    assert len(spells.placements(care, count_temporary=True)) >= len(carers(frame(steps)))


def test_the_episodes_given_are_not_changed() -> None:
    rows = frame([("S", "U6", 10, 1), ("P", "T1", 10, 1), ("P", "U6", 10, 1)])
    before = rows.copy()
    spells.placements(spells.care_episodes(rows))
    pd.testing.assert_frame_equal(rows, before)
