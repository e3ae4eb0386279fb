"""Children worked with in a year, those open on the census day, and involvements by role."""

from __future__ import annotations

import pandas as pd

from rtt_eval import schemas
from rtt_eval.activity.year import Year, children_worked_with, open_on, overlapping
from rtt_eval.figures import Figure, count
from rtt_eval.load import Records

SECTION = "caseload"
OPEN = "children with an involvement begun on or before the day and not ended by it"
NOTHING_EARLIER = "no involvement in the records began before that day"


def caseload(records: Records, when: Year) -> list[Figure]:
    """Children worked with in the year, and open on its census day and on that of the year before, each child once.

    `caseload.worked_with.n`, `caseload.open_on_census.n`, `caseload.open_on_census.previous_year.n`. Worked with: at
    least one involvement on at least one day of the year. Last year's figure is None, with the reason in `note`, where
    no involvement began before last year's census day.
    """
    rows = records.involvements
    return [
        _children("caseload.worked_with", children_worked_with(records, when)),
        _children("caseload.open_on_census", open_on(rows, when.census)["person_id"], OPEN),
        *_previous_open(rows, when),
    ]


def _children(
    stem: str, persons: pd.Series, method: str = "children with an involvement on a day of the year"
) -> Figure:
    return count(f"{stem}.n", persons.nunique(), SECTION, method=f"{method}; each child once")


def _previous_open(rows: pd.DataFrame, when: Year) -> list[Figure]:
    day = when.previous.census
    if not (rows["start"] < pd.Timestamp(day)).any():
        return [_not_known("caseload.open_on_census.previous_year.n", NOTHING_EARLIER)]
    return [_children("caseload.open_on_census.previous_year", open_on(rows, day)["person_id"], OPEN)]


def _not_known(id: str, why: str) -> Figure:
    return Figure(id, None, "children", SECTION, note=why)


def involvements(records: Records, when: Year) -> list[Figure]:
    """Involvements with a day in the year, and the children in them, by the role of the worker.

    `involvements.n`, `involvements.role.<role>.n` (rows: they add up to the total); `involvements.children.n`,
    `involvements.role.<role>.children.n` (children, each once in a role: a child known to two roles stands in both, so
    these do not add up); `involvements.more_than_one_role.children.n`: how many children that is.
    """
    rows = overlapping(records.involvements, when)
    n_children = rows["person_id"].nunique()
    n_roles = rows.groupby("person_id")["role"].nunique()
    return [
        count("involvements.n", len(rows), SECTION, unit="involvements", n=n_children),
        count("involvements.children.n", n_children, SECTION, method="each child once"),
        *(figure for role in schemas.codes("involvements", "role") for figure in _role(rows, role)),
        count("involvements.more_than_one_role.children.n", int((n_roles > 1).sum()), SECTION, of=n_children),
    ]


def _role(rows: pd.DataFrame, role: str) -> list[Figure]:
    mine = rows[rows["role"] == role]
    n_children, stem = mine["person_id"].nunique(), f"involvements.role.{role}"
    return [
        count(
            f"{stem}.n",
            len(mine),
            SECTION,
            unit="involvements",
            of=len(rows),
            n=n_children,
            parts_of=("involvements.n",),
        ),
        count(f"{stem}.children.n", n_children, SECTION, method="each child once in a role"),
    ]
