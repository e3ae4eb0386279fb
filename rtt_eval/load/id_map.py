"""The one door to the restricted table: names and dates of birth, for the leak scan and for nothing else."""

from __future__ import annotations

import csv
import io
from os import PathLike
from pathlib import Path

import pandas as pd

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.sources import WORKBOOKS, Rows, content_of, table_of, text_of
from rtt_eval.load.workbook import read_workbook

TABLE = "id_map"


def id_map(path: str | PathLike[str]) -> pd.DataFrame:
    """The rows of an id_map as text, one column a column of the table, "" where nothing stands. Nothing is judged.

    path: a CSV file, or an XLSX with a sheet named id_map (or with one sheet only).

    Errors: DataError where the file is not there, cannot be read, or has none of the table's columns; the message
    never tells a cell.
    """
    file = Path(path)
    if not file.is_file():
        raise DataError(f"{file.name}: there is no such id_map. Check the path.")
    content = content_of(file)
    rows = _sheet(content, file.name) if file.suffix.lower() in WORKBOOKS else _csv_rows(content, file.name)
    columns = list(schemas.columns(TABLE))
    heading = [cell.strip().casefold() for cell in (rows[0] if rows else [])]
    if not set(heading) & set(columns[1:]):
        raise DataError(f"{file.name}, row 1: no column of an id_map stands here ({', '.join(columns[:4])}, …).")
    places = {name: heading.index(name) for name in columns if name in heading}
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    cells = {name: [row[at].strip() if at < len(row) else "" for row in filled] for name, at in places.items()}
    return pd.DataFrame({name: cells.get(name, [""] * len(filled)) for name in columns}, dtype="str")


def id_map_beside(source: str | PathLike[str]) -> Path | None:
    """The id_map that stands with the tables of a source (a folder, or a workbook); None where there is none."""
    path = Path(source)
    inside = sorted(path.iterdir()) if path.is_dir() else [path]
    files = [file for file in inside if file.suffix.lower() == ".csv" and table_of(file.stem) == TABLE]
    books = [file for file in inside if file.suffix.lower() in WORKBOOKS and not file.name.startswith("~$")]
    return next((file for file in [*files, *filter(_has_sheet, books)]), None)


def _has_sheet(file: Path) -> bool:
    try:
        sheets = read_workbook(content_of(file), file.name, is_wanted=lambda _: False, is_only_counted=lambda _: False)
    except DataError:
        return False  # not a workbook that can be read: whoever reads the tables says so
    return any(table_of(sheet.name) == TABLE for sheet in sheets)


def person_ids(source: str | PathLike[str]) -> list[str]:
    """The person_ids of `young_people` in a folder of CSV files; none of any other source."""
    path = Path(source)
    inside = sorted(path.iterdir()) if path.is_dir() else []
    files = [file for file in inside if file.suffix.lower() == ".csv" and table_of(file.stem) == "young_people"]
    return [
        row["person_id"]
        for file in files
        for row in csv.DictReader(io.StringIO(text_of(content_of(file), file.name)[0], newline=""))
        if row.get("person_id")
    ]


def _csv_rows(content: bytes, file: str) -> Rows:
    text, _ = text_of(content, file)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise DataError(f"{file}: the quotation marks do not pair up. Save it as CSV again.") from None


def _sheet(content: bytes, file: str) -> Rows:
    sheets = read_workbook(content, file, is_wanted=lambda _: True, is_only_counted=lambda _: False)
    named = [sheet for sheet in sheets if sheet.name.strip().casefold() == TABLE]
    if not named and len(sheets) != 1:
        raise DataError(f"{file}: no sheet is named {TABLE}. Name the sheet with the names and dates of birth so.")
    return (named or sheets)[0].rows
