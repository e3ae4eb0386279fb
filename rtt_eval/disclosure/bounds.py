"""How closely a reader can work out each hidden count: the least and the greatest value that fit all that is shown.

Linear programming, one small problem for each set of hidden counts that hang together (Hundepool and others 2012,
Statistical Disclosure Control, chapter 4). Counts are whole numbers and not below nought.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from rtt_eval.disclosure.links import Equation

MOST = 1e5
"""More than any count of a report: where nothing else bounds a hidden count."""

MOST_LINES = 40
"""From so many free counts on, lines in their directions alone: pairs of them would be too many."""

ROUNDS = 3
"""How often many counts are asked for at once, before what is left is asked for one by one."""

NEAR = 1e-6
"""What rounding in the solver leaves."""

Range = tuple[float, float]
Solve = Callable[[np.ndarray], "np.ndarray | None"]


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
        is_told = all(id in known for id in equation.shown_by)
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
) -> Iterator[tuple[str, Range]]:
    """The counts whose least and greatest value lie closer together than `width`, with these two values, one by one.

    limits: what else is known of a count (default: from nought up). start: values that fit, where the caller knows
    some; they save work and change nothing. A system that nothing fits, which only a fault can make, is all narrow.
    """
    floor, top = _limits(system, limits or {})
    least, most = _row_by_row(system, floor, top)
    tight = {id: ends for id, *ends in zip(system.ids, least, most, strict=True) if _width((ends[0], ends[1])) < width}
    yield from ((id, (float(low), float(high))) for id, (low, high) in tight.items())
    if len(system.matrix) > 1:
        # The row ends hold for whatever the other rows say: what they leave wide, the rows together may not.
        yield from (one for one in _by_solver(system, width, floor, top, start) if one[0] not in tight)


def _limits(system: System, limits: Mapping[str, Range]) -> tuple[np.ndarray, np.ndarray]:
    ends = [limits.get(id, (0.0, MOST)) for id in system.ids]
    return np.array([end[0] for end in ends]), np.array([end[1] for end in ends])


def _width(ends: Range) -> float:
    """How far apart the least and the greatest whole number are; below nought where nothing is known yet."""
    if ends[1] < ends[0]:
        return -1
    return math.floor(ends[1] + NEAR) - math.ceil(ends[0] - NEAR)


def _row_by_row(system: System, floor: np.ndarray, top: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ends that each row gives by itself: what it leaves when all its others are at their least, or greatest."""
    low_end, high_end = floor.copy(), top.copy()
    for weights, low, high in zip(system.matrix, system.low, system.high, strict=True):
        held = np.flatnonzero(weights)
        own = weights[held]
        least, most = np.minimum(own * floor[held], own * top[held]), np.maximum(own * floor[held], own * top[held])
        ends = np.stack([(low - (most.sum() - most)) / own, (high - (least.sum() - least)) / own])
        low_end[held] = np.maximum(low_end[held], ends.min(axis=0))
        high_end[held] = np.minimum(high_end[held], ends.max(axis=0))
    return low_end, high_end


def _by_solver(
    system: System, width: float, floor: np.ndarray, top: np.ndarray, start: Mapping[str, float] | None
) -> Iterator[tuple[str, Range]]:
    """Points that fit, found for many counts at a time, settle most; the others are asked for one by one.

    A point found for one count says something about all of them.
    """
    solve = _solver(system, floor, top)
    points = [] if start is None else [np.array([start[id] for id in system.ids], dtype=float)]
    known = _at_once(system, width, floor, top, points, solve)
    if known is None:
        yield from ((id, (0.0, 0.0)) for id in system.ids)
        return
    least, most = known
    for column, id in enumerate(system.ids):
        for way in (1.0, -1.0):
            aim = np.zeros(len(system.ids))
            aim[column] = way
            is_open = _width((least[column], most[column])) < width
            if is_open and (point := solve(aim)) is not None:
                least, most = np.minimum(least, point), np.maximum(most, point)
        if _width((least[column], most[column])) < width:
            yield id, (float(least[column]), float(most[column]))


