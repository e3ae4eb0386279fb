"""Titles say the finding, alt texts hold the main numbers, and hidden numbers are in neither, nor drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from rtt_eval import charts
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count
from tests.charts.drawn import EVERY, SDQ_TOTAL
from tests.charts.invented import PARAMS, STEM, invented

IN_A_TABLE = {"events_before_during", "against_target"}
"""Charts whose numbers stand in a table of the report, so that they carry none of their own."""

CAUSAL = ("effective", "caused", "saved", "worked", "due to", "thanks to")


def _moves(audience: str, *values: int, of: int = 24) -> charts.moves_windows:
    names = ("since_care", "twelve_months_before", "since_start")
    figures = [
        count(f"placement_moves.two_or_more.{name}.n", value, "placement_stability", of=of)
        for name, value in zip(names, values, strict=True)
    ]
    return charts.moves_windows(protect(figures, audience), PARAMS)


def test_moves_say_the_finding_with_the_numbers() -> None:
    chart = _moves("team", 22, 15, 2)
    assert chart.title.startswith("15 young people had moved two or more times in the 12 months before the programme")
    assert chart.title.endswith("2 since it began")
    assert "Since coming into care: 22 of 24." in chart.alt
    assert chart.data.rows[2] == ("Since the programme began", "2 of 24")
    assert chart.subtitle.endswith("to 31 March 2031")


def test_one_young_person_is_not_one_young_people() -> None:
    assert _moves("team", 22, 1, 0).title.startswith("1 young person had moved")


def test_a_hidden_number_is_in_no_part_of_a_chart() -> None:
    chart = _moves("dlt", 22, 15, 3)
    assert chart.title == "Young people who moved two or more times"
    assert chart.data.rows[2] == ("Since the programme began", "[c]")
    assert "3" not in chart.alt.replace("31", "") and "[c]" in chart.alt
    assert "[c] hidden so that no child can be recognised." in chart.notes


def test_a_hidden_bar_has_no_length() -> None:
    # Two hidden counts of different size give the same picture.
    assert _moves("dlt", 22, 15, 3).svg == _moves("dlt", 22, 15, 5).svg
    assert _moves("dlt", 22, 15, 3).svg != _moves("dlt", 22, 15, 0).svg


@pytest.mark.parametrize(
    "name", ["age_by_sex", "risk_levels", "placement_held", "referrals_by_month", "placement_flow", "band_flow"]
)
def test_hidden_counts_leave_no_trace_in_a_picture(name: str) -> None:
    """Each hidden count is replaced by another one that is hidden too: nothing of the chart may change."""
    first = invented(60, "mixed", "dlt")
    figures = [
        Figure(one.id, 2 if one.suppressed else one.value, one.unit, one.section, "count", None, one.denominator)
        for one in first.figures.values()
        if one.kind == "count"
    ]
    chart, other = EVERY[name](first), EVERY[name](protect(figures, "dlt"))
    assert chart is not None and other is not None
    assert chart.svg == other.svg and chart.alt == other.alt


def test_nothing_is_drawn_where_everything_is_hidden() -> None:
    assert _moves("dlt", 3, 2, 1) is None


def test_one_bar_among_hidden_ones_is_no_chart() -> None:
    figures = [
        count(f"feedback.network_meeting.rating.value.{mark}.n", value, "feedback", unit="answers")
        for mark, value in enumerate((0, 0, 0, 1, 7, 2, 2))
    ]
    assert charts.ratings(protect(figures, "public"), PARAMS, "network_meeting", "rating") is None
    assert charts.ratings(protect(figures, "team"), PARAMS, "network_meeting", "rating") is not None


def test_the_flow_is_only_drawn_when_every_step_of_it_may_be_shown() -> None:
    team, dlt = (charts.placement_flow(invented(30, audience=audience), PARAMS) for audience in ("team", "dlt"))
    assert team is not None and dlt is not None
    assert "path" in team.svg and team.svg != dlt.svg
    assert "[c]" in dlt.alt and "[c]" not in team.alt


def test_the_direction_of_a_path_is_that_of_the_scale() -> None:
    rows = pd.DataFrame(
        {
            "label": ["YP 1", "YP 2", "YP 3", "YP 1", "YP 2"],
            "measure": ["sdq"] * 3 + ["carer_questionnaire"] * 2,
            "informant": ["parent_carer"] * 5,
            "subscale": ["total"] * 5,
            "follow_up": ["month_3"] * 5,
            "baseline": [25, 20, 18, 60, 60],
            "follow_up_score": [15, 20, 22, 70, 50],  # a lower SDQ total is better, a higher carer score
            "change": [-10, 0, 4, 10, -10],
            "reliable_change": ["improved", "no_reliable_change", "no_reliable_change", None, None],
        }
    )
    safe = protect([], "team", rows={"paths": rows})
    sdq = charts.paired_paths(safe, PARAMS, *SDQ_TOTAL)
    carers = charts.paired_paths(safe, PARAMS, "carer_questionnaire", "parent_carer", "total", "month_3")
    assert sdq is not None and carers is not None and sdq.data is not None and carers.data is not None
    assert [row[-1] for row in sdq.data.rows] == ["better", "the same", "worse"]
    assert [row[-1] for row in carers.data.rows] == ["better", "worse"]
    assert "YP 1: start 25, 3 months 15, direction better." in sdq.alt


def test_the_forest_says_what_the_interval_allows_for() -> None:
    def title(value: float, low: float, high: float) -> str:
        figures = [
            count(f"{STEM}.n_paired", 20, "outcomes"),
            Figure(f"{STEM}.effect.g_av", value, "sd", "outcomes", "effect", 20, interval=(low, high), decimals=2),
        ]
        chart = charts.change_forest(protect(figures, "team"), PARAMS)
        assert chart is not None and f"{value:.2f}".replace("-", "\u2212") in chart.alt
        return chart.title

    assert title(-0.02, -0.83, 0.78).endswith("effect size \u22120.02 (\u22120.83 to 0.78), compatible with no change")
    assert title(-0.52, -0.9, -0.1).endswith("towards better")
    assert title(0.52, 0.1, 0.9).endswith("towards worse")


def test_a_scale_where_higher_is_better_changes_sides_but_not_its_number() -> None:
    stem = "outcomes.sdq.parent_carer.prosocial.baseline_to_month_3"
    figures = [
        count(f"{stem}.n_paired", 20, "outcomes"),
        Figure(f"{stem}.effect.g_av", 0.52, "sd", "outcomes", "effect", 20, interval=(0.1, 0.9), decimals=2),
    ]
    chart = charts.change_forest(protect(figures, "team"), PARAMS)
    assert chart is not None and chart.data is not None
    assert chart.title.endswith("prosocial (higher is better), effect size 0.52 (0.10 to 0.90), towards better")
    assert chart.data.rows[0] == ("SDQ, parent or carer: prosocial (higher is better)", "0.52 (0.10 to 0.90), 20")


def test_the_forest_has_the_scales_of_the_primary_form_and_the_main_scales_of_the_others() -> None:
    chart = charts.change_forest(invented(30, "long"), PARAMS)
    assert chart is not None and chart.data is not None
    labels = [row[0] for row in chart.data.rows]
    assert labels[0] == "SDQ, parent or carer: total difficulties"
    assert "SDQ, parent or carer: emotional" in labels and "SDQ, teacher: total difficulties" in labels
    assert "SDQ, teacher: emotional" not in labels  # a subscale of another form
    assert len(labels) <= 15


def test_the_forms_that_came_back_are_drawn_for_the_primary_outcome_alone() -> None:
    chart = charts.completeness(invented(12), PARAMS)
    assert chart is not None and chart.data is not None
    assert [row[0] for row in chart.data.rows] == ["3 months", "6 months"]
    assert chart.title == "SDQ, parent or carer, 3 months: 6 of 12 have both forms"


def test_the_cost_is_a_range_of_all_three_numbers() -> None:
    chart = charts.cost_range(invented(12), PARAMS)
    assert chart is not None
    assert chart.title.startswith("A week in residential care instead of the present placement")
    assert chart.title.endswith("would cost from £2,204 to £5,754 more")
    assert "low £2,204, middle £3,354, high £5,754" in chart.alt


def _programme_title(low: float, half: float) -> str:
    figures = [
        Figure(f"cost_avoidance.programme.{level}.gbp", value, "gbp", "cost", "money", 24, interval=ends)
        for level, value in (("low", low), ("mid", 2 * low), ("high", 3 * low))
        for ends in [(value - half, value + half)]
    ]
    chart = charts.programme_cost(protect(figures, "team"), PARAMS)
    assert chart is not None
    return chart.title


def test_money_is_less_or_more_and_the_interval_has_its_say() -> None:
    than = "than if nobody had changed placement"
    assert _programme_title(-1000, 100) == f"The placements cost from £1,000 to £3,000 more {than}"
    assert _programme_title(1000, 100) == f"The placements cost from £1,000 to £3,000 less {than}"
    assert _programme_title(1000, 9000).endswith(f"less {than}, compatible with no difference")


def test_those_without_events_are_counted_and_not_drawn() -> None:
    rows = pd.DataFrame(
        {"label": ["YP 1", "YP 2", "YP 3"], "kind": "missing", "before": [3, 0, 1], "during": [1, 0, 4]}
    )
    figures = [
        count(f"events.missing.{way}.children.n", value, "missing_and_risk", of=3)
        for way, value in (("fell", 1), ("same", 1), ("rose", 1), ("no_events", 1))
    ]
    chart = charts.events_before_during(protect(figures, "team", rows={"events": rows}), PARAMS, "missing")
    assert chart is not None and chart.data is None  # the appendix has the numbers of every young person
    assert chart.title == "Missing from care: fewer during the programme for 1 young person, more for 1"
    assert "YP 1: before 3, during 1. YP 3: before 1, during 4." in chart.alt and "YP 2" not in chart.alt
    assert chart.notes[0] == "Not drawn: 1 young person without any event in either window."


@pytest.mark.parametrize("name", EVERY)
def test_every_chart_has_its_words_and_its_table(name: str) -> None:
    chart = EVERY[name](invented(30))
    assert chart is not None
    assert chart.alt.startswith(chart.title) and len(chart.alt) > len(chart.title) + 10
    assert chart.subtitle and chart.id.startswith("chart_")
    words = " ".join((chart.title, chart.subtitle, chart.alt, *chart.notes)).lower()
    assert not [word for word in CAUSAL if word in words]
    assert (chart.data is None) == (name in IN_A_TABLE)
    assert "none" not in chart.title.lower() and "nan" not in words.split()


@pytest.mark.parametrize("name", sorted(set(EVERY) - IN_A_TABLE))
def test_the_alt_text_holds_every_number_of_the_table(name: str) -> None:
    chart = EVERY[name](invented(12))
    assert chart is not None and chart.data is not None
    assert all(cell in chart.alt for row in chart.data.rows for cell in row)
