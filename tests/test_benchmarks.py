"""Published benchmarks: values as the Department for Education printed them, the right neighbours, never hidden."""

from __future__ import annotations

from importlib import resources

import pytest

from rtt_eval import benchmarks, disclosure


def values(*years):
    return {figure.id: figure.value for figure in benchmarks.figures(*years)}


def test_values_are_those_of_the_statistical_release():
    found = values(2025)
    # DfE, children looked after 2024 to 2025: average score 14.9 in England, 15.3 in Rotherham; completed 78% and 77%
    assert found["benchmark.sdq_avg_score.england.2025.value"] == 14.9
    assert found["benchmark.sdq_avg_score.rotherham.2025.value"] == 15.3
    assert found["benchmark.sdq_completed_pct.england.2025.value"] == 78
    assert found["benchmark.sdq_completed_pct.rotherham.2025.value"] == 77
    assert found["benchmark.sdq_completed_pct.rotherham.2023.value"] == 34
    assert found["benchmark.sdq_completed_pct.region.2025.value"] == 74
    assert len(found) == 5 * 4 * 5  # indicators, areas, years


def test_neighbours_are_the_set_in_force_that_year():
    found = values(2025)
    # completion: 2021 model 76.7 in 2024 and 84.1 in 2025, 2025 model 75.3 and 79.5
    assert found["benchmark.sdq_completed_pct.statistical_neighbours.2024.value"] == 76.7
    assert found["benchmark.sdq_completed_pct.statistical_neighbours.2025.value"] == 79.5
    assert [benchmarks.neighbour_model(year) for year in (2018, 2024, 2025, 2026)] == [2021, 2021, 2025, 2025]


def test_years_without_a_value_are_there_and_empty():
    found = {figure.id: figure for figure in benchmarks.figures(2018)}
    assert {id.split(".")[1] for id in found} == {"sdq_avg_score"}  # bands and completion start in 2021
    assert [found[f"benchmark.sdq_avg_score.england.{year}.value"].value for year in range(2014, 2019)] == [
        None, None, 14.0, 14.1, 14.2,
    ]  # fmt: skip
    assert found["benchmark.sdq_avg_score.england.2014.value"].note == "not published"
    assert benchmarks.figures(2012) == []
    assert values(2026)["benchmark.sdq_avg_score.england.2026.value"] is None


@pytest.mark.parametrize("audience", ["team", "dlt", "public", "trainee"])
def test_published_figures_are_hidden_from_nobody(audience):
    given = benchmarks.figures(2025)
    safe = disclosure.protect(given, audience)
    assert all(safe[figure.id].value == figure.value and safe[figure.id].suppressed is None for figure in given)
    assert safe.text("benchmark.sdq_concern_pct.statistical_neighbours.2025.value") == "44%"  # 43.6
    assert safe.text("benchmark.sdq_avg_score.region.2025.value") == "15.3"


def test_the_change_of_neighbours_is_said_where_it_lies_in_the_years():
    assert "changed in 2025" in benchmarks.caveats([2024, 2025])[0]
    assert "2021 set up to 2024 and of the 2025 set from 2025" in benchmarks.caveats([2024, 2025])[0]
    assert "The set changed in 2025." in benchmarks.caveats([2017, 2018])[0]
    assert all("Open Government Licence v3.0" in " ".join(benchmarks.caveats([year])) for year in (2018, 2025))


def test_source_and_licence_travel_with_the_figures():
    text = (resources.files("rtt_eval") / "benchmarks_rotherham.md").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in text and "Department for Education" in text
