"""An XmR chart from twelve months with a value, a run chart below that and for rare events."""

import pytest

from rtt_eval import indicators, periods
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure
from tests.indicators.conftest import by_id

LAST = "2016-07"


def limits(series: tuple[indicators.Series, ...], n_months: int = 36) -> dict[str, Figure]:
    return by_id(indicators.ordinary_range(series, n_months, 12))


def run_of(n: int, values: list[object]) -> list[str]:
    return [f"{periods.later(LAST, place - n + 1)},{value}" for place, value in enumerate(values)]


def test_eleven_months_have_a_median_and_twelve_have_limits(one):
    flat = [",,10", ",,12"] * 6
    few = limits(one("info,count,financial_year,,", *run_of(11, flat[:11])))
    assert list(few) == ["spc.median"] and few["spc.median"].value == 10 and "fewer than 12" in few["spc.median"].note
    many = limits(one("info,count,financial_year,,", *run_of(12, flat)))
    assert many["spc.mean"].value == 11
    assert many["spc.upper_limit"].value == pytest.approx(11 + 2.66 * 2)  # each moving range is 2
    assert many["spc.lower_limit"].value == pytest.approx(11 - 2.66 * 2)
    assert (many["spc.n_points"].value, many["spc.special_cause.n"].value) == (12, 0)
    assert many["spc.mean"].note == "under 13 months: trial limits"


def test_a_month_beyond_a_limit_is_named_in_words(one):
    made = limits(one("low,count,financial_year,,", *run_of(14, [",,10", ",,12"] * 6 + [",,11", ",,40"])))
    assert made["2016-07.special_cause"].word == "above_the_upper_limit"
    # the mean is (6 * 10 + 6 * 12 + 11 + 40) / 14 = 13.07: the 13 months before lie below it in a row
    assert made["spc.special_cause.n"].value == 13 + 1


def test_limits_of_a_percentage_stay_between_0_and_100(one):
    made = limits(one("high,percent,snapshot,,", *run_of(12, ["100,100,", "80,100,"] * 6)))
    assert made["spc.upper_limit"].value == 100  # 90 + 2.66 * 20 = 143.2
    assert made["spc.lower_limit"].value == pytest.approx(90 - 2.66 * 20)


def test_rare_events_have_no_limits(one):
    for about, value in (("info,count,financial_year", ",,1"), ("high,percent,financial_year", "1,3,")):
        made = limits(one(f"{about},,", *run_of(12, [value] * 12)))
        assert list(made) == ["spc.median"] and made["spc.median"].note.startswith("rare events")


def test_a_gap_is_not_a_point_and_does_not_count_towards_twelve(one):
    rows = run_of(13, [",,10", ",,12"] * 6 + [",,11"])
    del rows[5], rows[7]
    made = limits(one("info,count,financial_year,,", *rows))
    assert list(made) == ["spc.median"]


def test_only_the_latest_months_are_charted(one):
    rows = run_of(20, [",,100"] * 8 + [",,10", ",,12"] * 6)
    made = limits(one("info,count,financial_year,,", *rows), 12)
    assert made["spc.mean"].value == 11


def test_what_is_carried_over_from_month_to_month_says_so(one):
    made = limits(one("low,percent,rolling_12_months,,", *run_of(13, ["10,100,"] * 13)))
    assert "month before" in made["spc.mean"].note


def test_one_hidden_month_hides_mean_limits_and_rules(one):
    series = one("low,count,financial_year,,", *run_of(14, [",,10", ",,12"] * 6 + [",,4", ",,40"]))
    safe = protect([*indicators.values(series), *indicators.ordinary_range(series, 36, 12)], "public")
    hidden = [figure for id, figure in safe.figures.items() if ".spc." in id or id.endswith("special_cause")]
    assert len(hidden) >= 6 and all(figure.suppressed == "secondary" for figure in hidden)
