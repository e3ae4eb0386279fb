"""Hide what could point to a child: small counts first, then what would give them back.

Primary: a count under the profile's threshold; a percentage, mean, test or interval on too few children; a minimum or
maximum; a ratio without its base. Secondary: a figure worked out from a hidden one; and, where one part of a whole is
hidden, a second part, so that subtraction does not bring it back. A figure that a profile hides keeps its id, its unit
and the reason, and loses its value, base, interval and denominator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import pandas as pd

from rtt_eval.disclosure.profiles import PROFILES, Profile
from rtt_eval.disclosure.wording import HIDDEN, UNKNOWN, shown_text
from rtt_eval.figures import Figure

NOT_ABOUT_CHILDREN = frozenset({"sessions", "people", "months", "indicators"})
"""Units of figures that no child stands behind: meetings held, adults at them, months of the calendar, indicators."""

Suppression = Literal["primary", "secondary", "gate"]


@dataclass(frozen=True)
class SafeFigure:
    """A figure that may be shown. `shown` is the text for a reader; `value` is None where `suppressed` is set.

    `word` is the code of a figure that is a word (amber, declined_within_limits); such a figure has no `value`.
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
    word: str = ""

    @property
    def is_known(self) -> bool:
        """True when there is a value, or a word, and it may be shown."""
        return self.value is not None or bool(self.word)


@dataclass(frozen=True)
class Safe:
    """What a report may show to its audience: figures by id, and rows where the audience may see single children."""

    audience: str
    profile: Profile
    figures: Mapping[str, SafeFigure]
    rows: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))

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
    by_id: dict[str, Figure] = {}
    for figure in figures:
        if figure.id in by_id:
            raise ValueError(f"two figures have the id {figure.id}")
        by_id[figure.id] = figure
    hidden = _hidden(by_id, profile)
    safe = {id: _safe(figure, hidden.get(id)) for id, figure in by_id.items()}
    passed = {name: table.copy() for name, table in (rows or {}).items() if _passes(name, profile)}
    return Safe(audience, profile, MappingProxyType(safe), MappingProxyType(passed))


def _passes(name: str, profile: Profile) -> bool:
    """Whether a row table may be shown: quotes have their own rule, everything else has a line for one child."""
    return profile.shows_quotes if name == "quotes" else profile.shows_rows


def _hidden(by_id: Mapping[str, Figure], profile: Profile) -> dict[str, Suppression]:
    hidden: dict[str, Suppression] = {id: "primary" for id, one in by_id.items() if _is_disclosive(one, profile)}
    wholes: dict[str, list[Figure]] = defaultdict(list)
    for figure in by_id.values():
        for whole in figure.parts_of:
            wholes[whole].append(figure)
    n_before = -1
    while len(hidden) != n_before:
        n_before = len(hidden)
        for parts in wholes.values():
            _hide_second_part(parts, hidden)
        for id, figure in by_id.items():
            if id not in hidden and any(source in hidden for source in figure.derived_from):
                hidden[id] = "secondary"
    return hidden


def _hide_second_part(parts: list[Figure], hidden: dict[str, Suppression]) -> None:
    """One hidden part of a shown whole is the whole less the others: hide the smallest other part as well."""
    open_parts = [part for part in parts if part.id not in hidden]
    if len(parts) - len(open_parts) == 1 and open_parts:
        second = min(open_parts, key=lambda part: (part.value == 0, part.value or 0))
        hidden[second.id] = "secondary"


def _is_disclosive(figure: Figure, profile: Profile) -> bool:
    if figure.value is None or profile.smallest_count == 0 or figure.unit in NOT_ABOUT_CHILDREN:
        return False
    if figure.kind == "unchecked":
        return True  # a check that cannot be made is not a pass
    few = range(1, profile.smallest_count)
    if any(one in few for one in _counts_told(figure)):
        return True
    if figure.kind in ("extreme", "dominance"):
        return not profile.shows_extremes
    bases = {"count": 0, "rate": profile.smallest_count, "percent": profile.smallest_percent_base}
    return figure.n is not None and figure.n < bases.get(figure.kind, profile.smallest_mean_base)


def _counts_told(figure: Figure) -> list[float]:
    """The counts of people that a figure tells: itself, the group behind it, and the rest of its whole."""
    above = figure.value if figure.kind == "count" else figure.numerator
    told = [figure.n, above] if figure.kind == "count" else [above]
    if figure.kind in ("count", "percent") and figure.denominator is not None and above is not None:
        told.append(figure.denominator - above)
    return [one for one in told if one is not None]


def _safe(figure: Figure, suppression: Suppression | None) -> SafeFigure:
    if suppression is not None:
        return SafeFigure(
            figure.id, None, figure.unit, figure.section, figure.kind, HIDDEN, suppression, decimals=figure.decimals
        )
    return SafeFigure(
        figure.id,
        figure.value,
        figure.unit,
        figure.section,
        figure.kind,
        figure.word.replace("_", " ") or shown_text(figure.value, figure.unit, figure.decimals),
        None,
        figure.n,
        figure.denominator,
        figure.interval,
        "" if figure.interval is None else _interval_text(figure),
        figure.method,
        figure.decimals,
        figure.note,
        figure.word,
    )


def _interval_text(figure: Figure) -> str:
    assert figure.interval is not None
    low, high = (shown_text(bound, figure.unit, figure.decimals) for bound in figure.interval)
    return f"{low} to {high}"
