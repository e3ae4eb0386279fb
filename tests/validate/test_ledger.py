"""Every input row ends in exactly one bucket, whatever is wrong with the data, and the buckets add up."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_service import AS_AT, TABLES, add, examine, write

from rtt_eval import load, validate

USED = ("young_people", "iip_cases", "referrals", "placements", "feedback", "training_events")


def closed(folder: Path, **changed: str) -> pd.DataFrame:
    return validate.close_ledger(examine(folder, **changed), {"P001"}, USED)


def test_rows_of_others_and_of_idle_tables_have_buckets_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "id_map.csv").write_text('person_id,forename\nP001,"A\nB"\nP002,C\n', encoding="utf-8")
    totals = validate.ledger_totals(closed(tmp_path)).set_index("table")
    assert totals.loc["young_people", ["rows", "used", "not_in_cohort"]].to_list() == [2, 1, 1]
    assert totals.loc["referrals", ["rows", "used"]].to_list() == [2, 2]  # referrals are counted as a whole
    assert totals.loc["feedback", ["rows", "used"]].to_list() == [3, 3]  # one form is about no one young person
    assert totals.loc["outcomes", ["rows", "table_not_used"]].to_list() == [3, 3]
    assert totals.loc["id_map", ["rows", "restricted"]].to_list() == [2, 2]  # a line break in a cell is no row
    assert list(totals.columns) == ["file", "rows", *validate.BUCKETS]


def test_a_queried_row_is_used_and_says_why(tmp_path: Path) -> None:
    ledger = closed(tmp_path, feedback=TABLES["feedback"].replace(",safe", ",unreviewed"))
    queried = ledger[ledger["bucket"] == "used_queried"]
    assert queried[["table", "row", "reason"]].values.tolist() == [["feedback", 3, "T02"]]


def test_a_row_in_two_buckets_or_in_none_is_refused(tmp_path: Path) -> None:
    ledger = closed(tmp_path)
    with pytest.raises(ValueError, match="twice"):
        validate.ledger_totals(pd.concat([ledger, ledger.head(1)]))
    with pytest.raises(ValueError, match="add up"):
        validate.ledger_totals(ledger.assign(bucket=ledger["bucket"].replace("used", "lost")))


CELLS = st.sampled_from(["P001", "P002", "P003", "-1", "", "2018-05-01", "05/25/2018", "nonsense", "#N/A", "M", "cse"])
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=5), max_size=6)


@settings(max_examples=25, deadline=None)
@given(missing=ROWS, risk=ROWS, repeats=st.integers(0, 3))
def test_buckets_add_up_to_the_rows_whatever_they_hold(
    missing: list[list[str]], risk: list[list[str]], repeats: int
) -> None:
    made = {"missing_episodes": missing, "risk_scores": risk}
    changed = {table: add(table, *(",".join(row) for row in rows if any(row)))[table] for table, rows in made.items()}
    changed["attendance"] = add("attendance", *["E1,A2,school,no"] * repeats)["attendance"]
    with tempfile.TemporaryDirectory() as folder:
        records = load.records(write(Path(folder), **changed))
    quality = validate.examine(records, AS_AT)
    ledger = validate.close_ledger(quality, {"P001"}, load.TABLES)
    totals = validate.ledger_totals(ledger).set_index("table")
    assert totals["rows"].to_dict() == {
        table: sum(bool(line.strip(",")) for line in {**TABLES, **changed}[table].split("\n")[1:]) for table in TABLES
    }
    assert (totals[list(validate.BUCKETS)].sum(axis=1) == totals["rows"]).all()
    assert totals.loc["attendance", "duplicate"] == repeats
    kept = totals[["used", "used_queried", "not_in_cohort"]].sum(axis=1)
    assert {table: len(quality.accepted.table(table)) for table in totals.index} == kept.to_dict()
