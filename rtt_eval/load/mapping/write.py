"""Write a mapping as a workbook that an administrator can read and mend: what needs a person first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from rtt_eval import measures, schemas
from rtt_eval.errors import ParamsError
from rtt_eval.load.faults import spreadsheet_letter
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.book import add_lines, add_table, as_bytes, new_book
from rtt_eval.load.mapping.checks import VALUE_FIELDS
from rtt_eval.load.mapping.model import DECLINED, ORDERS, ROW_KINDS, SETTINGS, SHEETS, STATES, Mapping
from rtt_eval.load.tables import TABLES

COLOURS = {"unmatched": "F8CBAD", "suggested": "FFE699", "ignore": "E7E6E6"}
LISTS = "lists"
NOTES = {
    "status": "unmatched: nothing fits, please choose. suggested: a guess, not used until you change it to ok. "
    "matched: the same words. ok: you have decided. ignore: left out.",
    "how_sure": "How the program came to this row.",
    "note": "For you; the program does not read it.",
    "source_name": "A name for one table in your files, the same in every sheet of this workbook.",
    "file_glob": "The file; * stands for any letters, as in IIP tracker*.xlsx.",
    "sheet_regex": "The sheet; blank: any. Several: /^(W1|W2)/.",
    "header_row": "The number of the row that holds the headings, or auto.",
    "skip_rows_when": "A heading: rows that are blank under it are left out.",
    "table": "What the rows are.",
    "one_row_is": "What one row is about; for you to know.",
    "column_pattern": "The heading as it stands in your file; under a merged heading: Time 1 > SDQ Total. "
    "above: /Event ref (\\S+)/ takes it from a cell above the headings. /…/ is a regular expression.",
    "field": "Where the column goes.",
    "type": "What the field holds; for you to know.",
    "date_order": "Blank or day_first: 31/12/2024. month_first: 12/31/2024.",
    "required": "yes: stop when the column is not there.",
    "default": "What a blank cell counts as; with no column_pattern: what stands on every row.",
    "measure": "The questionnaire. A number takes it from that bracket of the pattern.",
    "scale": "The scale of the questionnaire, or total.",
    "timepoint": "A code, or your own word if the sheet values gives it a code.",
    "respondent": "Who filled the form in.",
    "question": "The question of the feedback form.",
    "event": "The event: its id, or the day on which it was (yyyy-mm-dd).",
    "raw": "What stands in your files. Capitals, spaces, dashes and quotes do not matter.",
    "code": "What it means.",
    "n_cells": "How many cells hold it.",
    "missing_reason": "Why the value is missing. declined: by whoever was to fill the form in.",
    "column": "The heading to look under; blank: the first filled cell of the row.",
    "pattern": "What the cell says in rows that are not data.",
    "why": "Why the row is not data.",
    "name": "The setting.",
    "value": "Its value.",
}
STEPS = (
    "1. Look at the coloured rows, sheet by sheet: they come first. Orange with the word unmatched: choose from the "
    "drop-down list, or set status to ignore. Yellow with the word suggested: if it is right, change status to ok.",
    "2. Save this workbook beside your params file, and name it there: mapping: mapping.xlsx",
    "3. Run the check (rtt-eval check). It lists what is still wrong by file, sheet, row and column letter, in "
    "check.xlsx. Correct your files or this workbook, and check again until nothing is left.",
    "Rows with status matched or ok are used. Suggested and unmatched rows are not used, and nothing is ever guessed.",
    "This workbook holds headings and words from your files: keep it where you keep them.",
)


def write_mapping(mapping: Mapping, path: Path) -> None:
    """The mapping as a workbook. Errors: ParamsError where a file of that name is there: it is never overwritten."""
    content = workbook(mapping)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise ParamsError(f"{path} is already there and stays as it is. Give another name with -o.") from None
    except OSError:
        raise ParamsError(
            f"{path}: the file cannot be written. Check that its folder is there and may be used."
        ) from None


def workbook(mapping: Mapping) -> bytes:
    """The mapping as the bytes of an XLSX file: a page of instructions, then a sheet a list."""
    book = new_book("Mapping of a team's own files")
    add_lines(book, "read_me", "How your files become the report", [*STEPS, "", *_counts(mapping)])
    choices = _Choices(mapping)
    for name, kind in SHEETS.items():
        heads = _heads(kind)
        rows = sorted(getattr(mapping, name), key=_order)
        cells = [[getattr(row, head) for head in heads] for row in rows]
        sheet = add_table(book, name, heads, cells, [NOTES.get(head, "") for head in heads], _colour(heads))
        for place, head in enumerate(heads):
            for letters, options in choices.of(name, head, rows):
                _restrict(sheet, spreadsheet_letter(place), letters, choices.range_of(options))
    choices.write(book)
    return as_bytes(book)


def _heads(kind: Any) -> list[str]:
    """The columns of a sheet with `status` first, where it is seen."""
    fields = list(kind._fields)
    return [*(field for field in fields if field == "status"), *(field for field in fields if field != "status")]


def _order(row: Any) -> int:
    status = getattr(row, "status", "")
    return STATES.index(status) if status in STATES else len(STATES)


def _colour(heads: Sequence[str]) -> Any:
    return (lambda row: COLOURS.get(row[0], "")) if heads[0] == "status" else None


def _counts(mapping: Mapping) -> Iterator[str]:
    """What still needs a person, in words."""
    for name in ("files", "columns", "unpivot", "values"):
        states = Counter(row.status for row in getattr(mapping, name))
        yield (
            f"Sheet {name}: {states['unmatched']} unmatched, {states['suggested']} suggested, "
            f"{states['matched'] + states['ok'] + states['']} matched, {states['ignore']} left out."
        )


class _Choices:
    """The drop-down lists, kept in a hidden sheet because Excel caps a list in the cell itself."""

    def __init__(self, mapping: Mapping) -> None:
        self._table_of = {row.source_name: row.table for row in mapping.files}
        self._lists: list[tuple[str, ...]] = []

    def range_of(self, options: tuple[str, ...]) -> str:
        """Where a list stands in the hidden sheet."""
        if options not in self._lists:
            self._lists.append(options)
        letter = spreadsheet_letter(self._lists.index(options))
        return f"={LISTS}!${letter}$1:${letter}${len(options)}"

    def of(self, sheet: str, head: str, rows: Sequence[Any]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
        """For a column of a sheet: rows (from 0) and what their cells may hold. New rows get the general list."""
        fixed = _FIXED.get((sheet, head)) or _FIXED.get(("", head))
        if fixed:
            yield [*range(len(rows) + 200)], fixed
            return
        by_options: dict[tuple[str, ...], list[int]] = {}
        for number, row in enumerate(rows):
            options = self._options(sheet, head, row)
            if options:
                by_options.setdefault(options, []).append(number)
        yield from ((numbers, options) for options, numbers in by_options.items())

    def _options(self, sheet: str, head: str, row: Any) -> tuple[str, ...]:
        if (sheet, head) == ("columns", "field") and self._table_of.get(row.source_name) in TABLES:
            return synonyms.fields(self._table_of[row.source_name])
        if (sheet, head) == ("columns", "default") and self._table_of.get(row.source_name) in TABLES:
            column = schemas.columns(self._table_of[row.source_name]).get(row.field)
            return column.allowed if column else ()
        if (sheet, head) == ("values", "code"):
            table, _, name = row.field.rpartition(".")
            column = schemas.columns(table).get(name) if table in TABLES else None
            return column.allowed if column and column.allowed else ()
        return ()

    def write(self, book: Workbook) -> None:
        """The hidden sheet with every list in a column of its own."""
        sheet = book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for place, options in enumerate(self._lists, start=1):
            for number, option in enumerate(options, start=1):
                sheet.cell(number, place, option)


_FIXED: dict[tuple[str, str], tuple[str, ...]] = {
    ("", "status"): STATES,
    ("files", "table"): TABLES,
    ("files", "one_row_is"): ROW_KINDS,
    ("", "date_order"): ORDERS,
    ("", "required"): ("yes", "no"),
    ("unpivot", "field"): VALUE_FIELDS,
    ("unpivot", "measure"): tuple(measures.measure_ids()),
    ("unpivot", "respondent"): schemas.codes("outcomes", "informant"),
    ("missing", "missing_reason"): (*schemas.codes("outcomes", "missing_reason"), DECLINED),
    ("settings", "name"): SETTINGS,
}


def _restrict(sheet: Any, letter: str, numbers: Sequence[int], formula: str) -> None:
    """A drop-down list on these rows of a column. Other text is questioned, not refused: it may be a file's word."""
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    choice.error, choice.errorTitle = "This is not in the list. Keep it only if you mean it.", "Not in the list"
    for first, last in _runs(numbers):
        choice.add(f"{letter}{first + 2}:{letter}{last + 2}")
    sheet.add_data_validation(choice)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The numbers drawn together where they follow each other."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
