"""The document as a Word file that can be edited and pasted from: real styles, captions, lists, tables, alt text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from rtt_eval import blocks
from rtt_eval.publish import columns, docx_frame, pictures, svg
from rtt_eval.publish import docx_xml as word
from rtt_eval.publish.columns import PORTRAIT_PT
from rtt_eval.publish.document import Document, NumberedChart, NumberedTable, Part, Prose
from rtt_eval.publish.docx_xml import Paragraph
from rtt_eval.publish.editions import EDITIONS, ROLE_LABELS, maker
from rtt_eval.publish.markdown import Heading, Items, Node, Quote, Span
from rtt_eval.publish.markdown import Paragraph as Words
from rtt_eval.publish.typst import DATA_HEADING, TALLEST_CHART_PT

ROLE_STYLES = {"answer": "Answer", "text": "Normal", "caveat": "Box", "commentary": "Box", "annotation": "Note"}
DEEPEST_HEADING = 5
AFTER_TABLE = f'<w:spacing w:before="{12 * word.TWIPS}"/>'
OWN_SPACE = frozenset(
    {"Caption", "TableNote", "Headline", "BoxLabel", "NoteLabel", *(f"Heading{n}" for n in range(1, 6))}
)
"""Styles that keep their distance from what stands above by themselves."""


def render(report: Document, audience: str, as_at: date, folder: Path) -> bytes:
    """The Word file as bytes: the same for the same document. as_at: the only date it carries. folder: private."""
    file = docx_frame.opened()
    heads = docx_frame.running_heads(file, report, audience)
    body = _Body(file, report, heads)
    body.cover(audience)
    drawings, n = _drawings(report, folder), report.n_opening
    body.parts(report.parts[:n], drawings)
    body.contents()
    body.parts(report.parts[n:], drawings)
    body.end()
    docx_frame.fill(file, body.xml(), body.lists)
    docx_frame.set_properties(file, report, audience, as_at)
    return docx_frame.saved(file)


def _drawings(report: Document, folder: Path) -> dict[int, tuple[bytes, float, float]]:
    """Of each figure: its picture, and its width and height on the page in points."""
    cleaned = [svg.clean(one.chart.svg, f"figure-{one.number}", f"figure {one.number}") for one in report.charts]
    sizes = []
    for width, height in map(svg.size, cleaned):
        wide = min(PORTRAIT_PT, TALLEST_CHART_PT * width / height)
        sizes.append((wide, wide * height / width))
    drawn = pictures.png(cleaned, folder)
    return {one.number: (png, *size) for one, png, size in zip(report.charts, drawn, sizes, strict=True)}


class _Body:
    """The paragraphs and tables of one document, in order, as they are written."""

    def __init__(self, file: Any, report: Document, heads: str) -> None:
        self.file, self.report, self.heads = file, report, heads
        self.written: list[Paragraph | str] = []
        self.lists: list[int | None] = []
        self.names: dict[str, str] = {}
        self.is_landscape = self.has_sections = False

    def xml(self) -> str:
        last = docx_frame.section(self.heads, self.is_landscape, is_first=not self.has_sections)
        return "".join(one if isinstance(one, str) else one.xml() for one in self.written) + last

    def add(self, style: str, inside: str, props: str = "") -> None:
        """A paragraph; after a table or its notes, which have no space of their own below, it stands off."""
        last = self.written[-1] if self.written else None
        is_close = isinstance(last, str) or (isinstance(last, Paragraph) and last.style == "TableNote")
        space = AFTER_TABLE if is_close and style not in OWN_SPACE else ""
        self.written.append(Paragraph(style, inside, props + space))

    def name(self, id: str) -> str:
        """The bookmark of an anchor: Word's own rules for names are narrow, so they are counted."""
        return self.names.setdefault(id, f"place_{len(self.names) + 1}")

    def place(self, id: str, inside: str) -> str:
        name = self.name(id)
        return word.bookmark(name, int(name.removeprefix("place_")), inside)

    def cover(self, audience: str) -> None:
        cover = self.report.cover
        said = (("Banner", cover.banner), ("Warning", cover.warning), ("Edition", EDITIONS[audience]))
        for style, text in (*said, ("Title", cover.title), ("Subtitle", cover.subtitle)):
            if text:
                self.add(style, word.run(text))
        for label, text in cover.facts:
            self.add("Fact", word.run(f"{label}\t", "<w:b/>") + word.run(text))

    def contents(self) -> None:
        """Links to the sections, inside a field that Word can bring up to date; no page numbers, so none is wrong."""
        self.add("TOCHeading", word.run("Contents"), "<w:pageBreakBefore/>" if self.report.n_opening else "")
        entries = [
            word.link(f'w:anchor="{self.name(one.id)}"', self.spans(one.spans))
            for one in self.report.headings
            if one.level == 2
        ]
        if self._chart_data():
            entries.append(word.link(f'w:anchor="{self.name(DATA_HEADING)}"', word.run(DATA_HEADING)))
        for position, entry in enumerate(entries):
            start = word.field_start('TOC \\o "1-1" \\n \\h \\z') if position == 0 else ""
            end = word.FIELD_END if position == len(entries) - 1 else ""
            self.add("TOC1", start + entry + end)

    def parts(self, parts: Iterable[Part], drawings: dict[int, tuple[bytes, float, float]]) -> None:
        """Each part in order; headings go with what they stand above."""
        headings: list[Heading] = []
        for part in parts:
            if isinstance(part, Heading):
                headings.append(part)
                continue
            self.turn(isinstance(part, NumberedTable) and columns.is_sideways(part.table))
            for heading in headings:
                self.heading(heading)
            headings = []
            self.part(part, drawings)
        for heading in headings:
            self.heading(heading)

    def end(self) -> None:
        """The data behind the charts, and who made it."""
        self.data()
        self.turn(False)
        self.add("TableNote", word.run(f"{maker()}."))

    def turn(self, is_landscape: bool) -> None:
        """Begin pages of the other orientation where that is needed: the section ends with the last paragraph."""
        if is_landscape == self.is_landscape:
            return
        if isinstance(self.written[-1], str):
            self.add("TableNote", word.run("End of the table."))
        last = self.written[-1]
        assert isinstance(last, Paragraph)
        last.section = docx_frame.section(self.heads, self.is_landscape, is_first=not self.has_sections)
        self.is_landscape, self.has_sections = is_landscape, True

    def heading(self, heading: Heading) -> None:
        level = min(heading.level - 1, DEEPEST_HEADING)
        is_first = level == 1 and not any(
            isinstance(one, Paragraph) and one.style == "Heading1" for one in self.written
        )
        is_new = (is_first and not self.report.n_opening) or heading.opens_page
        new_page = "<w:pageBreakBefore/>" if is_new else ""
        self.add(f"Heading{level}", self.place(heading.id, self.spans(heading.spans)), new_page)

    def part(self, part: Part, drawings: dict[int, tuple[bytes, float, float]]) -> None:
        if isinstance(part, NumberedTable):
            self.table(part.table, f"table-{part.number}", "Table", str(part.number))
        elif isinstance(part, NumberedChart):
            self.chart(part, *drawings[part.number])
        elif isinstance(part, blocks.Headlines):
            for item in part.items:
                self.add("Headline", self._figure(item.value) + word.run(f" {item.label}"))
                self.add("HeadlineSentence", word.run(item.sentence))
        elif isinstance(part, Prose):
            if ROLE_LABELS[part.role]:
                self.add("NoteLabel" if part.role == "annotation" else "BoxLabel", word.run(ROLE_LABELS[part.role]))
            self.nodes(part.nodes, ROLE_STYLES[part.role])
        else:
            self.nodes((part,), "Normal")

    def _figure(self, value: str) -> str:
        return word.run(value, '<w:rStyle w:val="HeadlineFigure"/>')

    def nodes(self, nodes: Iterable[Node], style: str, depth: int = 0) -> None:
        for node in nodes:
            if isinstance(node, Words):
                is_question = all(span.kind == "strong" for span in node.spans if span.kind != "text" or span.text)
                self.add(style, self.spans(node.spans), "<w:keepNext/>" if is_question else "")
            elif isinstance(node, Heading):
                self.heading(node)
            elif isinstance(node, Quote):
                self.nodes(node.nodes, "Quote", depth)
            else:
                self.items(node, depth)

    def items(self, items: Items, depth: int) -> None:
        """A list of its own, so that it counts from its own start; what else an item holds is set in under it."""
        self.lists.append(items.start if items.is_ordered else None)
        style = "ListNumber" if items.is_ordered else "ListBullet"
        mark = f'<w:numPr><w:ilvl w:val="{min(depth, 8)}"/><w:numId w:val="{len(self.lists)}"/></w:numPr>'
        for item in items.items:
            first, *others = item or (Words(()),)
            if isinstance(first, Words):
                self.add(style, self.spans(first.spans), mark)
            else:
                others = [first, *others]
            for node in others:
                if isinstance(node, Words):
                    indent = f'<w:ind w:left="{397 * (depth + 1)}"/>'
                    self.add("ListContinue", self.spans(node.spans), indent)
                else:
                    self.nodes((node,), "Normal", depth + 1)

    def spans(self, spans: Iterable[Span], look: tuple[str, ...] = ()) -> str:
        """Runs; look: what surrounds them, of strong, em, code and link."""
        return "".join(self.span(span, look) for span in spans)

    def span(self, span: Span, look: tuple[str, ...]) -> str:
        if span.kind == "break":
            return word.BREAK
        if span.kind in ("text", "code"):
            return word.run(span.text, _look((*look, span.kind)))
        inside = self.spans(span.children, (*look, span.kind))
        if span.kind != "link":
            return inside
        if span.href.startswith("#"):
            return word.link(f'w:anchor="{self.name(span.href[1:])}"', inside)
        from docx.opc.constants import RELATIONSHIP_TYPE

        id = self.file.part.relate_to(span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return word.link(f'r:id="{id}"', inside)

    def table(self, table: blocks.Table, id: str, kind: str, number: str) -> None:
        """One table, or several where no page is wide enough; its notes stand under the last."""
        parts = columns.parts(table)
        for position, part in enumerate(parts):
            is_last = position == len(parts) - 1
            self.caption(
                kind,
                number,
                id if position == 0 else f"{id}-part-{position + 1}",
                table.caption,
                position > 0,
                table.is_apa,
            )
            part = replace(part, notes=table.notes if is_last else ())
            drawn = word.table(part, columns.layout(part), table.caption, is_followed=bool(part.notes))
            self.written.append(drawn)
            self.notes(part.notes, table.is_apa)

    def caption(
        self, kind: str, number: str, id: str, words: str, is_continued: bool = False, is_apa: bool = False
    ) -> None:
        """Word's own caption: its number is a field, so that it moves when another table is put in."""
        if is_continued or kind not in ("Table", "Figure"):
            label = word.run(f"{kind} {number}{', continued' if is_continued else ''}")
        else:
            label = word.run(f"{kind} ") + word.field(f"SEQ {kind} \\* ARABIC", number)
        look = '<w:rStyle w:val="CaptionText"/>'
        title = word.BREAK + word.run(words, f"{look}<w:i/>") if is_apa else word.run(f" {words}", look)
        self.add("Caption", self.place(id, label) + title)

    def notes(self, notes: Iterable[str], is_apa: bool = False) -> None:
        for position, note in enumerate(notes):
            lead = word.run("Note. ", "<w:i/>") if is_apa and position == 0 else ""
            self.add("TableNote", lead + word.run(note))

    def chart(self, one: NumberedChart, png: bytes, width: float, height: float) -> None:
        self.caption("Figure", str(one.number), f"figure-{one.number}", one.chart.title)
        if one.chart.subtitle:
            self.add("FigureSubtitle", word.run(one.chart.subtitle))
        has_more = bool(one.chart.notes or one.chart.data)
        self.add("Figure", self._picture(one, png, width, height), "<w:keepNext/>" if has_more else "")
        self.notes(one.chart.notes)
        if one.chart.data:
            look = word.run("Data behind this chart", _look(("link",)))
            self.add("TableNote", word.link(f'w:anchor="{self.name(f"figure-{one.number}-data")}"', look))

    def _picture(self, one: NumberedChart, png: bytes, width: float, height: float) -> str:
        from docx.shared import Pt

        inline = self.file.part.new_pic_inline(BytesIO(png), Pt(width), Pt(height))
        for side in ("distT", "distB", "distL", "distR"):  # where nothing is said, LibreOffice sets the picture in
            inline.set(side, "0")
        inline.docPr.set("id", str(one.number))
        inline.docPr.set("name", f"Figure {one.number}")
        inline.docPr.set("descr", word.printable(one.chart.alt))
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"

    def _chart_data(self) -> list[tuple[int, blocks.Table]]:
        return [(one.number, one.chart.data) for one in self.report.charts if one.chart.data]

    def data(self) -> None:
        """A page cannot fold a table away, so the data behind the charts stand at the end."""
        for position, (number, table) in enumerate(self._chart_data()):
            self.turn(columns.is_sideways(table))
            if position == 0:
                self.add("Heading1", self.place(DATA_HEADING, word.run(DATA_HEADING)))
            self.table(table, f"figure-{number}-data", "Data behind figure", str(number))


def _look(look: tuple[str, ...]) -> str:
    """Run properties, in the order of the standard."""
    style = "Hyperlink" if "link" in look else "CodeWord" if "code" in look else ""
    props = f'<w:rStyle w:val="{style}"/>' if style else ""
    return props + ("<w:b/>" if "strong" in look else "") + ("<w:i/>" if "em" in look else "")
