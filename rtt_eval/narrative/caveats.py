"""What must be said beside the figures, whatever they show."""

from __future__ import annotations

from rtt_eval import measures
from rtt_eval.blocks import Prose
from rtt_eval.contrasts import contrast_of, outcome_name
from rtt_eval.disclosure import Safe
from rtt_eval.labels import EVENT_NOUNS
from rtt_eval.narrative.comparing import size_and_way
from rtt_eval.narrative.words import bound, listed, sentences
from rtt_eval.params import OutcomeParams

FEW_CHILDREN = 15
"""Under this many children an interval for events is likely to be too narrow (docs/methods.md, Events)."""

LARGE_SHARE = 50
"""From this share (%) on, the fall of one child alone is said to make up much of a fall."""

BEFORE_AND_AFTER = (
    "This compares before and after, without a comparison group. Young people join the programme when things are at "
    "their worst, so some of any change would be expected anyway. Bad months tend to be followed by more ordinary "
    "ones. Children grow older. Other help goes on at the same time."
)


def before_and_after(safe: Safe, params: OutcomeParams) -> Prose:
    """The caveat that always stands: regression to the mean, with what it alone would lead one to expect."""
    return Prose(sentences([BEFORE_AND_AFTER, _expected(safe, params)]), "caveat")


def _expected(safe: Safe, params: OutcomeParams) -> str:
    one = contrast_of(params.primary_outcome)
    figure = safe.get(f"{one.stem}.regression_to_mean.expected_change")
    if figure is None or figure.value is None:
        return ""
    lead = f"With no help at all, one would expect {outcome_name(one)} to be {size_and_way(figure)}"
    if figure.interval is None:
        return f"{lead}."
    ends = sorted((abs(end), end) for end in figure.interval)
    low, high = (bound(figure, end) for _, end in ends)
    return f"{lead} (between {low} and {high} points, depending on how steady such scores are)."


def events_caveat(safe: Safe, params: OutcomeParams, section: str) -> Prose | None:
    """Few children, and one child who makes up much of a fall: for the kinds of event of one section."""
    stems = [id.removesuffix(".children.n") for id in safe.figures if _is_kind(safe, id, section)]
    text = sentences([*_few(safe, stems), _top_child(safe, stems)])
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


def _top_child(safe: Safe, stems: list[str]) -> str:
    """The kinds in which one young person's fall is a large share of the net fall."""
    shares = [(safe.get(f"{stem}.top_child.pct"), stem.removeprefix("events.")) for stem in stems]
    large = [
        f"{share.shown} of the net fall in {EVENT_NOUNS[kind][1]}"
        for share, kind in shares
        if share is not None and share.value is not None and share.value >= LARGE_SHARE
    ]
    return f"The fall of one young person alone makes up {listed(large)}." if large else ""


def measure_caveats(safe: Safe, params: OutcomeParams) -> Prose | None:
    """The caveat of each measure that has figures in the report, in the measure's own words, as a list."""
    used = dict.fromkeys(figure.id.split(".")[1] for figure in safe.starting("outcomes."))
    known = measures.load_all()
    lines = [f"- **{known[id].short_label}.** {known[id].caveat}" for id in used if id in known and known[id].caveat]
    return Prose("\n".join(lines), "caveat") if lines else None
