"""Small charts under headline figures: in the page and in the PDF, each with its words."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from rtt_eval.blocks import Cover, Headline, Headlines
from rtt_eval.publish import html, pdf
from rtt_eval.publish.document import Document, small_name
from rtt_eval.publish.markdown import Heading, Span

from .test_pdf import elements

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 144 24"><g id="a"><rect width="{}" height="9"/></g></svg>'
ITEMS = (
    Headline("40", "took part", "34 in full.", "share", (), SVG.format(90), "took part: full 34, all 40."),
    Headline("35, then 16", "moves", "Fewer.", "bars", (), SVG.format(60), "moves: before 35, during 16."),
    Headline("7", "without a picture", "Hidden."),
)
REPORT = Document(Cover("Title", "", ()), (Heading(2, (Span("text", "At a glance"),), "glance"), Headlines(ITEMS)), {})


def test_the_page_has_each_small_chart_once_with_its_words():
    page = html.render(REPORT, "team")
    assert page.count('<div class="small">') == 2
    for item in ITEMS[:2]:
        assert page.count(f'<svg role="img" aria-label="{item.alt}"') == 1
        assert page.count(f'id="{small_name(item)}-a"') == 1


def test_the_pdf_has_a_figure_for_each_with_its_words(tmp_path):
    made = PdfReader(BytesIO(pdf.render(REPORT, "team", date(2024, 3, 31), tmp_path)))
    figures = [tag["/Alt"] for tag in elements(made) if tag["/S"] == "/Figure"]
    assert figures == [item.alt for item in ITEMS[:2]]


def test_two_pictures_have_two_names():
    assert list(REPORT.small_charts.values()) == list(ITEMS[:2])
