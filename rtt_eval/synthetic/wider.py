"""The rest of the service: other referrals, involvements, SDQ returns, Adoption Support Fund applications."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.people import Child
from rtt_eval.synthetic.plan import (
    AS_AT,
    Plan,
    Row,
    age_on,
    clipped,
    day_between,
    days_later,
    keys,
    months_later,
    pick,
    pick_some,
)
from rtt_eval.synthetic.programme import Case

YEARS = (2022, 2023, 2024)
"""Years ending 31 March that the record covers."""
ROUTES = {"children_in_care": 0.17, "high_sdq": 0.07, "post_adoption": 0.06, "sgo": 0.07}
"""New referrals a year by route, per child in care."""
SOURCES = {
    "children_in_care": {"social_worker": 6, "fostering": 3, "residential": 1},
    "high_sdq": {"statistical_screening": 1},
    "post_adoption": {"adoption": 6, "self": 4, "camhs": 1},
    "sgo": {"self": 5, "social_worker": 5, "school": 1},
}
DECISIONS = {"accepted": 78, "consultation_only": 9, "signposted": 8, "withdrawn": 5}
ROLES = {"post_adoption": "post_adoption_coordinator", "sgo": "sgo_coordinator"}
THERAPIES = {"ddp": 18, "theraplay": 14, "emdr": 12, "narrative": 14, "art_therapy": 6, "group": 6, "assessment": 20,
             "other": 2}  # fmt: skip
NO_RETURN = {"not_returned": 9, "SDQ2": 3, "SDQ3": 1, "SDQ4": 2, "SDQ5": 2}
SDQ_RETURNED, YEARLY_NOISE = 0.78, 3.3
"""Share of returns that come back; SD of a year's score about the child's own level."""
FUND_KINDS = {"therapy": (900, 4200), "assessment": (600, 2000), "group": (300, 900), "camp": (250, 700)}


def sdq_returns(plan: Plan, children: Sequence[Child]) -> list[Row]:
    """One row a year for each child in care on 31 March who is in the national or the local cohort, or too young."""
    rng = plan.stream("returns")
    children = sorted((child for child in children if child.care_from), key=lambda child: child.person_id)
    rows = []
    for year in YEARS:
        census = date(year, 3, 31)
        returns = [_return(rng, child, year) for child in children if child.is_in_care_on(census)]
        rows += [row for row in returns if row]
    zeros = [row for row in rows if row["score"] is not None and row["score"] <= 4]
    for row in zeros[::4]:
        row["score"] = 0
    return rows


def _return(rng: np.random.Generator, child: Child, year: int) -> Row | None:
    census = date(year, 3, 31)
    age = age_on(child.birth, census)
    is_national = 5 <= age <= 16 and child.is_in_care_on(months_later(census, -12))
    is_local = 3 <= age <= 17 and child.is_in_care_on(months_later(census, -3))
    is_back = rng.random() < SDQ_RETURNED
    is_blank = rng.random() < 0.2
    if not (is_national or is_local):
        return None
    score = clipped(child.sdq_level + float(rng.normal(0, YEARLY_NOISE)), 1, 40)
    first = max(census - timedelta(days=330), child.care_from or census)
    reason = "SDQ1" if age < 4 or age > 16 else pick(rng, NO_RETURN)
    is_back = is_back and reason != "SDQ1"
    return {
        "person_id": child.person_id,
        "year_ending": year,
        # A blank flag is derived from young_people, and comes to the same.
        "national_eligible": None if is_blank else is_national,
        "local_eligible": None if is_blank else is_local,
        "date_completed": day_between(rng, first, census - timedelta(days=5)) if is_back else None,
        "score": score if is_back else None,
        "missing_reason": None if is_back else reason,
    }


def referrals(plan: Plan, children: Sequence[Child], returns: Sequence[Row]) -> list[Row]:
    """Referrals by the other routes, at most one a child and year, in order of date."""
    rng = plan.stream("referrals")
    scores = {(row["person_id"], row["year_ending"]): row for row in returns if row["score"] is not None}
    rows: list[Row] = []
    for year in YEARS:
        taken: set[str] = set()
        for route, share in ROUTES.items():
            first, last = date(year - 1, 4, 4), date(year, 3, 27)
            able = [child for child in children if child.person_id not in taken and _may(child, route, year, scores)]
            n = round(share * plan.n_children_in_care * (1 + (year - YEARS[0]) * 0.07))
            for child in pick_some(rng, able, n, [1.0] * len(able)):
                taken.add(child.person_id)
                scored = scores[child.person_id, year]["date_completed"] if route == "high_sdq" else first
                settled = child.care_from or first if route == "children_in_care" else first
                earliest = max(first, scored + timedelta(days=5), settled + timedelta(days=21))
                rows.append(_referral(rng, child, route, day_between(rng, earliest, last)))
    for row, referral_id in zip(rows, _referral_ids(rng, len(rows)), strict=True):
        row["referral_id"] = referral_id
    return sorted(rows, key=lambda row: (row["received"], row["referral_id"]))


def _referral_ids(rng: np.random.Generator, n: int) -> list[str]:
    """Longer than those of the programme, so that no two are alike."""
    return keys(rng, "R", n, digits=6)


def _may(child: Child, route: str, year: int, scores: dict[tuple[str, int], Row]) -> bool:
    """Whether the child can come by this route in the year."""
    last = date(year, 3, 27)
    if route == "post_adoption" or route == "sgo":
        status = "adopted" if route == "post_adoption" else "sgo"
        return child.status == status and (child.care_to is None or child.care_to < date(year - 1, 4, 1))
    if child.is_programme or not child.is_in_care_on(last) or not child.is_in_care_on(last - timedelta(days=40)):
        return False
    found = scores.get((child.person_id, year))
    is_high = found is not None and found["score"] >= 17 and found["date_completed"] < last - timedelta(days=5)
    return is_high if route == "high_sdq" else age_on(child.birth, last) >= 3


def _referral(rng: np.random.Generator, child: Child, route: str, day: date) -> Row:
    """What was decided and how long each step took; what would lie after the as-at date has not happened yet."""
    decided = days_later(rng, day, 3, 21)
    decision = pick(rng, DECISIONS) if decided <= AS_AT else "pending"
    consulted = days_later(rng, decided, 7, 70) if decision in ("accepted", "consultation_only") else None
    treated = days_later(rng, consulted, 20, 150) if consulted and decision == "accepted" else None
    last = days_later(rng, treated, 120, 500) if treated else days_later(rng, consulted or decided, 0, 30)
    if child.care_to and route in ("children_in_care", "high_sdq"):
        last = min(last, child.care_to)
    closed = None if decision == "pending" else last
    dates = {"decision_date": decided, "first_consultation": consulted, "first_therapy": treated, "closed": closed}
    known = {name: value if value and value <= min(AS_AT, last) else None for name, value in dates.items()}
    facts = {"person_id": child.person_id, "received": day, "route": route, "source": pick(rng, SOURCES[route])}
    return facts | {"decision": decision} | known


def involvements(plan: Plan, cases: Sequence[Case], referred: Sequence[Row]) -> list[Row]:
    """Work that came of the referrals and of the programme; a child may be known to two roles at once."""
    rng = plan.stream("involvements")
    families = _families(plan, [row["person_id"] for row in referred])
    rows = [
        _involvement(rng, case.child.person_id, role, code, case.start, case.end)
        for case in cases
        for role, code in (("therapeutic_intervention_worker", "other"), ("other_therapeutic_team", "consultation"))
        if case.is_full or role == "other_therapeutic_team"
    ]
    for row in referred:
        person_id, first, last = row["person_id"], row["first_consultation"], row["closed"]
        if first:
            role = ROLES.get(row["route"], "other_therapeutic_team")
            code = pick(rng, {"consultation": 6, "support": 3, "training": 1})
            rows.append(_involvement(rng, person_id, role, code, first, last))
        if row["first_therapy"]:
            role, code = "therapeutic_intervention_worker", pick(rng, THERAPIES)
            rows.append(_involvement(rng, person_id, role, code, row["first_therapy"], last))
    for row, involvement_id in zip(rows, keys(rng, "V", len(rows)), strict=True):
        row |= {"involvement_id": involvement_id, "family_id": families.get(row["person_id"])}
    return sorted(rows, key=lambda row: (row["start"], row["involvement_id"]))


def _involvement(rng: np.random.Generator, person_id: str, role: str, code: str, start: date, end: date | None) -> Row:
    weeks = ((end or AS_AT) - start).days / 7
    sessions = max(int(weeks * (0.3 + 0.5 * rng.random())), 1)
    about = {"person_id": person_id, "role": role, "intervention": code}
    return about | {"start": start, "end": end, "sessions": sessions}


def _families(plan: Plan, person_ids: Sequence[str]) -> dict[str, str]:
    """A family for each child; now and then two children share one."""
    rng = plan.stream("families")
    different = sorted(set(person_ids))
    family_ids = keys(rng, "F", len(different), digits=4)
    return {person_id: family_ids[i - 1 if i % 6 == 5 else i] for i, person_id in enumerate(different)}


def applications(plan: Plan, referred: Sequence[Row]) -> list[Row]:
    """Rows of `asf_applications` for adopted children and those under a special guardianship order."""
    rng = plan.stream("fund")
    families = _families(plan, [row["person_id"] for row in referred])
    rows: list[Row] = []
    for row in referred:
        order = {"post_adoption": "adoption", "sgo": "sgo"}.get(row["route"])
        if order is None or row["decision"] != "accepted" or rng.random() > (0.9 if order == "adoption" else 0.5):
            continue
        for _ in range(1 + int(rng.random() < 0.4)):
            day = days_later(rng, row["received"], 25, 160)
            if day <= AS_AT:
                rows.append(_application(rng, row["person_id"], families[row["person_id"]], order, day))
    for row, application_id in zip(rows, keys(rng, "S", len(rows)), strict=True):
        row["application_id"] = application_id
    return sorted(rows, key=lambda row: (row["submitted"], row["application_id"]))


def _application(rng: np.random.Generator, person_id: str, family_id: str, order: str, day: date) -> Row:
    decided = days_later(rng, day, 10, 35)
    status = pick(rng, {"approved": 88, "refused": 7, "withdrawn": 5}) if decided <= AS_AT else "pending"
    kind = pick(rng, {"therapy": 65, "assessment": 22, "group": 8, "camp": 5})
    low, high = FUND_KINDS[kind]
    return {
        "person_id": person_id,
        "family_id": family_id,
        "order_type": order,
        "submitted": day,
        "decided": decided if status in ("approved", "refused") else None,
        "status": status,
        "kind": kind,
        "amount_gbp": float(rng.integers(low * 100, high * 100)) / 100 if status == "approved" else None,
    }
