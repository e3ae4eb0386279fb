"""A motivated reader of one published report: what can be worked out about each hidden count from all that is shown.

Written apart from the product: it reads results.json and the tables of report.html, guesses how the counts hang
together (guesses.py) from the names of the figures, and keeps a guess where it holds in the team's own edition, so that
it knows more than any real reader does. Linear programming then bounds every hidden count.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from tests.reports.guesses import NO_CHILD, Report, decimals, is_count, links

MOST = 1e6
ENOUGH = 6


def read(published: Path, team: Path) -> Report:
    shown, known = ({one["id"]: one for one in figures(folder)} for folder in (published, team))
    true = {id: float(one["value"]) for id, one in known.items() if is_count(one)}
    for id, one in shown.items():  # the groups that the edition put together are in the edition alone
        if is_count(one) and id not in known:
            true[id] = float(one["value"])
    return Report(shown, true, known, tables((published / "report.html").read_text(encoding="utf-8")))


def with_another(first: Report, second: Report) -> Report:
    """What a reader of two editions of one report has: a count that either shows is known."""
    for id, figure in second.shown.items():
        if figure["value"] is not None and first.shown.get(id, {}).get("value") is None:
            first.shown[id] = figure
            if id in second.true:
                first.true.setdefault(id, second.true[id])
    first.tables.extend(second.tables)
    return first


def figures(folder: Path) -> list[dict]:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))["figures"]


def tables(page: str) -> list[list[list[str]]]:
    def text(cell: str) -> str:
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())

    found = []
    for table in re.findall(r"<table\b.*?</table>", page, flags=re.DOTALL):
        rows = re.findall(r"<tr\b.*?</tr>", table, flags=re.DOTALL)
        found.append(
            [[text(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]
        )
    return found


def bounds(report: Report) -> dict[str, tuple[float, float]]:
    """The least and the greatest value of each hidden count that hangs together with anything."""
    rows = []
    for link in links(report):
        unknown = [(id, weight) for id, weight in link.terms if report.shown.get(id, {}).get("value", None) is None]
        known = sum(weight * report.true[id] for id, weight in link.terms if (id, weight) not in unknown)
        if unknown:
            rows.append((unknown, link.low - known, link.high - known))
    ids = list(dict.fromkeys(id for unknown, _, _ in rows for id, _ in unknown))
    place = {id: column for column, id in enumerate(ids)}
    return {ids[column]: ends for group in components(rows, place) for column, ends in solved(group, place).items()}


def components(rows: list, place: dict[str, int]) -> list[list]:
    pairs = [(n, place[id]) for n, (unknown, _, _) in enumerate(rows) for id, _ in unknown]
    size = len(rows) + len(place)
    at = ([n for n, _ in pairs], [len(rows) + column for _, column in pairs])
    n_groups, label = connected_components(csr_matrix((np.ones(len(pairs)), at), shape=(size, size)), directed=False)
    groups: list[list] = [[] for _ in range(n_groups)]
    for n, row in enumerate(rows):
        groups[label[n]].append(row)
    return [group for group in groups if group]


def solved(rows: list, place: dict[str, int]) -> dict[int, tuple[float, float]]:
    columns = sorted({place[id] for unknown, _, _ in rows for id, _ in unknown})
    at = {column: n for n, column in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns)))
    for n, (unknown, _, _) in enumerate(rows):
        for id, weight in unknown:
            matrix[n, at[place[id]]] += weight
    low, high = (np.array([row[end] for row in rows]) for end in (1, 2))
    equal, upper, lower = low == high, (high < math.inf) & (low != high), (low > -math.inf) & (low != high)
    limits = {
        "A_eq": matrix[equal] if equal.any() else None,
        "b_eq": low[equal] if equal.any() else None,
        "A_ub": np.vstack([matrix[upper], -matrix[lower]]),
        "b_ub": np.concatenate([high[upper], -low[lower]]),
        "bounds": (0, MOST),
    }
    return dict(zip(columns, widest(len(columns), limits), strict=True))


def widest(n: int, limits: dict) -> list[tuple[float, float]]:
    """The least and greatest value of each count; a point found for one may show that others are wide enough."""
    least, most = np.full(n, math.inf), np.full(n, -math.inf)
    for column in range(n):
        for way in (1, -1):
            if most[column] - least[column] < ENOUGH:
                aim = np.full(n, way * 1e-4)  # the others go the same way, a little
                aim[column] = way
                point = linprog(aim, **limits)
                assert point.success, "what is shown does not fit together"
                least, most = np.minimum(least, point.x), np.maximum(most, point.x)
    # The little pull on the others can stop short of the end: what looks narrow is asked again by itself.
    for column in np.flatnonzero(most - least < ENOUGH):
        aim = np.zeros(n)
        aim[column] = 1
        least[column], most[column] = linprog(aim, **limits).fun, -linprog(-aim, **limits).fun
    return [(math.ceil(low - 1e-6), math.floor(high + 1e-6)) for low, high in zip(least, most, strict=True)]


def in_tables(report: Report) -> Iterator[tuple[str, float]]:
    """A single hidden cell of a column of counts with a total, worked out by subtraction: where it is, its value."""
    for number, table in enumerate(report.tables, start=1):
        names = [row[0].lower() if row else "" for row in table]
        ends = [n for n, name in enumerate(names) if name in ("total", "all", "all ages", "all referrals")]
        for end in ends:
            for column in range(1, len(table[end])):
                cells = [row[column] for row in table[1:end] if len(row) == len(table[end])]
                hidden, numbers = cells.count("[c]"), [cell.replace(",", "") for cell in cells if cell != "[c]"]
                total = table[end][column].replace(",", "")
                if hidden == 1 and total.isdigit() and all(one.isdigit() for one in numbers):
                    rest = int(total) - sum(map(int, numbers))
                    if rest >= 0:
                        yield f"table {number}, column {column + 1}", rest


def told_exactly(report: Report) -> list[str]:
    """Figures whose number of children is withheld, and whose value has so many decimals that it gives it back."""
    return [
        id
        for id, figure in report.shown.items()
        if not is_count(figure)
        and any(figure[base] is None and report.full.get(id, figure)[base] is not None for base in ("n", "denominator"))
        and isinstance(figure["value"], float)
        and figure["unit"] not in NO_CHILD
        and decimals(figure["value"]) > 3
        and not figure["unit"].startswith("gbp")
    ]