def _at_once(
    system: System, width: float, floor: np.ndarray, top: np.ndarray, points: list[np.ndarray], solve: Solve
) -> tuple[np.ndarray, np.ndarray] | None:
    """The least and greatest values on some points that fit, and on straight lines through their middle; None: none."""
    least, most = np.full(len(system.ids), np.inf), np.full(len(system.ids), -np.inf)
    drawn = np.random.default_rng(len(system.ids))
    for _ in range(ROUNDS):
        is_open = np.array([_width(ends) < width for ends in zip(least, most, strict=True)])
        if not is_open.any():
            break
        # Counts that add up to a known total cannot all be high: some are asked to be high and the others low.
        aim = is_open * drawn.uniform(-1, 1, len(is_open))
        ends = [point for way in (1.0, -1.0) if (point := solve(way * aim)) is not None]
        if not ends:
            return None
        points = [*points, *ends]
        reached = np.stack([*points, *_along_lines(system, floor, top, np.mean(points, axis=0))])
        least, most = np.minimum(least, reached.min(axis=0)), np.maximum(most, reached.max(axis=0))
    return least, most


def _solver(system: System, floor: np.ndarray, top: np.ndarray) -> Solve:
    """A function that gives a point that fits, with the least sum of the counts by given weights; None if none fits."""

    def solve(aim: np.ndarray) -> np.ndarray | None:
        # Imported here: it takes half a second, and a report without linked hidden counts does not need it.
        from scipy.optimize import Bounds, LinearConstraint, milp

        answer = milp(
            aim, constraints=LinearConstraint(system.matrix, system.low, system.high), bounds=Bounds(floor, top)
        )
        return None if answer.x is None else np.asarray(answer.x)

    return solve


def _along_lines(
    system: System, floor: np.ndarray, top: np.ndarray, centre: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The least and greatest values on straight lines through a point along which every sum stays what it is."""
    moves = _moves(system)
    if not len(moves):
        return centre.copy(), centre.copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(floor - centre) / moves, (top - centre) / moves])
    forth = np.where(moves == 0, np.inf, ends.max(axis=0)).min(axis=1)
    back = np.where(moves == 0, -np.inf, ends.min(axis=0)).max(axis=1)
    for row in np.flatnonzero(system.low != system.high):
        slope, now = moves @ system.matrix[row], float(system.matrix[row] @ centre)
        with np.errstate(divide="ignore", invalid="ignore"):
            limits = np.stack([(system.low[row] - now) / slope, (system.high[row] - now) / slope])
        is_flat = np.abs(slope) < NEAR
        forth = np.where(is_flat, forth, np.minimum(forth, limits.max(axis=0)))
        back = np.where(is_flat, back, np.maximum(back, limits.min(axis=0)))
    reached = np.concatenate([centre + forth[:, None] * moves, centre + back[:, None] * moves])
    return reached.min(axis=0), reached.max(axis=0)


def _moves(system: System) -> np.ndarray:
    """Directions that change no sum: one for each free count, and the sums and differences of two of them."""
    basis = _null_space(system.matrix[system.low == system.high], len(system.ids))
    if len(basis) > MOST_LINES:
        return basis
    first, second = np.triu_indices(len(basis), 1)
    pairs = np.concatenate([basis[first] + basis[second], basis[first] - basis[second]])
    return np.concatenate([basis, pairs])


def _null_space(matrix: np.ndarray, n: int) -> np.ndarray:
    """A basis of what the matrix takes to nought, with as many noughts as elimination leaves (weights are small)."""
    rows = matrix.copy()
    pivots: list[int] = []
    for column in range(n):
        place = len(pivots)
        if place == len(rows):
            break
        best = place + int(np.abs(rows[place:, column]).argmax())
        if abs(rows[best, column]) < NEAR:
            continue
        rows[[place, best]] = rows[[best, place]]
        rows[place] /= rows[place, column]
        rest = np.arange(len(rows)) != place
        rows[rest] -= np.outer(rows[rest, column], rows[place])
        pivots.append(column)
    free = [column for column in range(n) if column not in pivots]
    basis = np.zeros((len(free), n))
    basis[np.arange(len(free)), free] = 1
    basis[:, pivots] = -rows[: len(pivots)][:, free].T
    return np.where(np.abs(basis) < NEAR, 0, basis)
