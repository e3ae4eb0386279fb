"""Bring the lines of all files together: one line a child, each form to its case, each sign-in to its event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval import schemas
from rtt_eval.load.faults import Fault, where
from rtt_eval.load.mapping.parts import Part
from rtt_eval.load.tables import BEHIND, TABLES, empty_table

ISO_DAY = r"\d{4}-\d{2}-\d{2}"


class Gathered(NamedTuple):
    """All lines of every table, their faults, and the input rows that a line rests on beside its own."""

    frames: dict[str, pd.DataFrame]
    faults: list[Fault]
    behind: pd.DataFrame


def gather(parts: Sequence[Part], case_starts: dict[int, pd.Series]) -> Gathered:
    """The parts as one frame a table, in the order of the mapping; faults numbered along it.

    `case_starts`: place of a part in the list -> the start of the case beside each of its lines, where a sheet says it.
    """
    frames: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    starts: list[pd.Series] = []
    for table in TABLES:
        own = [(number, part) for number, part in enumerate(parts) if part.table == table and len(part.frame)]
        n_before = 0
        for number, part in own:
            faults += [_moved(fault, n_before) for fault in part.faults]
            n_before += len(part.frame)
            if table == "outcomes":
                starts.append(case_starts.get(number, pd.Series(pd.NaT, index=range(len(part.frame)))))
        frames[table] = pd.concat([part.frame for _, part in own], ignore_index=True) if own else empty_table(table)
    if len(frames["outcomes"]):
        frames["outcomes"] = _with_cases(frames["outcomes"], frames["iip_cases"], pd.concat(starts, ignore_index=True))
    frames["attendance"] = _with_events(frames["attendance"], frames["training_events"])
    return Gathered(frames, faults, pd.DataFrame(columns=list(BEHIND)))


def _moved(fault: Fault, n: int) -> Fault:
    return fault if fault.line is None else fault._replace(line=fault.line + n)


def _with_cases(outcomes: pd.DataFrame, cases: pd.DataFrame, starts: pd.Series) -> pd.DataFrame:
    """Each form with its case: the child's only one; else the one that starts on the day given beside it; else the
    latest that had started when it was filled in. A form that fits none stays without (and is queried)."""
    known = cases.dropna(subset=["person_id", "case_id", "start"]).sort_values("start", kind="stable")
    has_several = known["person_id"].duplicated(keep=False)
    only = known[~has_several].set_index("person_id")["case_id"]
    several: dict[Any, pd.DataFrame] = dict(iter(known[has_several].groupby("person_id")))
    found = outcomes["person_id"].map(only).astype("str")
    forms = outcomes[["person_id", "date_completed"]].assign(start=starts)
    asked = forms[forms["person_id"].isin(list(several))]
    names: Any
    for names, lines in asked.groupby(["person_id", "start", "date_completed"], dropna=False):
        child, start, day = names
        found[lines.index] = _case_of(several[child], start, day)
    return outcomes.assign(case_id=outcomes["case_id"].fillna(found))


def _case_of(cases: pd.DataFrame, start: pd.Timestamp, day: pd.Timestamp) -> Any:
    """The case of a form, of the several of a child; NaN where more than one fits, or none."""
    if pd.notna(start):
        fitting = cases[cases["start"] == start]
    else:
        fitting = cases[cases["start"] <= day].tail(1) if pd.notna(day) else cases.head(0)
    return str(fitting["case_id"].iloc[0]) if len(fitting) == 1 else np.nan


def _with_events(attendance: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Each sign-in with its event: where a date stands in place of the id, the one event of that day."""
    by_day = events.dropna(subset=["event_id", "date"]).assign(day=lambda rows: rows["date"].dt.strftime("%Y-%m-%d"))
    once = by_day[~by_day["day"].duplicated(keep=False)].set_index("day")["event_id"]
    is_day = attendance["event_id"].str.fullmatch(ISO_DAY).fillna(False).astype(bool)
    found = attendance["event_id"].where(~is_day, attendance["event_id"].map(once).astype("str"))
    return attendance.assign(event_id=found.where(found.notna() | ~is_day, attendance["event_id"]))


def one_line_a_child(
    gathered: Gathered, letters: dict[tuple[str, str, str, str], dict[str, tuple[str, str]]]
) -> Gathered:
    """The young people with one line each: what stands first in the order of the mapping holds, the rest fills blanks.

    Where two rows of one child say different things, the later cell is queried and not used.
    """
    frame = gathered.frames["young_people"]
    is_again = frame["person_id"].notna() & frame["person_id"].duplicated()
    if not is_again.any():
        return gathered
    first = {person: line for line, person in reversed(list(frame["person_id"].dropna().items()))}
    merged, faults, behind = frame.copy(), [], []
    for line in frame.index[is_again]:
        kept = first[frame.at[line, "person_id"]]
        row = frame.loc[line]
        behind.append(("young_people", kept, row["source_file"], row["source_sheet"], row["source_row"]))
        for column in schemas.tables()["young_people"]:
            faults += _fill(merged, kept, row, column, letters)
    new_line = {line: place for place, line in enumerate(frame.index[~is_again])}
    renumbered = [_renumbered(fault, new_line, first, frame) for fault in gathered.faults]
    rows = pd.DataFrame(behind, columns=list(BEHIND))
    rows["line"] = rows["line"].map(new_line)
    faults = [fault._replace(line=new_line[fault.line]) for fault in faults if fault.line is not None]
    frames = {**gathered.frames, "young_people": merged[~is_again].reset_index(drop=True)}
    return Gathered(frames, [*renumbered, *faults], pd.concat([gathered.behind, rows], ignore_index=True))


def _fill(
    merged: pd.DataFrame, kept: int, row: pd.Series, column: schemas.Column,
    letters: dict[tuple[str, str, str, str], dict[str, tuple[str, str]]],
) -> list[Fault]:  # fmt: skip
    """Fill a blank of the kept line from a later row of the child; a query where the two differ."""
    name, value = column.name, row[column.name]
    if pd.isna(value):
        return []
    own: Any = merged.loc[kept]
    held = own[name]
    if pd.isna(held):
        merged.at[kept, name] = value
        return []
    if held == value:
        return []
    file, sheet, number = row["source_file"], row["source_sheet"], int(row["source_row"])
    letter, heading = letters.get(("young_people", file, sheet, ""), {}).get(name, ("", name))
    first = where(own["source_file"], own["source_sheet"], int(own["source_row"]))
    advice = f"this differs from {first}, about the same child, which was used. Correct the one that is wrong."
    message = f"{where(file, sheet, number, letter, heading)}: {advice}"
    return [Fault("young_people", file, sheet, number, heading, letter, "M04", "query", message, kept)]


def _renumbered(fault: Fault, new_line: dict[int, int], first: dict[str, int], frame: pd.DataFrame) -> Fault:
    """A fault of a row that went into another line no longer costs that line: it is a query of it."""
    if fault.table != "young_people" or fault.line is None:
        return fault
    if fault.line in new_line:
        return fault._replace(line=new_line[fault.line])
    kept = first[str(frame.at[fault.line, "person_id"])]
    return fault._replace(line=new_line[kept], severity="query")
