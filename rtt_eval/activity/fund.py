"""Applications to the Adoption and Special Guardianship Support Fund in a year, by the family's order."""

from __future__ import annotations

import pandas as pd

from rtt_eval import schemas
from rtt_eval.activity.year import Year, covers, dated_in
from rtt_eval.figures import Figure, count
from rtt_eval.load import Records

SECTION = "fund"
STATUSES = ("refused", "withdrawn", "pending")
APPROVED = "approved, and decided in the year"


def fund(records: Records, when: Year) -> list[Figure]:
    """`asf.<order>.` with order adoption, sgo: applications, pounds, children and families.

    `approved.n`, `approved.gbp` (the sum of the amounts approved), `children.n` and `families.n` (each once) are of
    applications approved and decided in the year; `approved.no_amount.n` of these have no amount, and are not in the
    sum. `submitted.n` counts those submitted in the year, and `submitted.{approved,refused,withdrawn,pending}.n` what
    became of them by the last day that counts. `asf.<order>.previous_year.approved.{n,gbp}`: the year before.
    """
    rows = records.asf_applications
    has_previous = covers(rows["submitted"], when.previous)
    figures = []
    for order in schemas.codes("asf_applications", "order_type"):
        mine = rows[rows["order_type"] == order]
        figures += [*_approved(mine, order, when), *_submitted(mine, order, when)]
        figures += _previous(mine, order, when) if has_previous else []
    return figures


def _decided_in(mine: pd.DataFrame, when: Year) -> pd.DataFrame:
    return mine[(mine["status"] == "approved") & dated_in(mine["decided"], when)]


def _approved(mine: pd.DataFrame, order: str, when: Year) -> list[Figure]:
    approved, stem = _decided_in(mine, when), f"asf.{order}"
    n_children = approved["person_id"].nunique()
    n_blank = int(approved["amount_gbp"].isna().sum())
    return [
        count(f"{stem}.approved.n", len(approved), SECTION, unit="applications", n=n_children, method=APPROVED),
        _pounds(f"{stem}.approved.gbp", approved, n_blank),
        count(f"{stem}.approved.no_amount.n", n_blank, SECTION, unit="applications", of=len(approved)),
        count(f"{stem}.children.n", n_children, SECTION, method=f"{APPROVED}; each child once"),
        count(f"{stem}.families.n", approved["family_id"].nunique(), SECTION, unit="families", n=n_children),
    ]


def _pounds(id: str, approved: pd.DataFrame, n_blank: int) -> Figure:
    n_children = approved["person_id"].nunique()
    note = f"without {n_blank} approved applications that have no amount" if n_blank else ""
    total = round(float(approved["amount_gbp"].sum()), 2)
    return Figure(id, total, "gbp", SECTION, "money", n_children, method=APPROVED, decimals=2, note=note)


def _submitted(mine: pd.DataFrame, order: str, when: Year) -> list[Figure]:
    sent = mine[dated_in(mine["submitted"], when)]
    whole = f"asf.{order}.submitted.n"
    n_children = sent["person_id"].nunique()
    figures = [count(whole, len(sent), SECTION, unit="applications", n=n_children, method="submitted in the year")]
    for status in ("approved", *STATUSES):
        rows = sent[sent["status"] == status]
        id, n = f"asf.{order}.submitted.{status}.n", rows["person_id"].nunique()
        figures.append(count(id, len(rows), SECTION, unit="applications", of=len(sent), n=n, parts_of=(whole,)))
    return figures


def _previous(mine: pd.DataFrame, order: str, when: Year) -> list[Figure]:
    approved, stem = _decided_in(mine, when.previous), f"asf.{order}.previous_year"
    n_children, n_blank = approved["person_id"].nunique(), int(approved["amount_gbp"].isna().sum())
    return [
        count(f"{stem}.approved.n", len(approved), SECTION, unit="applications", n=n_children),
        _pounds(f"{stem}.approved.gbp", approved, n_blank),
    ]
