"""The question and the method section of a service evaluation, written from its settings and its figures."""

from __future__ import annotations

import re

from rtt_eval.blocks import Prose
from rtt_eval.contrasts import contrast_of, contrasts, follow_ups, other_contrasts, outcome_name
from rtt_eval.disclosure import PROFILES, Safe
from rtt_eval.labels import INTERVENTIONS, ROLES, WHEN, day, the_work, when
from rtt_eval.narrative.outcomes import at
from rtt_eval.narrative.words import count, listed, sentences
from rtt_eval.params import ServiceEvaluation

PROGRAMMES = {
    "full": "in the full Intensive Intervention Programme",
    "prevent_stepdown": "in the prevention and step-down part of the Intensive Intervention Programme",
    "any": "in the Intensive Intervention Programme",
}

ANALYSES = (
    (
        r"outcomes\..*_to_\w+\.change\.mean",
        "**Change in points.** Later score less first, of young people with both, with its mean, *SD* and 95% "
        "interval (paired *t*): the unit of the form is what a practitioner knows.",
    ),
    (
        r"outcomes\..*\.wilcoxon\.p",
        "**Test.** The exact Wilcoxon signed-rank test, two-sided, zeros kept by Pratt's method: it does not assume "
        "normal changes, and an exact test suits small numbers. The paired *t* test is printed beside it.",
    ),
    (
        r"outcomes\..*\.p_holm",
        "**Several outcomes.** The main scales of the other forms at the same review are one family, adjusted by "
        "Holm's method. All other scales are exploratory: they have intervals and no test.",
    ),
    (
        r"outcomes\..*\.effect\.g_av",
        "**Size of the change.** g_av, the mean change over the average *SD* of both times, corrected for small "
        "samples, with Bonett's interval: it can be compared with other studies.",
    ),
    (
        r"outcomes\..*\.reliable",
        "**Reliable change.** How many changed by more than the form's own error would usually make (Jacobson & "
        "Truax, 1991). Thresholds stand in the appendix; where no national one exists, ours is named as ours.",
    ),
    (
        r"outcomes\..*\.band_shift",
        "**Bands.** How many were in a better, the same or a worse band, with an exact sign test where there are "
        "enough.",
    ),
    (
        r"events\..*\.before\.n",
        "**Events.** Counts and rates for each child-month in two windows of equal length, and the exact sign-flip "
        "test on the differences of the young people. Of two intervals for the rate ratio (exact Poisson; clustered "
        "by child) the wider is given, because events come in bursts.",
    ),
    (
        r"outcomes\..*\.sensitivity",
        "**Sensitivity.** The main result again with those who are missing counted as unchanged, and with the worst "
        "change that was seen.",
    ),
    (
        r"feedback\..*\.(?:pct|mean)",
        "**Feedback.** Answers counted by question; shares with Wilson's interval; marks with their mean and range.",
    ),
    (
        r"feedback\..*\.theme\.",
        "**Interviews.** Themes as coded by the evaluator, counted by form.",
    ),
)
"""The pattern of the ids that rest on an analysis, and what the method section says of it."""


def group(params: ServiceEvaluation) -> str:
    """Those whom the evaluation is about, in words, as its settings choose them."""
    parts = [PROGRAMMES[params.programme]] if params.programme else []
    if params.interventions:
        named = [INTERVENTIONS[code] for code in params.interventions]
        parts.append(f"with an involvement for {_any(named)}")
    if params.roles:
        parts.append(f"with an involvement in the role of {_any([ROLES[code].lower() for code in params.roles])}")
    if not parts:
        parts.append("with a case of the Intensive Intervention Programme or another involvement of the team")
    if params.person_ids:
        parts.append("on the list in the settings")
    return f"young people {' and '.join(parts)}"


