"""Events before the programme and in an equally long time during it, and levels of risk."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.dumbbells import Pair, by_child, dumbbells
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import n_text, subtitle, told
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.labels import CSE_LEVELS, EVENT_KINDS, as_at, followed, in_order, plain, the_work
from rtt_eval.params import ReportParams

WINDOWS = ("Before", "During")
GROUPS = {"fell": ("Fewer during", style.BLUE), "rose": ("More during", style.ORANGE), "same": ("As many", style.TEXT)}


def events_before_during(safe: Safe, params: ReportParams, kind: str) -> Chart | None:
    """For each young person, were there fewer or more events during the programme than before it?

    Two dots a young person, sorted, in groups; those without any event are left out and counted in a note. None where
    the audience may not see single young people, or nobody had an event.
    """
    rows = safe.rows.get("events", pd.DataFrame(columns=["label", "kind", "before", "during"]))
    rows = rows[(rows["kind"] == kind) & ((rows["before"] > 0) | (rows["during"] > 0))]
    if rows.empty:
        return None
    name, stem = EVENT_KINDS.get(kind, plain(kind)), f"events.{kind}"
    title = told(
        safe,
        f"{name}: fewer during {the_work(params)} for {{p0}}, more for {{1}}",
        f"{name} of each young person before and during {the_work(params)}",
        f"{stem}.fell.children.n",
        f"{stem}.rose.children.n",
    )
    return finished(
        by_child(_grouped(rows), WINDOWS, "Events"),
        f"chart_events_{kind}",
        title,
        subtitle("Number of events of each young person with any, in two windows of equal length", as_at(params)),
        ("Young person", *WINDOWS),
        [(str(one.label), str(one.before), str(one.during)) for one in rows.itertuples()],
        [*_not_drawn(safe.get(f"{stem}.no_events.children.n")), "The numbers of each young person are in Appendix A."],
        has_data=False,
    )


def _not_drawn(none: SafeFigure | None) -> list[str]:
    """How many had no event at all, where there are such and the number may be shown."""
    is_any = none is not None and none.is_known and none.value
    return [f"Not drawn: {n_text(none)} without any event in either window."] if is_any else []


def _grouped(rows: pd.DataFrame) -> list[Pair]:
    """Headings and young people: those with fewer events first, the most events before at the top of each group."""
    in_order = rows.sort_values(["before", "during"], ascending=False, kind="stable")
    grouped: list[Pair] = []
    for way, (heading, colour) in GROUPS.items():
        members = in_order[[_way(*ends) == way for ends in zip(in_order["before"], in_order["during"], strict=True)]]
        if not members.empty:
            grouped.append(Pair(heading))
        for label, before, during in zip(members["label"], members["before"], members["during"], strict=True):
            grouped.append(Pair(label, Cell(before, str(before)), Cell(during, str(during)), colour=colour))
    return grouped


def _way(before: float, during: float) -> str:
    return "same" if before == during else "fell" if during < before else "rose"


def event_rates(safe: Safe, params: ReportParams, kinds: Sequence[str]) -> Chart | None:
    """Did events come less often during the programme than before it, and how sure is that?

    Rates per child-month of each kind, with the ratio of the two and its interval in words; None when none may be
    shown.
    """
    kept = [kind for kind in kinds if f"events.{kind}.before.rate" in safe]
    ends = [[cell(safe, f"events.{kind}.{when}.rate") for when in ("before", "during")] for kind in kept]
    if is_bare([one for pair in ends for one in pair]):
        return None
    ratios = [_ratio(safe, f"events.{kind}.rate_ratio") for kind in kept]
    names = [EVENT_KINDS.get(kind, plain(kind)) for kind in kept]
    rows = [Pair(name, first, last, text) for name, (first, last), text in zip(names, ends, ratios, strict=True)]
    return finished(
        dumbbells(rows, WINDOWS, "During as a multiple of before"),
        f"chart_event_rates_{'_'.join(kept)}",
        _rates_title(safe, next(kind for kind, pair in zip(kept, ends, strict=True) if not is_bare(pair))),
        subtitle(
            f"Events a month for each young person, young people in {followed(params)}, windows of equal length",
            "rate ratio with 95% interval",
            as_at(params),
        ),
        ("Kind of event", *WINDOWS, "During as a multiple of before"),
        [(row.label, *(one.shown for one in pair), row.text) for row, pair in zip(rows, ends, strict=True)],
        ["A multiple of 1 is no change; an interval that holds 1 is compatible with no change."],
    )


def _rates_title(safe: Safe, kind: str) -> str:
    return told(
        safe,
        f"{EVENT_KINDS.get(kind, plain(kind))}: {{0}} a month for each young person before, {{1}} during",
        "How often events came before and during the programme",
        f"events.{kind}.before.rate",
        f"events.{kind}.during.rate",
    )


def _ratio(safe: Safe, id: str) -> str:
    figure = safe.get(id)
    return f"{figure.shown} ({figure.interval_shown})" if figure and figure.interval_shown else safe.text(id)


def risk_levels(safe: Safe, params: ReportParams) -> Chart | None:
    """How many young people were at each level of risk of child sexual exploitation, at the start and latest?"""
    named = in_order(safe.codes("risk.cse.*.start.n"), CSE_LEVELS)
    ids = {level: [f"risk.cse.{level}.{when}.n" for when in ("start", "latest")] for level in named if level != "total"}
    levels = [one for one, both in ids.items() if both[0] in safe and (one != "not_known" or _is_any(safe, both))]
    ends = [[cell(safe, id) for id in ids[level]] for level in levels]
    if is_bare([one for pair in ends for one in pair]):
        return None
    labels = [named[level] for level in levels]
    title = told(
        safe,
        "The level of risk fell for {p0}, stayed the same for {1} and rose for {2}",
        "Level of risk of child sexual exploitation at the start and latest",
        *(f"risk.cse.{way}.children.n" for way in ("fell", "same", "rose")),
    )
    names = ("At the start", "Latest")
    return finished(
        dumbbells([Pair(label, first, last) for label, (first, last) in zip(labels, ends, strict=True)], names),
        "chart_risk_levels",
        title,
        subtitle(
            "Number of young people in the full programme by level of risk of child sexual exploitation", as_at(params)
        ),
        ("Level of risk", *names),
        [(label, *(one.shown for one in pair)) for label, pair in zip(labels, ends, strict=True)],
    )


def _is_any(safe: Safe, ids: Sequence[str]) -> bool:
    """Whether any of these counts is hidden or above zero: a row of two zeros says nothing."""
    return any(cell(safe, id).value != 0 for id in ids)
