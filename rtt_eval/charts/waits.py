"""How long families wait."""

from __future__ import annotations

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.rows import Cell, number
from rtt_eval.charts.draw.spans import Span, spans
from rtt_eval.charts.finish import cell, finished
from rtt_eval.charts.words import subtitle
from rtt_eval.disclosure import Safe
from rtt_eval.labels import period
from rtt_eval.params import ReportParams

KINDS = {"consultation": "Consultation", "therapy": "Therapy"}
HEAD = "Median (quartiles)"


def waits(safe: Safe, params: ReportParams) -> Chart | None:
    """How many weeks is the wait for a consultation and for therapy, and is it within the target?

    Ids `waits.{consultation,therapy}.weeks.{median,q1,q3}`, `waits.<kind>.target_weeks` and `waits.<kind>.weeks.n`; all
    but the median may be absent. None where no median may be shown.
    """
    kinds = [kind for kind in KINDS if f"waits.{kind}.weeks.median" in safe]
    rows = [_span(safe, kind) for kind in kinds]
    if all(row.middle.value is None for row in rows):
        return None
    return finished(
        spans(rows, HEAD, "Weeks", "target"),
        "chart_waits",
        _title(safe, kinds),
        subtitle("Weeks waited: median (ring), middle half of the waits (line) and target (dashed)", period(params)),
        ("Wait for", "Referrals", "Median (weeks)", "Lower quartile", "Upper quartile", "Target (weeks)"),
        [_behind(safe, kind, row) for kind, row in zip(kinds, rows, strict=True)],
        ["Half of the waits lie between the quartiles, a quarter below and a quarter above them."],
    )


def _span(safe: Safe, kind: str) -> Span:
    low, middle, high = (cell(safe, f"waits.{kind}.weeks.{end}") for end in ("q1", "median", "q3"))
    n = safe.get(f"waits.{kind}.weeks.n")
    label = f"{KINDS[kind]}, {n.shown} referrals" if n is not None and n.is_known else KINDS[kind]
    return Span(label, low, middle, high, _target(safe, kind), _text(low, middle, high))


def _target(safe: Safe, kind: str) -> Cell:
    """The target, with as many decimals as it has."""
    found = cell(safe, f"waits.{kind}.target_weeks")
    return found if found.value is None else Cell(found.value, number(found.value))


def _text(low: Cell, middle: Cell, high: Cell) -> str:
    ends = "" if low.value is None or high.value is None else f" ({low.shown} to {high.shown})"
    return f"{middle.shown}{ends}"


def _behind(safe: Safe, kind: str, row: Span) -> tuple[str, ...]:
    n = safe.text(f"waits.{kind}.weeks.n")
    return (KINDS[kind], n, row.middle.shown, row.low.shown, row.high.shown, row.target.shown)


def _title(safe: Safe, kinds: list[str]) -> str:
    """Each median that may be shown, with its target where there is one."""
    said = []
    for kind in kinds:
        middle, target = safe[f"waits.{kind}.weeks.median"], _target(safe, kind)
        if middle.is_known:
            against = "" if target.value is None else f" (target {target.shown})"
            said.append(f"{middle.shown} weeks for {KINDS[kind].lower()}{against}")
    return f"Half waited no longer than {' and '.join(said)}"
