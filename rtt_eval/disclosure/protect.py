"""Hide what could point to a child: small groups put together, small counts hidden, then what would give them back.

In this order: breakdowns that name their categories are collapsed (`collapse`); a count under the profile's threshold,
and what rests on too few children, is hidden (`primary`); what is worked out from something hidden goes with it; and as
few other counts as it takes, so that no hidden one comes back by subtraction, in rows, columns or across tables
(`secondary`). A figure that a profile hides keeps its id, its unit and the reason, and loses its value, base, interval
and denominator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import pandas as pd

from rtt_eval.disclosure.bounds import narrow, systems
from rtt_eval.disclosure.collapse import collapse
from rtt_eval.disclosure.links import NOT_ABOUT_CHILDREN, Equation, equations, is_count, sources, told_by_base
from rtt_eval.disclosure.neutral import told_apart
from rtt_eval.disclosure.primary import is_disclosive
from rtt_eval.disclosure.profiles import PROFILES, Profile
from rtt_eval.disclosure.rounded import as_fraction, as_printed, interval_text, printed
from rtt_eval.disclosure.secondary import hide_more
from rtt_eval.disclosure.wording import HIDDEN, UNKNOWN
from rtt_eval.figures import Figure

__all__ = ["NOT_ABOUT_CHILDREN", "Links", "Safe", "SafeFigure", "protect"]

Suppression = Literal["primary", "secondary", "gate"]


@dataclass(frozen=True)
class SafeFigure:
    """A figure that may be shown. `shown` is the text for a reader; `value` is None where `suppressed` is set.

    collapsed_into: the id of the figure of the group that this one was put into; tables show that one instead.
    word: the code of a figure that is a word (amber, declined_within_limits); such a figure has no `value`.
    """

    id: str
    value: float | int | None
    unit: str
    section: str
    kind: str
    shown: str
    suppressed: Suppression | None = None
    n: int | None = None
    denominator: float | int | None = None
    interval: tuple[float, float] | None = None
    interval_shown: str = ""
    method: str = ""
    decimals: int = 0
    note: str = ""
    collapsed_into: str = ""
    word: str = ""

    @property
    def is_known(self) -> bool:
        """True when there is a value, or a word, and it may be shown."""
        return self.value is not None or bool(self.word)


@dataclass(frozen=True)
class Links:
    """What a reader is taken to know of how the figures hang together; `audit` works with nothing else.

    equations: between counts. sources: for each figure, those it gives back. bases: for each figure, the counts that
    its base gives back.
    """

    equations: tuple[Equation, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, eq=False)
class Safe:
    """What a report may show to its audience: figures by id, and rows where the audience may see single children."""

    audience: str
    profile: Profile
    figures: Mapping[str, SafeFigure]
    rows: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))
    links: Links = field(default_factory=Links)

    def __contains__(self, id: str) -> bool:
        return id in self.figures

    def __getitem__(self, id: str) -> SafeFigure:
        """The figure of that id. Unknown id: KeyError that names it."""
        return self.figures[id]

    def get(self, id: str) -> SafeFigure | None:
        """The figure of that id, or None where the report has no such figure."""
        return self.figures.get(id)

    def text(self, id: str) -> str:
        """The figure as a reader sees it; "[x]" where the report has no such figure (GSS symbol: not available)."""
        return self.figures[id].shown if id in self.figures else UNKNOWN

    def codes(self, pattern: str) -> tuple[str, ...]:
        """What stands for the `*` of `pattern` in the ids that fit it (no dot), in the order in which they were made.

        A group that was put together with others has no row of its own: the code of the new group stands there.
        """
        first, _, last = pattern.partition("*")
        found = (
            id[len(first) : len(id) - len(last)]
            for id, figure in self.figures.items()
            if id.startswith(first) and id.endswith(last) and not figure.collapsed_into
        )
        return tuple(dict.fromkeys(code for code in found if code and "." not in code))

    def starting(self, prefix: str) -> list[SafeFigure]:
        """The figures whose id starts with `prefix`, in the order in which they were made."""
        return [figure for id, figure in self.figures.items() if id.startswith(prefix)]


def protect(figures: Iterable[Figure], audience: str, rows: Mapping[str, pd.DataFrame] | None = None) -> Safe:
    """Figures, and rows of single children, as the audience may see them.

    figures: in the order of the report; a second figure of the same id is a ValueError. audience: team, dlt, public or
    trainee. rows: row-level tables by name; they pass only where the profile shows rows, and "quotes" (answers that a
    person has marked safe or redacted) where it shows quotes. Nothing given is changed.
    """
    profile = PROFILES[audience]
    by_id, group_of = collapse(_by_id(figures), profile) if profile.collapses else (_by_id(figures), {})
    links = Links(equations(by_id, profile), sources(by_id), told_by_base(by_id)) if profile.few else Links()
    hidden = _hidden(by_id, group_of, links, profile)
    safe = {id: _safe(figure, hidden, group_of, links, profile) for id, figure in by_id.items()}
    passed = {name: table.copy() for name, table in (rows or {}).items() if _passes(name, profile)}
    return Safe(audience, profile, MappingProxyType(safe), MappingProxyType(passed), links)


def _by_id(figures: Iterable[Figure]) -> dict[str, Figure]:
    by_id: dict[str, Figure] = {}
    for figure in figures:
        if figure.id in by_id:
            raise ValueError(f"two figures have the id {figure.id}")
        by_id[figure.id] = figure
    return by_id


def _passes(name: str, profile: Profile) -> bool:
    """Whether a row table may be shown: quotes have their own rule, everything else has a line for one child."""
    return profile.shows_quotes if name == "quotes" else profile.shows_rows


def _hidden(
    by_id: Mapping[str, Figure], group_of: Mapping[str, str], links: Links, profile: Profile
) -> dict[str, Suppression]:
    """Why each hidden figure is hidden: first each by itself, then in turn what follows, until nothing does."""
    if not profile.few:
        return {}
    hidden: dict[str, Suppression] = {id: "primary" for id, one in by_id.items() if is_disclosive(one, by_id, profile)}
    hidden |= {id: "secondary" for id in group_of if id not in hidden}
    values = {id: float(one.value or 0) for id, one in by_id.items() if is_count(one)}
    small = {id for id in hidden if id in values and values[id] in profile.few}
    settled: set[frozenset[str]] = set()
    n_before = -1
    while len(hidden) != n_before:
        n_before = len(hidden)
        _follow_sources(by_id, links, hidden)
        told = [one for one in links.equations if not any(id in hidden for id in one.shown_by)]
        mine = {id for id in hidden if id in values}
        more = hide_more(told, values, mine, small, profile.few, profile.width, settled)
        more |= _tell_too_much(told, values, mine | more, profile) if not more else set()
        hidden |= dict.fromkeys(more, "secondary")
    return {**hidden, **told_apart(links.equations, values, hidden, small, profile)}


def _tell_too_much(
    told: Iterable[Equation], values: Mapping[str, float], hidden: set[str], profile: Profile
) -> set[str]:
    """The means from which a hidden count can be worked out although all other counts that could help are hidden."""
    by_mean = [one for one in told if one.shown_by]
    sums = [one._replace(shown_by=()) for one in told]
    known = {id: value for id, value in values.items() if id not in hidden}
    tight = (
        {id for system in systems(sums, hidden, known) for id, _ in narrow(system, profile.width)} if by_mean else set()
    )
    return {one.shown_by[0] for one in by_mean if any(id in tight for id, _ in one.terms)}


def _follow_sources(by_id: Mapping[str, Figure], links: Links, hidden: dict[str, Suppression]) -> None:
    """What gives a hidden figure back is hidden as well: worked out from it, or a share of a hidden group."""
    n_before = -1
    while len(hidden) != n_before:
        n_before = len(hidden)
        for id, figure in by_id.items():
            given_back = links.sources.get(id, ())
            if figure.kind == "percent":
                given_back += links.bases.get(id, ())
            if id not in hidden and any(source in hidden for source in given_back):
                hidden[id] = "secondary"


def _safe(
    figure: Figure, hidden: Mapping[str, Suppression], group_of: Mapping[str, str], links: Links, profile: Profile
) -> SafeFigure:
    tells_hidden = any(one in hidden for one in (*links.sources.get(figure.id, ()), *links.bases.get(figure.id, ())))
    about = (figure.unit, figure.section, figure.kind)
    if figure.id in hidden:
        text = "" if tells_hidden else as_fraction(figure, profile)
        return SafeFigure(
            figure.id, None, *about, text or HIDDEN, hidden[figure.id],
            decimals=figure.decimals, collapsed_into=group_of.get(figure.id, ""),
        )  # fmt: skip
    figure = printed(figure, profile)
    if tells_hidden:
        figure = as_printed(figure)
    n, denominator = (None, None) if tells_hidden else (figure.n, figure.denominator)
    text, ends = interval_text(figure, profile)
    return SafeFigure(
        figure.id, figure.value, *about, figure.word.replace("_", " ") or text, None,
        n, denominator, figure.interval, ends, figure.method, figure.decimals, figure.note, word=figure.word,
    )  # fmt: skip
