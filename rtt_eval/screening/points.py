"""What is known of each child on the day, and the points that it gives: a row a child and part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from rtt_eval import placements
from rtt_eval.load import Records
from rtt_eval.screening.rules import GROUPS, MONTHS_BACK, PARTS, Rules, completed_months, points_for
from rtt_eval.windows import count_between, day_after


def points(records: Records, listed: pd.DataFrame, as_at: date, rules: Rules) -> pd.DataFrame:
    """A row a child and part, in the order of `listed` and PARTS: person_id, part, value, points, most.

    listed: rows of `children`. value: a whole number, or the level of CSE risk; None where it is not known. points:
    what it gives; 0 where it is not known, so that the sum is the least that the child can have. most: what it gives,
    or the most that it could where it is not known.
    """
    values = known(records, listed, as_at)
    rows = []
    for person_id, *of_child in values[["person_id", *PARTS]].itertuples(index=False):
        for part, value in zip(PARTS, of_child, strict=True):
            steps = rules.points.get(part, {})
            given = points_for(part, value, steps)
            most = max(steps.values(), default=0) if given is None else given
            rows.append((person_id, part, value, given or 0, most))
    # As objects from the start: a column of whole numbers and None would become decimals.
    frame = pd.DataFrame(rows, columns=["person_id", "part", "value", "points", "most"], dtype="object")
    return frame.astype({"person_id": "str", "part": "str", "points": "int64", "most": "int64"})


def in_groups(made: pd.DataFrame) -> pd.DataFrame:
    """The points of GROUPS, a row a child in the order of `made`: person_id, and a column a group."""
    group_of = {part: group for group, parts in GROUPS.items() for part in parts}
    rows = made.assign(group=made["part"].map(group_of))
    sums = rows.groupby(["person_id", "group"], sort=False)["points"].sum().unstack("group")
    return sums.reindex(columns=list(GROUPS)).fillna(0).astype("int64").rename_axis(None, axis=1).reset_index()


def known(records: Records, listed: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """One row a child of `listed`, in its order: person_id, PARTS and away_12_months; None where not known.

    moves_12_months, missing_12_months, away_12_months: those that began in the 12 calendar months up to and including
    the as-at day; missing (M) and away (A) are never added together. moves_since_care: from in_care_from. A child
    without any row of placements has no known moves; without the table of missing episodes nobody's are known, and a
    child without a row in it had none. cse: the latest level on or before the day. months_in_placement: completed
    months with the present carer; not known where no placement is open on the day.
    """
    rows, end = listed.reset_index(drop=True), day_after(as_at)
    persons, first_day = rows["person_id"], end - pd.DateOffset(months=MONTHS_BACK)
    moves = placements.moves(records.placements, records.young_people)
    is_placed = persons.isin(records.placements["person_id"])
    since_care = count_between(moves, persons, rows["in_care_from"], end)
    found = {
        "sdq": rows["score"],
        "moves_12_months": count_between(moves, persons, first_day, end).where(is_placed),
        "moves_since_care": since_care.where(is_placed & rows["in_care_from"].notna()),
        "missing_12_months": _episodes(records, "M", persons, first_day, end),
        "away_12_months": _episodes(records, "A", persons, first_day, end),
        "cse": persons.map(_levels(records, end)),
        "months_in_placement": persons.map(_months_with_carer(records, as_at)),
    }
    plain = {name: [_plain(one) for one in column] for name, column in found.items()}
    return pd.DataFrame(plain, dtype="object").assign(person_id=persons)


def _plain(value: Any) -> int | str | None:
    if pd.isna(value):
        return None
    return value if isinstance(value, str) else int(value)


def _episodes(records: Records, kind: str, persons: pd.Series, first_day: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    episodes = records.missing_episodes
    if episodes.empty and not records.has("missing_episodes"):
        return pd.Series(pd.NA, index=persons.index)
    rows = episodes[episodes["kind"] == kind]
    began = rows[["person_id", "start"]].rename(columns={"start": "day"})
    return count_between(began, persons, first_day, end)


def _levels(records: Records, end: pd.Timestamp) -> dict[str, str]:
    rows = records.risk_scores[(records.risk_scores["kind"] == "cse") & (records.risk_scores["date"] < end)]
    rows = rows.sort_values("date", kind="stable").drop_duplicates("person_id", keep="last")
    return dict(zip(rows["person_id"], rows["level"], strict=True))


def _months_with_carer(records: Records, as_at: date) -> dict[str, int]:
    today = pd.Timestamp(as_at)
    stays = placements.stays(records.placements, records.young_people)
    is_open = (stays["start"] <= today) & (stays["end"].isna() | (stays["end"] > today))
    now = stays[is_open].drop_duplicates("person_id", keep="last")
    return dict(zip(now["person_id"], completed_months(now["start"], today), strict=True))
