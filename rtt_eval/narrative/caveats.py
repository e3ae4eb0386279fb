"""What must be said beside the figures, whatever they show."""

from __future__ import annotations

from rtt_eval import measures
from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.narrative.comparing import size_and_way
from rtt_eval.narrative.outcomes import name_of, stem_of
from rtt_eval.narrative.stability import KINDS
from rtt_eval.narrative.words import bound, sentences
from rtt_eval.params import IipEvaluation

FEW_CHILDREN = 15
"""Under this many children an interval for events is likely to be too narrow (docs/methods.md, Events)."""

BEFORE_AND_AFTER = (
    "This compares before and after, without a comparison group. Young people join the programme when things are at "
    "their worst, so some of any change would be expected anyway: high scores and bad months tend to be followed by "
    "more ordinary ones, children grow older, and other help goes on at the same time."
)


def before_and_after(safe: Safe, params: IipEvaluation) -> Prose:
    """The caveat that always stands: regression to the mean, with what it alone would lead one to expect."""
    return Prose(sentences([BEFORE_AND_AFTER, _expected(safe, params)]), "caveat")


def _expected(safe: Safe, params: IipEvaluation) -> str:
    outcome = params.primary_outcome
    figure = safe.get(f"{stem_of(outcome)}.regression_to_mean.expected_change")
    if figure is None or figure.value is None:
        return ""
    lead = (
        f"On that account alone, with no help at all, {name_of(outcome)} would be expected to be {size_and_way(figure)}"
    )
    if figure.interval is None:
        return f"{lead}."
    ends = sorted((abs(end), end) for end in figure.interval)
    low, high = (bound(figure, end) for _, end in ends)
    return f"{lead} (between {low} and {high} points, depending on how steady such scores are)."


def events_caveat(safe: Safe, params: IipEvaluation, section: str) -> Prose | None:
    """Few children, and one child who makes up much of a fall: for the kinds of event of one section."""
    stems = [id.removesuffix(".children.n") for id in safe.figures if _is_kind(safe, id, section)]
    parts = [*_few(safe, stems), *(_top_child(safe, stem) for stem in stems)]
    text = sentences(parts)
    return Prose(text, "caveat") if text else None


def _is_kind(safe: Safe, id: str, section: str) -> bool:
    is_whole = id.startswith("events.") and id.endswith(".children.n") and id.count(".") == 3
    return is_whole and not id.startswith("events.exposure") and safe[id].section == section


def _few(safe: Safe, stems: list[str]) -> list[str]:
    groups = (safe[f"{stem}.children.n"] for stem in stems)
    if not any(one.value is not None and 0 < one.value < FEW_CHILDREN for one in groups):
        return []
    return [
        f"There are fewer than {FEW_CHILDREN} young people: the true range is likely to be wider than the one given, "
        "above all where one of them has many events."
    ]


def _top_child(safe: Safe, stem: str) -> str:
    share = safe.get(f"{stem}.top_child.pct")
    if share is None or share.value is None:
        return ""
    _, many = KINDS[stem.removeprefix("events.")]
    return f"The fall of one young person alone is {share.shown} of the net fall in {many}."


def measure_caveats(safe: Safe, params: IipEvaluation) -> list[Prose]:
    """The caveat of each measure that has figures in the report, in the measure's own words."""
    used = dict.fromkeys(figure.id.split(".")[1] for figure in safe.starting("outcomes."))
    known = measures.load_all()
    return [
        Prose(f"**{known[id].label}.** {known[id].caveat}", "caveat") for id in used if id in known and known[id].caveat
    ]
