"""The PDF: tagged, named, in reading order, with every head, caption and text of the document."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from rtt_eval.blocks import Head, Prose, Table
from rtt_eval.errors import NotebookError
from rtt_eval.publish import columns, document, pdf, typst
from rtt_eval.publish.markdown import plain

from . import sample
from .conftest import AS_AT, made_pdf


def elements(reader: PdfReader) -> list:
    """Every structure element, in reading order."""

    def below(element):
        element = element.get_object()
        if not hasattr(element, "get"):
            return []
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        own = [element] if "/S" in element else []
        return own + [found for kid in kids for found in below(kid)]

    return below(reader.root_object["/StructTreeRoot"])


@pytest.fixture(scope="module")
def reader(pdf_bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf_bytes))


@pytest.fixture(scope="module")
def tags(reader) -> list:
    return elements(reader)


def test_it_says_what_it_is(reader, pdf_bytes):
    root = reader.root_object
    assert pdf_bytes.startswith(b"%PDF-1.7")
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB" and root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "IIP six-monthly evaluation to 31 March 2018"
    assert reader.metadata.author is None
    assert reader.metadata["/CreationDate"] == "D:20180331000000Z"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()


def test_bookmarks_are_the_headings(reader, report):
    def flat(outline, level=2):
        for one in outline:
            if isinstance(one, list):
                yield from flat(one, level + 1)
            else:
                yield level, one["/Title"]

    headings = [(one.level, plain(one.spans)) for one in report.headings]
    assert list(flat(reader.outline)) == [*headings, (2, typst.DATA_HEADING)]


def test_heading_tags_are_those_of_the_document(tags, report):
    found = [int(tag["/S"][2:]) for tag in tags if re.fullmatch(r"/H\d", tag["/S"])]
    assert found == [1, 2, *(one.level for one in report.headings), 2]  # title, contents, …, data behind the charts


def test_every_figure_has_its_text(tags, report):
    assert [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"] == [one.chart.alt for one in report.charts]


def test_tables_have_a_head_a_cell_and_a_row_head_for_each_of_the_documents(tags, report):
    tables = [one.table for one in report.tables] + [one.chart.data for one in report.charts]
    assert sum(tag["/S"] == "/Table" for tag in tags) == len(tables)
    scopes = [scope_of(tag) for tag in tags if tag["/S"] == "/TH"]
    assert scopes.count("/Column") == sum(len(table.heads) for table in tables)
    assert scopes.count("/Row") == sum(len(table.rows) for table in tables)
    assert len(scopes) == scopes.count("/Column") + scopes.count("/Row")
    assert sum(tag["/S"] == "/TD" for tag in tags) == sum(len(t.rows) * (len(t.heads) - 1) for t in tables)
    assert sum(tag["/S"] == "/Caption" for tag in tags) == len(tables) + len(report.charts)


def scope_of(tag) -> str:
    attributes = tag["/A"] if isinstance(tag["/A"], list) else [tag["/A"]]
    return next(one.get_object()["/Scope"] for one in attributes if "/Scope" in one.get_object())


def test_fonts_are_ours_and_embedded(reader):
    names, embedded = set(), []
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            names.add(str(inner["/BaseFont"]).partition("+")[2])
            embedded.append(any(key in inner["/FontDescriptor"] for key in ("/FontFile2", "/FontFile3")))
    assert all(embedded) and {"ReportSans-Regular", "ReportSans-Bold", "ReportSans-Italic"} <= names


def test_pages_are_numbered_and_carry_title_edition_and_banner(reader):
    n_pages = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        words = page.extract_text()
        assert f"Page {number} of {n_pages}" in words and "SYNTHETIC DATA" in words and "Team edition" in words


def test_a_long_table_goes_on_under_the_same_head(reader):
    pages = [page.extract_text() for page in reader.pages]
    with_rows = [text for text in pages if "form returned with more than half" in text]
    assert len(with_rows) == 2
    assert all("Why a pair was lost" in text for text in with_rows)


def test_a_table_too_wide_for_a_page_lies_on_its_side_with_its_heading(reader):
    (sideways,) = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert "Cost & <money>" in sideways.extract_text() and "Young person 5" in sideways.extract_text()


def test_same_document_same_bytes(report, pdf_bytes):
    assert made_pdf(report) == pdf_bytes


@pytest.mark.parametrize(
    "text", ['a "b" \\ c', "#panic()", "line\nline", "tab\tend", "$x$ *y* _z_ `w` @a <b> // c", "é ł ≥ −"]
)
def test_a_literal_stands_for_exactly_its_text(text):
    import json

    import typst as engine

    assert json.loads(engine.Compiler().eval(typst.literal(text), format="json")) == text


def test_type_gets_smaller_before_a_page_turns():
    assert columns.layout(sample.odd_table()).size == 9.0
    wide = columns.layout(sample.wide_table())
    assert wide.size < 9.0 and not wide.is_landscape and len(wide.widths) == 12
    assert sum(wide.widths) * wide.size <= columns.PORTRAIT_PT + 0.01
    assert columns.layout(sample.very_wide_table()).is_landscape


def test_short_columns_get_what_they_want_and_the_longest_the_rest():
    table = Table("a", "A", (Head("Who"), Head("n", True), Head("Why")), (("YP 1", "12", "because " * 40),))
    who, n, why = columns.layout(table).widths
    assert who < 5 and n < 3 and who + n + why == pytest.approx(columns.PORTRAIT_PT / 9.0)
    assert columns.layout(table).is_whole
    assert not columns.layout(replace(table, rows=table.rows * 8)).is_whole  # 8 rows of 7 lines fill a page


def test_columns_that_no_page_can_hold_go_on_in_another_table(tmp_path):
    table = sample.very_wide_table(30)
    parts = columns.parts(table)
    assert len(parts) > 1 and all(columns._size_and_room(part) for part in parts)
    assert [head for part in parts for head in part.heads[1:]] == list(table.heads[1:])
    assert all([row[0] for row in part.rows] == [row[0] for row in table.rows] for part in parts)
    built = document.build(sample.executed((sample.COVER, table)), "sample.ipynb")
    made = PdfReader(BytesIO(pdf.render(built, "team", AS_AT, tmp_path)))
    tags = elements(made)
    assert sum(tag["/S"] == "/Table" for tag in tags) == len(parts)
    assert [scope_of(tag) for tag in tags if tag["/S"] == "/TH"].count("/Row") == 5 * len(parts)
    assert "Table 1, continued" in "".join(page.extract_text() for page in made.pages)


def test_another_way_of_writing_rows_would_stop_the_report(report, tmp_path):
    typeset = made_pdf(report)
    with pytest.raises(NotebookError, match="rows where the report has 3"):
        pdf.with_row_heads(typeset[: typeset.rindex(b"xref\n", 0, typeset.rindex(b"/Prev"))], 3)


@pytest.mark.needs_poppler
def test_text_comes_out_in_reading_order(pdf_bytes, tmp_path):
    (tmp_path / "report.pdf").write_bytes(pdf_bytes)
    command = [shutil.which("pdftotext"), tmp_path / "report.pdf", "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = " ".join(words.split())
    assert sample.ODD in words
    places = [
        words.index(one) for one in ("At a glance 46", "Read with care", "In the author’s words", "Table 2 Change")
    ]
    assert places == sorted(places)


def test_a_sign_that_no_font_has_is_named_and_a_control_character_left_out(tmp_path):
    built = document.build(sample.executed((sample.COVER, Prose("It was 😀 or 中\x07."))), "sample.ipynb")
    made = PdfReader(BytesIO(pdf.render(built, "team", AS_AT, tmp_path)))
    assert "It was [grinning face] or [cjk unified ideograph-4e2d]." in made.pages[1].extract_text()
