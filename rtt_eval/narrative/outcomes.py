"""Sentences for the outcome measures: how many forms there are, how scores moved, how far that goes beyond error."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, main_scales, outcome_name
from rtt_eval.disclosure import Safe
from rtt_eval.labels import WHEN, when
from rtt_eval.narrative.comparing import NOT_SHOWN, better, could_be, difference, pairs_so_far
from rtt_eval.narrative.words import all_hidden, count, number, sentences, was, young_people
from rtt_eval.params import OutcomeParams


def outcomes(safe: Safe, params: OutcomeParams) -> Prose:
    """The primary outcome: average change, and direction for each child."""
    one = contrast_of(params.primary_outcome)
    if f"{one.stem}.n_paired" not in safe:
        text = f"No forms are recorded that would show {outcome_name(one)} both at the start and {at(one)}."
        return Prose(text, "answer")
    return Prose(sentences([average_change(safe, params, one), each_way(safe, one)]), "answer")


def at(one: Contrast) -> str:
    """The follow-up as a sentence says it: after 6 months."""
    return WHEN.get(one.follow_up, when(one.follow_up))


def average_change(safe: Safe, params: OutcomeParams, one: Contrast, is_brief: bool = False) -> str:
    """By how much the average moved and which way is good; unless brief, how sure that is."""
    figure = safe.get(f"{one.stem}.change.mean")
    if figure is not None and figure.suppressed:
        return f"{at(one)}, how far {outcome_name(one)} moved on average is {NOT_SHOWN}."
    if figure is None or figure.value is None:
        so_far = pairs_so_far(safe, f"{one.stem}.n_paired", params.gates.mean)
        return f"{at(one)}, there are too few forms to say how {outcome_name(one)} has moved: {so_far}."
    pairs = safe.get(f"{one.stem}.n_paired")
    behind = count(pairs, "young person", "young people") if pairs is not None and pairs.is_known else ""
    good = better(one.scale.higher_is)
    lead = f"{at(one)}, {outcome_name(one)} was on average {difference(figure)} at the start ({good})."
    return lead if is_brief else sentences([lead, could_be(figure, behind)])


def each_way(safe: Safe, one: Contrast) -> str:
    """For how many the score improved, stayed and got worse; empty where all is hidden."""
    ways = [safe.get(f"{one.stem}.direction.{way}.n") for way in ("improved", "same", "worse")]
    if ways[0] is None or all_hidden(ways):
        return ""
    return (
        f"Scores improved for {young_people(safe, ways[0].id)}, stayed the same for {number(ways[1])} "
        f"and got worse for {number(ways[2])}."
    )


def reliable(safe: Safe, params: OutcomeParams) -> Prose | None:
    """For how many the primary outcome changed by more than the form's own error would usually make it."""
    one = contrast_of(params.primary_outcome)
    improved, fell = (safe.get(f"{one.stem}.reliable.{way}.n") for way in ("improved", "deteriorated"))
    change = one.scale.reliable_change
    if change is None or improved is None or all_hidden([improved, fell]):
        return None
    ours = " (a threshold of our own)" if change.is_ours else ""
    name = outcome_name(one)
    return Prose(
        f"{name[:1].upper()}{name[1:]} improved by {change.threshold:g} points or more{ours} for "
        f"{young_people(safe, improved.id)} and got worse by that much for {number(fell)}.",
        "text",
    )


def completeness(safe: Safe, params: OutcomeParams) -> Prose:
    """How many of those whose review was due have both forms of the primary outcome."""
    one = contrast_of(params.primary_outcome)
    eligible, baseline, pairs = (safe.get(f"{one.stem}.{step}") for step in ("n_eligible", "n_baseline", "n_paired"))
    if eligible is None or eligible.value == 0:
        return Prose("No young person's review is due yet for the main outcome.", "text")
    lead = (
        f"The review {at(one)} was due for {young_people(safe, eligible.id)}. Of them, {number(baseline)} "
        f"{was(baseline)} rated at the start and {number(pairs)} at both times."
    )
    rest = "What follows describes only those with both forms. The others may have fared differently."
    return Prose(sentences([lead, rest, _lost_at_start(safe, one)]), "text")


def _lost_at_start(safe: Safe, one: Contrast) -> str:
    """Whether those without the later form began as the others did."""
    figure = safe.get(f"{one.stem}.not_paired.difference.mean_baseline")
    if figure is None or not figure.is_known:
        return ""
    lead = f"Those rated at the start alone began on average {difference(figure)} those rated at both times."
    return sentences([lead, could_be(figure, "", what="difference")])


def other_outcomes(safe: Safe, params: OutcomeParams) -> Prose | None:
    """Which other measures moved further than chance would explain at the primary follow-up; None without any."""
    primary = contrast_of(params.primary_outcome)
    mains = [one for one in main_scales(contrasts(safe.figures, params.primary_outcome)) if one != primary]
    now = [one for one in mains if one.follow_up == primary.follow_up and safe[f"{one.stem}.n_paired"].value != 0]
    known = [one for one in now if (figure := safe.get(f"{one.stem}.change.mean")) is not None and figure.is_known]
    sure = [f"{one.form} ({_way(safe, one)})" for one in known if _is_sure(safe, one)]
    open_ones = [one.form for one in known if not _is_sure(safe, one)]
    rest = "the others" if sure else "the other forms"
    parts = [
        f"Of the other forms, these moved further than chance would easily explain: {'; '.join(sure)}." if sure else "",
        "With so many forms, one or two can do so by chance." if sure else "",
        f"For {rest}, there may have been no change at all: {'; '.join(open_ones)}." if open_ones else "",
    ]
    none = "No average can be shown: too few young people have both forms." if now else ""
    text = sentences(parts) or none
    return Prose(text, "text") if text else None


def _is_sure(safe: Safe, one: Contrast) -> bool:
    interval = safe[f"{one.stem}.change.mean"].interval
    return interval is not None and not interval[0] <= 0 <= interval[1]


def _way(safe: Safe, one: Contrast) -> str:
    return "better" if ((safe[f"{one.stem}.change.mean"].value or 0) > 0) == one.is_higher_better else "worse"
