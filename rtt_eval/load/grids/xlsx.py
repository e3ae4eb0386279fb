"""Read an XLSX or XLSM workbook as grids of text; formulas count as the values they last showed.

One pass over each sheet gives cells, errors, merged cells, hidden rows and formulas without a value. Native readers
(calamine) read an Excel error as a blank, and end the process when two cells stand far apart.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

from rtt_eval.errors import DataError
from rtt_eval.load.grids.archive import Archive
from rtt_eval.load.grids.grid import MAX_CELL_CHARACTERS, MAX_CHARACTERS, Budget, clean
from rtt_eval.load.grids.serials import kind_of_format

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships id"


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it: its name, whether it is hidden, and the part that holds its cells."""

    name: str
    is_hidden: bool
    part: str


class Workbook(NamedTuple):
    """What the sheets of a workbook share. `kinds`: by cell style, "" or "date", "time", "duration"."""

    archive: Archive
    sheets: list[SheetPart]
    strings: list[str]
    kinds: list[str]
    epoch: datetime
    budget: Budget


def open_workbook(archive: Archive) -> Workbook:
    """The list of sheets and all that they share. Errors: DataError when a part is missing or damaged."""
    book = _part_of_kind(_relations(archive, ""), "officeDocument") or "xl/workbook.xml"
    if book.endswith(".bin"):
        raise DataError(f"{archive.file}: this is a binary workbook (XLSB). Open it in Excel and save it as XLSX.")
    relations = _relations(archive, book)
    sheets, epoch = _sheets(archive, book, relations)
    strings, styles = (_part_of_kind(relations, kind) for kind in ("sharedStrings", "styles"))
    return Workbook(
        archive=archive,
        sheets=sheets,
        strings=_strings(archive, strings) if strings in archive.names else [],
        kinds=_kinds(archive, styles) if styles in archive.names else [],
        epoch=epoch,
        budget=Budget(archive.file),
    )


def _silent(_: str) -> None:
    """Text that is not wanted."""


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (last word of its type, part) of every relation of a part; "" is the package itself."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def relation(attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)

    own = posixpath.join(folder, "_rels", f"{name}.rels")
    if own in archive.names:
        archive.walk(own, {"Relationship": relation}, {}, _silent)
    return found


def _part_of_kind(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((part for one, part in relations.values() if one == kind), "")


def _sheets(archive: Archive, book: str, relations: dict[str, tuple[str, str]]) -> tuple[list[SheetPart], datetime]:
    found: list[SheetPart] = []
    epochs = [WINDOWS_EPOCH]

    def sheet(attributes: dict[str, str]) -> None:
        kind, part = relations.get(attributes.get(RELATION) or attributes.get(STRICT_RELATION) or "", ("", ""))
        if kind in ("chartsheet", "dialogsheet"):
            return
        if part not in archive.names:
            raise archive.broken()
        found.append(SheetPart(attributes.get("name", ""), attributes.get("state", "visible") != "visible", part))

    def properties(attributes: dict[str, str]) -> None:
        if attributes.get("date1904") in ("1", "true"):
            epochs.append(MAC_EPOCH)

    if archive.walk(book, {"sheet": sheet, "workbookPr": properties}, {}, _silent).rpartition(" ")[2] != "workbook":
        raise archive.broken()
    return found, epochs[-1]


def _strings(archive: Archive, part: str) -> list[str]:
    """The table of texts that cells point to; how to read aloud (rPh) is left out."""
    found: list[str] = []
    text = TextOf()
    n_characters = 0

    def end() -> None:
        nonlocal n_characters
        found.append(text.take())
        n_characters += len(found[-1])
        if n_characters > MAX_CHARACTERS:
            raise DataError(f"{archive.file}: more than {MAX_CHARACTERS:,} characters of text. Split the workbook.")

    archive.walk(part, {"t": text.open, "rPh": text.mute}, {"t": text.close, "rPh": text.unmute, "si": end}, text.add)
    return found


class TextOf:
    """Gathers the text between open and close, up to Excel's limit; muted, it gathers nothing."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.is_open = False
        self.is_muted = False
        self.n_characters = 0

    def open(self, _: dict[str, str]) -> None:
        self.is_open = not self.is_muted

    def close(self) -> None:
        self.is_open = False

    def mute(self, _: dict[str, str]) -> None:
        self.is_muted = True

    def unmute(self) -> None:
        self.is_muted = False

    def add(self, text: str) -> None:
        if self.is_open:
            self.n_characters += len(text)
            if self.n_characters <= 2 * MAX_CELL_CHARACTERS:
                self.pieces.append(text)

    def take(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        self.n_characters = 0
        return clean(unescape(text) if "_x" in text else text)


def _kinds(archive: Archive, part: str) -> list[str]:
    """For each cell style: what its number format makes of a number."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = [""]

    def enter(name: str) -> Callable[[dict[str, str]], None]:
        return lambda _: inside.append(name)

    def number_format(attributes: dict[str, str]) -> None:
        if inside[-1] == "numFmts":
            formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")

    def style(attributes: dict[str, str]) -> None:
        if inside[-1] == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))

    starts = {"numFmts": enter("numFmts"), "cellXfs": enter("cellXfs"), "numFmt": number_format, "xf": style}

    def leave() -> None:
        inside.pop()

    archive.walk(part, starts, {"numFmts": leave, "cellXfs": leave}, _silent)
    return [kind_of_format(number, formats) for number in styles]
