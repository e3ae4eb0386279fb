"""The one way in which every table of figures is made: rows of codes, columns of id patterns, cells as shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rtt_eval.blocks import Head, Table
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import NOTES, UNKNOWN, shown_text
from rtt_eval.labels import plain

NOT_APPLICABLE = "[z]"
"""Makes no sense for this row (GSS symbol)."""

SYMBOLS = {**NOTES, NOT_APPLICABLE: "[z] not applicable."}


class Column(NamedTuple):
    """A column of figures: its head with the unit, and the id pattern in which `{row}` stands for the row's code.

    `absent` stands where a row has no such figure: [x] where it could have been made, [z] where it makes no sense.
    """

    head: str
    pattern: str
    has_interval: bool = False
    absent: str = UNKNOWN


def codes(safe: Safe, pattern: str) -> tuple[str, ...]:
    """What stands for the `*` of `pattern` in the ids that fit it: see `Safe.codes`."""
    return safe.codes(pattern)


def put_together(safe: Safe, pattern: str, labels: Mapping[str, str]) -> list[str]:
    """A note for each group of a breakdown that stands for several, with what they are; none where there is none.

    pattern: of the ids, with `*` for the code. labels: of the codes; a code without one stands as words.
    """
    first, _, last = pattern.partition("*")
    groups: dict[str, list[str]] = {}
    for id, figure in safe.figures.items():
        if figure.collapsed_into and id.startswith(first) and id.endswith(last):
            code, group = (one[len(first) : len(one) - len(last)] for one in (id, figure.collapsed_into))
            if "." not in code:
                groups.setdefault(group, []).append(labels.get(code, plain(code)))
    return [
        f"{labels.get(group, plain(group))}: {'; '.join(parts)}. Put together so that no child can be recognised."
        for group, parts in groups.items()
    ]


def with_interval(safe: Safe, id: str) -> str:
    """The figure with its 95% interval in brackets, from the figure itself or from its `ci_low` and `ci_high`."""
    figure = safe.get(id)
    if figure is None or not figure.is_known:
        return safe.text(id)
    bounds = figure.interval_shown or _bounds(safe, id)
    return f"{figure.shown} ({bounds})" if bounds else figure.shown


def _bounds(safe: Safe, id: str) -> str:
    """The interval from figures of its own, at the precision of the figure that it belongs to."""
    figure = safe[id]
    for stem in (id, id.rpartition(".")[0]):
        ends = [safe.get(f"{stem}.{end}") for end in ("ci_low", "ci_high")]
        if all(one is not None and one.is_known for one in ends):
            return " to ".join(shown_text(one.value, figure.unit, figure.decimals) for one in ends if one)
    return ""


def together(texts: Iterable[str], between: str = " / ") -> str:
    """Several figures in one cell; a symbol that stands for all of them stands once."""
    found = list(texts)
    is_one_symbol = len(set(found)) == 1 and found[0] in SYMBOLS
    return found[0] if is_one_symbol else between.join(found)


def has_numbers(rows: Iterable[Sequence[str]]) -> bool:
    """Whether any cell after the first of a row says more than that something is hidden or not there."""
    return any(re.search(r"\d", cell) for row in rows for cell in row[1:])


def grid(
    safe: Safe,
    id: str,
    caption: str,
    corner: str,
    rows: Mapping[str, str],
    columns: Sequence[Column],
    *,
    total: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
) -> Table | None:
    """A table of figures, or None when the report has none of them, or may not show a single one.

    corner: head of the first column. rows: code to label, in reading order; a row none of whose figures exists is left
    out, and a column none of whose figures exists as well. total: code to label of the rows that add up others; they
    stand last.
    """
    total = total or {}
    kept = {code: label for code, label in {**rows, **total}.items() if any(_has(safe, one, code) for one in columns)}
    used = [column for column in columns if any(_has(safe, column, code) for code in kept)]
    if not set(kept) - set(total):
        return None
    body = [(label, *(_cell(safe, column, code) for column in used)) for code, label in kept.items()]
    if all(cell in SYMBOLS for row in body for cell in row[1:]):
        return None
    heads = [(corner, False), *((column.head, True) for column in used)]
    last = [position for position, code in enumerate(kept) if code in total]
    return text_table(id, caption, heads, body, notes=notes, total_rows=last)


def _has(safe: Safe, column: Column, code: str) -> bool:
    return column.pattern.format(row=code) in safe


def _cell(safe: Safe, column: Column, code: str) -> str:
    id = column.pattern.format(row=code)
    if id not in safe:
        return column.absent
    return with_interval(safe, id) if column.has_interval else safe.text(id)


def text_table(
    id: str,
    caption: str,
    heads: Sequence[tuple[str, bool]],
    rows: Iterable[Sequence[str]],
    *,
    notes: Iterable[str] = (),
    total_rows: Sequence[int] = (),
) -> Table | None:
    """A table of ready cells, with the note of each symbol that occurs in them; None when there are no rows, or
    nothing beside their names.

    heads: words, and whether the column holds numbers. A column in which nothing is available is left out.
    """
    found = [tuple(row) for row in rows]
    if not found:
        return None
    kept, body = _without_empty(heads, found)
    if len(kept) == 1 < len(heads):
        return None
    below = tuple(notes)
    said = [*below, *(cell for row in body for cell in row)]
    symbols = [note for symbol, note in SYMBOLS.items() if any(symbol in text for text in said)]
    made = tuple(Head(label, is_numeric) for label, is_numeric in kept)
    return Table(id, caption, made, tuple(body), (*below, *symbols), tuple(total_rows))


def _without_empty(
    heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]
) -> tuple[list[tuple[str, bool]], list[tuple[str, ...]]]:
    """Heads and rows less the columns in which every cell is not available or does not apply."""
    empty = {UNKNOWN, NOT_APPLICABLE, ""}
    kept = [place for place in range(len(heads)) if place == 0 or any(row[place] not in empty for row in rows)]
    return [heads[place] for place in kept], [tuple(row[place] for place in kept) for row in rows]
