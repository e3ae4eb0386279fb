"""The Word copy: real styles, captions, tables and lists, that a person can edit and a screen reader can read."""

from __future__ import annotations

import tempfile
import zipfile
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from rtt_eval.blocks import Prose
from rtt_eval.publish import document, docx

from . import sample
from .conftest import AS_AT


def made_docx(report: document.Document) -> bytes:
    with tempfile.TemporaryDirectory() as private:
        return docx.render(report, "team", AS_AT, Path(private))


@pytest.fixture(scope="module")
def made(report) -> bytes:
    return made_docx(report)


@pytest.fixture(scope="module")
def file(made):
    return python_docx.Document(BytesIO(made))


def file_of(*cells):
    return python_docx.Document(BytesIO(made_docx(document.build(sample.executed((sample.COVER, *cells)), "x.ipynb"))))


def in_style(file, name: str) -> list[str]:
    return [one.text for one in file.paragraphs if one.style.name == name]


def test_it_opens_with_warnings_title_and_contents(file, report):
    first = [(one.style.name, one.text) for one in file.paragraphs[:5]]
    assert first == [
        ("Banner", sample.COVER.banner),
        ("Warning", sample.COVER.warning),
        ("Edition", "Team edition"),
        ("Title", sample.COVER.title),
        ("Subtitle", sample.COVER.subtitle),
    ]
    assert "Period\t1 June 2017 to 31 March 2018" in in_style(file, "Fact")
    sections = [*(text for level, text in headings(file) if level == 1)]
    entries = [
        "".join(node.text or "" for node in one._p.iter(qn("w:t")))
        for one in file.paragraphs
        if one.style.name == "toc 1"
    ]
    assert entries == sections and len(sections) == 7


def headings(file) -> list[tuple[int, str]]:
    styles = [(one.style.name, one.text) for one in file.paragraphs if one.style.name.startswith("Heading")]
    return [(int(style.removeprefix("Heading ")), text) for style, text in styles]


def test_no_paragraph_is_empty_and_every_style_is_defined(file):
    inside = file.element.body
    empty = [one for one in inside.iter(qn("w:p")) if not list(one.iter(qn("w:t"), qn("w:drawing")))]
    assert empty == []
    used = {one.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for one in inside.iter(qn(tag))}
    assert used <= {style.style_id for style in file.styles}
    assert "Normal" in used and {"Heading1", "Caption", "TableText", "ListBullet", "ListNumber"} <= used


