"""Files of every format with one text planted in them, built by hand or by a library for that format."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape

import openpyxl
import typst
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

Built = tuple[str, bytes]


def packed(**parts: str | bytes) -> bytes:
    """A zip of these parts; "__" in a name stands for "/"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def office(suffix: str, **parts: str | bytes) -> Built:
    return f"paper.{suffix}", packed(**{"[Content_Types].xml": TYPES, **parts})


def docx(body: str = "", **parts: str | bytes) -> Built:
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>Paper</w:t></w:r></w:p>{body}</w:body></w:document>"
    return office("docx", **{"word/document.xml": document, **parts})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(run)}</w:t></w:r>" for run in runs) + "</w:p>"


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(change: Callable[[openpyxl.Workbook], object]) -> Built:
    book = openpyxl.Workbook()
    book.active["A1"] = "Score"
    change(book)
    return "tables.xlsx", saved(book)


def hidden_sheet(book: openpyxl.Workbook, text: str) -> None:
    sheet = book.create_sheet("Notes")
    sheet.sheet_state = "veryHidden"
    sheet["B7"] = text


def with_part(name: str, content: str) -> Built:
    """A workbook with one more part, such as a cache that openpyxl does not write."""
    file = io.BytesIO(xlsx(lambda _: None)[1])
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return "tables.xlsx", file.getvalue()


def typeset(source: str) -> bytes:
    return typst.compile(source.encode())


def literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pdf_with(change: Callable[[PdfWriter], object]) -> Built:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(BLANK)))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return "report.pdf", file.getvalue()


BLANK = typeset("Paper")


def annotated(writer: PdfWriter, text: str) -> None:
    writer.add_annotation(0, FreeText(text=text, rect=(50, 550, 400, 650)))


def scripted(writer: PdfWriter, text: str) -> None:
    stream = StreamObject()
    stream.set_data(f"app.alert('{text}')".encode())
    action = {"/S": NameObject("/JavaScript"), "/JS": writer._add_object(stream.flate_encode())}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject({NameObject(k): v for k, v in action.items()})


def png(kind: bytes, inside: bytes) -> Built:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return "plot.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(kind, inside) + pixels + chunk(b"IEND", b"")


def jpeg(text: str) -> Built:
    content = text.encode()
    comment = b"\xff\xfe" + struct.pack(">H", len(content) + 2) + content
    return "photo.jpg", b"\xff\xd8" + comment + b"\xff\xda\x00\x02\x00\xff\xd9"


def notebook(cell: dict, **metadata: str) -> Built:
    book = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return "run.ipynb", json.dumps(book).encode()


def code(outputs: list[dict]) -> dict:
    return {"cell_type": "code", "source": ["1\n"], "metadata": {}, "outputs": outputs, "execution_count": 1}


def error(text: str) -> dict:
    half = len(text) // 2
    coloured = f"\x1b[0;31mKeyError\x1b[0m: {text[:half]}\x1b[0m{text[half:]}"
    return {"output_type": "error", "ename": "KeyError", "evalue": "", "traceback": [coloured]}


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 1 2 L 3 4"/>{inside}</svg>'


def page(inside: str) -> Built:
    return "report.html", f"<!DOCTYPE html><html><body><h2>Outcomes</h2>{inside}</body></html>".encode()


def in_picture(text: str) -> str:
    drawing = svg(f"<desc>{escape(text)}</desc>").encode()
    return f'<img src="data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}">'


def spoken(text: str) -> str:
    return f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>"


def core(text: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{escape(text)}</dc:creator></cp:coreProperties>'
    )


