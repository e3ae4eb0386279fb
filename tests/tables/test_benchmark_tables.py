"""Benchmarks as tables: the areas in order, own value under them, who worked the neighbours' mean out."""

from __future__ import annotations

from datetime import date

from rtt_eval import benchmarks, tables
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure
from rtt_eval.params import IipEvaluation

PARAMS = IipEvaluation(data="data", period={"start": date(2024, 4, 1), "end": date(2025, 3, 31)})
OWN = {"sdq_avg_score": "sdq.national.mean"}


def _tables(n: int, audience: str = "public", year: int = 2025):
    own = Figure("sdq.national.mean", 14.89, "points", "sdq", "average", n, decimals=1)
    return tables.benchmarks(protect([*benchmarks.figures(year), own], audience), PARAMS, OWN)


def test_a_table_an_indicator_with_the_areas_in_order_and_the_own_value_last():
    first, *_ = found = _tables(240)
    assert [table.id for table in found] == [f"benchmarks_{indicator}" for indicator in benchmarks.INDICATORS]
    assert [head.label for head in first.heads] == ["Area", "2021", "2022", "2023", "2024", "2025"]
    assert first.rows[0] == ("England", "13.7", "13.8", "14.4", "14.7", "14.9")
    assert first.rows[2] == ("Statistical neighbours", "14.2", "13.8", "14.6", "15.1", "15.1")  # new set in 2025
    assert first.rows[4] == ("This report’s own records", "[x]", "[x]", "[x]", "[x]", "14.9")
    assert "changed in 2025" in first.notes[0] and "unweighted mean" in first.notes[0]


def test_a_hidden_own_value_stays_hidden_beside_the_published_ones():
    assert _tables(9)[0].rows[4][-1] == "[c]"


def test_without_benchmarks_there_is_no_table():
    assert _tables(240, year=2012) == []
    assert [table.id for table in _tables(240, year=2018)] == ["benchmarks_sdq_avg_score"]
