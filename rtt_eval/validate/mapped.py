"""What a mapping met in a team's files, in words: columns and values with counts, and what a report lacks."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import pandas as pd

from rtt_eval import schemas
from rtt_eval.load import Found, Records, where
from rtt_eval.validate.wording import LACKS

FIELD_LACKS = MappingProxyType(
    {
        ("young_people", "ethnicity"): "ethnicity",
        ("young_people", "status"): "the legal route of the young people",
        ("young_people", "in_care_from"): "placement moves since coming into care",
        ("placements", "end_reason"): "whether placements ended as planned",
        ("placements", "provider"): "the cost of each placement by provider",
        ("placements", "is_temporary"): "the difference between short breaks and moves",
        ("placements", "is_new_carer"): "the difference between a new carer and a new status",
        ("referrals", "decision"): "the outcomes of referrals",
        ("referrals", "source"): "who referred",
        ("referrals", "first_consultation"): "the wait for consultation",
        ("referrals", "first_therapy"): "the wait for therapy",
        ("iip_cases", "referral_id"): "the time from referral to start",
        ("iip_cases", "first_network_meeting"): "the time to the first network meeting",
        ("outcomes", "date_completed"): "whether forms were filled in when they were due",
        ("training_events", "eligible_n"): "the share of those eligible who attended",
        ("feedback", "respondent_role"): "who gave feedback",
    }
)
"""Optional column -> what a report lacks where no file gives it."""

UNREAD = ("unmatched", "absent")


def lacking(table: str, field: str) -> str:
    """What a report lacks when a field of a table has no value; "" where nothing in a report rests on it."""
    column = schemas.columns(table).get(field) if table in schemas.tables() else None
    if column is None:
        return ""
    return LACKS.get(table, "") if column.is_required else FIELD_LACKS.get((table, field), "")


def text(records: Records) -> list[str]:
    """The columns and values of every mapped sheet in blocks of plain text; none for canonical tables."""
    found = records.found
    blocks = [
        "\n".join(_sheet(str(file), str(sheet), rows))
        for (file, sheet), rows in found.groupby(["file", "sheet"], sort=True)
    ]
    if not blocks:
        return []
    idle = records.sources[records.sources["state"] == "not_mapped"]
    lines = [f"  {where(row['file'], row['sheet'])}: {row['rows']} rows" for row in idle.to_dict("records")]
    not_read = ["\n".join(["Sheets that the mapping does not read", *lines])] if lines else []
    return ["Columns and values of your files", *blocks, *not_read, *_absent_fields(records)]


def _sheet(file: str, sheet: str, rows: pd.DataFrame) -> Iterator[str]:
    columns, values = rows[rows["kind"] == "column"], rows[rows["kind"] == "value"]
    states = columns["state"].value_counts()
    yield (
        f"{where(file, sheet)}: {states.get('matched', 0)} columns matched, {states.get('ignored', 0)} left out, "
        f"{states.get('unmatched', 0)} unmatched; {_cells(values, 'matched')} cells with known values, "
        f"{_cells(values, 'unmatched')} with unknown ones"
    )
    for row in found_in(columns[columns["state"].isin(UNREAD)]):
        yield f"  {column_line(row)}"
    for row in found_in(values[values["state"] == "unmatched"]):
        yield f"  {value_line(row)}"


def found_in(rows: pd.DataFrame) -> list[Found]:
    """The rows of `Records.found`, one by one."""
    return [Found(**{str(name): value for name, value in row.items()}) for row in rows.to_dict("records")]


def _cells(values: pd.DataFrame, state: str) -> int:
    return int(values.loc[values["state"] == state, "n_cells"].sum())


def column_line(row: Found) -> str:
    """A column that is not read, in words."""
    lacks = lacking(row.table, row.field)
    costs = f" The report will lack {lacks}." if lacks else ""
    if row.state == "absent":
        return f"the column '{row.shown}' ({row.field}) is not there.{costs}"
    return f"column {row.letter} ({row.shown}) is unmatched and was not read: {row.n_cells} cells filled.{costs}"


def value_line(row: Found) -> str:
    """A value that nobody knows, in words; shown only where it is nearly a known one."""
    what = f"'{row.shown}'" if row.shown else "a value"
    cells = "1 cell" if row.n_cells == 1 else f"{row.n_cells} cells"
    costs = value_costs(row.table, row.field, row.n_cells)
    return f"column {row.letter} ({row.field}): {what} is not known, in {cells} (first in row {row.row}). {costs}"


def value_costs(table: str, field: str, n_cells: int) -> str:
    """What a report lacks because of an unknown value."""
    if (table, field) == ("young_people", "sex"):
        return "The sex counts as not known."
    if schemas.columns(table)[field].is_required:
        rows = "1 row is" if n_cells == 1 else f"{n_cells} rows are"
        return f"{rows} not used: the report lacks them under {LACKS[table]}."
    return "The value counts as not known."


def _absent_fields(records: Records) -> list[str]:
    """Optional fields of the tables that are there which no file gives, where a report lacks something for it."""
    lines = [
        f"  {table} has no {field}: the report will lack {lacks}."
        for (table, field), lacks in FIELD_LACKS.items()
        if records.has(table) and not records.has(table, field)
    ]
    return ["\n".join(["What no file gives", *lines])] if lines else []
