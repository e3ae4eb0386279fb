"""Open an XLSX or XLSM workbook: its list of sheets, and the texts and styles that they share."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

from rtt_eval.errors import DataError
from rtt_eval.load.grids.archive import Archive, silent
from rtt_eval.load.grids.grid import MAX_CELL_CHARACTERS, Budget, clean
from rtt_eval.load.grids.serials import kind_of_format

RELATION_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
NO_TABLE = ("chartsheet", "dialogsheet")
Relations = dict[str, tuple[str, str]]


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it: its name, whether it is hidden, and the part that holds its cells."""

    name: str
    is_hidden: bool
    part: str


class Workbook(NamedTuple):
    """What the sheets of a workbook share. `kinds`: of each cell style, "date", "duration" or ""."""

    archive: Archive
    sheets: list[SheetPart]
    strings: list[str]
    kinds: list[str]
    epoch: datetime
    budget: Budget


def open_workbook(archive: Archive) -> Workbook:
    """The list of sheets and all that they share. Errors: DataError when a part is missing, damaged or too large."""
    book = _part_of_kind(_relations(archive, ""), "officeDocument")
    if book.endswith(".bin"):
        raise DataError(f"{archive.file}: this is a binary workbook (XLSB). Open it in Excel and save it as XLSX.")
    if book not in archive.names:
        raise DataError(
            f"{archive.file}: this is a zip archive or a document of another program, not a workbook. Take the "
            "spreadsheet out of it, or save it as XLSX."
        )
    relations = _relations(archive, book)
    sheets, epoch = _sheets(archive, book, relations)
    strings, styles = (_part_of_kind(relations, kind) for kind in ("sharedStrings", "styles"))
    budget = Budget(archive.file)
    texts = _strings(archive, strings, budget) if strings else []
    return Workbook(archive, sheets, texts, _kinds(archive, styles) if styles else [], epoch, Budget(archive.file))


def _relations(archive: Archive, part: str) -> Relations:
    """Id -> (last word of its type, part) of every relation of a part; "" is the package itself."""
    folder, name = posixpath.split(part)
    found: Relations = {}

    def relation(attributes: dict[str, str]) -> None:
        path = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
        found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path.lstrip("/"))

    own = posixpath.join(folder, "_rels", f"{name}.rels")
    if own in archive.names:
        archive.walk(own, {"Relationship": relation}, {}, silent, is_list=True)
    return found


def _part_of_kind(relations: Relations, kind: str) -> str:
    return next((part for one, part in relations.values() if one == kind), "")


def _sheets(archive: Archive, book: str, relations: Relations) -> tuple[list[SheetPart], datetime]:
    """The sheets in workbook order, and the day from which it counts days."""
    found: list[SheetPart] = []
    epochs = [WINDOWS_EPOCH]

    def sheet(attributes: dict[str, str]) -> None:
        number = next((attributes[name] for name in RELATION_IDS if name in attributes), "")
        kind, part = relations.get(number, ("", ""))
        if kind in NO_TABLE:
            return
        if part not in archive.names or part in {one.part for one in found}:
            raise archive.broken()
        found.append(SheetPart(attributes.get("name", ""), attributes.get("state", "visible") != "visible", part))

    def properties(attributes: dict[str, str]) -> None:
        if attributes.get("date1904") in ("1", "true"):
            epochs.append(MAC_EPOCH)

    root = archive.walk(book, {"sheet": sheet, "workbookPr": properties}, {}, silent, is_list=True)
    if not root.endswith(" workbook"):
        raise archive.broken()
    return found, epochs[-1]


class TextOf:
    """Gathers text while it is open, up to twice Excel's limit for a cell."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.is_open = False
        self.n_characters = 0

    def add(self, text: str) -> None:
        if self.is_open and self.n_characters <= 2 * MAX_CELL_CHARACTERS:
            self.n_characters += len(text)
            self.pieces.append(text)

    def pause(self, _: dict[str, str]) -> None:
        self.is_open = False

    def resume(self) -> None:
        self.is_open = True

    def take(self) -> str:
        """What was gathered; then closed, and empty again."""
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        self.is_open = False
        self.n_characters = 0
        return text


def cell_text(text: str) -> str:
    """A stored text as a cell shows it: Excel writes what XML cannot hold as _x000D_."""
    return clean(unescape(text) if "_x" in text else text)


def _strings(archive: Archive, part: str, budget: Budget) -> list[str]:
    """The table of texts that cells point to; how to read them aloud (rPh) is left out."""
    found: list[str] = []
    text = TextOf()
    is_sound = False

    def start(_: dict[str, str]) -> None:
        text.is_open = not is_sound

    def sound(_: dict[str, str]) -> None:
        nonlocal is_sound
        is_sound = True

    def end_sound() -> None:
        nonlocal is_sound
        is_sound = False

    def end() -> None:
        found.append(cell_text(text.take()))
        budget.spend(1, len(found[-1]))

    ends = {"t": lambda: text.pause({}), "rPh": end_sound, "si": end}
    archive.walk(part, {"t": start, "rPh": sound}, ends, text.add)
    return found


def _kinds(archive: Archive, part: str) -> list[str]:
    """For each cell style: what its number format makes of a number."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = [""]

    def enter(name: str) -> Callable[[dict[str, str]], None]:
        return lambda _: inside.append(name)

    def leave() -> None:
        inside.pop()

    def number_format(attributes: dict[str, str]) -> None:
        if inside[-1] == "numFmts":
            formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")

    def style(attributes: dict[str, str]) -> None:
        if inside[-1] == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))

    starts = {"numFmts": enter("numFmts"), "cellXfs": enter("cellXfs"), "numFmt": number_format, "xf": style}
    archive.walk(part, starts, {"numFmts": leave, "cellXfs": leave}, silent, is_list=True)
    kinds = {number: kind_of_format(number, formats) for number in set(styles)}
    return [kinds[number] for number in styles]
