"""A team's own files in, `Records` out: the same tables as from canonical CSVs, each cell with its own place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.cells import read_date
from rtt_eval.load.faults import Fault, fault_rows, where
from rtt_eval.load.grids import Grid, find_files, read_grids
from rtt_eval.load.mapping import ledger, people
from rtt_eval.load.mapping.layout import cell
from rtt_eval.load.mapping.link import Gathered, gather, one_line_a_child
from rtt_eval.load.mapping.model import Mapping, fits_file, is_used
from rtt_eval.load.mapping.parts import Base, Part, base_of, column_for, whole_rows
from rtt_eval.load.mapping.people import People, key_column
from rtt_eval.load.mapping.read import read_mapping
from rtt_eval.load.mapping.readings import Words, as_day
from rtt_eval.load.mapping.synonyms import CASE_START
from rtt_eval.load.mapping.tables import Table, lay, with_rows
from rtt_eval.load.mapping.wide import attendance_parts, feedback_parts, outcome_parts, unknown_parts
from rtt_eval.load.mapping.words import plain
from rtt_eval.load.tables import Place, Records

ID_MAP = "id_map.csv"
WIDE_FIELDS = {"outcomes": {"score", "measure", "informant", "timepoint", "subscale"}, "feedback": {"question"},
               "attendance": {"attended", "event_id"}}  # fmt: skip
"""Required fields that the columns of a wide sheet, or the unpivot sheet, may give."""


Places = dict[tuple[str, str, str, str], dict[str, Place]]


class _Laid(NamedTuple):
    """A mapping laid over the sheets of a folder."""

    name: str
    plan: Mapping
    words: Words
    grids: list[Grid]
    tables: list[Table]
    id_map: Grid | None


def team_files(folder: str | Path, mapping: str | Path | Mapping, id_map: str | Path | None = None) -> Records:
    """Every canonical table that a team's own files hold, by a mapping, typed, with faults noted and places kept.

    `mapping`: mapping.xlsx, a folder of CSVs named after its sheets, or a Mapping. Children are joined through
    `id_map`, else the one that the sheet settings names, else id_map.csv in the folder; without one they get pseudonyms
    in order of appearance. A wide sheet gives several lines a row; a value that is not mapped is a fault, not a guess.

    Errors: ParamsError where the mapping cannot be used; DataError where a file cannot be read, a source fits no
    sheet, or a required field has no column. All else is in `faults`, for `validate` to judge.
    Source: docs/reading-your-files.md.
    """
    folder = Path(folder)
    plan = mapping if isinstance(mapping, Mapping) else read_mapping(mapping)
    grids, unread = read_folder(folder, plan)
    words = Words(plan)
    laid, wrong = lay(plan, grids)
    wrong += [line for table in laid for line in _lacking(table, plan, words)]
    if wrong:
        raise DataError(f"{folder.resolve().name}: the files cannot be mapped yet.", wrong)
    tables = with_rows(plan, laid)
    seen = list(people.seen_in(tables))
    who = _id_map(folder, plan, id_map)
    known = People(people.read_id_map(who) if who else None, seen)
    tables, unjoined = _joinable(tables, known)
    parts, starts = _parts(tables, words, known)
    places = {(part.table, part.file, part.sheet, part.source_column): dict(part.places) for part in parts}
    gathered = one_line_a_child(gather(parts, starts), places)
    table_of = {(table.grid.file, table.grid.sheet): table.source.table for table in reversed(tables)}
    faults = [*unread, *_notes(grids), *unjoined, *gathered.faults, *people.spelling_faults(seen, table_of)]
    return _records(_Laid(folder.resolve().name, plan, words, grids, tables, who), gathered, faults, places)


def read_folder(folder: Path, plan: Mapping | None = None) -> tuple[list[Grid], list[Fault]]:
    """Every sheet of every spreadsheet in a folder but id_map; files that cannot be read are faults.

    Errors: DataError where a file that the mapping names cannot be read.
    """
    grids: list[Grid] = []
    faults: list[Fault] = []
    wrong: list[str] = []
    for path in find_files(folder):
        name = path.relative_to(folder).as_posix()
        if path.name.casefold() == ID_MAP:
            continue
        try:
            grids += read_grids(path, name)
        except DataError as fault:
            if plan and any(is_used(row) and fits_file(row, name, "") for row in plan.files):
                wrong.append(str(fault))
            faults.append(Fault("", name, "", None, "", "", "M05", "query", str(fault)))
    if wrong:
        raise DataError(f"{folder.name}: files that the mapping names cannot be read.", wrong)
    return grids, faults


def _lacking(table: Table, plan: Mapping, words: Words) -> Iterator[str]:
    """What keeps a table from being read: a required field without a column, a part of a form that nobody knows."""
    name = table.source.table
    from_wide = WIDE_FIELDS.get(name, set()) if table.wide else set()
    given = {field for field in from_wide if field in ("score", "attended", "event_id")}
    if name == "outcomes":
        for wide in (one for one in table.wide if (one.row.field or "score") == "score"):
            lacks = unknown_parts(wide, words)
            yield from (_unknown(table, wide.column.letter, wide.column.own, part) for part in lacks)
        scores = [one for one in table.wide if (one.row.field or "score") == "score"]
        parts = {"measure": "measure", "scale": "subscale", "timepoint": "timepoint", "respondent": "informant"}
        given |= {field for part, field in parts.items() if scores and all(getattr(one.row, part) for one in scores)}
    if name == "feedback" and table.wide:
        given.add("question")
    for field, column in schemas.columns(name).items():
        if column.is_required and field not in given and column_for(table, field) is None:
            yield _missing_field(table, field, plan)
    for row in plan.columns:
        is_ours = row.source_name == table.source.source_name and is_used(row) and row.required == "yes"
        if is_ours and table.column(row.field) is None:
            yield f"{table.place}: the column '{row.column_pattern}', marked required in the mapping, is not there."


def _unknown(table: Table, letter: str, heading: str, part: str) -> str:
    return (
        f"{where(table.grid.file, table.grid.sheet, table.header + 1, letter, heading)}: the {part} that the mapping "
        f"names for this column is not known. Correct it in the sheet unpivot, or give it a code in the sheet values."
    )


def _missing_field(table: Table, field: str, plan: Mapping) -> str:
    """A required field without a column; a suggestion that waits for a person's word is pointed to."""
    waiting = [
        row for row in plan.columns
        if row.source_name == table.source.source_name and row.field == field and not is_used(row)
    ]  # fmt: skip
    advice = f"Give it a column, or a default for every row, in the sheet columns of {plan.name}."
    if waiting and waiting[0].status == "suggested":
        what = f"the column '{waiting[0].column_pattern}'" if waiting[0].column_pattern else f"'{waiting[0].default}'"
        advice = f"The mapping suggests {what}: if that is right, set the status of that row in columns to ok."
    return f"{table.place}: the required field {field} of {table.source.table} has no column. {advice}"


