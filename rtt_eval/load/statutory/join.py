"""The children of the return as the service knows them, through `id_map`.

Two columns of it are taken, `person_id` and `ssda903_child`; names, dates of birth and the rest are passed over.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rtt_eval.errors import DataError
from rtt_eval.load.faults import spreadsheet_letter, where
from rtt_eval.load.grids.files import read_content
from rtt_eval.load.sources import WORKBOOKS, Rows, csv_rows, table_of
from rtt_eval.load.statutory.oddities import Found
from rtt_eval.load.workbook import read_workbook

ID_MAP = "id_map"
KEYS = ("person_id", "ssda903_child")


def persons(source: Path | pd.DataFrame | None) -> tuple[pd.DataFrame, list[Found]]:
    """CHILD and person_id, one row a child, and those that stand twice and so join to nobody.

    source: the id_map as CSV, a workbook with such a sheet, the folder that holds either, a frame of the two columns,
    or None for no join.
    Errors: DataError when it is not there, or one of the two columns is not.
    """
    if source is None:
        return pd.DataFrame({"CHILD": pd.Series(dtype="str"), "person_id": pd.Series(dtype="str")}), []
    file, rows = _frame_rows(source) if isinstance(source, pd.DataFrame) else _file_rows(source)
    headings = [cell.casefold() for cell in (rows[0] if rows else [])]
    missing = [key for key in KEYS if key not in headings]
    if missing:
        raise DataError(f"{where(file, '', 1)}: the column {missing[0]} is not there. Add it to join the return.")
    person, child = (headings.index(key) for key in KEYS)
    width = max(person, child)
    keys = [(row[child], row[person], number) for number, row in enumerate(rows[1:], start=2) if len(row) > width]
    frame = pd.DataFrame(keys, columns=["CHILD", "person_id", "row"]).astype({"CHILD": "str", "person_id": "str"})
    frame = frame[(frame["CHILD"] != "") & (frame["person_id"] != "")].drop_duplicates(["CHILD", "person_id"])
    is_twice = frame["CHILD"].duplicated(keep=False) | frame["person_id"].duplicated(keep=False)
    found = [Found("S34", ID_MAP, file, KEYS[1], spreadsheet_letter(child), frame.loc[is_twice, "row"].to_numpy())]
    return frame.loc[~is_twice, ["CHILD", "person_id"]].reset_index(drop=True), found if is_twice.any() else []


def _file(source: Path) -> Path:
    """The file that holds the id_map."""
    if not source.exists():
        raise DataError(f"{source.name}: there is no such file or folder. The return is joined through the id_map.")
    if source.is_file():
        return source
    found = sorted(path for path in source.glob("*") if table_of(path.stem) == ID_MAP and path.suffix.lower() == ".csv")
    found = found or sorted(path for path in source.glob("*") if path.suffix.lower() in WORKBOOKS)
    if len(found) != 1:
        raise DataError(f"{source.name}: no id_map is there to join the statutory return through. Add id_map.csv.")
    return found[0]


def _frame_rows(frame: pd.DataFrame) -> tuple[str, Rows]:
    keys = frame[[name for name in KEYS if name in frame]]
    return ID_MAP, [list(keys.columns), *keys.fillna("").astype("str").to_numpy().tolist()]


def _file_rows(source: Path) -> tuple[str, Rows]:
    path = _file(source)
    content = read_content(path, path.name)
    if path.suffix.lower() not in WORKBOOKS:
        return path.name, csv_rows(content, path.name)[0]
    sheets = read_workbook(content, path.name, lambda name: table_of(name) == ID_MAP, lambda name: False)
    found = next((sheet.rows for sheet in sheets if sheet.rows), None)
    if found is None:
        raise DataError(f"{path.name}: no sheet is named {ID_MAP}. Add it to join the statutory return.")
    return path.name, found


def with_person(frame: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The same table with the `person_id` of each row's child."""
    known = pairs.set_index("CHILD")["person_id"]
    return frame.assign(person_id=frame["CHILD"].map(known).astype("str"))
