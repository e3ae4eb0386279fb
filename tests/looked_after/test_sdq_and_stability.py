"""Edges of the SDQ cohorts, of long-term stability and of the incidents of a year, each counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from small_return import HEADER, MISSING, OC2, episodes, header, return_of

from rtt_eval import looked_after

LONG = "A 01/06/2019 S C2 U6 - -"


def child(*lines: str, born: str = "10/05/2012", **files: str) -> pd.Series:
    return looked_after.children(return_of(2025, h=header(A=born), e=episodes(*lines), **files), 2025).iloc[0]


@pytest.mark.parametrize(
    ("born", "required", "expected", "published"),
    [
        ("31/03/2021", 0, 1, 0),  # 4 on the last day
        ("01/04/2021", 0, 0, 0),  # still 3
        ("02/04/2020", 0, 1, 0),  # 4 on 2 April at the start
        ("01/04/2020", 1, 1, 0),  # 4 on 1 April at the start, still 4 at the end
        ("31/03/2020", 1, 1, 1),  # 5 on the last day
        ("01/04/2008", 1, 1, 1),  # 16 to the end
        ("31/03/2008", 0, 1, 0),  # 17 on the last day
        ("01/04/2007", 0, 1, 0),  # 17 on the first day
        ("31/03/2007", 0, 0, 0),  # 17 before the year
        ("29/02/2008", 0, 1, 0),  # 17 on 28 February 2025, for want of a 29th
    ],
)
def test_who_is_in_which_cohort_by_date_of_birth(born: str, required: int, expected: int, published: int) -> None:
    row = child(LONG, born=born)
    made = row["sdq_required"], row["sdq_collect"], row["sdq_published_cohort"]
    assert made == (required, expected, published)


@pytest.mark.parametrize(
    ("lines", "is_continuous"),
    [
        (["A 01/04/2024 S C2 U6 - -"], True),
        (["A 02/04/2024 S C2 U6 - -"], False),
        (["A 02/04/2024 P C2 U6 - -"], False),  # care began after 1 April, whatever RNE says
        (["A 01/06/2019 P C2 U6 - -"], True),  # a return that opens in the middle of care
        (["A 01/06/2019 S C2 U6 31/03/2025 E4A"], True),  # left on the last day
        (["A 01/06/2019 S C2 U6 30/03/2025 E4A"], False),
        (["A 01/06/2019 S C2 U6 01/04/2024 E4A", "A 01/04/2024 S C2 U6 - -"], False),
        (["A 01/06/2019 S C2 U6 31/03/2024 E4A", "A 01/04/2024 S C2 U6 - -"], True),
        (["A 01/06/2019 S C2 U6 01/07/2024 X1", "A 01/07/2024 P C2 K2 - -"], True),
        (["A 01/06/2019 S C2 U6 01/07/2024 X1", "A 01/07/2024 S C2 K2 - -"], False),
        (["A 01/06/2019 S V4 U6 01/07/2024 X1", "A 01/07/2024 L C2 U6 - -"], False),
        (["A 01/06/2018 S V4 U6 01/03/2019 E4A", "A 01/06/2019 S C2 U6 - -"], True),  # short breaks long ago
        (["A 01/06/2019 S C2 U6 - -", "A 02/04/2025 S C2 U6 - -"], True),  # what comes after the year
    ],
)
def test_looked_after_continuously(lines: list[str], is_continuous: bool) -> None:
    assert child(*lines)["sdq_published_cohort"] == is_continuous


@pytest.mark.parametrize(
    ("answer", "score", "band", "reason"),
    [
        ("0,", 0, "normal", None),
        ("13,", 13, "normal", None),
        ("14,", 14, "borderline", None),
        ("16,", 16, "borderline", None),
        ("17,", 17, "cause_for_concern", None),
        ("40,", 40, "cause_for_concern", None),
        ("41,", None, None, None),
        ("41,SDQ2", None, None, "SDQ2"),
        (",SDQ2", None, None, "SDQ2"),
        ("12,SDQ2", 12, "normal", None),
        (",", None, None, None),
    ],
)
def test_scores_bands_and_reasons(answer: str, score: int | None, band: str | None, reason: str | None) -> None:
    row = child(LONG, o=f"{OC2}\nA,,{answer}")
    made = [None if pd.isna(row[name]) else row[name] for name in ("sdq_score", "sdq_band", "sdq_reason")]
    assert made == [score, band, reason]


def test_two_answers_that_differ_are_no_answer_and_said() -> None:
    row = child(LONG, o=f"{OC2}\nA,,12,\nA,,13,")
    assert pd.isna(row["sdq_score"])
    assert row["sdq_left_out"] == 1


def test_a_child_with_two_dates_of_birth_is_in_nothing_that_asks_for_an_age() -> None:
    text = f"{HEADER}\nA,M,10/05/2012,WBRI\nA,M,10/05/2013,WBRI"
    row = looked_after.children(return_of(2025, h=text, e=episodes(LONG)), 2025).iloc[0]
    assert (row["cla_31mar"], row["in_lts_denominator"], row["sdq_published_cohort"]) == (1, 0, 0)
    assert pd.isna(row["age_31mar"])


@pytest.mark.parametrize(
    ("lines", "born", "answer"),
    [  # in the denominator, met
        (["A 01/10/2022 S C2 U6 - -"], "10/05/2012", (1, 1)),  # 2.5 years at the end of 31 March
        (["A 02/10/2022 S C2 U6 - -"], "10/05/2012", (0, 0)),
        ([LONG], "01/04/2009", (1, 1)),  # 15 to the end
        ([LONG], "31/03/2009", (0, 0)),  # 16 on the day
        (["A 01/06/2019 S C2 U6 01/04/2023 X1", "A 01/04/2023 P C2 K2 - -"], "10/05/2012", (1, 1)),  # 2 years
        (["A 01/06/2019 S C2 U6 02/04/2023 X1", "A 02/04/2023 P C2 K2 - -"], "10/05/2012", (1, 0)),
        (["A 01/06/2019 S C2 U6 01/03/2025 X1", "A 01/03/2025 T C2 U6 - -"], "10/05/2012", (1, 1)),  # same carer
        (["A 01/06/2019 S C2 U6 01/03/2025 X1", "A 01/03/2025 P E1 A6 - -"], "10/05/2017", (1, 1)),  # for adoption
        (["A 01/06/2019 S C2 U6 01/03/2025 X1", "A 01/03/2025 P C2 K2 - -"], "10/05/2017", (1, 0)),
        (
            [
                "A 01/06/2019 S C2 U6 01/01/2024 X1",
                "A 01/01/2024 P C2 U6 01/03/2025 X1 9000002",  # with the one before it for 15 months
                "A 01/03/2025 P E1 A6 - -",
            ],
            "10/05/2017",
            (1, 0),
        ),
        (
            [
                "A 01/06/2019 S C2 U6 01/06/2024 X1",
                "A 01/06/2024 P C2 U6 01/03/2025 X1 9000002",
                "A 01/03/2025 U E1 A5 - - 9000002",  # adopted by carers of 10 months: those before do not count
            ],
            "10/05/2017",
            (1, 0),
        ),
    ],
)
def test_long_term_stability(lines: list[str], born: str, answer: tuple[int, int]) -> None:
    row = child(*lines, born=born)
    assert (row["in_lts_denominator"], row["lts_met"]) == answer


def test_the_switches_do_not_change_long_term_stability() -> None:
    lines = ["A 01/06/2019 S C2 U6 01/03/2025 X1", "A 01/03/2025 T C2 U6 - -"]
    statutory = return_of(2025, h=header(A="10/05/2012"), e=episodes(*lines))
    rows = looked_after.children(statutory, 2025, count_same_carer_moves=True)
    assert rows.loc[0, ["n_placements_in_year", "lts_met"]].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("incident", "counted"),
    [  # missing, away
        ("M,01/04/2024,01/04/2024", (1, 0)),
        ("A,31/03/2025,31/03/2025", (0, 1)),
        ("M,01/03/2024,31/03/2024", (0, 0)),
        ("M,01/03/2024,01/04/2024", (1, 0)),  # came back on the first day
        ("M,01/03/2024,", (1, 0)),
        ("M,01/04/2025,", (0, 0)),
        ("X,01/06/2024,02/06/2024", (0, 0)),  # in no list: reported, and counted nowhere
    ],
)
def test_incidents_of_the_year(incident: str, counted: tuple[int, int]) -> None:
    row = child(LONG, m=f"{MISSING}\nA,,{incident}")
    assert (row["n_missing"], row["n_away"]) == counted
    assert (row["missing_in_year"], row["away_in_year"]) == counted


def test_incidents_count_one_by_one_and_children_once() -> None:
    rows = "A,,M,03/08/2024,04/08/2024\nA,,M,04/08/2024,04/08/2024\nA,,A,05/08/2024,05/08/2024"
    row = child(LONG, m=f"{MISSING}\n{rows}")
    assert (row["n_missing"], row["missing_in_year"], row["n_away"]) == (2, 1, 1)


def test_incidents_of_children_not_looked_after_count_nowhere() -> None:
    assert child("A 01/06/2019 S V4 U6 - -", m=f"{MISSING}\nA,,M,03/08/2024,04/08/2024")["n_missing"] == 0
