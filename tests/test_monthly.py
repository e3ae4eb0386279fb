"""Counts a month on an XmR chart, against the golden series of R NHSRplotthedots and hand counts."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from small_records import records_of

from rtt_eval import activity, disclosure, monthly

GOLDEN = Path(__file__).parent / "golden" / "xmr.csv"
ROWS = [
    row for row in csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()) if row["screen_outliers"] == "FALSE"
]
START = date(2020, 1, 1)


def golden(series):
    return [row for row in ROWS if row["series"] == series]


def made(n_a_month, table="referrals", people=("A", "B"), end=None):
    """Events on the 10th of each month from January 2020, by people in turn, and the last day of the last month."""
    months = pd.period_range("2020-01", periods=len(n_a_month), freq="M")
    days = [f"{month}-10" for month, n in zip(months, n_a_month, strict=True) for _ in range(n)]
    heads = {"referrals": "referral_id,person_id,route,received", "missing_episodes": "episode_id,person_id,kind,start"}
    code = {"referrals": "iip", "missing_episodes": "M"}[table]
    lines = [f"{nth},{people[nth % len(people)]},{code},{day}" for nth, day in enumerate(days)]
    records = records_of(
        young_people="person_id,birth_month,sex\nA,2009-05,M\nB,2009-05,F\nC,2009-05,F",
        iip_cases="case_id,person_id,service,start,end\nK1,A,full,2020-01-05,\nK2,B,full,2020-03-01,2020-04-01",
        **{table: "\n".join([heads[table], *lines])},
    )
    last = end or months[-1].end_time.date()
    return records, activity.cohort(records, START, last, last), START, last, last


def values(figures):
    return {figure.id: figure.value for figure in figures}


@pytest.mark.parametrize(("series", "more"), [("X1", 1), ("X2", 0)])
def test_limits_and_special_causes_agree_with_the_golden_series(series, more):
    """X1 stands a referral a month higher, limits and all: as it is, its events are too rare."""
    rows = golden(series)
    given = made([int(row["value"]) + more for row in rows])
    found = values(monthly.spc(*given))
    assert found["spc.referrals.mean"] == pytest.approx(float(rows[0]["mean"]) + more)
    assert found["spc.referrals.lower_limit"] == pytest.approx(max(0, float(rows[0]["lpl"]) + more))
    assert found["spc.referrals.upper_limit"] == pytest.approx(float(rows[0]["upl"]) + more)
    assert found["spc.referrals.n_points"] == 18
    assert found["spc.referrals.special_cause.n"] == sum(row["special_cause"] != "Common Cause" for row in rows)
    table = monthly.spc_rows(*given)
    assert list(table["label"]) == [row["special_cause"] for row in rows]
    assert list(table["month"])[::17] == ["2020-01", "2021-06"]


@pytest.mark.parametrize(
    ("n_a_month", "note"),
    [
        ([3] * 11, "under 12 months: look at a run chart"),
        ([int(row["value"]) for row in golden("X1")], "rare events: fewer than 2 a month on average"),  # 35 in 18
    ],
)
def test_a_closed_gate_leaves_one_figure_with_the_reason(n_a_month, note):
    given = made(n_a_month)
    assert [(one.id, one.value, one.note) for one in monthly.spc(*given)] == [("spc.referrals.mean", None, note)]
    assert monthly.spc_rows(*given).empty


def test_twelve_months_with_two_a_month_are_enough_for_trial_limits():
    mean, *_ = monthly.spc(*made([2] * 12))
    assert mean.value == 2 and mean.note == "under 13 months: trial limits"


def test_a_month_cut_short_is_left_out():
    given = made([4] * 13, end=date(2021, 1, 30))
    assert values(monthly.spc(*given))["spc.referrals.n_points"] == 12


def test_events_are_those_of_the_same_children_in_every_month():
    # Four episodes a month of A, B and C in turn; B's case is over by April, and C has none: C alone does not count.
    given = made([4] * 15, "missing_episodes", people=("A", "B", "C", "A"))
    found = {figure.id: figure for figure in monthly.spc(*given)}
    assert found["spc.missing.mean"].value == 3
    assert found["spc.missing.mean"].n == 2
    assert "spc.placement_move.mean" not in found  # no table of placements


def test_events_of_a_few_children_are_hidden():
    safe = disclosure.protect(monthly.spc(*made([4] * 15, "missing_episodes")), "public")
    assert [safe.text(f"spc.missing.{end}") for end in ("mean", "upper_limit", "special_cause.n")] == ["[c]"] * 3
