"""The one door to the restricted table: names and dates of birth, for the leak scan and for nothing else."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.grids.files import read_content
from rtt_eval.load.sources import WORKBOOKS, Rows, csv_rows, table_of
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
    content = read_content(file, file.name)
    rows = _sheet(content, file.name) if file.suffix.lower() in WORKBOOKS else csv_rows(content, file.name)[0]
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
        sheets = read_workbook(read_content(file, file.name), file.name, lambda _: False, lambda _: False)
    except DataError:
        return False  # not a workbook that can be read: whoever reads the tables says so
    return any(table_of(sheet.name) == TABLE for sheet in sheets)


def person_ids(source: str | PathLike[str]) -> list[str]:
    """The person_ids of `young_people` in a folder of CSV files; none of any other source."""
    path = Path(source)
    inside = sorted(path.iterdir()) if path.is_dir() else []
    files = [file for file in inside if file.suffix.lower() == ".csv" and table_of(file.stem) == "young_people"]
    return [person_id for file in files for person_id in _column(file, "person_id")]


def _column(file: Path, name: str) -> list[str]:
    """What stands in one column of a CSV file, blanks left out; nothing where there is no such column."""
    heading, *rows = csv_rows(read_content(file, file.name), file.name)[0] or [[]]
    names = [cell.casefold() for cell in heading]
    at = names.index(name) if name in names else len(names)
    return [row[at] for row in rows if at < len(row) and row[at]]


def _sheet(content: bytes, file: str) -> Rows:
    sheets = read_workbook(content, file, is_wanted=lambda _: True, is_only_counted=lambda _: False)
    named = [sheet for sheet in sheets if sheet.name.strip().casefold() == TABLE]
    if not named and len(sheets) != 1:
        raise DataError(f"{file}: no sheet is named {TABLE}. Name the sheet with the names and dates of birth so.")
    return (named or sheets)[0].rows
