"""An independent look at what is about to be shown: could a reader work a hidden count out, or should it be hidden?

The audit sees what a reader sees, and how the figures hang together; it knows no raw value and trusts nothing that
`protect` did. A finding names the figure and the reason, never a value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from rtt_eval.disclosure.bounds import narrow, systems
from rtt_eval.disclosure.links import NOT_ABOUT_CHILDREN, Equation
from rtt_eval.disclosure.profiles import PROFILES, Profile
from rtt_eval.disclosure.protect import Safe, SafeFigure
from rtt_eval.disclosure.wording import HIDDEN

TOTALS = ("total", "all", "all ages")
"""What the last row or column of a table may be called, in any case, to be taken for the sum of the others."""


class Finding(NamedTuple):
    """What is wrong with a figure, and what to do. is_review: a person should look; it does not stop the report."""

    figure: str
    reason: str
    remedy: str
    is_review: bool = False


class Audited(NamedTuple):
    """What the audit found, and how much it looked at: hidden counts, and sets of them that hang together."""

    findings: tuple[Finding, ...]
    n_hidden_counts: int
    n_sets: int


def audit(shown: Safe | pd.DataFrame, audience: str = "public") -> tuple[Finding, ...]:
    """What is wrong with what is shown; empty where nothing is.

    shown: what `protect` returned, with its audience; or one table of counts, hidden cells as "[c]" or missing, its
    labels in the index and the columns. A last row or column called Total or All is the sum of the others. audience:
    for such a table alone.
    """
    if isinstance(shown, Safe):
        return audited(shown).findings
    return tuple(_of_table(shown, PROFILES[audience]))


@lru_cache(maxsize=4)
def audited(safe: Safe) -> Audited:
    """The findings on everything that is shown together, once for each `Safe`, with how much was looked at."""
    if not safe.profile.few:
        return Audited((), 0, 0)
    known = {id: float(one.value) for id, one in safe.figures.items() if one.value is not None}
    linked = {id for equation in safe.links.equations for id, _ in equation.terms}
    hidden = {id for id in linked if id not in known}
    bounded, n_sets = _bounded(safe.links.equations, hidden, known, safe.profile)
    findings = (*_too_small(safe), *_given_back(safe), *bounded, *_rows(safe), *_alike(safe))
    n_hidden = sum(one.kind == "count" and one.suppressed is not None for one in safe.figures.values())
    return Audited(findings, n_hidden, n_sets)


def _bounded(
    equations: Sequence[Equation], hidden: set[str], known: Mapping[str, float], profile: Profile
) -> tuple[list[Finding], int]:
    found = systems(equations, hidden, known)
    return [
        Finding(id, f"a reader can work it out to within {profile.width}, from {_near(system.ids, id)}", HIDE_MORE)
        for system in found
        for id, _ in narrow(system, profile.width)
    ], len(found)


HIDE_MORE = "hide another part of the same totals, or put groups together"


def _near(ids: Sequence[str], id: str) -> str:
    others = [one for one in ids if one != id]
    return f"the totals it shares with {', '.join(others[:2])}" if others else "a total of which all else is shown"


def _too_small(safe: Safe) -> Iterator[Finding]:
    """What the profile's thresholds hide and is shown all the same."""
    for figure in safe.figures.values():
        if figure.value is None or figure.unit in NOT_ABOUT_CHILDREN:
            continue
        if reason := _reason_to_hide(figure, safe.profile):
            yield Finding(figure.id, reason, f"hide it from the {safe.audience} edition")


def _reason_to_hide(figure: SafeFigure, profile: Profile) -> str:
    bases = {"count": 0, "rate": profile.smallest_count, "percent": profile.smallest_percent_base}
    fewest = bases.get(figure.kind, profile.smallest_mean_base)
    if figure.kind == "count" and (figure.value in profile.few or figure.n in profile.few):
        return f"a count from {profile.few[0]} to {profile.few[-1]} is shown"
    if figure.kind == "unchecked":
        return "it came without what it rests on"
    if figure.kind in ("extreme", "dominance") and not profile.shows_extremes:
        return "one child's own value is shown"
    if figure.kind == "money" and not profile.shows_money:
        return "pounds are shown"
    is_on_few = figure.n is not None and figure.n < fewest
    return f"it rests on fewer than {fewest} children" if is_on_few else ""


def _given_back(safe: Safe) -> Iterator[Finding]:
    """Figures that give a hidden one back: worked out from it, or with a base that is it."""
    remedy = "hide it, or put groups together so that its source can be shown"
    for figure in safe.figures.values():
        if not figure.is_known:
            continue
        bases = safe.links.bases.get(figure.id, ()) if figure.n is not None or figure.denominator is not None else ()
        for source in (*safe.links.sources.get(figure.id, ()), *bases):
            if (one := safe.get(source)) is not None and one.suppressed:
                yield Finding(figure.id, f"it gives back {source}, which is hidden", remedy)
                break


def _rows(safe: Safe) -> Iterator[Finding]:
    for name in safe.rows:
        if not (safe.profile.shows_quotes if name == "quotes" else safe.profile.shows_rows):
            yield Finding(f"rows:{name}", "a table with a line for one child is shown", "leave it out")


def _alike(safe: Safe) -> Iterator[Finding]:
    """Everybody, or nobody, of a group: what is true of the group is true of each child in it.

    Of counts only "12 of 12": noughts are in every breakdown, and most say nothing of anybody.
    """
    for figure in safe.figures.values():
        is_share = figure.kind == "percent" and figure.value in (0, 100)
        is_of_children = figure.kind == "count" and figure.unit == "children"
        if is_share or (is_of_children and figure.value and figure.value == figure.denominator):
            reason = "it says the same of every child of its group"
            yield Finding(figure.id, reason, "look whether that may be known of each of them", is_review=True)


def _of_table(table: pd.DataFrame, profile: Profile) -> Iterator[Finding]:
    """A single table of counts: cells by row and column, whose sums stand in its last row and column."""
    numbers = table.replace(HIDDEN, float("nan")).astype(float).to_numpy()
    cells = {
        f"{row} / {column}": float(numbers[place, position])
        for place, row in enumerate(table.index)
        for position, column in enumerate(table.columns)
    }
    known = {id: cell for id, cell in cells.items() if not math.isnan(cell)}
    for id, value in known.items():
        if value in profile.few:
            yield Finding(id, f"a count from {profile.few[0]} to {profile.few[-1]} is shown", "hide it")
    yield from _bounded(_table_sums(table), set(cells) - set(known), known, profile)[0]


def _table_sums(table: pd.DataFrame) -> list[Equation]:
    rows, columns = ([str(label) for label in axis] for axis in (table.index, table.columns))
    lines = []
    if columns and columns[-1].lower() in TOTALS:
        lines += [[f"{row} / {column}" for column in columns] for row in rows]
    if rows and rows[-1].lower() in TOTALS:
        lines += [[f"{row} / {column}" for row in rows] for column in columns]
    return [Equation((*((id, 1.0) for id in line[:-1]), (line[-1], -1.0)), 0, 0) for line in lines]
