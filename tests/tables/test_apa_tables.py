"""Tables in the form of the American Psychological Association: the same numbers, in its notation."""

import pytest

from rtt_eval import tables
from rtt_eval.blocks import Head, Table
from rtt_eval.tables.apa import title_case

ROW = ("SDQ, parent or carer", "26", "−2.8 (−5.3 to −0.3)", "0.032 (<0.001)", "0.50 (0.05 to no upper limit)", "12%")
HEADS = ("Form", "n", "Change (95% interval)", "Wilcoxon p (after Holm)", "Multiple (95% interval)", "%")
TABLE = Table("one", "Change in scores, from the start to 6 months", tuple(Head(head, True) for head in HEADS), (ROW,))


def test_cells_and_heads_are_in_apa_notation():
    (made,) = tables.apa(TABLE)
    expected = ("26", "−2.8 [−5.3, −0.3]", ".032 (<.001)", "0.50 [0.05, no upper limit]", "12%")
    assert made.is_apa and made.rows[0][1:] == expected
    assert [head.label for head in made.heads][2] == "Change [95% CI]"
    assert [head.label for head in made.heads if head.is_symbol] == ["n"]


def test_what_there_is_not_is_left_out_and_nothing_given_changes():
    assert [table.id for table in tables.apa(None, TABLE, [TABLE, TABLE])] == ["one"] * 3
    assert tables.apa(None) == [] and not TABLE.is_apa and TABLE.rows == (ROW,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Change in scores from the start to 6 months", "Change in Scores From the Start to 6 Months"),
        ("SDQ, parent or carer: the total", "SDQ, Parent or Carer: The Total"),
        ("Main scales: paired t tests", "Main Scales: Paired t Tests"),
        ("Yes-or-no questions (of the form)", "Yes-or-No Questions (of the Form)"),
    ],
)
def test_titles_have_capitals_but_for_short_words(text, expected):
    assert title_case(text) == expected
