"""Does a month differ from the ordinary run of months?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.process import HEIGHT, Latest, Level, Sign, is_hidden, process
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import UNKNOWN, shown_text
from rtt_eval.labels import MONTHLY, SPECIAL_CAUSES, plain
from rtt_eval.params import ReportParams

COUNTS = MappingProxyType({"referrals": "referrals.month"})
"""The ids that monthly counts of a kind are published under, less the month; other kinds have only rows."""

SHAPES = MappingProxyType(
    {
        "Above UCL": "*",
        "Below LCL": "*",
        "7 Point Trend (Increasing)": "^",
        "7 Point Trend (Decreasing)": "v",
        "2 in 3 Above CL": "s",
        "2 in 3 Below CL": "s",
        "7 Points Above CL": "P",
        "7 Points Below CL": "P",
    }
)
"""The marker of the months that meet a rule."""

HIGH = ("Above", "Increasing")
ORDINARY = "ordinary"
RULES = MappingProxyType({words: rule for rule, words in SPECIAL_CAUSES.items()})

Found = tuple[list[date], list[Cell], dict[int, str]]
"""The months in order, their counts, and the rule that a position meets."""


class Named(NamedTuple):
    """What is charted: its name, what each point is, and what follows an average ("a month" for what comes in it)."""

    name: str
    what: str
    each: str = " a month"


def xmr(safe: Safe, params: ReportParams, kind: str) -> Chart | None:
    """Which months differ from the ordinary run of months, and is the latest one of them?

    An XmR chart: mean, limits and the months that meet a rule. A run chart with the median where there are no limits.
    Counts are the figures `referrals.month.<2021-04>.n`, for other kinds the rows "monthly" (of `monthly.spc_rows`),
    which only the team sees. None for a single month, or where no month may be shown.
    """
    found = _published(safe, kind) if kind in COUNTS else _rows(safe, kind)
    name = MONTHLY.get(kind, plain(kind))
    return over_months(safe, f"chart_xmr_{kind}", Named(name, f"{name} in each month"), f"spc.{kind}", found)


def over_months(
    safe: Safe,
    id: str,
    named: Named,
    stem: str,
    found: Found,
    has_zero: bool = True,
    unit: str = "",
    height: float = HEIGHT,
) -> Chart | None:
    """The chart of any monthly figures, with the mean, limits or median under `stem`; None with fewer than two."""
    months, cells, rules = found
    if len(cells) < 2 or is_bare(cells):
        return None
    levels = _levels(safe, stem, cells)
    has_limits = len(levels) > 1
    rules = rules if has_limits else {}
    signs = _signs(months, cells, rules)
    latest = _latest(months, rules) if has_limits else None
    heads, rows = _behind(named.name, months, cells, rules, has_limits)
    return finished(
        process([(f"{one:%b}", f"{one:%Y}") for one in months], cells, levels, signs, latest, has_zero, unit, height),
        id,
        _title(safe, named, stem, levels),
        subtitle(f"{named.what}, {'XmR chart' if has_limits else 'run chart'}", stretch(months)),
        heads,
        rows,
        _notes(safe, stem, cells, has_limits),
        _told(levels, signs, rows),
    )


def _published(safe: Safe, kind: str) -> Found:
    """From the figures of each month."""
    pattern = re.compile(rf"{re.escape(COUNTS[kind])}\.(\d{{4}})-(\d{{2}})\.n")
    found = sorted(match.groups() for id in safe.figures if (match := pattern.fullmatch(id)))
    ids = [f"{year}-{month}" for year, month in found]
    rules = [safe.get(f"spc.{kind}.month.{id}.rule") for id in ids]
    met = {place: RULES[rule.note] for place, rule in enumerate(rules) if rule is not None and rule.is_known}
    months = [date(int(year), int(month), 1) for year, month in found]
    return months, [cell(safe, f"{COUNTS[kind]}.{id}.n") for id in ids], met


def _rows(safe: Safe, kind: str) -> Found:
    """From the row table, where the audience may see it."""
    if "monthly" not in safe.rows:
        return [], [], {}
    rows = safe.rows["monthly"].query("kind == @kind").sort_values("month")
    months = [date(int(month[:4]), int(month[5:7]), 1) for month in rows["month"].astype(str)]
    cells = [Cell(float(value), shown_text(float(value), "events")) for value in rows["value"]]
    return months, cells, {place: rule for place, rule in enumerate(rows["label"]) if rule in SPECIAL_CAUSES}


def _levels(safe: Safe, stem: str, cells: Sequence[Cell]) -> list[Level]:
    """Limits and mean, or else the median alone; none where a month is hidden, as they would tell of it."""
    if any(map(is_hidden, cells)):
        return []
    limits = [
        Level("Upper limit", cell(safe, f"{stem}.upper_limit"), is_limit=True),
        Level("Mean", cell(safe, f"{stem}.mean")),
        Level("Lower limit", cell(safe, f"{stem}.lower_limit"), is_limit=True),
    ]
    if all(level.cell.value is not None for level in limits):
        return limits
    median = Level("Median", cell(safe, f"{stem}.median"))
    return [median] if median.cell.value is not None else []


def _told(levels: Sequence[Level], signs: Sequence[Sign], rows: Sequence[Sequence[str]]) -> str:
    """Mean and limits, the months out of the ordinary, and the count of each month."""
    lines = [f"{level.name} {level.cell.shown}." for level in levels]
    special = [f"Months {sign.words[:1].lower()}{sign.words[1:]}." for sign in signs]
    is_any = any(row[-1] == ORDINARY for row in rows)
    rest = [f"All {'other ' if signs else ''}months are ordinary."] if len(levels) > 1 and is_any else []
    return " ".join([*lines, *special, *rest, f"{', '.join(f'{row[0]} {row[1]}' for row in rows)}."])


def _signs(months: Sequence[date], cells: Sequence[Cell], rules: Mapping[int, str]) -> list[Sign]:
    """A sign for each rule that is met, with its months in words: single ones with their counts, stretches without."""
    signs = []
    for rule, words in SPECIAL_CAUSES.items():
        places = [place for place, one in rules.items() if one == rule]
        if places:
            stretches = ", ".join(_stretch_told(months, cells, first, last) for first, last in _runs(places))
            signs.append(Sign(SHAPES[rule], f"{words[:1].upper()}{words[1:]}: {stretches}", places))
    return signs


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring positions as first and last."""
    starts = [places[0], *(after for before, after in pairwise(places) if after != before + 1)]
    ends = [*(before for before, after in pairwise(places) if after != before + 1), places[-1]]
    return list(zip(starts, ends, strict=True))