FORMATS: dict[str, Callable[[str], Built]] = {
    "html text": lambda text: page(f"<p>{escape(text)}</p>"),
    "html alt text": lambda text: page(f'<img alt="{escape(text)}">'),
    "html data attribute": lambda text: page(f"<td data-note='{escape(text)}'>1</td>"),
    "html comment": lambda text: page(f"<!-- {text} -->"),
    "html script": lambda text: page(f"<script>let note = {json.dumps(text)};</script>"),
    "html picture in a data address": lambda text: page(in_picture(text)),
    "svg text": lambda text: ("chart.svg", svg(f"<text>{escape(text)}</text>").encode()),
    "svg title": lambda text: ("chart.svg", svg(f"<title>{escape(text)}</title>").encode()),
    "svg metadata": lambda text: ("chart.svg", svg(f"<metadata><x:y>{escape(text)}</x:y></metadata>").encode()),
    "pdf text": lambda text: ("report.pdf", typeset(f"#{literal(text)}")),
    "pdf metadata": lambda text: pdf_with(lambda writer: writer.add_metadata({"/Author": text})),
    "pdf bookmark": lambda text: pdf_with(lambda writer: writer.add_outline_item(title=text, page_number=0)),
    "pdf annotation": lambda text: pdf_with(lambda writer: annotated(writer, text)),
    "pdf embedded file": lambda text: pdf_with(lambda writer: writer.add_attachment("notes.txt", text.encode())),
    "pdf script": lambda text: pdf_with(lambda writer: scripted(writer, text)),
    "pdf XMP": lambda text: ("report.pdf", typeset(f"#set document(title: {literal(text)})\nPaper")),
    "pdf alternative text": lambda text: ("report.pdf", typeset(f"#figure(rect(), alt: {literal(text)})")),
    "docx body": lambda text: docx(paragraph(text)),
    "docx header": lambda text: docx(**{"word/header1.xml": f"<w:hdr {W}>{paragraph(text)}</w:hdr>"}),
    "docx comment": lambda text: docx(**{"word/comments.xml": f"<w:comments {W}>{paragraph(text)}</w:comments>"}),
    "docx footnote": lambda text: docx(**{"word/footnotes.xml": f"<w:footnotes {W}>{paragraph(text)}</w:footnotes>"}),
    "docx tracked deletion": lambda text: docx(
        f"<w:p><w:del w:author='x'><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del></w:p>"
    ),
    "docx tracked author": lambda text: docx(f'<w:p><w:ins w:author="{escape(text)}"/></w:p>'),
    "docx properties": lambda text: docx(**{"docProps/core.xml": core(text)}),
    "docx embedded workbook": lambda text: docx(
        **{"word/embeddings/Microsoft_Excel_Sheet1.xlsx": xlsx(lambda book: book.active.append([text]))[1]}
    ),
    "xlsx cell": lambda text: xlsx(lambda book: book.active.append([None, text])),
    "xlsx hidden sheet": lambda text: xlsx(lambda book: hidden_sheet(book, text)),
    "xlsx comment": lambda text: xlsx(lambda book: setattr(book.active["A1"], "comment", Comment(text, "x"))),
    "xlsx defined name": lambda text: xlsx(
        lambda book: book.defined_names.add(DefinedName("note", attr_text=json.dumps(text, ensure_ascii=False)))
    ),
    "xlsx properties": lambda text: xlsx(lambda book: setattr(book.properties, "creator", text)),
    "xlsx page header": lambda text: xlsx(lambda book: setattr(book.active.oddHeader.center, "text", text)),
    "xlsx chart cache": lambda text: with_part(
        "xl/charts/chart1.xml",
        f"<c:chartSpace {C}><c:strCache><c:pt><c:v>{escape(text)}</c:v></c:pt></c:strCache></c:chartSpace>",
    ),
    "xlsx pivot cache": lambda text: with_part(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords {X}><r><s v="{escape(text)}"/></r></pivotCacheRecords>',
    ),
    "pptx slide": lambda text: office(
        "pptx",
        **{"ppt/slides/slide1.xml": f"<p:sld xmlns:p='p' {A}><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:sld>"},
    ),
    "pptx notes": lambda text: office(
        "pptx",
        **{"ppt/notesSlides/notesSlide1.xml": f"<p:notes xmlns:p='p' {A}>{spoken(text)}</p:notes>"},
    ),
    "csv": lambda text: ("table.csv", f'id,note\n1,"{text}"\n'.encode()),
    "text in the older Windows encoding": lambda text: ("notes.txt", f"Notes\n{text}\n".encode("cp1252")),
    "text in UTF-16": lambda text: ("notes.txt", f"Notes\n{text}\n".encode("utf-16")),
    "markdown": lambda text: ("notes.md", f"# Notes\n\n- *{text}*\n".encode()),
    "log": lambda text: ("run.log", f"12:00 INFO reading\n12:01 WARN {text}\n".encode()),
    "yaml": lambda text: ("params.yml", f"commentary:\n  summary: >-\n    {text}\n".encode()),
    "json value": lambda text: ("results.json", json.dumps({"figures": [{"note": text}]}).encode()),
    "json key": lambda text: ("results.json", json.dumps({text: 1}).encode()),
    "ipynb source": lambda text: notebook({"cell_type": "markdown", "metadata": {}, "source": ["a\n", text]}),
    "ipynb output": lambda text: notebook(code([{"output_type": "stream", "name": "stdout", "text": [text]}])),
    "ipynb html output": lambda text: notebook(
        code(
            [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"text/html": [f"<table><td>{escape(text)}</td></table>"]},
                }
            ]
        )
    ),
    "ipynb traceback": lambda text: notebook(code([error(text)])),
    "ipynb metadata": lambda text: notebook(code([]), authors=text),
    "png text": lambda text: png(b"tEXt", b"Comment\x00" + text.encode("latin-1")),
    "png packed text": lambda text: png(b"zTXt", b"Comment\x00\x00" + zlib.compress(text.encode("latin-1"))),
    "png international text": lambda text: png(b"iTXt", b"Comment\x00\x00\x00\x00\x00" + text.encode()),
    "jpeg comment": jpeg,
    "zip in a zip": lambda text: ("all.zip", packed(**{"in.zip": packed(**{"a.txt": text})})),
    "unknown bytes": lambda text: ("old.bin", b"\x00\x01\x02\x03" * 20 + text.encode("utf-16-le") + b"\x00\x01" * 9),
}
"""Format -> a file of that format with the text in it."""
