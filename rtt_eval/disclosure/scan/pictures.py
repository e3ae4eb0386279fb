"""The text in pictures' own words: PNG text chunks; comments, EXIF and XMP of the others. Pixels cannot be read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from rtt_eval.disclosure.scan.pieces import Flow, Piece, Unreadable
from rtt_eval.disclosure.scan.plain import readable

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
OTHERS = (b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM", b"RIFF", b"\x00\x00\x01\x00")
MOST_INFLATED = 20_000_000


def is_picture(content: bytes) -> bool:
    """Whether the bytes begin as a picture does."""
    return content.startswith((PNG, JPEG, *OTHERS))


def flow(content: bytes) -> Flow:
    """The text that a picture carries. Unreadable where it is cut off."""
    if content.startswith(PNG):
        return list(_png(content))
    if content.startswith(JPEG):
        return list(_jpeg(content))
    return readable(content)


def _png(content: bytes) -> Iterator[Piece]:
    place = len(PNG)
    while place + 8 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        inside = content[place + 8 : place + 8 + length]
        if len(inside) < length:
            raise Unreadable("the picture is cut off")
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield Piece(f"picture, {kind.decode()}", _chunk_text(kind, inside))
        elif kind not in (b"IHDR", b"IDAT", b"PLTE"):
            yield from (one._replace(place=f"picture, {kind.decode('latin-1')}") for one in readable(inside))
        place += 12 + length
    yield from (one._replace(place="after the picture") for one in readable(content[place:]))


def _chunk_text(kind: bytes, inside: bytes) -> str:
    keyword, _, rest = inside.partition(b"\x00")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt":
        is_packed, rest = rest[:1] == b"\x01", rest[2:]
        language, _, rest = rest.partition(b"\x00")
        translated, _, rest = rest.partition(b"\x00")
        rest = language + b"\n" + translated + b"\n" + (_inflated(rest) if is_packed else rest)
    encoding = "utf-8" if kind == b"iTXt" else "latin-1"
    return f"{keyword.decode('latin-1')}\n{rest.decode(encoding, errors='replace')}"


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MOST_INFLATED)
    except zlib.error:
        raise Unreadable("a text of the picture cannot be unpacked") from None


def _jpeg(content: bytes) -> Iterator[Piece]:
    """The segments before the picture itself, and what stands after its end."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] not in (0xDA, 0xD9):
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        inside = content[place + 4 : place + 2 + length]
        name = "comment" if content[place + 1] == 0xFE else "EXIF or other metadata"
        yield from (one._replace(place=f"picture, {name}") for one in readable(inside))
        place += 2 + length
    end = content.rfind(b"\xff\xd9")
    yield from (one._replace(place="after the picture") for one in readable(content[end + 2 :] if end > 0 else b""))
