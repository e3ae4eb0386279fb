"""A sheet is made from the rows of one child, and no other's; a fault stops the child that it is about."""

from __future__ import annotations

import pandas as pd
import pytest

from rtt_eval import individual, load, validate
from rtt_eval.errors import DataError, ParamsError
from tests.individual.rows import AS_AT, TABLES, written


def test_every_frame_of_a_child_holds_its_own_rows_alone(opened):
    for person_id in ("SYNA1", "SYNB2", "SYNC3"):
        one = individual.child(opened, person_id)
        frames = [one.records.table(name) for name in load.TABLES] + [one.cases, one.scores, one.forms]
        owners = {person for frame in frames if "person_id" in frame for person in frame["person_id"].dropna()}
        assert owners == {person_id}
    n_lines = {person: len(individual.child(opened, person).quality.lines) for person in ("SYNA1", "SYNB2", "SYNC3")}
    # SYNA1: 1 child, 1 case, 2 placements, 2 episodes, 1 event, 1 risk score, 5 scores
    assert n_lines == {"SYNA1": 13, "SYNB2": 1 + 1 + 4, "SYNC3": 1 + 1}


def test_the_ledger_of_a_child_counts_its_rows(opened):
    one = individual.child(opened, "SYNA1")
    used = validate.close_ledger(one.quality, ["SYNA1"], list(TABLES))
    totals = validate.ledger_totals(used)
    assert totals["rows"].sum() == 13 and totals["used"].sum() + totals["used_queried"].sum() == 13


def test_who_is_on_the_caseload(opened):
    assert individual.caseload(opened, AS_AT) == ("SYNA1", "SYNC3")  # the case of SYNB2 ended on 1 October 2030
    assert individual.caseload(opened, AS_AT, key_worker="W1") == ("SYNA1",)
    assert individual.caseload(opened, AS_AT, ["SYNB2", "SYNA1", "SYNB2"]) == ("SYNB2", "SYNA1")
    with pytest.raises(ParamsError, match="key_worker"):
        individual.caseload(opened, AS_AT, key_worker="W2")


@pytest.fixture
def with_fault(tmp_path):
    """A placement of SYNB2 that ends before it starts."""
    row = "P9,SYNB2,2030-05-05,2030-05-01,residential,no,yes"
    text = "\n".join(line.strip() for line in TABLES["placements"].strip().splitlines()) + f"\n{row}\n"
    return individual.opened(written(tmp_path, placements=text), None, None, AS_AT)


def test_a_fault_stops_its_own_child_and_no_other(with_fault):
    with pytest.raises(DataError) as caught:
        individual.child(with_fault, "SYNB2")
    message = "\n".join([str(caught.value), *caught.value.findings])
    assert "placements.csv, row 4" in message and "SYNB2" not in message and "2030" not in message
    assert len(individual.child(with_fault, "SYNA1").records.placements) == 2
    left_out = individual.child(with_fault, "SYNB2", "leave_out")
    assert left_out.records.placements.empty and "failed" in set(left_out.quality.checks["result"])
    assert "failed" not in set(individual.child(with_fault, "SYNA1").quality.checks["result"])


def test_a_child_that_is_not_there_is_said_without_its_id(opened):
    with pytest.raises(DataError) as caught:
        individual.child(opened, "SYNX9")
    assert "young_people" in str(caught.value) and "SYNX9" not in str(caught.value)


def test_changed_files_are_read_again(tmp_path):
    folder = written(tmp_path)
    first = individual.opened(folder, None, None, AS_AT)
    assert individual.opened(folder, None, None, AS_AT) is first
    table = TABLES["significant_events"].rstrip() + "\n        SYNA1,2030-12-26,police\n"
    written(tmp_path, significant_events=table)
    again = individual.opened(folder, None, None, AS_AT)
    assert len(individual.child(again, "SYNA1").records.significant_events) == 2
    assert isinstance(first.scores, pd.DataFrame)
