"""Months and financial years as text."""

from datetime import date

import pytest

from rtt_eval import periods


@pytest.mark.parametrize(("month", "year"), [("2016-03", "2015/16"), ("2016-04", "2016/17"), ("1999-12", "1999/00")])
def test_a_financial_year_begins_in_april(month, year):
    assert periods.year_of(month) == year
    assert periods.months_of(year)[0] == f"{year[:4]}-04" and len(periods.months_of(year)) == 12
    assert month in periods.months_of(year)


@pytest.mark.parametrize("text", ["2016-13", "2016-00", "2016-7", "16-07", "2016/18", "2016/2017", "July 2016", ""])
def test_other_ways_to_write_a_period_are_neither_month_nor_year(text):
    assert not periods.is_month(text) and not periods.is_year(text)


def test_later_crosses_years_both_ways():
    assert [periods.later("2016-01", n) for n in (-1, 0, 11, 12)] == ["2015-12", "2016-01", "2016-12", "2017-01"]
    assert periods.years_before("2000/01", 3) == ("1997/98", "1998/99", "1999/00")
    assert periods.months_to("2016-06") == ("2016-04", "2016-05", "2016-06")


def test_in_words():
    assert periods.in_words("2016-07") == "July 2016" and periods.in_words("2015/16") == "2015/16"


def test_days_of_months_end_on_the_last_of_them():
    assert periods.days_of(["2023-12", "2024-01", "2024-02"]) == (date(2023, 12, 1), date(2024, 2, 29))
