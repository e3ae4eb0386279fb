"""One figure of a report: its id, its value, what it rests on, and how it was made.

The functions of the question families (activity, stability, outcomes, feedback, costs) return lists of `Figure`;
`disclosure.protect` is the only way from there to a page. Figures are raw: nothing here is rounded.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

Kind = Literal["count", "percent", "rate", "average", "spread", "test", "effect", "extreme", "dominance", "money"]
"""What a figure is, which decides how disclosure control treats it.

count: children, forms, rows or events · percent · rate: events per child-month, or a ratio of rates · average: mean,
median, Hodges-Lehmann · spread: SD, quantile · test: a p-value · effect: an effect size · extreme: minimum or maximum,
one record's own value · dominance: how much one child contributes · money: pounds.
"""


class Category(NamedTuple):
    """The group that a count is about, in a breakdown whose small groups may be put together.

    family: names the breakdown (`cohort.age`); every figure of one family is put together alike. code: the group, as a
    part of the figure's id between two dots. is_ordered: only neighbours may be put together, in the order of the
    figures (ages, levels); else all small groups become one ("other").
    """

    family: str
    code: str
    is_ordered: bool = False


class Figure(NamedTuple):
    """A number with an id.

    `value` is None when it cannot be estimated, with the reason in `note`. `n` is the number of children (or forms,
    where no child stands behind it) that the figure rests on; `denominator` is what a percentage or a rate is taken of,
    or the whole that a count is part of; `numerator` the count above the line. `interval` is the 95% interval unless
    `method` says another level. `decimals` is how many a reader is shown; results.json keeps the full value.

    `parts_of` names the figures that this count adds up to together with its siblings (an age-by-sex cell names its row
    total and its column total); `derived_from` names the figures it can be worked out from, or that can be worked out
    from it. Disclosure control needs both: a hidden cell must not come back by subtraction or division.

    Four more links, for the same reason. `within`: the figure of the same kind about a larger group that holds this one
    whole, so that the two tell of those outside it. `sum_of`: the counts, each with its weight, whose weighted sum is
    this mean times its n. `same_as`: the figure that is this number under another id. `category`: see Category.
    """

    id: str
    value: float | int | None
    unit: str
    section: str
    kind: Kind = "count"
    n: int | None = None
    denominator: float | int | None = None
    numerator: int | None = None
    interval: tuple[float, float] | None = None
    method: str = ""
    decimals: int = 0
    note: str = ""
    parts_of: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    within: str = ""
    sum_of: tuple[tuple[float, str], ...] = ()
    same_as: str = ""
    category: Category | None = None


def count(
    id: str,
    value: int,
    section: str,
    *,
    unit: str = "children",
    of: int | None = None,
    n: int | None = None,
    method: str = "",
    parts_of: tuple[str, ...] = (),
    within: str = "",
    same_as: str = "",
    category: Category | None = None,
) -> Figure:
    """A count of `unit`. `of`: the whole it is part of. `n`: the children behind it, when `unit` is not children."""
    return Figure(
        id, int(value), unit, section, "count", n, of,
        method=method, parts_of=parts_of, within=within, same_as=same_as, category=category,
    )  # fmt: skip


def percent(
    id: str,
    numerator: int,
    denominator: int,
    section: str,
    *,
    decimals: int = 0,
    interval: tuple[float, float] | None = None,
    method: str = "",
    derived_from: tuple[str, ...] = (),
    category: Category | None = None,
) -> Figure:
    """`numerator` in every hundred of `denominator`; None, with a note, when the denominator is zero."""
    value = 100 * numerator / denominator if denominator else None
    note = "" if denominator else "none to take a percentage of"
    return Figure(
        id,
        value,
        "percent",
        section,
        "percent",
        denominator,
        denominator,
        numerator,
        interval,
        method,
        decimals,
        note,
        derived_from=derived_from,
        category=category,
    )


def number_or_none(value: float | None) -> float | None:
    """NaN and infinities, which JSON and readers do not know, become None."""
    return None if value is None or not math.isfinite(value) else float(value)
