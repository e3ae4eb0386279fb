"""Read a delimited file (CSV and its kin) as rows of text; its encoding and delimiter are found and named."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import NamedTuple

from rtt_eval.errors import DataError
from rtt_eval.load.grids.grid import MAX_CELL_CHARACTERS, Budget, clean
from rtt_eval.load.grids.notes import Places, long_notes

ENCODINGS = (("utf-8-sig", "utf-8"), ("cp1252", "cp1252"))
"""Codecs tried in this order, with the name that is given."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DELIMITERS = (",", "\t", ";", "|")
SAMPLE_ROWS = 200
"""Lines from which the delimiter is found."""
MAX_ROW_CHARACTERS = 4 * 2**20
"""A row longer than this comes of a quotation mark that was never closed."""
CONTROLS = bytes({*range(1, 9), 11, 12, *range(14, 32)})
MAX_CONTROL_SHARE = 0.1
"""With more control characters than this (random bytes have 0.11), the file is no text. Zeros do not count: some
exports pad with them."""
MAX_ZERO_SHARE = 0.3
"""With more zero bytes than this, it is no text either, or UTF-16 without its mark."""
SLICE_BYTES = 2**20
DECLARED = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)


class Delimited(NamedTuple):
    """The rows as they stand, each the row that a spreadsheet shows, and how they were read."""

    rows: list[list[str]]
    encoding: str
    delimiter: str
    notes: list[str]


def read_delimited(content: bytes, file: str, delimiter: str = "") -> Delimited:
    """`delimiter` "": found. Errors: DataError when it is no text, too large, or quotation marks do not pair up."""
    codec, encoding = _encoding(content, file)
    is_declared = False
    if not delimiter:
        delimiter, is_declared = _delimiter(content, codec, file)
    rows: list[list[str]] = []
    too_long = Places()
    budget = Budget(file)
    for record in islice(_records(content, codec, delimiter, file), int(is_declared), None):
        cells = [clean(cell) for cell in record]
        budget.spend(max(1, len(cells)), sum(map(len, cells)))
        for place, cell in enumerate(cells):
            if len(cell) > MAX_CELL_CHARACTERS:
                too_long.add(len(rows), place)
                cells[place] = cell[:MAX_CELL_CHARACTERS]
        rows.append(cells)
    return Delimited(rows, encoding, delimiter, _notes(encoding) + long_notes(too_long))


def _notes(encoding: str) -> list[str]:
    if encoding != "cp1252":
        return []
    return ["saved in the older Windows encoding (cp1252): letters with accents may be wrong. Save it as 'CSV UTF-8'."]


def _encoding(content: bytes, file: str) -> tuple[str, str]:
    """The codec that reads the whole file, and the name of the encoding."""
    if content.startswith(UTF_16):
        tried: tuple[tuple[str, str], ...] = (("utf-16", "utf-16"),)
    else:
        tried = () if _is_binary(content) else ENCODINGS
    for codec, name in tried:
        if _decodes(content, codec):
            return codec, name
    raise DataError(f"{file}: the characters cannot be read. Save it as 'CSV UTF-8' from a spreadsheet.")


def _is_binary(content: bytes) -> bool:
    n_controls = len(content) - len(content.translate(None, CONTROLS))
    return n_controls > MAX_CONTROL_SHARE * len(content) or content.count(0) > MAX_ZERO_SHARE * len(content)


def _decodes(content: bytes, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(content), SLICE_BYTES):
            decoder.decode(content[start : start + SLICE_BYTES])
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def _lines(content: bytes, codec: str, file: str) -> Iterator[str]:
    """The lines, none longer than a row may be; without zeros, which some exports pad with."""
    text = TextIOWrapper(BytesIO(content), codec, newline="")
    while line := text.readline(MAX_ROW_CHARACTERS):
        if len(line) == MAX_ROW_CHARACTERS:
            raise DataError(f"{file}: a line has more than {MAX_ROW_CHARACTERS:,} characters. Export the file again.")
        yield line.replace("\0", "")


def _records(content: bytes, codec: str, delimiter: str, file: str) -> Iterator[list[str]]:
    """The records: a line break inside quotation marks starts no new row. The rows before a fault are no use."""
    n_read = n_characters = 0

    def counted() -> Iterator[str]:
        nonlocal n_characters
        for line in _lines(content, codec, file):
            n_characters += len(line)
            if n_characters > MAX_ROW_CHARACTERS:
                raise _unpaired(file, n_read + 1)
            yield line

    csv.field_size_limit(MAX_ROW_CHARACTERS)
    try:
        for record in csv.reader(counted(), delimiter=delimiter, strict=True):
            n_read, n_characters = n_read + 1, 0
            yield record
    except csv.Error:
        raise _unpaired(file, n_read + 1) from None


def _unpaired(file: str, row: int) -> DataError:
    return DataError(
        f'{file}, row {row}: the quotation marks do not pair up, so rows run into each other. Look for a lone " '
        "in the file, from this row on, or open it in a spreadsheet and save it as CSV again."
    )


def _delimiter(content: bytes, codec: str, file: str) -> tuple[str, bool]:
    """The delimiter, and whether the first line declares it (Excel's "sep=;", which a spreadsheet does not show)."""
    sample = list(islice(_lines(content, codec, file), SAMPLE_ROWS))
    declared = DECLARED.fullmatch(sample[0]) if sample else None
    if declared:
        return declared[1], True
    return max(DELIMITERS, key=lambda one: _agreement(sample, one)), False  # the first of equals


def _agreement(sample: Iterable[str], delimiter: str) -> tuple[int, int]:
    """How many records have the most usual number of cells, and that number; (0, 0) when no record has two."""
    widths: Counter[int] = Counter()
    try:
        widths.update(len(record) for record in csv.reader(sample, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    return max(((n_records, width) for width, n_records in widths.items() if width > 1), default=(0, 0))
