"""One child's life on one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.key import Entry
from rtt_eval.charts.draw.lanes import Bar, Lane, Mark, lanes
from rtt_eval.charts.draw.style import TEXT
from rtt_eval.charts.finish import finished
from rtt_eval.charts.words import subtitle
from rtt_eval.disclosure import Safe
from rtt_eval.labels import CSE_LEVELS, EVENT_KINDS, PHASES, PLACEMENT_TYPES, ROLES, day, on_last_day, plain
from rtt_eval.params import IndividualOutcomes

ROLE_LANES = {
    "therapeutic_intervention_worker": "Therapy worker",
    "other_therapeutic_team": "Others in the team",
    "post_adoption_coordinator": "Post-adoption",
    "sgo_coordinator": "Special guardianship",
}
NOTES_LANES = {
    "placement_move": "Move",
    "missing": "Missing",
    "exclusion": "Exclusion",
    "self_harm": "Self-harm",
    "police": "Police",
    "allegation": "Allegation",
    "other_significant": "Other event",
}
"""Short enough for the left of a lane."""

EVENT_LANES = {"move": "Moves to a new carer", "missing": "Missing", "away": "Away without leave", "cse": "CSE risk"}


def life_line(safe: Safe, params: IndividualOutcomes) -> Chart | None:
    """Where did the child live, what was going on, and what happened when? None where nothing is recorded."""
    if "spells" not in safe.rows:
        return None
    rows = [*_spell_lanes(safe), *_event_lanes(safe), *_form_lanes(safe)]
    if not any(one.bars or one.marks for one in rows):
        return None
    first, last, today = days_of(safe)
    keys = [Entry("Event, or first day of an episode", "diamond"), Entry(day(today), "line", TEXT, (0, (3, 2)))]
    told = list(_told(safe))
    earlier = [one for one in safe.starting("sheet.events.") if one.id.endswith(".earlier.n") and one.value]
    notes = ["Events before the line begins are not drawn; the table behind the chart has them."] if earlier else []
    return finished(
        lanes(rows, first, last, today, keys),
        "chart_life_line",
        "Placements, work, episodes and events on one line of time",
        subtitle(f"{day(first)} to {day(last)}", f"as known {on_last_day(params)}"),
        ("What", "From", "To"),
        told,
        notes,
        " ".join(f"{what}: {start}{f' to {end}' if end not in ('', '-') else ''}." for what, start, end in told),
    )


def _spell_name(lane: str, kind: str) -> str:
    labels = {"placement": PLACEMENT_TYPES, "programme": PHASES, "involvement": ROLES}
    return str(labels[lane].get(kind, plain(kind)))


def _spell_lanes(safe: Safe) -> Iterator[Lane]:
    """Placements and phases in a lane each, involvements in one a role."""
    spells, today = safe.rows["spells"], float(days_of(safe)[2].toordinal())
    for lane, name in (("placement", "Placement"), ("programme", "Programme")):
        mine = spells[spells["lane"] == lane]
        if len(mine):
            yield Lane(name, _now(mine, lane), _bars(mine, today, lane == "programme"))
    for role, mine in spells[spells["lane"] == "involvement"].groupby("kind", sort=False):
        yield Lane(ROLE_LANES.get(str(role), plain(str(role))), "", _bars(mine.assign(kind=""), today))


def _bars(spells: pd.DataFrame, today: float, is_dark: bool = False) -> list[Bar]:
    return [
        Bar(
            day_number(row["start"], today),
            day_number(row["end"], today),
            _spell_name(row["lane"], row["kind"]) if row["kind"] else "",
            is_dark,
        )
        for row in spells.to_dict("records")
    ]


def _now(spells: pd.DataFrame, lane: str) -> str:
    """What it is now, or what it last was."""
    row = spells.iloc[-1]
    name = _spell_name(lane, row["kind"])
    return f"{name} since {_short(row['start'])}" if pd.isna(row["end"]) else f"{name} to {_short(row['end'])}"


def _short(value: Any) -> str:
    return f"{value.day} {value:%b %Y}"


def _event_name(lane: str) -> str:
    kind = lane.removeprefix("notes.")
    return EVENT_LANES.get(lane) or f"{EVENT_KINDS.get(kind, plain(kind))} (notes)"


def _lane_name(lane: str) -> str:
    kind = lane.removeprefix("notes.")
    return EVENT_LANES.get(lane) or f"{NOTES_LANES.get(kind, plain(kind))} (notes)"


def _event_lanes(safe: Safe) -> Iterator[Lane]:
    for lane, mine in safe.rows["life_events"].groupby("lane", sort=False):
        stem = f"sheet.events.{str(lane).replace('.', '_')}"
        is_level = lane == "cse"
        text = f"Latest: {CSE_LEVELS.get(mine['detail'].iloc[-1], '').lower()}" if is_level else safe.text(f"{stem}.n")
        marks = [
            Mark(
                day_number(row["day"], 0.0),
                None if pd.isna(row["end"]) else day_number(row["end"], 0.0),
                CSE_LEVELS.get(row["detail"], "").lower() if is_level else "",
            )
            for row in mine.to_dict("records")
        ]
        yield Lane(_lane_name(str(lane)), text, (), marks)


def _form_lanes(safe: Safe) -> Iterator[Lane]:
    days = safe.rows["steps"]["date"].dropna().drop_duplicates().sort_values()
    due = safe.rows["forms_next"]["day"].dropna().drop_duplicates()
    marks = [Mark(day_number(one, 0.0)) for one in days] + [Mark(day_number(one, 0.0), is_hollow=True) for one in due]
    if marks:
        yield Lane("Forms filled in", "Hollow: due next" if len(due) else "", (), marks)


def _told(safe: Safe) -> Iterator[tuple[str, str, str]]:
    """Every stretch and event, for the table behind the chart and for whoever cannot see it."""
    for row in safe.rows["spells"].to_dict("records"):
        yield (
            _spell_name(row["lane"], row["kind"]),
            _short(row["start"]),
            "now" if pd.isna(row["end"]) else _short(row["end"]),
        )
    for row in safe.rows["life_events"].to_dict("records"):
        level = f", {CSE_LEVELS.get(row['detail'], row['detail']).lower()}" if row["detail"] else ""
        yield (
            _event_name(str(row["lane"])) + level,
            _short(row["day"]),
            "-" if pd.isna(row["end"]) else _short(row["end"]),
        )


def days_of(safe: Safe) -> tuple[date, date, date]:
    """First and last day of the line of time, and the last day that counts."""
    row = safe.rows["window"].iloc[0]
    return row["first_day"].date(), row["last_day"].date(), row["today"].date()


def day_number(value: Any, otherwise: float) -> float:
    """A day as a number along the line of time; `otherwise` where it is missing."""
    return otherwise if pd.isna(value) else float(value.toordinal())
