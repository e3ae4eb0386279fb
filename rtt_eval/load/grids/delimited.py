"""Read a delimited file (CSV and its kin) as a grid of text; its encoding and delimiter are found and named."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice

from rtt_eval.errors import DataError
from rtt_eval.load.grids.grid import MAX_CELL_CHARACTERS, Budget, clean, long_note, trimmed

ENCODINGS = (("utf-8-sig", "utf-8"), ("cp1252", "cp1252"))
"""Tried in this order, with the name that is given."""
DELIMITERS = (",", "\t", ";", "|")
SAMPLE_ROWS = 200
"""Records from which the delimiter is found."""
MAX_CONTROL_SHARE = 0.02
"""More control characters than this among the bytes, and the file is no text."""
SLICE_BYTES = 2**20
CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})

CSV_FIELD_LIMIT = 2**20
"""A cell longer than this is a quotation mark that was never closed."""


def read_delimited(content: bytes, file: str) -> tuple[list[list[str]], str, str, list[str]]:
    """Rows, encoding, delimiter and notes. Errors: DataError when it is no text, or quotation marks do not pair up."""
    codec, encoding = _encoding(content, file)
    delimiter, is_declared = _delimiter(content, codec)
    notes = [_older_encoding()] if encoding == "cp1252" else []
    rows: list[list[str]] = []
    too_long: list[tuple[int, int]] = []
    budget = Budget(file)
    lines = _lines(content, codec)
    if is_declared:
        next(lines)
    for record in _records(lines, delimiter, file):
        cells = [clean(cell) for cell in record]
        budget.spend(max(1, len(cells)), sum(map(len, cells)))
        if len(max(cells, key=len, default="")) > MAX_CELL_CHARACTERS:
            too_long += [(len(rows), place) for place, cell in enumerate(cells) if len(cell) > MAX_CELL_CHARACTERS]
            cells = [cell[:MAX_CELL_CHARACTERS] for cell in cells]
        rows.append(cells)
    return trimmed(rows), encoding, delimiter, [*notes, *long_note(too_long)]


def _older_encoding() -> str:
    return "saved in the older Windows encoding (cp1252): letters with accents may be wrong. Save it as 'CSV UTF-8'."


def _encoding(content: bytes, file: str) -> tuple[str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if _decodes(content, "utf-16"):
            return "utf-16", "utf-16"
        raise _no_text(file)
    n_controls = len(content) - len(content.translate(None, CONTROLS))
    if n_controls > MAX_CONTROL_SHARE * len(content):
        raise _no_text(file)
    for codec, name in ENCODINGS:
        if _decodes(content, codec):
            return codec, name
    raise _no_text(file)


def _no_text(file: str) -> DataError:
    return DataError(f"{file}: the characters cannot be read. Save it as 'CSV UTF-8' from a spreadsheet.")


def _decodes(content: bytes, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(content), SLICE_BYTES):
            decoder.decode(content[start : start + SLICE_BYTES])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(content: bytes, codec: str) -> Iterator[str]:
    return (line.replace("\0", "") for line in TextIOWrapper(BytesIO(content), codec, newline=""))


def _records(lines: Iterable[str], delimiter: str, file: str) -> Iterator[list[str]]:
    """The records, each the row that a spreadsheet shows: a line break inside quotation marks starts no new one."""
    n_read = 0
    csv.field_size_limit(CSV_FIELD_LIMIT)
    try:
        for record in csv.reader(lines, delimiter=delimiter, strict=True):
            n_read += 1
            yield record
    except csv.Error:
        raise DataError(
            f"{file}, row {n_read + 1}: the quotation marks do not pair up, so rows run into each other. Look for a "
            'lone " in this row, or open the file in a spreadsheet and save it as CSV again.'
        ) from None


def _delimiter(content: bytes, codec: str) -> tuple[str, bool]:
    """The delimiter, and whether the first line declares it (Excel's "sep=;", which a spreadsheet does not show)."""
    sample = list(islice(_lines(content, codec), SAMPLE_ROWS))
    declared = re.fullmatch(r'"?sep=([,;\t|])"?\s*', sample[0], re.IGNORECASE) if sample else None
    if declared:
        return declared[1], True
    best = max(DELIMITERS, key=lambda one: _agreement(sample, one))  # the first of equals
    return (best if _agreement(sample, best) else ","), False


def _agreement(sample: list[str], delimiter: str) -> tuple[int, int] | tuple[()]:
    """How many records have the most usual number of cells, and that number; () when no record has two."""
    try:
        widths = Counter(len(record) for record in csv.reader(sample, delimiter=delimiter) if record)
    except csv.Error:
        return ()
    split = [(n_records, width) for width, n_records in widths.items() if width > 1]
    return max(split, default=())
