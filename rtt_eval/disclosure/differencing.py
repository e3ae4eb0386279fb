"""Two editions side by side: what a reader who has both can work out about the few children in whom they differ.

With one child more, the second total less the first is that child, and so is n2 x mean2 - n1 x mean1. The editions
compared are the results.json of what was published; they hold the figures that were shown, their bases, the period
and the as-at day. Two figures are the same statistic when id, unit and method agree; the confidence that an interval
reached is no part of the method, as it changes with the children. Editions of periods that do not overlap are about
different times and different children, and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rtt_eval.changes import CONFIDENCE
from rtt_eval.disclosure.audit import Finding
from rtt_eval.disclosure.links import NOT_ABOUT_CHILDREN
from rtt_eval.disclosure.profiles import PROFILES, Profile
from rtt_eval.periods import is_month, is_year

REMEDY = (
    "report the same children as before, or wait until it differs by more; or hide the figure by leaving its part out"
)

Results = Mapping[str, Any]
"""What results.json holds."""


def differences(new: Results, earlier: Iterable[Results]) -> list[Finding]:
    """The figures of a new edition from which, with an earlier one, a reader can work out a few children.

    new, earlier: contents of results.json. Team editions, new or earlier, are not compared: they are not published.
    """
    profile = PROFILES[new["audience"]]
    if not profile.few:
        return []
    found: dict[str, Finding] = {}
    for edition in earlier:
        if edition["audience"] != "team":
            for finding in _between(new, edition, profile):
                found.setdefault(finding.figure, finding)
    return list(found.values())


def _overlap(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    """Whether two periods share a day; dates are written year-month-day, which sorts as they do."""
    return first["start"] <= second["end"] and second["start"] <= first["end"]


def tells_a_few(new: Results, earlier: Results, profile: Profile, any_method: bool = False) -> list[str]:
    """The ids of the figures whose difference between two editions tells of a few children; none where the periods
    do not overlap. any_method: also of figures that the two make in different ways."""
    if not profile.few or not _overlap(new["period"], earlier["period"]):
        return []
    before = {figure["id"]: figure for figure in earlier["figures"] if figure["value"] is not None}
    both = [(figure, before[figure["id"]]) for figure in new["figures"] if figure["id"] in before]
    return [
        figure["id"]
        for figure, old in both
        if figure["value"] is not None
        and (any_method or _way(figure) == _way(old))
        and _is_about_children(figure, old)
        and _tells_a_few(figure, old, profile)
    ]


def _between(new: Results, earlier: Results, profile: Profile) -> Iterator[Finding]:
    name = f"the {earlier['audience']} edition of {earlier['report']} as at {earlier['edition']}"
    for id in tells_a_few(new, earlier, profile):
        yield Finding(id, f"with {name}, a reader can work it out for a few children", REMEDY)


def _way(figure: Mapping[str, Any]) -> str:
    return CONFIDENCE.sub("", figure["method"])


def _is_about_children(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    return bool(new["unit"] == old["unit"] and new["unit"] not in NOT_ABOUT_CHILDREN)


def _tells_a_few(new: Mapping[str, Any], old: Mapping[str, Any], profile: Profile) -> bool:
    """A count, or the one above the line of a percentage, differs by a few, of groups that do not differ by more.
    Anything else: its base does."""
    is_counted = is_count(new["id"]) or _is_count_of_a_period(new, old)
    apart = abs(new["value"] - old["value"]) if is_counted else _above_the_line_apart(new, old)
    if apart in profile.few and _apart(new, old, "denominator") <= profile.few[-1]:
        return True
    return not is_counted and 0 < _apart(new, old, "n") <= profile.few[-1]


def _above_the_line_apart(new: Mapping[str, Any], old: Mapping[str, Any]) -> int:
    """By how many the counts above the line of two percentages differ; nought where they cannot be worked out."""
    if new["unit"] != "percent" or None in (new["denominator"], old["denominator"]):
        return 0
    above = [one["value"] * one["denominator"] / 100 for one in (new, old)]
    return round(abs(above[0] - above[1]))


def _apart(new: Mapping[str, Any], old: Mapping[str, Any], key: str) -> float:
    """By how much a base differs; nought where one of the two is not known."""
    return 0 if new[key] is None or old[key] is None else abs(new[key] - old[key])


def is_count(id: str) -> bool:
    """Whether an id is that of a count: its last part is n, or begins with n_."""
    last = id.rpartition(".")[2]
    return last == "n" or last.startswith("n_")


def _is_count_of_a_period(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Whether it is an indicator's count of a month or a year, as `indicator.1.3.2016-07.value`, or to one month.

    A benchmark is of other places; the year to date of another month, which the method names, is another count.
    """
    *stem, period, last = new["id"].split(".")
    if new["unit"] != "count" or "benchmark" in stem:
        return False
    if last == "ytd":
        return bool(new["method"] == old["method"])
    return last in ("value", "given") and (is_month(period) or is_year(period))
