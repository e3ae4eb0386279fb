"""The year to date by the indicator's own rule, earlier years, and printed figures that differ."""

from datetime import date

import pytest

from rtt_eval import indicators
from rtt_eval.disclosure import protect
from tests.indicators.conftest import by_id

FOUR = ("2016-04", "2016-05", "2016-06", "2016-07")


def months(*values: object) -> list[str]:
    return [f"{month},{value}" for month, value in zip(FOUR, values, strict=True)]


@pytest.mark.parametrize(
    ("unit", "rule", "values", "expected"),
    [
        ("count", "financial_year", [",,16", ",,18", ",,16", ",,20"], 16 + 18 + 16 + 20),
        ("percent", "financial_year", ["1,2,", "0,2,", "0,1,", "0,0,"], 100 * 1 / (2 + 2 + 1 + 0)),
        ("mean_days", "financial_year", ["100,1,", "300,1,", "0,0,", "200,2,"], (100 + 300 + 200) / (1 + 1 + 2)),
        ("percent", "snapshot", ["8,10,", "7,10,", "6,10,", "9,10,"], 90.0),
        ("percent", "rolling_12_months", ["51,432,", "51,432,", "47,431,", "54,444,"], 100 * 54 / 444),
        ("mean_days", "rolling_year", [",,362.5", ",,546.8", ",,500.4", ",,500.5"], 500.5),
        ("count", "financial_year", [",,16", ",,", ",,16", ",,20"], None),  # a month without a value
        ("percent", "financial_year", ["1,2,", ",,50", "0,1,", "0,0,"], None),  # a month without its parts
        ("percent", "financial_year", ["0,0,", "0,0,", "0,0,", "0,0,"], None),
        ("percent", "snapshot", ["8,10,", "7,10,", "6,10,", "0,0,"], None),
        ("percent", "", ["8,10,", "7,10,", "6,10,", "9,10,"], None),
    ],
)
def test_year_to_date_by_its_rule(one, unit, rule, values, expected):
    made = by_id(indicators.year_to_date(one(f"high,{unit},{rule},,", *months(*values))))["ytd"]
    assert made.value == expected
    assert bool(made.note) is (expected is None)


def test_a_missing_first_month_leaves_no_sum(one):
    made = by_id(indicators.year_to_date(one("high,count,financial_year,,", *months(",,1", ",,1", ",,1", ",,1")[1:])))[
        "ytd"
    ]
    assert made.value is None and made.note == "no value for April 2016"


def test_the_years_own_row_stands_in_where_the_months_do_not_give_it(one):
    series = one("high,percent,financial_year,33,35", *months(",,25", ",,27.8", ",,15.8", ",,33.3"), "2016/17,,,22.0")
    made = by_id(indicators.year_to_date(series))["ytd"]
    assert (made.value, made.method) == (22.0, "as given, to July 2016")
    assert by_id(indicators.status(series))["ytd.rag"].word == "red"


def test_a_row_of_the_year_is_of_another_day_where_the_table_goes_on(one):
    rows = [*months(",,1", ",,1", ",,1", ",,1"), "2016/17,,,4"]
    assert "2016/17.value" in by_id(indicators.years(one("info,count,financial_year,,", *rows), 1))
    assert "2016/17.value" not in by_id(
        indicators.years(one("info,count,financial_year,,", *rows, end=date(2016, 6, 30)), 1)
    )


def test_earlier_years_as_given_or_from_all_their_months(one):
    year = [f"2014-{n:02d},1,2," for n in range(4, 13)] + [f"2015-{n:02d},1,1," for n in (1, 2, 3)]
    series = one("high,percent,financial_year,,", "2013/14,,,40.4", *year, "2015-04,1,2,")
    made = by_id(indicators.years(series, 3))
    assert {id: one.value for id, one in made.items() if id.endswith(".value")} == {
        "2013/14.value": 40.4,
        "2014/15.value": 100 * (9 + 3) / (2 * 9 + 3),
    }  # 2015/16 has one month only


def test_differences_from_printed_figures(one):
    rows = [
        *months(",,432", ",,433", ",,430", ",,442"),
        "2015-04,,,400",
        "2016-03,,,431",
        "2016/17,,,434.25",
        "2015/16,,,432",
    ]
    made = by_id(indicators.differences(one("info,count,snapshot,,", *rows), 3))
    assert made["ytd.difference"].value == 442 - 434
    assert made["ytd.difference"].note == "the printed figure is the plain mean of the months"
    assert (made["2015/16.by_rule"].value, made["2015/16.difference"].value) == (431, 431 - 432)


def test_a_month_printed_beside_its_parts_differs_in_the_decimals_shown(one):
    rows = ["2016-06,99,141,70.2", "2016-07,99,141,70.3"]  # 70.2128
    made = by_id(indicators.differences(one("high,percent,snapshot,,", *rows), 3))
    assert {id: round(figure.value, 1) for id, figure in made.items()} == {"2016-07.difference": -0.1}


def test_a_sum_is_hidden_with_any_of_its_months_as_last_months_report_would_give_it_back(one):
    series = one("info,count,financial_year,,", *months(",,16", ",,4", ",,16", ",,20"), "2016/17,,,56")
    safe = protect(
        [*indicators.values(series), *indicators.year_to_date(series), *indicators.years(series, 1)], "public"
    )
    assert safe.text("indicator.1.2016-05.value") == "[c]"
    assert [safe[f"indicator.1.{id}"].suppressed for id in ("ytd", "2016/17.value")] == ["secondary"] * 2
    assert safe.text("indicator.1.2016-07.value") == "20"


def test_a_ratio_of_the_year_is_hidden_with_any_of_its_months(one):
    series = one("high,percent,financial_year,,", *months("80,100,", "97,100,", "80,100,", "80,100,"))
    safe = protect([*indicators.values(series), *indicators.year_to_date(series)], "public")
    assert safe["indicator.1.2016-05.value"].suppressed == "primary"  # 3 of 100 were not
    for id in ("2016-05.numerator.n", "ytd", "ytd.numerator.n"):
        assert safe[f"indicator.1.{id}"].suppressed, id