def _id_map(folder: Path, plan: Mapping, given: str | Path | None) -> Grid | None:
    """id_map as given, else where the settings name it, else in the folder. Errors: DataError where it is not there."""
    named = plan.setting("id_map")
    path = Path(given) if given else plan.folder / named if named else None
    path = path or next((one for one in find_files(folder) if one.name.casefold() == ID_MAP), None)
    if path is None:
        return None
    grids = read_grids(path)
    return next((grid for grid in grids if plain(grid.sheet).replace(" ", "_") == "id_map"), grids[0])


def _joinable(tables: Sequence[Table], known: People) -> tuple[list[Table], list[Fault]]:
    """The tables whose children can be told to be those of the others; a sheet that cannot be joined is left out."""
    kept: list[Table] = []
    faults: list[Fault] = []
    for table in tables:
        key = key_column(table)
        if key is None or known.can_join(key.row.field):
            kept.append(table)
            continue
        advice = (
            f"the children are named by {key.row.field}, other files by {known.main}: without id_map the two cannot "
            "be joined, and the sheet was left out. Put id_map.csv in the folder."
        )
        at = (table.source.table, table.grid.file, table.grid.sheet)
        message = f"{where(*at[1:], table.header + 1, key.letter, key.heading)}: {advice}"
        faults.append(Fault(*at, table.header + 1, key.heading, key.letter, "M06", "query", message))
    return kept, faults


