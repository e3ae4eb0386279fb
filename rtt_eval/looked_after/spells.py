"""What the episodes of the statutory return mean: care periods, placements with one carer, and what is a move.

An episode starts at any change of placement or legal status, so episodes are not placements. Intervals are half-open:
the child is there on `start` and not on `end`. Definitions and their sources: docs/ssda903.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SHORT_BREAKS = ("V3", "V4")
"""Legal statuses of short breaks: such episodes count nowhere."""

STAYS = "X1"
"""REC of an episode after which the child stays looked after; every other REC ends the care period."""

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTION = ("A3", "A4", "A5", "A6")
ADOPTION_SAME_CARER = ("A3", "A5")
"""Placed for adoption with the foster carers whom the child lives with already."""

NEW_CARER = ("P", "B")
SAME_CARER = ("T", "U")
STARTS_CARE = "S"
UNKNOWN_URNS = ("SC999999", "9999999", "XXXXXXX")
SAME_PLACE = ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST")
"""Columns that must not contradict each other where a child is taken to have come back to the same carer."""

EPISODE_COLUMNS = ("CHILD", "DECOM", "RNE", "LS", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "PL_POST", "URN")


def care_episodes(episodes: pd.DataFrame, until: pd.Timestamp | None = None) -> pd.DataFrame:
    """Episodes of care in order of child and start, less short breaks, each with its care period.

    episodes: rows of the return that count. until: the last day on which an episode may start; None: any day. A care
    period starts with a child's first episode, at RNE S, after an episode that ended care, and after a gap that no X1
    bridges; not at S alone, for a child in care on 1 April can begin a return with any RNE.
    Columns: those of the return, end (DEC, or the start of the child's next episode where DEC is blank), period (a
    number, different for each child and period).
    """
    rows = episodes.loc[~episodes["LS"].isin(SHORT_BREAKS)]
    rows = rows if until is None else rows[rows["DECOM"] <= until]
    rows = rows.sort_values(["CHILD", "DECOM", "DEC", "source_row"], kind="stable", ignore_index=True)
    by_child = rows.groupby("CHILD", sort=False)
    end = rows["DEC"].fillna(by_child["DECOM"].shift(-1))
    previous_rec, previous_end = by_child["REC"].shift(), end.groupby(rows["CHILD"], sort=False).shift()
    has_ended = previous_rec.notna() & (previous_rec != STAYS)
    is_gap = previous_rec.isna() & (previous_end < rows["DECOM"])
    begins = ~rows["CHILD"].duplicated() | (rows["RNE"] == STARTS_CARE) | has_ended | is_gap
    return rows.assign(end=end, period=begins.cumsum())


def care_periods(care: pd.DataFrame) -> pd.DataFrame:
    """One row a care period: CHILD, period, start, end (missing: still looked after, or no end is recorded)."""
    last = care.drop_duplicates("period", keep="last").set_index("period")["end"]
    first = care.drop_duplicates("period").set_index("period")[["CHILD", "DECOM"]]
    return first.rename(columns={"DECOM": "start"}).assign(end=last).reset_index()


def placements(
    care: pd.DataFrame, *, count_same_carer_moves: bool = False, count_temporary: bool = False
) -> pd.DataFrame:
    """One row a placement: an unbroken time of a child with one carer, in order.

    care: from `care_episodes`. A placement starts with the care period and at RNE P and B. It goes on through L (legal
    status), T and U (same carer), through adoption by the same foster carers (PLACE A3, A5), and through temporary
    placements (T0 to T4) and stays of under a day from which the child comes back to the same carer.
    count_same_carer_moves: T, U, A3 and A5 start one as well. count_temporary: temporary placements count as any other.
    Columns: CHILD, period, start, end, is_first (of its care period), first_place, last_place (codes of PLACE).
    """
    starts = placement_starts(care, count_same_carer_moves, count_temporary)
    rows = care.assign(placement=starts.cumsum())
    groups = rows.groupby("placement", sort=False)
    found = groups.agg(CHILD=("CHILD", "first"), period=("period", "first"), start=("DECOM", "first"))
    ends = rows.drop_duplicates("placement", keep="last").set_index("placement")["end"]
    lasting = rows[~rows["PLACE"].isin(TEMPORARY)].groupby("placement", sort=False)["PLACE"]
    found = found.assign(end=ends, is_first=~found["period"].duplicated())
    return found.assign(first_place=lasting.first(), last_place=lasting.last()).reset_index(drop=True)


def placement_starts(care: pd.DataFrame, count_same_carer_moves: bool, count_temporary: bool) -> pd.Series:
    """Whether each episode starts a placement."""
    is_first = ~care["period"].duplicated()
    is_passing = passing(care, count_temporary)
    rne = [*NEW_CARER, STARTS_CARE, *(SAME_CARER if count_same_carer_moves else ())]
    starts = care["RNE"].isin(rne) & ~is_passing & ~_is_return(care, is_passing)
    if not count_same_carer_moves:
        starts &= ~care["PLACE"].isin(ADOPTION_SAME_CARER)
    return is_first | starts


def passing(care: pd.DataFrame, count_temporary: bool = False) -> pd.Series:
    """Episodes from which a child is expected back: temporary placements, and stays of under a day with a new carer."""
    is_short = care["RNE"].isin([*NEW_CARER, STARTS_CARE]) & (care["end"] == care["DECOM"])
    return is_short if count_temporary else is_short | care["PLACE"].isin(TEMPORARY)


def _is_return(care: pd.DataFrame, is_passing: pd.Series) -> pd.Series:
    """Episodes that come straight after a passing one and contradict the last lasting one in nothing that is known."""
    period = care["period"]
    comes_back = is_passing.groupby(period, sort=False).shift(fill_value=False) & ~is_passing
    differs = pd.Series(False, index=care.index)
    for column in SAME_PLACE:
        known = care[column].where(care[column].notna() & ~care[column].isin(UNKNOWN_URNS))
        lasting = known.where(~is_passing)
        before = _last_lasting(lasting, is_passing, period)
        differs |= (known != before) & known.notna() & before.notna()
    return comes_back & ~differs


def _last_lasting(values: pd.Series, is_passing: pd.Series, period: pd.Series) -> pd.Series:
    """For each episode, the value of the last lasting episode before it in its care period; missing where none was."""
    places = pd.Series(np.arange(len(values), dtype=float), index=values.index).where(~is_passing)
    before = places.groupby(period, sort=False).ffill().groupby(period, sort=False).shift()
    found = values.take(before.fillna(0).astype("int64").to_numpy()).set_axis(values.index) if len(values) else values
    return found.where(before.notna())
