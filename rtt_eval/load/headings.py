"""Match the heading of a file to the columns of its table: exactly, but for capitals and spaces around."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.cells import CLOSE_ENOUGH
from rtt_eval.load.faults import Fault, spreadsheet_letter, where
from rtt_eval.load.sources import Source


class Headings(NamedTuple):
    """Where each column of the table stands in the file (counting from 0), how wide the heading is, and its faults."""

    positions: dict[str, int]
    width: int
    faults: list[Fault]


def match(source: Source) -> Headings:
    """The columns of a file.

    Errors: DataError where the first row is no heading, a heading stands twice, or a required column is not there.
    """
    cells = [cell.casefold() for cell in (source.rows[0] if source.rows else [])]
    while cells and not cells[-1]:
        cells.pop()
    known = schemas.columns(source.table)
    if not set(cells) & set(known):
        raise DataError(
            f"{where(source.file, source.sheet, 1)}: no column names of {source.table} stand here. The first row holds "
            f"the names ({', '.join(list(known)[:3])}, …), separated by commas."
        )
    _stop_on_repeats(source, cells)
    unknown = [place for place, cell in enumerate(cells) if cell not in known]
    missing = [name for name, column in known.items() if column.is_required and name not in cells]
    if missing:
        raise DataError("\n".join(_missing_column(source, name, cells, unknown) for name in missing))
    positions = {cell: place for place, cell in enumerate(cells) if cell in known}
    absent = [name for name in known if name not in cells]
    return Headings(positions, len(cells), [_unknown_column(source, place, cells[place], absent) for place in unknown])


def _stop_on_repeats(source: Source, cells: list[str]) -> None:
    for place, cell in enumerate(cells):
        if cell and cell in cells[:place]:
            here = where(source.file, source.sheet, 1, spreadsheet_letter(place))
            first = spreadsheet_letter(cells.index(cell))
            raise DataError(f"{here}: column {first} has this heading already. Delete or rename one of the two.")


def _missing_column(source: Source, name: str, cells: list[str], unknown: list[int]) -> str:
    here = where(source.file, source.sheet, 1)
    close = difflib.get_close_matches(name, [cells[place] for place in unknown], n=1, cutoff=CLOSE_ENOUGH)
    remedy = f"Add a column headed {name}."
    if close:
        letter = spreadsheet_letter(cells.index(close[0]))
        remedy = f"Column {letter} is headed '{close[0]}': did you mean '{name}'? Correct the heading."
    return f"{here}: the required column {name} is not there. {remedy}"


def _unknown_column(source: Source, place: int, heading: str, absent: list[str]) -> Fault:
    """A heading is shown only where it is nearly right, as a code is."""
    close = difflib.get_close_matches(heading, absent, n=1, cutoff=CLOSE_ENOUGH)
    letter = spreadsheet_letter(place)
    what = f"'{heading}' is not a column of {source.table}" if close else f"this is no column of {source.table}"
    remedy = f"Did you mean '{close[0]}'? Correct the heading." if close else "It is not read; nothing need be done."
    message = f"{where(source.file, source.sheet, 1, letter)}: {what}. {remedy}"
    return Fault(source.table, source.file, source.sheet, 1, "", letter, "C02", "query", message)
