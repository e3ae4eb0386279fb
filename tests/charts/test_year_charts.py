"""The charts of the annual report say what they show, hide what is hidden, and draw no limits that would tell."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from rtt_eval import benchmarks, charts, disclosure, monthly
from rtt_eval.charts.draw.shares import FILLS
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count, percent
from tests.charts.invented import PARAMS
from tests.charts.invented_year import months
from tests.charts.test_chart_style import _luminance


def _xmr(counts, audience="team"):
    names = pd.period_range("2030-04", periods=len(counts), freq="M")
    days = [f"{month}-10" for month, value in zip(names, counts, strict=True) for _ in range(value)]
    rows = pd.DataFrame({"person_id": [f"P{nth}" for nth in range(len(days))], "received": pd.to_datetime(days)})
    last = names[-1].end_time.date()
    figures = monthly.referrals_each_month(rows, date(2030, 4, 1), date(2030, 4, 1), last, last)
    return charts.xmr(protect(figures, audience), PARAMS, "referrals")


def test_a_month_out_of_the_ordinary_is_named_with_its_count():
    # mean (6 * 10 + 6 * 16 + 40) / 13 = 15.08
    chart = _xmr([10, 16] * 6 + [40])
    assert chart.title == "Referrals: 15.1 a month on average, 1 of 13 months is out of the ordinary"
    assert "Months above the upper limit: April 2031 (40)." in chart.alt and "Mean 15.1." in chart.alt
    assert chart.data.rows[-1] == ("April 2031", "40", "above the upper limit")
    assert chart.data.rows[0] == ("April 2030", "10", "ordinary")


def test_ordinary_months_are_said_to_be_so():
    chart = _xmr([10, 16] * 7)
    assert chart.title == "Referrals: 13.0 a month on average, no month out of the ordinary"
    assert "All months are ordinary." in chart.alt


def test_a_stretch_of_months_is_told_by_its_ends():
    chart = _xmr([10, 12] * 6 + [14, 16] * 6)
    assert "Months in a run of 7 or more below the mean: April 2030 to March 2031." in chart.alt


def test_few_months_are_a_run_chart_with_the_median():
    chart = _xmr([8, 20, 9])
    assert chart.title == "Referrals: a median of 9.0 a month"
    assert "run chart" in chart.subtitle and "limit" not in chart.alt.lower()
    assert any("under 12 months" in note for note in chart.notes)


def test_a_hidden_month_is_hollow_and_takes_the_limits_with_it():
    first, second = (_xmr([30, 31] * 6 + [hidden, 30, 31, 40], "public") for hidden in (2, 4))
    assert first.svg == second.svg and first.alt == second.alt  # nothing of the hidden month is drawn
    assert first.data.rows[12] == ("April 2031", "[c]")
    assert "limit" not in first.alt.lower() and "Mean" not in first.alt
    assert "No mean or limits: they would tell of the hidden months." in first.notes


def test_limits_are_not_drawn_beside_a_hidden_month_even_where_they_are_shown():
    figures = [figure._replace(derived_from=()) for figure in months(24)]
    low = [one._replace(value=3) if one.id == "referrals.month.2030-09.n" else one for one in figures]
    safe = protect(low, "public")
    assert safe["spc.referrals.upper_limit"].is_known
    chart = charts.xmr(safe, PARAMS, "referrals")
    assert chart is not None and "limit" not in chart.alt.lower()


def test_other_kinds_are_drawn_from_rows_that_only_the_team_sees():
    rows = pd.DataFrame(
        {
            "kind": ["missing"] * 12,
            "month": [f"2030-{month:02d}" for month in range(1, 13)],
            "value": [3, 5] * 5 + [4, 30],
            "label": ["Common Cause"] * 11 + ["Above UCL"],
        }
    )
    # mean (8 * 5 + 34) / 12 = 6.17
    limits = {"mean": 74 / 12, "lower_limit": 0.0, "upper_limit": 17.0}
    figures = [Figure(f"spc.missing.{end}", value, "x", "x", "rate", 9, decimals=1) for end, value in limits.items()]
    figures += [count("spc.missing.n_points", 12, "x", unit="months")]
    figures += [count("spc.missing.special_cause.n", 1, "x", unit="months")]
    chart = charts.xmr(protect(figures, "team", {"monthly": rows}), PARAMS, "missing")
    assert chart.title == "Missing from care: 6.2 a month on average, 1 of 12 months is out of the ordinary"
    assert chart.data.rows[-1] == ("December 2030", "30", "above the upper limit")
    assert charts.xmr(protect(figures, "public", {"monthly": rows}), PARAMS, "missing") is None


def _lines(year, n, audience="public", indicator="sdq_avg_score"):
    own = Figure("own", 14.9, "points", "sdq", "average", n, decimals=1)
    return charts.benchmark_lines(protect([*benchmarks.figures(year), own], audience), PARAMS, indicator, "own")


def test_benchmarks_stand_beside_the_own_value():
    chart = _lines(2025, 240)
    assert chart.title == (
        "Average SDQ total score, 2025: 15.3 in Rotherham, 14.9 in England, 15.1 in statistical neighbours; "
        "14.9 in this report"
    )
    assert "Statistical neighbours: 2021 14.2, 2022 13.8, 2023 14.6, 2024 15.1, 2025 15.1." in chart.alt
    assert any("neighbour set changed in 2025" in note for note in chart.notes)
    assert not any("not one line" in note for note in _lines(2018, 240).notes)


def test_a_hidden_own_value_is_not_drawn_and_a_note_says_so():
    hidden = _lines(2025, 9)
    assert "Not drawn: the value of this report, which is hidden so that no child can be recognised." in hidden.notes
    assert hidden.title.endswith("15.1 in statistical neighbours") and "This report: " in hidden.alt
    assert hidden.svg != _lines(2025, 240).svg


def test_without_published_years_there_are_no_lines():
    assert _lines(2018, 240, indicator="sdq_completed_pct") is None
    assert _lines(2012, 240) is None


def test_years_before_the_first_published_one_are_left_off_the_axis():
    assert [head.label for head in _lines(2018, 240).data.heads] == ["Area", "2016", "2017", "2018"]


def _routes(now, before, audience="team"):
    figures = [count(f"referrals.new.{route}.n", value, "x", unit="referrals") for route, value in now.items()]
    figures += [count(f"referrals.previous_year.{route}.n", v, "x", unit="referrals") for route, v in before.items()]
    totals = {"new": sum(now.values()), "previous_year": sum(before.values())}
    figures += [count(f"referrals.{when}.total.n", n, "x", unit="referrals") for when, n in totals.items() if n]
    return charts.bars_against_last_year(protect(figures, audience), PARAMS)


def test_this_year_and_last_year_side_by_side():
    chart = _routes({"children_in_care": 211, "sgo": 117}, {"children_in_care": 180, "sgo": 120})
    assert chart.title == "Referrals: 328 this year, 300 last year"  # 211 + 117, 180 + 120
    assert chart.data.rows[0] == ("Children in care", "211", "180")
    assert "Children in care: this year 211, last year 180." in chart.alt


def test_without_last_year_this_year_stands_alone_and_a_note_says_so():
    chart = _routes({"children_in_care": 211, "sgo": 117}, {})
    assert chart.title == "Referrals: 328 this year"
    assert chart.data.rows == (("Children in care", "211"), ("Special guardianship support", "117"))
    assert any("year before" in note for note in chart.notes)


def test_a_category_without_last_year_has_its_symbol():
    chart = _routes({"children_in_care": 211, "sgo": 117}, {"children_in_care": 180})
    assert chart.data.rows[1] == ("Special guardianship support", "117", "[x]")


def test_a_hidden_bar_is_the_same_whatever_it_hides():
    first, second = (_routes({"children_in_care": 211, "sgo": n}, {"sgo": 9}, "public") for n in (2, 5))
    assert first.svg == second.svg and first.data.rows[1][1] == "[c]"


EDITION = {"close_to_average": 123, "slightly_raised": 48, "high": 38, "very_high": 95}


def _bands(audience="public", zero=20, national=False, **changed):
    parts = {**EDITION, **changed}
    whole = sum(parts.values()) + zero
    figures = [count("sdq.returns.n", whole, "sdq", unit="scores")]
    for name, value in {**{f"band.{band}": n for band, n in parts.items()}, "zero_total": zero}.items():
        figures.append(count(f"sdq.returns.{name}.n", value, "sdq", of=whole))
        figures.append(percent(f"sdq.returns.{name}.pct", value, whole, "sdq"))
    if national:
        names = [*(f"band.{band}" for band in EDITION), "zero_total"]
        figures += [count(f"sdq.national.{name}.n", 20, "sdq", of=100) for name in names]
        figures += [percent(f"sdq.national.{name}.pct", 20, 100, "sdq") for name in names]
    return charts.sdq_bands(protect(figures, audience), PARAMS)


def test_bands_with_zero_totals_apart():
    chart = _bands()
    assert chart.title == "SDQ scores: 38 high and 95 very high, of 324"
    assert chart.data.rows == (
        ("All returns, 324 scores", "123 (38%)", "48 (15%)", "38 (12%)", "95 (29%)", "20 (6%)"),
    )  # fmt: skip
    assert [head.label for head in chart.data.heads][-1] == "Zero total"
    assert "very high (20 to 40) 95 (29%)" in chart.alt


def test_a_hidden_band_is_written_and_its_bar_is_not_drawn():
    first, second = (_bands(high=n, zero=zero, national=True) for n, zero in ((3, 5), (4, 4)))
    assert first.svg == second.svg and first.alt == second.alt
    assert first.data.rows[0][3] == "[c]" and first.title == "SDQ scores by band"
    assert first.data.rows[1][3] == "20 (20%)"


def test_where_every_bar_has_a_hidden_band_the_table_is_enough():
    assert _bands(high=3, zero=5) is None


def test_bands_differ_in_lightness_and_get_darker():
    light = [_luminance(fill) for fill in FILLS]
    steps = [(first + 0.05) / (second + 0.05) for first, second in pairwise(light)]
    assert min(steps) >= 1.5  # and each has a dark edge


def _waits(audience, n=40, **changed):
    figures = [count("waits.therapy.weeks.n", n, "waits", unit="referrals", n=n)]
    for end, value in {"q1": 8.0, "median": 14.0, "q3": 21.5, **changed}.items():
        kind = "average" if end == "median" else "spread"
        figures.append(Figure(f"waits.therapy.weeks.{end}", value, "weeks", "waits", kind, n, decimals=1))
    figures.append(Figure("waits.therapy.target_weeks", 18.0, "weeks", "waits", "rate"))
    return charts.waits(protect(figures, audience), PARAMS)


def test_waits_against_their_target():
    chart = _waits("public")
    assert chart.title == "Half waited no longer than 14.0 weeks for therapy (target 18)"
    assert chart.data.rows == (("Therapy", "40", "14.0", "8.0", "21.5", "18"),)
    assert "median (weeks) 14.0" in chart.alt and "target (weeks) 18" in chart.alt


def test_a_target_keeps_its_half_week():
    figures = [
        Figure("waits.therapy.weeks.median", 14.0, "weeks", "waits", "average", 40, decimals=1),
        Figure("waits.therapy.target_weeks", 2.5, "weeks", "waits", "rate"),
    ]
    chart = charts.waits(protect(figures, "public"), PARAMS)
    assert chart.title.endswith("(target 2.5)") and chart.data.rows[0][-1] == "2.5"


def test_waits_of_few_are_not_drawn():
    assert _waits("public", n=9) is None


@pytest.mark.parametrize("audience", sorted(disclosure.PROFILES))
def test_main_numbers_are_in_the_alt_texts_of_every_audience(audience):
    assert "324" in _bands(audience).alt and "14.0" in _waits(audience).alt
    assert "15.3" in _lines(2025, 240, audience).alt and "15.1" in _xmr([10, 16] * 6 + [40], audience).alt
