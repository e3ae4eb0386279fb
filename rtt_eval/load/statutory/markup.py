"""The XML form of the return: every CHILD with its HEADER and EPISODE elements, as the tables that CSV files hold.

An XML file may not bring a document type with it: entities could make a small file swell without end, or fetch other
files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from xml.etree import ElementTree
from xml.parsers import expat

import numpy as np
import pandas as pd

from rtt_eval.errors import DataError
from rtt_eval.load.statutory.layout import plain_heading, recognised, tables
from rtt_eval.load.statutory.oddities import Found
from rtt_eval.load.statutory.raw import Raw

Record = dict[str, str]
_DECLARED = re.compile(rb"""encoding=["']([A-Za-z0-9._-]+)["']""")
UASC_FLAG = "UASC"
ROW_TABLES = ("header", "episodes")
FROM_HEADER = ("CHILD", "DOB", "SEX")
"""What a record of the XML leaves to its child's HEADER, and a row of a CSV file repeats."""


class _PastProlog(Exception):
    """The first element has begun: a document type can no longer come."""


def read_xml(content: bytes, file: str) -> tuple[list[Raw], list[Found], str]:
    """The tables of an XML return, what is odd about it, and its encoding.

    Errors: DataError when it is not well-formed, carries a document type, or holds no CHILD.
    """
    root, encoding = _parsed(content, file)
    records: dict[str, list[Record]] = {table: [] for table in tables()}
    unknown: dict[str, None] = {}
    children = [one for one in root if plain_heading(one.tag) == "CHILD"]
    if not children:
        raise DataError(f"{file}: the file holds no CHILD element. Export the return again as XML.")
    for child in children:
        for table, record in _of_child(child, unknown):
            records[table].append(record)
    raws = [_raw(table, file, rows) for table, rows in records.items() if rows]
    found = [Found("S05", "", file, name if "_" in name else "") for name in unknown]
    if encoding == "cp1252":
        found.append(Found("S01", "", file))
    return raws, found, encoding


def _parsed(content: bytes, file: str) -> tuple[ElementTree.Element, str]:
    _stop_on_document_type(content, file)
    said = _DECLARED.search(content[:100])
    declared = said[1].decode("ascii").lower() if said else "utf-8"
    for encoding, parser in ((declared, None), ("cp1252", ElementTree.XMLParser(encoding="windows-1252"))):
        with suppress(ElementTree.ParseError, LookupError):
            return ElementTree.fromstring(content, parser), encoding
    raise DataError(f"{file}: this is not well-formed XML. Export the return again.")


def _stop_on_document_type(content: bytes, file: str) -> None:
    """Errors: DataError when the XML carries a document type, in whatever encoding."""
    parser = expat.ParserCreate()
    is_found: list[bool] = []

    def stop(*_: object) -> None:
        raise _PastProlog

    def note(*_: object) -> None:
        is_found.append(True)
        raise _PastProlog

    parser.StartDoctypeDeclHandler = note
    parser.StartElementHandler = stop
    with suppress(_PastProlog, expat.ExpatError):
        parser.Parse(content, True)
    if is_found:
        raise DataError(f"{file}: the XML carries a document type, which a return does not. Export it again.")


def _of_child(child: ElementTree.Element, unknown: dict[str, None]) -> list[tuple[str, Record]]:
    """Every record of one CHILD element, with the table that it belongs to."""
    found: list[tuple[str, Record]] = []
    about: Record = {}
    for part in child:
        leaves = {plain_heading(leaf.tag): _text(leaf) for leaf in part if len(leaf) == 0}
        if plain_heading(part.tag) == "HEADER":
            about = {name: leaves.get(name, "") for name in FROM_HEADER}
            found += _of_header(leaves, unknown)
            found += [record for group in part if len(group) for record in _group(group, unknown)]
        else:
            found += _group(part, unknown)
    return [(table, {**_repeated(table, about), **record}) for table, record in found]


def _repeated(table: str, about: Mapping[str, str]) -> Record:
    names = {column.name for column in tables()[table]}
    return {name: text for name, text in about.items() if name in names}


def _group(group: ElementTree.Element, unknown: dict[str, None]) -> list[tuple[str, Record]]:
    """An element that is one record of a table: AREVIEW, OC2, AMISSING, EPISODE, …"""
    leaves = {plain_heading(leaf.tag): _text(leaf) for leaf in group if len(leaf) == 0}
    table = recognised(frozenset(leaves) | {"CHILD"}) if leaves else ""
    if not table or table == "header":
        unknown[plain_heading(group.tag)] = None
        return []
    _note_unknown(leaves, table, unknown)
    return [(table, leaves)]


def _of_header(leaves: Record, unknown: dict[str, None]) -> list[tuple[str, Record]]:
    """The header itself, and the tables whose columns stand straight in it: OC3, AD1, and UASC where it is 1."""
    names = {table: {column.name for column in columns} for table, columns in tables().items()}
    found = [("header", {name: text for name, text in leaves.items() if name in names["header"]})]
    for table in (table for table in tables() if table not in ROW_TABLES):
        mine = {name: text for name, text in leaves.items() if name in names[table] - names["header"] and text}
        if mine or (table == "uasc" and leaves.get(UASC_FLAG) == "1"):
            found.append((table, mine))
    known = {UASC_FLAG, *(name for table in tables() for name in names[table])}
    unknown |= dict.fromkeys(name for name in leaves if name not in known)
    return found


def _note_unknown(leaves: Record, table: str, unknown: dict[str, None]) -> None:
    known = {column.name for column in tables()[table]}
    unknown |= dict.fromkeys(name for name in leaves if name not in known)


def _text(leaf: ElementTree.Element) -> str:
    return (leaf.text or "").strip()


def _raw(table: str, file: str, records: list[Record]) -> Raw:
    names = [column.name for column in tables()[table]]
    cells = pd.DataFrame({name: pd.array([record.get(name, "") for record in records], dtype="str") for name in names})
    numbers = np.arange(1, len(cells) + 1, dtype="int64")
    cells = cells.assign(source_file=pd.array([file] * len(cells), dtype="str"), source_row=numbers)
    return Raw(table, file, cells, {})
