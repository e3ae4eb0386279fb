"""PDF: the text as a reader sees it, and every text string of every object (metadata, bookmarks, alternative texts,
annotations, embedded files)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, TextStringObject

from rtt_eval.disclosure.scan import markup
from rtt_eval.disclosure.scan.markup import Embedded
from rtt_eval.disclosure.scan.pieces import Flow, Piece, Unreadable

PLACES = {
    "/Title": "bookmark or title",
    "/Alt": "alternative text",
    "/ActualText": "text in place of another",
    "/Contents": "annotation",
    "/URI": "link",
    "/Author": "metadata Author",
    "/Subject": "metadata Subject",
    "/Keywords": "metadata Keywords",
    "/Creator": "metadata Creator",
    "/Producer": "metadata Producer",
    "/UF": "name of an embedded file",
    "/F": "name of an embedded file",
    "/Desc": "description of an embedded file",
    "/V": "value of a form field",
    "/JS": "script",
}
"""Where a text string stands, by the key that holds it."""

BROKEN_WORD = re.compile(r"[\ufffe\x02]\s*|[-\u00ad\u2010]\s*\n\s*")
"""A hyphen at the end of a line; PDFium writes U+FFFE or U+0002 for one that only the line's end asked for."""

SCRIPTS = frozenset({"/JS", "/XFA"})
"""Keys that may name a stream of text."""

SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:\\.|[^)\\])*\)|<(?:[0-9A-Fa-f\s]{2})*>)", re.DOTALL)
"""What a page's drawing commands give to be read aloud in place of what they draw."""

NO_TEXT = frozenset({"/ID"})
"""Keys whose strings are checksums."""


def flows(content: bytes) -> Iterator[Flow | Embedded]:
    """Text by page, then the strings of the objects, then what is embedded. Unreadable where it cannot be opened."""
    pages = _pages(content)
    yield pages
    whole = [Piece(one.place, BROKEN_WORD.sub("", one.text)) for one in pages if BROKEN_WORD.search(one.text)]
    yield whole
    with _quiet():
        yield from _objects(content)


def _pages(content: bytes) -> Flow:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise Unreadable("it is damaged, or needs a password") from None
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
    finally:
        document.close()
    return [Piece(f"page {n}", text.replace("\r\n", "\n")) for n, text in enumerate(texts, start=1)]


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf's warnings quote what it could not read."""
    logger = logging.getLogger("pypdf")
    before, logger.level = logger.level, logging.CRITICAL + 1
    try:
        yield
    finally:
        logger.setLevel(before)


def _objects(content: bytes) -> Iterator[Flow | Embedded]:
    try:
        reader = PdfReader(io.BytesIO(content))
        numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
        numbers |= {(number, 0) for number in reader.xref_objStm}
        strings: Flow = list(_strings(reader.trailer))
        for number, generation in sorted(numbers):
            one = reader.get_object(IndirectObject(number, generation, reader))
            strings += _strings(one)
            if hasattr(one, "get_data"):
                yield from _stream(one)
    except PyPdfError:
        raise Unreadable("its objects are damaged") from None
    yield strings


def _strings(one: Any, key: str = "") -> Iterator[Piece]:
    """Every text string of an object, not of those that it refers to."""
    if isinstance(one, DictionaryObject):
        for name in (name for name in one if name not in NO_TEXT):
            yield from _strings(one.raw_get(name), str(name))
    elif isinstance(one, ArrayObject):
        for place in range(len(one)):
            yield from _strings(list.__getitem__(one, place), key)
    elif isinstance(one, IndirectObject) and key in SCRIPTS:
        stream: Any = one.get_object()
        if hasattr(stream, "get_data"):
            yield Piece("script", stream.get_data().decode("utf-8", errors="replace"))
    elif isinstance(one, TextStringObject):
        yield Piece(PLACES.get(key, "text of an object"), str(one), key)
    elif isinstance(one, ByteStringObject):
        yield Piece(PLACES.get(key, "text of an object"), bytes(one).decode("latin-1"), key)


def _stream(stream: Any) -> Iterator[Flow | Embedded]:
    """XMP metadata, embedded files, scripts and pictures with their own metadata; page contents are text already."""
    kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    if kind == "/Metadata":
        text = stream.get_data().decode("utf-8", errors="replace")
        yield from markup.flows(text, "element", "metadata (XMP)")
    elif kind == "/EmbeddedFile":
        yield Embedded("embedded file", subtype.lstrip("/"), stream.get_data())
    elif subtype == "/Image" and "DCTDecode" in str(stream.get("/Filter", "")):
        yield Embedded("picture", "image/jpeg", stream._data)
    elif not kind and not subtype:
        yield [Piece("text in place of another", _spoken(found[1])) for found in SPOKEN.finditer(stream.get_data())]


def _spoken(written: bytes) -> str:
    """A text string of a page's own drawing commands: in brackets, or as hexadecimal digits."""
    if written.startswith(b"<"):
        text = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", written).decode())
    else:
        text = re.sub(rb"\\([()\\])", rb"\1", written[1:-1])
    return text[2:].decode("utf-16-be", errors="replace") if text.startswith(b"\xfe\xff") else text.decode("latin-1")
