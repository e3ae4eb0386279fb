"""What a mapping may ask: tables, fields, codes, patterns. One function a sheet; each yields a field and advice."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rtt_eval import schemas
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.model import (
    ABOVE,
    AUTO,
    DECLINED,
    ORDERS,
    SETTINGS,
    STATES,
    ColumnRow,
    DropRow,
    FileRow,
    MissingRow,
    SettingRow,
    UnpivotRow,
    ValueRow,
    compiled,
    is_used,
    setting_name,
)
from rtt_eval.load.mapping.words import heading, plain
from rtt_eval.load.subscales import known_subscales
from rtt_eval.load.tables import TABLES

Fault = tuple[str, str]
VALUE_FIELDS = ("score", "date_completed", "value", "text", "attended", "missing_reason", "informant_key")


def faults_of(lines: Sequence[Any]) -> Iterator[tuple[Any, str, str]]:
    """Every cell of a mapping that cannot be used: its line, its field, and what to do."""
    tables = {line.cells.source_name: line.cells.table for line in lines if line.sheet == "files"}
    for line in lines:
        for field, advice in (*_status(line.cells), *CHECKS[line.sheet](line.cells, tables)):
            yield line, field, advice
    names = [line.cells.source_name for line in lines if line.sheet == "files"]
    for line in (line for line in lines if line.sheet == "files"):
        if names.count(line.cells.source_name) > 1:
            yield line, "source_name", "two sources have this name. Give each a name of its own."


def _unknown(text: str, allowed: Iterable[str]) -> str:
    known = list(dict.fromkeys(allowed))
    close = difflib.get_close_matches(text, known, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"it is one of {', '.join(known)}."


def _one_of(row: Any, field: str, allowed: Sequence[str]) -> Iterator[Fault]:
    text = getattr(row, field)
    if text and text not in allowed:
        yield field, f"this is not known; {_unknown(text, allowed)}"


def _status(row: Any) -> Iterator[Fault]:
    if hasattr(row, "status"):
        yield from _one_of(row, "status", STATES)


def _pattern(text: str, field: str) -> Iterator[Fault]:
    try:
        compiled(text.removeprefix(ABOVE).strip())
    except re.error as fault:
        yield field, f"the pattern between the slashes is not one ({fault.msg}). Write the heading itself, or mend it."


def _source(row: Any, tables: dict[str, str], may_be_blank: bool = False) -> Iterator[Fault]:
    if row.source_name not in tables and (row.source_name or not may_be_blank):
        yield "source_name", f"there is no such source in the sheet files; {_unknown(row.source_name, tables)}"


def _file_row(row: FileRow, tables: dict[str, str]) -> Iterator[Fault]:
    if not is_used(row):
        return
    if not row.table:
        yield "table", f"give the table that the sheet holds, or set status to ignore; {_unknown('', TABLES)}"
    yield from _one_of(row, "table", TABLES)
    yield from _pattern(row.sheet_regex, "sheet_regex")
    yield from _pattern(row.skip_rows_when, "skip_rows_when")
    if row.header_row and row.header_row != AUTO and not re.fullmatch(r"[1-9]\d*", row.header_row):
        yield "header_row", "give the number of the row that holds the headings, or auto."


def _column_row(row: ColumnRow, tables: dict[str, str]) -> Iterator[Fault]:
    yield from _source(row, tables)
    table = tables.get(row.source_name, "")
    if not is_used(row) or table not in TABLES:
        return
    yield from _pattern(row.column_pattern, "column_pattern")
    if not row.field:
        yield "field", "give the field that the column goes to, or set status to ignore."
    yield from _one_of(row, "field", synonyms.fields(table))
    yield from _one_of(row, "date_order", ORDERS)
    if not row.column_pattern and not row.default:
        yield "default", "a row without a column needs a default, which then stands on every row."


def _unpivot_row(row: UnpivotRow, tables: dict[str, str]) -> Iterator[Fault]:
    yield from _source(row, tables)
    if not is_used(row) or tables.get(row.source_name) not in TABLES:
        return
    yield from _pattern(row.column_pattern, "column_pattern")
    if not row.column_pattern:
        yield "column_pattern", "give the heading of the column."
    yield from _one_of(row, "field", VALUE_FIELDS)
    if row.measure and not _is_group(row.measure) and heading(row.measure) not in synonyms.measure_names():
        yield "measure", f"this is no measure; {_unknown(row.measure, set(synonyms.measure_names().values()))}"
    measure = synonyms.measure_names().get(heading(row.measure), "")
    if measure and row.scale and not _is_group(row.scale) and not is_scale(measure, row.scale):
        yield "scale", f"this is no scale of {measure}; {_unknown(row.scale, known_subscales(measure))}"
    respondents = synonyms.values("outcomes", "informant")
    if row.respondent and not _is_group(row.respondent) and plain(row.respondent) not in respondents:
        yield "respondent", f"this is not known; {_unknown(row.respondent, schemas.codes('outcomes', 'informant'))}"


def is_scale(measure: str, name: str) -> bool:
    """Whether a measure has a scale or an item of this name, as an id or as a heading writes it."""
    return heading(name) in synonyms.scale_names(measure) or name in known_subscales(measure)


def _is_group(text: str) -> bool:
    return re.fullmatch(r"[1-9]", text) is not None


def _value_row(row: ValueRow, tables: dict[str, str]) -> Iterator[Fault]:
    if not is_used(row):
        return
    table, _, name = row.field.rpartition(".")
    holders = [one for one in (TABLES if not table else (table,)) if one in TABLES and name in schemas.columns(one)]
    if not holders:
        names = sorted({column.name for one in TABLES for column in schemas.tables()[one]})
        yield "field", f"no table has this field; {_unknown(name, names)}"
        return
    allowed = {code for one in holders for code in _codes(one, name)}
    if row.code not in allowed and (allowed or not row.code):
        yield "code", f"this is no code of the field; {_unknown(row.code, sorted(allowed))}"


def _codes(table: str, name: str) -> tuple[str, ...]:
    """The codes that a value may stand for; empty: any text."""
    column = schemas.columns(table)[name]
    if column.kind == "yes/no":
        return ("yes", "no")
    if name == "measure":
        return tuple(dict.fromkeys(synonyms.measure_names().values()))
    return column.allowed


def _missing_row(row: MissingRow, tables: dict[str, str]) -> Iterator[Fault]:
    reasons = (*schemas.codes("outcomes", "missing_reason"), DECLINED)
    if row.missing_reason not in reasons:
        yield "missing_reason", f"this is no reason; {_unknown(row.missing_reason, reasons)}"


def _drop_row(row: DropRow, tables: dict[str, str]) -> Iterator[Fault]:
    yield from _source(row, tables, may_be_blank=True)
    yield from _pattern(row.pattern, "pattern")
    yield from _pattern(row.column, "column")
    if not row.pattern:
        yield "pattern", "give what the cell says in the rows that are not data."


def _setting_row(row: SettingRow, tables: dict[str, str]) -> Iterator[Fault]:
    if setting_name(row.name) not in SETTINGS:
        yield "name", f"there is no such setting; {_unknown(row.name, SETTINGS)}"


CHECKS: dict[str, Callable[[Any, dict[str, str]], Iterator[Fault]]] = {
    "files": _file_row,
    "columns": _column_row,
    "unpivot": _unpivot_row,
    "values": _value_row,
    "missing": _missing_row,
    "drop_rows": _drop_row,
    "settings": _setting_row,
}
