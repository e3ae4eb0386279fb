"""Tables of events before and during the programme, and of the risk of exploitation."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid, text_table
from rtt_eval.tables.labels import CSE_LEVELS, EVENT_KINDS, as_at, labelled, on_last_day

EVENT_SECTIONS = {
    "placement_stability": ("placement_move",),
    "missing_and_risk": ("missing", "away"),
    "significant_events": ("overdose", "self_harm", "exclusion", "significant", "four_kinds"),
}
"""Which kinds of event each section of the report shows; `tables.events` takes the name of a section."""


def events(safe: Safe, params: ReportParams, section: str) -> Table | None:
    """Events before and during, how many children had them, and the two rates compared, for the kinds of a section."""
    kinds = {kind: EVENT_KINDS[kind] for kind in EVENT_SECTIONS[section]}
    return grid(
        safe,
        f"events_{section}",
        f"Events before and during the programme, young people in the full programme, {as_at(params)}",
        "Kind of event",
        kinds,
        [
            Column("Young people compared", "events.{row}.children.n"),
            Column("Before (events)", "events.{row}.before.n"),
            Column("During (events)", "events.{row}.during.n"),
            Column("Before (young people with any)", "events.{row}.before.children.n"),
            Column("During (young people with any)", "events.{row}.during.children.n"),
            Column("Before (events a child-month)", "events.{row}.before.rate"),
            Column("During (events a child-month)", "events.{row}.during.rate"),
            Column("Rate during as a multiple of before (95% interval)", "events.{row}.rate_ratio", has_interval=True),
        ],
        notes=["Before and during are equally long for each young person. A multiple of 1 is no change."],
    )


def event_directions(safe: Safe, params: ReportParams, section: str) -> Table | None:
    """How many young people had fewer, as many, or more events during the programme than before it."""
    kinds = {kind: EVENT_KINDS[kind] for kind in EVENT_SECTIONS[section]}
    return grid(
        safe,
        f"event_directions_{section}",
        f"Young people with fewer, as many and more events than before, full programme, {as_at(params)}",
        "Kind of event",
        kinds,
        [
            Column("Fewer (young people)", "events.{row}.fell.children.n"),
            Column("As many (young people)", "events.{row}.same.children.n"),
            Column("More (young people)", "events.{row}.rose.children.n"),
            Column("No events at either time (young people)", "events.{row}.no_events.children.n"),
            Column("Share of the fall from one young person", "events.{row}.top_child.pct", absent=NOT_APPLICABLE),
        ],
        notes=[
            "Those with no events at either time are also counted under as many.",
            "The share is that of the young person whose events fell most, of the net fall; above 100%, others rose.",
        ],
    )


def events_by_child(safe: Safe, params: ReportParams, section: str) -> Table | None:
    """Young people with events before or during, for the kinds of a section; only where single children may be seen."""
    rows = safe.rows.get("events")
    if rows is None:
        return None
    cells = [
        (row["label"], EVENT_KINDS[row["kind"]], str(row["before"]), str(row["during"]))
        for row in rows.to_dict("records")
        if row["kind"] in EVENT_SECTIONS[section] and (row["before"] or row["during"])
    ]
    return text_table(
        f"events_by_child_{section}",
        f"Events of each young person before and during the programme, full programme, {as_at(params)}",
        [("Young person", False), ("Kind of event", False), ("Before (events)", True), ("During (events)", True)],
        cells,
        notes=["Young people without events of a kind at either time are not listed."],
    )


def cse_risk(safe: Safe, params: ReportParams) -> Table | None:
    """Level of risk of child sexual exploitation at the start and at the latest score."""
    found = codes(safe, "risk.cse.*.start.n") + codes(safe, "risk.cse.*.latest.n")
    return grid(
        safe,
        "cse_risk",
        f"Risk of child sexual exploitation, young people in the full programme, start and {on_last_day(params)}",
        "Level of risk",
        labelled((level for level in found if level != "total"), CSE_LEVELS),
        [
            Column("At the start (young people)", "risk.cse.{row}.start.n"),
            Column("Latest (young people)", "risk.cse.{row}.latest.n"),
        ],
        total={"total": "All"},
    )


def cse_change(safe: Safe, params: ReportParams) -> Table | None:
    """How many young people's level of risk fell, stayed, or rose."""
    return grid(
        safe,
        "cse_change",
        f"Change in risk of child sexual exploitation, young people in the full programme, start {as_at(params)}",
        "Level of risk",
        {"fell": "Fell", "same": "Stayed the same", "rose": "Rose"},
        [Column("Young people", "risk.cse.{row}.children.n")],
        total={"compared": "All with a level at both times"},
    )
