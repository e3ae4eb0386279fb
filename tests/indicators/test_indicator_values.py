"""The value of a month: from its two parts where both are there, else as given; 0 of 0 is no value."""

from datetime import date

import pytest

from rtt_eval import indicators, load
from rtt_eval.disclosure import protect
from rtt_eval.errors import ParamsError
from tests.indicators.conftest import by_id
from tests.small_records import records_of


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "expected"),
    [
        ("percent", 99, 141, 100 * 99 / 141),
        ("rate_per_10000", 442, 56400, 10_000 * 442 / 56_400),
        ("mean_days", 4504, 9, 4504 / 9),
        ("count", 20, "", 20),
        ("percent", 0, 8, 0),
        ("percent", 0, 0, None),
    ],
)
def test_value_from_numerator_and_denominator_by_unit(one, unit, numerator, denominator, expected):
    made = by_id(indicators.values(one(f"high,{unit},snapshot,,", f"2016-07,{numerator},{denominator},")))
    assert made["2016-07.value"].value == expected
    assert bool(made["2016-07.value"].note) is (expected is None)


def test_a_value_beside_its_parts_is_kept_and_the_parts_win(one):
    made = by_id(indicators.values(one("high,percent,snapshot,,", "2016-07,99,141,70.0")))
    assert made["2016-07.value"].value == pytest.approx(70.2127, abs=1e-4)
    assert made["2016-07.given"].value == 70.0
    assert (made["2016-07.numerator.n"].value, made["2016-07.numerator.n"].denominator) == (99, 141)


def test_months_after_the_report_are_not_there_and_years_are_not_months(one):
    made = by_id(indicators.values(one("info,count,snapshot,,", "2016-06,,,430", "2016-08,,,441", "2015/16,,,432")))
    assert [id for id in made if id.endswith(".value")] == ["2016-06.value"]


def test_thresholds_are_figures(one):
    made = by_id(indicators.values(one("high,percent,financial_year,20,22.7", "2016-07,,,0.0")))
    assert (made["target.value"].value, made["red.value"].value) == (22.7, 20)
    assert [protect([made[id]], "public").text(f"indicator.1.{id}") for id in ("target.value", "red.value")] == [
        "22.7%",
        "20%",
    ]


def test_a_params_file_can_only_name_indicators_of_the_table():
    tables = {
        "indicators": "indicator_id,title,theme,good_is,unit\n6.10,A,b,high,percent",
        "indicator_values": "indicator_id,period,numerator,denominator,value\n6.10,2016-07,9,10,",
    }
    assert indicators.series(records_of(**tables), date(2016, 7, 31), ["6.10"])[0].is_checked
    with pytest.raises(ParamsError, match=r"6\.1 "):
        indicators.series(records_of(**tables), date(2016, 7, 31), named=["6.1"])


# what each audience may see of one month: a share or a mean with its base, without it, and vouched for
@pytest.mark.parametrize(
    ("about", "value", "checked", "seen"),
    [
        ("high,percent", "60,90,", [], {"team": True, "dlt": True, "public": True}),
        ("high,percent", "9,15,", [], {"team": True, "dlt": True, "public": False}),  # base under 20
        ("high,percent", "5,90,", [], {"team": True, "dlt": False, "public": False}),  # 5 children
        ("high,percent", "85,88,", [], {"team": True, "dlt": False, "public": False}),  # 88 - 85 = 3 are the others
        ("high,percent", "0,90,", [], {"team": True, "dlt": True, "public": True}),
        ("high,percent", ",,33.3", [], {"team": True, "dlt": False, "public": False}),  # of how many, nobody says
        ("high,percent", ",,33.3", ["1"], {"team": True, "dlt": True, "public": True}),
        ("low,mean_days", "4504,9,", [], {"team": True, "dlt": False, "public": False}),
        ("low,mean_days", "5004,10,", [], {"team": True, "dlt": True, "public": True}),
        ("low,mean_days", ",,500.4", [], {"team": True, "dlt": False, "public": False}),
        ("info,rate_per_10000", "442,56400,", [], {"team": True, "dlt": True, "public": True}),
        ("info,rate_per_10000", "4,56400,", [], {"team": True, "dlt": False, "public": False}),
        ("info,rate_per_10000", "0,56400,", [], {"team": True, "dlt": True, "public": True}),
        ("info,count", ",,5", [], {"team": True, "dlt": False, "public": False}),
        ("info,count", ",,6", [], {"team": True, "dlt": True, "public": True}),
        ("info,count", ",,0", [], {"team": True, "dlt": True, "public": True}),
    ],
)
def test_what_each_audience_sees_of_a_month(one, about, value, checked, seen):
    series = one(f"{about},snapshot,90,95", f"2016-07,{value}", "2016-06,600,1000,", checked=checked)
    figures = [*indicators.values(series), *indicators.year_to_date(series), *indicators.status(series)]
    for audience, is_seen in seen.items():
        safe = protect(figures, audience)
        told = [
            safe.get(f"indicator.1.{id}")
            for id in ("2016-07.value", "2016-07.rag", "2016-07.direction", "ytd", "ytd.rag")
        ]
        assert {figure.is_known for figure in told if figure is not None} == {is_seen}, audience


def test_what_a_figure_is_derived_from_is_a_figure_of_the_report():
    from tests.reports.test_scorecard_edition import EDITION  # the edition has every kind of row

    series = indicators.series(load.canonical(EDITION), date(2016, 7, 31))
    figures = [
        *indicators.values(series),
        *indicators.year_to_date(series),
        *indicators.years(series, 1),
        *indicators.status(series),
        *indicators.benchmarks(series),
        *indicators.ordinary_range(series, 36, 12),
        *indicators.differences(series, 1),
    ]
    ids = {figure.id for figure in figures}
    assert len(ids) == len(figures) > 500
    assert {source for figure in figures for source in figure.derived_from} <= ids
