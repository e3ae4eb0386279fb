"""What rows of `placements` mean: who lived where on a day, how long a carer stayed the same, what is a move."""

from __future__ import annotations

import numpy as np
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
    # The first row of each child opens a period, so a stay never runs on from one child to the next.
    begins = (is_new_carer | opens_period).to_numpy()
    ends = np.append(begins[1:], [True] * min(1, len(begins)))
    firsts = rows.loc[begins, ["person_id", "start"]].reset_index(drop=True)
    lasts = rows.loc[ends, ["end", "end_reason"]].reset_index(drop=True)
    found = firsts.join(lasts).assign(is_move=(is_new_carer & ~opens_period).to_numpy()[begins])
    return found.sort_values(["start", "person_id"], ignore_index=True)


def _lasting(placements: pd.DataFrame, young_people: pd.DataFrame) -> pd.DataFrame:
    """Placements that are not temporary, by child and date, marked as of the current care period or an earlier one."""
    columns = ["person_id", "placement_id", "start", "end", "end_reason", "is_new_carer"]
    rows = placements.loc[~placements["is_temporary"].fillna(False).astype(bool), columns]
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
    asked = pd.DataFrame({"person_id": persons, "day": day, "place": range(len(persons))}, index=persons.index)
    held = placements.assign(is_lasting=~placements["is_temporary"].fillna(False).astype(bool))
    held = held.sort_values(["is_lasting", "start", "placement_id"], ignore_index=True)
    times = held[["person_id", "start", "end"]].assign(row=range(len(held)))
    near = asked.merge(times, on="person_id")
    is_open = (near["start"] <= near["day"]) & (near["end"].isna() | (near["end"] > near["day"]))
    # The rows of a person come in the order of `held`, so the last that is open is the best.
    best = near.loc[is_open, ["place", "row"]].drop_duplicates("place", keep="last").set_index("place")["row"]
    rows = best.reindex(asked["place"], fill_value=-1).to_numpy()
    return held[["placement_type", "provider"]].reindex(rows).set_axis(asked.index)
