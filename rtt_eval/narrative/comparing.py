"""How a difference and its uncertainty are put into words, for a change in points and for a ratio of rates."""

from __future__ import annotations

from math import inf

from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.narrative.words import bound, count, rounds_to_zero, size

NOT_SHOWN = "not shown, because so few children stand behind it that one could be recognised"


def difference(figure: SafeFigure, unit: str = "points") -> str:
    """A change as a sentence goes on with it: 2.9 points lower than."""
    return "about the same as" if rounds_to_zero(figure) else f"{size_and_way(figure, unit)} than"


def size_and_way(figure: SafeFigure, unit: str = "points") -> str:
    """A change as a reader would say it: 2.9 points lower."""
    if figure.value is None or rounds_to_zero(figure):
        return "No change"
    return f"{size(figure)} {unit} {'lower' if figure.value < 0 else 'higher'}"


def could_be(figure: SafeFigure, behind: str, unit: str = "points", what: str = "change") -> str:
    """One sentence on how far off the figure may be; empty where it has no interval.

    behind: who stands behind the figure, such as "18 young people"; empty where that is not to be said.
    what: a change, or a difference between two groups.
    """
    if figure.interval is None or figure.value is None:
        return ""
    low, high = figure.interval
    lead = f"With {behind}, the" if behind else "The"
    if low <= 0 <= high:
        return (
            f"{lead} true {what} could be anything from {bound(figure, low)} {unit} lower "
            f"to {bound(figure, high)} higher, so it may be chance."
        )
    least, most = (low, high) if low > 0 else (high, low)
    ends = f"anything from {bound(figure, least)} to {bound(figure, most)} {unit}"
    return f"{lead} true {what} could be {ends} {'higher' if low > 0 else 'lower'}."


def better(higher_is: str) -> str:
    """Which way is good."""
    return "higher is better" if higher_is == "better" else "lower is better"


def pairs_so_far(safe: Safe, id_of_pairs: str, at_least: int) -> str:
    """Why there is no average change, as the end of a sentence: how many pairs there are and how many it takes."""
    pairs = safe.get(id_of_pairs)
    if pairs is None or (pairs.value is None and pairs.suppressed is None):
        return "none are recorded"
    if pairs.value is None:
        return "the number of pairs is hidden so that no child can be recognised"
    if pairs.value == 0:
        return "no young person has both forms yet"
    return f"{count(pairs, 'pair', 'pairs')}, at least {at_least} needed"


def ratio_in_words(figure: SafeFigure, lead: str = "They came") -> str:
    """A ratio of rates, during over before, with its uncertainty; empty where there is none to show."""
    if figure.value is None:
        return ""
    lead = f"{lead} {figure.shown} times as often as before"
    if figure.interval is None:
        return f"{lead}."
    low, high = figure.interval
    span = (
        f"{bound(figure, low)} times upwards" if high == inf else f"{bound(figure, low)} to {bound(figure, high)} times"
    )
    if low <= 1 <= high:
        return f"{lead}. The true figure could be anything from {span}, so it may be chance."
    return f"{lead}. The true figure could be anything from {span}, so chance alone is an unlikely reason."
