"""How the counts of a report may hang together, guessed from the names of its figures; only what holds is kept."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

NO_CHILD = {"sessions", "people", "months", "indicators"}
SAID_BY_ANY_TOTAL = {
    "n",
    "n_paired",
    "total",
    "all",
    "start",
    "latest",
    "children",
    "rows",
    "recorded",
    "compared",
    "completed",
}
PART_OF_A_PART = re.compile("_by_one$|_by_more$|^could_improve$|^no_events$")
NOT_A_GROUP = re.compile(r"^(total|children|direction|band_shift|reliable(_at_[\d.]+)?)$|^between$|_and_\d+$")
OF_A_YEAR = re.compile(r"(.+)\.(\d{4})-(\d\d)\.(.+)")
OF_A_MEASURE = 5
"""Parts of a name (outcomes, measure, informant, scale, time) over which nothing adds up."""


class Link(NamedTuple):
    """low <= the weighted sum of counts <= high."""

    terms: tuple[tuple[str, float], ...]
    low: float
    high: float


class Report(NamedTuple):
    """shown: the figures of the edition by id. true: the counts in the team's edition, and full: all its figures.
    tables: rows of cells."""

    shown: dict[str, dict]
    true: dict[str, float]
    full: dict[str, dict]
    tables: list[list[list[str]]]


def is_count(figure: dict) -> bool:
    last = figure["id"].rpartition(".")[2]
    named = last == "n" or last.startswith("n_") or (figure["unit"] == "count" and "indicator." in figure["id"])
    return named and figure["unit"] not in NO_CHILD and isinstance(figure["value"], (int, float))


def decimals(value: float) -> int:
    return len(repr(float(value)).partition(".")[2])


def links(report: Report) -> Iterator[Link]:
    """Every guess that holds."""
    for parts, whole in (*by_name(report), *by_outcome(report), *by_year(report), *by_difference(report)):
        total = sum(report.true[part] for part in parts)
        if len(parts) > 1 and math.isclose(total, report.true[whole]):
            yield Link((*((part, 1.0) for part in parts), (whole, -1.0)), 0, 0)
    yield from put_together(report)
    yield from means(report)
    yield from nested(report)
    yield from bases(report)


def by_name(report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """Figures alike but for one part of their names, and a count whose name says no more than what they share."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    starting: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id in report.true:
        parts = id.split(".")
        fixed = OF_A_MEASURE if parts[0] == "outcomes" else 1
        starting[tuple(parts[:fixed])].append(id)
        for place in range(fixed, len(parts) - 1):
            if not NOT_A_GROUP.search(parts[place]):
                groups[(*parts[:place], "*", *parts[place + 1 :])].append(id)
    for pattern, members in groups.items():
        place = pattern.index("*")
        codes = {one: one.split(".")[place] for one in members if one in report.shown}
        common = {*pattern, *pattern[place - 1].split("_")} | SAID_BY_ANY_TOTAL
        fixed = OF_A_MEASURE if pattern[0] == "outcomes" else 1
        for whole in starting[pattern[:fixed]]:
            is_told = {one.removeprefix("by_") for one in whole.split(".")} <= common
            if whole not in codes and is_told and not is_other_margin(pattern, place, whole):
                yield tuple(codes), whole
                yield tuple(one for one, code in codes.items() if not PART_OF_A_PART.search(code)), whole
        for one, code in codes.items():
            yield tuple(other for other in codes if codes[other].startswith(f"{code}_by_")), one


def is_other_margin(pattern: tuple[str, ...], place: int, whole: str) -> bool:
    """In a table of from and to: the sum over where they came from is no total of those who started there."""
    if "to" not in pattern:
        return False
    is_from, parts = pattern[place + 1] == "to", whole.split(".")
    if "to" in parts:
        return parts != ["total" if one == "*" else one for one in pattern]
    return ("latest" if is_from else "start") not in parts and "n_paired" not in parts


