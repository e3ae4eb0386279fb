"""Any file as runs of text: told by its first bytes, then by its name; what is packed or embedded in it is opened."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from rtt_eval.disclosure.scan import markup, office, pdfs, pictures, plain
from rtt_eval.disclosure.scan.markup import Embedded
from rtt_eval.disclosure.scan.pieces import Flow, Piece, Unreadable

DEEPEST = 6
"""Files within files: an attachment in a mail in a zip is two deep."""

MUST_BEGIN = {
    **dict.fromkeys((".docx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".zip"), (b"PK\x03\x04", b"PK\x05\x06")),
    ".pdf": (b"%PDF",),
    ".png": (pictures.PNG,),
    **dict.fromkeys((".jpg", ".jpeg"), (pictures.JPEG,)),
    ".gz": (b"\x1f\x8b",),
}
"""A file of this name that begins otherwise is damaged, or locked by a password."""

FONTS = (b"wOF2", b"wOFF", b"OTTO", b"\x00\x01\x00\x00", b"true", b"ttcf")
MARKUP = (".html", ".htm", ".xhtml", ".svg", ".xml", ".vml", ".rels")
TABLES = (".csv", ".tsv")
JSON = (".json", ".ipynb", ".geojson")


class Note(NamedTuple):
    """What a person must know about a file besides its text."""

    place: str
    kind: Literal["unreadable", "read_as_bytes"]
    why: str


def flows(name: str, content: bytes, place: str = "", depth: int = 0) -> Iterator[Flow | Note]:
    """The runs of text of a file, with places that start with `place`; a Note where it could not be read as it is."""
    if depth > DEEPEST:
        yield Note(place, "unreadable", "too many files within files")
        return
    try:
        for one in _parts(name, content):
            if isinstance(one, Embedded):
                yield from flows(one.kind, one.content, _joined(place, one.place), depth + 1)
            elif isinstance(one, Note):
                yield Note(place or "whole file", one.kind, one.why)
            else:
                yield [piece._replace(place=_joined(place, piece.place)) for piece in one] if place else one
    except Unreadable as fault:
        yield Note(place or "whole file", "unreadable", str(fault))
    except Exception as fault:  # whatever a library trips over in a damaged file: it blocks, and its text is not told
        yield Note(place or "whole file", "unreadable", f"it is damaged ({type(fault).__name__})")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _parts(name: str, content: bytes) -> Iterator[Flow | Embedded | Note]:
    suffix = PurePosixPath(name.lower()).suffix
    begins = MUST_BEGIN.get(suffix)
    if begins and not content[:1024].lstrip().startswith(begins):
        raise Unreadable("it is damaged, or locked by a password")
    if content.startswith(FONTS) or not content:
        return
    if b"%PDF" in content[:1024]:
        yield from pdfs.flows(content)
    elif content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from office.flows(content)
    elif content.startswith(b"\x1f\x8b"):
        yield Embedded("", name.removesuffix(".gz"), _unzipped(content))
    elif pictures.is_picture(content):
        yield pictures.flow(content)
    else:
        yield from _text(suffix, content)


def _unzipped(content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as file:
            inside = file.read(office.MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        raise Unreadable("the archive is damaged") from None
    return inside


def _text(suffix: str, content: bytes) -> Iterator[Flow | Embedded | Note]:
    text = plain.decoded(content)
    if text is None:
        yield Note("", "read_as_bytes", "")
        yield plain.readable(content)
    elif suffix in JSON:
        yield from _json(text)
    elif suffix in MARKUP or plain.LOOKS_LIKE_MARKUP.match(text):
        yield from markup.flows(text)
    else:
        yield plain.cells(text) if suffix in TABLES else plain.lines(text)


def _json(text: str) -> Iterator[Flow | Embedded]:
    try:
        found = list(plain.values(text))
    except ValueError:  # no JSON after all: read as it stands
        yield plain.lines(plain.unescaped(text))
        return
    for one in found:
        if isinstance(one, Piece):
            yield from markup.flows(one.text, "line", one.place)
        else:
            yield one
