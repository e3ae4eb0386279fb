"""The document as a tagged PDF (PDF/UA-1): compiled by Typst, then the row heads of its tables marked."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rtt_eval.errors import NotebookError
from rtt_eval.publish import columns, paging, typst
from rtt_eval.publish.document import Document, NumberedChart

NOT_IN_A_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
ROW = re.compile(rb"<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+) 0 R")
CELL = re.compile(rb"<</Type/StructElem/S/TD(/.*?)/A\[<</O/Table/", flags=re.DOTALL)
HEAD = rb"<</Type/StructElem/S/TH\1/A[<</O/Table/Scope/Row/"
MOST_UNKNOWN_SIGNS, MOST_PASSES = 100, 8
FONTS = Path(__file__).parent / "assets" / "fonts"


def render(report: Document, audience: str, as_at: date, folder: Path) -> bytes:
    """The PDF as bytes: the same for the same document. as_at: the only date it carries. folder: private, for pictures.

    A sign that our fonts do not have is named in brackets. Errors: NotebookError with Typst's reason.
    """
    import typst as engine

    report = _without_chart_data(report) if report.cover.is_sheet else report
    text = _paged(report, audience, folder)
    for _ in range(MOST_UNKNOWN_SIGNS):
        (folder / "report.typ").write_text(text, encoding="utf-8")
        try:
            return with_row_heads(_compiled(folder, as_at), _n_rows(report))
        except engine.TypstError as fault:
            reason = fault.message
        unknown = NOT_IN_A_FONT.search(reason)
        if unknown is None:
            break
        text = text.replace(unknown[1], "".join(map(_named, unknown[1])))
    raise NotebookError(f"the PDF could not be made: {reason}; nothing was published.")


def _without_chart_data(report: Document) -> Document:
    """On a sheet of a page or two the data behind its charts stay on the web page; the alt text tells them here."""
    parts = tuple(
        replace(part, chart=replace(part.chart, data=None)) if isinstance(part, NumberedChart) else part
        for part in report.parts
    )
    return replace(report, parts=parts)


def _paged(report: Document, audience: str, folder: Path) -> str:
    """The source whose pages end well, with its pictures in the folder."""
    fixes: dict[str, float] = {}
    for _ in range(MOST_PASSES):
        text, pictures = typst.source(report, audience, fixes)
        for name, drawing in pictures.items():
            (folder / name).write_text(drawing, encoding="utf-8")
        (folder / "report.typ").write_text(text, encoding="utf-8")
        more = {} if report.cover.is_sheet else paging.more(_marks(folder), fixes)
        if not more:
            break
        fixes |= more
    return text


def _marks(folder: Path) -> list[paging.Mark]:
    """Where tables, charts and the texts before charts came to stand, in the order of the document."""
    return [paging.Mark(*mark) for mark in json.loads(_compiler(folder).query("<at>", field="value"))]


def _n_rows(report: Document) -> int:
    shown = [one.table for one in report.tables] + [one.chart.data for one in report.charts if one.chart.data]
    return sum(len(part.rows) for table in shown for part in columns.parts(table))


def _compiler(folder: Path) -> Any:
    import typst as engine

    source = str(folder / "report.typ")
    return engine.Compiler(source, root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _compiled(folder: Path, as_at: date) -> bytes:
    made_on = datetime(as_at.year, as_at.month, as_at.day, tzinfo=UTC)
    return bytes(_compiler(folder).compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_on))


def _named(sign: str) -> str:
    """What stands for a sign that no font of ours has, such as an emoji in somebody's own words."""
    return f"[{unicodedata.name(sign, 'sign').lower()}]"


def with_row_heads(compiled: bytes, n_rows: int) -> bytes:
    """The first cell of each body row becomes the header of its row, which Typst's Python package cannot say.

    Typst writes each structure element as a plain object and finds them by a plain table of offsets, so that the
    changed ones can be added at the end, as the PDF standard lets a later hand do. (Reading and writing the whole file
    with pypdf takes 2.6 s for 90 pages, this 0.05.) n_rows: how many there must be. NotebookError for any other number:
    this version of Typst then writes PDF in a way that this function does not know.
    """
    old = int(compiled[compiled.rindex(b"startxref") :].split()[1])
    offsets = [int(line[:10]) for line in compiled[old:].split(b"\r\n") if line.endswith(b" n")]
    objects = dict(enumerate((_object(compiled, offset) for offset in offsets), start=1))
    firsts = [int(row[1]) for row in map(ROW.match, objects.values()) if row]
    heads = {number: CELL.sub(HEAD, objects[number]) for number in firsts if CELL.match(objects[number])}
    if len(heads) != n_rows:
        raise NotebookError(f"the PDF has {len(heads)} rows where the report has {n_rows}; nothing was published.")
    if not heads:
        return compiled
    added, table, place = [], [], len(compiled) + 1
    for number, text in sorted(heads.items()):
        table.append(b"%d 1\r\n%010d 00000 n\r\n" % (number, place))
        added.append(b"%d 0 obj\n%s" % (number, text))
        place += len(added[-1])
    trailer = compiled[compiled.rindex(b"trailer") : compiled.rindex(b">>")] + b"/Prev %d>>" % old
    return b"".join([compiled, b"\n", *added, b"xref\n", *table, trailer, b"\nstartxref\n%d\n%%%%EOF\n" % place])


def _object(compiled: bytes, offset: int) -> bytes:
    """What stands between `obj` and `endobj`, with the latter, of a structure element; nothing of other objects."""
    start = compiled.index(b"obj\n", offset) + 4
    if not compiled.startswith(b"<</Type/StructElem", start):
        return b""
    return compiled[start : compiled.index(b"endobj\n", start) + 7]