def by_outcome(report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """Who was due a form, who sent one, who sent the next."""
    for id in report.true:
        stem = id.rpartition(".")[0]
        if id.endswith(".n_eligible"):
            yield from present(report, (f"{stem}.n_baseline", f"{stem}.n_without_baseline"), id)
        elif id.endswith(".n_baseline"):
            yield from present(report, (f"{stem}.n_paired", f"{stem}.n_without_follow_up"), id)
        elif id.endswith(".n_follow_up_only"):
            later = stem.rpartition("_to_")[2]
            yield from present(report, (f"{stem}.n_paired", id), f"{stem}.n_{later}")
        elif id.endswith((".n_without_baseline", ".n_without_follow_up")):
            which = "baseline" if id.endswith("baseline") else "follow_up"
            lost = tuple(one for one in report.true if one.startswith(f"{stem}.lost.{which}_"))
            yield from present(report, lost, id)


def present(report: Report, parts: tuple[str, ...], whole: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if parts and all(one in report.true and one in report.shown for one in (*parts, whole)):
        yield parts, whole


def by_year(report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """Months of a financial year, with the year or the year to date."""
    years: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for id in report.true:
        if found := OF_A_YEAR.fullmatch(id):
            years[found[1], int(found[2]) - (int(found[3]) < 4), found[4]].append(id)
    for (stem, year, tail), months in years.items():
        for name in (f"{year}/{(year + 1) % 100:02}", "ytd"):
            for whole in (f"{stem}.{name}.{tail}", f"{stem}.{name}"):
                yield from present(report, tuple(months), whole)


def by_difference(report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """All of A are those who are B as well, and A_not_B."""
    for id in report.true:
        if found := re.fullmatch(r"(.*\.)(\w+)_not_(\w+?)(\..*)", id):
            yield from present(report, (id, f"{found[1]}{found[3]}{found[4]}"), f"{found[1]}{found[2]}{found[4]}")


def put_together(report: Report) -> Iterator[Link]:
    """A group that the edition made: the hidden ones among its neighbours in name are its parts."""
    for id, _figure in report.shown.items():
        if id not in report.true or ".other_groups." not in f".{id}.":
            continue
        before, _, after = id.partition(".other_groups")
        parts = [one for one in report.true if one.startswith(f"{before}.") and one.endswith(after) and one != id]
        hidden = [one for one in parts if one.count(".") == id.count(".") and report.shown[one]["value"] is None]
        if hidden and math.isclose(sum(report.true[one] for one in hidden), report.true[id]):
            yield Link((*((one, 1.0) for one in hidden), (id, -1.0)), 0, 0)


def means(report: Report) -> Iterator[Link]:
    """A mean times its number is the sum of the marks; without its number, still a ratio."""
    for id, figure in report.shown.items():
        stem, _, last = id.rpartition(".")
        if last != "mean" or figure["value"] is None:
            continue
        marks = [(one, re.fullmatch(rf"{re.escape(stem)}\.value\.(\d+)\.n", one)) for one in report.true]
        given = [(one, float(found[1])) for one, found in marks if found]
        if given:
            if figure["n"]:
                total = round(figure["value"] * figure["n"], 6)
                yield Link(tuple(given), total, total)
            half = 0.5 * 10.0 ** -decimals(figure["value"])
            yield Link(tuple((one, mark - figure["value"] - half) for one, mark in given), -math.inf, 0)
            yield Link(tuple((one, mark - figure["value"] + half) for one, mark in given), 0, math.inf)


def nested(report: Report) -> Iterator[Link]:
    """Whoever improved by nine points did by eight; who is in a part of a group is in the group."""
    thresholds = [(one, re.search(r"_at_(\d+(?:\.\d+)?)\.(improved|deteriorated)\.n$", one)) for one in report.true]
    for one, first in thresholds:
        for other, second in thresholds:
            is_pair = first and second and one[: first.start()] == other[: second.start()] and first[2] == second[2]
            if is_pair and float(first[1]) > float(second[1]):
                yield Link(((one, 1.0), (other, -1.0)), -math.inf, 0)
    for id in report.true:
        parts = id.split(".")
        for n in range(1, len(parts) - 1):
            larger = ".".join([*parts[:n], "n"])
            if larger == id or larger not in report.true or id not in report.shown or larger not in report.shown:
                continue
            is_alike = report.shown[id]["unit"] == report.shown[larger]["unit"]
            if is_alike and report.true[id] <= report.true[larger]:
                yield Link(((id, 1.0), (larger, -1.0)), -math.inf, 0)


def bases(report: Report) -> Iterator[Link]:
    """The base of a figure, and the number above the line of a percentage, tell the count beside it."""
    for id, figure in report.shown.items():
        stem = id.rpartition(".")[0]
        beside = [one for one in (f"{stem}.n", f"{stem}.children.n", f"{stem}.n_paired") if one in report.true]
        told = {figure["n"], figure["denominator"]} - {None}
        if figure["unit"] == "percent" and figure["value"] is not None and figure["denominator"]:
            told.add(round(figure["value"] * figure["denominator"] / 100, 6))
        beside += [one for one in (f"{id}.numerator.n", f"{stem}.numerator.n") if one in report.true]
        for one in beside:
            if report.true[one] in told:
                yield Link(((one, 1.0),), report.true[one], report.true[one])
