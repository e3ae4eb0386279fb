"""The results of a service evaluation in APA sentences, its one-page summary and its limits."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval.blocks import Headline, Headlines, Prose, Subheading
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, outcome_name
from rtt_eval.disclosure import Safe
from rtt_eval.labels import EVENT_NOUNS, day, the_work
from rtt_eval.narrative import apa
from rtt_eval.narrative.activity import SEXES
from rtt_eval.narrative.comparing import NOT_SHOWN, pairs_so_far, ratio_in_words
from rtt_eval.narrative.evaluation_method import group
from rtt_eval.narrative.glance import primary_headline
from rtt_eval.narrative.outcomes import at, average_change, each_way
from rtt_eval.narrative.stability import before_and_during
from rtt_eval.narrative.summary import READ_WITH_CARE
from rtt_eval.narrative.views import form_in_words
from rtt_eval.narrative.words import all_hidden, count, listed, neat, number, sentences, was, young_people
from rtt_eval.params import ServiceEvaluation

LEADING_EVENTS = ("four_kinds", "significant", "placement_move", "missing")
"""The kinds of event that may lead, the first of which there is any record."""

FEW_PAIRS = 20
WINDOWS = ("before", "during")


def _leading(safe: Safe) -> str:
    """The kind of event that leads: the first with any, or else the first of which there are records."""
    held = [kind for kind in LEADING_EVENTS if f"events.{kind}.before.n" in safe]
    with_any = [kind for kind in held if not _is_none(safe, kind)]
    return next(iter([*with_any, *held]), "")


def _is_none(safe: Safe, kind: str) -> bool:
    """Whether not one event is recorded, in either window."""
    return all((figure := safe.get(f"events.{kind}.{when}.n")) is not None and figure.value == 0 for when in WINDOWS)


def evaluation_at_a_glance(safe: Safe, params: ServiceEvaluation) -> Headlines:
    """Up to four headline figures: who took part, the main outcome, events, feedback."""
    found = [_people(safe), primary_headline(safe, params), _events(safe, params), _forms(safe)]
    return Headlines(tuple(one for one in found if one is not None))


def _people(safe: Safe) -> Headline | None:
    total, months = safe.get("cohort.n"), safe.get("cohort.months.median")
    if total is None or not total.is_known:
        return None
    half = (
        f"For half of them the work went on for {neat(months)} months or longer." if months and months.is_known else ""
    )
    return Headline(total.shown, f"young {'person' if total.value == 1 else 'people'} in the evaluation", half)


def _events(safe: Safe, params: ServiceEvaluation) -> Headline | None:
    kind = _leading(safe)
    before, during = (safe.get(f"events.{kind}.{window}.n") for window in ("before", "during"))
    if before is None or during is None or not (before.is_known and during.is_known):
        return None
    label = f"{EVENT_NOUNS[kind][1]}: before {the_work(params)}, and in an equal time during it"
    ratio = safe.get(f"events.{kind}.rate_ratio")
    sure = ratio_in_words(ratio) if ratio is not None else ""
    return Headline(f"{before.shown}, then {during.shown}", label, sure)


def _forms(safe: Safe) -> Headline | None:
    """Feedback: the form of which most came back among those that hold marks, with the average of its last question."""
    found = [one for one in safe.starting("feedback.") if one.id.endswith(".mean") and one.is_known]
    by_form = {one.id.split(".")[1]: one for one in found}
    totals = {form: safe.get(f"feedback.{form}.forms.n") for form in by_form}
    known = {form: total for form, total in totals.items() if total is not None and total.is_known}
    if not known:
        return None
    form = max(known, key=lambda one: known[one].value or 0)
    total, mean = known[form], by_form[form]
    words = f"Average mark: {neat(mean)}, {mean.method}." if mean.id.count(".") == 3 else ""
    return Headline(total.shown, f"form{'' if total.value == 1 else 's'} back on {form_in_words(form)}", words)


def evaluation_summary(safe: Safe, params: ServiceEvaluation) -> list[Prose]:
    """The summary: what was done, what was found, and how far it may be read."""
    one = contrast_of(params.primary_outcome)
    done = (
        f"This evaluation is about {young_people(safe, 'cohort.n')} {group(params).removeprefix('young people ')}. "
        f"For each of them, the time during {the_work(params)} is compared with the time before; there is no "
        "comparison group."
    )
    kind = _leading(safe)
    found = [
        average_change(safe, params, one),
        each_way(safe, one),
        before_and_during(safe, kind, has_ways=True, work=the_work(params)) if kind else "",
    ]
    return [
        Prose(f"**What was done.** {sentences([done])}", "text"),
        Prose(f"**What was found.** {sentences(found)}", "text"),
        Prose(f"**How far it may be read.** {READ_WITH_CARE}", "text"),
    ]


def opening(title: str) -> Subheading:
    """The heading of the section after the summary, on a new page: the summary is a page by itself."""
    return Subheading(title, level=2, opens_page=True)


def participants(safe: Safe, params: ServiceEvaluation) -> Prose:
    """Who took part, how old they were, and how long the work went on."""
    sexes = [(safe.get(f"cohort.sex.{sex}.n"), words) for sex, words in SEXES.items()]
    by_sex = [f"{number(figure)} {words}" for figure, words in sexes if figure is not None and figure.value != 0]
    hidden = all_hidden([figure for figure, _ in sexes if figure is not None])
    who = f"{young_people(safe, 'cohort.n')} took part"
    who += f" ({listed(by_sex)})" if by_sex and not hidden else ""
    age = apa.together(
        [apa.equal("*M*", safe.get("cohort.age_years.mean")), apa.equal("*SD*", safe.get("cohort.age_years.sd"))]
    )
    median, q1, q3 = (safe.get(f"cohort.months.{name}") for name in ("median", "q1", "q3"))
    months = ""
    if median is not None and q1 is not None and q3 is not None and median.is_known:
        months = f"The work had gone on for a median of {neat(median)} months (quartiles {neat(q1)} and {neat(q3)})."
    ended = safe.get("cohort.cases.ended.n")
    over = (
        f"Of all pieces of work, {number(ended)} had ended by {day(params.as_at_date)}."
        if ended is not None and ended.is_known
        else ""
    )
    aged = f"Age at the start in years: {age}." if age else ""
    return Prose(sentences([f"{who}.", aged, months, over]), "answer")


def main_change(safe: Safe, params: ServiceEvaluation) -> Prose:
    """The main outcome: the change with its test, interval and size, and for how many it went which way."""
    one = contrast_of(params.primary_outcome)
    if f"{one.stem}.n_paired" not in safe:
        name = outcome_name(one)
        return Prose(f"No forms are recorded that would show {name} both at the start and {at(one)}.", "answer")
    return Prose(sentences([_change(safe, params, one), _test(safe, one), each_way(safe, one)]), "answer")


def _change(safe: Safe, params: ServiceEvaluation, one: Contrast) -> str:
    mean = safe.get(f"{one.stem}.change.mean")
    if mean is not None and mean.suppressed:
        return f"{at(one)}, how far {outcome_name(one)} moved on average is {NOT_SHOWN}."
    if mean is None or mean.value is None:
        so_far = pairs_so_far(safe, f"{one.stem}.n_paired", params.gates.mean)
        return f"{at(one)}, there are too few forms for an average change in {outcome_name(one)}: {so_far}."
    moved = apa.together(
        [
            apa.equal("*M* change", mean),
            apa.equal("*SD*", safe.get(f"{one.stem}.change.sd")),
            apa.interval(mean),
            apa.t_test(safe, one.stem),
        ]
    )
    ends = apa.together(
        [
            apa.equal("*M*", safe.get(f"{one.stem}.mean_baseline")),
            apa.equal("*SD*", safe.get(f"{one.stem}.sd_baseline")),
        ]
    )
    later = apa.together(
        [
            apa.equal("*M*", safe.get(f"{one.stem}.mean_follow_up")),
            apa.equal("*SD*", safe.get(f"{one.stem}.sd_follow_up")),
        ]
    )
    pairs = apa.equal("*n*", safe.get(f"{one.stem}.n_paired"))
    lead = f"{outcome_name(one)} went from {ends} at the start to {later} {at(one)}"
    return f"{lead} ({pairs}): {moved}." if pairs else f"{lead}: {moved}."


def _test(safe: Safe, one: Contrast) -> str:
    effect, wilcoxon = safe.get(f"{one.stem}.effect.g_av"), apa.p(safe.get(f"{one.stem}.wilcoxon.p"))
    size = apa.together([apa.equal("g_av", effect), apa.interval(effect)])
    tested = f"The exact Wilcoxon signed-rank test gave {wilcoxon}" if wilcoxon else ""
    if tested and size:
        return f"{tested}; the change in standard deviations was {size}."
    return f"{tested or f'In standard deviations the change was {size}'}." if tested or size else ""


def bands_moved(safe: Safe, params: ServiceEvaluation) -> Prose | None:
    """For how many the band of the main outcome is better, the same, worse, and the sign test; None without bands."""
    one = contrast_of(params.primary_outcome)
    ways = [safe.get(f"{one.stem}.band_shift.{way}.n") for way in ("improved", "same", "worse")]
    if ways[0] is None or all_hidden(ways):
        return None
    sign = apa.p(safe.get(f"{one.stem}.band_shift.sign.p"))
    said = (
        f"{young_people(safe, ways[0].id)} {was(ways[0])} in a better band {at(one)}, {number(ways[1])} in the same "
        f"and {number(ways[2])} in a worse one"
    )
    return Prose(sentences([f"{said} (exact sign test, {sign})." if sign else f"{said}."]), "text")


def events_compared(safe: Safe, params: ServiceEvaluation) -> Prose:
    """The leading kind of event before and during, with exposure, rate ratio and test in APA form."""
    kind = _leading(safe)
    if not kind:
        return Prose("No significant events, moves or missing episodes are in the records that were read.", "answer")
    stem = f"events.{kind}"
    lead = before_and_during(safe, kind, has_ways=True, is_brief=True, work=the_work(params))
    ratio = safe.get(f"{stem}.rate_ratio")
    told = apa.together([apa.equal("rate ratio", ratio), apa.interval(ratio), apa.p(safe.get(f"{stem}.signflip.p"))])
    return Prose(sentences([lead, f"{told} (exact sign-flip test)." if told else "", exposure(safe)]), "answer")


def exposure(safe: Safe) -> str:
    """How many months each window holds: of all young people together, and for half of them."""
    children, months = safe.get("events.exposure.children.n"), safe.get("events.exposure.during.months")
    if children is None or months is None or not (children.is_known and months.is_known) or not children.value:
        return ""
    return (
        f"Each window holds {months.shown} months of {count(children, 'young person', 'young people')}, equally long "
        "before and during for each of them."
    )


def other_kinds(safe: Safe, params: ServiceEvaluation) -> Prose | None:
    """Each of the four kinds that occurred, before and during, where both numbers may be told."""
    if "events.four_kinds.children.n" not in safe:
        return Prose("No table of significant events was read.", "text")
    if _is_none(safe, "significant"):
        return Prose(
            "No significant event of any kind is recorded for these young people, before or during. The records do not "
            "say whether their case notes were searched.",
            "text",
        )
    kinds = ("noted_missing", "overdose", "self_harm", "exclusion")
    parts = []
    for kind in kinds:
        before, during = safe.get(f"events.{kind}.before.n"), safe.get(f"events.{kind}.during.n")
        if before is None or during is None or not (before.is_known and during.is_known):
            continue
        if before.value == during.value == 0:
            continue
        parts.append(f"{count(before, *EVENT_NOUNS[kind])} before, {number(during)} during")
    return Prose(f"Kind by kind: {'; '.join(parts)}.", "text") if parts else None


def strengths(safe: Safe, params: ServiceEvaluation) -> list[Prose]:
    """What the design and these data can and cannot carry: what is true of them, not what one would like to say."""
    one = contrast_of(params.primary_outcome)
    informants = {found.informant for found in contrasts(safe.figures, params.primary_outcome) if found.informant}
    strong = [
        "Everybody who fits the rule is in it: no sample was chosen.",
        "Windows before and during are equally long for each young person, so a longer follow-up cannot make events "
        "look fewer.",
        "One outcome was named beforehand, and how many forms were due, returned and paired is laid open.",
        "Several kinds of people filled forms in." if len(informants) > 1 else "",
    ]
    lost, changed, unknown = (
        safe.get(f"{one.stem}.{name}")
        for name in ("n_without_follow_up", "informant_changed.n", "form_version_unknown.n")
    )
    pairs = safe.get(f"{one.stem}.n_paired")
    weak = [
        "There is no comparison group. Regression to the mean, growing older and other help are not ruled out.",
        "With few young people, intervals are wide: a change that matters can be missed, and a chance one can look "
        "large."
        if pairs is None or (pairs.value or 0) < FEW_PAIRS
        else "",
        f"{young_people(safe, lost.id)} with a first form {'has' if lost.value == 1 else 'have'} no usable later one."
        if lost is not None and lost.is_known
        else "",
        f"The later form was filled in by somebody else for {young_people(safe, changed.id)}."
        if changed is not None and changed.is_known and changed.value
        else "",
        "For some forms it is not known which version was used; the first and the later form ask about different spans."
        if unknown is not None
        else "",
        "Events rest on what was written in case notes, and more may be written while a team is close.",
        "Those who work in the service also collected the forms.",
    ]
    return [_list("Strengths", strong), _list("Limitations", weak)]


def _list(name: str, said: Iterable[str]) -> Prose:
    lines = "\n".join(f"- {one}" for one in said if one)
    return Prose(f"**{name}.**\n\n{lines}", "text")
