"""Sentences for placement stability, missing episodes, exploitation risk and significant events."""

from __future__ import annotations

from types import MappingProxyType

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.narrative.comparing import NOT_SHOWN, ratio_in_words
from rtt_eval.narrative.words import all_hidden, count, number, sentences, was, young_people
from rtt_eval.params import IipEvaluation

KINDS = MappingProxyType(
    {
        "placement_move": ("move of placement", "moves of placement"),
        "missing": ("missing episode", "missing episodes"),
        "away": ("episode of unauthorised absence", "episodes of unauthorised absence"),
        "overdose": ("overdose", "overdoses"),
        "self_harm": ("episode of self-harm", "episodes of self-harm"),
        "exclusion": ("exclusion from school", "exclusions from school"),
        "significant": ("significant event", "significant events"),
        "four_kinds": ("event of the four kinds", "events of the four kinds"),
    }
)


def before_and_during(safe: Safe, kind: str) -> str:
    """How many events there were before and during, for whom they fell or rose, and how sure that is."""
    stem, (one, many) = f"events.{kind}", KINDS[kind]
    before, during = safe.get(f"{stem}.before.n"), safe.get(f"{stem}.during.n")
    if before is None or during is None:
        return f"No {many} are recorded."
    if before.value == during.value == 0:
        return f"There were no {many}, before or during the programme."
    lead = (
        f"There {was(before)} {count(before, one, many)} before the programme "
        f"and {number(during)} in an equally long time during it."
    )
    ways = _ways(safe, stem)
    ratio = safe.get(f"{stem}.rate_ratio")
    return sentences([lead, ways, ratio_in_words(ratio) if ratio else ""])


def _ways(safe: Safe, stem: str) -> str:
    ways = [safe.get(f"{stem}.{way}.children.n") for way in ("fell", "same", "rose")]
    if ways[0] is None or all_hidden(ways):
        return ""
    return f"{young_people(safe, ways[0].id)} had fewer, {number(ways[1])} as many and {number(ways[2])} more."


def placement_stability(safe: Safe, params: IipEvaluation) -> Prose:
    """Moves before and during the programme, and whether the placement at the start held."""
    return Prose(
        sentences(
            [
                before_and_during(safe, "placement_move"),
                _two_or_more(safe),
                *(_held(safe, months) for months in params.held_at_months),
            ]
        ),
        "answer",
    )


def _two_or_more(safe: Safe) -> str:
    before = safe.get("placement_moves.two_or_more.twelve_months_before.n")
    since = safe.get("placement_moves.two_or_more.since_start.n")
    if before is None or since is None:
        return ""
    return (
        f"{young_people(safe, before.id)} had moved two or more times in the 12 months before the programme; "
        f"since it began, {number(since)} {'has' if since.value == 1 else 'have'}."
    )


def _held(safe: Safe, months: int) -> str:
    """Of those whose time is up, how many kept the carer: a recent start could only count against."""
    stem = f"placement_held.at_{months}_months"
    held, passed = safe.get(f"{stem}.held.n"), safe.get(f"{stem}.time_passed.n")
    if held is None or passed is None:
        return ""
    if passed.value == 0:
        return f"Nobody started as long as {months} months ago."
    return (
        f"For {young_people(safe, passed.id)} {months} months had passed since the start; "
        f"{number(held)} of them still had the same carer."
    )


def missing_and_risk(safe: Safe, params: IipEvaluation) -> Prose:
    """Missing and away episodes before and during, and the level of exploitation risk."""
    parts = [before_and_during(safe, "missing")]
    if "events.away.before.n" in safe:
        parts.append(before_and_during(safe, "away"))
    return Prose(sentences([*parts, _risk(safe)]), "answer")


def _risk(safe: Safe) -> str:
    subject = "the level of risk of child sexual exploitation"
    fell, same, rose = (safe.get(f"risk.cse.{way}.children.n") for way in ("fell", "same", "rose"))
    if fell is None or all(one is None or one.value == 0 for one in (fell, same, rose)):
        return "No levels of risk of child sexual exploitation are recorded at both times."
    if all_hidden([fell, same, rose]):
        return f"For how many {subject} changed is {NOT_SHOWN}."
    return (
        f"{subject} fell for {young_people(safe, fell.id)}, stayed the same for {number(same)} "
        f"and rose for {number(rose)}."
    )


def significant_events(safe: Safe, params: IipEvaluation) -> Prose:
    """The four kinds of event together, then those of them that occurred."""
    kinds = [kind for kind in ("overdose", "self_harm", "exclusion") if f"events.{kind}.before.n" in safe]
    if "events.four_kinds.before.n" not in safe and not kinds:
        return Prose("No significant events are recorded.", "answer")
    lead = before_and_during(safe, "four_kinds") if "events.four_kinds.before.n" in safe else ""
    parts = [part for part in (_short(safe, kind) for kind in kinds) if part]
    among = f"{'Among them' if lead else 'There'} were {'; '.join(parts)}." if parts else ""
    return Prose(sentences([lead, among]), "answer")


def _short(safe: Safe, kind: str) -> str:
    before, during = safe[f"events.{kind}.before.n"], safe.get(f"events.{kind}.during.n")
    if during is None or before.value == during.value == 0:
        return ""
    return f"{count(before, *KINDS[kind])} before and {number(during)} during"
