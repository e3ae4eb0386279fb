"""Where the young people live, and whether their placements hold."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.bars import bars
from rtt_eval.charts.draw.canvas import Canvas
from rtt_eval.charts.draw.dumbbells import Pair, dumbbells
from rtt_eval.charts.draw.flow import Stream, flow
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.draw.stacked import stacked
from rtt_eval.charts.finish import cell, finished, has_whole_row, is_bare
from rtt_eval.charts.words import n_text, of_whole, subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.labels import PLACEMENT_TYPES, WINDOWS, as_at, plain
from rtt_eval.params import IipEvaluation, ReportParams

ENDS = ("At the start", "Latest")
OUTCOMES = {"held": "Same carer", "not_held": "Carer has changed", "not_yet_observable": "Too early to say"}


def placement_flow(safe: Safe, params: ReportParams) -> Chart | None:
    """What type of placement did they live in at the start, and what type now?

    A flow from type to type when every step of it may be shown, else the two counts of each type side by side; None
    when no count may be shown.
    """
    types = _types(safe)
    ends = [[cell(safe, f"placement_type.{code}.{when}.n") for when in ("start", "latest")] for code in types]
    if is_bare([one for pair in ends for one in pair]):
        return None
    return finished(
        _flow_canvas(safe, types) or _pairs_canvas(types, ends),
        "chart_placement_flow",
        _flow_title(safe, types),
        subtitle(
            "Number of young people in the full programme by type of placement, on the day they started and latest",
            n_text(safe.get("placement_type.total.start.n")),
            as_at(params),
        ),
        ("Type of placement", *ENDS),
        [(_type(code), *(one.shown for one in pair)) for code, pair in zip(types, ends, strict=True)],
    )


def _types(safe: Safe) -> list[str]:
    """The types of placement that have figures, in the order of PLACEMENT_TYPES, others after them."""
    codes = dict.fromkeys(code for when in ("start", "latest") for code in safe.codes(f"placement_type.*.{when}.n"))
    codes.pop("total", None)
    return sorted(codes, key=lambda code: list(PLACEMENT_TYPES).index(code) if code in PLACEMENT_TYPES else 99)


def _type(code: str) -> str:
    return PLACEMENT_TYPES.get(code, plain(code))


def _flow_canvas(safe: Safe, types: Sequence[str]) -> Canvas | None:
    """The flow, or None where a step of it is hidden, types are put together, or nobody is in it.

    A step without a figure: nobody.
    """
    steps = [
        (first, last, figure)
        for first, origin in enumerate(types)
        for last, goal in enumerate(types)
        if (figure := safe.get(f"placement_type.{origin}.to.{goal}.n"))
    ]
    is_grouped = any(figure.collapsed_into for figure in safe.starting("placement_type."))
    if is_grouped or any(figure.value is None for _, _, figure in steps):
        return None
    streams = [Stream(first, last, int(figure.value)) for first, last, figure in steps if figure.value]
    words = ("Same type as at the start", "Another type")
    return flow([_type(code) for code in types], ENDS, streams, words) if streams else None


def _pairs_canvas(types: Sequence[str], ends: Sequence[Sequence[Cell]]) -> Canvas:
    return dumbbells([Pair(_type(code), first, last) for code, (first, last) in zip(types, ends, strict=True)], ENDS)


def _flow_title(safe: Safe, types: Sequence[str]) -> str:
    """The type whose count stands first at the start, with both of its counts."""
    known = [
        (safe[f"placement_type.{code}.start.n"], code)
        for code in types
        if all((one := safe.get(f"placement_type.{code}.{when}.n")) and one.is_known for when in ("start", "latest"))
    ]
    if not known:
        return "Type of placement at the start and latest"
    figure, code = max(known, key=lambda pair: pair[0].value or 0)
    latest = safe[f"placement_type.{code}.latest.n"]
    where = _type(code)
    if latest.value == figure.value:
        return f"{where}: {n_text(figure)} at the start and as many latest"
    return f"{where}: {n_text(figure)} at the start, {latest.shown} latest"


def moves_windows(safe: Safe, params: ReportParams) -> Chart | None:
    """How many young people moved two or more times since care, in the 12 months before, since the programme began?"""
    ids = {name: f"placement_moves.two_or_more.{name}.n" for name in WINDOWS}
    ids = {name: id for name, id in ids.items() if id in safe}
    cells = [cell(safe, id)._replace(shown=of_whole(safe[id])) for id in ids.values()]
    if is_bare(cells):
        return None
    labels = [WINDOWS[name] for name in ids]
    whole = max((safe[id].denominator or safe[id].value or 0 for id in ids.values()), default=0)
    title = told(
        safe,
        "{p0} had moved two or more times in the 12 months before the programme, {1} since it began",
        "Young people who moved two or more times",
        *(f"placement_moves.two_or_more.{name}.n" for name in ("twelve_months_before", "since_start")),
    )
    return finished(
        bars(labels, cells, whole),
        "chart_moves_windows",
        title,
        subtitle("Number of young people in the full programme with two or more moves of placement", as_at(params)),
        ("Window", "Young people with two or more moves"),
        [(label, one.shown) for label, one in zip(labels, cells, strict=True)],
        ["The three windows differ in length, so the bars cannot be read as a trend."],
    )


def placement_held(safe: Safe, params: IipEvaluation) -> Chart | None:
    """How many young people still had the carer of the start some months later, and for how many is it too early?"""
    months = [n for n in params.held_at_months if f"placement_held.at_{n}_months.held.n" in safe]
    cells = [[cell(safe, f"placement_held.at_{n}_months.{end}.n") for end in OUTCOMES] for n in months]
    if not has_whole_row(cells):
        return None
    first = f"placement_held.at_{months[0]}_months"
    early = safe.get(f"{first}.not_yet_observable.n")
    title = told(
        safe,
        f"{months[0]} months after the start {{p0}} had the same carer and {{1}} did not"
        + ("" if early is not None and early.value == 0 else "; for {2} it is too early to say"),
        f"Whether the placement at the start held for {' and '.join(map(str, months))} months",
        *(f"{first}.{end}.n" for end in OUTCOMES),
    )
    labels = [f"{n} months after the start" for n in months]
    return finished(
        stacked(labels, [""] * len(labels), list(OUTCOMES.values()), cells, style.STATES),
        "chart_placement_held",
        title,
        subtitle(
            "Number of young people in the full programme by whether the carer is the one they had at the start",
            n_text(safe.get(f"{first}.children.n")),
            as_at(params),
        ),
        ("After the start", *OUTCOMES.values()),
        [(label, *(one.shown for one in row)) for label, row in zip(labels, cells, strict=True)],
    )
