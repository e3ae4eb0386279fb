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


def whole_service(n_a_month, start=date(2021, 1, 1), first="2020-01"):
    """Referrals on the 10th of each month, a child each; the chart from January 2020, the period from `start`."""
    months = pd.period_range(first, periods=len(n_a_month), freq="M")
    days = [f"{month}-10" for month, n in zip(months, n_a_month, strict=True) for _ in range(n)]
    rows = pd.DataFrame({"person_id": [f"P{nth}" for nth in range(len(days))], "received": pd.to_datetime(days)})
    end = months[-1].end_time.date()
    return monthly.referrals_each_month(rows, START, start, end, end)


def test_all_referrals_have_a_figure_a_month_and_agree_with_the_golden_series():
    rows = golden("X2")
    found = {figure.id: figure for figure in whole_service([int(row["value"]) for row in rows])}
    assert found["referrals.month.2020-01.n"].value == int(rows[0]["value"])
    assert found["referrals.by_month.earlier.n"].value == sum(int(row["value"]) for row in rows[:12])
    assert found["referrals.by_month.n"].value == sum(int(row["value"]) for row in rows[12:])
    assert found["spc.referrals.upper_limit"].value == pytest.approx(float(rows[0]["upl"]))
    months = pd.period_range("2020-01", periods=18, freq="M").strftime("%Y-%m")
    special = {month: row["special_cause"] for month, row in zip(months, rows, strict=True)}
    special = {month for month, cause in special.items() if cause != "Common Cause"}
    assert {id.split(".")[3] for id in found if id.endswith(".rule")} == special


def test_a_month_out_of_the_ordinary_says_why():
    found = {figure.id: figure for figure in whole_service([10, 16] * 6 + [40])}
    assert found["spc.referrals.month.2021-01.rule"].note == "above the upper limit"
    assert [id for id in found if id.endswith(".rule")] == ["spc.referrals.month.2021-01.rule"]


def test_few_months_have_a_median_and_no_limits():
    found = {figure.id: figure for figure in whole_service([8, 20, 9], start=START)}
    assert found["spc.referrals.median"].value == 9
    assert found["spc.referrals.mean"].value is None and "spc.referrals.upper_limit" not in found


def test_months_before_the_first_referral_are_no_noughts():
    found = values(whole_service([7, 0, 8], first="2020-11"))
    assert next(id for id in found if id.startswith("referrals.month.")) == "referrals.month.2020-11.n"
    assert found["referrals.month.2020-12.n"] == 0


def test_without_referrals_there_is_nothing_to_count():
    assert whole_service([0, 0]) == []


def test_a_hidden_month_takes_the_mean_the_limits_and_the_rules_with_it():
    """With the mean, the moving ranges and the others known, one equation would be left for the hidden months."""
    safe = disclosure.protect(whole_service([30, 31] * 6 + [3, 30, 31, 30, 31, 60]), "public")
    assert safe["referrals.month.2021-01.n"].suppressed == "primary"
    hidden = [id for id in safe.figures if id.startswith("spc.") and not id.endswith("n_points")]
    assert "spc.referrals.month.2021-06.rule" in hidden and "spc.referrals.median" in hidden
    assert {safe.text(id) for id in hidden} == {"[c]"}
    parts = [figure for figure in safe.starting("referrals.month.2021") if figure.suppressed]
    assert len(parts) == 2  # the total of the period is shown, so a second month of it is hidden
