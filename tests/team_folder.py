"""A team's folder and a mapping for it, written from a few rows in a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from rtt_eval import load
from rtt_eval.load.mapping.model import ColumnRow, DropRow, FileRow, MissingRow, UnpivotRow, ValueRow


def book(folder: Path, name: str, **sheets: list[list[Any]]) -> Path:
    """A workbook with these sheets; an underscore in a name stands for a space."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(folder / name)
    return folder / name


def source(name: str, table: str, file: str = "*", sheet: str = "", header: str = "auto") -> FileRow:
    return FileRow(name, file, sheet, header, "", table)


def mapping(
    folder: Path,
    files: list[FileRow],
    columns: list[tuple[str, ...]],
    unpivot: tuple[UnpivotRow, ...] = (),
    values: tuple[ValueRow, ...] = (),
    missing: tuple[MissingRow, ...] = (),
    drop_rows: tuple[DropRow, ...] = (),
) -> load.Mapping:
    """A mapping; a column is (source, heading, field) and perhaps its default."""
    rows = tuple(ColumnRow(one[0], one[1], one[2], default=one[3] if len(one) > 3 else "") for one in columns)
    return load.Mapping("mapping.xlsx", folder, tuple(files), rows, unpivot, values, missing, drop_rows)


def id_map(folder: Path, *lines: str) -> None:
    """An id_map with these children: person_id,lcs_id."""
    text = "\n".join(["person_id,lcs_id,ssda903_child,forename", *lines])
    (folder / "id_map.csv").write_text(text + "\n", encoding="utf-8")


def messages(records: load.Records, code: str = "") -> list[str]:
    """What the faults say, of one code or of all."""
    faults = records.faults
    return list(dict.fromkeys(faults.loc[(faults["code"] == code) | (code == ""), "message"]))
