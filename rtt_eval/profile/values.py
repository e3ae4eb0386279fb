"""Draft the sheet values: what the cells of code columns mean, what nobody knows, which timepoint a word stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import pandas as pd

from rtt_eval import schemas
from rtt_eval.load.cells import EXCEL_ERRORS, read_date
from rtt_eval.load.mapping.layout import cell, matches
from rtt_eval.load.mapping.model import ColumnRow, Mapping, UnpivotRow, ValueRow
from rtt_eval.load.mapping.readings import Words, as_day, nearest
from rtt_eval.load.mapping.words import plain
from rtt_eval.profile.columns import MATCHED, SUGGESTED, UNMATCHED
from rtt_eval.profile.phrases import UNSURE_TIMEPOINTS
from rtt_eval.profile.rules import is_data
from rtt_eval.profile.sheets import Block

MONTHS_AFTER = {3: "month_3", 6: "month_6", 12: "month_12"}
DAYS_A_MONTH = 30.4375


def draft_values(name: str, block: Block, table: str, columns: Sequence[ColumnRow]) -> Iterator[ValueRow]:
    """The values of the code columns of one source: those that differ from their code, and those that are not known."""
    words = Words(Mapping(name, Path()))
    rows = [row for row in block.rows if is_data(block, row)]
    for row in columns:
        column = schemas.columns(table).get(row.field)
        place = next((one.place for one in block.headings if one.name == row.column_pattern), None)
        if column is None or place is None or row.status not in (MATCHED, SUGGESTED):
            continue
        if not (column.allowed or column.kind == "yes/no"):
            continue
        counts = Counter(
            plain(text) for line in rows if (text := cell(block.grid, line, place)) and text not in EXCEL_ERRORS
        )
        for raw, n_cells in sorted(counts.items()):
            drafted = _value(words, table, column, raw, n_cells)
            if drafted is not None:
                yield drafted


def _value(words: Words, table: str, column: schemas.Column, raw: str, n_cells: int) -> ValueRow | None:
    field = f"{table}.{column.name}"
    code = words.code(table, column.name, raw)
    row = ValueRow(field, raw, code or "", n_cells=str(n_cells))
    if code is not None:
        is_itself = raw == plain(code) or column.kind == "yes/no"
        return None if is_itself else row._replace(status=MATCHED, how_sure="known word")
    if words.is_missing(raw):
        return None
    near = nearest(words, table, column.name, raw)
    if near is None:
        return row._replace(status=UNMATCHED, how_sure="nothing like it is known", note="give it a code")
    note = "if that is what it means, set the status to ok; else leave it and correct the cell"
    return row._replace(code=near[1], status=SUGGESTED, how_sure=f"nearly '{near[0]}'", note=note)


def draft_timepoints(
    drafted: Sequence[tuple[Block, Sequence[UnpivotRow]]],
) -> Iterator[ValueRow]:
    """A suggestion for each word that stands for a timepoint and does not say which: by the dates under it."""
    months: dict[str, list[float]] = {}
    n_columns: Counter[str] = Counter()
    for block, rows in drafted:
        for wide in rows:
            if wide.timepoint in UNSURE_TIMEPOINTS:
                n_columns[wide.timepoint] += 1
                months.setdefault(wide.timepoint, []).extend(_months_after(block, rows, wide.timepoint))
    for label, found in months.items():
        row = ValueRow("outcomes.timepoint", label, status=UNMATCHED, n_cells=f"{n_columns[label]} columns",
                       how_sure="no dates tell which", note="which timepoint is it?")  # fmt: skip
        if found:
            months_later = min(MONTHS_AFTER, key=lambda n: abs(n - median(found)))
            sure = f"the dates are {median(found):.1f} months after the start (median of {len(found)})"
            note = "if that is right, set the status to ok; else choose another code"
            row = row._replace(code=MONTHS_AFTER[months_later], status=SUGGESTED, how_sure=sure, note=note)
        yield row


def _months_after(block: Block, rows: Sequence[UnpivotRow], label: str) -> list[float]:
    """The months from the baseline date to the date of a timepoint, row by row."""
    dates = {row.timepoint: row for row in rows if row.field == "date_completed"}
    if label not in dates or "baseline" not in dates:
        return []
    first, later = (_days(block, dates[one]) for one in ("baseline", label))
    gaps = (later - first).dt.days.dropna()
    return [float(gap) / DAYS_A_MONTH for gap in gaps if gap > 0]


def _days(block: Block, row: UnpivotRow) -> pd.Series:
    place = next(one.place for one in block.headings if matches(row.column_pattern, one) is not None)
    days = [read_date(as_day(cell(block.grid, line, place)), ()).value for line in block.rows]
    return pd.to_datetime(pd.Series(days, dtype="str"), format="%Y-%m-%d", errors="coerce")
