"""Costs against sums by hand."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from small_records import records_of

from rtt_eval import activity, costs
from rtt_eval.errors import ParamsError
from rtt_eval.figures import Figure
from rtt_eval.load import Records

AS_AT = date(2020, 9, 30)
COSTS = """
    placement_type,provider,valid_from,valid_to,weekly_low_gbp,weekly_mid_gbp,weekly_high_gbp,source
    rmbc_foster,in_house,2020-04-01,2020-09-30,300,400,500,invented
    rmbc_foster,in_house,2019-04-01,2020-03-31,1,1,1,invented
    kinship_foster,in_house,2020-04-01,,200,250,300,invented
    residential,independent,2020-04-01,,3000,4000,7000,invented
    residential,in_house,2020-04-01,,2000,3000,4000,invented
    """


def values(figures: list[Figure]) -> dict[str, float | int | None]:
    return {figure.id: figure.value for figure in figures}


def made_of(placements: str, unit_costs: str = COSTS, n_children: int = 3) -> tuple[Records, pd.DataFrame]:
    """Children A, B, C …, whose cases start on 16 September 2020: 15 days to the as-at day, itself counted."""
    who = "ABCDEFGH"[:n_children]
    records = records_of(
        young_people="person_id,birth_month,sex,in_care_from\n"
        + "\n".join(f"{one},2008-01,F,2018-01-01" for one in who),
        iip_cases="case_id,person_id,service,start\n" + "\n".join(f"K{one},{one},full,2020-09-16" for one in who),
        placements="placement_id,person_id,start,end,placement_type,provider,is_new_carer\n" + placements,
        placement_costs=unit_costs,
    )
    return records, activity.cohort(records, date(2020, 4, 1), AS_AT, AS_AT)


TWO_FOSTER_ONE_RESIDENTIAL = (
    "1,A,2018-01-01,,rmbc_foster,in_house,yes\n2,B,2018-01-01,,rmbc_foster,in_house,yes\n"
    "3,C,2018-01-01,,residential,independent,yes"
)


def test_unit_costs_are_those_of_the_as_at_day_and_the_mean_over_providers() -> None:
    records, _ = made_of(TWO_FOSTER_ONE_RESIDENTIAL)
    made = values(costs.unit_costs(records, AS_AT))
    assert made["cost.rmbc_foster.mid.gbp_per_week"] == 400  # both days of valid_from and valid_to count
    assert made["cost.residential.mid.gbp_per_week"] == (4000 + 3000) / 2
    assert values(costs.unit_costs(records, date(2020, 10, 1))).get("cost.rmbc_foster.mid.gbp_per_week") is None


def test_alternative_to_the_commonest_placement() -> None:
    records, cases = made_of(TWO_FOSTER_ONE_RESIDENTIAL)
    made = values(costs.alternative(records, cases, AS_AT))
    stem = "cost_avoidance.residential_instead_of_current"
    assert made[f"{stem}.low_gbp_per_week"] == (3000 + 2000) / 2 - 300
    assert made[f"{stem}.mid_gbp_per_week"] == (4000 + 3000) / 2 - 400
    assert made[f"{stem}.high_gbp_per_week"] == (7000 + 4000) / 2 - 500


def test_alternative_for_named_children_is_their_mean_by_provider() -> None:
    records, cases = made_of(TWO_FOSTER_ONE_RESIDENTIAL)
    figures = costs.alternative(records, cases, AS_AT, alternative_for=("A", "C"))
    # A: 3,500 less 400; C: already residential, of the dearer provider: 3,500 less 4,000
    assert figures[1].value == pytest.approx((3100 + -500) / 2)
    assert figures[1].n == 2


def test_a_child_without_a_case_is_refused_and_not_named() -> None:
    records, cases = made_of(TWO_FOSTER_ONE_RESIDENTIAL)
    with pytest.raises(ParamsError, match="1 of 2 person_ids") as fault:
        costs.alternative(records, cases, AS_AT, alternative_for=("A", "SECRET"))
    assert "SECRET" not in str(fault.value)


def test_break_even_weeks_only_with_a_programme_cost() -> None:
    records, cases = made_of(TWO_FOSTER_ONE_RESIDENTIAL)
    assert not [f for f in costs.alternative(records, cases, AS_AT) if "break_even" in f.id]
    made = values(costs.alternative(records, cases, AS_AT, programme_cost_gbp=31000))
    assert made["cost_avoidance.break_even.mid.weeks"] == pytest.approx(31000 / 3100)


def test_a_cheaper_alternative_has_no_break_even() -> None:
    records, cases = made_of(TWO_FOSTER_ONE_RESIDENTIAL)
    figures = costs.alternative(records, cases, AS_AT, "kinship_foster", programme_cost_gbp=31000)
    assert values(figures)["cost_avoidance.kinship_foster_instead_of_current.mid_gbp_per_week"] == 250 - 400
    assert figures[-1].value is None and "does not cost more" in figures[-1].note


def test_no_unit_costs() -> None:
    head = COSTS.strip().splitlines()[0]
    records, cases = made_of(TWO_FOSTER_ONE_RESIDENTIAL, unit_costs=head)
    assert costs.unit_costs(records, AS_AT) == []
    figures = costs.alternative(records, cases, AS_AT)
    assert [figure.value for figure in figures] == [None, None, None]
    assert figures[0].note == costs.NO_PRICE
    made = values(costs.programme(records, cases, AS_AT))
    assert made["cost_avoidance.programme.mid.gbp"] is None
    assert values(costs.placement_mix(records, cases, AS_AT)) == {"cost.placements.children.n": 0}


# A moved to residential (independent) on 23 September, after 7 of the 15 days.
A_MOVED = (
    "1,A,2018-01-01,2020-09-23,rmbc_foster,in_house,yes\n4,A,2020-09-23,,residential,independent,yes\n"
    "2,B,2018-01-01,,rmbc_foster,in_house,yes\n3,C,2018-01-01,,kinship_foster,,yes"
)


def test_mix_at_the_start_and_latest_at_the_same_prices() -> None:
    records, cases = made_of(A_MOVED)
    made = values(costs.placement_mix(records, cases, AS_AT))
    assert made["cost.placements.start.low.gbp_per_week"] == 300 + 300 + 200
    assert made["cost.placements.latest.low.gbp_per_week"] == 3000 + 300 + 200
    assert made["cost.placements.change.low.gbp_per_week"] == 3000 - 300


def test_programme_counts_the_days_as_they_were() -> None:
    records, cases = made_of(A_MOVED)
    by_id = {figure.id: figure for figure in costs.programme(records, cases, AS_AT)}
    # 23 to 30 September: 8 days at 4,000 instead of 400 a week
    assert by_id["cost_avoidance.programme.mid.gbp"].value == pytest.approx(-8 / 7 * (4000 - 400))
    assert by_id["cost_avoidance.programme.mid.gbp"].n == 1  # the one child whose placement changed
    assert by_id["cost_avoidance.programme.mid.gbp"].interval is None  # three children are too few
    assert by_id["cost_avoidance.programme.weeks"].value == pytest.approx(3 * 15 / 7)


def test_programme_interval_is_that_of_the_mean_child_times_the_children() -> None:
    rows = A_MOVED + "\n5,D,2018-01-01,,rmbc_foster,in_house,yes\n6,E,2018-01-01,,rmbc_foster,in_house,yes"
    records, cases = made_of(rows, n_children=5)
    figure = {figure.id: figure for figure in costs.programme(records, cases, AS_AT)}[
        "cost_avoidance.programme.mid.gbp"
    ]
    # five children: one costs d more, four nothing. Mean d/5, SD d/sqrt(5), t(4) = 2.776445
    d = 8 / 7 * 3600
    half = 5 * 2.776445 * (d / 5**0.5) / 5**0.5
    assert figure.interval == pytest.approx((-d - half, -d + half), rel=1e-6)


def test_fewer_moves_carry_the_interval_of_the_rate_ratio() -> None:
    # before (1 to 15 September): A, B and C one move each; during: A one. Ratio 1/3
    rows = ""
    for nth, who in enumerate("ABC"):
        rows += f"{nth},{who},2018-01-01,2020-09-05,rmbc_foster,in_house,yes\n"
        rows += f"1{nth},{who},2020-09-05,{'2020-09-20' if who == 'A' else ''},rmbc_foster,in_house,yes\n"
    records, cases = made_of(rows + "20,A,2020-09-20,,rmbc_foster,in_house,yes")
    figure = {figure.id: figure for figure in costs.programme(records, cases, AS_AT)}[
        "cost_avoidance.placement_moves.fewer.n"
    ]
    assert figure.value == 3 - 1
    assert figure.interval is not None
    low, high = figure.interval
    # by child: squares of (1 - 1/3, -1/3, -1/3) times 3/2 add up to 1, so 1/3 times exp(±4.302653), with t(2);
    # wider than the exact 0.006 to 4.151
    assert high == pytest.approx(3 - math.exp(-4.302653), rel=1e-5)
    assert low == pytest.approx(3 - math.exp(4.302653), rel=1e-5)
