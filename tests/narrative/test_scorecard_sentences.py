"""The scorecard in sentences: the month, each indicator, what has to be explained; nothing hidden is told."""

from __future__ import annotations

from datetime import date

from rtt_eval import disclosure, indicators, narrative
from rtt_eval.disclosure import Safe
from rtt_eval.indicators import Indicator
from rtt_eval.params import PerformanceScorecard
from tests.small_records import records_of

PERIOD = {"start": "2016-04-01", "end": "2016-07-31"}
PARAMS = PerformanceScorecard(data="x", period=PERIOD, exceptions={"1": "Our *own* words."})
HEADS = "indicator_id,title,theme,good_is,unit,data_note,red,target_green,definition"


def of(about: str, *values: str, audience: str = "team", benchmarks: str = "") -> tuple[Safe, tuple[Indicator, ...]]:
    tables = {
        "indicators": f"{HEADS}\n1,Invented,a theme,{about}",
        "indicator_values": "\n".join(
            ["indicator_id,period,numerator,denominator,value", *(f"1,{row}" for row in values)]
        ),
        "benchmarks": f"indicator_id,period,group,value,source\n{benchmarks}",
    }
    series = indicators.series(records_of(**tables), date(2016, 7, 31))
    figures = [
        *indicators.values(series),
        *indicators.year_to_date(series),
        *indicators.status(series),
        *indicators.benchmarks(series),
        *indicators.ordinary_range(series, 36, 12),
    ]
    return disclosure.protect(figures, audience), indicators.catalogue(series)


PLACEMENTS = ("low,percent,rolling_12_months,12,10,Of all children.", "2016-06,47,431,", "2016-07,54,444,")


def test_an_indicator_is_told_with_its_status_and_direction():
    safe, (one,) = of(*PLACEMENTS)
    answer, text = narrative.indicator(safe, PARAMS, one)
    assert answer.markdown == (
        "In July 2016 it was 12.2% (54 of 444), which is red. That is worse than in June 2016 (10.9%), and not on "
        "target."
    )
    assert text.markdown == (
        "Of all children. A low value is good. Green at 10% and red beyond 12%. The year to date is the latest month "
        "(a rolling 12 months)."
    )


def test_exceptions_and_the_authors_words():
    safe, listed = of(*PLACEMENTS)
    assert narrative.exceptions(safe, PARAMS, listed).markdown == (
        "- **1 Invented**: red at 12.2% (red beyond 12%); declined since the month before, and not on target."
    )
    reasons, words = narrative.indicator_exceptions(safe, PARAMS, listed[0])
    assert reasons.markdown.startswith("**To explain:** red at 12.2%")
    assert (words.role, words.markdown) == ("commentary", "Our *own* words.")


def test_a_month_of_0_of_0_has_no_value_and_says_why():
    safe, (one,) = of("high,percent,financial_year,83,85,", "2016-06,0,1,", "2016-07,0,0,")
    assert narrative.indicator(safe, PARAMS, one)[0].markdown.startswith(
        "There is no value for July 2016 (none to take it of: 0 of 0)."
    )
    assert "no value for July 2016" in narrative.exceptions(safe, PARAMS, (one,)).markdown


def test_a_hidden_month_tells_neither_value_nor_status_nor_direction():
    safe, listed = of("high,percent,snapshot,90,95,", "2016-06,600,900,", "2016-07,3,40,", audience="public")
    assert narrative.indicator(safe, PARAMS, listed[0])[0].markdown == (
        "The value for July 2016 is hidden so that no child can be recognised."
    )
    assert narrative.exceptions(safe, PARAMS, listed).markdown == "Nothing has to be explained this month."
    assert "Hidden so that no child can be recognised: 1." in narrative.scorecard_summary(safe, PARAMS, listed).markdown
    assert [item.value for item in narrative.scorecard_at_a_glance(safe, PARAMS, listed).items] == ["0"] * 6


def test_a_value_without_its_base_says_what_to_do():
    safe, listed = of("high,percent,snapshot,90,95,", "2016-07,,,92.0", audience="public")
    note = narrative.unchecked(safe, PARAMS, listed)
    assert note is not None and "bases_checked" in note.markdown and "92" not in note.markdown
    safe, listed = of("high,percent,snapshot,90,95,", "2016-07,,,92.0")
    assert narrative.unchecked(safe, PARAMS, listed) is None


def test_the_month_at_a_glance():
    safe, listed = of(*PLACEMENTS)
    red, amber, green, better, worse, special = narrative.scorecard_at_a_glance(safe, PARAMS, listed).items
    assert (red.value, red.sentence) == ("1", "Worse than the red threshold: 1 Invented.")
    assert [item.value for item in (amber, green, better, worse, special)] == ["0", "0", "0", "1", "0"]
    assert narrative.scorecard_summary(safe, PARAMS, listed).markdown.startswith(
        "In July 2016, of 1 indicator, 1 is red, 0 amber and 0 green"
    )


def test_other_areas_in_a_sentence():
    rows = "1,2014/15,national,11.0,Invented\n1,2014/15,statistical_neighbours,13.0,Invented"
    safe, (one,) = of(PLACEMENTS[0], "2016-07,54,444,", "2014/15,49,409,", benchmarks=rows)
    prose = narrative.indicator_benchmarks(safe, PARAMS, one)
    assert prose is not None and prose.markdown == (
        "Our latest value is better than similar authorities (13.0%, 2014/15). It is worse than England (11.0%, "
        "2014/15). In 2014/15 ours was 12.0%: better than similar authorities and worse than England."
    )
    assert narrative.indicator_benchmarks(*of(*PLACEMENTS)[:1], PARAMS, one) is None
