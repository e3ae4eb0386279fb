"""How the titles and subtitles of charts are put together."""

from __future__ import annotations

from rtt_eval.disclosure import Safe, SafeFigure


def subtitle(*parts: str) -> str:
    """Statistic, population, number and period, with commas between those that there are."""
    return ", ".join(part for part in parts if part)


def n_text(figure: SafeFigure | None) -> str:
    """ "24 young people", "no young people", or nothing where the number may not be shown."""
    if figure is None or not figure.is_known:
        return ""
    return f"{figure.shown if figure.value else 'no'} young {'person' if figure.value == 1 else 'people'}"


def of_whole(figure: SafeFigure | None) -> str:
    """ "22 of 24", the count alone where its whole is not known, or its symbol where it is hidden."""
    if figure is None:
        return "[x]"
    return f"{figure.shown} of {figure.denominator:g}" if figure.is_known and figure.denominator else figure.shown


def told(safe: Safe, sentence: str, otherwise: str, *ids: str) -> str:
    """`sentence` with the figures filled in when all of them may be shown, else `otherwise`.

    {0}, {1}, ... are the figures as shown, {p0}, {p1}, ... with "young people" or "young person" after them.
    """
    figures = [figure for id in ids if (figure := safe.get(id)) is not None and figure.is_known]
    if len(figures) < len(ids):
        return otherwise
    people = {f"p{place}": n_text(figure) for place, figure in enumerate(figures)}
    filled = sentence.format(*(figure.shown for figure in figures), **people)
    return filled[:1].upper() + filled[1:]
