"""What a cell shows, read back exactly or not at all."""

from __future__ import annotations

import pytest

from rtt_eval.blocks import Head, Table
from rtt_eval.publish import shown


@pytest.mark.parametrize(
    ("text", "value", "format"),
    [
        ("0", 0, '0;"−"0'),
        ("24", 24, '0;"−"0'),
        ("−3.1", -3.1, '0.0;"−"0.0'),
        ("0.008", 0.008, '0.000;"−"0.000'),
        ("1,204", 1204, '#,##0;"−"#,##0'),
        ("−£721,200", -721200, '£#,##0;"−"£#,##0'),
        ("£470", 470, '£0;"−"£0'),
        ("25%", 0.25, '0%;"−"0%'),
        ("7.5%", 0.075, '0.0%;"−"0.0%'),
        ("100%", 1, '0%;"−"0%'),
        ("−1,210,222.50", -1210222.5, '#,##0.00;"−"#,##0.00'),
    ],
)
def test_a_number_and_the_format_that_shows_it_again(text, value, format):
    assert shown.number(text) == (value, format)


@pytest.mark.parametrize(
    "text",
    [
        *("", "[c]", "[x]", "12 of 24", "−6.0 to −0.2", "33 (24)", "<0.001", "=1+1", "0.1.0", "24\n", " 24"),
        *("007", "00", "1,2", "12,34", "1,2345", ".5", "5.", "-3", "−0.0", "−0", "+4", "% 4", "1e3", "nan", "inf"),
        *("٣", "1234567890123456"),
    ],
)
def test_anything_else_stays_words(text):
    assert shown.number(text) is None


def test_heads_of_a_spreadsheet_table_are_all_there_and_all_different():
    labels = ("Who", "n", "N", "", "n (2)", "Column 4", "two\nlines")
    table = Table("a", "A", tuple(map(Head, labels)), ())
    assert shown.unique_heads(table) == ["Who", "n", "N (2)", "Column 4", "n (2) (2)", "Column 4 (2)", "two lines"]


def test_only_a_note_that_explains_a_symbol_is_one():
    assert shown.symbol("[c] hidden so that no child can be recognised.") == (
        "[c]",
        "hidden so that no child can be recognised.",
    )
    assert shown.symbol("Lower is better.") == ("", "") == shown.symbol("[1] a footnote")
