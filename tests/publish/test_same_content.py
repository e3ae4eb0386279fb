"""What HTML, PDF, Word and the workbook say is the same: headings, tables, captions and texts in place of charts."""

from __future__ import annotations

import re
import tempfile
from html import unescape
from io import BytesIO
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from rtt_eval.publish import docx, shown, typst, xlsx
from rtt_eval.publish.markdown import plain

from .conftest import AS_AT
from .test_html import Reading


@pytest.fixture(scope="module")
def word(report):
    with tempfile.TemporaryDirectory() as private:
        return python_docx.Document(BytesIO(docx.render(report, "team", AS_AT, Path(private))))


@pytest.fixture(scope="module")
def book(report):
    return openpyxl.load_workbook(BytesIO(xlsx.render(report, "team", AS_AT)))


@pytest.fixture(scope="module")
def source(report) -> str:
    return typst.source(report, "team")[0]


@pytest.fixture(scope="module")
def expected(report) -> list[tuple[str, str, list[list[str]]]]:
    """Of each table and each chart's data: its name, its caption, its rows with the heads first."""
    with_names = [(f"Table {one.number}", one.table) for one in report.tables]
    with_names += [(f"Data behind figure {one.number}", one.chart.data) for one in report.charts]
    return [
        (name, table.caption, [[head.label for head in table.heads], *map(list, table.rows)])
        for name, table in with_names
    ]


def test_headings(page, source, word, report):
    headings = [(one.level, plain(one.spans)) for one in report.headings]
    found = re.findall(r'<h([234]) id="(?!contents)[^"]*">(.*?)</h\1>', page)
    assert [(int(level), unescape(re.sub(r"<[^>]+>", "", text))) for level, text in found] == headings
    in_source = re.findall(r"labelled\(\"[^\"]*\", heading\(level: (\d), \{(.*?)\}\)\)", source)
    assert [(int(level), "".join(literals(text))) for level, text in in_source] == headings
    styles = [(one.style.name, one.text) for one in word.paragraphs if one.style.name.startswith("Heading ")]
    in_word = [(int(style.removeprefix("Heading ")) + 1, text) for style, text in styles]
    assert in_word == [*headings, (2, typst.DATA_HEADING)]


def literals(text: str) -> list[str]:
    return [one.replace('\\"', '"').replace("\\\\", "\\") for one in re.findall(r'"((?:[^"\\]|\\.)*)"', text)]


def test_tables_of_the_page(page, expected):
    found = []
    for table in re.findall(r"<table id=.*?</table>", page, flags=re.S):
        (caption,) = re.findall(r"<caption[^>]*><span>(.*?)</span></caption>", table)
        rows = [cells(row) for row in re.findall(r"<tr.*?</tr>", table, flags=re.S)]
        found.append((unescape(re.sub(r"</?strong>", "", caption)), rows))
    assert sorted(found) == sorted((f"{name} {caption}", rows) for name, caption, rows in expected)


def cells(row: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S)]


def test_tables_of_the_pdf_source(source, expected):
    body = source[source.index("#show: report.with") :]
    calls = [part for part in re.split(r"(?=data-table\()", body) if part.startswith("data-table(")]
    assert len(calls) == len(expected)
    for name, caption, rows in expected:
        (call,) = [one for one in calls if literals(one)[:2] == [name, caption]]
        inside = call[call.index("heads: ") : call.index(", totals: ")]
        assert literals(inside) == [cell for row in rows for cell in row]


def test_tables_of_word(word, expected):
    captions = [one.text for one in word.paragraphs if one.style.name == "Caption"]
    assert [one for one in captions if not one.startswith("Figure")] == [f"{name} {text}" for name, text, _ in expected]
    found = [[cell_texts(row) for row in one._tbl.tr_lst] for one in word.tables]
    assert found == [rows for _, _, rows in expected]


def cell_texts(row) -> list[str]:
    return ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst]


def test_tables_of_the_workbook(book, expected, report):
    """Numbers are compared as the format shows them: what the report says is what the workbook says."""
    for name, caption, rows in expected:
        sheet = name if name.startswith("Table") else f"Figure {name.split()[-1]} data"
        page = book[sheet]
        assert page["A1"].value == f"{name}: {caption}"
        (table,) = page.tables.values()
        heads, *body = page[table.ref]
        assert [cell.value for cell in heads] == rows[0]
        assert [[as_shown(cell) for cell in row] for row in body] == rows[1:]


def as_shown(cell) -> str:
    if cell.data_type != "n":
        return str(cell.value)
    pattern = cell.number_format.partition(";")[0]
    value = abs(cell.value) * (100 if pattern.endswith("%") else 1)
    decimals = len(pattern.rstrip("%").partition(".")[2])
    text = f"{value:,.{decimals}f}" if "," in pattern else f"{value:.{decimals}f}"
    pound, percent = "£" * pattern.startswith("£"), "%" * pattern.endswith("%")
    return f"{shown.MINUS * (cell.value < 0)}{pound}{text}{percent}"


def test_charts(page, source, word, book, report):
    alts = [one.chart.alt for one in report.charts]
    titles = [one.chart.title for one in report.charts]
    assert [one["aria-label"] for one in Reading(page).attributes("svg") if one.get("role") == "img"] == alts
    calls = [line for line in source.splitlines() if line.startswith("chart(")]
    assert [literals(call[call.index("alt: ") :])[0] for call in calls] == alts
    assert [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))] == alts
    captions = [one.text for one in word.paragraphs if one.style.name == "Caption" and one.text.startswith("Figure")]
    assert captions == [f"Figure {number} {title}" for number, title in enumerate(titles, start=1)]
    rows = list(book["Figures"].iter_rows(values_only=True))[-len(alts) :]
    assert [(row[1], row[3]) for row in rows] == list(zip(titles, alts, strict=True))


def test_notes_of_tables(page, source, word, book, report):
    notes = [note for one in report.tables for note in one.table.notes]
    assert notes
    said = {
        "page": unescape(page),
        "source": "\n".join(literals(source)),
        "word": "\n".join(one.text for one in word.paragraphs if one.style.name == "Table note"),
        "book": "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row),
    }
    assert [(name, note) for name, text in said.items() for note in notes if note not in text] == []