def _any(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def question(params: ServiceEvaluation) -> Prose:
    """What the evaluation asks: the author's question, or a general one."""
    asked = (params.question or "").strip()
    general = (
        f"How did {group(params)} fare before and during {the_work(params)}, and what did they and those around them "
        "say of it?"
    )
    return Prose(asked or general, "answer")


def design(params: ServiceEvaluation) -> Prose:
    """What kind of evaluation it is, and how long the windows are."""
    gap = (
        f" The {params.gap_days} days straight before the start belong to neither, because referrals come in crises."
        if params.gap_days
        else ""
    )
    return Prose(
        f"This is a service evaluation of one group, before and during {the_work(params)}, without a comparison "
        "group. For each young person, the days from the start of the work to its end, or to "
        f"{day(params.as_at_date)} where it goes on, are compared with exactly as many days straight before it.{gap} "
        "Forms at the start are compared with forms at later reviews of the same young person, filled in by the same "
        "kind of person.",
        "text",
    )


def sample(safe: Safe, params: ServiceEvaluation) -> Prose:
    """Who was included, and how many they are."""
    joined = "began" if params.joined == "started" else "was open on at least one day"
    lead = (
        f"Included were all {group(params)} whose work {joined} between {day(params.period.start)} and "
        f"{day(params.period.end)}: {count(safe.get('cohort.n'), 'young person', 'young people')}, with "
        f"{count(safe.get('cohort.cases.n'), 'piece', 'pieces')} of work."
    )
    once = "A young person counts once; events are compared for the first piece of work."
    nobody = "Nobody was left out because of what the records show, and no sample was drawn."
    return Prose(sentences([lead, once, nobody]), "text")


def procedure(safe: Safe, params: ServiceEvaluation) -> Prose:
    """Which forms were asked for when, and where the events and the feedback come from."""
    found = contrasts(safe.figures, params.primary_outcome)
    times = [WHEN.get(time, when(time)) for time in follow_ups(found)]
    forms = f"Forms were filled in as part of ordinary work: {listed(['at the start', *times])}." if times else ""
    others = other_contrasts(safe.figures, params.primary_outcome)
    pairs = dict.fromkeys(f"{when(one.start)} with {when(one.follow_up)}" for one in others)
    beside = f"Also compared: {listed(list(pairs))}." if pairs else ""
    events = (
        "Significant events were found by a search of case notes for dated entries of set kinds; no text of a note "
        "was taken."
        if any(figure.id.startswith("events.significant.") for figure in safe.starting("events."))
        else ""
    )
    feedback = (
        "Feedback forms were given out in the ordinary course of the service." if safe.starting("feedback.") else ""
    )
    cut = f"All figures come from the service's records; nothing after {day(params.as_at_date)} counts."
    return Prose(sentences([forms, beside, events, feedback, cut]), "text")


def analysis(safe: Safe, params: ServiceEvaluation) -> list[Prose]:
    """The main outcome, the analyses that the figures rest on with the reason for each, and when one is not done."""
    one = contrast_of(params.primary_outcome)
    lead = (
        f"The main outcome, named in the settings before the results were made, is {outcome_name(one)} {at(one)}. "
        "Everything else is secondary or exploratory, and said to be so."
    )
    used = [f"- {said}" for pattern, said in ANALYSES if any(map(re.compile(pattern).match, safe.figures))]
    gates = params.gates
    limits = (
        f"With few young people less is printed: counts of better and worse from {gates.counts} pairs, means from "
        f"{gates.mean}, tests and effect sizes from {gates.tests}. Analyses were made by a tested program, not by "
        "hand."
    )
    return [Prose("\n\n".join([lead, "\n".join(used), limits]), "text")]


def ethics(safe: Safe, params: ServiceEvaluation) -> Prose:
    """Why this is service evaluation and not research, and how the young people are protected."""
    profile = PROFILES[safe.audience]
    few = (
        f"Counts above 0 and under {profile.smallest_count} are hidden in this edition, with all that would give them "
        f"back; means need {profile.smallest_mean_base} young people. "
        if profile.few
        else "This edition shows single young people, by a number, and must not leave the team. "
    )
    return Prose(
        "This is service evaluation, not research: it was designed only to judge the current service, nobody was "
        "allocated to anything, and nothing was asked of anybody beyond ordinary work (Health Research Authority, "
        f"2022). Records carried a pseudonym in place of a name. {few}Written answers are shown only where a person "
        "has read them and marked them as safe.",
        "text",
    )
