"""Rows that are no data, by the words that people write there; the same rules for every source, and two by column."""

from __future__ import annotations

from collections.abc import Iterator

from rtt_eval.load.mapping.layout import cell
from rtt_eval.load.mapping.model import BLANK, DropRow, MissingRow, match_text
from rtt_eval.load.mapping.people import KEYS
from rtt_eval.load.mapping.synonyms import missing
from rtt_eval.profile.sheets import Block, field_of

TOTAL = r"/^\W*((grand |sub-?)?totals?|average|mean|median|sum|count)\b/i"
NOTE = r"/^\W*(notes?|n\.?b\.?|key|source|footnote)\s*[:.\-]/i"
EXAMPLE = r"/^\W*(example|dummy|test)\b/i"
EXAMPLE_NAME = r"/^\W*(example|dummy|test (person|child|case|record|client)|do not (delete|use))\b/i"
ZEROS = "/^0+$/"
EVERYWHERE = (
    DropRow("", "", EXAMPLE, "an example or a test row"),
    DropRow("", "", TOTAL, "a total or an average under the table"),
    DropRow("", "", NOTE, "a note under the table"),
)
"""Rules for every source: what the first filled cell of the row says."""


def draft_rules(name: str, block: Block, table: str) -> Iterator[DropRow]:
    """The rules of one source: ids of zeros, names that are none."""
    for column in block.headings:
        field = field_of(table, column.own)
        if field in KEYS:
            yield DropRow(name, column.name, ZEROS, "an example: the id is all zeros")
    for column in block.headings:
        if field_of(table, column.own) in ("person_name", "surname", "forename"):
            yield DropRow(name, column.name, EXAMPLE_NAME, "an example or a test person")


def is_data(block: Block, row: int) -> bool:
    """Whether a row of a sheet is data by the rules for every source: it is looked at for values and dates."""
    cells = block.grid.rows[row]
    first = next((text for text in cells if text), "")
    if not first or any(match_text(rule.pattern, first) is not None for rule in EVERYWHERE):
        return False
    names = [column for column in block.headings if field_of(block.table, column.own) in ("person_name", "surname")]
    return not any(match_text(EXAMPLE_NAME, cell(block.grid, row, column.place)) is not None for column in names)


def draft_missing() -> Iterator[MissingRow]:
    """The missing codes that ship with the program, ready to be changed."""
    yield MissingRow(BLANK, "not_due", "a blank score is a form that is not due yet; not_returned: it is late")
    for raw, reason in missing().items():
        yield MissingRow(raw, reason)
