"""APA tables and notes for a reader who learns, in each format."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from rtt_eval.blocks import Cover, Head, Table
from rtt_eval.publish import docx as word
from rtt_eval.publish import html, typst
from rtt_eval.publish.document import Document, NumberedTable, Prose
from rtt_eval.publish.markdown import parse

HEADS = (Head("Form"), Head("M", is_numeric=True, is_symbol=True), Head("Pairs", is_numeric=True))
TABLE = Table(
    "one", "Change in Scores", HEADS, (("SDQ", "2.8", "26"),), ("Lower is better.", "A second note."), is_apa=True
)
NOTE = Prose("annotation", parse("**Why this.** Because.\n\n**What not to conclude.** A cause."))
LABEL = "Why this statistic, and what not to conclude"


@pytest.fixture
def report() -> Document:
    return Document(Cover("A title", "", ()), (*parse("## Results"), NOTE, NumberedTable(1, TABLE)), {})


def test_html_has_a_labelled_aside_and_an_apa_caption(report):
    page = html.render(report, "trainee")
    assert f'<aside class="annotation" role="note" aria-label="{LABEL}">' in page
    assert "<strong>Table 1</strong> <em>Change in Scores</em>" in page
    assert '<th scope="col" class="number"><em>M</em></th>' in page
    assert page.count("<em>Note.</em>") == 1


def test_pdf_source_marks_both(report):
    source, _ = typst.source(report, "trainee")
    assert f'prose("annotation", "{LABEL}"' in source
    assert "apa: true" in source and "symbols: (false, true, false, )" in source


def test_word_has_a_box_and_the_title_in_italics_under_the_number(report, tmp_path):
    made = docx.Document(BytesIO(word.render(report, "trainee", date(2022, 3, 31), tmp_path)))
    by_style = {one.style.name: one for one in made.paragraphs}
    assert any(one.text == LABEL for one in made.paragraphs)
    caption = next(one for one in made.paragraphs if one.text.endswith("Change in Scores"))
    assert caption.text == "Table 1\nChange in Scores" and caption.runs[-1].italic
    note = next(one for one in made.paragraphs if "Lower is better." in one.text)
    assert note.text == "Note. Lower is better." and note.runs[0].italic and by_style
    heads = [cell.paragraphs[0].runs[0] for cell in made.tables[0].rows[0].cells]
    assert [bool(run.italic) for run in heads] == [False, True, False] and not any(run.bold for run in heads)
