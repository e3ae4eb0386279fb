"""What changed since the last edition, in sentences and tables: hand-made comparisons of a few figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rtt_eval import narrative, tables
from rtt_eval.blocks import Prose, Subheading
from rtt_eval.changes import Change
from rtt_eval.disclosure import Since
from rtt_eval.params import resolve

PERIOD = {"start": "2022-04-01", "end": "2023-03-31"}
CHANGES = (
    Change("cohort.n", "young_people", "children", "30", "42", "moved", ("cohort",)),
    Change("referrals.total.n", "referrals", "referrals", "60", "60", "same"),
    Change("cohort.full.n", "young_people", "children", "", "34", "new", ("cohort",)),
    Change("feedback.network_meeting.rating.mean", "feedback", "points", "4.1", "", "gone", ("cohort",)),
    Change("events.missing.during.n", "missing_and_risk", "events", "", "", "hidden"),
    Change("events.missing.before.n", "missing_and_risk", "events", "", "", "few", ("data",)),
)
YEAR = {"start": "2021-04-01", "end": "2022-03-31"}
SINCE = Since("public", "2022-03-31", YEAR, CHANGES, (), (), False, False)
SAME = replace(SINCE, changes=CHANGES[1:2], has_same_period=True)


def settings(previous: str | None = "x", report: str = "iip_evaluation"):
    return resolve({"report": report, "data": "x", "period": PERIOD, "audience": "public", "previous": previous})


def text(since: Since | None) -> str:
    return "\n".join(one.markdown for one in narrative.since_last(since, settings()) if isinstance(one, Prose))


def test_without_an_earlier_edition_there_is_no_section():
    assert narrative.since_last(None, settings(previous=None)) == []
    assert tables.headline_changes(None, settings()) is None
    assert tables.changes_by_section(None) is None and tables.every_change(None) is None


def test_the_section_opens_with_its_heading_and_says_why_nothing_is_compared():
    first, _, answer = narrative.since_last(None, settings())
    assert first == Subheading("What changed since the last edition", level=2)
    assert isinstance(answer, Prose) and answer.markdown.startswith("Nothing is compared") and answer.role == "answer"


def test_what_moved_came_went_and_is_not_compared():
    said = text(SINCE)
    assert "1 figure moved since the public edition of March 2022, and 1 stayed the same." in said
    assert "1 are new" not in said and "1 is new and 1 is no longer there." in said
    assert "- Period: the last edition is about April 2021 to March 2022.\n- Settings: the same." in said
    assert "- Records: the same, file by file.\n- Figures that moved: 1 about other young people or other days." in said
    assert "- Not compared: 2 figures, hidden in one of the two editions" in said and "sheet Changes" in said


def test_nothing_changed_is_one_sentence_and_no_table():
    said = text(SAME)
    assert "Nothing changed: every one of the 1 figures" not in said
    assert "Nothing changed: the 1 figure that both editions show is the same as in the public edition" in said
    assert "sheet Changes" not in said and "Period: April 2021 to March 2022 in both editions." in said
    assert tables.headline_changes(SAME, settings()) is None and tables.changes_by_section(SAME) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"settings": ("gap_days", "held_at_months")}, "Settings: not the same for gap days and held at months."),
        ({"has_another_program": True}, "Settings: the same. The two were made by different versions of the program."),
        ({"inputs": ("a.csv",)}, "Records: 1 file is not the same."),
        ({"inputs": ("a.csv", "b.csv")}, "Records: 2 files are not the same."),
        ({"settings": None, "inputs": None}, "Settings and records: those of the last edition are not on file"),
        ({"period": {"start": "2022-03-01", "end": "2022-03-31"}}, "Period: the last edition is about March 2022."),
        ({"edition": "2024-03-31"}, "to March 2022, with what was known in March 2024."),
    ],
)
def test_the_reasons_line_by_line(changes, words):
    said = text(replace(SINCE, **changes))
    assert words in said and "a.csv" not in said


def test_no_day_is_told_that_could_be_a_date_of_birth():
    assert "31 March" not in text(SINCE)


def test_headline_figures_as_a_table_without_those_that_are_not_compared():
    table = tables.headline_changes(SINCE, settings())
    assert table is not None and table.rows == (
        ("Young people who took part", "30", "42", "Cohort"),
        ("Young people in the full programme", "-", "34", "New"),
        ("Referrals received", "60", "60", "No change"),
        ("Average rating of the network meetings", "4.1", "-", "No longer there"),
    )


def test_a_family_of_headlines_takes_its_names_from_the_report():
    moved = Change("indicator.1.2.ytd", "children_in_care", "percent", "80.0%", "82.5%", "moved", ("cohort", "data"))
    other = moved._replace(id="indicator.1.2.2022-05.value")
    since = replace(SINCE, changes=(moved, other))
    scorecard = settings(report="performance_scorecard")
    named = tables.headline_changes(since, scorecard, {"1.2": "1.2 Reviews in time"})
    assert named is not None
    assert named.rows == (("1.2 Reviews in time, year to date", "80.0%", "82.5%", "Cohort, Data"),)


def test_sections_count_what_changed_and_leave_out_those_in_which_nothing_did():
    table = tables.changes_by_section(SINCE)
    assert table is not None
    heads = [head.label for head in table.heads]
    assert heads == ["Section", "Moved", "The same", "New", "No longer there", "Not compared"]
    assert table.rows == (("Young people", "1", "0", "1", "0", "0"), ("Feedback", "0", "0", "0", "1", "0"))
    assert table.notes == ("Sections in which nothing changed are left out.",)


def test_the_full_list_is_a_sheet_of_the_workbook_alone():
    table = tables.every_change(SINCE)
    assert table is not None and table.only_in_workbook == "Changes"
    assert [row[0] for row in table.rows] == ["cohort.n", "cohort.full.n", "feedback.network_meeting.rating.mean"]
    assert table.rows[0] == ("cohort.n", "Young people", "Moved", "30", "42", "Cohort")
