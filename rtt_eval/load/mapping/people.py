"""Whom a row is about: ids joined through id_map, or pseudonyms; one child under two ids or two spellings is reported.

Names and dates of birth are compared here, in memory, and go nowhere else. Nothing is ever joined by a name.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rtt_eval import schemas
from rtt_eval.errors import DataError
from rtt_eval.load.cells import NULL_ID, Reading, read_date
from rtt_eval.load.columns import Cells, strict
from rtt_eval.load.faults import Fault, where
from rtt_eval.load.grids import Grid
from rtt_eval.load.mapping.layout import cell
from rtt_eval.load.mapping.readings import Read, as_day
from rtt_eval.load.mapping.tables import Column, Table
from rtt_eval.load.mapping.words import plain

KEYS = ("person_id", "lcs_id", "ssda903_child", "nhs_number")
"""The fields that say whom a row is about, the surest first. Of id_map nothing else is kept, but to find doubles."""
NEAR = 0.85  # of difflib, on names with the same date of birth: one letter in fourteen


class Seen(NamedTuple):
    """One row that names a child: by which key, and where; the name and the date of birth beside it, where given."""

    key: tuple[str, str]
    name: str
    birth: str
    file: str
    sheet: str
    row: int
    letter: str
    heading: str

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        return where(self.file, self.sheet, self.row)


class People:
    """Keys and the young people they stand for. `doubts`: keys that may be a second one of a child -> why."""

    def __init__(self, id_map: Mapping[tuple[str, str], str] | None, seen: Sequence[Seen]) -> None:
        self.id_map = id_map
        self.main = Counter(one.key[0] for one in seen).most_common(1)[0][0] if seen else ""
        self._pseudonyms: dict[tuple[str, str], str] = {}
        self.doubts = dict(_doubts(seen, id_map))

    def can_join(self, kind: str) -> bool:
        """Whether rows with this kind of key can be told to be about the same children as the others."""
        return self.id_map is not None or self.main in ("", kind)

    def reader(self, kind: str, column: schemas.Column) -> Read:
        """How the cells of a key column are read: as the person_id of the child."""
        blank = strict(column)

        def read(text: str) -> Reading:
            key = (kind, _key(text))
            if not text or text == NULL_ID or text.startswith("#"):
                return blank(text)
            if key in self.doubts:
                return Reading(None, "M02", self.doubts[key])
            person_id = self._person(key)
            return Reading(person_id) if person_id else Reading(None, "M01", UNKNOWN_ID)

        return read

    def _person(self, key: tuple[str, str]) -> str | None:
        if self.id_map is not None:
            return self.id_map.get(key)
        if key[0] == "person_id":
            return key[1]
        return self._pseudonyms.setdefault(key, f"P{len(self._pseudonyms) + 1:04}")


UNKNOWN_ID = "the id is not in id_map. Correct the id, or add the child to id_map."


def _key(text: str) -> str:
    return re.sub(r"\s+", "", text).removesuffix(".0")


def read_id_map(grid: Grid) -> dict[tuple[str, str], str]:
    """Kind and value of each key in id_map -> person_id. Names, addresses and all other columns are not kept.

    Errors: DataError where it has no person_id, or gives one key to two children.
    """
    rows = grid.rows
    heads = [plain(text).replace(" ", "_") for text in (rows[0] if rows else [])]
    if "person_id" not in heads:
        raise DataError(f"{where(grid.file, '', 1)}: id_map needs a column person_id. Compare it with docs/tables.md.")
    found: dict[tuple[str, str], str] = {}
    own = heads.index("person_id")
    for number, row in enumerate(rows[1:], start=2):
        person_id = row[own] if own < len(row) else ""
        for kind in KEYS:
            place = heads.index(kind) if kind in heads else None
            value = _key(row[place]) if place is not None and place < len(row) else ""
            if value and person_id and found.setdefault((kind, value), person_id) != person_id:
                raise DataError(f"{where(grid.file, '', number, '', kind)}: this id stands beside another child too.")
    return found


def seen_in(tables: Sequence[Table]) -> Iterator[Seen]:
    """Every row that names a child, in the order of the mapping."""
    for table in tables:
        key = key_column(table)
        if key is None or key.place is None:
            continue
        for row in table.rows:
            text = _key(cell(table.grid, row, key.place))
            if text and text != NULL_ID:
                at = (table.grid.file, table.grid.sheet, row + 1, key.letter, key.heading)
                yield Seen((key.row.field, text), _name(table, row), _birth(table, row), *at)


def key_column(table: Table) -> Column | None:
    """The column that says whom the rows of a table are about; None where none does."""
    return next((found for kind in KEYS if (found := table.column(kind)) is not None), None)


def _name(table: Table, row: int) -> str:
    """The name beside a key, its parts in order of the alphabet: "WEXCOMBE, Orrin" is "orrin wexcombe"."""
    columns = [table.column(field) for field in ("person_name", "forename", "surname")]
    text = " ".join(cell(table.grid, row, one.place) for one in columns if one is not None and one.place is not None)
    return " ".join(sorted(re.findall(r"[^\W\d_]+", plain(text))))


def _birth(table: Table, row: int) -> str:
    column = table.column("date_of_birth") or table.column("birth_month")
    if column is None or column.place is None:
        return ""
    return str(read_date(as_day(cell(table.grid, row, column.place)), ()).value or "")


def _doubts(
    seen: Sequence[Seen], id_map: Mapping[tuple[str, str], str] | None
) -> Iterator[tuple[tuple[str, str], str]]:
    """Keys of which another, seen earlier, has the same date of birth and nearly the same name."""
    first: dict[tuple[str, str], Seen] = {}
    for one in seen:
        if one.birth and one.name:
            first.setdefault(one.key, one)
    by_birth: dict[str, list[Seen]] = {}
    for one in first.values():
        earlier = by_birth.setdefault(one.birth, [])
        alike = next((other for other in earlier if _may_be_one(one, other, id_map)), None)
        if alike is None:
            earlier.append(one)
            continue
        yield (
            one.key,
            (
                f"the id is another one than in {alike.place}, with the same date of birth and nearly the same name: "
                "probably the same child. The row is left out. Correct the id; if they are two children, give each its "
                "line in id_map."
            ),
        )


def _may_be_one(one: Seen, other: Seen, id_map: Mapping[tuple[str, str], str] | None) -> bool:
    if one.key[0] != other.key[0] or (id_map and one.key in id_map):
        return False
    return difflib.SequenceMatcher(None, one.name, other.name).ratio() >= NEAR


def spelling_faults(seen: Sequence[Seen], table_of: Mapping[tuple[str, str], str]) -> list[Fault]:
    """One query a row whose name is not the one that stood beside the same id before; a part of it is enough."""
    first: dict[tuple[str, str], Seen] = {}
    faults = []
    for one in seen:
        if not one.name:
            continue
        known = first.setdefault(one.key, one)
        ours, theirs = set(one.name.split()), set(known.name.split())
        if ours <= theirs or theirs <= ours:
            continue
        advice = (
            f"the name beside this id is not spelt as in {known.place}. Correct the name, or the id if they are two "
            "children."
        )
        column = schemas.columns("young_people")["person_id"]
        table = table_of[one.file, one.sheet]
        cells = Cells(table, one.file, one.sheet, (one.row,), column, one.letter, one.heading)
        faults.append(cells.fault(0, "M03", "query", advice)._replace(line=None))
    return faults
