"""Hide as few counts more as it takes, so that no hidden one can be worked out within the profile's width.

For each hidden count that is too well bounded, a linear programme finds the cheapest set of counts through which it
could be some whole numbers more or less (Fischetti and Salazar 2000, Management Science 46:1008, in its simple form:
one count at a time). At the end, every count hidden on the way that turns out not to be needed is shown again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from rtt_eval.disclosure.bounds import MOST, NEAR, Range, System, narrow, systems
from rtt_eval.disclosure.links import Equation

KNOWN_WIDTH = 1
"""Also for a reader who knows that a small count is hidden for being 1 to 5: never a single value."""

MOST_TO_TIDY = 60
"""In a larger set than this, counts hidden on the way are not looked at again: it would take seconds."""

HIDDEN_COST, NOUGHT_COST, SUBTOTAL_COST, TOTAL_COST = 1e-4, 1.5, 3.0, 1000.0


class Task(NamedTuple):
    """Counts that hang together, shown or not: their equations, raw values, what hiding each costs, which are small."""

    whole: System
    equations: tuple[Equation, ...]
    values: Mapping[str, float]
    cost: Mapping[str, float]
    small: frozenset[str]
    few: range
    width: float


def hide_more(
    equations: Iterable[Equation],
    values: Mapping[str, float],
    hidden: Collection[str],
    small: Collection[str],
    few: range,
    width: float,
    settled: set[frozenset[str]],
) -> set[str]:
    """The counts to hide besides `hidden`.

    equations: those that a reader knows. values: every count. small: the hidden ones that are 1 to 5 themselves.
    settled: sets of hidden counts that hang together and need no more; those found here are added.
    """
    added: set[str] = set()
    told = [equation._replace(shown_by=()) for equation in equations]
    starting = _by_first(told)
    for whole in systems(told, values, {}):
        mine = {id for id in whole.ids if id in hidden}
        if mine and frozenset(mine) not in settled:
            own = tuple(equation for id in whole.ids for equation in starting.get(id, ()))
            cost = _costs(own, whole.ids, values)
            more = _repaired(Task(whole, own, values, cost, frozenset(mine & set(small)), few, width), mine)
            settled.add(frozenset(mine | more))
            added |= more
    return added


def _by_first(equations: Iterable[Equation]) -> dict[str, list[Equation]]:
    found: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        found[equation.terms[0][0]].append(equation)
    return found


def _costs(equations: Iterable[Equation], ids: Iterable[str], values: Mapping[str, float]) -> dict[str, float]:
    """Small counts go first, noughts later, subtotals after these, and totals only where nothing else helps."""
    wholes = {id for equation in equations for id, weight in equation.terms if weight == -1}
    parts = {id for equation in equations for id, weight in equation.terms if weight > 0}
    most = max((values[id] for id in ids), default=0) or 1
    found = {}
    for id in ids:
        cost = 1 + 0.5 * values[id] / most if values[id] else NOUGHT_COST
        found[id] = cost * (1 if id not in wholes else SUBTOTAL_COST if id in parts else TOTAL_COST)
    return found


def _repaired(task: Task, hidden: set[str]) -> set[str]:
    added: set[str] = set()
    stuck: set[tuple[str, bool]] = set()
    while more := _next(task, hidden | added, stuck):
        added |= more
    return _tidied(task, hidden, added, stuck)


def _next(task: Task, hidden: set[str], stuck: set[tuple[str, bool]]) -> set[str]:
    """What to hide for the first count that is too well bounded and can be helped; those that cannot become stuck."""
    if len(hidden) == len(task.whole.ids):
        return set()
    for wanted in _too_narrow(task, hidden):
        if wanted not in stuck:
            if more := _way_out(task, hidden, *wanted):
                return more
            stuck.add(wanted)
    return set()


def _tidied(task: Task, hidden: set[str], added: set[str], stuck: set[tuple[str, bool]]) -> set[str]:
    """Less the counts that are not needed, the dearest first."""
    if len(task.whole.ids) > MOST_TO_TIDY:
        return added
    for id in sorted(added, key=lambda one: -task.cost[one]):
        if all(one in stuck for one in _too_narrow(task, hidden | (added - {id}))):
            added = added - {id}
    return added


def _too_narrow(task: Task, hidden: set[str]) -> Iterator[tuple[str, bool]]:
    """The hidden counts that are too well bounded; then (True) those that only a reader who knows that small is 1 to 5
    can work out. Given one by one, so that a caller who needs the first does not wait for all.
    """
    known = {id: task.values[id] for id in task.whole.ids if id not in hidden}
    limits: dict[str, Range] = dict.fromkeys(task.small, (task.few[0], task.few[-1]))
    found = systems(task.equations, hidden, known)
    for system in found:
        yield from ((id, False) for id, _ in narrow(system, task.width, start=task.values))
    for system in found:
        if not task.small.isdisjoint(system.ids):
            tight = narrow(system, KNOWN_WIDTH, limits, start=task.values)
            yield from ((id, True) for id, _ in tight if id in task.small)


def _way_out(task: Task, hidden: set[str], id: str, is_known: bool) -> set[str]:
    """The cheapest counts to hide so that this one could be `width` apart; empty where there is no way."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    ids, n, width = task.whole.ids, len(task.whole.ids), KNOWN_WIDTH if is_known else task.width
    now = np.array([task.values[one] for one in ids])
    room_up, room_down = _room(task, now, is_known)
    cost = np.array([HIDDEN_COST if one in hidden else task.cost[one] for one in ids])
    target = ids.index(id)
    # Four moves for each count: up and down in the point where the target is high, and in the one where it is low.
    prices = np.concatenate([cost / np.clip(room, NEAR, width) for room in (room_up, room_down)] * 2)
    most = np.concatenate([room_up, room_down, room_up, room_down])
    most[[n + target, 2 * n + target]] = 0
    move = np.hstack([task.whole.matrix, -task.whole.matrix])
    blank, left = np.zeros_like(move), task.whole.matrix @ now
    apart = np.zeros((1, 4 * n))
    apart[0, [target, 3 * n + target]] = 1
    matrix = np.vstack([np.hstack([move, blank]), np.hstack([blank, move]), apart])
    low = np.concatenate([task.whole.low - left, task.whole.low - left, [width]])
    high = np.concatenate([task.whole.high - left, task.whole.high - left, [np.inf]])
    answer = milp(prices, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(0, most))
    if answer.x is None:
        return set()
    moved = answer.x.reshape(4, n).max(axis=0) > NEAR
    return {one for one, is_moved in zip(ids, moved, strict=True) if is_moved and one not in hidden}


def _room(task: Task, now: np.ndarray, is_known: bool) -> tuple[np.ndarray, np.ndarray]:
    """How far each count could go up and down."""
    up, down = np.full(len(now), MOST), now.copy()
    if is_known:
        is_small = np.array([id in task.small for id in task.whole.ids])
        up[is_small] = task.few[-1] - now[is_small]
        down[is_small] = now[is_small] - task.few[0]
    return up, down
