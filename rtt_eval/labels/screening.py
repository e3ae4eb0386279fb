"""Words of the referral screening: what gives points, why a child could not be screened, what came of a child."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rtt_eval.labels.programme import CSE_LEVELS

PARTS = MappingProxyType(
    {
        "sdq": "SDQ total",
        "moves_12_months": "Moves in 12 months",
        "moves_since_care": "Moves since coming into care",
        "missing_12_months": "Missing episodes in 12 months",
        "cse": "CSE risk",
        "months_in_placement": "Months in the placement",
    }
)

HOW_COUNTED = MappingProxyType(
    {
        "sdq": "Latest parent or carer total on or before the day, of the yearly returns and of outcome forms.",
        "moves_12_months": "Changes of carer in the 12 months to the day. Short breaks with a return to the same carer "
        "are no moves.",
        "moves_since_care": "Changes of carer since the present care period began; the first placement is no move.",
        "missing_12_months": "Episodes of missing from care that began in the 12 months to the day. Away without "
        "authorisation stands beside them and gives no points.",
        "cse": "Latest recorded level of risk of child sexual exploitation on or before the day.",
        "months_in_placement": "Completed months with the present carer.",
    }
)

GROUPS = MappingProxyType(
    {
        "sdq": ("S", "SDQ"),
        "moves": ("M", "Moves"),
        "missing_and_risk": ("E", "Missing episodes and exploitation"),
        "new_placement": ("P", "New placement"),
    }
)
"""A letter and a name for each part of a bar: nothing is told by colour alone."""

NOT_SCREENED = MappingProxyType(
    {
        "no_form": ("No SDQ form on record", "Send the parent or carer form.", "Social worker, with the carer"),
        "not_returned": (
            "SDQ form sent and not returned",
            "Ask again; offer to go through the form together or by telephone.",
            "Social worker; the carer's supervising social worker",
        ),
        "SDQ1": (
            "Recorded as too young or too old for the SDQ (SDQ1)",
            "Check it: the form is for ages 4 to 17, and this young person is of that age.",
            "Administrator",
        ),
        "SDQ2": (
            "Carer refused the SDQ (SDQ2)",
            "Ask what stood in the way. If no form comes, talk about the young person without a score.",
            "Social worker; the carer's supervising social worker",
        ),
        "SDQ3": (
            "SDQ not possible: disability (SDQ3)",
            "Talk it through at the meeting without a score.",
            "Clinical psychologist",
        ),
        "SDQ4": ("No SDQ for another reason (SDQ4)", "Find out what the reason was, and ask again.", "Social worker"),
        "SDQ5": (
            "Young person refused the SDQ (SDQ5)",
            "Ask the carer: the parent or carer form does not need the young person.",
            "Social worker, with the carer",
        ),
        "no_reason": ("No SDQ score, and no reason given", "Find out whether a form was sent.", "Administrator"),
        "score_too_old": (
            "SDQ score too old to rank by",
            "Send a new form.",
            "Social worker, with the carer",
        ),
        "zero_total": (
            "SDQ total of 0",
            "Look at the form: every answer at its lowest, or a form not filled in?",
            "Administrator, with the carer",
        ),
        "care_dates_not_known": (
            "Date of coming into care not recorded",
            "Enter the date in the table of young people.",
            "Administrator",
        ),
    }
)
"""Why a child could not be screened, what to do, and who can do it."""

UNKNOWN_PARTS = MappingProxyType(
    {
        "moves_12_months": ("Enter the placements.", "Administrator"),
        "moves_since_care": ("Enter the placements and the date of coming into care.", "Administrator"),
        "missing_12_months": ("Get the list of missing episodes.", "Administrator"),
        "cse": ("Score the risk, or enter the score there is.", "Social worker"),
        "months_in_placement": ("Enter the placement that is open.", "Administrator"),
    }
)
"""What to do, and who can do it, where a part is not known of a ranked child."""

STANDINGS = MappingProxyType(
    {
        "in_programme": "In it",
        "in_step_down": "In step-down",
        "referred": "Referred",
        "was_in_programme": "Has been in it",
        "turned_down": "Not taken on before",
        "": "Not in it",
    }
)

LINES = MappingProxyType({"above": "Above", "at": "At", "below": "Below", "": "-"})

JUST_OUTSIDE = MappingProxyType(
    {
        "score": "SDQ total just under the line",
        "too_young": "Reaches the youngest age soon",
        "too_old": "Passed the oldest age recently",
    }
)

CAME_OF = MappingProxyType(
    {
        "started": "Began the full programme",
        "started_step_down": "Began prevention or step-down",
        "in_programme": "In the programme already",
        "ended": "Work ended",
        "taken_on": "Referral taken on, work to begin",
        "turned_down": "Referral not taken on",
        "referred": "Referred, not yet decided",
        "waiting": "Referral under way, as before",
        "nothing": "No referral on record",
    }
)

NOW = MappingProxyType(
    {
        "on_list": "On the list",
        "left_care": "Off: no longer in care",
        "outside_ages": "Off: outside the ages",
        "below": "Off: newer SDQ under the line",
        "zero_total": "Off: newer SDQ of 0, to be checked",
        "score_too_old": "Off: SDQ score now too old",
        "no_score": "Off: no SDQ score",
        "care_dates_not_known": "Off: date of coming into care not recorded",
    }
)

NEWLY_LISTED = MappingProxyType(
    {
        "came_into_care": "Came into care",
        "came_of_age": "Reached the age",
        "new_score": "A score that makes the list has come",
    }
)

STEPS = MappingProxyType(
    {"decision": "Decision", "network_meeting": "First network meeting", "start": "Start of the work"}
)

DECISIONS = MappingProxyType(
    {
        "accepted": "Full programme",
        "prevent_stepdown": "Prevention or step-down",
        "pending": "Not yet decided",
    }
)

SOURCES = MappingProxyType({"return": "Return", "form": "Form"})


def reason(part: str, value: int | str | None) -> str:
    """What is known of one part, as a list of reasons has it: "2 moves in 12 months"."""
    if value is None:
        return f"{PARTS[part]} not known".replace("CSE risk not known", "CSE risk not recorded")
    if part == "cse":
        return f"CSE risk {CSE_LEVELS[str(value)].lower()}"
    if part == "months_in_placement" and value == 0:
        return "under a month in the placement"
    one, many = _NOUNS[part]
    return (one if value == 1 else many).format(value)


_NOUNS = MappingProxyType(
    {
        "sdq": ("SDQ {}", "SDQ {}"),
        "moves_12_months": ("1 move in 12 months", "{} moves in 12 months"),
        "moves_since_care": ("1 move since care began", "{} moves since care began"),
        "missing_12_months": ("1 missing episode in 12 months", "{} missing episodes in 12 months"),
        "months_in_placement": ("1 month in the placement", "{} months in the placement"),
    }
)


def thresholds(part: str, steps: Mapping[Any, int]) -> str:
    """A table of points in words: "17 or more: 1; 20 or more: 2"; "no points" where there are none."""
    if part == "cse":
        said = [f"{CSE_LEVELS[str(level)].lower()}: {points}" for level, points in steps.items()]
    elif part == "months_in_placement":
        said = [f"fewer than {below}: {points}" for below, points in steps.items()]
    else:
        said = [f"{least} or more: {points}" for least, points in steps.items()]
    return "; ".join(said) or "no points"


def shared(rank: int, is_tied: bool) -> str:
    """A rank, with "=" where others have it too."""
    return f"{rank}=" if is_tied else str(rank)
