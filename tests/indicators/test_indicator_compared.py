"""Better or worse than other areas, by polarity, now and in the year of the benchmark."""

import pytest

from rtt_eval import indicators
from rtt_eval.disclosure import protect
from tests.indicators.conftest import by_id


@pytest.mark.parametrize(
    ("good_is", "theirs", "expected"),
    [
        ("high", 67.6, "better_than"),
        ("high", 79.0, "worse_than"),
        ("high", 70.2, "the_same_as"),  # ours is 70.2128
        ("low", 67.6, "worse_than"),
        ("low", 79.0, "better_than"),
        ("info", 67.6, "higher_than"),
        ("info", 79.0, "lower_than"),
    ],
)
def test_the_latest_value_beside_a_benchmark(one, good_is, theirs, expected):
    series = one(f"{good_is},percent,snapshot,,", "2016-07,99,141,", benchmarks=[f"2014/15,national,{theirs}"])
    made = by_id(indicators.benchmarks(series))
    assert made["benchmark.national.2014/15.value"].value == theirs
    assert made["benchmark.national.compared"].word == expected
    assert "benchmark.national.2014/15.compared" not in made  # we have no value of that year


def test_the_same_year_is_compared_where_we_have_it_and_now_is_held_against_the_latest(one):
    rows = ["2013/14,national,80", "2014/15,national,67"]
    series = one("high,percent,snapshot,,", "2016-07,60,100,", "2013/14,81,100,", "2014/15,68,100,", benchmarks=rows)
    made = {id: figure.word for id, figure in by_id(indicators.benchmarks(series)).items() if figure.word}
    assert made == {
        "benchmark.national.2013/14.compared": "better_than",
        "benchmark.national.2014/15.compared": "better_than",
        "benchmark.national.compared": "worse_than",
    }


def test_an_indicator_added_up_is_compared_by_its_year_and_a_count_not_at_all(one):
    rows = ["2014/15,national,55"]
    months = [f"2016-0{n},{above},{2}," for n, above in ((4, 2), (5, 2), (6, 2), (7, 0))]
    ratio = by_id(indicators.benchmarks(one("high,percent,financial_year,,", *months, benchmarks=rows)))
    assert ratio["benchmark.national.compared"].word == "better_than"  # 6 of 8 over the year; July alone is 0 of 2
    count = by_id(indicators.benchmarks(one("high,count,financial_year,,", "2016-07,,,60", benchmarks=rows)))
    assert list(count) == ["benchmark.national.2014/15.value"]


def test_a_comparison_with_a_year_that_no_table_shows_is_hidden_with_that_year(one):
    series = one("high,percent,snapshot,,", "2016-07,60,100,", "2009/10,3,40,", benchmarks=["2009/10,national,67"])
    safe = protect([*indicators.values(series), *indicators.years(series, 3), *indicators.benchmarks(series)], "public")
    assert safe["indicator.1.benchmark.national.2009/10.ours"].suppressed == "primary"
    assert safe["indicator.1.benchmark.national.2009/10.compared"].suppressed == "secondary"
    assert safe["indicator.1.benchmark.national.compared"].word == "worse_than"


def test_a_comparison_is_hidden_with_our_value_and_the_benchmark_is_not(one):
    series = one("high,percent,snapshot,,", "2016-07,3,40,", benchmarks=["2014/15,national,67"])
    safe = protect([*indicators.values(series), *indicators.benchmarks(series)], "public")
    assert safe.text("indicator.1.benchmark.national.2014/15.value") == "67.0%"
    assert safe["indicator.1.benchmark.national.compared"].suppressed == "secondary"
