"""The folder or file of a statutory return in, `StatutoryReturn` out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from rtt_eval.load.statutory import listed, within
from rtt_eval.load.statutory.account import buckets, ledger
from rtt_eval.load.statutory.cells import typed
from rtt_eval.load.statutory.files import find
from rtt_eval.load.statutory.join import persons, with_person
from rtt_eval.load.statutory.layout import tables
from rtt_eval.load.statutory.oddities import DUPLICATE, REJECT, Found, Letters, faults, in_rows, totals
from rtt_eval.load.statutory.raw import Raw
from rtt_eval.load.statutory.result import PLACE_DTYPES, StatutoryReturn, empty_table

SOURCE_COLUMNS = ("file", "sheet", "table", "state", "rows", "sha256", "encoding")
Frames = dict[str, pd.DataFrame]


def ssda903(
    folder: str | Path, id_map: str | Path | pd.DataFrame | None = None, year_ending: int | None = None
) -> StatutoryReturn:
    """The statutory return in a folder: every table, typed, with its oddities counted and each row accounted for.

    folder: CSV files in any style of name (each table is known by its columns), the one XML file of the return, or
    either of the two by name. id_map: the file (or the folder that holds it, or a frame) to join the children
    through; its two keys alone are taken. year_ending: the year of the return by its end; None: as the dates of its
    episodes say.

    Errors: DataError where nothing can be read, a column stands twice, or one that must be there does not.
    Source: docs/ssda903.md.
    """
    path = Path(folder)
    read = find(path)
    letters: Letters = {(raw.table, raw.file): raw.letters for raw in read.raws}
    frames, found = _typed(read.raws)
    found = [*read.found, *found]
    year = year_ending or listed.year_of_return(_still_in(frames, found))
    frames, found = _checked(frames, found, year, letters)
    pairs, twice = persons(Path(id_map) if isinstance(id_map, str) else id_map)
    found += twice
    frames = {table: with_person(buckets(table, frame, found), pairs) for table, frame in frames.items()}
    return StatutoryReturn(
        name=path.stem if path.is_file() else path.resolve().name,
        year_ending=year,
        sources=_sources(read.sources),
        oddities=totals(found),
        faults=faults(found),
        ledger=ledger(frames, found, read.unused_rows),
        letters={table: {} for table in read.holds} | {raw.table: dict(raw.letters) for raw in reversed(read.raws)},
        persons=pairs,
        **{table: _in_order(table, frames.get(table)) for table in tables()},
    )


def _typed(raws: Sequence[Raw]) -> tuple[Frames, list[Found]]:
    """One typed frame a table, files of one table one after the other."""
    parts: dict[str, list[pd.DataFrame]] = {}
    found: list[Found] = []
    for raw in raws:
        made = typed(raw)
        parts.setdefault(raw.table, []).append(made.frame)
        found += made.found
    return {table: pd.concat(frames, ignore_index=True) for table, frames in parts.items()}, found


def _checked(frames: Frames, found: list[Found], year: int | None, letters: Letters) -> tuple[Frames, list[Found]]:
    """The frames with the later codes of SEX, and all that is odd about them; a row that is out is not looked at."""
    for table, frame in _still_in(frames, found).items():
        if year is not None:
            found = [*found, *listed.out_of_year(table, frame, year, letters)]
        if table in ("episodes", "missing"):
            found = [*found, *within.ends_first(table, frame, letters)]
    frames = {table: listed.with_later_sex_codes(frame) for table, frame in frames.items()}
    for table, frame in _still_in(frames, found).items():
        again = frame[frame.duplicated([column.name for column in tables()[table]])]
        found = [*found, *in_rows("S08", table, "CHILD", again, letters)]
    left = _still_in(frames, found)
    found = [*found, *within.against_headers(left, letters)]
    if "header" in left:
        found += within.headers(left["header"], letters)
    if "episodes" in left:
        found += within.episodes(left["episodes"], year, letters)
    if "oc2" in left:
        found += within.oc2(left["oc2"], letters)
    if "missing" in left:
        found += within.missing(left["missing"], letters)
    return frames, found


def _still_in(frames: Frames, found: Sequence[Found]) -> Frames:
    """The frames without the rows that are out so far."""
    left = {}
    for table, frame in frames.items():
        is_out = pd.Series(False, index=frame.index)
        for one in found:
            if one.table == table and one.effect in (REJECT, DUPLICATE):
                is_out |= (frame["source_file"] == one.file) & frame["source_row"].isin(one.rows)
        left[table] = frame[~is_out]
    return left


def _in_order(table: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    """The table with all its columns in order; an empty one where it was not there."""
    empty = empty_table(table)
    return empty if frame is None else frame[list(empty.columns)].astype(PLACE_DTYPES)


def _sources(rows: Sequence[tuple[str, str, str, int, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame([(file, "", *rest) for file, *rest in rows], columns=list(SOURCE_COLUMNS))
    return frame.astype({name: "int64" if name == "rows" else "str" for name in SOURCE_COLUMNS})
