"""The synthetic edition whose figures are known: nothing in it stops a report, and its planted oddities are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rtt_eval import load, validate

EDITION = Path(__file__).parents[1] / "editions" / "iip_2018_03"
STRAIGHT_LINED = ("outcomes", "Q06")  # its README: one SDQ form is answered 0 on every item
UNREVIEWED = ("feedback", "T02")  # and one text is marked unreviewed


def test_the_edition_passes_with_its_two_queries() -> None:
    records = load.records(EDITION)
    quality = validate.records(records, as_at=date(2018, 3, 31))
    found = list(quality.findings[["table", "code"]].itertuples(index=False, name=None))
    assert sorted(found) == sorted([STRAIGHT_LINED, UNREVIEWED])
    assert set(quality.findings["severity"]) == {"query"}
    for table in load.TABLES:
        assert len(quality.accepted.table(table)) == len(records.table(table))
