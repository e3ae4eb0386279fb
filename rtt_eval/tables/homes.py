"""Tables of where the young people live, how often they moved, and whether the placement at the start held."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import PLACEMENT_TYPES, WINDOWS, as_at, labelled, on_last_day
from rtt_eval.params import IipEvaluation, ReportParams
from rtt_eval.tables.build import Column, codes, grid, put_together, with_interval


def placement_types(safe: Safe, params: ReportParams) -> Table | None:
    """Where the young people lived when the programme began and where they live now."""
    found = codes(safe, "placement_type.*.start.n") + codes(safe, "placement_type.*.latest.n")
    types = labelled((code for code in found if code != "total"), PLACEMENT_TYPES)
    return grid(
        safe,
        "placement_types",
        f"Placements (young people in the full programme), at the start and {on_last_day(params)}",
        "Type of placement",
        types,
        [
            Column("At the start", "placement_type.{row}.start.n"),
            Column("Latest", "placement_type.{row}.latest.n"),
        ],
        total={"total": "All placements"},
        notes=put_together(safe, "placement_type.*.start.n", PLACEMENT_TYPES),
    )


def placement_moves(safe: Safe, params: ReportParams) -> Table | None:
    """Children with one or more, and two or more, moves of placement in each window."""
    found = codes(safe, "placement_moves.two_or_more.*.n") + codes(safe, "placement_moves.*.two_or_more.children.n")
    return grid(
        safe,
        "placement_moves",
        f"Moves of placement by window (full programme), {as_at(params)}",
        "Window",
        labelled(dict.fromkeys(found), WINDOWS),
        [
            Column("Moves", "placement_moves.{row}.n"),
            Column("Young people with one or more", "placement_moves.{row}.one_or_more.children.n"),
            Column("Young people with two or more", "placement_moves.two_or_more.{row}.n"),
        ],
        notes=[
            "A move is a change of carer. Holidays, hospital stays and short breaks with a return to the same carer "
            "are not moves. The windows differ in length, so their numbers of moves cannot be set side by side."
        ],
    )


def placement_held(safe: Safe, params: IipEvaluation) -> Table | None:
    """Whether the carer at the start was still the carer some months later."""
    return grid(
        safe,
        "placement_held",
        f"Whether the placement at the start held (young people in the full programme), {as_at(params)}",
        "After the start",
        {str(months): f"{months} months" for months in params.held_at_months},
        [
            Column("Held", "placement_held.at_{row}_months.held.n"),
            Column("Not held", "placement_held.at_{row}_months.not_held.n"),
            Column("Too early to say", "placement_held.at_{row}_months.not_yet_observable.n"),
            Column("Time is up", "placement_held.at_{row}_months.time_passed.n"),
            Column(
                "Held, of those whose time is up (%, 95% interval)", "placement_held.at_{row}_months.held.pct", True
            ),
        ],
        notes=[
            "Held: no change of carer, planned or not. Too early to say: no change so far, and the time is not up.",
            "The share is of those whose time is up: a recent start can be not held at once, but held only later.",
        ],
    )


def unplanned_ends(safe: Safe, params: ReportParams) -> Table | None:
    """The share whose placement at the start has not come to an unplanned end by a time (Kaplan-Meier)."""
    months = codes(safe, "unplanned_end.*.not_ended.pct")
    return grid(
        safe,
        "unplanned_ends",
        f"Placements at the start without an unplanned end so far (full programme), {as_at(params)}",
        "After the start",
        {code: code.removeprefix("at_").replace("_", " ") for code in months},
        [
            Column("Still followed (young people)", "unplanned_end.{row}.at_risk.n"),
            Column("No unplanned end (%, 95% interval)", "unplanned_end.{row}.not_ended.pct", has_interval=True),
        ],
        notes=[
            "Kaplan-Meier estimate: a planned end, or the end of what is known, stops the count without being an end.",
            *_mean_time(safe),
        ],
    )


def _mean_time(safe: Safe) -> list[str]:
    figure = safe.get("unplanned_end.restricted_mean_months")
    if figure is None or not figure.is_known:
        return []
    shown = with_interval(safe, figure.id)
    return [f"Mean time without an unplanned end: {shown} months ({figure.method})."]