def _stretch_told(months: Sequence[date], cells: Sequence[Cell], first: int, last: int) -> str:
    if first == last:
        return f"{months[first]:%B %Y} ({cells[first].shown})"
    return stretch(months[first : last + 1])


def stretch(months: Sequence[date]) -> str:
    """ "April to October 2017", "April 2017 to March 2018"."""
    first, last = months[0], months[-1]
    if first == last:
        return f"{first:%B %Y}"
    return f"{first:%B}{'' if first.year == last.year else f' {first:%Y}'} to {last:%B %Y}"


def _latest(months: Sequence[date], rules: Mapping[int, str]) -> Latest:
    """Whether the latest month is ordinary; for a count of referrals neither more nor fewer is better."""
    rule = rules.get(len(months) - 1, "")
    side = 0 if not rule else 1 if any(word in rule for word in HIGH) else -1
    words = SPECIAL_CAUSES[rule] if rule else "ordinary variation (common cause)"
    return Latest(side, f"Latest month, {months[-1]:%B %Y}: {words}{' (special cause)' if rule else ''}")


def _behind(
    name: str, months: Sequence[date], cells: Sequence[Cell], rules: Mapping[int, str], has_limits: bool
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and rows of the table behind the chart, with what each month is where there are limits."""
    rows = [(f"{month:%B %Y}", one.shown) for month, one in zip(months, cells, strict=True)]
    if not has_limits:
        return ("Month", name), [*rows]
    plainly = [UNKNOWN if one.value is None else ORDINARY for one in cells]
    words = [SPECIAL_CAUSES[rules[place]] if place in rules else word for place, word in enumerate(plainly)]
    return ("Month", name, "Variation"), [(*row, word) for row, word in zip(rows, words, strict=True)]


def _title(safe: Safe, named: Named, stem: str, levels: Sequence[Level]) -> str:
    name, each = named.name, named.each
    if len(levels) < 2:
        return f"{name}: a median of {levels[0].cell.shown}{each}" if levels else f"{name} by month"
    n_special = safe.get(f"{stem}.special_cause.n")
    if n_special is not None and n_special.value == 0:
        return told(safe, f"{name}: {{0}}{each} on average, no month out of the ordinary", name, f"{stem}.mean")
    verb = "is" if n_special is not None and n_special.value == 1 else "are"
    sentence = f"{name}: {{0}}{each} on average, {{1}} of {{2}} months {verb} out of the ordinary"
    return told(
        safe, sentence, f"{name} by month", *(f"{stem}.{end}" for end in ("mean", "special_cause.n", "n_points"))
    )


def _notes(safe: Safe, stem: str, cells: Sequence[Cell], has_limits: bool) -> list[str]:
    """How the limits are made and how far they hold, or why there are none."""
    centre = safe.get(f"{stem}.mean") or safe.get(f"{stem}.median")
    why = centre.note if centre is not None else ""
    if has_limits:
        made = "Limits: mean ± 2.66 times the mean difference between neighbouring months (NHS Making Data Count)."
        return [made, f"{why[:1].upper()}{why[1:]}."] if why else [made]
    if any(map(is_hidden, cells)):
        return ["No mean or limits: they would tell of the hidden months."]
    return [f"No limits: {why}."] if why else []
