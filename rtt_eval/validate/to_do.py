"""check.xlsx: what is left to do in the data, a row a thing, for the administrator who works through it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from rtt_eval.errors import ParamsError
from rtt_eval.load.mapping.book import add_lines, add_table, as_bytes, new_book
from rtt_eval.validate import mapped
from rtt_eval.validate.ledger import BUCKETS
from rtt_eval.validate.quality import COULD_NOT_RUN, Quality
from rtt_eval.validate.wording import LACKS, SEVERITIES

COLOURS = {"must": "F8CBAD", "should": "FFE699"}
GUIDE = (
    "Each row of the sheet to_do is one thing: where it is, what is wrong, what to do. Write in the column done as you "
    "go; it is for you. Correct your own files (or mapping.xlsx), save them, and check again: what is mended is "
    "gone from the next list.",
    "must: the row or the sheet cannot be used until it is mended. should: it is used; please look.",
    "Sheet left_out: rows that were taken for titles, totals, notes or examples. Look through them: is one a child?",
    "Sheet columns: every column of your files and where it goes. Sheet rows: what became of every row.",
)


class ToDo(NamedTuple):
    """One thing to do. `row` and `letter` as a spreadsheet shows them, "" for a whole file or column."""

    how_urgent: str
    file: str
    sheet: str
    row: str
    letter: str
    column: str
    what: str
    what_to_do: str
    the_report_lacks: str
    code: str
    done: str = ""


def to_do(quality: Quality, tables_used: Collection[str] | None = None) -> list[ToDo]:
    """Everything that is open, the urgent things first, then by file, sheet, row and column."""
    things = [*_of_findings(quality.findings), *_of_mapping(quality), *_of_tables(quality, tables_used)]
    order = {"must": 0, "should": 1}
    return sorted(things, key=lambda one: (order[one.how_urgent], one.file, one.sheet, int(one.row or 0), one.letter))


def _of_findings(findings: pd.DataFrame) -> Iterator[ToDo]:
    for found in findings.to_dict("records"):
        said = str(found["message"]).split(": ", 1)[-1]
        what, _, advice = said.partition(". ")
        urgent = "should" if found["severity"] == "query" else "must"
        lacks = LACKS.get(found["table"], "") if urgent == "must" else ""
        row = "" if pd.isna(found["row"]) else str(found["row"])
        place = (found["file"], found["sheet"], row, found["letter"], found["column"])
        yield ToDo(urgent, *place, _sentence(what), advice or SEVERITIES[found["severity"]], lacks, found["code"])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def _of_mapping(quality: Quality) -> Iterator[ToDo]:
    """Columns and sheets that nobody reads. Unknown values are findings already, cell by cell."""
    records = quality.accepted
    columns = records.found[records.found["state"].isin(mapped.UNREAD) & (records.found["kind"] == "column")]
    for row in mapped.found_in(columns):
        place = (row.file, row.sheet, str(row.row), row.letter, row.shown)
        do = "In mapping.xlsx, sheet columns: give it a field, or set its status to ignore."
        yield ToDo("should", *place, _sentence(mapped.column_line(row)), do, mapped.lacking(row.table, row.field), "")
    for source in records.sources[records.sources["state"] == "not_mapped"].to_dict("records"):
        what = f"The mapping does not read this sheet: {source['rows']} rows."
        do = "In mapping.xlsx, sheet files: choose a table, or leave it out."
        yield ToDo("should", source["file"], source["sheet"], "", "", "", what, do, "", "")


def _of_tables(quality: Quality, tables_used: Collection[str] | None) -> Iterator[ToDo]:
    """Tables that are not there at all, where the report would use them."""
    idle = quality.checks[quality.checks["result"] == COULD_NOT_RUN]
    for why in dict.fromkeys(idle["why"]):
        table = next((name for name in LACKS if why == f"there is no table {name}"), "")
        if table and (tables_used is None or table in tables_used):
            do = "Add the file that holds it, or go on without."
            yield ToDo("should", "", "", "", "", "", f"There is no table {table}.", do, LACKS[table], "")


def check_book(quality: Quality, tables_used: Collection[str] | None = None) -> bytes:
    """The workbook of a check: what to do, what was left out, where every column goes, what became of every row."""
    things = to_do(quality, tables_used)
    book = new_book(f"Check of {quality.name}")
    n_must = sum(one.how_urgent == "must" for one in things)
    counts = f"{len(things)} things to do: {n_must} that must be mended, {len(things) - n_must} to look at."
    add_lines(book, "read_me", f"Check of {quality.name}", [counts, *GUIDE])
    add_table(book, "to_do", ToDo._fields, things, colour=lambda row: COLOURS[row[0]])
    left = quality.ledger[quality.ledger["bucket"] == "not_data"]
    rows = [[str(value) for value in row] for row in left[["file", "sheet", "row", "reason"]].itertuples(index=False)]
    add_table(book, "left_out", ("file", "sheet", "row", "why"), rows)
    columns = quality.accepted.found[quality.accepted.found["kind"] == "column"]
    names = ["state", "file", "sheet", "letter", "shown", "table", "field", "n_cells"]
    told = [[str(value) for value in row] for row in columns[names].itertuples(index=False)]
    add_table(book, "columns", ("state", "file", "sheet", "letter", "heading", "table", "field", "cells"), told)
    add_table(book, "rows", ("file", "sheet", "what became of them", "rows"), list(_bucket_rows(quality.ledger)))
    return as_bytes(book)


def _bucket_rows(ledger: pd.DataFrame) -> Iterator[list[str]]:
    counts = ledger.groupby(["file", "sheet", "bucket"], sort=True).size().reset_index(name="n_rows")
    for row in counts.to_dict("records"):
        yield [row["file"], row["sheet"], BUCKETS[row["bucket"]], str(row["n_rows"])]


def stopped_book(name: str, lines: Sequence[str]) -> bytes:
    """The workbook of a check that could not read the files: why, line by line."""
    book = new_book(f"Check of {name}")
    add_lines(book, "read_me", f"Check of {name}", [f"{len(lines)} things keep the files from being read.", *GUIDE[:2]])
    add_table(book, "to_do", ("how_urgent", "what", "done"), [["must", line, ""] for line in lines],
              colour=lambda row: COLOURS[row[0]])  # fmt: skip
    return as_bytes(book)


def write_book(content: bytes, path: Path) -> None:
    """Write check.xlsx, in place of an earlier one. Errors: ParamsError where it is open or may not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:
        raise ParamsError(
            f"{path}: the file cannot be written. If it is open in Excel, close it and run again."
        ) from None
