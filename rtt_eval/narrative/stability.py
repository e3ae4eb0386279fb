"""Sentences for placement stability, missing episodes, exploitation risk and significant events."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.labels import EVENT_NOUNS
from rtt_eval.narrative.comparing import NOT_SHOWN, ratio_in_words
from rtt_eval.narrative.words import all_hidden, count, number, sentences, was, young_people
from rtt_eval.params import IipEvaluation


def before_and_during(
    safe: Safe, kind: str, has_ways: bool = True, is_brief: bool = False, work: str = "the programme"
) -> str:
    """How many events there were before and during; unless brief, how sure that is and for whom they fell or rose."""
    stem, (one, many) = f"events.{kind}", EVENT_NOUNS[kind]
    before, during = safe.get(f"{stem}.before.n"), safe.get(f"{stem}.during.n")
    if before is None or during is None:
        return f"No {many} are recorded."
    if before.value == during.value == 0:
        return f"There were no {many}, before or during {work}."
    if all_hidden([before, during]):
        return f"How many {many} there were is {NOT_SHOWN}."
    lead = (
        f"There {was(before)} {count(before, one, many)} before {work} "
        f"and {number(during)} in an equally long time during it."
    )
    if is_brief:
        return lead
    ratio = safe.get(f"{stem}.rate_ratio")
    return sentences([lead, ratio_in_words(ratio) if ratio else "", _ways(safe, stem) if has_ways else ""])


def _ways(safe: Safe, stem: str) -> str:
    ways = [safe.get(f"{stem}.{way}.children.n") for way in ("fell", "same", "rose")]
    if ways[0] is None or all_hidden(ways):
        return ""
    return f"{young_people(safe, ways[0].id)} had fewer, {number(ways[1])} as many and {number(ways[2])} more."


def placement_stability(safe: Safe, params: IipEvaluation) -> Prose:
    """Moves before and during the programme."""
    return Prose(before_and_during(safe, "placement_move"), "answer")


def placements_held(safe: Safe, params: IipEvaluation) -> Prose | None:
    """Two or more moves, and whether the placement at the start held."""
    text = sentences([_two_or_more(safe), *(_held(safe, months) for months in params.held_at_months)])
    return Prose(text, "text") if text else None


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
    had = "has" if passed.value == 1 else "have"
    return (
        f"Of {young_people(safe, passed.id)} who {had} been followed for {months} months, "
        f"{number(held)} kept the same carer."
    )


def missing_and_risk(safe: Safe, params: IipEvaluation) -> Prose:
    """Missing episodes before and during, and the level of exploitation risk."""
    return Prose(sentences([before_and_during(safe, "missing", has_ways=False), _risk(safe)]), "answer")


def away(safe: Safe, params: IipEvaluation) -> Prose | None:
    """Whose missing episodes fell or rose, and absences without authorisation."""
    parts = [_ways(safe, "events.missing").replace(" had fewer", " had fewer missing episodes", 1)]
    if "events.away.before.n" in safe:
        parts.append(before_and_during(safe, "away", has_ways=False))
    text = sentences(parts)
    return Prose(text, "text") if text else None


def exploitation_risk(safe: Safe, params: IipEvaluation) -> Prose:
    """The level of exploitation risk alone, where missing episodes have been told already."""
    return Prose(sentences([_risk(safe)]), "answer")


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
    """The four kinds of event together."""
    if "events.four_kinds.before.n" in safe:
        return Prose(before_and_during(safe, "four_kinds"), "answer")
    among = _among(safe)
    return Prose(f"There were {among}." if among else "No significant events are recorded.", "answer")


def events_among(safe: Safe, params: IipEvaluation) -> Prose | None:
    """Those of the four kinds that occurred, where the four together have led."""
    among = _among(safe) if "events.four_kinds.before.n" in safe else ""
    return Prose(f"Among them were {among}.", "text") if among else None


def _among(safe: Safe) -> str:
    kinds = [kind for kind in ("overdose", "self_harm", "exclusion") if f"events.{kind}.before.n" in safe]
    parts = [part for part in (_short(safe, kind) for kind in kinds) if part]
    return "; ".join(parts)


def _short(safe: Safe, kind: str) -> str:
    before, during = safe[f"events.{kind}.before.n"], safe.get(f"events.{kind}.during.n")
    if during is None or before.value == during.value == 0 or all_hidden([before, during]):
        return ""
    return f"{count(before, *EVENT_NOUNS[kind])} before, {number(during)} during"
