"""Benchmarks as a table: the areas in order, own value under them, who worked the neighbours' mean out."""

from __future__ import annotations

from datetime import date

import pytest

from rtt_eval import benchmarks, tables
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure
from rtt_eval.params import IipEvaluation

OWN = {"sdq_avg_score": "sdq.national.mean"}


def _table(n: int, year: int = 2025):
    params = IipEvaluation(data="data", period={"start": date(year - 1, 4, 1), "end": date(year, 3, 31)})
    own = Figure("sdq.national.mean", 14.89, "points", "sdq", "average", n, decimals=1)
    return tables.benchmarks(protect([*benchmarks.figures(year), own], "public"), params, OWN)


def test_the_areas_stand_in_order_and_the_own_value_last():
    table = _table(240)
    assert [row[0] for row in table.rows] == [
        "England",
        "Yorkshire and The Humber",
        "Statistical neighbours",
        "Rotherham",
        "This report’s own records",
    ]
    assert [row[1] for row in table.rows] == ["14.9", "15.3", "15.1", "15.3", "14.9"]  # as published for 2025
    assert table.rows[4][2] == "[x]"


@pytest.mark.parametrize(("year", "set"), [(2024, "2021 set"), (2025, "2025 set")])
def test_the_set_of_neighbours_and_its_change_are_stated(year, set):
    note = _table(240, year).notes[0]
    assert set in note and "changed in 2025" in note and "unweighted mean" in note


def test_a_hidden_own_value_stays_hidden_beside_the_published_ones():
    assert _table(9).rows[4][1] == "[c]"


def test_without_published_figures_there_is_no_table():
    assert _table(240, year=2012) is None
    assert [head.label for head in _table(240, year=2018).heads] == ["Area", "Average score (0 to 40)"]
