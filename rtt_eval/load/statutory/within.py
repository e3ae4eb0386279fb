"""What rows of the return say against each other: two headers, episodes that do not fit, two answers for one child.

One function a table: the rows that count so far in, findings out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from rtt_eval.load.statutory.oddities import Found, Letters, in_rows

SCORES = (0, 40)
STAYS = "X1"
"""REC of an episode after which the child stays looked after."""


def headers(frame: pd.DataFrame, letters: Letters) -> list[Found]:
    """Children with more than one header row, and those whose rows disagree."""
    is_repeated = frame["CHILD"].duplicated(keep=False)
    found = in_rows("S20", "header", "CHILD", frame[is_repeated], letters)
    for code, column in (("S21", "SEX"), ("S22", "DOB")):
        has_two = frame.groupby("CHILD")[column].transform("nunique") > 1
        found += in_rows(code, "header", column, frame[has_two], letters)
    return found


def against_headers(frames: Mapping[str, pd.DataFrame], letters: Letters) -> list[Found]:
    """Rows of children who have no header, and dates of birth that are not those of the header."""
    if "header" not in frames:
        return []
    births = frames["header"].drop_duplicates("CHILD").set_index("CHILD")["DOB"]
    found: list[Found] = []
    for table, frame in frames.items():
        if table == "header":
            continue
        is_known = frame["CHILD"].isin(births.index)
        found += in_rows("S23", table, "CHILD", frame[~is_known], letters)
        if "DOB" in frame:
            other = births.reindex(frame["CHILD"]).set_axis(frame.index)
            differs = frame["DOB"].notna() & other.notna() & (frame["DOB"] != other)
            found += in_rows("S22", table, "DOB", frame[differs], letters)
    return found


def ends_first(table: str, frame: pd.DataFrame, letters: Letters) -> list[Found]:
    """Rows that end before they start."""
    code, start, end = {"episodes": ("S24", "DECOM", "DEC"), "missing": ("S31", "MIS_START", "MIS_END")}[table]
    return in_rows(code, table, end, frame[frame[end] < frame[start]], letters)


def episodes(frame: pd.DataFrame, year: int | None, letters: Letters) -> list[Found]:
    """Episodes of a child that do not follow on from each other, and ends that leave something open."""
    rows = frame.sort_values(["CHILD", "DECOM", "source_row"], kind="stable")
    is_last = ~rows["CHILD"].duplicated(keep="last")
    next_start = rows.groupby("CHILD")["DECOM"].shift(-1)
    has_end, has_reason = rows["DEC"].notna(), rows["REC"].notna()
    previous_end = rows.groupby("CHILD")["DEC"].shift()
    gap = has_end & (rows["REC"] == STAYS) & ((next_start > rows["DEC"]) | is_last)
    masks = {
        ("S25", "DECOM"): rows["DECOM"] < previous_end,
        ("S27", "DEC"): has_end != has_reason,
        ("S28", "RNE"): ~rows["CHILD"].duplicated() & (rows["RNE"] != "S"),
        ("S29", "REC"): gap,
        ("S30", "DEC"): ~has_end & ~is_last,
    }
    if year is not None:
        masks["S26", "DEC"] = rows["DEC"] == pd.Timestamp(date(year, 3, 31))
    return [
        one for (code, column), mask in masks.items() for one in in_rows(code, "episodes", column, rows[mask], letters)
    ]


def oc2(frame: pd.DataFrame, letters: Letters) -> list[Found]:
    """Scores that cannot be, scores beside a reason for there being none, and two rows of a child."""
    score = frame["SDQ_SCORE"]
    is_outside = score.notna() & ~score.between(*SCORES)
    is_both = score.notna() & frame["SDQ_REASON"].notna()
    is_twice = frame["CHILD"].duplicated(keep=False)
    return [
        *in_rows("S17", "oc2", "SDQ_SCORE", frame[is_outside.to_numpy(dtype=bool)], letters),
        *in_rows("S18", "oc2", "SDQ_REASON", frame[is_both.to_numpy(dtype=bool)], letters),
        *in_rows("S33", "oc2", "CHILD", frame[is_twice], letters),
    ]


def missing(frame: pd.DataFrame, letters: Letters) -> list[Found]:
    """Incidents of one child and kind that overlap: the later of each two."""
    rows = frame.sort_values(["CHILD", "MISSING", "MIS_START", "source_row"], kind="stable")
    groups = rows.groupby(["CHILD", "MISSING"])
    end = rows["MIS_END"].fillna(pd.Timestamp.max.floor("D").as_unit("us"))
    latest_so_far = end.groupby([rows["CHILD"], rows["MISSING"]]).cummax()
    before = latest_so_far.groupby([rows["CHILD"], rows["MISSING"]]).shift()
    is_later = groups.cumcount() > 0
    overlaps = (is_later & (rows["MIS_START"] < before)).to_numpy(dtype=bool)
    return in_rows("S32", "missing", "MIS_START", rows[np.asarray(overlaps)], letters)
