"""The sheets of an Excel workbook, hidden ones too: cell by cell, formulas and what they show, headers and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from xml.etree import ElementTree

from rtt_eval.disclosure.scan import markup
from rtt_eval.disclosure.scan.dates import SERIAL_ZERO
from rtt_eval.disclosure.scan.markup import Embedded
from rtt_eval.disclosure.scan.pieces import Flow, Piece, Unreadable
from rtt_eval.disclosure.scan.plain import decoded

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DATE_FORMATS = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
"""Numbers of Excel's own date formats (ECMA-376, part 1, 18.8.30)."""

LAST_SERIAL = 2_958_465  # 31 December 9999
DAYS_BETWEEN_SYSTEMS = 1462
HEADER_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Z&])')


def flows(inside: Mapping[str, bytes]) -> Iterator[Flow | Embedded]:
    """Each sheet's cells row by row, then what else its part holds. inside: the parts of the file, by name."""
    try:
        book = _xml(inside, "xl/workbook.xml")
        shared = [_joined(one) for one in _xml(inside, "xl/sharedStrings.xml").findall(f"{MAIN}si")]
        dated = _date_styles(_xml(inside, "xl/styles.xml"))
        names = _sheet_names(inside, book)
        shift = DAYS_BETWEEN_SYSTEMS if 'date1904="1"' in _text(inside, "xl/workbook.xml") else 0
        yield [Piece("shared texts, not all in a cell", one) for one in shared]
        for part in sorted(name for name in inside if re.fullmatch(r"xl/worksheets/[^/]*\.xml", name)):
            place = names.get(part, f"part {part}")
            yield list(_cells(_xml(inside, part), place, shared, dated, shift))
            around = re.sub(r"<(\w+:)?sheetData\b.*?</(\w+:)?sheetData>", "", _text(inside, part), flags=re.DOTALL)
            yield from markup.flows(
                HEADER_CODES.sub(" ", around.replace("&amp;", "&").replace("&quot;", '"')), "element", place
            )
    except (ElementTree.ParseError, ValueError, IndexError):
        raise Unreadable("a part of the workbook is damaged") from None


def _text(inside: Mapping[str, bytes], name: str) -> str:
    return decoded(inside.get(name, b"<none/>")) or "<none/>"


def _xml(inside: Mapping[str, bytes], name: str) -> ElementTree.Element:
    text = _text(inside, name)
    if "<!ENTITY" in text:
        raise Unreadable("a part of the workbook defines entities")
    return ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))


def _joined(one: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in one.iter(f"{MAIN}t"))


def _sheet_names(inside: Mapping[str, bytes], book: ElementTree.Element) -> dict[str, str]:
    """Part -> "sheet 2 'Names' (hidden)"."""
    targets = {
        link.get("Id"): (link.get("Target") or "").removeprefix("/xl/")
        for link in _xml(inside, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for number, sheet in enumerate(book.iter(f"{MAIN}sheet"), start=1):
        hidden = "" if sheet.get("state", "visible") == "visible" else " (hidden)"
        found[f"xl/{targets.get(sheet.get(LINK))}"] = f"sheet {number} '{sheet.get('name')}'{hidden}"
    return found


def _date_styles(styles: ElementTree.Element) -> set[str]:
    """The styles (as cells name them) that show a number as a date."""
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")}
    formats = [one.get("numFmtId", "0") for parent in styles.iter(f"{MAIN}cellXfs") for one in parent]
    return {str(place) for place, one in enumerate(formats) if int(one) in DATE_FORMATS or _is_date(own.get(one, ""))}


def _is_date(code: str) -> bool:
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code).lower()
    return "y" in plain or ("d" in plain and "m" in plain)


def _cells(sheet: ElementTree.Element, place: str, shared: list[str], dated: set[str], shift: int) -> Iterator[Piece]:
    headings: dict[str, str] = {}
    for cell in sheet.iter(f"{MAIN}c"):
        at = cell.get("r", "")
        column = at.rstrip("0123456789")
        shown = _shown(cell, shared, dated, shift)
        if shown:
            yield Piece(f"{place}, cell {at}", shown, headings.get(column, ""), f"row {at.removeprefix(column)}")
            headings.setdefault(column, shown)
        formula = cell.findtext(f"{MAIN}f")
        if formula:
            yield Piece(f"{place}, formula in cell {at}", formula)


def _shown(cell: ElementTree.Element, shared: list[str], dated: set[str], shift: int) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v") or ""
    if kind == "inlineStr":
        return _joined(cell)
    if kind == "s" and value:
        return shared[int(value)]
    if kind == "n" and value and cell.get("s", "0") in dated and 0 < float(value) + shift < LAST_SERIAL:
        return (SERIAL_ZERO + timedelta(days=int(float(value)) + shift)).isoformat()
    return value
