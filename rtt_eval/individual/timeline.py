"""What happened in a child's life, on one line of time: placements, work, episodes and events."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.individual.child import Child
from rtt_eval.placements import stays

MONTHS_BEFORE, MOST_MONTHS = 12, 48
PHASES = (("phase_1", "start"), ("phase_2", "phase_2_start"), ("phase_3", "phase_3_start"))
SPELL_COLUMNS = ["lane", "kind", "start", "end"]
EVENT_COLUMNS = ["lane", "day", "end", "detail"]


def window(one: Child, as_at: date, due_days: int) -> pd.DataFrame:
    """One row: first_day, last_day, today of the line of time.

    From 12 months before the child's first case (else involvement, else form), at most 48 months before `as_at`; to
    `due_days` days after it. A child with none of these: the last 12 months.
    """
    today = pd.Timestamp(as_at)
    starts = [frame["start"].min() for frame in (one.cases, one.records.involvements)]
    starts.append(one.scores["date_completed"].min())
    known = [day for day in starts if pd.notna(day)]
    first = (known[0] if known else today) - pd.DateOffset(months=MONTHS_BEFORE)
    first = max(first, today - pd.DateOffset(months=MOST_MONTHS))
    return pd.DataFrame([{"first_day": first, "last_day": today + pd.Timedelta(days=due_days), "today": today}])


def spells(one: Child) -> pd.DataFrame:
    """Stretches of time, in order of lane and start: placements (kind: the type), phases and involvements.

    lane: placement, programme (kind phase_1, phase_2, phase_3 of a full case, else prevent_stepdown), involvement
    (kind: the role). end: the first day after it; missing while it goes on.
    """
    rows: list[tuple[Any, ...]] = [
        ("placement", row["placement_type"], row["start"], row["end"])
        for row in one.records.placements.sort_values("start").to_dict("records")
    ]
    for case in one.cases.to_dict("records"):
        rows += _phases(case)
    rows += [
        ("involvement", row["role"], row["start"], row["end"])
        for row in one.records.involvements.sort_values("start").to_dict("records")
    ]
    return pd.DataFrame(rows, columns=SPELL_COLUMNS).astype({"start": "datetime64[us]", "end": "datetime64[us]"})


def _phases(case: Mapping[Hashable, Any]) -> list[tuple[Any, ...]]:
    """The phases of a case that have begun; each ends where the next begins."""
    if case["service"] != "full":
        return [("programme", case["service"], case["start"], case["end"])]
    begun = [(phase, case[column]) for phase, column in PHASES if pd.notna(case[column])]
    ends = [*(start for _, start in begun[1:]), case["end"]]
    return [("programme", phase, start, end) for (phase, start), end in zip(begun, ends, strict=True)]


def event_figures(found: pd.DataFrame, shown: pd.DataFrame) -> list[Figure]:
    """How many events of each lane lie in the window and before it: `sheet.events.<lane>.n`, `….earlier.n`.

    found: from `events`; shown: from `window`. Dots of a lane's name become underscores.
    """
    first = shown["first_day"].iloc[0]
    figures = []
    for lane, rows in found.groupby("lane", sort=False):
        stem, n = f"sheet.events.{str(lane).replace('.', '_')}", int((rows["day"] >= first).sum())
        figures += [
            count(f"{stem}.n", n, "sheet", unit="events", n=1),
            count(f"{stem}.earlier.n", len(rows) - n, "sheet", unit="events", n=1),
        ]
    return figures


def events(one: Child) -> pd.DataFrame:
    """Dated events, in order of lane and day.

    lane: move (a new carer, from the placements), missing and away (episodes, with their end), cse (an assessed level,
    in `detail`), and `notes.<kind>` for each kind of event found in case notes. A missing episode can stand both as an
    episode and in the notes: the two sources are not added together.
    """
    records = one.records
    moved = stays(records.placements, records.young_people)
    rows: list[tuple[Any, ...]] = [("move", day, pd.NaT, "") for day in moved.loc[moved["is_move"], "start"]]
    for row in records.missing_episodes.sort_values(["kind", "start"], ascending=[False, True]).to_dict("records"):
        rows.append(("missing" if row["kind"] == "M" else "away", row["start"], row["end"], ""))
    for row in records.significant_events.sort_values(["kind", "date"]).to_dict("records"):
        rows.append((f"notes.{row['kind']}", row["date"], pd.NaT, ""))
    for row in records.risk_scores.sort_values("date").to_dict("records"):
        rows.append((row["kind"], row["date"], pd.NaT, row["level"]))
    return pd.DataFrame(rows, columns=EVENT_COLUMNS).astype({"day": "datetime64[us]", "end": "datetime64[us]"})
