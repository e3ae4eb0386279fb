"""The lists beside the ranked one: who is just outside a rule, and who could not be screened."""

from __future__ import annotations

import pandas as pd

from rtt_eval import score_ages
from rtt_eval.load import Records
from rtt_eval.screening.children import NOT_SCREENED
from rtt_eval.screening.points import known, points
from rtt_eval.screening.ranking import Screened
from rtt_eval.screening.rules import PARTS, Rules


def just_outside(now: Screened, rules: Rules, near_sdq: int, near_months: int) -> pd.DataFrame:
    """Row table: children in care whom one rule alone keeps off the list, and who are close to it.

    why: score (up to `near_sdq` points under the line) · too_young (reaches age_from within `near_months` months of the
    day) · too_old (passed age_to no longer ago than that). The last two have a score that makes the list and is not too
    old. Columns: person_id, age, score, score_months, why; by why, then the highest score first.
    """
    rows = now.children
    is_high = (rows["score"] >= rules.sdq_from).fillna(False) & (rows["score_months"] <= rules.sdq_valid_months)
    is_high &= _is_recent(now, rules)
    is_near_score = (rows["state"] == "below") & (rows["score"] >= rules.sdq_from - near_sdq).fillna(False)
    soon, lately = (_age_at(now, months) for months in (near_months, -near_months))
    is_outside = (rows["state"] == "outside_ages") & is_high
    why = pd.Series("", index=rows.index, dtype="str").mask(is_near_score, "score")
    why = why.mask((is_outside & (rows["age"] < rules.age_from) & (soon >= rules.age_from)).astype(bool), "too_young")
    why = why.mask((is_outside & (rows["age"] > rules.age_to) & (lately <= rules.age_to)).astype(bool), "too_old")
    found = rows.assign(why=why)[why != ""]
    found = found.sort_values(["why", "score", "person_id"], ascending=[True, False, True], ignore_index=True)
    return found[["person_id", "age", "score", "score_months", "why"]]


def _is_recent(now: Screened, rules: Rules) -> pd.Series:
    oldest = pd.Timestamp(now.as_at) - pd.DateOffset(months=rules.sdq_valid_months)
    return (now.children["day"] >= oldest).fillna(False)


def _age_at(now: Screened, months: int) -> pd.Series:
    """Age so many calendar months from the day, before it where negative."""
    day = pd.Timestamp(now.as_at) + pd.DateOffset(months=months)
    dated = now.children[["person_id"]].assign(date_completed=day)
    return score_ages.ages_at(dated, now.children).astype("Int64")


def not_screened(records: Records, now: Screened, rules: Rules) -> pd.DataFrame:
    """Row table: children of the ages whom nobody can rank, because something is not known or to be checked first.

    Columns: person_id, age, state (NOT_SCREENED), reason (of the year's return), score, score_months (of an old score,
    or a total of 0), other_points (of all parts but the SDQ: the least that they come to). Most other points first, so
    that who is most unsettled is asked about first.
    """
    rows = now.children[now.children["state"].isin(NOT_SCREENED)]
    made = points(records, rows, now.as_at, rules)
    others = made[made["part"] != "sdq"].groupby("person_id")["points"].sum()
    rows = rows.assign(other_points=rows["person_id"].map(others).astype("Int64"))
    columns = ["person_id", "age", "state", "reason", "score", "score_months", "other_points"]
    order = ["other_points", "score", "person_id"]
    return rows[columns].sort_values(order, ascending=[False, False, True], ignore_index=True)


def away(records: Records, now: Screened) -> pd.DataFrame:
    """Row table: episodes away without authorisation of the listed children in the 12 months, which give no points.

    Columns: person_id, away_12_months (None without the table of episodes).
    """
    listed = now.children[now.children["state"] == "high"]
    return known(records, listed, now.as_at)[["person_id", "away_12_months"]]


def not_known(now: Screened) -> pd.DataFrame:
    """Row table: parts that are not known of a ranked child, who has no points for them: person_id, part.

    In the order of PARTS, then of rank.
    """
    rows = now.points[now.points["value"].isna()]
    place = {person_id: rank for rank, person_id in enumerate(now.ranked["person_id"])}
    order = rows.assign(part_order=rows["part"].map(PARTS.index), place=rows["person_id"].map(place))
    return order.sort_values(["part_order", "place"], ignore_index=True)[["person_id", "part"]]
