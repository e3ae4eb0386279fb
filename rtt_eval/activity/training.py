"""Training given in a year: events, courses, places taken, people."""

from __future__ import annotations

import pandas as pd

from rtt_eval import schemas
from rtt_eval.activity.year import Year, covers, dated_in
from rtt_eval.figures import Figure, count
from rtt_eval.load import Records

SECTION = "training"
KIND = "course"
"""The kind of event that the annual report counts as training; the other kinds stand beside it, not in it."""


def training(records: Records, when: Year) -> list[Figure]:
    """Training courses in the year and who came.

    `training.events.n` (dates on which a course was held), `training.courses.n` (different titles),
    `training.attendees.n` (places taken: rows of attendance with attended = yes), `training.people.n` (people, each
    once), `training.role.<role>.n` (places by role, adding up to the attendees), `training.events_without_attendees.n`
    (nobody is recorded: not the same as nobody came). `training.kind.<kind>.events.n`: events of every kind.
    `training.previous_year.{events,attendees}.n`: the year before, where the records reach back to it.
    """
    events = records.training_events
    now = events[dated_in(events["date"], when)]
    courses = now[now["kind"] == KIND]
    came = _came(records, courses)
    held = [count(f"training.kind.{kind}.events.n", int((now["kind"] == kind).sum()), SECTION, unit="sessions")
            for kind in schemas.codes("training_events", "kind") if (now["kind"] == kind).any()]  # fmt: skip
    n_silent = int((~courses["event_id"].isin(records.attendance["event_id"])).sum())
    titles = courses["course"].str.strip().str.casefold()
    return [
        count("training.events.n", len(courses), SECTION, unit="sessions", method="events of the kind course"),
        count("training.courses.n", titles.nunique(), SECTION, unit="courses", method="different titles"),
        count("training.attendees.n", len(came), SECTION, unit="places", method="rows with attended = yes"),
        count("training.people.n", came["attendee_key"].nunique(), SECTION, unit="people", method="each person once"),
        *_roles(came),
        count("training.events_without_attendees.n", n_silent, SECTION, unit="sessions", of=len(courses)),
        *held,
        *_previous(records, when),
    ]


def _came(records: Records, courses: pd.DataFrame) -> pd.DataFrame:
    rows = records.attendance
    return rows[rows["attended"].fillna(False).astype(bool) & rows["event_id"].isin(courses["event_id"])]


def _roles(came: pd.DataFrame) -> list[Figure]:
    role = came["attendee_role"].fillna("not_recorded")
    codes = (*schemas.codes("attendance", "attendee_role"), "not_recorded")
    return [
        count(
            f"training.role.{code}.n",
            int((role == code).sum()),
            SECTION,
            unit="places",
            of=len(came),
            parts_of=("training.attendees.n",),
        )
        for code in codes
        if (role == code).any()
    ]


def _previous(records: Records, when: Year) -> list[Figure]:
    events = records.training_events
    if not covers(events["date"], when.previous):
        return []
    courses = events[dated_in(events["date"], when.previous) & (events["kind"] == KIND)]
    stem = "training.previous_year"
    return [
        count(f"{stem}.events.n", len(courses), SECTION, unit="sessions"),
        count(f"{stem}.attendees.n", len(_came(records, courses)), SECTION, unit="places"),
    ]
