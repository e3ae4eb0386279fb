"""Charts of the scorecard: a letter on every tile, gaps and hidden months told apart, limits from twelve months."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from matplotlib.figure import Figure

from rtt_eval import charts, disclosure, indicators, periods
from rtt_eval.charts import finish
from rtt_eval.charts.draw import canvas as drawing
from rtt_eval.charts.draw.style import WIDTH
from rtt_eval.disclosure import Safe
from rtt_eval.indicators import Indicator
from rtt_eval.params import PerformanceScorecard
from tests.charts.drawn import texts_of
from tests.small_records import records_of

PARAMS = PerformanceScorecard(data="x", period={"start": "2016-04-01", "end": "2016-07-31"})
HEADS = "indicator_id,title,theme,good_is,unit,data_note,red,target_green,definition"
OTHERS = "\n".join(
    f"1,2014/15,{group},{value},Invented"
    for group, value in (("statistical_neighbours", 69.6), ("national", 69.5), ("national_top_quartile", 71.1))
)


def of(about: str, values: list[str], audience: str = "team", title: str = "Invented") -> tuple[Safe, Indicator]:
    """One indicator whose months end in July 2016; "" leaves a month out."""
    months = [periods.later("2016-07", n - len(values) + 1) for n in range(len(values))]
    rows = [f"1,{month},{value}" for month, value in zip(months, values, strict=True) if value]
    tables = {
        "indicators": f"{HEADS}\n1,{title},a theme,{about},",
        "indicator_values": "\n".join(["indicator_id,period,numerator,denominator,value", *rows]),
        "benchmarks": f"indicator_id,period,group,value,source\n{OTHERS}",
    }
    series = indicators.series(records_of(**tables), date(2016, 7, 31))
    figures = [
        *indicators.values(series),
        *indicators.year_to_date(series),
        *indicators.status(series),
        *indicators.benchmarks(series),
        *indicators.ordinary_range(series, 36, 12),
    ]
    return disclosure.protect(figures, audience), indicators.catalogue(series)[0]


SHARES = ["99,141,", "103,142,", "60,100,"] * 5


def test_a_tile_a_month_with_its_letter():
    safe, one = of("high,percent,snapshot,68,70", ["99,141,", "68,100,", "", "3,40,", "60,100,"], "public")
    chart = charts.rag_months(safe, PARAMS, [one])
    assert chart is not None and chart.title == "1 is red in July 2016"
    assert chart.data is not None and chart.data.rows == (("1 Invented", "green", "amber", "–", "[c]", "red"),)
    assert any("[c]" in note for note in chart.notes) and "– no value in that month." in chart.notes


def test_no_status_no_chart():
    safe, one = of("info,count,snapshot,,", [",,430", ",,442"])
    assert charts.rag_months(safe, PARAMS, [one]) is None
    assert charts.against_target(safe, PARAMS, one) is not None  # other areas are there


def test_target_threshold_and_other_areas_are_named_with_their_values():
    safe, one = of("high,percent,snapshot,68,70", SHARES)
    chart = charts.against_target(safe, PARAMS, one)
    assert chart is not None and chart.title == "Indicator 1: 60.0% in July 2016, target 70%"
    for words in ("Target: 70%", "Red beyond: 68%", "England, 2014/15: 69.5%", "July 2016: 60.0%"):
        assert words in chart.alt


def test_limits_from_twelve_months_and_a_run_chart_below():
    for n, words in ((12, "XmR chart"), (11, "run chart")):
        safe, one = of("high,percent,snapshot,68,70", SHARES[:n])
        chart = charts.months(safe, PARAMS, one)
        assert chart is not None and words in chart.subtitle, n
    assert any("fewer than 12 months" in note for note in chart.notes)


def test_a_hidden_month_takes_the_limits_with_it_and_a_missing_one_does_not():
    hidden, one = of("high,percent,snapshot,68,70", [*SHARES[:13], "3,40,"], "public")
    chart = charts.months(hidden, PARAMS, one)
    assert chart is not None and "run chart" in chart.subtitle and "Mean" not in chart.alt
    assert chart.data is not None and chart.data.rows[-1] == ("July 2016", "[c]")
    missing, one = of("high,percent,snapshot,68,70", [*SHARES[:12], "", "60,100,"])
    chart = charts.months(missing, PARAMS, one)
    assert chart is not None and "XmR chart" in chart.subtitle
    assert chart.data is not None and chart.data.rows[-2][1] == "[x]" and "[c]" not in chart.alt


@pytest.mark.parametrize("audience", ["team", "public"])
@pytest.mark.parametrize("n", [2, 7, 12, 36])
@pytest.mark.parametrize(
    "title", ["Short", "A very long title of an indicator that has to be wrapped over several lines " * 2]
)
def test_no_text_overlaps_or_is_cut_off(n, audience, title, monkeypatch):
    drawn: list[Figure] = []
    monkeypatch.setattr(finish, "svg", lambda canvas, id: drawn.append(canvas.figure) or drawing.svg(canvas, id))
    safe, one = of("high,percent,snapshot,68,70", [*(SHARES * 3)[: n - 1], "3,40,"], audience, title)
    for chart in (
        charts.rag_months(safe, PARAMS, [one]),
        charts.against_target(safe, PARAMS, one),
        charts.months(safe, PARAMS, one),
    ):
        assert chart is not None
    assert len(drawn) == 3
    for figure in drawn:
        texts = texts_of(figure)
        for text, (left, _, right, _) in texts:
            assert left > -0.5 and right < WIDTH * 72 + 0.5, text
        for (first, one_box), (second, other) in combinations(texts, 2):
            across = min(one_box[2], other[2]) - max(one_box[0], other[0])
            down = min(one_box[3], other[3]) - max(one_box[1], other[1])
            assert across <= 0.5 or down <= 2, f"{first!r} and {second!r} overlap"