def _parts(tables: Sequence[Table], words: Words, known: People) -> tuple[list[Part], dict[int, pd.Series]]:
    """The lines of every table, and beside those of forms the start of the case, where the sheet says it."""
    parts: list[Part] = []
    starts: dict[int, pd.Series] = {}
    for number, table in enumerate(tables):
        base = base_of(table, words, known, number)
        for part in _parts_of(table, base, words):
            if table.source.table == "outcomes" and table.column(CASE_START) is not None:
                starts[len(parts)] = _starts(table).reindex(part.frame["source_row"] - 1).reset_index(drop=True)
            parts.append(part)
    return parts, starts


def _parts_of(table: Table, base: Base, words: Words) -> Iterator[Part]:
    if table.source.table == "outcomes":
        yield from outcome_parts(table, base, words)
    elif table.source.table == "feedback" and table.wide:
        yield from feedback_parts(table, base, words)
    elif table.source.table == "attendance" and table.wide:
        yield from (part for part, _ in attendance_parts(table, base, words))
    else:
        yield whole_rows(table, base)


def _starts(table: Table) -> pd.Series:
    """Row of the grid -> the start of the case given on it."""
    column = table.column(CASE_START)
    assert column is not None and column.place is not None
    days = [read_date(as_day(cell(table.grid, row, column.place)), ()).value for row in table.rows]
    return pd.Series(np.array([day or "NaT" for day in days], dtype="datetime64[us]"), index=list(table.rows))


def _notes(grids: Sequence[Grid]) -> list[Fault]:
    """What a user should know of the reading of a file: the older encoding, cells cut short, a hidden sheet."""
    faults = []
    for grid in grids:
        for note in grid.notes:
            code = "C01" if grid.encoding == "cp1252" and "cp1252" in note else "M05"
            message = f"{where(grid.file, grid.sheet)}: {note}"
            faults.append(Fault("", grid.file, grid.sheet, None, "", "", code, "query", message))
    return faults


def _records(laid: _Laid, gathered: Gathered, faults: Sequence[Fault], places: Places) -> Records:
    """Everything in the one form that the rest of the program knows."""
    frames, behind = gathered.frames, gathered.behind
    with_lines = set(zip(behind["file"], behind["sheet"], behind["row"], strict=True))
    for frame in frames.values():
        with_lines |= set(zip(frame["source_file"], frame["source_sheet"], frame["source_row"], strict=True))
    rows = [*ledger.ledger_rows(laid.grids, laid.tables, with_lines), *ledger.restricted_rows(laid.id_map)]
    found = [*ledger.found_columns(laid.plan, laid.tables), *ledger.found_values(laid.tables, laid.words)]
    sources, ledger_frame, found_frame = ledger.as_frames(
        ledger.source_rows(laid.grids, laid.tables, laid.id_map), rows, found
    )
    letters: dict[str, dict[str, str]] = {}
    for (table, *_), columns in places.items():
        letters.setdefault(table, {}).update({name: at[0] for name, at in columns.items()})
    if "outcomes" in letters and "iip_cases" in letters:
        letters["outcomes"].setdefault("case_id", "")
    return Records(
        name=laid.name, sources=sources, faults=fault_rows(faults), ledger=ledger_frame, letters=letters,
        places=places, behind=behind, found=found_frame, **frames,
    )  # fmt: skip
