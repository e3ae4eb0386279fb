"""How children stand with the programme on a day: referrals, what was decided of them, cases."""

from __future__ import annotations

from datetime import date

import pandas as pd

from rtt_eval.load import Records
from rtt_eval.windows import day_after

CLOSING = ("not_picked_up", "withdrawn", "signposted", "consultation_only")
"""Decisions after which nothing of the programme is to come."""

ROUTE = "iip"


def standings(records: Records, persons: pd.Series, as_at: date) -> pd.Series:
    """How each child stands with the programme on the day, by person_id: the first of these that is true, else "".

    in_programme, in_step_down: a case open on the day · referred: a referral by the programme's route that waits for
    its decision or for the work to start · was_in_programme: a case that has ended · turned_down: the last referral
    ended without the programme.
    """
    end = day_after(as_at)
    cases = records.iip_cases[records.iip_cases["start"] < end]
    is_open = ~(cases["end"] < end)
    asked = programme_referrals(records, as_at)
    groups = {
        "in_programme": cases.loc[is_open & (cases["service"] == "full"), "person_id"],
        "in_step_down": cases.loc[is_open & (cases["service"] != "full"), "person_id"],
        "referred": asked.loc[asked["is_under_way"] & asked["start"].isna(), "person_id"],
        "was_in_programme": cases.loc[~is_open, "person_id"],
        "turned_down": asked.loc[asked["decision"].isin(CLOSING), "person_id"],
    }
    found = pd.Series("", index=pd.Index(persons, name="person_id"), dtype="str")
    for code, some in reversed(groups.items()):
        found = found.mask(found.index.isin(some), code)
    return found


def programme_referrals(records: Records, as_at: date) -> pd.DataFrame:
    """The programme's referrals received by the day, in order, with what was known of each on that day.

    Columns: referral_id, person_id, received, decision ("pending" before its date, or where there is none), decided,
    network_meeting, start (days; missing where not yet), closed, is_under_way: not closed, and not decided against.
    The case of a referral is the one that names it, or else the child's first that names none and began after it.
    """
    end = day_after(as_at)
    held = records.referrals
    rows = held[(held["route"] == ROUTE) & (held["received"] < end)].sort_values(["received", "referral_id"])
    columns = ["referral_id", "person_id", "received", "decision", "decision_date", "closed"]
    rows = rows[columns].rename(columns={"decision_date": "decided"}).reset_index(drop=True)
    rows = rows.join(_case_of_each(rows, records.iip_cases))
    is_known = rows["decision"].notna() & ~(rows["decided"] >= end)
    rows["decision"] = rows["decision"].where(is_known, "pending")
    for name in ("decided", "network_meeting", "start", "closed"):
        rows[name] = rows[name].where(rows[name] < end)
    return rows.assign(is_under_way=rows["closed"].isna() & ~rows["decision"].isin(CLOSING))


def _case_of_each(rows: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """network_meeting and start of the case of each referral, in the order of `rows`."""
    named = ["person_id", "referral_id", "start", "first_network_meeting"]
    both = rows.reset_index().merge(cases[named], on="person_id", suffixes=("", "_of_case"))
    is_its = both["referral_id_of_case"] == both["referral_id"]
    is_next = both["referral_id_of_case"].isna() & (both["start"] >= both["received"])
    both = both[is_its | is_next].sort_values("start").drop_duplicates("index").set_index("index")
    found = both[["first_network_meeting", "start"]].rename(columns={"first_network_meeting": "network_meeting"})
    return found.reindex(rows.index)
