"""Indicators of an invented authority: three years of months, an earlier year, and invented figures of other areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from rtt_eval import periods
from rtt_eval.synthetic.people import Child
from rtt_eval.synthetic.plan import AS_AT, Plan, Row

N_MONTHS = 36
POPULATION = 56_400
"""Children under 18 in the invented authority."""

SOURCE = "Invented for the demonstration"
BENCHMARK_YEAR = "2022/23"
GROUPS = ("statistical_neighbours", "best_statistical_neighbour", "national", "national_top_quartile")


class Plain(NamedTuple):
    """One indicator as its table has it. `others`: invented values of `GROUPS`, None where there are none."""

    id: str
    title: str
    theme: str
    good_is: str
    unit: str
    rule: str
    red: float | None
    target: float | None
    definition: str
    others: tuple[float | None, ...] = (None, None, None, None)

    def row(self) -> Row:
        """As a row of `indicators`."""
        return {
            "indicator_id": self.id,
            "title": self.title,
            "theme": self.theme,
            "good_is": self.good_is,
            "unit": self.unit,
            "data_note": self.rule,
            "red": self.red,
            "target_green": self.target,
            "definition": self.definition or None,
        }


CARE, LEAVERS, PLACEMENTS, ADOPTIONS, TEAM = (
    "children in care", "care leavers", "placements", "adoptions", "therapeutic team",
)  # fmt: skip
ADDED, ROLLING = "financial_year", "rolling_12_months"

INDICATORS = (
    Plain("1.1", "Children in care", CARE, "info", "count", "snapshot", None, None,
          "Children in care on the last day of the month."),
    Plain("1.2", "Rate of children in care per 10,000 aged under 18", CARE, "info", "rate_per_10000", "snapshot", None,
          None, "Children in care on the last day of the month, per 10,000 under 18.", (72.5, 41.0, 71.0, None)),
    Plain("1.3", "Children who came into care", CARE, "info", "count", ADDED, None, None,
          "Children who began to be looked after in the month."),
    Plain("1.4", "Reviews held in time", CARE, "high", "percent", ADDED, 85, 92, "Of reviews due in the month."),
    Plain("1.5", "Health assessments up to date", CARE, "high", "percent", "snapshot", 85, 92,
          "Of children in care for 12 months or more.", (90.0, 98.0, 89.0, 95.0)),
    Plain("1.6", "Personal education plans up to date", CARE, "high", "percent", "snapshot", 90, 95,
          "Of children in care of school age."),
    Plain("2.1", "Care leavers in suitable accommodation", LEAVERS, "high", "percent", "snapshot", 90, 94,
          "Of care leavers aged 19 to 21.", (89.0, 97.0, 88.0, 93.0)),
    Plain("2.2", "Care leavers in education, employment or training", LEAVERS, "high", "percent", "snapshot", 55, 60,
          "Of care leavers aged 19 to 21.", (56.0, 68.0, 56.0, 61.0)),
    Plain("3.1", "Long-term placements stable for two years", PLACEMENTS, "high", "percent", "snapshot", 66, 70,
          "Of children under 16 in care for two and a half years or more.", (69.0, 76.0, 69.0, 73.0)),
    Plain("3.2", "Children with three or more placements in 12 months", PLACEMENTS, "low", "percent", ROLLING, 12, 10,
          "Of children in care on the last day of the month.", (10.0, 6.0, 10.0, 8.0)),
    Plain("3.3", "Placements that ended without a plan", PLACEMENTS, "low", "count", ADDED, 12, 8,
          "Ends of placements that nobody had planned, in the month."),
    Plain("4.1", "Children adopted within a year of the decision", ADOPTIONS, "high", "percent", ADDED, 70, 80,
          "Of children adopted in the month."),
    Plain("4.2", "Average days from coming into care to moving in with adopters", ADOPTIONS, "low", "mean_days",
          "rolling_year", 500, 426, "Children adopted in the last 12 months.", (454.0, 351.0, 468.0, 410.0)),
    Plain("5.1", "Consultations offered within six weeks", TEAM, "high", "percent", ADDED, 80, 90,
          "Of referrals received in the month. Counted since August 2023."),
)  # fmt: skip


def make(plan: Plan, children: Sequence[Child]) -> dict[str, list[Row]]:
    """Rows of `indicators`, `indicator_values` and `benchmarks`."""
    last = periods.month_of(AS_AT)
    months = [periods.later(last, n - N_MONTHS + 1) for n in range(N_MONTHS)]
    in_care = [sum(child.is_in_care_on(periods.days_of([month])[1]) for child in children) for month in months]
    values = {id: draw(plan.stream(f"indicator {id}"), months, in_care) for id, draw in DRAWN.items()}
    values["5.1"] = values["5.1"][-8:]
    rows = [row for one in INDICATORS for row in [*values[one.id], *_years(one.id, values[one.id])]]
    return {
        "indicators": [one.row() for one in INDICATORS],
        "indicator_values": rows,
        "benchmarks": [row for one in INDICATORS for row in _benchmarks(one)],
    }


Draw = Callable[[np.random.Generator, Sequence[str], Sequence[int]], list[Row]]


def _count(id: str, mean: float) -> Draw:
    """Things that happen in a month, by chance alone."""

    def draw(rng: np.random.Generator, months: Sequence[str], in_care: Sequence[int]) -> list[Row]:
        return [_row(id, month, value=int(rng.poisson(mean))) for month in months]

    return draw


def _share(id: str, base: tuple[int, int] | float, early: float, late: float, changed: int = 18) -> Draw:
    """A share that is `early` at first and `late` after so many months, of a base drawn or of the children in care."""

    def draw(rng: np.random.Generator, months: Sequence[str], in_care: Sequence[int]) -> list[Row]:
        rows = []
        for n, (month, children) in enumerate(zip(months, in_care, strict=True)):
            whole = int(rng.integers(*base)) if isinstance(base, tuple) else round(base * children)
            wanted = (early if n < changed else late) + float(rng.normal(0, 0.012))
            part = rng.binomial(whole, wanted) if whole < 60 else round(whole * wanted)
            rows.append(_row(id, month, int(min(max(part, 0), whole)), whole))
        return rows

    return draw


def _days(rng: np.random.Generator, months: Sequence[str], in_care: Sequence[int]) -> list[Row]:
    """A rolling mean: it moves slowly from month to month."""
    rows, mean = [], 455.0
    for month in months:
        mean += float(rng.normal(-0.8, 9))
        n = int(rng.integers(18, 27))
        rows.append(_row("4.2", month, round(mean * n), n))
    return rows


def _in_care(rng: np.random.Generator, months: Sequence[str], in_care: Sequence[int]) -> list[Row]:
    return [_row("1.1", month, value=n) for month, n in zip(months, in_care, strict=True)]


def _rate(rng: np.random.Generator, months: Sequence[str], in_care: Sequence[int]) -> list[Row]:
    return [_row("1.2", month, n, POPULATION) for month, n in zip(months, in_care, strict=True)]


DRAWN: dict[str, Draw] = {
    "1.1": _in_care,
    "1.2": _rate,
    "1.3": _count("1.3", 13),
    "1.4": _share("1.4", (84, 118), 0.885, 0.885),
    "1.5": _share("1.5", 0.74, 0.865, 0.925),
    "1.6": _share("1.6", 0.62, 0.935, 0.935),
    "2.1": _share("2.1", (148, 171), 0.905, 0.905),
    "2.2": _share("2.2", (148, 171), 0.60, 0.555, 26),
    "3.1": _share("3.1", 0.36, 0.70, 0.70),
    "3.2": _share("3.2", 1.0, 0.105, 0.118, 24),
    "3.3": _count("3.3", 8),
    "4.1": _share("4.1", (0, 4), 0.75, 0.7),
    "4.2": _days,
    "5.1": _share("5.1", (36, 52), 0.80, 0.80),
}
"""How the months of each indicator are drawn."""


def _row(
    id: str, period: str, numerator: int | None = None, denominator: int | None = None, value: float | None = None
) -> Row:
    parts = {"numerator": numerator, "denominator": denominator, "value": value}
    return {"indicator_id": id, "period": period, **parts}


def _years(id: str, months: Sequence[Row]) -> list[Row]:
    """The year before the months; and what was printed for the latest year: of two, not what the months come to."""
    first, latest = "2020/21", months[-12:]
    if id == "1.3":
        total = sum(row["value"] for row in latest)
        return [_row(id, first, value=149), _row(id, "2023/24", value=total + 2)]
    if id == "1.6":
        shares = [100 * row["numerator"] / row["denominator"] for row in latest]
        return [_row(id, first, 188, 201), _row(id, "2023/24", value=round(sum(shares) / len(shares), 1))]
    earlier = {"1.5": (196, 231), "2.1": (136, 152), "3.1": (84, 118), "3.2": (25, 236), "1.4": (1002, 1121)}
    return [_row(id, first, *earlier[id])] if id in earlier else []


def _benchmarks(one: Plain) -> list[Row]:
    return [
        {"indicator_id": one.id, "period": BENCHMARK_YEAR, "group": group, "value": value, "source": SOURCE}
        for group, value in zip(GROUPS, one.others, strict=True)
        if value is not None
    ]
