"""Tables of what placements cost. Illustrations: no sum here was taken out of a budget."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import PLACEMENT_TYPES, as_at, day, labelled, plain
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import Column, codes, grid, text_table, with_interval

ILLUSTRATIVE = "Illustrative: calculated from unit costs, not from invoices or budgets."
LEVELS = {"low": "Low", "mid": "Middle", "high": "High"}


def unit_costs(safe: Safe, params: ReportParams) -> Table | None:
    """Weekly cost of each type of placement at the low, middle and high unit cost."""
    types = labelled(codes(safe, "cost.*.low.gbp_per_week"), PLACEMENT_TYPES)
    return grid(
        safe,
        "unit_costs",
        f"Unit costs of placements valid on {day(params.as_at_date)}",
        "Type of placement",
        types,
        [Column(f"{label} (£ a week)", f"cost.{{row}}.{level}.gbp_per_week") for level, label in LEVELS.items()],
    )


def alternative(safe: Safe, params: ReportParams) -> Table | None:
    """What a week in the other placement would cost more than the present one, and the break-even number of weeks."""
    found = codes(safe, "cost_avoidance.*.low_gbp_per_week")
    rows = {
        f"cost_avoidance.{code}.{{level}}_gbp_per_week": f"{_other(code)} (£ a week, one young person)"
        for code in found
    }
    rows["cost_avoidance.break_even.{level}.weeks"] = "Weeks that would cover the cost of the programme"
    return _by_level(
        safe, "alternative_placement", f"Cost of the other placement beside the present one, {as_at(params)}", rows
    )


def _other(code: str) -> str:
    return f"{plain(code.removesuffix('_instead_of_current'))} instead of the present placement"


def placement_costs(safe: Safe, params: ReportParams) -> Table | None:
    """Weekly cost of all placements at the start and latest, and the difference over the programme: a row a level."""
    weekly = [
        Column(f"{name} (£ a week)", f"cost.placements.{code}.{{row}}.gbp_per_week")
        for code, name in (("start", "At the start"), ("latest", "Latest"), ("change", "Latest less start"))
    ]
    return grid(
        safe,
        "placement_costs",
        f"What the changes of placement mean in pounds, all placements (full programme), {as_at(params)}",
        "Unit costs",
        LEVELS,
        [*weekly, Column("Staying less actual (£, 95% interval)", "cost_avoidance.programme.{row}.gbp", True)],
        notes=[
            "Staying less actual: the cost had each young person stayed in the placement of the start, less the cost "
            f"as it was, over the programme. {ILLUSTRATIVE}"
        ],
    )


def _by_level(safe: Safe, id: str, caption: str, rows: dict[str, str]) -> Table | None:
    """A row an id pattern, a column a level of unit cost; rows without a figure are left out."""
    cells = [
        (label, *(with_interval(safe, pattern.format(level=level)) for level in LEVELS))
        for pattern, label in rows.items()
        if any(pattern.format(level=level) in safe for level in LEVELS)
    ]
    heads = [("What", False), *((f"{label} unit cost", True) for label in LEVELS.values())]
    return text_table(id, caption, heads, cells, notes=[ILLUSTRATIVE])
