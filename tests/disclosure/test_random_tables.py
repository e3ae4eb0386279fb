"""A thousand invented sets of linked tables, and a reader who takes everything that is shown into one linear programme.

The attack is written here by itself: it knows how counts by trait add up, and nothing of how the program hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, vstack

from rtt_eval.disclosure import Safe, audit, protect
from tests.disclosure.random_tables import SHAPES, name, tables, traits

WIDTH = 5  # whole numbers between the least and the greatest value, docs/disclosure.md
N_TABLES = 1000
SMALL_TABLES = [seed for seed in range(140) if np.prod(SHAPES[seed % len(SHAPES)]) <= 12 and len(tables(seed)) <= 27]


class Sum(NamedTuple):
    parts: list[str]
    whole: str


def sums(seed: int) -> list[Sum]:
    """Every total with its parts: for each count by some traits, the counts with one trait more."""
    _, most = traits(seed)
    sizes = SHAPES[seed % len(SHAPES)]
    found = []
    for n_traits in range(most):
        for chosen in combinations(range(len(sizes)), n_traits):
            for codes in product(*(range(sizes[trait]) for trait in chosen)):
                cell = dict(zip(chosen, codes, strict=True))
                for more in set(range(len(sizes))) - set(cell):
                    parts = [name(dict(sorted({**cell, more: code}.items()))) for code in range(sizes[more])]
                    found.append(Sum(parts, name(cell) if cell else "t.n"))
    return found


def attack(safe: Safe, totals: list[Sum], small: Mapping[str, int] | None = None) -> dict[str, tuple[float, float]]:
    """The least and greatest value of each hidden count, given all that is shown.

    small: counts that the reader knows to be 1 to 5 because that is why they are hidden.
    """
    hidden = [id for id, figure in safe.figures.items() if figure.value is None]
    place = {id: column for column, id in enumerate(hidden)}
    rows, right = [], []
    for parts, whole in totals:
        row, rest = np.zeros(len(hidden)), 0.0
        for id, sign in [*((part, 1) for part in parts), (whole, -1)]:
            if id in place:
                row[place[id]] += sign
            else:
                rest -= sign * float(safe[id].value or 0)
        if row.any():
            rows.append(row)
            right.append(rest)
    limits = [(1, 5) if small and id in small else (0, 200) for id in hidden]
    equal = {"A_eq": np.array(rows), "b_eq": right} if rows else {}
    found = {}
    for id, column in place.items():
        aim = np.zeros(len(hidden))
        aim[column] = 1
        least, most = (linprog(way * aim, bounds=limits, **equal).fun for way in (1, -1))
        found[id] = (least, -most)
    return found


@pytest.mark.parametrize("first", range(0, N_TABLES, 100))
def test_no_hidden_count_can_be_worked_out_to_within_the_width(first):
    for seed in range(first, first + 100):
        safe = protect(tables(seed), "public")
        found = attack(safe, sums(seed))
        assert [id for id, (least, most) in found.items() if most - least < WIDTH - 1e-6] == [], seed


def test_the_attack_finds_what_hiding_small_counts_alone_leaves_open():
    """The same tables with small counts hidden and nothing else: most sets give a count back exactly."""
    n_open = 0
    for seed in range(50):
        figures = tables(seed)
        shown = protect(figures, "team")
        small = {one.id for one in figures if one.value in range(1, 6)}
        kept = {id: figure for id, figure in shown.figures.items() if id not in small}
        hidden = {id: shown[id].__class__(**{**shown[id].__dict__, "value": None}) for id in small}
        naive = Safe("public", shown.profile, {**kept, **hidden})
        n_open += any(most - least < 1e-6 for least, most in attack(naive, sums(seed)).values())
    assert n_open > 25


def test_a_reader_who_knows_that_small_is_one_to_five_never_gets_a_single_value():
    for seed in range(100):
        figures = tables(seed)
        small = {one.id: int(one.value) for one in figures if one.value in range(1, 6)}
        found = attack(protect(figures, "public"), sums(seed), small)
        assert [id for id in small if found[id][1] - found[id][0] < 1 - 1e-6] == [], seed


def test_grand_totals_stay():
    for seed in range(100):
        assert protect(tables(seed), "public")["t.n"].is_known, seed


def test_the_audit_agrees_with_the_attack():
    for seed in range(60):
        assert [one for one in audit(protect(tables(seed), "public")) if not one.is_review] == [], seed


def fewest(seed: int) -> int:
    """The least number of counts that must be hidden: exact, by a mixed-integer programme (all pairs of points).

    A count is hidden where its z is 1. For each small count there must be two tables that fit all that is shown and lie
    `WIDTH` apart in it; they may differ from the true one in hidden counts only.
    """
    figures, totals = tables(seed), sums(seed)
    ids, now = [one.id for one in figures], np.array([float(one.value or 0) for one in figures])
    n, small = len(ids), [column for column, value in enumerate(now) if 1 <= value <= 5]
    adding_up = np.array([[(id in parts) - (id == whole) for id in ids] for parts, whole in totals], dtype=float)
    n_points, most = 2 * len(small), 200.0
    width = n + n_points * n
    blocks, low, high = [], [], []
    for point in range(n_points):
        own = slice(n + point * n, n + (point + 1) * n)
        stays, up, down = np.zeros((len(totals), width)), np.zeros((n, width)), np.zeros((n, width))
        stays[:, own] = adding_up
        up[:, own], up[:, :n] = np.eye(n), -most * np.eye(n)
        down[:, own], down[:, :n] = np.eye(n), np.diag(now)
        blocks += [csr_matrix(stays), csr_matrix(up), csr_matrix(down)]
        low += [*np.zeros(len(totals)), *np.full(n, -np.inf), *np.zeros(n)]
        high += [*np.zeros(len(totals)), *np.zeros(n), *np.full(n, np.inf)]
    for place, column in enumerate(small):
        apart = np.zeros((1, width))
        apart[0, [n + 2 * place * n + column, n + (2 * place + 1) * n + column]] = 1, -1
        blocks.append(csr_matrix(apart))
        low.append(WIDTH)
        high.append(np.inf)
    must, may = np.zeros(n), np.ones(n)
    must[small], may[ids.index("t.n")] = 1, 0
    bounds = Bounds(np.concatenate([must, np.tile(-now, n_points)]), np.concatenate([may, np.full(n_points * n, most)]))
    aim = np.concatenate([np.ones(n), np.zeros(n_points * n)])
    answer = milp(aim, constraints=LinearConstraint(vstack(blocks), low, high), bounds=bounds, integrality=aim)
    assert answer.success, seed
    return round(answer.fun)


def test_hardly_more_is_hidden_than_the_exact_optimum():
    ours = best = 0
    for seed in SMALL_TABLES:
        figures = tables(seed)
        if not any(one.value in range(1, 6) for one in figures):
            continue
        ours += sum(figure.value is None for figure in protect(figures, "public").figures.values())
        best += fewest(seed)
    assert best > 200
    assert ours <= 1.25 * best