def test_tables_have_a_repeated_head_whole_rows_set_widths_and_a_caption(file, report):
    tables = [one.table for one in report.tables] + [one.chart.data for one in report.charts]
    assert len(file.tables) == len(tables) == 7
    for drawn, table in zip(file.tables, tables, strict=True):
        rows = drawn._tbl.tr_lst
        assert len(rows) == 1 + len(table.rows)
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
            True,
            *[False] * len(table.rows),
        ]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        look = drawn._tbl.tblPr.find(qn("w:tblLook"))
        assert look.get(qn("w:firstRow")) == look.get(qn("w:firstColumn")) == "1"
        assert drawn._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
        widths = [int(column.get(qn("w:w"))) for column in drawn._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert len(widths) == len(table.heads) and min(widths) > 300 and not drawn.autofit
        assert not list(drawn._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_numbers_stand_right_and_words_left(file):
    change = file.tables[1]._tbl.tr_lst[1].tc_lst
    sides = [cell.p_lst[0].pPr.find(qn("w:jc")) for cell in change]
    assert sides[0] is None and {one.get(qn("w:val")) for one in sides[1:]} == {"right"}


def test_captions_stand_above_and_stay_with_what_they_name(file):
    body = list(file.element.body)
    for position, one in enumerate(body):
        if one.tag == qn("w:tbl"):
            above = body[position - 1]
            assert above.pPr.pStyle.val == "Caption"
    assert file.styles["Caption"].paragraph_format.keep_with_next
    fields = [one.text.strip() for one in file.element.body.iter(qn("w:instrText")) if "SEQ" in one.text]
    assert fields.count("SEQ Table \\* ARABIC") == 4 and fields.count("SEQ Figure \\* ARABIC") == 3


def test_every_picture_has_its_text_and_fits_the_page(file, report):
    pictures = list(file.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in pictures] == [one.chart.alt for one in report.charts]
    assert [one.get("id") for one in pictures] == ["1", "2", "3"]
    width = file.sections[0].page_width - file.sections[0].left_margin - file.sections[0].right_margin
    assert all(shape.width <= width for shape in file.inline_shapes)


def test_lists_are_lists_and_each_counts_from_its_own_start():
    file = file_of("1. one\n2. two\n   - under it\n\nBetween.\n\n7. seven\n8. eight")
    assert in_style(file, "List Number") == ["one", "two", "seven", "eight"]
    assert in_style(file, "List Bullet") == ["under it"]
    numbers = [one._p.pPr.numPr for one in file.paragraphs if one._p.pPr.numPr is not None]
    assert [(one.numId.val, one.ilvl.val) for one in numbers] == [(1, 0), (1, 0), (2, 1), (3, 0), (3, 0)]
    lists = file.part.numbering_part.element
    starts = [one.get(qn("w:val")) for one in lists.iter(qn("w:startOverride"))]
    assert starts == ["1", "7"]


def test_emphasis_code_and_links_are_what_they_were():
    file = file_of("## Where\n\na **b *c*** `d` [e](#where) [f **g**](https://www.gov.uk/x)")
    words = next(one for one in file.paragraphs if one.text.startswith("a b c"))
    runs = {run.text.strip(): run for run in words.runs}
    assert runs["b"].bold and not runs["b"].italic and runs["c"].bold and runs["c"].italic
    assert runs["d"].style.name == "Code word"
    inside, outside = words.hyperlinks
    marks = {one.get(qn("w:name")) for one in file.element.body.iter(qn("w:bookmarkStart"))}
    assert inside.text == "e" and inside.fragment in marks
    assert outside.text == "f g" and outside.address == "https://www.gov.uk/x"


def test_every_link_inside_leads_to_a_place_that_is_there_once(file):
    marks = Counter(one.get(qn("w:name")) for one in file.element.body.iter(qn("w:bookmarkStart")))
    targets = {one.get(qn("w:anchor")) for one in file.element.body.iter(qn("w:hyperlink"))} - {None}
    assert targets <= set(marks) and set(marks.values()) == {1}
    ids = [one.get(qn("w:id")) for one in file.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids)


def test_a_wide_table_lies_on_a_page_of_its_own_between_upright_ones(file):
    sides = [section.orientation for section in file.sections]
    assert [side == 1 for side in sides] == [False, True, False]
    sideways = [section for section in file.sections if section.page_width > section.page_height]
    assert len(sideways) == 1
    # the heading above the wide table went along: the upright section ends before it
    last_upright = next(one for one in file.element.body if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
    assert last_upright.getnext().pPr.pStyle.val == "Heading1"


def test_every_page_after_the_first_carries_the_banner_and_every_page_its_number(file):
    for section in file.sections:
        assert [one.text for one in section.header.paragraphs] == [
            sample.COVER.banner,
            "IIP six-monthly evaluation to 31 March 2018. Team edition.",
        ]
        for foot in (section.footer, section.first_page_footer):
            codes = [one.text.strip() for one in foot._element.iter(qn("w:instrText"))]
            assert codes == ["PAGE", "NUMPAGES"]
    assert [section.different_first_page_header_footer for section in file.sections] == [True, False, False]


def test_odd_signs_reach_the_page_as_they_were_written(file):
    cells = [cell.text for table in file.tables[:1] for row in table.rows for cell in row.cells]
    assert sample.ODD in cells and "n <b>" in cells and "=1+1" in cells
    assert f"Table 1 Odd {sample.ODD}" in in_style(file, "Caption")
    assert sample.ODD in in_style(file, "Table note")


def test_a_control_character_is_left_out_and_a_foreign_sign_is_not():
    assert "It was 😀 or 中." in in_style(file_of(Prose("It was 😀 or 中\x07.")), "Normal")


def test_properties_hold_the_report_and_nobody(file, made):
    about = file.core_properties
    assert (about.title, about.subject, about.language) == (sample.COVER.title, "Team edition", "en-GB")
    assert about.author == about.last_modified_by == "" and about.revision == 1
    assert about.created == about.modified == datetime(2018, 3, 31, tzinfo=UTC)
    with zipfile.ZipFile(BytesIO(made)) as inside:
        names = inside.namelist()
        assert {one.date_time for one in inside.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        styles, settings = inside.read("word/styles.xml"), inside.read("word/settings.xml")
    assert b'<w:lang w:val="en-GB"' in styles and b"en-US" not in styles + settings
    assert b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]


def test_same_document_same_bytes(report, made):
    assert made_docx(report) == made


def test_a_report_of_words_alone_has_no_picture_and_no_data(tmp_path):
    file = file_of("## Only words\n\nHere.")
    assert headings(file) == [(1, "Only words")] and not file.tables and not len(file.inline_shapes)
