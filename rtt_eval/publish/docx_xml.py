"""WordprocessingML in small pieces: runs, fields, bookmarks, links, paragraphs, tables. Content is always escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from rtt_eval.blocks import Head, Table
from rtt_eval.publish.columns import LANDSCAPE_PT, PORTRAIT_PT, Layout

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS = 20
"""Twentieths of a point, in which Word measures."""

TABLE_TEXT_PT = 8.5
STEP_PT = 0.5
"""How much smaller than the PDF's the type of a table is: Arial is wider than our own face."""

ROOMIER = 1.1
MOST_ROWS_KEPT = 10


@dataclass
class Paragraph:
    """A paragraph on its way to the page. props: what follows its style, in the order of the standard.

    section: the properties of the section that ends with it.
    """

    style: str
    inside: str
    props: str = ""
    section: str = ""

    def xml(self) -> str:
        style = f'<w:pStyle w:val="{self.style}"/>'
        return f"<w:p><w:pPr>{style}{self.props}{self.section}</w:pPr>{self.inside}</w:p>"


def printable(text: str) -> str:
    """The text less control characters, which no document holds."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def attribute(text: str) -> str:
    """A quoted attribute value that stands for exactly this text."""
    return quoteattr(printable(text))


def run(text: str, props: str = "") -> str:
    """A run of text as it is. props: run properties, in the order of the standard."""
    words = escape(printable(text)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    words = words.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    look = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    """A field with what it shows until somebody updates it."""
    return field_start(code) + run(shown) + FIELD_END


def field_start(code: str) -> str:
    """The opening of a field; what it shows follows, then FIELD_END."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


BREAK = "<w:r><w:br/></w:r>"
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmark(name: str, number: int, inside: str) -> str:
    """What a link can lead to. number: unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def link(target: str, inside: str) -> str:
    """target: `w:anchor="…"` for a bookmark, or `r:id="…"` for an address."""
    return f'<w:hyperlink {target} w:history="1">{inside}</w:hyperlink>'


def table(table: Table, plan: Layout, caption: str, is_followed: bool) -> str:
    """A real table: first row its head, repeated over pages; no row is split; first column its row heads.

    is_followed: notes stand under it, which stay with it.
    """
    widths, size = _widths(plan), _size(plan.size - STEP_PT)
    about = (
        '<w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(caption)}/></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = [head.is_numeric for head in table.heads]
    looks = [_head_look(head, table.is_apa) + size for head in table.heads]
    rows = [_row([head.label for head in table.heads], widths, sides, looks, is_head=True, is_kept=True)]
    for position, cells in enumerate(table.rows):
        looks = [("<w:b/>" if position in table.total_rows else "") + size] * len(cells)
        is_last = position == len(table.rows) - 1
        is_kept = is_followed if is_last else len(table.rows) <= MOST_ROWS_KEPT
        rows.append(_row(cells, widths, sides, looks, is_head=False, is_kept=is_kept))
    return f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _head_look(head: Head, is_apa: bool) -> str:
    """Bold, as the table style has it; in a table in APA form plain, a statistic's letter in italics."""
    return f'<w:b w:val="0"/>{"<w:i/>" if head.is_symbol else ""}' if is_apa else "<w:b/>"


def _widths(plan: Layout) -> list[int]:
    """Those of the PDF, a little roomier where the page lets them be."""
    room = LANDSCAPE_PT if plan.is_landscape else PORTRAIT_PT
    wider = max(min(ROOMIER, room / (sum(plan.widths) * plan.size)), 1.0)
    return [round(width * plan.size * wider * TWIPS) for width in plan.widths]


def _size(points: float) -> str:
    """Run properties of a size, in half points; none where the style has it already."""
    half = f"{2 * points:g}"
    return "" if points == TABLE_TEXT_PT else f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _row(
    cells: Sequence[str],
    widths: Iterable[int],
    sides: Iterable[bool],
    looks: Iterable[str],
    is_head: bool,
    is_kept: bool,
) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    low = '<w:vAlign w:val="bottom"/>' if is_head else ""
    kept = "<w:keepNext/>" if is_kept else ""
    drawn = []
    for cell, width, is_right, look in zip(cells, widths, sides, looks, strict=True):
        words = Paragraph("TableText", run(cell, look), kept + ('<w:jc w:val="right"/>' if is_right else ""))
        drawn.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{low}</w:tcPr>{words.xml()}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(drawn)}</w:tr>"


def numbering(starts: Sequence[int | None]) -> str:
    """The lists of a document: each its own, so that each counts from its own start. None: a bulleted one."""
    abstract = [_abstract(0, "bullet"), _abstract(1, "decimal")]
    made = []
    for number, start in enumerate(starts, start=1):
        over = "" if start is None else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        kind = 0 if start is None else 1
        made.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{over}</w:num>')
    return f'<w:numbering xmlns:w="{MAIN}">{"".join([*abstract, *made])}</w:numbering>'


def _abstract(id: int, kind: str) -> str:
    levels = []
    for level in range(9):
        sign = ("•", "–")[level % 2] if kind == "bullet" else f"%{level + 1}."
        indent = f'<w:pPr><w:ind w:left="{397 * (level + 1)}" w:hanging="397"/></w:pPr>'
        start = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        levels.append(f'<w:lvl w:ilvl="{level}">{start}{indent}</w:lvl>')
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )
