"""The classes of faults of `readable` are found where they are planted, and ordinary sentences pass."""

from __future__ import annotations

import pytest

from tests.reports.readable import CLASSES, faults

FAULTY = {
    "a code": ("After month_6 it was lower.", "The form parent_carer came back."),
    "a word twice": ("It was the the lowest.",),
    "nothing in words": ("The mean is nan points.", "None young people moved.", "The status is None"),
    "1 of many": ("1 children moved.", "There were 1 referrals.", "1 of them were late."),
    "many of one": ("24 young person took part.", "There were 2 referral."),
    "a space before a stop": ("It was lower .", "Lower , then higher."),
    "two stops": ("It was lower..", "It was lower. .", "Lower,, then higher."),
    "nothing in brackets": ("Young people () took part.", "They said “”."),
    "capitals after a small letter": ("P1 (2): sDQ 2, moves 1.",),
    "an unfilled place": ("It was {0} points lower.",),
}
SOUND = (
    "21 children moved, 1 child twice; of 24 young people, 1 of them was late.",
    "It was −2.1 points (−5.4 to −0.3), g_av = −0.45. In 2021 children moved more: 0.1 months on average.",
    "Brown, M. M., & Shumate, S. E. (2005). Volume 22(1), 71–84. None of these is wrong for certain.",
    "Look in <code>check.xlsx</code> and <code>month_6</code>. “School could not come.” “More notice please.”",
)


def page(inside: str) -> str:
    return f"<html><style>a_b</style><body><main><h1>A report</h1>{inside}</main></body></html>"


def test_every_class_has_an_example():
    assert list(FAULTY) == list(CLASSES)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, said in FAULTY.items() for text in said])
@pytest.mark.parametrize("where", ["<p>{}</p>", "<h2>{}</h2><p>A</p>", '<svg role="img" aria-label="{}"></svg>'])
def test_a_planted_fault_is_found(name: str, text: str, where: str):
    text = text if where.startswith("<p>") or not text[0].islower() else text.capitalize()
    assert f"{name}: {text}" in faults(page(f"{where.replace('{}', text)}<p>More.</p>"))


@pytest.mark.parametrize("text", SOUND)
def test_an_ordinary_sentence_passes(text: str):
    assert (
        faults(page(f"<h2>1 A section</h2><h3>A part</h3><p>{text}</p><ul><li>fewer forms come back;</li></ul>")) == []
    )


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<h2>1 Empty</h2><h2>2 Full</h2><p>A.</p>", "an empty section: 1 Empty"),
        ("<h2>1 Full</h2><p>A.</p><h3>Last</h3>", "an empty section: Last"),
        ("<p>Moves (of carers.</p>", "brackets: Moves (of carers."),
        ('<svg role="img" aria-label="moves: 3."></svg><p>A.</p>', "begins small, or is empty: alt moves: 3."),
        ('<svg role="img" aria-label=""></svg><p>A.</p>', "begins small, or is empty: alt "),
        (
            "<table><caption>Table 1 Moves</caption><tr><th>A</th><td> </td></tr></table>",
            "an empty cell: Table 1 Moves",
        ),
    ],
)
def test_what_is_empty_or_open_is_found(inside: str, found: str):
    assert faults(page(inside)) == [found]
