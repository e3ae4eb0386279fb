"""What surrounds the words of the Word copy: styles, lists, page, running head and foot, properties, the package."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from rtt_eval.publish.columns import LANDSCAPE_PT, PORTRAIT_PT
from rtt_eval.publish.document import Document
from rtt_eval.publish.docx_xml import MAIN, NAMESPACES, TWIPS, Paragraph, field, numbering, run
from rtt_eval.publish.editions import EDITIONS, maker

STYLES = Path(__file__).parent / "assets" / "word_styles.xml"
A4_PT = (595.3, 841.9)
TOP_PT, BOTTOM_PT, EDGE_PT = 84.0, 62.0, 34.0
WORD_2013 = "15"
"""The first version without Word's compatibility mode."""

LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""What the template of python-docx brings along and nobody needs."""

NO_CLOCK = (1980, 1, 1, 0, 0, 0)


def opened() -> Any:
    """An empty document of python-docx with our styles in place of its own."""
    from docx import Document as new
    from docx.oxml import parse_xml

    file = new()
    _replace(file.styles.element, parse_xml(STYLES.read_bytes()))
    settings = file.settings.element
    for language in settings.iter(f"{{{MAIN}}}themeFontLang"):
        language.set(f"{{{MAIN}}}val", "en-GB")
    for setting in settings.iter(f"{{{MAIN}}}compatSetting"):
        if setting.get(f"{{{MAIN}}}name") == "compatibilityMode":
            setting.set(f"{{{MAIN}}}val", WORD_2013)
    for zoom in settings.iter(f"{{{MAIN}}}zoom"):
        zoom.set(f"{{{MAIN}}}percent", "100")
    for rels in (file.part.package.rels, file.part.rels):
        for id in [id for id, relation in rels.items() if relation.reltype.endswith(LEFT_OUT)]:
            rels.pop(id)
    return file


def _replace(old: Any, new: Any) -> None:
    for child in list(old):
        old.remove(child)
    for child in list(new):
        old.append(child)


def fill(file: Any, body: str, lists: Sequence[int | None]) -> None:
    """Put the body in: paragraphs and tables, and at its end the section. lists: as `numbering` takes them."""
    from docx.oxml import parse_xml

    _replace(file.element.body, parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))
    _replace(file.part.numbering_part.element, parse_xml(numbering(lists)))


def section(heads: str, is_landscape: bool, is_first: bool) -> str:
    """The properties of a section: A4, upright or on its side. heads: as `running_heads` gives them."""
    short, long = (round(side * TWIPS) for side in A4_PT)
    size = f'w:w="{long}" w:h="{short}" w:orient="landscape"' if is_landscape else f'w:w="{short}" w:h="{long}"'
    wide = A4_PT[1] - LANDSCAPE_PT if is_landscape else A4_PT[0] - PORTRAIT_PT
    side = int(wide / 2 * TWIPS)
    edges = "".join(f' w:{name}="{round(pt * TWIPS)}"' for name, pt in (("top", TOP_PT), ("bottom", BOTTOM_PT)))
    margins = f'<w:pgMar{edges} w:left="{side}" w:right="{side}" w:header="{EDGE}" w:footer="{EDGE}" w:gutter="0"/>'
    own_first_page = "<w:titlePg/>" if is_first else ""
    return f"<w:sectPr>{heads}<w:pgSz {size}/>{margins}{own_first_page}</w:sectPr>"


EDGE = round(EDGE_PT * TWIPS)


def running_heads(file: Any, report: Document, audience: str) -> str:
    """Head and foot of every page, as the references of a section; the cover has no head, and the same foot."""
    first = file.sections[0]
    first.different_first_page_header_footer = True
    banner = [Paragraph("Banner", run(report.cover.banner))] if report.cover.banner else []
    title = Paragraph("Header", run(f"{report.cover.title}. {EDITIONS[audience]}."))
    number = Paragraph("Footer", f"{run('Page ')}{field('PAGE', '1')}{run(' of ')}{field('NUMPAGES', '1')}")
    for place, inside in (
        (first.header, [*banner, title]),
        (first.footer, [number]),
        (first.first_page_footer, [number]),
    ):
        _fill_place(place, inside)
    kinds = ("headerReference", "footerReference")
    found = [one for one in file.element.body.sectPr if one.tag in {f"{{{MAIN}}}{kind}" for kind in kinds}]
    return "".join(_serialised(one) for one in found)


def _fill_place(place: Any, inside: Sequence[Paragraph]) -> None:
    from docx.oxml import parse_xml

    place.is_linked_to_previous = False
    _replace(place._element, parse_xml(f"<w:hdr {NAMESPACES}>{''.join(one.xml() for one in inside)}</w:hdr>"))


def _serialised(element: Any) -> str:
    kind = element.tag.removeprefix(f"{{{MAIN}}}")
    return f'<w:{kind} w:type="{element.type_.xml_value}" r:id="{element.rId}"/>'


def set_properties(file: Any, report: Document, audience: str, as_at: date) -> None:
    """Title, subject, language and the dates of the report: nobody's name, no clock."""
    about, day = file.core_properties, datetime(as_at.year, as_at.month, as_at.day, tzinfo=UTC)
    about.title, about.subject, about.language = report.cover.title[:255], EDITIONS[audience], "en-GB"
    about.author = about.last_modified_by = about.keywords = ""
    about.comments, about.created, about.modified, about.revision = f"{maker()}.", day, day, 1


def saved(file: Any) -> bytes:
    """The document as bytes, the same for the same content: python-docx would write the time into its zip."""
    written, fixed = BytesIO(), BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, NO_CLOCK), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
