"""Who was on the list a month before, and what has come of each; who is new on it, and why."""

from __future__ import annotations

from datetime import date

import pandas as pd

from rtt_eval.load import Records
from rtt_eval.screening.ranking import Screened
from rtt_eval.screening.standing import CLOSING, programme_referrals, standings
from rtt_eval.windows import day_after

CAME_OF = (
    "started",
    "started_step_down",
    "in_programme",
    "ended",
    "taken_on",
    "turned_down",
    "referred",
    "waiting",
    "nothing",
)
"""What has come of a child since, the first that is true.

started, started_step_down: a case began since · in_programme: was in it then, and is · ended: was in it then, and is no
longer · taken_on, turned_down: decided since · referred: a referral since, not decided · waiting: a referral under way
then and now · nothing: none of these on record.
"""

ON_LIST, LEFT_CARE = "on_list", "left_care"


def since_last_month(records: Records, then: Screened, now: Screened) -> pd.DataFrame:
    """Row table: each child of the list a month before, in its order.

    Columns: person_id, rank_then, is_tied_then, points_then, line_then, came_of (CAME_OF), now (on_list, left_care, or
    the state that keeps the child off it), rank, is_tied, points (missing where no longer on it). Both lists are made
    by the same rules from the records as they stand: what was entered late is in the earlier one too.
    """
    rows = then.ranked[["person_id", "rank", "is_tied", "points", "line"]]
    rows = rows.rename(columns={name: f"{name}_then" for name in ("rank", "is_tied", "points", "line")})
    rows = rows.merge(now.ranked[["person_id", "rank", "is_tied", "points"]], on="person_id", how="left")
    state = rows["person_id"].map(now.children.set_index("person_id")["state"]).astype("object").fillna(LEFT_CARE)
    came_of = _came_of(records, rows["person_id"], then.as_at, now.as_at)
    rows = rows.assign(came_of=came_of.to_numpy(), now=state.mask(state == "high", ON_LIST).astype("str"))
    return rows.astype({"rank": "Int64", "points": "Int64"})


def _came_of(records: Records, persons: pd.Series, before: date, as_at: date) -> pd.Series:
    first, end = day_after(before), day_after(as_at)
    began = records.iip_cases[(records.iip_cases["start"] >= first) & (records.iip_cases["start"] < end)]
    is_full = began["service"] == "full"
    asked = programme_referrals(records, as_at)
    decided, last = asked[asked["decided"] >= first], asked.drop_duplicates("person_id", keep="last")
    earlier, later = standings(records, persons, before), standings(records, persons, as_at)
    in_it, under_way = ["in_programme", "in_step_down"], last.loc[last["is_under_way"] & last["start"].isna()]
    groups = {
        "started": began.loc[is_full, "person_id"],
        "started_step_down": began.loc[~is_full, "person_id"],
        "in_programme": earlier.index[earlier.isin(in_it) & later.isin(in_it)],
        "ended": earlier.index[earlier.isin(in_it)],
        "taken_on": decided.loc[~decided["decision"].isin([*CLOSING, "pending"]), "person_id"],
        "turned_down": decided.loc[decided["decision"].isin(CLOSING), "person_id"],
        "referred": last.loc[last["received"] >= first, "person_id"],
        "waiting": under_way["person_id"],
    }
    found = pd.Series("nothing", index=earlier.index, dtype="str")
    for code, some in reversed(groups.items()):
        found = found.mask(found.index.isin(some), code)
    return found


def newly_listed(then: Screened, now: Screened) -> pd.DataFrame:
    """Row table: who is on the list and was not a month before: person_id, rank, is_tied, points, why; by rank.

    why: came_into_care · came_of_age (outside the ages then) · new_score (a score that makes the list has come since).
    """
    rows = now.ranked[~now.ranked["person_id"].isin(then.ranked["person_id"])]
    state = rows["person_id"].map(then.children.set_index("person_id")["state"]).astype("object").fillna("")
    why = state.map({"": "came_into_care", "outside_ages": "came_of_age"}).fillna("new_score")
    return rows[["person_id", "rank", "is_tied", "points"]].assign(why=why.astype("str")).reset_index(drop=True)
