"""Which case and which days count for each child, and how many of a list of dated events fall into them.

Windows are half-open: the first day counts, the last does not. A day is a day: no hours anywhere.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

DAYS_A_MONTH = 30.4375
"""A month of exposure: 365.25 days by 12."""


EVALUATED = "evaluated"
"""The `service` of a piece of work that a service evaluation chose, whatever it is."""


def is_followed(cases: pd.DataFrame) -> pd.Series:
    """True for the cases that are compared before and during, and over time.

    Those of the full programme, and those that a service evaluation chose; a short piece of prevention or step-down has
    no course to follow.
    """
    return cases["service"].isin(("full", EVALUATED))


def day_after(as_at: date) -> pd.Timestamp:
    """The first day that no longer counts when everything up to and including `as_at` does."""
    return pd.Timestamp(as_at) + pd.Timedelta(days=1)


def first_full_cases(cases: pd.DataFrame) -> pd.DataFrame:
    """One row a child: the first case that is followed, in order of start. Children without one are left out.

    A child with two cases counts once: the time before a second case is partly time during the first.
    """
    keys = ["start", "case_id"]
    in_order = cases.loc[is_followed(cases), [*keys, "person_id"]].sort_values(keys)
    return cases.loc[in_order.index[~in_order["person_id"].duplicated()]].reset_index(drop=True)


def compared_windows(cases: pd.DataFrame, gap_days: int = 0) -> pd.DataFrame:
    """The two windows of each row of `cases`, equally long for each child; a case without a day has none.

    during: from the start of the case to its `window_end`. before: as many days, ending straight before the start, or
    `gap_days` earlier. Columns: person_id, label, before_start, before_end, during_start, during_end, days.
    """
    length = cases["window_end"] - cases["start"]
    before_end = cases["start"] - pd.Timedelta(days=gap_days)
    windows = pd.DataFrame(
        {
            "person_id": cases["person_id"],
            "label": cases["label"],
            "before_start": before_end - length,
            "before_end": before_end,
            "during_start": cases["start"],
            "during_end": cases["window_end"],
            "days": length.dt.days,
        }
    )
    return windows[windows["days"] > 0].reset_index(drop=True)


def count_between(
    events: pd.DataFrame, persons: pd.Series, first_day: pd.Series | pd.Timestamp, end: pd.Series | pd.Timestamp
) -> pd.Series:
    """Events of each person from `first_day` to the day before `end`, in the order of `persons` (each there once).

    events: person_id and day. No day known at either end of a window: nothing falls into it.
    """
    bounds = pd.DataFrame({"first_day": first_day, "end": end}, index=persons.index)
    place = pd.Index(persons).get_indexer(events["person_id"])
    day, first, last = events["day"].to_numpy(), bounds["first_day"].to_numpy(), bounds["end"].to_numpy()
    # A place of -1 is somebody else; the last child's window, which it reads, does not matter then.
    is_inside = (place >= 0) & (day >= first[place]) & (day < last[place]) if len(persons) else np.zeros(len(day), bool)
    return pd.Series(np.bincount(place[is_inside], minlength=len(persons)), index=persons.index, dtype=int)
