"""Last month's report beside this month's: what they tell together, and what is two different months."""

from datetime import date

from rtt_eval import indicators
from rtt_eval.disclosure import differencing, protect, record

JUNE, JULY = date(2016, 6, 30), date(2016, 7, 31)


def edition(series: tuple[indicators.Series, ...], end: date) -> dict:
    figures = [*indicators.values(series), *indicators.year_to_date(series), *indicators.status(series)]
    safe = protect(figures, "public")
    return {
        "report": "performance_scorecard",
        "edition": end.isoformat(),
        "audience": "public",
        "period": {"start": "2016-04-01", "end": end.isoformat()},
        "figures": [record.results_figure(figure) for figure in safe.figures.values()],
    }


def test_a_stock_a_month_later_is_not_taken_for_the_same_group_less_a_few(one):
    rows = ["2016-04,400,431,", "2016-05,401,431,", "2016-06,402,430,", "2016-07,403,432,"]
    june, july = (edition(one("high,percent,snapshot,90,95", *rows, end=end), end) for end in (JUNE, JULY))
    assert differencing.differences(july, [june]) == []


def test_a_month_that_was_put_right_by_a_few_children_stops(one):
    rows = ["2016-05,401,431,", "2016-06,402,430,"]
    before = edition(one("high,percent,snapshot,90,95", *rows, end=JUNE), JUNE)
    after = edition(one("high,percent,snapshot,90,95", rows[0], "2016-06,404,432,", end=JUNE), JUNE)
    assert {one.figure for one in differencing.differences(after, [before])} >= {"indicator.1.2016-06.value"}


def test_years_to_date_of_two_reports_do_not_give_a_small_month_back(one):
    rows = ["2016-04,,,16", "2016-05,,,18", "2016-06,,,16", "2016-07,,,4"]
    june, july = (edition(one("info,count,financial_year,,", *rows, end=end), end) for end in (JUNE, JULY))
    ytd = [next(figure for figure in one["figures"] if figure["id"].endswith(".ytd")) for one in (june, july)]
    assert [figure["value"] for figure in ytd] == [16 + 18 + 16, None]
