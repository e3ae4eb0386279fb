"""Sentences for the outcome measures: how many forms there are, how scores moved, how far that goes beyond error."""

from __future__ import annotations

import re

from rtt_eval import measures
from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.measures import Subscale
from rtt_eval.narrative.comparing import NOT_SHOWN, better, could_be, difference, pairs_so_far
from rtt_eval.narrative.words import INFORMANTS, TIMEPOINTS, all_hidden, count, number, sentences, was, young_people
from rtt_eval.params import IipEvaluation, Outcome

PAIRED = re.compile(r"outcomes\.(\w+)\.(\w+)\.(\w+)\.baseline_to_(\w+)\.n_paired")


def stem_of(outcome: Outcome) -> str:
    """The ids of an outcome compared with its baseline."""
    return f"outcomes.{outcome.measure}.{outcome.informant}.{outcome.subscale}.baseline_to_{outcome.follow_up}"


def name_of(outcome: Outcome) -> str:
    """The outcome as a sentence names it: the SDQ total difficulties score given by parents and carers."""
    measure, scale = measures.load(outcome.measure), scale_of(outcome)
    by = INFORMANTS.get(outcome.informant, outcome.informant)
    return f"the {measure.short_label} {scale.label.lower()} score given by {by}"


def scale_of(outcome: Outcome) -> Subscale:
    """The subscale of an outcome."""
    return measures.load(outcome.measure).scales[outcome.informant][outcome.subscale]


def outcomes(safe: Safe, params: IipEvaluation) -> Prose:
    """The primary outcome: average change, direction for each child, reliable change."""
    outcome = params.primary_outcome
    stem = stem_of(outcome)
    if f"{stem}.n_paired" not in safe:
        when = TIMEPOINTS.get(outcome.follow_up, outcome.follow_up)
        return Prose(
            f"No forms are recorded that would show {name_of(outcome)} both at the start and {when}.", "answer"
        )
    parts = [average_change(safe, params, outcome), _each_way(safe, stem), _reliable(safe, stem, outcome)]
    return Prose(sentences(parts), "answer")


def average_change(safe: Safe, params: IipEvaluation, outcome: Outcome) -> str:
    """By how much the average moved, which way is good, and how sure that is."""
    stem = stem_of(outcome)
    figure, when = safe.get(f"{stem}.change.mean"), TIMEPOINTS.get(outcome.follow_up, outcome.follow_up)
    if figure is not None and figure.suppressed:
        return f"{when}, how far {name_of(outcome)} moved on average is {NOT_SHOWN}."
    if figure is None or figure.value is None:
        so_far = pairs_so_far(safe, f"{stem}.n_paired", params.gates.mean)
        return f"{when}, there are too few forms to say how {name_of(outcome)} has moved: {so_far}."
    pairs = safe.get(f"{stem}.n_paired")
    behind = count(pairs, "young person", "young people") if pairs is not None and pairs.is_known else ""
    lead = f"{when}, {name_of(outcome)} was on average {difference(figure)} at the start."
    return " ".join(part for part in (lead, better(scale_of(outcome).higher_is), could_be(figure, behind)) if part)


def _each_way(safe: Safe, stem: str) -> str:
    improved, same, worse = (safe.get(f"{stem}.direction.{way}.n") for way in ("improved", "same", "worse"))
    if improved is None or all_hidden([improved, same, worse]):
        return ""
    return (
        f"Scores improved for {young_people(safe, improved.id)}, stayed the same for {number(same)} "
        f"and got worse for {number(worse)}."
    )


def _reliable(safe: Safe, stem: str, outcome: Outcome) -> str:
    improved, fell = (safe.get(f"{stem}.reliable.{way}.n") for way in ("improved", "deteriorated"))
    change = scale_of(outcome).reliable_change
    if change is None or improved is None or all_hidden([improved, fell]):
        return ""
    ours = " (a threshold of our own)" if change.is_ours else ""
    return sentences(
        [
            f"A change of {change.threshold:g} points or more goes beyond the usual error of the form itself{ours}.",
            f"{young_people(safe, improved.id)} improved by that much and {number(fell)} got worse by that much.",
        ]
    )


def completeness(safe: Safe, params: IipEvaluation) -> Prose:
    """How many of those whose review had come have both forms of the primary outcome."""
    stem = stem_of(params.primary_outcome)
    eligible, baseline, pairs = (safe.get(f"{stem}.{step}") for step in ("n_eligible", "n_baseline", "n_paired"))
    if eligible is None or eligible.value == 0:
        return Prose("No young person's review date has come yet for the main outcome.", "answer")
    lead = (
        f"The review {TIMEPOINTS.get(params.primary_outcome.follow_up, '')} had come for "
        f"{young_people(safe, eligible.id)}. Of these, {number(baseline)} {was(baseline)} rated at the start "
        f"and {number(pairs)} {was(pairs)} rated at both times."
    )
    rest = "What follows describes only those with both forms; the others may have fared differently."
    return Prose(sentences([lead, rest]), "answer")


def other_outcomes(safe: Safe, params: IipEvaluation) -> Prose | None:
    """The average change on the main scale of the other measures at the primary follow-up, as a list; None without."""
    others = [one for one in _others(safe, params) if not _is_nobody(safe, one)]
    open_ones = [one for one in others if not _is_hidden(safe, one)]
    lines = [f"- {sentences([average_change(safe, params, one)])}" for one in open_ones]
    if len(open_ones) < len(others):
        lines.append(f"- How far scores moved on {'the other' if lines else 'these'} measures is {NOT_SHOWN}.")
    return Prose("\n".join(lines), "text") if lines else None


def _is_hidden(safe: Safe, outcome: Outcome) -> bool:
    return all_hidden([safe.get(f"{stem_of(outcome)}.change.mean")])


def _is_nobody(safe: Safe, outcome: Outcome) -> bool:
    return safe[f"{stem_of(outcome)}.n_paired"].value == 0


def _others(safe: Safe, params: IipEvaluation) -> list[Outcome]:
    """The main scales of the other measures and informants at the primary follow-up, in the order of the figures."""
    known, primary, found = measures.load_all(), params.primary_outcome, []
    for figure in safe.starting("outcomes."):
        if match := PAIRED.fullmatch(figure.id):
            measure, informant, subscale, follow_up = match.groups()
            one = Outcome(measure=measure, informant=informant, subscale=subscale, follow_up=follow_up)
            is_main = measure in known and subscale == known[measure].primary_subscale
            if is_main and one != primary and follow_up == primary.follow_up:
                found.append(one)
    return found
