"""Sentences of the scorecard: the month at a glance, each indicator, and what has to be explained."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval import periods
from rtt_eval.blocks import Headline, Headlines, Prose, Subheading
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.indicators import Indicator
from rtt_eval.labels import COMPARED, YEAR_RULES
from rtt_eval.narrative.words import listed as in_words
from rtt_eval.narrative.words import sentences
from rtt_eval.params import PerformanceScorecard

AREAS = {
    "statistical_neighbours": "similar authorities",
    "best_statistical_neighbour": "the best of the similar authorities",
    "national": "England",
    "national_top_quartile": "the best quarter of England",
    "region": "the region",
}
"""Other areas as a sentence has them."""

MOST_NAMED = 2
"""From more indicators than this, a headline figure gives their numbers alone."""

OPENS = "dlt"
"""The audience whose edition opens with pages that stand alone."""

COLOURS = ("green", "amber", "red")

THAN = {word: f"{said} {'as' if word.endswith('_as') else 'than'}" for word, said in COMPARED.items()}


def scorecard_at_a_glance(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Headlines:
    """How many indicators are red, amber and green, and which moved, of those that may be shown."""
    declined = ("declined_within_limits", "declined_not_on_target")
    looks = (
        ("rag", ("red",), "red", "Worse than the red threshold"),
        ("rag", ("amber",), "amber", "Short of the target, within its limits"),
        ("rag", ("green",), "green", "At the target or better"),
        ("direction", ("improved",), "better than the month before", "Improved"),
        ("direction", declined, "worse than the month before", "Declined"),
    )
    special = [one.id for one in listed if _is_special(safe, params, one)]
    what = f"Worth asking what was different: {in_words(special)}." if special else "None stands out."
    last = Headline(str(len(special)), "out of the ordinary run of its months", what)
    return Headlines((*(_headline(safe, params, listed, *look) for look in looks), last))


def _headline(
    safe: Safe,
    params: PerformanceScorecard,
    listed: Sequence[Indicator],
    kind: str,
    words: Sequence[str],
    label: str,
    lead: str,
) -> Headline:
    ids = [one.id for one in listed if _word(safe, f"{one.stem}.{_month(params)}.{kind}") in words]
    named = {one.id: f"{one.id} {one.title}" for one in listed}
    names = [named[id] for id in ids] if len(ids) <= MOST_NAMED else ids
    sentence = f"{lead}: {in_words(names)}." if ids else f"{lead}: none."
    rest = [colour for colour in COLOURS if colour != label]
    parts = tuple((one, f"indicators.{one}.n") for one in (*rest, label)) if label in COLOURS else ()
    return Headline(str(len(ids)), label, sentence, "bars", parts)


def scorecard_summary(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Prose:
    """The month in short."""
    month = _month(params)
    if not listed:
        return Prose("There is no indicator in the table, so there is nothing to report.", "answer")
    colours = [_word(safe, f"{one.stem}.{month}.rag") for one in listed]
    hidden = [one.id for one in listed if _is_hidden(safe, f"{one.stem}.{month}.value")]
    none = [one.id for one in listed if _is_without_value(safe, f"{one.stem}.{month}.value")]
    red, amber, green = (colours.count(word) for word in ("red", "amber", "green"))
    parts = [f"{red} {'is' if red == 1 else 'are'} red", f"{amber} amber", f"{green} green"]
    of = f"of {len(listed)} indicator{'' if len(listed) == 1 else 's'}"
    lead = f"In {periods.in_words(month)}, {of}, {in_words(parts)}. The others have no status."
    lead = lead if any(colours) else f"In {periods.in_words(month)} no indicator has a status that may be shown."
    why = f"Hidden so that no child can be recognised: {in_words(hidden)}." if hidden else ""
    return Prose(sentences([lead, why, f"Without a value in the month: {in_words(none)}." if none else ""]), "answer")


def unchecked(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Prose | None:
    """Which indicators are hidden because nobody knows what they rest on; None where there is none."""
    month = _month(params)
    figures = {one.id: safe.get(f"{one.stem}.{month}.value") for one in listed}
    found = [id for id, one in figures.items() if one is not None and one.suppressed and one.kind == "unchecked"]
    if not found:
        return None
    return Prose(
        f"**Hidden for want of a denominator: {in_words(found)}.** A percentage or an average can be shown outside the "
        "team only where it rests on enough children, and these came without a numerator and a denominator. Whoever "
        "makes the report can enter both in the table of values; or, where they are known to rest on 20 children or "
        "more, name them in the settings under `bases_checked`.",
        "caveat",
    )


def exceptions(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Prose:
    """The indicators that have to be explained, each with why; what has none is not mentioned."""
    found = {one: _reasons(safe, params, one) for one in listed}
    lines = [f"- **{one.id} {one.title}**: {'; '.join(reasons)}." for one, reasons in found.items() if reasons]
    if not lines:
        return Prose("Nothing has to be explained this month.", "answer")
    return Prose("\n".join(lines), "text")


def scorecard_findings(
    safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]
) -> list[Subheading | Prose]:
    """What has to be explained and the author's next steps, for the edition that opens with them; else empty."""
    if safe.audience != OPENS:
        return []
    next_steps = params.commentary.get("next_steps", "").strip()
    found: list[Subheading | Prose] = [Subheading("What has to be explained"), exceptions(safe, params, listed)]
    if next_steps:
        found += [Subheading("Next steps"), Prose(next_steps, "commentary")]
    return found


