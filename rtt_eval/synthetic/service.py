"""The whole synthetic service, one part after the other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from rtt_eval.errors import ParamsError
from rtt_eval.synthetic import (
    care,
    costs,
    episodes,
    measured,
    names,
    people,
    programme,
    scorecard,
    training,
    voices,
    wider,
)
from rtt_eval.synthetic.files import frame
from rtt_eval.synthetic.people import Child
from rtt_eval.synthetic.plan import Plan, Row
from rtt_eval.synthetic.programme import Case

FEWEST_IN_CARE = 120


def service(
    seed: int = 2024,
    n_children_in_care: int = 340,
    n_full: int = 34,
    n_prevent_stepdown: int = 6,
    n_other_referrals: int = 25,
) -> dict[str, pd.DataFrame]:
    """Canonical tables of an invented service with its records to 31 March 2024; nobody in them is real.

    n_children_in_care: in care on the as-at date. n_full and n_prevent_stepdown: cases of the intensive programme,
    from referrals of April 2021 to February 2022. n_other_referrals: referrals that led to no case.
    Calibrated: SDQ returns mean about 15, SD 7; programme about 21; one child in care in ten with three or more
    placements in the latest year, 11% with a missing episode. The same arguments give the same tables.
    Returns one frame a table, in the columns and dtypes of schemas.csv, `id_map` among them.
    Raises ParamsError when the numbers are too small for the calibration to mean anything.
    """
    plan = Plan(seed, n_children_in_care, n_full, n_prevent_stepdown, n_other_referrals)
    _check(plan)
    children = people.make(plan)
    referred, cases = programme.make(plan, children[: plan.n_programme])
    identities = names.identities(plan.stream("names"), [(child.person_id, child.birth) for child in children])
    rows = {
        "id_map": sorted(identities, key=lambda row: row["person_id"]),
        "young_people": sorted((child.row() for child in children), key=lambda row: row["person_id"]),
        **_lives(plan, children, cases),
        **_work(plan, children, referred, cases),
        **_training(plan, cases, identities),
        "placement_costs": costs.unit_costs(),
        **scorecard.make(plan, children),
    }
    return {table: frame(table, found) for table, found in rows.items()}


def _check(plan: Plan) -> None:
    if plan.n_children_in_care < max(FEWEST_IN_CARE, 3 * plan.n_programme):
        raise ParamsError(
            f"synthetic: `n_children_in_care` is {plan.n_children_in_care}. Give at least {FEWEST_IN_CARE}, "
            "and three times as many as are referred to the programme."
        )
    if plan.n_full < 10:
        raise ParamsError(f"synthetic: `n_full` is {plan.n_full}. Give at least 10 full cases.")


def _lives(plan: Plan, children: Sequence[Child], cases: Sequence[Case]) -> dict[str, list[Row]]:
    """Placements, episodes, risk, and the outcome measures (whose carers come from the placements)."""
    placements = care.make(plan, children, cases)
    missed = episodes.missing(plan, children, cases)
    return {
        "placements": placements,
        "missing_episodes": missed,
        "significant_events": episodes.significant(plan, cases, placements, missed),
        "risk_scores": episodes.risk_scores(plan, children, cases),
        "outcomes": measured.make(plan, cases, placements),
    }


def _work(
    plan: Plan, children: Sequence[Child], referred: Sequence[Row], cases: Sequence[Case]
) -> dict[str, list[Row]]:
    """Referrals by every route and what came of them."""
    returns = wider.sdq_returns(plan, children)
    others = wider.referrals(plan, children, returns)
    return {
        "referrals": sorted([*referred, *others], key=lambda row: (row["received"], row["referral_id"])),
        "iip_cases": [case.row() for case in cases],
        "involvements": wider.involvements(plan, cases, others),
        "sdq_returns": returns,
        "asf_applications": wider.applications(plan, others),
    }


def _training(plan: Plan, cases: Sequence[Case], identities: Sequence[Row]) -> dict[str, list[Row]]:
    held = training.events(plan)
    came = training.attendance(plan, held)
    by_person = {row["person_id"]: row for row in identities}
    return {
        "training_events": held,
        "attendance": came,
        "feedback": voices.make(plan, cases, held, came, by_person),
    }
