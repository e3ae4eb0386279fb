"""How closely a reader can work out each hidden count: the least and the greatest value that fit all that is shown.

Linear programming, one small problem for each set of hidden counts that hang together (Hundepool and others 2012,
Statistical Disclosure Control, chapter 4). Counts are whole numbers and not below nought.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from rtt_eval.disclosure.links import Equation

MOST = 1e5
"""More than any count of a report: where nothing else bounds a hidden count."""

NEAR = 1e-6
"""What rounding in the solver leaves."""

Range = tuple[float, float]


class System(NamedTuple):
    """Hidden counts that hang together: low <= matrix @ counts <= high, a column a count in the order of `ids`."""

    ids: tuple[str, ...]
    matrix: np.ndarray
    low: np.ndarray
    high: np.ndarray


def systems(equations: Iterable[Equation], hidden: Collection[str], known: Mapping[str, float]) -> list[System]:
    """The hidden counts by what hangs together. known: the value of every count that is shown, and of no other."""
    rows = []
    for equation in equations:
        unknown = tuple((id, weight) for id, weight in equation.terms if id in hidden)
        is_told = not equation.shown_by or equation.shown_by in known
        if unknown and is_told:
            shown = sum(weight * known[id] for id, weight in equation.terms if id not in hidden)
            rows.append((unknown, equation.low - shown, equation.high - shown))
    return [_system(group) for group in _together(rows)]


def _together(rows: Sequence[Any]) -> list[list[Any]]:
    """Rows that share an unknown, directly or through others, in one list."""
    leader: dict[str, str] = {}

    def find(id: str) -> str:
        while leader.setdefault(id, id) != id:
            leader[id] = leader[leader[id]]
            id = leader[id]
        return id

    for unknown, _, _ in rows:
        first = find(unknown[0][0])
        for id, _ in unknown[1:]:
            leader[find(id)] = first
    groups = defaultdict(list)
    for row in rows:
        groups[find(row[0][0][0])].append(row)
    return list(groups.values())


def _system(rows: Sequence[Any]) -> System:
    ids = tuple(dict.fromkeys(id for unknown, _, _ in rows for id, _ in unknown))
    place = {id: column for column, id in enumerate(ids)}
    matrix = np.zeros((len(rows), len(ids)))
    for row, (unknown, _, _) in enumerate(rows):
        for id, weight in unknown:
            matrix[row, place[id]] += weight
    low, high = (np.array([row[end] for row in rows], dtype=float) for end in (1, 2))
    return System(ids, matrix, low, high)


def narrow(
    system: System, width: float, limits: Mapping[str, Range] | None = None, start: Mapping[str, float] | None = None
) -> dict[str, Range]:
    """The counts whose least and greatest value lie closer together than `width`, with these two values.

    limits: what else is known of a count (default: from nought up). start: values that fit, where the caller knows
    some; they save work and change nothing. A system that nothing fits, which only a fault can make, is all narrow.
    """
    floor, top = _limits(system, limits or {})
    if len(system.matrix) == 1:
        found = _of_one_row(system, floor, top)
        return {id: ends for id, ends in zip(system.ids, found, strict=True) if _width(ends) < width}
    return _by_solver(system, width, floor, top, start)


def _limits(system: System, limits: Mapping[str, Range]) -> tuple[np.ndarray, np.ndarray]:
    ends = [limits.get(id, (0.0, MOST)) for id in system.ids]
    return np.array([end[0] for end in ends]), np.array([end[1] for end in ends])


def _width(ends: Range) -> float:
    """How far apart the least and the greatest whole number are."""
    return math.floor(ends[1] + NEAR) - math.ceil(ends[0] - NEAR)


def _of_one_row(system: System, floor: np.ndarray, top: np.ndarray) -> list[Range]:
    """The ends in closed form: what the row leaves when all the others are at their least, or at their greatest."""
    weights = system.matrix[0]
    least, most = np.minimum(weights * floor, weights * top), np.maximum(weights * floor, weights * top)
    found = []
    for column, weight in enumerate(weights):
        rest_least, rest_most = least.sum() - least[column], most.sum() - most[column]
        ends = sorted(((system.low[0] - rest_most) / weight, (system.high[0] - rest_least) / weight))
        found.append((max(floor[column], ends[0]), min(top[column], ends[1])))
    return found


def _by_solver(
    system: System, width: float, floor: np.ndarray, top: np.ndarray, start: Mapping[str, float] | None
) -> dict[str, Range]:
    """A point found for one count says something about all of them: few are asked for by themselves."""
    least, most = np.full(len(system.ids), np.inf), np.full(len(system.ids), -np.inf)
    if start is not None:
        least = most = np.array([start[id] for id in system.ids], dtype=float)
    found: dict[str, Range] = {}
    solve = solver(system, floor, top)
    for column, id in enumerate(system.ids):
        for way in (-1.0, 1.0):
            if _width((least[column], most[column])) < width:
                point = solve(column, way)
                if point is None:
                    return dict.fromkeys(system.ids, (0.0, 0.0))
                least, most = np.minimum(least, point), np.maximum(most, point)
        if _width((least[column], most[column])) < width:
            found[id] = (float(least[column]), float(most[column]))
    return found


def solver(system: System, floor: np.ndarray, top: np.ndarray) -> Any:
    """A function of a column and a way (-1: up, 1: down) that gives the point where that count is at its end."""
    # Imported here: it takes half a second, and a report without linked hidden counts does not need it.
    from scipy.optimize import Bounds, LinearConstraint, milp

    fits, within = LinearConstraint(system.matrix, system.low, system.high), Bounds(floor, top)

    def solve(column: int, way: float) -> np.ndarray | None:
        aim = np.zeros(len(system.ids))
        aim[column] = way
        answer = milp(aim, constraints=fits, bounds=within)
        return None if answer.x is None else np.asarray(answer.x)

    return solve
