"""Children in order of their points: equal points share a rank, and a line that would part them says so."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from rtt_eval.load import Records
from rtt_eval.screening.children import children
from rtt_eval.screening.points import points
from rtt_eval.screening.rules import Rules
from rtt_eval.screening.standing import standings


class Screened(NamedTuple):
    """The screening of one day. children: see `children`. points: see `points`. ranked: see `ranked`."""

    as_at: date
    children: pd.DataFrame
    points: pd.DataFrame
    ranked: pd.DataFrame


def screen(records: Records, totals: pd.DataFrame, as_at: date, rules: Rules) -> Screened:
    """Everything that the screening knows on a day. totals: `sdq_scores`."""
    everyone = children(records, totals, as_at, rules)
    listed = everyone[everyone["state"] == "high"]
    made = points(records, listed, as_at, rules)
    standing = standings(records, listed["person_id"], as_at)
    return Screened(as_at, everyone, made, ranked(made, listed, standing, rules.places_to))


def ranked(made: pd.DataFrame, listed: pd.DataFrame, standing: pd.Series, places_to: int) -> pd.DataFrame:
    """The children of the list, most points first, then by person_id.

    made: `points`. standing: by person_id, what stands against a new referral ("" where nothing does): see `standings`.
    Columns: person_id, age; score_months, source and is_dated of the SDQ; points, most, rank (1 for the most points;
    equal points share the best rank), is_tied, standing, line. line: above, at or below it, of the children whom
    nothing stands against; "" for the others. At the line stand all children whose equal points would be parted by it:
    then there are fewer places left than children.
    """
    sums = made.groupby("person_id", as_index=False)[["points", "most"]].sum()
    carried = listed[["person_id", "age", "score_months", "source", "is_dated"]]
    rows = carried.merge(sums, on="person_id")
    rows = rows.sort_values(["points", "person_id"], ascending=[False, True], ignore_index=True)
    rows["rank"] = rows["points"].rank(method="min", ascending=False).astype("int64")
    rows["is_tied"] = rows["points"].duplicated(keep=False)
    rows["standing"] = rows["person_id"].map(standing).astype("object").fillna("").astype("str")
    is_free = rows["standing"].map(is_free_to_refer).astype(bool)
    rows["line"] = pd.Series("", index=rows.index, dtype="str")
    rows.loc[is_free, "line"] = _sides(rows.loc[is_free, "points"], places_to)
    return rows


def is_free_to_refer(standing: str) -> bool:
    """Whether a child may go to pre-allocation: not in the programme, and no referral under way."""
    return standing not in ("in_programme", "in_step_down", "referred")


def _sides(of_free: pd.Series, places_to: int) -> pd.Series:
    """above, at, below: of points in falling order."""
    if len(of_free) <= places_to:
        return pd.Series("above", index=of_free.index, dtype="str")
    last = of_free.iloc[places_to - 1]
    is_parted = of_free.iloc[places_to] == last
    side = pd.Series("below", index=of_free.index, dtype="str").mask(of_free > last, "above")
    return side.mask(of_free == last, "at" if is_parted else "above")
