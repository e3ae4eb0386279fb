"""What a drafted mapping found, in a few lines for the person who asked."""

from __future__ import annotations

from collections.abc import Iterator

from rtt_eval.load.mapping.model import FileRow
from rtt_eval.profile.draft import Draft

MOST_NAMED = 12


def summary(drafted: Draft, name: str) -> str:
    """What was read, what was recognised, and what needs a person before the mapping can be used."""
    mapping = drafted.mapping
    n_files = len({grid.file for grid in drafted.grids})
    used = [row for row in mapping.files if row.status == "matched"]
    read = f"Read {_n(n_files, 'file')}, {_n(len(drafted.grids), 'sheet')}"
    lines = [f"{read}; {_n(len(used), 'table')} recognised."]
    lines += [f"  {row.source_name}: {row.table} ({row.note.split(';')[0]})" for row in used]
    lines += list(_not_read(drafted, [row for row in mapping.files if row.status != "matched"]))
    todo = list(_to_do(drafted))
    lines += ["", f"Needs your word in {name} (the coloured rows):" if todo else f"Nothing is open in {name}."]
    lines += [f"  {line}" for line in todo[:MOST_NAMED]]
    lines += [f"  and {len(todo) - MOST_NAMED} more"] if len(todo) > MOST_NAMED else []
    return "\n".join(lines)


def _not_read(drafted: Draft, rows: list[FileRow]) -> Iterator[str]:
    if rows or drafted.unread:
        yield "Not read:"
    yield from (f"  {row.source_name}: {row.how_sure}; {row.note}" for row in rows)
    yield from (f"  {fault.message}" for fault in drafted.unread)
    hidden = [grid for grid in drafted.grids if grid.is_hidden]
    yield from (f"  {grid.file}, sheet '{grid.sheet}' is hidden: look whether it should be read" for grid in hidden)


def _to_do(drafted: Draft) -> Iterator[str]:
    """One line an open row, the suggestions first: they are one click each."""
    mapping = drafted.mapping
    for status in ("suggested", "unmatched"):
        for row in mapping.columns:
            if row.status == status:
                what = f"column '{row.column_pattern}'" if row.column_pattern else f"{row.field} on every row"
                to = f" is {row.field or row.default}?" if row.column_pattern else f" is {row.default}?"
                asked = (
                    to if status == "suggested" else ": where does it go?" if row.column_pattern else " is not known"
                )
                yield f"columns: {row.source_name}, {what}{asked} ({row.how_sure})"
        for one in mapping.unpivot:
            if one.status == status:
                yield f"unpivot: {one.source_name}, column '{one.column_pattern}' ({one.how_sure})"
        values = [value for value in mapping.values if value.status == status]
        if values:
            fields = ", ".join(dict.fromkeys(value.field for value in values))
            yield f"values: {len(values)} {status} ({fields})"


def _n(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
