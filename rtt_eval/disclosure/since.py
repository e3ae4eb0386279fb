"""What changed since the last edition, as an audience may see it.

An earlier edition shows what its own audience may see: a team edition is never quoted to others, a leadership edition
not to the public. Where two editions are about some of the same children, a difference that tells of a few of them is
no more shown than a small count: the same rule as the gate's (`differencing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rtt_eval import versions
from rtt_eval.changes import Change, Results, compare, inputs_that_differ, settings_that_differ
from rtt_eval.disclosure.differencing import tells_a_few
from rtt_eval.disclosure.profiles import PROFILES
from rtt_eval.disclosure.protect import Safe
from rtt_eval.disclosure.record import edition_of, input_rows, results_figure
from rtt_eval.params import ReportParams, as_recorded


@dataclass(frozen=True)
class Since:
    """An earlier edition beside a new one. `changes`: every figure of either; `before` and `now` are texts, and of one
    that is `hidden`, or moved by a `few`, both are empty.

    audience, edition, period: of the earlier edition, as its results.json has them. settings, inputs: what differs, by
    name; None where the earlier edition has no record of it. has_same_period: both are about the same months, up to the
    same day. has_another_program: the two were made by different versions.
    """

    audience: str
    edition: str
    period: Mapping[str, str]
    changes: tuple[Change, ...]
    settings: tuple[str, ...] | None
    inputs: tuple[str, ...] | None
    has_same_period: bool
    has_another_program: bool

    def n(self, *states: str) -> int:
        """How many figures are in one of these states."""
        return sum(change.state in states for change in self.changes)

    @property
    def by_section(self) -> dict[str, Counter[str]]:
        """How many figures of each section are in each state, in the order of the report; few counts as hidden."""
        found: dict[str, Counter[str]] = {}
        for change in self.changes:
            found.setdefault(change.section, Counter())["hidden" if change.state == "few" else change.state] += 1
        return found

    @property
    def reasons(self) -> Counter[str]:
        """How many of the figures that moved did so for each reason; one figure may have two."""
        return Counter(reason for change in self.changes if change.state == "moved" for reason in change.reasons)


def since_last(safe: Safe, params: ReportParams, sources: pd.DataFrame, earlier: Sequence[Results]) -> Since | None:
    """The report beside the latest of the earlier editions that its audience may have; None where there is none.

    earlier: `load.editions`. sources: `Records.sources`. An edition counts that is of the same report, not of a later
    day, and made for the same audience or for the public; the team may have any. Of one day, that of the same audience
    comes first; an edition of the same day only where there is no earlier one.
    """
    about = edition_of(safe, params)
    found = [one for one in earlier if _may_have(one, about)]
    if not found:
        return None
    last = max(
        found, key=lambda one: (one["edition"] < about["edition"], one["edition"], one["audience"] == safe.audience)
    )
    figures = [results_figure(figure) for figure in safe.figures.values()]
    return between(last, {**about, "figures": figures, "run": _run(params, sources)})


def _run(params: ReportParams, sources: pd.DataFrame) -> dict[str, Any]:
    """What run.json will say of this run, as far as it tells why a figure moved."""
    return {
        "parameters": as_recorded(params),
        "inputs": input_rows(sources),
        "versions": {"rtt-eval": versions.program(), "measures": versions.measures()},
    }


def _may_have(old: Results, new: Results) -> bool:
    audiences = ("public", new["audience"])
    is_for_it = new["audience"] == "team" or old["audience"] in audiences
    return bool(old["report"] == new["report"] and old["edition"] <= new["edition"] and is_for_it)


def between(old: Results, new: Results) -> Since:
    """Two editions of one report. Of a difference that tells of a few children the numbers are left out, unless one of
    the two is the team's, in which such numbers stand anyway."""
    profile = PROFILES.get(new["audience"], PROFILES["public"])
    few = [] if "team" in (old["audience"], new["audience"]) else tells_a_few(new, old, profile, any_method=True)
    settings, inputs = settings_that_differ(old, new), inputs_that_differ(old, new)
    return Since(
        audience=old["audience"],
        edition=old["edition"],
        period=old["period"],
        changes=tuple(_closed(change, set(few)) for change in compare(old, new)),
        settings=None if settings is None else tuple(settings),
        inputs=None if inputs is None else tuple(inputs),
        has_same_period=old["period"] == new["period"] and old["edition"] == new["edition"],
        has_another_program=_program(old) != _program(new),
    )


def _program(results: Results) -> Any:
    return ((results.get("run") or {}).get("versions") or {}).get("rtt-eval")


def _closed(change: Change, few: Iterable[str]) -> Change:
    """A change without the numbers of a figure that is hidden in one edition, or whose difference tells of a few."""
    if change.state == "hidden":
        return change._replace(before="", now="")
    is_few = change.state == "moved" and change.id in few
    return change._replace(before="", now="", state="few") if is_few else change


def as_rows(found: Since) -> list[Mapping[str, str]]:
    """The changes as rows to write to a file: id, section, unit, before, now, state, reasons."""
    return [{**change._asdict(), "reasons": ", ".join(change.reasons)} for change in found.changes]
