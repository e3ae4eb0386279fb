"""Two editions of a report, figure by figure: what is the same, what moved, and why.

Why is one of three. Definition: the figure is made in another way (its unit or method, a setting, the measure behind
it). Cohort: it is about other young people or other days (the period, the last day that counts, what it rests on).
Data: neither of the two, so the records themselves say something else. Definition can come with one of the others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from rtt_eval.params import PATHS, PERSON_IDS

State = Literal["same", "moved", "new", "gone", "hidden", "few"]
Reason = Literal["data", "definition", "cohort", "unknown"]
Results = Mapping[str, Any]
"""What results.json holds, with `run`: what the run.json beside it holds, or None."""

NOT_DEFINING = frozenset(
    ["title", "period", "as_at", "audience", "prepared_by", "commentary", "exceptions", "disclosure_exceptions", *PATHS]
)
"""Settings that do not change how a figure is made; period and last day are looked at by themselves."""

POPULATIONS = frozenset({"children", "young people", "families", "cases"})
"""Units of counts that are themselves the size of a group."""

NOT_AVAILABLE = "[x]"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CONFIDENCE = re.compile(r"\b\d\d\.\d+%")
"""The confidence that a rank interval reached: it follows from the number of pairs."""

ACHIEVED = re.compile(rf"(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|{CONFIDENCE.pattern}")
"""What of a method's words follows from the data: days and months, and the confidence that a rank interval reached."""


class Change(NamedTuple):
    """One figure in two editions. before, now: as each edition shows it, "" where it has no such figure.

    state: hidden where one of the two does not show it; few where it moved by so little that a reader of both could
    point to a child, which only `disclosure.between` finds. reasons: why it moved, or came or went; else empty.
    """

    id: str
    section: str
    unit: str
    before: str
    now: str
    state: State
    reasons: tuple[Reason, ...] = ()


class _Apart(NamedTuple):
    """How two editions differ as wholes: reasons for every figure, inputs, measures, program."""

    reasons: frozenset[Reason]
    inputs: list[str] | None
    measures: frozenset[str]
    has_another_program: bool


def compare(old: Results, new: Results) -> list[Change]:
    """Every figure of either edition: those of the new one in its order, then those that are gone.

    A figure that either edition hides is `hidden`, whatever it is. It moved where its value differs and a reader can
    see it; a value that moved by less than is shown is the same.
    """
    before = {figure["id"]: figure for figure in old["figures"]}
    now = {figure["id"]: figure for figure in new["figures"]}
    apart = _Apart(
        frozenset(_reasons_of_editions(old, new)),
        inputs_that_differ(old, new),
        frozenset(_unlike(*_of_runs(old, new, "versions", "measures"))),
        _has_another_program(old, new),
    )
    return [_change(before.get(id), now.get(id), apart) for id in dict.fromkeys([*now, *before])]


def _change(before: Results | None, now: Results | None, apart: _Apart) -> Change:
    figure, state = now or before or {}, _state(before, now)
    reasons: tuple[Reason, ...] = ()
    if state in ("moved", "new", "gone"):
        own: set[Reason] = {*apart.reasons, *_reasons_of_figure(before, now)}
        if apart.measures.intersection(figure["id"].split(".")):
            own.add("definition")
        reasons = _with_data(own, apart.inputs, apart.has_another_program)
    shown = _shown(before) if before else "", _shown(now) if now else ""
    return Change(figure["id"], str(figure.get("section", "")), figure["unit"], *shown, state, reasons)


def settings_that_differ(old: Results, new: Results) -> list[str] | None:
    """The names of the settings that define figures and are not the same; None where an edition has no record of its
    settings."""
    if not (old.get("run") and new.get("run")):
        return None
    found = _unlike(*_of_runs(old, new, "parameters"))
    return [name for name in found if name not in NOT_DEFINING and name not in PERSON_IDS]


def inputs_that_differ(old: Results, new: Results) -> list[str] | None:
    """The files and sheets of the data that are not the same, or that one edition lacks; None without a record."""
    if not (old.get("run") and new.get("run")):
        return None
    return _unlike(_files(old), _files(new))


