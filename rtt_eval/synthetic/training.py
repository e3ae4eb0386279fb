"""Training events and who came: programme workshops and reflective practice, and the yearly courses."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.plan import AS_AT, PERIOD_START, Plan, Row, day_between, keys, pick

WORKSHOPS = ("Using DDP ideas", "Theraplay ideas", "Brain development and trauma", "Understanding self-harm",
             "Therapeutic storytelling", "Teenagers and attachment", "Sensory play at home", "Looking after yourself",
             "Transitions and endings", "Life story conversations")  # fmt: skip
COURSES = ("Attachment and Trauma", "Bonding Through Play", "Life Story Work", "Therapeutic Parenting (10 weeks)",
           "Transitions", "Assessing Sibling Groups", "Living with Sexually Abused Children")  # fmt: skip
ROLES = {"foster_carer": 34, "social_worker": 14, "fostering_social_worker": 14, "school": 14, "residential": 14,
         "special_guardian": 4, "adopter": 4, "other": 2}  # fmt: skip
ELIGIBLE = {"workshop": 72, "reflective_practice": 48}
ATTENDED = {"workshop": (9, 20), "reflective_practice": (2, 9), "course": (8, 24), "support_group": (4, 11)}


def events(plan: Plan) -> list[Row]:
    """Rows of `training_events`, in order of date."""
    rng = plan.stream("training")
    rows = [
        _event(rng, PERIOD_START + timedelta(days=35 + 34 * i), course, "workshop")
        for i, course in enumerate(WORKSHOPS)
    ]
    months = range(0, 36, 3)
    rows += [_event(rng, _in_month(i), "Reflective practice session", "reflective_practice") for i in range(1, 12)]
    rows += [_event(rng, _in_month(i), "Adopter coffee morning", "support_group") for i in months]
    rows += [_event(rng, _in_month(i + 1), "Special guardian support group", "support_group") for i in months]
    for year in range(PERIOD_START.year, AS_AT.year):
        days = sorted(day_between(rng, date(year, 4, 10), date(year + 1, 3, 20)) for _ in range(14))
        rows += [_event(rng, day, COURSES[i % len(COURSES)], "course") for i, day in enumerate(days)]
    for row, event_id in zip(rows, keys(rng, "E", len(rows), digits=4), strict=True):
        row["event_id"] = event_id
    return sorted(rows, key=lambda row: (row["date"], row["event_id"]))


def _in_month(i: int) -> date:
    return PERIOD_START + timedelta(days=int(30.4 * i) + 12)


def _event(rng: np.random.Generator, day: date, course: str, kind: str) -> Row:
    weekday = day + timedelta(days=int(rng.integers(0, 5)))
    weekday -= timedelta(days=max(weekday.weekday() - 4, 0))
    return {"date": weekday, "course": course, "kind": kind, "eligible_n": ELIGIBLE.get(kind)}


def attendance(plan: Plan, held: list[Row]) -> list[Row]:
    """Rows of `attendance`: those who came, and a few who had booked and did not. The same people come again."""
    rng = plan.stream("attendance")
    people = [(key, pick(rng, ROLES)) for key in keys(rng, "A", 260)]
    rows = []
    for event in held:
        low, high = ATTENDED[event["kind"]]
        n_came, n_booked = int(rng.integers(low, high)), int(rng.integers(0, 3))
        for i, number in enumerate(rng.permutation(len(people))[: n_came + n_booked]):
            key, role = people[number]
            facts = {"event_id": event["event_id"], "attendee_key": key, "attendee_role": role}
            rows.append(facts | {"attended": i < n_came})
    return rows