def indicator_heading(safe: Safe, one: Indicator, is_first: bool = False) -> Subheading:
    """The head of an indicator's page; the first stands under the introduction, one without any value opens no page."""
    values = (figure for id, figure in safe.figures.items() if id.startswith(f"{one.stem}.") and id.endswith(".value"))
    is_any = any(figure.is_known for figure in values)
    return Subheading(f"{one.id} {one.title}", level=3, opens_page=is_any and not is_first)


def indicator(safe: Safe, params: PerformanceScorecard, one: Indicator) -> list[Prose]:
    """Value, status and direction of the month in words; then what the indicator is and what it is held against."""
    found = [Prose(sentences([_value(safe, params, one), _year_to_date(safe, params, one)]), "answer")]
    found.append(Prose(sentences(_definition(safe, one)), "text"))
    return found


def indicator_exceptions(safe: Safe, params: PerformanceScorecard, one: Indicator) -> list[Prose]:
    """What has to be explained about an indicator, and the author's words on it."""
    reasons = _reasons(safe, params, one)
    found = [Prose(f"**To explain:** {'; '.join(reasons)}.", "text")] if reasons else []
    words = params.exceptions.get(one.id, "").strip()
    return [*found, Prose(words, "commentary")] if words else found


def indicator_benchmarks(safe: Safe, params: PerformanceScorecard, one: Indicator) -> Prose | None:
    """Our latest value beside each other area, and that of the same year; None where nothing is published."""
    areas: list[str] = []
    now: dict[str, list[str]] = {}
    then: dict[str, list[str]] = {}
    for group, name in AREAS.items():
        stem = f"{one.stem}.benchmark.{group}"
        for figure in [found for found in safe.starting(f"{stem}.") if found.id.endswith(".value")][-1:]:
            period = figure.id.split(".")[-2]
            areas.append(f"{name} ({figure.shown}, {period})")
            if word := _word(safe, f"{stem}.compared"):
                now.setdefault(word, []).append(areas[-1])
            if word := _word(safe, f"{stem}.{period}.compared"):
                ours = f"In {period} ours was {safe.text(f'{stem}.{period}.ours')}"
                then.setdefault(ours, []).append(f"{THAN[word]} {name}")
    if not areas:
        return None
    beside = [f"{THAN[word]} {in_words(names)}" for word, names in now.items()]
    lead = f"Our latest value is {'. It is '.join(beside)}." if beside else f"Other areas: {in_words(areas)}."
    return Prose(sentences([lead, *(f"{ours}: {in_words(words)}." for ours, words in then.items())]), "text")


def _value(safe: Safe, params: PerformanceScorecard, one: Indicator) -> str:
    month = _month(params)
    figure = safe.get(f"{one.stem}.{month}.value")
    when = periods.in_words(month)
    if figure is None or (not figure.is_known and not figure.suppressed):
        why = f" ({figure.note})" if figure is not None and figure.note else ""
        return f"There is no value for {when}{why}."
    if figure.suppressed and " of " in figure.shown:
        return f"In {when} it was {figure.shown}: too few for a percentage."
    if figure.suppressed:
        return f"The value for {when} is hidden so that no child can be recognised."
    rag = _word(safe, f"{one.stem}.{month}.rag")
    colour = f", which is {rag}" if rag else ""
    return f"In {when} it was {_amount(figure)}{_of(safe, one, month)}{colour}. {_moved(safe, params, one)}"


def _moved(safe: Safe, params: PerformanceScorecard, one: Indicator) -> str:
    month = _month(params)
    before = periods.later(month, -1)
    word, figure = _word(safe, f"{one.stem}.{month}.direction"), safe.get(f"{one.stem}.{before}.value")
    if not word or figure is None or not figure.is_known:
        return ""
    name = periods.in_words(before)
    said = {
        "improved": f"That is better than in {name} ({figure.shown}).",
        "no_movement_within_limits": f"It has not moved since {name} and is within limits.",
        "no_movement_not_on_target": f"It has not moved since {name} and is not on target.",
        "declined_within_limits": f"That is worse than in {name} ({figure.shown}), but within limits.",
        "declined_not_on_target": f"That is worse than in {name} ({figure.shown}), and not on target.",
        "up": f"In {name} it was {figure.shown}: it went up.",
        "stable": f"It is as in {name}.",
        "down": f"In {name} it was {figure.shown}: it went down.",
    }
    return said[word]


