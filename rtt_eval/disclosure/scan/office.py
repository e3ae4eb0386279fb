"""Word, Excel and PowerPoint files, and any other zip: every part, each with a place that a reader can find."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from rtt_eval.disclosure.scan import markup, sheets
from rtt_eval.disclosure.scan.markup import Embedded
from rtt_eval.disclosure.scan.pieces import Flow, Piece, Unreadable
from rtt_eval.disclosure.scan.plain import decoded

MOST_BYTES = 500_000_000
MOST_PARTS = 20_000
"""A zip that unpacks to more than this is not opened: it is then for a person to look at."""

PLACES = (
    (r"docProps/.*\.xml", "metadata", "element"),
    (r"word/document\.xml", "", "paragraph"),
    (r"word/(header|footer|comments|footnotes|endnotes)[^/]*\.xml", r"\1", "paragraph"),
    (r"ppt/slides/slide(\d+)\.xml", r"slide \1", "paragraph"),
    (r"ppt/notesSlides/notesSlide(\d+)\.xml", r"notes of slide \1", "paragraph"),
    (r"ppt/comments/.*\.xml", "comment", "paragraph"),
    (r"xl/(threadedC|c)omments.*\.xml", "comment", "paragraph"),
    (r"xl/workbook\.xml", "names of sheets and ranges", "element"),
    (r"xl/pivotCache/.*\.xml", "pivot cache", "element"),
    (r".*/charts/[^/]*\.xml", "chart", "element"),
    (r"xl/drawings/.*\.(xml|vml)", "drawing", "paragraph"),
    (r".*\.rels", "links", "element"),
)
"""Which part stands where, in words, and how its places are counted. Any other part: its own name, by element."""

IS_TEXT = (".xml", ".rels", ".vml", ".xhtml", ".html", ".htm", ".svg", ".opf", ".ncx", ".rdf")
HANDLED = re.compile(r"xl/(worksheets/sheet[^/]*|sharedStrings|styles)\.xml")


def flows(content: bytes) -> Iterator[Flow | Embedded]:
    """The text of every part, the names of the parts, and whatever else is packed in it as `Embedded`.

    Unreadable where it is damaged, locked or far too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise Unreadable("it unpacks to more than this program opens")
        yield [Piece("names of the parts", part.filename) for part in parts]
        yield [
            Piece("comment of the archive", (archive.comment + b"".join(p.comment for p in parts)).decode("latin-1"))
        ]
        inside = {part.filename: archive.read(part) for part in sorted(parts, key=lambda part: part.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise Unreadable("the archive is damaged") from None
    except (RuntimeError, NotImplementedError):
        raise Unreadable("it needs a password, or is packed in an unknown way") from None
    is_office = "[Content_Types].xml" in inside
    if "xl/workbook.xml" in inside:
        yield from sheets.flows(inside)
    for name, part in inside.items():
        yield from _part(name, part, is_office)


def _part(name: str, content: bytes, is_office: bool) -> Iterator[Flow | Embedded]:
    if not is_office or not name.lower().endswith(IS_TEXT):
        yield Embedded(name, name, content)
        return
    if HANDLED.fullmatch(name):
        return
    place, style = _place(name)
    text = decoded(content)
    if text is None:
        raise Unreadable("a part of it is not text")
    yield from markup.flows(text, style, place)


def _place(name: str) -> tuple[str, markup.Style]:
    for pattern, place, style in PLACES:
        found = re.fullmatch(pattern, name)
        if found:
            return found.expand(place), style  # type: ignore[return-value]
    return f"part {name}", "element"
