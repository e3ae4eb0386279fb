"""Numbers as official tables print them."""

import pytest

from rtt_eval.disclosure.wording import half_up, shown_text


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(12.5, 0, "13"), (2.5, 0, "3"), (-2.5, 0, "-3"), (20.83, 0, "21"), (0.125, 2, "0.13"), (1.005, 2, "1.01")],
)
def test_half_up_goes_away_from_zero_on_the_decimal_as_written(value, decimals, expected):
    assert str(half_up(value, decimals)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (5754, "gbp_per_week", 0, "£5,754"),
        (-120.4, "gbp", 0, "\u2212£120"),
        (-0.04, "points", 1, "0.0"),
        (-2.25, "points", 1, "\u22122.3"),
        (20.8333, "percent", 0, "21%"),
        (0.0004, "p", 3, "<0.001"),
        (0.0678, "p", 3, "0.068"),
        (None, "points", 1, "[x]"),
        (float("inf"), "ratio", 2, "no upper limit"),
    ],
)
def test_shown_text(value, unit, decimals, expected):
    assert shown_text(value, unit, decimals) == expected
