"""The team's own edition: the date of one child's record can be the date on which another was born."""

from __future__ import annotations

import json

import pytest

from rtt_eval.disclosure.scan import dictionary, released
from tests.disclosure.scan.planted import docx, paragraph, xlsx

CHILD = {
    "person_id": "SYN0011", "forename": "Zephandra", "surname": "Quill-Feather", "aliases": "Zeffy",
    "date_of_birth": "2012-04-03", "lcs_id": "4410922",
}  # fmt: skip
OTHER = {"person_id": "SYN0012", "forename": "Bartholme", "surname": "Oxenby", "date_of_birth": "2009-01-30"}
KNOWN = dictionary([CHILD, OTHER], ids_block=False, dates_block=False)


def severities(content: str | bytes, name: str = "a.txt") -> set[str]:
    """How the findings of a date of birth are to be taken."""
    inside = content if isinstance(content, bytes) else content.encode()
    return {one.severity for one in released({name: inside}, KNOWN) if one.kind == "date_of_birth"}


def html(*rows: tuple[str, ...]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><table>{lines}</table></html>"


def word(*rows: tuple[str, ...]) -> bytes:
    lines = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return docx(f"<w:tbl>{lines}</w:tbl>")[1]


def workbook(*rows: tuple[str, ...]) -> bytes:
    return xlsx(lambda book: [book.create_sheet("Cases").append(list(row)) for row in rows[:1]] and [
        book["Cases"].append(list(row)) for row in rows[1:]
    ])[1]  # fmt: skip


def table(kind: str, *rows: tuple[str, ...]) -> set[str]:
    made = {
        "a.html": lambda: html(*rows),
        "a.docx": lambda: word(*rows),
        "a.xlsx": lambda: workbook(*rows),
        "a.csv": lambda: "\n".join(",".join(row) for row in rows),
        "a.json": lambda: json.dumps({"rows": [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]}),
    }
    return severities(made[kind](), kind)


KINDS = ("a.html", "a.docx", "a.xlsx", "a.csv", "a.json")
FAR = "x" * 60
"""Wider than the forty signs within which a word of birth counts."""


@pytest.mark.parametrize("date", ["3 April 2012", "03/04/2012", "2012-04-03"])
def test_a_date_by_itself_goes_to_a_person(date):
    assert severities(f"The case started on {date} in the usual way.") == {"review"}


@pytest.mark.parametrize("words", ["born on", "date of birth", "DOB", "D.O.B.", "a birthday on", "birth:"])
def test_beside_a_word_for_birth_it_blocks(words):
    assert severities(f"seen, {words} 3 April 2012") == {"block"}


@pytest.mark.parametrize(
    "sign", ["Zephandra", "Quill-Feather", "Z Quill-Feather", "Zeffy", "4410922", "SYN0011", "ZQ", "Z.Q.", "Z. Q. F."]
)
def test_on_the_line_of_the_child_it_blocks_and_on_the_next_it_does_not(sign):
    assert severities(f"{sign} {FAR} 3 April 2012") == {"block"}
    assert severities(f"{sign} {FAR}\nmoved on 3 April 2012") == {"review"}


@pytest.mark.parametrize("sign", ["Bartholme", "SYN0012", "BO", "NHS", "SDQ"])
def test_a_sign_of_another_child_or_an_abbreviation_leaves_it_to_a_person(sign):
    assert severities(f"{sign} {FAR} 3 April 2012") == {"review"}


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_table_the_head_of_the_column_decides(kind):
    born = ("Case", "Note", "Other", "Date of birth")
    moved = ("Case", "Note", "Other", "Date of move")
    row = ("YP 7", FAR, FAR, "03/04/2012")
    assert table(kind, born, row) == {"block"}
    assert table(kind, moved, row) == {"review"}


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_table_the_row_is_the_line(kind):
    head, between = ("Case", "Note", "Other", "Moved"), ("YP 8", FAR, FAR, "2 May 2017")
    assert table(kind, head, ("SYN0011", FAR, FAR, "03/04/2012"), between) == {"block"}
    assert table(kind, head, ("SYN0011", FAR, FAR, "2 May 2017"), ("YP 8", FAR, FAR, "03/04/2012")) == {"review"}


def test_a_head_over_two_columns_counts_for_neither_of_the_next():
    page = (
        "<table><tr><th colspan='2'>Child</th><th>Born</th><th>Moved</th></tr>"
        f"<tr><td>YP 7</td><td>{FAR}</td><td>{{0}}</td><td>{FAR} {{1}}</td></tr></table>"
    )
    assert severities(page.format("03/04/2012", "2 May 2017"), "a.html") == {"block"}
    assert severities(page.format("2 May 2017", "03/04/2012"), "a.html") == {"review"}
