"""Sentences for referrals and for the young people in the programme."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.narrative.words import all_hidden, count, listed, neat, number, sentences, was, young_people
from rtt_eval.params import ReportParams

SEXES = {"F": "female", "M": "male", "U": "not known or other"}


def referrals(safe: Safe, params: ReportParams) -> Prose:
    """How many referrals there were, how many went on to the full programme, and how long the young people waited."""
    total, full = safe.get("referrals.total.n"), safe.get("referrals.full.n")
    if total is None or total.value == 0:
        return Prose("No referrals are recorded in the period.", "answer")
    went_on = "" if full is None else f"; {number(full)} went on to the full programme"
    lead = f"There {was(total)} {count(total, 'referral', 'referrals')} in the period{went_on}."
    return Prose(sentences([lead, wait_in_words(safe)]), "answer")


def wait_in_words(safe: Safe) -> str:
    """How long half of the young people waited at most, for the start and for the first network meeting."""
    start = safe.get("referrals.days_to_start.median")
    meeting = safe.get("referrals.days_to_first_network_meeting.median")
    parts = []
    if start is not None and start.is_known:
        parts.append(f"Half of the young people started within {neat(start)} days of their referral.")
    if meeting is not None and meeting.is_known:
        parts.append(f"Half had their first network meeting within {neat(meeting)} days.")
    return " ".join(parts) or "The wait from referral to start cannot be given: too few cases have both dates."


def referral_months(safe: Safe, params: ReportParams) -> Prose | None:
    """Whether the months differ by more than chance; None where there are too few months or referrals to say."""
    special, months = (safe.get(f"spc.referrals.{name}") for name in ("special_cause.n", "n_points"))
    if special is None or months is None or not (special.is_known and months.is_known):
        return None
    if special.value == 0:
        return Prose("The number of referrals varies from month to month no more than chance would make it.", "text")
    stand = "stands" if special.value == 1 else "stand"
    return Prose(
        f"Of {count(months, 'month', 'months')}, {special.shown} {stand} out from the ordinary ups and downs (Appendix "
        "A, Events): worth asking what was different then.",
        "text",
    )


def cohort(safe: Safe, params: ReportParams) -> Prose:
    """Who the young people are, and where they live."""
    total = safe.get("cohort.n")
    if total is None or total.value == 0:
        return Prose("No young people were in the programme in the period.", "answer")
    sexes = [(safe.get(f"cohort.sex.{sex}.n"), words) for sex, words in SEXES.items()]
    parts = [f"{number(figure)} {words}" for figure, words in sexes if figure is not None and figure.value != 0]
    lead = f"{young_people(safe, 'cohort.n')} took part in the period"
    lead += f": {listed(parts)}" if parts else ""
    return Prose(sentences([f"{lead}.", _home(safe)]), "answer")


def _home(safe: Safe) -> str:
    start, latest = (safe.get(f"placement_type.residential.{when}.n") for when in ("start", "latest"))
    if start is None or latest is None or all_hidden([start, latest]):
        return ""
    if start.value == latest.value == 0:
        return "None of those in the full programme lived in residential care at the start, and none does now."
    return (
        f"Of those in the full programme, {number(start)} lived in residential care at the start, "
        f"and {number(latest)} when last counted."
    )
