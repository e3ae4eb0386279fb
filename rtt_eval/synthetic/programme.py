"""The intensive programme: twelve months of referrals, what was decided, and the cases with their phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.people import Child
from rtt_eval.synthetic.plan import (
    PERIOD_END,
    PERIOD_START,
    Plan,
    Row,
    day_between,
    days_later,
    keys,
    months_later,
    pick,
)

MONTHS = {4: 9, 5: 6, 6: 8, 7: 6, 8: 2, 9: 8, 10: 9, 11: 6, 12: 3, 1: 5, 2: 3}
"""Referrals by month, April to February: a rush at first, few in August and December; none in March, so that every
case begins in the period."""
PLACES_FREE_UNTIL = date(2021, 5, 10)
"""Cases referred before this day begin within weeks; these are the ones that two years of follow-up can reach."""

SOURCES = {"social_worker": 40, "fostering": 22, "statistical_screening": 18, "senior_manager": 10, "residential": 6,
           "school": 4}  # fmt: skip
NOT_STARTED = {"not_picked_up": 16, "consultation_only": 4, "signposted": 3, "withdrawn": 2}
EARLY_ENDS = {0.3: "disengaged", 0.45: "moved_away", 0.6: "ended_early", 0.7: "turned_18", 0.8: "disengaged",
              0.9: "ended_early"}  # fmt: skip
"""Cases that did not run to the end, by where they stand among the full ones in order of referral."""


@dataclass(frozen=True)
class Case:
    """One case of the programme and the child in it."""

    case_id: str
    referral_id: str
    child: Child
    service: str
    start: date
    phase_2_start: date | None
    phase_3_start: date | None
    end: date
    end_reason: str
    network_goal_set: bool
    first_network_meeting: date
    key_worker: str

    @property
    def is_full(self) -> bool:
        """The whole programme, not the shorter work to prevent a breakdown or to step down."""
        return self.service == "full"

    def row(self) -> Row:
        """The row of `iip_cases`."""
        return {**vars(self), "person_id": self.child.person_id}


def make(plan: Plan, children: Sequence[Child]) -> tuple[list[Row], list[Case]]:
    """The referrals to the programme, in order of date, and the cases that came of them, in order of start."""
    rng = plan.stream("programme")
    decisions = _decisions(rng, plan)
    received = _received(rng, plan.n_programme)
    children = _in_order(rng, children, decisions)
    referral_ids = keys(rng, "R", plan.n_programme)
    case_ids = iter(keys(rng, "C", plan.n_programme, digits=4))
    reasons = _end_reasons(decisions)
    referrals: list[Row] = []
    cases: list[Case] = []
    for child, referral_id, day, decision, reason in zip(
        children, referral_ids, received, decisions, reasons, strict=True
    ):
        referral = _referral(rng, child, referral_id, day, decision)
        if reason:
            case = _case(rng, child, next(case_ids), referral, reason)
            referral |= {"first_therapy": days_later(rng, case.start, 10, 35), "closed": case.end}
            cases.append(case)
        referrals.append(referral)
    return referrals, sorted(cases, key=lambda case: (case.start, case.case_id))


def _decisions(rng: np.random.Generator, plan: Plan) -> list[str]:
    others = [code for code, n in NOT_STARTED.items() for _ in range(n)]
    rest = [others[i % len(others)] for i in range(plan.n_other_referrals)]
    codes = ["accepted"] * plan.n_full + ["prevent_stepdown"] * plan.n_prevent_stepdown + rest
    return [str(code) for code in rng.permutation(codes)]


def _received(rng: np.random.Generator, n: int) -> list[date]:
    """n days in order, shared out over the months as MONTHS says."""
    months = [month for month, weight in MONTHS.items() for _ in range(weight)]
    days = []
    for i in range(n):
        month = months[i * len(months) // n]
        first = date(PERIOD_START.year if month >= PERIOD_START.month else PERIOD_END.year, month, 1)
        days.append(day_between(rng, first, first + timedelta(days=7 if month == 2 else 27)))
    return sorted(days)


def _end_reasons(decisions: Sequence[str]) -> list[str]:
    """Why each referral's case ended; empty for a referral without a case."""
    full = [i for i, decision in enumerate(decisions) if decision == "accepted"]
    reasons = ["completed" if code in ("accepted", "prevent_stepdown") else "" for code in decisions]
    for share, reason in EARLY_ENDS.items():
        reasons[full[int(share * len(full))]] = reason
    return reasons


def _in_order(rng: np.random.Generator, children: Sequence[Child], decisions: Sequence[str]) -> list[Child]:
    """The children against the referrals: by chance, but the oldest where somebody turns 18."""
    shuffled = [children[1 + int(i)] for i in rng.permutation(len(children) - 1)]
    shuffled.insert(_end_reasons(decisions).index("turned_18"), children[0])
    return shuffled


def _referral(rng: np.random.Generator, child: Child, referral_id: str, day: date, decision: str) -> Row:
    decided = days_later(rng, day, 3, 14)
    is_seen = decision in ("accepted", "prevent_stepdown", "consultation_only")
    return {
        "referral_id": referral_id,
        "person_id": child.person_id,
        "received": day,
        "route": "iip",
        "source": pick(rng, SOURCES),
        "decision": decision,
        "decision_date": decided,
        "first_consultation": days_later(rng, decided, 1, 12) if is_seen else None,
        "closed": days_later(rng, decided, 20, 40) if is_seen else decided,
    }


def _case(rng: np.random.Generator, child: Child, case_id: str, referral: Row, reason: str) -> Case:
    is_early = referral["received"] < PLACES_FREE_UNTIL
    wait = (16, 32) if is_early else (24, 80)
    start = min(days_later(rng, referral["received"], *wait), PERIOD_END - timedelta(days=3))
    is_full = referral["decision"] == "accepted"
    phase_2 = days_later(rng, start, 84, 105) if is_full else None
    phase_3 = days_later(rng, phase_2, 91, 104 if is_early else 160) if phase_2 else None
    end = days_later(rng, phase_3, 80, 105) if phase_3 else days_later(rng, start, 95, 180)
    if reason == "turned_18":
        end = months_later(child.birth, 12 * 18)
    elif reason != "completed":
        end = days_later(rng, start, 130, 190)
    return Case(
        case_id=case_id,
        referral_id=referral["referral_id"],
        child=child,
        service="full" if is_full else "prevent_stepdown",
        start=start,
        phase_2_start=phase_2,
        phase_3_start=phase_3 if phase_3 and phase_3 < end else None,
        end=end,
        end_reason=reason,
        network_goal_set=bool(rng.random() < 0.85),
        first_network_meeting=days_later(rng, start, 1, 14),
        key_worker=f"W{rng.integers(1, 7):02d}",
    )
