"""Thresholds on one score are groups within groups: who improved by nine points did so by eight, and by one.

Two such counts tell, by subtraction, how many lie between the two thresholds. That number is a figure of its own, so
that disclosure control sees it: where it is small, the two counts are not both shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rtt_eval.figures import Figure, count
from rtt_eval.measures import ReliableChange
from rtt_eval.outcomes.counts import SECTION, Contrast

WITHIN = {"improved": "direction.improved.n", "deteriorated": "direction.worse.n", "could_improve": ""}
"""Part of `reliable` -> the figure of all who changed that way, by however little; "": none."""


def nested(one: Contrast, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of direction and reliable change, linked, and how many lie between each threshold and the next.

    `between.<points>_and_<points>.<part>.n`: reached the first number of points and not the second (0: changed at
    all). A threshold that is the measure's own under a second id is the same number. Values are not changed.
    """
    by_id = {figure.id: figure for figure in figures}
    rule = one.scale.reliable_change
    if rule is None or f"{one.stem}.reliable.improved.n" not in by_id:
        return list(figures)
    between = [figure for part in WITHIN for figure in _linked(one.stem, part, rule, by_id)]
    return [*by_id.values(), *between]


def _linked(stem: str, part: str, rule: ReliableChange, by_id: dict[str, Figure]) -> list[Figure]:
    own = f"{stem}.reliable.{part}.n"
    steps = {threshold: f"{stem}.reliable_at_{threshold:g}.{part}.n" for threshold in rule.report_at}
    if rule.threshold in steps:
        by_id[steps[rule.threshold]] = by_id[steps[rule.threshold]]._replace(same_as=own)
    steps[rule.threshold] = own
    if WITHIN[part]:
        steps[0] = f"{stem}.{WITHIN[part]}"
    found = []
    for (low, larger), (high, smaller) in pairwise(sorted(steps.items())):
        by_id[smaller] = by_id[smaller]._replace(parts_of=(*by_id[smaller].parts_of, larger))
        found.append(_rest(f"{stem}.between.{low:g}_and_{high:g}.{part}.n", larger, smaller, by_id))
    return found


def _rest(id: str, larger: str, smaller: str, by_id: Mapping[str, Figure]) -> Figure:
    n = int((by_id[larger].value or 0) - (by_id[smaller].value or 0))
    method = "reached the lower threshold and not the higher"
    return count(id, n, SECTION, unit=by_id[larger].unit, method=method, parts_of=(larger,))
