"""What rows of `placements` mean: who lived where on a day, how long a carer stayed the same, what is a move."""

from __future__ import annotations

import pandas as pd


def stays(placements: pd.DataFrame, young_people: pd.DataFrame) -> pd.DataFrame:
    """One row for each unbroken time of a child with one carer, in order of start.

    A new stay begins with a placement whose carer is new, and with the first placement of a care period. Temporary
    placements (short breaks with a return to the same carer) are part of the stay around them. Whether the carer is
    new is taken as yes where it is not recorded, temporary as no. is_move: the carer is new and it is not the first
    placement of the care period. end, end_reason: those of the last placement of the stay.
    Columns: person_id, start, end, end_reason, is_move.
    """
    rows = _lasting(placements, young_people)
    is_new_carer = rows["is_new_carer"].fillna(True).astype(bool)
    opens_period = ~rows.duplicated(["person_id", "is_current_period"])
    rows["is_move"] = is_new_carer & ~opens_period
    rows["stay"] = (is_new_carer | opens_period).groupby(rows["person_id"]).cumsum()
    key = ["person_id", "stay"]
    firsts = rows.loc[~rows.duplicated(key), [*key, "start", "is_move"]]
    lasts = rows.loc[~rows.duplicated(key, keep="last"), [*key, "end", "end_reason"]]
    found = firsts.merge(lasts, on=key)[["person_id", "start", "end", "end_reason", "is_move"]]
    return found.sort_values(["start", "person_id"], ignore_index=True)


def _lasting(placements: pd.DataFrame, young_people: pd.DataFrame) -> pd.DataFrame:
    """Placements that are not temporary, by child and date, marked as of the current care period or an earlier one."""
    rows = placements[~placements["is_temporary"].fillna(False).astype(bool)]
    rows = rows.merge(young_people[["person_id", "in_care_from"]], on="person_id", how="left")
    # One that ran on into the current period, or a child whose period is not known: the current period.
    rows["is_current_period"] = ~(rows["end"] <= rows["in_care_from"])
    return rows.sort_values(["person_id", "start", "placement_id"], ignore_index=True)


def moves(placements: pd.DataFrame, young_people: pd.DataFrame) -> pd.DataFrame:
    """Placement moves: the days on which a child came to a new carer. Columns: person_id, day."""
    found = stays(placements, young_people)
    return found.loc[found["is_move"], ["person_id", "start"]].rename(columns={"start": "day"})


def open_on(placements: pd.DataFrame, persons: pd.Series, day: pd.Series | pd.Timestamp) -> pd.DataFrame:
    """The placement in which each person was on a day: placement_type and provider, missing where none was open.

    persons, day: of equal index, a person as often as wanted. A child is there on `start` and not on `end`. Where
    two rows overlap, the lasting placement goes before the temporary one, then the later start before the earlier.
    """
    asked = pd.DataFrame({"person_id": persons, "day": day})
    asked["place"] = range(len(asked))
    near = asked.merge(placements, on="person_id")
    is_open = (near["start"] <= near["day"]) & (near["end"].isna() | (near["end"] > near["day"]))
    there = near[is_open].assign(is_lasting=~near["is_temporary"].fillna(False).astype(bool))
    best = there.sort_values(["place", "is_lasting", "start", "placement_id"]).drop_duplicates("place", keep="last")
    found = best.set_index("place")[["placement_type", "provider"]].reindex(asked["place"])
    return found.set_axis(asked.index)
