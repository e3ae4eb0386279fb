"""A source in, `Records` out."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from rtt_eval.errors import DataError
from rtt_eval.load import sources
from rtt_eval.load.faults import SENTENCES, Fault, fault_rows, spreadsheet_letter, where
from rtt_eval.load.headings import match
from rtt_eval.load.mapping.team import team_files
from rtt_eval.load.tables import TABLES, Records, empty_table
from rtt_eval.load.typed import Typed, read_table

SOURCE_COLUMNS = ("file", "sheet", "table", "state", "rows", "sha256", "encoding")
NEARLY_A_TABLE = 0.75  # of difflib: iip_case is iip_cases, but notes.csv is nothing


def records(source: str | Path, mapping: str | Path | None = None, id_map: str | Path | None = None) -> Records:
    """Every canonical table that a source holds, typed, with its faults noted and each row's place kept.

    With a `mapping`, the source is a folder of a team's own files, joined through `id_map`: see `team_files`.

    `source`: a folder of CSV files named after their tables, a folder with one XLSX, or the XLSX itself. Restricted
    tables are hashed and counted, never read. Dates may be ISO, real Excel dates or dd/mm/yyyy.

    Errors: DataError, listing every file that cannot be read at all: not there, empty, locked, not what its name says,
    a table twice, a column twice, a required column missing. All else is in `faults`, for `validate` to judge.
    Source: docs/tables.md.
    """
    return canonical(source) if mapping is None else team_files(source, mapping, id_map)


def canonical(folder: str | Path) -> Records:
    """The canonical tables of `records`, without a mapping, under the name of the public interface."""
    path = Path(folder)
    found, wrong = sources.find(path)
    wrong += _tables_twice(found)
    typed: dict[str, Typed] = {}
    letters: dict[str, dict[str, str]] = {}
    for one in (one for one in found if one.state == "read"):
        try:
            headings = match(one)
        except DataError as fault:
            wrong += str(fault).splitlines()
            continue
        typed[one.table] = read_table(one, headings)
        letters[one.table] = {name: spreadsheet_letter(place) for name, place in headings.positions.items()}
    if wrong:
        raise DataError(f"{path.name}: the data cannot be read yet.", wrong)
    faults = [*_file_faults(found), *(fault for table in typed.values() for fault in table.faults)]
    frames: dict[str, Any] = {name: typed[name].frame if name in typed else empty_table(name) for name in TABLES}
    own = path.stem if path.is_file() else path.resolve().name
    listed, ledger = _sources_frame(found), _ledger(found, frames)
    return Records(name=own, sources=listed, faults=fault_rows(faults), ledger=ledger, letters=letters, **frames)


def _tables_twice(found: Sequence[sources.Source]) -> list[str]:
    tables = [one.table for one in found if one.table]
    return [
        f"{where(one.file, one.sheet)}: the table {one.table} is here twice. Keep one of the two."
        for place, one in enumerate(one for one in found if one.table)
        if one.table in tables[:place]
    ]


def _file_faults(found: Sequence[sources.Source]) -> list[Fault]:
    """Faults of whole files: the older encoding, and names that are nearly those of a table."""
    faults = []
    absent = [name for name in TABLES if name not in {one.table for one in found}]
    for one in found:
        name = Path(one.sheet or one.file).stem.strip().casefold()
        close = difflib.get_close_matches(name, absent, n=1, cutoff=NEARLY_A_TABLE)
        if one.encoding == "cp1252":
            message = f"{SENTENCES['C01']}. Letters with accents may be wrong: save it as 'CSV UTF-8'."
            faults.append((one, "C01", message))
        elif one.state == "not_a_table" and close:
            faults.append((one, "C15", f"this was not read. Did you mean '{close[0]}'? Rename it."))
    return [
        Fault(one.table, one.file, one.sheet, None, "", "", code, "query", f"{where(one.file, one.sheet)}: {advice}")
        for one, code, advice in faults
    ]


def _sources_frame(found: Sequence[sources.Source]) -> pd.DataFrame:
    rows = [(s.file, s.sheet, s.table, s.state, s.n_rows, s.sha256, s.encoding) for s in found]
    frame = pd.DataFrame(rows, columns=list(SOURCE_COLUMNS))
    return frame.astype({name: "int64" if name == "rows" else "str" for name in SOURCE_COLUMNS})


def _ledger(found: Sequence[sources.Source], frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an input row: read, or restricted and left alone."""
    places: list[tuple[str, str, str, range | np.ndarray, str, str]] = [
        (one.table, one.file, one.sheet, range(2, one.n_rows + 2), "restricted", "holds names: not opened")
        for one in found
        if one.state == "restricted"
    ]
    by_table = {one.table: (one.file, one.sheet) for one in found if one.state == "read"}
    for table, frame in frames.items():
        if len(frame):
            places.append((table, *by_table[table], frame["source_row"].to_numpy(), "read", ""))
    names, sizes = ("table", "file", "sheet", "row", "bucket", "reason"), [len(place[3]) for place in places]
    columns = {
        name: np.repeat(np.array([place[position] for place in places], dtype=object), sizes)
        for position, name in enumerate(names)
        if name != "row"
    }
    rows = np.concatenate([np.asarray(place[3], dtype="int64") for place in places] or [np.zeros(0, "int64")])
    return pd.DataFrame({name: rows if name == "row" else pd.array(columns[name], dtype="str") for name in names})