def _files(results: Results) -> dict[str, str]:
    """SHA-256 by file and sheet; notes beside the data and what a params file names (its mapping) are left out."""
    rows = _of_run(results, "inputs") or []
    read = [one for one in rows if one["sha256"] and one.get("state") != "named"]
    return {" ".join(filter(None, (one["file"], one["sheet"]))): one["sha256"] for one in read}


def _of_run(results: Results, *names: str) -> Any:
    """A part of the record of a run, {} where there is none."""
    part: Any = results.get("run") or {}
    for name in names:
        part = part.get(name) or {}
    return part


def _of_runs(old: Results, new: Results, *names: str) -> tuple[Any, Any]:
    """The same part of both records; twice {} where one has none, as nothing can be said then."""
    found = _of_run(old, *names), _of_run(new, *names)
    return found if all(found) else ({}, {})


def _unlike(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    return [name for name in dict.fromkeys([*first, *second]) if first.get(name) != second.get(name)]


def _has_another_program(old: Results, new: Results) -> bool:
    first, second = _of_runs(old, new, "versions", "rtt-eval")
    return bool(first != second)


def _state(before: Results | None, now: Results | None) -> State:
    if any(one is not None and one.get("suppressed") for one in (before, now)):
        return "hidden"
    if before is None or now is None:
        return "new" if before is None else "gone"
    is_same = _is_equal(before["value"], now["value"]) or _shown(before) == _shown(now) != ""
    return "same" if is_same and before["unit"] == now["unit"] else "moved"


def _is_equal(first: Any, second: Any) -> bool:
    if isinstance(first, (int, float)) and isinstance(second, (int, float)):
        return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)
    return bool(first == second)


def _shown(figure: Results) -> str:
    """The figure as its edition shows it; the plain number where the file does not say."""
    shown = figure.get("shown")
    if isinstance(shown, str) and shown:
        return shown
    return NOT_AVAILABLE if figure["value"] is None else str(figure["value"])


def _reasons_of_editions(old: Results, new: Results) -> Iterator[Reason]:
    """What holds for every figure of the two."""
    if settings_that_differ(old, new):
        yield "definition"
    are_named = any(name in PERSON_IDS for name in _unlike(*_of_runs(old, new, "parameters")))
    if old["period"] != new["period"] or old["edition"] != new["edition"] or are_named:
        yield "cohort"


def _reasons_of_figure(before: Results | None, now: Results | None) -> Iterator[Reason]:
    if before is None or now is None:
        return
    ways = [_way(one["method"]) for one in (before, now) if one["value"] is not None and one["method"]]
    if before["unit"] != now["unit"] or len(set(ways)) == 2:
        yield "definition"
    pairs = zip(_population(before), _population(now), strict=True)
    if any(None not in pair and not _is_equal(*pair) for pair in pairs):
        yield "cohort"


def _way(method: str) -> str:
    """The method less what follows from the numbers: the days it was applied to, an interval's exact confidence."""
    return ACHIEVED.sub("", method)


def _population(figure: Results) -> tuple[Any, Any]:
    """How many the figure is about: the whole that a count is a part of, or the count itself; else what it rests on."""
    last = figure["id"].rpartition(".")[2]
    if last != "n" and not last.startswith("n_"):
        return figure["n"], figure["denominator"]
    is_part = ".between." in figure["id"]  # of those compared, who lie between two thresholds
    is_whole = figure["denominator"] is None and figure["unit"] in POPULATIONS and not is_part
    return figure["value"] if is_whole else None, figure["denominator"]


def _with_data(found: set[Reason], inputs: list[str] | None, has_another_program: bool) -> tuple[Reason, ...]:
    """The reasons in order, with data where nothing else explains it, and where other records came as well."""
    if "cohort" not in found and inputs:
        found = {*found, "data"}
    if not found and inputs is None:
        found = {"data"}
    if not found:
        found = {"definition"} if has_another_program else {"unknown"}
    order: tuple[Reason, ...] = ("cohort", "definition", "data", "unknown")
    return tuple(reason for reason in order if reason in found)
