"""Open a zipped workbook (XLSX, ODS) warily: sizes are checked before anything is unpacked, XML is read as a stream."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from rtt_eval.errors import DataError

MAX_PARTS = 10_000
"""Parts of an archive; a workbook of a hundred sheets has some three hundred."""
MAX_PART_BYTES = 512 * 2**20
"""Unpacked size of one part that is read: a sheet of 50,000 rows and 50 columns has 75 MB."""
MAX_UNPACKED_BYTES = 2**30
"""Unpacked size of all the parts that are read."""
CHUNK_BYTES = 2**20

BROKEN = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What zipfile lets through from an archive that is damaged, cut short or packed in a way it does not know."""

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]


class Archive:
    """A zipped workbook. `file` is the name for messages; nothing is unpacked until a part is asked for."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self.n_unpacked = 0
        try:
            self.zip = ZipFile(BytesIO(content))
            parts = self.zip.infolist()
        except BROKEN:
            raise self.broken() from None
        self.names = {part.filename for part in parts}
        if len(parts) > MAX_PARTS or len(self.names) < len(parts):
            raise self.broken()
        if any(part.flag_bits & 0x1 for part in parts):
            raise password(file)

    def broken(self) -> DataError:
        return DataError(f"{self.file}: this is not a whole workbook. Open it in Excel and save it again as XLSX.")

    def walk(self, name: str, starts: Mapping[str, Start], ends: Mapping[str, End], text: Callable[[str], None]) -> str:
        """Stream one part through handlers by element name; the name of its root is returned.

        Elements are called by their name in the main namespace without its prefix; `names` of other elements stay
        silent. Errors: DataError when the part is not there, too large, not whole, or has a document type (with which
        a small file can unfold into gigabytes).
        """
        parser = XmlParser(self, starts, ends, text)
        try:
            self._spend(self.zip.getinfo(name).file_size)
            with self.zip.open(name) as part:
                while chunk := part.read(CHUNK_BYTES):
                    parser.expat.Parse(chunk, False)
            parser.expat.Parse(b"", True)
        except (*BROKEN, expat.ExpatError):
            raise self.broken() from None
        return parser.root

    def _spend(self, n_bytes: int) -> None:
        self.n_unpacked += n_bytes
        if n_bytes > MAX_PART_BYTES or self.n_unpacked > MAX_UNPACKED_BYTES:
            raise DataError(
                f"{self.file}: unpacked, the workbook is larger than {MAX_PART_BYTES // 2**20:,} MB, which is more "
                "than can be read. Delete empty formatted rows and columns, or split it into smaller workbooks."
            )


class XmlParser:
    """Expat with handlers by local name; a document type stops it."""

    def __init__(
        self, archive: Archive, starts: Mapping[str, Start], ends: Mapping[str, End], text: Callable[[str], None]
    ) -> None:
        self.root = ""
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.CharacterDataHandler = text
        start_of: dict[str, Start | None] = {}
        end_of: dict[str, End | None] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            try:
                call = start_of[name]
            except KeyError:
                self.root = self.root or name
                local = local_name(name)
                call = start_of[name] = starts.get(local)
                end_of[name] = ends.get(local)
            if call is not None:
                call(attributes)

        def end(name: str) -> None:
            call = end_of[name]
            if call is not None:
                call()

        def refuse(*_: object) -> None:
            raise DataError(
                f"{archive.file}: the workbook holds a document type declaration, which no spreadsheet program "
                "writes and which can be a trap. Ask where the file comes from; save it again as XLSX."
            )

        self.expat.StartElementHandler = start
        self.expat.EndElementHandler = end
        self.expat.StartDoctypeDeclHandler = refuse


MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
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


def password(file: str) -> DataError:
    """The workbook cannot be opened without a password."""
    return DataError(f"{file}: the workbook has a password. Save a copy without it (File, Info, Protect Workbook).")
