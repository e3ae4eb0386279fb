"""Long-term stability: children under 16, looked after for 2.5 years or more, two years or more with one carer."""

from __future__ import annotations

import pandas as pd

from rtt_eval.looked_after.spells import ADOPTION
from rtt_eval.looked_after.when import Year, is_open_on

UNDER_AGE = 16
MONTHS_IN_CARE, MONTHS_WITH_CARER = 30, 24


def has_lasted(start: pd.Series, months: int, span: Year) -> pd.Series:
    """Whether as many months have passed at the end of 31 March, that day included: 1 April to 31 March is a year."""
    return (start + pd.DateOffset(months=months)) <= span.after


def on_last_day(periods: pd.DataFrame, placed: pd.DataFrame, span: Year) -> pd.DataFrame:
    """For each CHILD looked after on 31 March: in_care_since, with_carer_since.

    placed: from `spells.placements`. with_carer_since: the start of the placement open that day; for a child placed
    for adoption with new carers, the start of the placement before it in the same care period, which counts with it.
    """
    before = placed.groupby("period", sort=False)["start"].shift()
    is_adoption = placed["last_place"].isin(ADOPTION) & placed["first_place"].isin(ADOPTION)
    since = before.where(is_adoption & before.notna(), placed["start"])
    open_now = placed.assign(since=since)[is_open_on(placed["start"], placed["end"], span.last)]
    latest = open_now.drop_duplicates("CHILD", keep="last").set_index("CHILD")
    in_care = periods.set_index("period")["start"].reindex(latest["period"]).to_numpy()
    return pd.DataFrame({"in_care_since": in_care, "with_carer_since": latest["since"].to_numpy()}, index=latest.index)
