"""Numbers, counts, dates and intervals as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.disclosure.wording import MINUS, half_up, shown_text

HIDDEN = "an unstated number"
WHY_HIDDEN = " (hidden so that no child can be recognised)"
"""Said of every hidden count alike: to call one small and another not would help somebody to work them out."""


def count(figure: SafeFigure | None, one: str, many: str) -> str:
    """A count with its noun: "no children", "1 child", "12 children"; in words where it is hidden or not known."""
    if figure is None or (figure.value is None and figure.suppressed is None):
        return f"an unknown number of {many}"
    if figure.value is None:
        return f"{HIDDEN} of {many}{WHY_HIDDEN}"
    if figure.value == 0:
        return f"no {many}"
    return f"{figure.shown} {one if figure.value == 1 else many}"


def number(figure: SafeFigure | None) -> str:
    """A count without its noun; "none" for zero, words where it is hidden or not known."""
    if figure is None or (figure.value is None and figure.suppressed is None):
        return "an unknown number"
    if figure.value is None:
        return HIDDEN + WHY_HIDDEN
    return "none" if figure.value == 0 else figure.shown


def young_people(safe: Safe, id: str) -> str:
    """The count of that id with "young people"."""
    return count(safe.get(id), "young person", "young people")


def all_hidden(figures: Iterable[SafeFigure | None]) -> bool:
    """Whether none of these may be shown: a sentence of unstated numbers says nothing."""
    return all(figure is not None and figure.suppressed is not None for figure in figures)


def was(figure: SafeFigure | None) -> str:
    """The verb that goes with a count."""
    return "was" if figure is not None and figure.value == 1 else "were"


def neat(figure: SafeFigure) -> str:
    """The figure without decimals that say nothing: 43 days for 43.0."""
    whole, point, decimals = figure.shown.partition(".")
    return figure.shown if decimals.strip("0") or not point else whole


def size(figure: SafeFigure) -> str:
    """The figure without its sign, for a sentence that says lower or higher in words."""
    return figure.shown.removeprefix(MINUS)


def bound(figure: SafeFigure, value: float) -> str:
    """One end of an interval at the precision of its figure, without its sign."""
    return shown_text(value, figure.unit, figure.decimals).removeprefix(MINUS)


def rounds_to_zero(figure: SafeFigure) -> bool:
    """Whether a reader is shown zero."""
    return figure.value is not None and half_up(figure.value, figure.decimals) == 0


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them: a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentences(parts: Iterable[str]) -> str:
    """Sentences as one paragraph, each with a capital; why a number is hidden is said once."""
    text = " ".join(part[:1].upper() + part[1:] for part in parts if part)
    first, found, rest = text.partition(WHY_HIDDEN)
    return first + found + rest.replace(WHY_HIDDEN, "")
