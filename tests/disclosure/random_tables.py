"""Linked tables of invented children: every way to count them by up to four traits, as figures that add up."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np

from rtt_eval.figures import Figure, count

SHAPES = ((3,), (5,), (3, 2), (4, 3), (2, 2, 2), (3, 2, 2), (2, 2, 2, 2))
"""Categories of each trait."""

HOW_MANY_TOGETHER = (2, 2, 2, 3, 2, 3, 2)
"""How many traits are crossed at most, for each shape: tables by two traits share their margins."""


def traits(seed: int) -> tuple[np.ndarray, int]:
    """One row a child, one column a trait; and how many traits are crossed at most."""
    drawn = np.random.default_rng(seed)
    place = seed % len(SHAPES)
    n = int(drawn.integers(20, 81))
    columns = [drawn.choice(size, n, p=drawn.dirichlet(np.full(size, 1.5))) for size in SHAPES[place]]
    return np.column_stack(columns), HOW_MANY_TOGETHER[place]


def tables(seed: int) -> list[Figure]:
    """The grand total, and the counts by every trait and every combination of traits up to the limit.

    A count by several traits is a part of the count by all but one of them, once for each trait left out.
    """
    rows, most = traits(seed)
    sizes = SHAPES[seed % len(SHAPES)]
    figures = [count("t.n", len(rows), "s")]
    for n_traits in range(1, most + 1):
        for chosen in combinations(range(len(sizes)), n_traits):
            for codes in product(*(range(sizes[trait]) for trait in chosen)):
                cell = dict(zip(chosen, codes, strict=True))
                is_in = np.all([rows[:, trait] == code for trait, code in cell.items()], axis=0)
                figures.append(count(name(cell), int(is_in.sum()), "s", parts_of=tuple(wholes(cell))))
    return figures


def name(cell: dict[int, int]) -> str:
    return ".".join(["t", *(f"{trait}_{code}" for trait, code in cell.items()), "n"])


def wholes(cell: dict[int, int]) -> list[str]:
    """The same count with one of the traits left out."""
    if len(cell) == 1:
        return ["t.n"]
    return [name({trait: code for trait, code in cell.items() if trait != left_out}) for left_out in cell]
