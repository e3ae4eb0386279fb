"""What a mapping is: seven short lists of rows, as the sheets of mapping.xlsx hold them."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rtt_eval.load.mapping.words import heading

USED_STATES = ("", "matched", "ok")
STATES = ("unmatched", "suggested", "matched", "ok", "ignore")
"""unmatched: nothing fits; suggested: a guess, not used until set to ok; matched: the same words; ignore: left out."""
BLANK = "(blank)"
ROW_NUMBER = "(row)"
ABOVE = "above:"
AUTO = "auto"
ORDERS = ("day_first", "month_first")
ROW_KINDS = ("child", "child_timepoint", "score", "event", "form", "other")
SETTINGS = ("id_map", "year_end", "thresholds", "audience", "sn_model_year")
DECLINED = "declined"
"""A reason that becomes declined_carer or declined_yp, by who was to fill the form in."""


class FileRow(NamedTuple):
    """Which sheets of which files hold what: a source. A sheet that holds two tables is two sources."""

    source_name: str = ""
    file_glob: str = ""
    sheet_regex: str = ""
    header_row: str = ""
    skip_rows_when: str = ""
    table: str = ""
    one_row_is: str = ""
    status: str = ""
    how_sure: str = ""
    note: str = ""


class ColumnRow(NamedTuple):
    """Which column of a source goes to which field. Without a pattern: the default fills the field on every row."""

    source_name: str = ""
    column_pattern: str = ""
    field: str = ""
    type: str = ""
    date_order: str = ""
    required: str = ""
    default: str = ""
    status: str = ""
    how_sure: str = ""
    note: str = ""


class UnpivotRow(NamedTuple):
    """A column of a wide sheet that becomes a row of its own. A number stands for that group of the pattern."""

    source_name: str = ""
    column_pattern: str = ""
    field: str = ""
    measure: str = ""
    scale: str = ""
    timepoint: str = ""
    respondent: str = ""
    question: str = ""
    event: str = ""
    status: str = ""
    how_sure: str = ""
    note: str = ""


class ValueRow(NamedTuple):
    """What a value in the files means: a code of the field. `field`: "sex", or "young_people.sex"."""

    field: str = ""
    raw: str = ""
    code: str = ""
    status: str = ""
    how_sure: str = ""
    n_cells: str = ""
    note: str = ""


class MissingRow(NamedTuple):
    """Text that stands for a missing value, and why the value is missing."""

    raw: str = ""
    missing_reason: str = ""
    note: str = ""


class DropRow(NamedTuple):
    """Rows that are not data. Without a source: of every source; without a column: the first filled cell of the row."""

    source_name: str = ""
    column: str = ""
    pattern: str = ""
    why: str = ""
    note: str = ""


class SettingRow(NamedTuple):
    """One setting of the mapping as a whole."""

    name: str = ""
    value: str = ""
    note: str = ""


SHEETS: dict[str, type] = {
    "files": FileRow,
    "columns": ColumnRow,
    "unpivot": UnpivotRow,
    "values": ValueRow,
    "missing": MissingRow,
    "drop_rows": DropRow,
    "settings": SettingRow,
}


@dataclass(frozen=True)
class Mapping:
    """A mapping: how a team's own files become the canonical tables. `folder`: where its `id_map` is looked for."""

    name: str
    folder: Path
    files: tuple[FileRow, ...] = ()
    columns: tuple[ColumnRow, ...] = ()
    unpivot: tuple[UnpivotRow, ...] = ()
    values: tuple[ValueRow, ...] = ()
    missing: tuple[MissingRow, ...] = ()
    drop_rows: tuple[DropRow, ...] = ()
    settings: tuple[SettingRow, ...] = ()

    def setting(self, name: str) -> str:
        """The value of a setting, "" when it is not given."""
        return next((row.value for row in self.settings if setting_name(row.name) == name), "")


def setting_name(text: str) -> str:
    """The name of a setting as it is known, however it is spaced: "Year end" is year_end."""
    return heading(text).replace(" ", "_")


def is_used(row: FileRow | ColumnRow | UnpivotRow | ValueRow) -> bool:
    """Whether a row counts: matched by the program or accepted by a person. A suggestion does not."""
    return row.status in USED_STATES


@lru_cache(maxsize=10_000)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """The regular expression of a pattern written /…/ or /…/i; None for a plain text. Errors: re.error."""
    found = re.fullmatch(r"/(.*)/(i?)", pattern, re.DOTALL)
    if found is None:
        return None
    return re.compile(found[1], re.IGNORECASE if found[2] else 0)


def match_text(pattern: str, text: str) -> tuple[str, ...] | None:
    """The groups of a pattern in a text (none for a plain one, which fits its own words); None: it does not fit."""
    expression = compiled(pattern)
    if expression is None:
        return () if heading(pattern) == heading(text) else None
    found = expression.search(text)
    return tuple(group or "" for group in found.groups()) if found else None


def fits_file(row: FileRow, file: str, sheet: str) -> bool:
    """Whether a source reads this sheet of this file; a pattern that is left out fits everything."""
    is_file = fnmatch.fnmatch(file.casefold(), (row.file_glob or "*").casefold()) or file == row.file_glob
    if not is_file or not row.sheet_regex or not sheet:
        return is_file
    return match_text(row.sheet_regex, sheet) is not None
