"""Plain text, tables of text, JSON and notebooks, and the readable parts of any other bytes."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from rtt_eval.disclosure.scan.markup import Embedded, unescaped
from rtt_eval.disclosure.scan.pieces import Flow, Piece

COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
PRINTED = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LOOKS_LIKE_MARKUP = re.compile(r"\s*<[a-zA-Z?!]")
HOLDS_A_DRAWING = "<svg"
MOST_CONTROL_SIGNS = 0.02
"""Share of control signs above which bytes are no text, whatever they decode to."""


def decoded(content: bytes) -> str | None:
    """The text of a text file: UTF-8, UTF-16 with or without its mark, or the older Windows encoding; None: no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    head = content[:4000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and zeros.count(0) > len(zeros) * 0.7:
            return content.decode(encoding, errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        is_text = len(CONTROL.findall(text[:100_000])) <= MOST_CONTROL_SIGNS * min(len(text), 100_000)
        return text if is_text else None
    return None


def lines(text: str, place: str = "") -> Flow:
    """A piece a line; its end belongs to it, as a name or a date may go on in the next."""
    before = f"{place}, " if place else ""
    plain = COLOURS.sub("", text)
    return [
        Piece(f"{before}line {n}", f"{line}\n") for n, line in enumerate(plain.splitlines(), start=1) if line.strip()
    ]


def cells(text: str) -> Flow:
    """A piece a cell of a CSV file, its column's heading as context; the lines where it is no table."""
    sign = max(",;\t|", key=text[:10_000].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return lines(text)
    heading = rows[0] if rows else []
    return [
        Piece(f"row {n}, column {letters(place)}", cell, heading[place] if place < len(heading) else "", f"row {n}")
        for n, row in enumerate(rows, start=1)
        for place, cell in enumerate(row)
        if cell.strip()
    ]


def letters(place: int) -> str:
    """The letter of a column as a spreadsheet has it, counting from 0."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def values(text: str) -> Iterator[Flow | Embedded | Piece]:
    """The values of a JSON file or notebook in their order, then its keys. ValueError where it is no JSON.

    A value that is markup comes as a Piece by itself, for the reader of markup; a picture comes as Embedded.
    """
    content = json.loads(text)
    is_notebook = isinstance(content, dict) and isinstance(content.get("cells"), list)
    keys: dict[str, None] = {}
    flow: Flow = []
    for where, key, value in _walk(content, "", "", keys):
        place, line = _in_notebook(where) if is_notebook else where, re.sub(r"\.?[^.\[]*$", "", where)
        if isinstance(value, str):
            bytes_of = _picture(key, value)
            if bytes_of is not None:
                yield Embedded(place, key, bytes_of)
            elif LOOKS_LIKE_MARKUP.match(value) or HOLDS_A_DRAWING in value:
                yield Piece(place, value, key)
            elif value.strip():
                flow.append(Piece(place, COLOURS.sub("", value), key, line))
        elif not isinstance(value, bool) and float(value).is_integer():
            flow.append(Piece(place, str(int(value)), key, line))
    yield flow
    yield [Piece("names of the values", name) for name in keys]


def _walk(content: Any, where: str, key: str, keys: dict[str, None]) -> Iterator[tuple[str, str, Any]]:
    if isinstance(content, dict):
        for name, part in content.items():
            keys.setdefault(name)
            yield from _walk(part, f"{where}.{name}" if where else name, name, keys)
    elif isinstance(content, list):
        if content and all(isinstance(part, str) for part in content) and key in ("source", "text", "traceback"):
            yield where, key, ("\n" if key == "traceback" else "").join(content)
            return
        for place, part in enumerate(content):
            yield from _walk(part, f"{where}[{place}]", key, keys)
    elif content is not None:
        yield where, key, content


def _in_notebook(where: str) -> str:
    """cells[3].outputs[0].data.x as "cell 4, outputs[0].data.x"."""
    found = re.match(r"cells\[(\d+)\]\.?(.*)", where)
    return f"cell {int(found[1]) + 1}, {found[2]}" if found else where


def _picture(key: str, value: str) -> bytes | None:
    """The bytes of a picture that a notebook holds as base64."""
    if not key.startswith(("image/", "application/pdf")) or key == "image/svg+xml":
        return None
    try:
        return base64.b64decode(value)
    except (binascii.Error, ValueError):
        return None


def readable(content: bytes) -> Flow:
    """The runs of four or more printable signs in any bytes, as UTF-8 and as UTF-16."""
    runs = [
        Piece(f"byte {one.start()}", unescaped(one.group().decode("utf-8", errors="replace")))
        for one in PRINTED.finditer(content)
    ]
    wide = [Piece(f"byte {one.start()}", one.group().decode("utf-16-le")) for one in WIDE.finditer(content)]
    return runs + wide
