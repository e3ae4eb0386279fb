"""What was done: involvements by intervention, and the work with adoptive and special guardianship families."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd

from rtt_eval import schemas
from rtt_eval.activity.year import Year, dated_in, overlapping
from rtt_eval.figures import Figure, count
from rtt_eval.load import Records

SECTION = "support"
ROLES = MappingProxyType({"post_adoption": "post_adoption_coordinator", "sgo": "sgo_coordinator"})
"""Name of the families in figures -> the role that works with them."""


def interventions(records: Records, when: Year) -> list[Figure]:
    """Involvements with a day in the year by intervention: `interventions.<code>.n` and `.children.n`; their sum.

    One involvement is one intervention; a child with two stands in both, so the children do not add up. A blank
    intervention is `not_recorded`.
    """
    rows = overlapping(records.involvements, when)
    code = rows["intervention"].fillna("not_recorded")
    whole = "interventions.total.n"
    used = [one for one in (*schemas.codes("involvements", "intervention"), "not_recorded") if (code == one).any()]
    return [
        count(whole, len(rows), SECTION, unit="involvements", n=rows["person_id"].nunique()),
        *(figure for one in used for figure in _intervention(rows[code == one], one, len(rows), whole)),
    ]


def _intervention(mine: pd.DataFrame, code: str, n_all: int, whole: str) -> list[Figure]:
    n_children, stem = mine["person_id"].nunique(), f"interventions.{code}"
    return [
        count(f"{stem}.n", len(mine), SECTION, unit="involvements", of=n_all, n=n_children, parts_of=(whole,)),
        count(f"{stem}.children.n", n_children, SECTION, method="each child once in an intervention"),
    ]


def support(records: Records, when: Year) -> list[Figure]:
    """Post-adoption and special guardianship support in the year.

    `support.<order>.` with order post_adoption, sgo: `children.n` and `families.n` worked with by the coordinator of
    that role (a family counts once; families are known where `family_id` is), `assessments.n` (assessments begun in
    the year), `assessments.families.n`.
    """
    rows = overlapping(records.involvements, when)
    return [figure for order, role in ROLES.items() for figure in _order(rows[rows["role"] == role], order, when)]


def _order(mine: pd.DataFrame, order: str, when: Year) -> list[Figure]:
    stem = f"support.{order}"
    begun = mine[(mine["intervention"] == "assessment") & dated_in(mine["start"], when)]
    n_children, n_assessed = mine["person_id"].nunique(), begun["person_id"].nunique()
    n_unknown = int(mine["family_id"].isna().sum())
    note = f"{n_unknown} involvements name no family" if n_unknown else ""
    return [
        count(f"{stem}.children.n", n_children, SECTION, method="each child once"),
        count(f"{stem}.families.n", mine["family_id"].nunique(), SECTION, unit="families", n=n_children)._replace(
            note=note
        ),
        count(f"{stem}.assessments.n", len(begun), SECTION, unit="assessments", n=n_assessed),
        count(f"{stem}.assessments.families.n", begun["family_id"].nunique(), SECTION, unit="families", n=n_assessed),
    ]
