"""The scorecard's tables: words with their signs, themes in order, symbols where nothing may be shown."""

from datetime import date

import pytest

from rtt_eval import disclosure, indicators, tables
from rtt_eval.params import PerformanceScorecard
from tests.small_records import records_of

PARAMS = PerformanceScorecard(
    data="x", period={"start": "2016-04-01", "end": "2016-07-31"}, months_shown=2, years_shown=1
)
TABLES = {
    "indicators": """indicator_id,title,theme,good_is,unit,data_note,red,target_green,definition
        8.2,Three or more placements,placements,low,percent,rolling_12_months,12,10,
        6.1,Children,looked after children,info,count,snapshot,,,
        8.3,Ends of placements,placements,high,count,financial_year,,,""".replace("        ", ""),
    "indicator_values": """indicator_id,period,numerator,denominator,value
        8.2,2016-06,47,431,
        8.2,2016-07,54,444,
        8.2,2015/16,51,430,
        8.2,2016/17,,,12.5
        6.1,2016-06,,,430
        6.1,2016-07,,,442
        8.3,2016-06,,,4
        8.3,2016-07,,,9""".replace("        ", ""),
    "benchmarks": """indicator_id,period,group,value,source
        8.2,2014/15,national,11.0,Invented""".replace("        ", ""),
}


@pytest.fixture(scope="module", params=["team", "public"])
def made(request):
    series = indicators.series(records_of(**TABLES), date(2016, 7, 31))
    figures = [
        *indicators.values(series),
        *indicators.year_to_date(series),
        *indicators.years(series, 1),
        *indicators.status(series),
        *indicators.benchmarks(series),
        *indicators.differences(series, 1),
    ]
    return request.param, disclosure.protect(figures, request.param), indicators.catalogue(series)


def test_a_table_a_theme_with_words_beside_every_sign(made):
    audience, safe, listed = made
    placements, children = tables.scorecard(safe, PARAMS, listed)
    assert [table.caption for table in (placements, children)] == [
        "Placements: June 2016 to July 2016", "Looked after children: June 2016 to July 2016",
    ]  # fmt: skip
    assert [head.label for head in placements.heads] == [
        "Indicator", "Jun", "Jul", "Year to date", "Green / red", "Status", "Direction",
    ]  # fmt: skip
    assert placements.rows[0] == (
        "8.2 Three or more placements (low)", "10.9%", "12.2%", "12.2%", "10% / 12%", "◆\u00a0Red",
        "↓\u00a0Declined, not on target",
    )  # fmt: skip
    small, direction = ("4", "↑\u00a0Improved") if audience == "team" else ("[c]", "[c]")
    assert placements.rows[1][1:3] == (small, "9") and placements.rows[1][-1] == direction
    assert children.rows == (("6.1 Children (information)", "430", "442", "442", "↑\u00a0Up"),)


def test_years_and_other_areas(made):
    _, safe, listed = made
    placements, _ = tables.scorecard_years(safe, PARAMS, listed)
    assert [head.label for head in placements.heads] == ["Indicator", "2015/16", "Year to date", "England"]
    assert placements.rows[0] == ("8.2 Three or more placements", "11.9%", "12.2%", "11.0% (worse)")


def test_what_a_value_rests_on(made):
    _, safe, listed = made
    table = tables.indicator_numbers(safe, PARAMS, listed[0])
    assert [head.label for head in table.heads] == ["Figure", "Jun 2016", "Jul 2016", "2016/17 to date", "2015/16"]
    assert table.rows[1] == ("Numerator of denominator", "47 of 431", "54 of 444", "54 of 444", "51 of 430")
    assert table.rows[2] == ("Status", "▲\u00a0Amber", "◆\u00a0Red", "◆\u00a0Red", "[z]")


def test_printed_figures_that_differ_are_listed_and_hidden_without_their_base(made):
    audience, safe, listed = made
    table = tables.printed_differences(safe, PARAMS, listed)
    if audience == "public":
        assert table.rows[0][1:5] == ("2016/17 to date", "[c]", "12.2%", "[c]")
    else:  # 54 of 444 is 12.16, shown as 12.2
        assert table.rows[0][1:5] == ("2016/17 to date", "12.5%", "12.2%", "−0.3")
