"""Open a zipped workbook (XLSX, ODS) warily: sizes are checked before anything is unpacked, XML is read as a stream.

A small archive can unfold into gigabytes of zeros, of nested elements, of one endless tag. What is read of it is
counted on the way and stopped at the limits below, so that memory and time stay bounded whatever it holds.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from rtt_eval.errors import DataError

MAX_PARTS = 10_000
"""Parts of an archive; a workbook of a hundred sheets has some three hundred."""
LISTED = b"PK\x01\x02"
"""With these bytes each part is listed at the end of the archive."""
MAX_UNPACKED_BYTES = 2**30
"""Unpacked size of all the parts that are read: a sheet of 50,000 rows and 50 columns has 75 MB, the blank formatted
cells of 26 columns to the end of the sheet 600 MB."""
MAX_LIST_BYTES = 16 * 2**20
"""Unpacked size of a part that lists sheets, relations or styles; 200 kB is much."""
MAX_TAGS = 25_000_000
"""XML tags of all the parts that are read: 4 million filled cells have 8 to 24 million, read in some 15 seconds."""
MAX_TAG_BYTES = 4 * 2**20
"""Bytes between two ends of tags: a single tag or text beyond this belongs to no spreadsheet."""
MAX_NAMES = 10_000
"""Different names of elements and attributes; a workbook has some two hundred."""
MAX_DEPTH = 200
"""Elements within elements; a workbook has ten."""
CHUNK_BYTES = 2**20

BROKEN = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What zipfile lets through from an archive that is damaged, cut short or packed in a way it does not know."""

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]
Text = Callable[[str], None]


class Archive:
    """A zipped workbook. `file` is the name for messages; nothing is unpacked until a part is asked for."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self.n_tags = self.n_unpacked = 0
        if content.count(LISTED) > MAX_PARTS:  # before zipfile makes an object of each
            raise self.broken()
        try:
            self.zip = ZipFile(BytesIO(content))
            parts = self.zip.infolist()
        except BROKEN:
            raise self.broken() from None
        self.names = {part.filename for part in parts}
        if len(self.names) < len(parts):
            raise self.broken()
        if any(part.flag_bits & 0x1 for part in parts):
            raise password(file)

    def broken(self) -> DataError:
        kind = PurePath(self.file).suffix[1:].upper()
        return DataError(f"{self.file}: this is not a whole {kind} workbook. Open it in Excel and save it again.")

    def too_large(self) -> DataError:
        return DataError(
            f"{self.file}: unpacked, the workbook is larger than can be read. Delete empty formatted rows and columns "
            "(select, right-click, Delete), or split it into smaller workbooks."
        )

    def walk(
        self,
        name: str,
        starts: Mapping[str, Start],
        ends: Mapping[str, End],
        text: Text,
        is_list: bool = False,
        thin: Callable[[bytes], bytes] | None = None,
        max_tags: int = MAX_TAGS,
    ) -> str:
        """Stream one part through handlers, called by the local names of elements; the root's name is returned.

        `is_list`: the part is small by nature. `thin`: takes out of the XML what tells nothing, before it is parsed.
        Errors: DataError when the part is not there, too large, not whole, or has a document type.
        """
        parser = _Parser(self, starts, ends, text)
        try:
            self._spend(self.zip.getinfo(name).file_size, is_list)
            for chunk in self._chunks(name, thin, max_tags):
                parser.feed(chunk)
            parser.expat.Parse(b"", True)
        except (*BROKEN, expat.ExpatError):
            raise self.broken() from None
        return parser.root

    def _spend(self, n_bytes: int, is_list: bool) -> None:
        self.n_unpacked += n_bytes
        if self.n_unpacked > MAX_UNPACKED_BYTES or (is_list and n_bytes > MAX_LIST_BYTES):
            raise self.too_large()

    def _chunks(self, name: str, thin: Callable[[bytes], bytes] | None, max_tags: int) -> Iterator[bytes]:
        """The part piece by piece, each to the end of a tag, and never more than the archive declares; tags counted."""
        rest = b""
        with self.zip.open(name) as part:
            while piece := part.read(CHUNK_BYTES):
                end = piece.rfind(b">") + 1
                if not end and len(rest) > MAX_TAG_BYTES:
                    raise self.broken()
                chunk, rest = (rest + piece[:end], piece[end:]) if end else (b"", rest + piece)
                if thin:
                    chunk = thin(chunk)
                self.n_tags += chunk.count(b"<")
                if self.n_tags > max_tags:
                    raise self.too_large()
                yield chunk
        yield rest


class _Parser:
    """Expat with handlers by local name; a document type stops it."""

    def __init__(self, archive: Archive, starts: Mapping[str, Start], ends: Mapping[str, End], text: Text) -> None:
        self.archive = archive
        self.root = ""
        self.depth = 0
        self.names: dict[str, str] = {}
        self.expat = expat.ParserCreate(namespace_separator=" ", intern=self.names)
        self.expat.buffer_text = True
        self.expat.CharacterDataHandler = text
        self.expat.StartDoctypeDeclHandler = self._refuse
        self._listen(starts, ends)

    def _listen(self, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
        start_of: dict[str, Start | None] = {}
        end_of: dict[str, End | None] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            self.depth += 1
            try:
                call = start_of[name]
            except KeyError:
                self.root = self.root or name
                call = start_of[name] = starts.get(local_name(name))
                end_of[name] = ends.get(local_name(name))
            if call is not None:
                call(attributes)

        def end(name: str) -> None:
            self.depth -= 1
            call = end_of[name]
            if call is not None:
                call()

        self.expat.StartElementHandler = start
        self.expat.EndElementHandler = end

    def feed(self, chunk: bytes) -> None:
        """Parse one more piece."""
        self.expat.Parse(chunk, False)
        if self.depth > MAX_DEPTH or len(self.names) > MAX_NAMES:
            raise self.archive.broken()

    def _refuse(self, *_: object) -> None:
        raise DataError(
            f"{self.archive.file}: the workbook holds a document type declaration, which no spreadsheet program writes "
            "and which can be a trap. Ask where the file comes from, and save it again as XLSX."
        )


MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    }
)
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"


def local_name(name: str) -> str:
    """An element's name without its namespace; of OpenDocument with its short one ("table:table"); "" for others."""
    namespace, _, local = name.rpartition(" ")
    if namespace in MAIN:
        return local
    if namespace.startswith(OPEN_DOCUMENT):
        return f"{namespace.removeprefix(OPEN_DOCUMENT).partition(':')[0]}:{local}"
    return ""


def silent(_: str) -> None:
    """For text that is not wanted."""


def password(file: str) -> DataError:
    """The workbook cannot be opened without a password."""
    return DataError(
        f"{file}: the workbook has a password. Open it, take the password off (File, Info, Protect Workbook), and save "
        "a copy."
    )
