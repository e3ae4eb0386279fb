"""Red, amber, green and the direction of travel, case by case."""

import pytest

from rtt_eval import indicators
from rtt_eval.disclosure import protect
from rtt_eval.indicators import Indicator
from tests.indicators.conftest import by_id


def about(good_is: str, red: float | None = None, target: float | None = None, unit: str = "percent") -> Indicator:
    return Indicator("1", "Invented", "a theme", good_is, unit, "snapshot", red, target, "")


@pytest.mark.parametrize(
    ("good_is", "red", "target", "value", "expected"),
    [
        ("high", 33, 35, 35.0, "green"),  # at the target
        ("high", 33, 35, 34.9, "amber"),
        ("high", 33, 35, 33.0, "amber"),  # at the red threshold: not beyond it
        ("high", 33, 35, 32.9, "red"),
        ("low", 12, 10, 10.0, "green"),
        ("low", 12, 10, 10.1, "amber"),
        ("low", 12, 10, 12.0, "amber"),
        ("low", 12, 10, 12.1, "red"),
        ("high", None, 35, 35.0, "green"),  # without a red threshold nothing is beyond it
        ("high", None, 35, 1.0, "amber"),
        ("high", 33, None, 99.0, "amber"),  # without a target nothing is at it
        ("high", 33, None, 32.0, "red"),
        ("high", None, None, 50.0, ""),
        ("info", 33, 73.5, 78.4, ""),  # for information: no status, whatever the table holds
    ],
)
def test_rag(good_is, red, target, value, expected):
    assert indicators.rag(value, about(good_is, red, target)) == expected


def test_rag_is_judged_before_rounding():
    assert indicators.rag(94.96, about("high", 90, 95)) == "amber"  # shown as 95.0


@pytest.mark.parametrize(
    ("good_is", "red", "target", "before", "value", "expected"),
    [
        ("high", 90, 95, 91.0, 91.6, "improved"),
        ("high", 90, 95, 80.0, 85.0, "improved"),  # still red
        ("high", 90, 95, 97.0, 96.0, "declined_within_limits"),  # green
        ("high", 90, 95, 97.0, 92.0, "declined_within_limits"),  # amber
        ("high", 90, 95, 90.9, 89.7, "declined_not_on_target"),  # red
        ("high", 90, 95, 92.0, 92.0, "no_movement_within_limits"),
        ("high", 90, 95, 80.0, 80.0, "no_movement_not_on_target"),
        ("low", 12, 10, 12.2, 10.9, "improved"),  # down is better
        ("low", 12, 10, 10.9, 12.2, "declined_not_on_target"),
        ("low", 12, 10, 9.0, 9.5, "declined_within_limits"),
        ("low", 127, 121, 197.0, 197.0, "no_movement_not_on_target"),
        ("high", 90, 95, 92.04, 92.01, "no_movement_within_limits"),  # both are 92.0
        ("info", None, None, 430, 442, "up"),
        ("info", None, None, 430, 430, "stable"),
        ("info", None, None, 442, 430, "down"),
        ("high", None, None, 16, 19, "improved"),  # no limits to be within: up, stable and down, but better is better
        ("high", None, None, 19, 6, "down"),
        ("low", None, None, 6, 19, "up"),
        ("high", None, None, 19, 19, "stable"),
    ],
)
def test_direction(good_is, red, target, before, value, expected):
    assert indicators.direction(value, before, about(good_is, red, target)) == expected


def test_a_month_without_a_value_or_a_month_before_has_no_direction(one):
    made = by_id(
        indicators.status(one("high,percent,snapshot,90,95", "2016-04,9,10,", "2016-06,0,0,", "2016-07,19,20,"))
    )
    assert "2016-04.direction" not in made and "2016-07.direction" not in made
    assert "2016-06.rag" not in made
    assert made["2016-07.rag"].word == "green"


def test_a_word_is_hidden_with_the_value_that_it_tells_of(one):
    series = one("low,count,snapshot,8,6", "2016-06,,,4", "2016-07,,,9")
    safe = protect([*indicators.values(series), *indicators.status(series)], "public")
    assert safe["indicator.1.2016-07.rag"].word == "red"
    hidden = safe["indicator.1.2016-06.rag"]
    assert (hidden.word, hidden.shown, hidden.suppressed) == ("", "[c]", "secondary")
    assert safe["indicator.1.2016-07.direction"].suppressed == "secondary"  # it says that the month before was lower
    assert safe["indicator.1.2016-07.value"].value == 9


def test_a_sum_of_months_has_no_status_as_its_threshold_is_of_a_month(one):
    series = one("low,count,financial_year,8,6", *(f"2016-0{n},,,9" for n in (4, 5, 6, 7)))
    assert "ytd.rag" not in by_id(indicators.status(series))


def test_colours_of_the_month_are_counted(one):
    made = indicators.status(one("high,percent,snapshot,90,95", "2016-06,19,20,", "2016-07,8,10,"))
    totals = {figure.id: (figure.value, figure.denominator) for figure in made if figure.id.startswith("indicators.")}
    assert totals == {"indicators.red.n": (1, 1), "indicators.amber.n": (0, 1), "indicators.green.n": (0, 1)}
