"""Single cells by a mapping: values, missing codes, dates; what is not known is a fault, never a guess."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from team_folder import book, mapping, messages, source

from rtt_eval import load
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.model import MissingRow, ValueRow
from rtt_eval.load.mapping.readings import as_day, mark
from rtt_eval.load.mapping.words import heading, plain

COLUMNS = [("r", "ID", "lcs_id"), ("r", "Ref", "referral_id"), ("r", "Date", "received"), ("r", "Outcome", "decision"),
           ("r", "Closed", "closed"), ("r", "", "route", "iip")]  # fmt: skip
HEADS = ["ID", "Ref", "Date", "Outcome", "Closed"]


def read(folder: Path, *rows: list[object], **more: tuple[object, ...]) -> load.Records:
    book(folder, "tracker.xlsx", Referrals=[HEADS, *([1, f"R{n}", *row] for n, row in enumerate(rows))])
    return load.team_files(folder, mapping(folder, [source("r", "referrals")], COLUMNS, **more))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-03-05", "2018-03-05"),
        ("05/03/2018", "2018-03-05"),
        ("5-3-2018", "2018-03-05"),
        ("05.03.2018", "2018-03-05"),
        ("5 March 2018", "2018-03-05"),
        ("Mon 5th Mar 2018", "2018-03-05"),
        ("05-Mar-2018", "2018-03-05"),
        ("05/03/2018 14:30", "2018-03-05"),
        ("43164", "2018-03-05"),  # Excel's day number: 5 March 2018
    ],
)
def test_a_date_in_any_usual_form_is_read_day_first(tmp_path: Path, text: str, day: str) -> None:
    records = read(tmp_path, [text, "Full IIP", None])
    assert records.referrals["received"].dt.strftime("%Y-%m-%d").to_list() == [day] and not messages(records)


def test_american_dates_are_caught_and_the_ambiguous_ones_of_the_column_flagged(tmp_path: Path) -> None:
    records = read(tmp_path, ["12/31/2017", "Full", None], ["03/05/2018", "Full", None], ["25/01/2018", "Full", None])
    faults = records.faults[["row", "letter", "code", "severity"]].values.tolist()
    assert faults == [[2, "C", "C06", "reject"], [3, "C", "C07", "query"]]


def test_month_first_is_read_where_the_mapping_says_so(tmp_path: Path) -> None:
    book(tmp_path, "tracker.xlsx", Referrals=[HEADS, [1, "R1", "12/31/2017", "Full", None]])
    plan = mapping(tmp_path, [source("r", "referrals")], COLUMNS)
    american = tuple(row._replace(date_order="month_first") if row.field == "received" else row for row in plan.columns)
    records = load.team_files(tmp_path, load.Mapping(plan.name, plan.folder, plan.files, american))
    assert records.referrals["received"].to_list() == [pd.Timestamp(2017, 12, 31)]


@pytest.mark.parametrize("text", ["01/01/1900", "1900-01-01", "N/A", "-", ""])
def test_what_stands_for_no_date_is_blank(tmp_path: Path, text: str) -> None:
    records = read(tmp_path, ["05/03/2018", "Full IIP", text])
    assert records.referrals["closed"].isna().all() and not messages(records)


def test_what_stands_for_no_date_is_a_fault_where_a_date_must_stand(tmp_path: Path) -> None:
    assert messages(read(tmp_path, ["01/01/1900", "Full", None])) == [
        "tracker.xlsx, sheet 'Referrals', row 2, column C (Date): the cell holds what stands for a missing value. "
        "Fill it in, or delete the row."
    ]


@pytest.mark.parametrize("text", ["not picked up", "NOT\u00a0PICKED  UP ", "Not picked‐up", "not_picked_up", "NFA"])
def test_label_variants_are_matched_after_normalising(tmp_path: Path, text: str) -> None:
    if "‐" in text:  # a hyphen between words is another label, and is not guessed
        assert messages(read(tmp_path, ["05/03/2018", text, None]), "C11")
        return
    assert read(tmp_path, ["05/03/2018", text, None]).referrals["decision"].to_list() == ["not_picked_up"]


def test_a_value_nearly_known_is_suggested_and_not_used(tmp_path: Path) -> None:
    records = read(tmp_path, ["05/03/2018", "Not pickd up", None])
    assert records.referrals["decision"].isna().all()
    assert "'Not pickd up' is not known. Did you mean 'not picked up' (not_picked_up)?" in messages(records)[0]


def test_a_value_that_is_like_nothing_is_not_repeated(tmp_path: Path) -> None:
    (told,) = messages(read(tmp_path, ["05/03/2018", "Zebedee Quern", None]))
    assert "the value is not known" in told and "Zebedee" not in told


def test_a_value_of_the_mapping_goes_before_the_shipped_words(tmp_path: Path) -> None:
    values = (ValueRow("referrals.decision", "nfa", "signposted"), ValueRow("decision", "tbc", "pending", "suggested"))
    records = read(tmp_path, ["05/03/2018", "NFA", None], ["05/03/2018", "TBC", None], values=values)
    assert records.referrals["decision"].fillna("-").to_list() == ["signposted", "-"]  # a suggestion is not used


def test_missing_codes_are_those_of_the_mapping(tmp_path: Path) -> None:
    records = read(tmp_path, ["05/03/2018", "Full", "nil"], missing=(MissingRow("nil", "not_known"),))
    assert records.referrals["closed"].isna().all() and not messages(records)


def test_plain_and_heading_take_away_what_a_reader_does_not_see() -> None:
    assert plain("  Foster\u00a0Care –  In‐House ") == "foster care-in-house"
    assert plain("‘Missing’") == "'missing'" and plain("a\u200bb") == "ab"
    assert heading("D.O.B.") == "dob" and heading("SDQ (Total)  T1:") == "sdq total t1"


def test_marks_and_days() -> None:
    assert mark("6/6") == "6" and mark("5.5 / 10") == "5.5" and mark("6 of 6") == "6 of 6"
    assert as_day("61") == "61" and as_day("20000") == "1954-10-03"  # Excel: 3 October 1954


def test_every_shipped_synonym_leads_to_a_field_or_a_code() -> None:
    """A code that the schema does not have could never be typed."""
    from rtt_eval import measures, schemas
    from rtt_eval.load.subscales import known_subscales

    for table, known in synonyms.headings().items():
        if table in schemas.tables():
            fields = (*synonyms.fields(table), "date_of_birth")
            assert set(known.values()) <= set(fields), table
    for table, columns in schemas.tables().items():
        for column in columns:
            codes = set(synonyms.values(table, column.name).values())
            allowed = set(column.allowed) | ({"yes", "no"} if column.kind == "yes/no" else set())
            if column.name != "measure" and allowed:
                assert codes <= allowed, (table, column.name)
    for measure in measures.load_all():
        assert set(synonyms.scale_names(measure).values()) <= set(known_subscales(measure)), measure
    assert set(synonyms.missing().values()) <= {*schemas.codes("outcomes", "missing_reason"), "declined"}