def _year_to_date(safe: Safe, params: PerformanceScorecard, one: Indicator) -> str:
    figure = safe.get(f"{one.stem}.ytd")
    is_added = one.rule == "financial_year"
    if figure is None or not figure.is_known or not is_added:
        return ""
    rag = _word(safe, f"{one.stem}.ytd.rag")
    return f"The year to date is {_amount(figure)}{f': {rag}' if rag else ''}."


def _definition(safe: Safe, one: Indicator) -> list[str]:
    definition = one.definition.strip()
    stop = "" if not definition or definition.endswith(".") else "."
    good = {"high": "A high value is good.", "low": "A low value is good."}.get(one.good_is, "For information.")
    year = f"The year to date is {YEAR_RULES.get(one.rule, 'as given')}."
    return [f"{definition}{stop}", good, _limits(safe, one), year]


def _limits(safe: Safe, one: Indicator) -> str:
    """What the value is held against."""
    target, red = (safe.get(f"{one.stem}.{name}.value") for name in ("target", "red"))
    if one.good_is == "info":
        return "" if target is None else f"Target {target.shown}; an indicator for information has no status."
    green = f"green at {target.shown}" if target is not None else ""
    beyond = f"red beyond {red.shown}" if red is not None else ""
    known = [limit for limit in (green, beyond) if limit]
    return f"{in_words(known)}." if known else "It has no target."


def _is_hidden(safe: Safe, id: str) -> bool:
    figure = safe.get(id)
    return figure is not None and figure.suppressed is not None


def _is_without_value(safe: Safe, id: str) -> bool:
    """Whether there is nothing to show and nothing to hide."""
    figure = safe.get(id)
    return figure is None or not (figure.is_known or figure.suppressed)


def _reasons(safe: Safe, params: PerformanceScorecard, one: Indicator) -> list[str]:
    """Why an indicator has to be explained."""
    month = _month(params)
    stem, when = f"{one.stem}.{month}", periods.in_words(month)
    figure, found = safe.get(f"{stem}.value"), []
    if _word(safe, f"{stem}.rag") == "red" and figure is not None:
        red = safe.get(f"{one.stem}.red.value")
        found.append(f"red at {figure.shown}{f' (red beyond {red.shown})' if red is not None else ''}")
    if _word(safe, f"{stem}.direction") == "declined_not_on_target":
        found.append("declined since the month before, and not on target")
    if _is_special(safe, params, one):
        found.append(f"out of its ordinary range ({safe.text(f'{stem}.special_cause')})")
    if _word(safe, f"{one.stem}.ytd.rag") == "red" and _word(safe, f"{stem}.rag") != "red":
        found.append(f"red over the year to date ({safe.text(f'{one.stem}.ytd')})")
    if _is_without_value(safe, f"{stem}.value"):
        found.append(f"no value for {when}{f' ({figure.note})' if figure is not None and figure.note else ''}")
    return found


def _is_special(safe: Safe, params: PerformanceScorecard, one: Indicator) -> bool:
    return bool(_word(safe, f"{one.stem}.{_month(params)}.special_cause"))


def _word(safe: Safe, id: str) -> str:
    figure = safe.get(id)
    return "" if figure is None else figure.word


def _amount(figure: SafeFigure) -> str:
    return f"{figure.shown} {figure.unit}" if figure.unit in ("days", "per 10,000") else figure.shown


def _of(safe: Safe, one: Indicator, month: str) -> str:
    """ " (99 of 141)"."""
    found = safe.get(f"{one.stem}.{month}.numerator.n")
    if found is None or not found.is_known or found.denominator is None:
        return ""
    return f" ({found.shown} of {found.denominator:,g})"


def _month(params: PerformanceScorecard) -> str:
    return periods.month_of(params.period.end)


def differences(safe: Safe, params: PerformanceScorecard, listed: Sequence[Indicator]) -> Prose:
    """How many printed figures are not what the numbers behind them come to."""
    found = [figure for one in listed for figure in safe.starting(f"{one.stem}.") if figure.id.endswith(".difference")]
    if not found:
        return Prose("No printed figure differs from ours.", "answer")
    many = "printed figure differs" if len(found) == 1 else "printed figures differ"
    return Prose(f"{len(found)} {many} from ours.", "answer")
