"""HTML, SVG and any XML as text: a scanner that loses nothing, not a parser that may drop what it does not know.

What is no tag is text; what stands in a tag is a name or an attribute. A value that is split by tags within a line
(<b>A</b>nn) is read together, and once more with a space where each tag was.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import unquote

from rtt_eval.disclosure.scan.pieces import Flow, Piece

Style = Literal["line", "paragraph", "element"]

TAG = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z_][\w:.-]*)(?P<inside>(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>|<[!?](?P<other>[^>]*)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
DATA_URI = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w.=+-]+)*;base64,([A-Za-z0-9+/=_\s-]+)")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_GEOMETRY = "d points x y x1 x2 y1 y2 cx cy r rx ry dx dy width height viewbox transform"
GEOMETRY = frozenset(_GEOMETRY.split())
NUMBERS = re.compile(
    r"(?:matrix|translate|scale|rotate|skewX|skewY|px|em|[MmLlHhVvCcSsQqTtAaZzEe0-9.,+\-%()\s]|\\n)*", re.DOTALL
)
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tspan tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
_BREAKS = "p br tab cr tr tc tbl si comment text v f title oddheader oddfooter evenheader evenfooter"
BREAKS = frozenset(_BREAKS.split())
"""In documents of Office, everything else within a paragraph may stand between two letters of a word."""
CELLS = ("td", "th", "tc")
COLUMNS = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
RAW = ("script", "style")


class Embedded(NamedTuple):
    """A file that stands inside the page as a data: address."""

    place: str
    kind: str
    content: bytes


def flows(source: str, style: Style = "line", place: str = "") -> Iterator[Flow | Embedded]:
    """The text, then comments, scripts, attributes and names; what is embedded comes as `Embedded`.

    style: how a place is named: by line of the source, by number of the paragraph (Office), by element. place: before
    each.
    """
    for found in DATA_URI.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        yield Embedded(_joined(place, f"embedded file, line {line}"), found[1] or "", _decoded(found[2]))
    scanner = _Scanner(DATA_URI.sub("", source), style, place)
    scanner.run()
    yield from (flow for flow in (scanner.text, scanner.spaced, scanner.aside, scanner.attributes()) if flow)


def _decoded(text: str) -> bytes:
    plain = re.sub(r"\s", "", text).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return text.encode()


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


class _Table:
    """Where in a table of HTML or Word a scanner is. row: names the row; "" outside of tables."""

    def __init__(self) -> None:
        self.heads: dict[int, str] = {}
        self.row, self.n_rows, self.column, self.inside = "", 0, 0, ""

    def at(self, name: str, is_end: bool, inside: str) -> None:
        """The scanner meets a tag."""
        if name in ("table", "tbl"):
            self.heads, self.row = {}, ""
        elif name == "tr":
            self.n_rows += not is_end
            self.row, self.column = "" if is_end else f"row {self.n_rows}", 0
        elif name in CELLS and is_end:
            self.column += int(wide[1]) if (wide := COLUMNS.search(self.inside)) else 1
        elif name in CELLS:
            self.inside = inside

    def head_of(self, text: str) -> str:
        """What stands on top of the column, the first text in it; "" for that itself, and outside of tables."""
        return self.heads.setdefault(self.column, text) if self.row else ""


class _Scanner:
    """One pass over a source. text: what a reader sees; spaced: the same where tags stood between letters; aside:
    comments, scripts, instructions."""

    def __init__(self, source: str, style: Style, place: str) -> None:
        self.source, self.style, self.place = source, style, place
        self.text: Flow = []
        self.spaced: Flow = []
        self.aside: Flow = []
        self.values: dict[tuple[str, str], str] = {}
        self.names: dict[str, None] = {}
        self.buffer: list[str] = []
        self.line, self.n_paragraphs, self.heading, self.element = 1, 0, "", ""
        self.table = _Table()

    def run(self) -> None:
        position, source = 0, self.source
        while (found := TAG.search(source, position)) is not None:
            self._take(source[position : found.start()])
            position = found.end()
            name = (found["name"] or "").lower()
            if name in RAW and not found["end"] and not found["inside"].endswith("/"):
                position = self._raw(name, position)
            self._tag(found, name.rpartition(":")[2])
            self.line += source.count("\n", found.start(), position)
        self._take(source[position:])
        self._flush()

    def attributes(self) -> Flow:
        """Every different attribute once, and the names of tags and attributes."""
        pieces = [Piece(place, _both(value), name) for (name, value), place in self.values.items()]
        return [*pieces, Piece(_joined(self.place, "names of tags and attributes"), " ".join(self.names))]

    def _take(self, text: str) -> None:
        if text:
            self.buffer.append(unescape(text))
            self.line += text.count("\n")

    def _raw(self, name: str, position: int) -> int:
        """The inside of a script or style; where it ends."""
        end = self.source.lower().find(f"</{name}", position)
        end = len(self.source) if end < 0 else end
        self.aside.append(Piece(self._where(name), unescaped(self.source[position:end])))
        return end

    def _tag(self, found: re.Match[str], name: str) -> None:
        if found["comment"] is not None or found["other"] is not None:
            kind = "comment" if found["comment"] is not None else "instruction"
            self.aside.append(Piece(self._where(kind), unescape(found["comment"] or found["other"] or "")))
        elif found["cdata"] is not None:
            self.buffer.append(found["cdata"])
        else:
            self._element(name, bool(found["end"]), found["inside"])

    def _element(self, name: str, is_end: bool, inside: str) -> None:
        if self._is_inline(name):
            self.buffer.append("\x00")
        else:
            self._flush(heading=is_end and re.fullmatch(r"h[1-6]", name) is not None)
        self.table.at(name, is_end, inside)
        if is_end:
            return
        self.names.setdefault(name)
        self.element = name
        self.n_paragraphs += name == "p"
        for one in ATTRIBUTE.finditer(inside):
            value = one[2] or one[3] or one[4] or ""
            if one[1].lower() in GEOMETRY and NUMBERS.fullmatch(value):
                continue
            self.names.setdefault(one[1])
            self.values.setdefault((one[1], unescape(value)), self._where(f"attribute {one[1]} of {name}"))

    def _is_inline(self, name: str) -> bool:
        if self.style == "paragraph":
            return name.lower() not in BREAKS
        return self.style == "line" and name.lower() in INLINE

    def _flush(self, heading: bool = False) -> None:
        joined = "".join(self.buffer)
        self.buffer = []
        tight = " ".join(joined.replace("\x00", "").split())
        if not tight:
            return
        if heading:
            self.heading = tight[:60]
        self.text.append(Piece(self._where(), tight, self.table.head_of(tight), self.table.row))
        if "\x00" in joined and (spaced := " ".join(joined.replace("\x00", " ").split())) != tight:
            self.spaced.append(Piece(self._where(), spaced))

    def _where(self, what: str = "") -> str:
        if self.style == "paragraph":
            return _joined(self.place, what, f"paragraph {max(self.n_paragraphs, 1)}")
        if self.style == "element":
            return _joined(self.place, what or self.element)
        under = f"under the heading '{self.heading}'" if self.heading else ""
        return _joined(self.place, what, f"line {self.line}", under)


def unescaped(text: str) -> str:
    r"""The text of a script with \u0041 and \x41 as the letters that they are."""
    return ESCAPE.sub(lambda one: chr(int(one[1] or one[2], 16)), text) if "\\" in text else text


def _both(value: str) -> str:
    """An address is read as it stands, and with %20 as a space."""
    plain = unquote(value) if "%" in value else value
    return value if plain == value else f"{value}\n{plain}"
