"""Feedback forms: ratings, short answers, and free text in each state of review."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import numpy as np

from rtt_eval.synthetic.plan import AS_AT, Plan, Row, clipped, days_later, keys
from rtt_eval.synthetic.programme import Case

HELPFUL = {
    "Having everyone in one room.": "team_together",
    "Seeing the whole timeline made sense of things.": "history_timeline",
    "We could talk openly about what is hard.": "open_discussion",
    "I understand better what is behind the behaviour.": "understanding_behaviour",
    "Leaving with a clear plan.": "clear_plan",
}
UNHELPFUL = {"It was a long meeting.": "length", "School could not come.": "absences", "More notice please.": "notice"}
CARER_TEXTS = {
    "Somebody to ring when things go wrong.": "support",
    "I see the worry under the anger now.": "understanding_behaviour",
    "Ideas that we could use the same day.": "strategies",
    "Nothing is very different yet.": "little_change",
}
INTERVIEW = {
    "what_helped": {
        "A shared story of the child's life.": "shared_understanding",
        "Regular time to think together.": "reflective_space",
        "The worker knew the placement well.": "relationship",
    },
    "what_did_not_help": {
        "Meetings were hard to fit in.": "time",
        "Changes of social worker.": "staff_changes",
        "Not everyone had read the plan.": "communication",
    },
    "change_seen": {
        "The carers felt less alone.": "carer_confidence",
        "School has been calmer.": "school",
        "Not much so far.": "little_change",
    },
    "impact_on_practice": {
        "I ask about the history first.": "history_timeline",
        "We plan endings sooner.": "placement_thinking",
        "It has made little difference to my own work.": "little_change",
    },
}
WORDS = ("interesting", "clear", "practical", "thought provoking", "valuable", "a lot to take in")
SCALES = {
    # form: questions, mean, SD, lowest, highest
    "carer_iip": (("understanding", "confidence", "relationship", "support"), 7.4, 1.8, 1, 10),
    "intensive_support_carer": (("listened_to", "understood", "strategies", "available"), 2.2, 0.7, 0, 3),
    "session_rating": (("relationship", "goals", "approach", "overall"), 8.1, 1.6, 0, 10),
    "esq_parent_carer": (tuple(f"item_{i}" for i in range(1, 13)), 1.7, 0.5, 0, 2),
    "esq_young_person": (tuple(f"item_{i}" for i in range(1, 13)), 1.5, 0.6, 0, 2),
}
SHARE = {"carer_iip": 0.55, "intensive_support_carer": 0.4, "session_rating": 0.4, "esq_parent_carer": 0.4,
         "esq_young_person": 0.2}  # fmt: skip
"""Share of the full cases from which each form came back."""
TRUE = ("not_true", "partly_true", "certainly_true")
"""Answers to the Experience of Service Questionnaire, which a number from 0 to 2 stands for here."""
WRITTEN = {
    "carer_iip": ("most_helpful", "least_helpful"),
    "intensive_support_carer": ("most_helpful", "least_helpful"),
    "esq_parent_carer": ("liked", "needs_improving"),
}
"""The questions of these forms that are answered in words."""

Names = Mapping[str, Row]


def make(plan: Plan, cases: Sequence[Case], held: Sequence[Row], came: Sequence[Row], names: Names) -> list[Row]:
    """Rows of `feedback`, a question each. `names` maps person_id to the row of id_map.

    One text names a child and is marked withhold, one names a carer and is unreviewed, one is redacted; every other
    text is safe.
    """
    rng = plan.stream("feedback")
    full = [case for case in cases if case.is_full]
    forms = [form for case in full for form in _network_meeting(rng, case)]
    forms += [form for event in held for form in _workshop(rng, event, came)]
    forms += [form for name in SCALES for case in full for form in _rated(rng, name, case)]
    forms += [_interview(rng, case) for case in full[::4]]
    _mark_texts(forms, names)
    ids = keys(rng, "B", len(forms))
    return [row | {"feedback_id": feedback_id} for form, feedback_id in zip(forms, ids, strict=True) for row in form]


def _form(name: str, role: str, day: object, **about: object) -> Row:
    return {"form": name, "respondent_role": role, "date": day, **about}


def _text(rng: np.random.Generator, form: Row, question: str, texts: Mapping[str, str], share: float) -> Row:
    """A question answered in words, or left empty."""
    row = form | {"question": question}
    if rng.random() > share:
        return row
    said = list(texts)[int(rng.integers(0, len(texts)))]
    return row | {"text": said, "theme": texts[said], "text_status": "safe"}


def _network_meeting(rng: np.random.Generator, case: Case) -> list[list[Row]]:
    """None to three forms from the first network meeting; the rating is 0 to 6 and sometimes left out."""
    roles = [role for role in ("parent_carer", "professional", "professional") if rng.random() < 0.4]
    return [_meeting_form(rng, case, role) for role in roles]


def _meeting_form(rng: np.random.Generator, case: Case, role: str) -> list[Row]:
    form = _form("network_meeting", role, case.first_network_meeting, person_id=case.child.person_id)
    rating = clipped(float(rng.normal(5.3, 0.9)), 2, 6) if rng.random() < 0.94 else None
    return [
        _text(rng, form, "most_helpful", HELPFUL, 0.8),
        _text(rng, form, "least_helpful", UNHELPFUL, 0.3),
        form | {"question": "views_considered", "value": _yes(rng, 0.95)},
        form | {"question": "listened_to", "value": _yes(rng, 0.97)},
        form | {"question": "rating", "value": rating},
    ]


def _yes(rng: np.random.Generator, share: float) -> str:
    return "yes" if rng.random() < share else "no"


def _workshop(rng: np.random.Generator, event: Row, came: Sequence[Row]) -> list[list[Row]]:
    """A form from about half of those who came to a workshop."""
    if event["kind"] != "workshop":
        return []
    present = [row for row in came if row["event_id"] == event["event_id"] and row["attended"]]
    return [_workshop_form(rng, event, row["attendee_role"]) for row in present if rng.random() < 0.5]


def _workshop_form(rng: np.random.Generator, event: Row, attendee_role: str) -> list[Row]:
    is_carer = attendee_role in ("foster_carer", "adopter", "special_guardian")
    role = "parent_carer" if is_carer else "professional"
    form = _form("workshop", role, event["date"], event_id=event["event_id"])
    shares = {"learning_outcomes": 0.96, "handouts_useful": 0.94, "venue_appropriate": 0.85, "would_recommend": 0.96}
    rows = [form | {"question": question, "value": _yes(rng, share)} for question, share in shares.items()]
    words = WORDS[int(rng.integers(0, len(WORDS)))]
    return [*rows, form | {"question": "words", "text": words, "text_status": "safe"}]


def _rated(rng: np.random.Generator, name: str, case: Case) -> list[list[Row]]:
    """One form with its scale questions, if it came back; a person answers much alike throughout a form."""
    if rng.random() > SHARE[name]:
        return []
    questions, mean, sd, low, high = SCALES[name]
    is_own = name == "esq_young_person" or (name == "session_rating" and rng.random() < 0.5)
    day = min(days_later(rng, case.end, -30, 5), AS_AT)
    form = _form(name, "young_person" if is_own else "parent_carer", day, person_id=case.child.person_id)
    own = float(rng.normal(0, 0.8 * sd))
    marks = [clipped(mean + own + float(rng.normal(0, 0.6 * sd)), low, high) for _ in questions]
    rows = [
        form | {"question": question, "value": _answer(rng, name, mark)}
        for question, mark in zip(questions, marks, strict=True)
    ]
    if name == "carer_iip":
        rows.append(form | {"question": "would_recommend", "value": _yes(rng, 0.9)})
    texts = zip(WRITTEN.get(name, ()), ((CARER_TEXTS, 0.7), (UNHELPFUL, 0.25)), strict=False)
    return [[*rows, *(_text(rng, form, question, said, share) for question, (said, share) in texts)]]


def _answer(rng: np.random.Generator, name: str, mark: int) -> str | int:
    if not name.startswith("esq"):
        return mark
    return "dont_know" if rng.random() < 0.04 else TRUE[mark]


def _interview(rng: np.random.Generator, case: Case) -> list[Row]:
    """Themes that the evaluator gave to what a professional said."""
    day = case.end + timedelta(days=int(rng.integers(3, 25)))
    form = _form("professional_interview", "professional", day, person_id=case.child.person_id)
    return [_text(rng, form, question, texts, 0.95) for question, texts in INTERVIEW.items()]


def _mark_texts(forms: Sequence[Sequence[Row]], names: Names) -> None:
    """Three texts that need a person's eye: the first ones of network meetings, of three different children."""
    said = [row for form in forms for row in form if row["question"] == "most_helpful" and row.get("text")]
    marks: tuple[tuple[str, Callable[[Row], str]], ...] = (
        ("withhold", lambda name: f"{name['forename']} has settled since we all met."),
        ("unreviewed", lambda name: f"{name['other_terms'].split(';')[0]} explained it very well."),
        ("redacted", lambda name: "[worker] helped us to see the pattern."),
    )
    marked: set[str] = set()
    for status, words in marks:
        row = next(row for row in said if row["person_id"] not in marked)
        marked.add(row["person_id"])
        row |= {"text": words(names[row["person_id"]]), "text_status": status}
