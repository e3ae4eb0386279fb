"""What each sheet of a folder holds: where its tables begin, and which canonical table each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rtt_eval import schemas
from rtt_eval.load.grids import Grid
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.layout import Heading, find_header, headings_of
from rtt_eval.load.mapping.people import KEYS
from rtt_eval.load.mapping.words import heading
from rtt_eval.load.tables import TABLES
from rtt_eval.profile.phrases import Parsed, form_in, has_word, measure_in, parse

FEWEST = 2
"""Headings that a row must hold to be taken for the heading of a table."""
NAMES = {
    "young_people": ("young people", "children", "header", "caseload"),
    "placements": ("placements", "placement"),
    "missing_episodes": ("missing",),
    "significant_events": ("events", "incidents", "significant"),
    "risk_scores": ("cse", "risk"),
    "referrals": ("referrals", "referral"),
    "involvements": ("involvements", "involvement"),
    "iip_cases": ("cases", "case"),
    "outcomes": ("scores", "outcomes", "goals", "sdq"),
    "sdq_returns": ("oc2",),
    "training_events": ("dates", "training", "courses"),
    "attendance": ("sign-in", "sign in", "attendance", "register"),
    "feedback": ("feedback", "evaluations", "forms"),
    "asf_applications": ("asf", "adoption support fund"),
}
"""Words in the name of a sheet or file that speak for a table; they decide only where headings do not."""
STATUTORY = {
    "header": {"child", "sex", "dob", "ethnic", "upn"},
    "episodes": {"child", "decom", "rne", "ls", "place"},
    "oc2": {"child", "sdq score", "sdq reason"},
    "missing": {"child", "mis start", "mis end"},
}
"""Files of the statutory return and headings that no other file has."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")


class Block(NamedTuple):
    """One table in a sheet: its heading row, its columns, the canonical table it is taken for, "" for none."""

    grid: Grid
    header: int
    last: int
    headings: tuple[Heading, ...]
    table: str
    measure: str = ""
    form: str = ""
    statutory: str = ""

    @property
    def rows(self) -> range:
        """The rows below the heading, from 0."""
        return range(self.header + 1, self.last)


def blocks_of(grid: Grid) -> list[Block]:
    """The tables of a sheet, from the top; a sheet without a heading that anybody knows gives none."""
    headers = list(_headers(grid))
    if not headers:
        return []
    ends = [*(_title_above(grid, header) for header in headers[1:]), len(grid.rows)]
    blocks = []
    for header, last in zip(headers, ends, strict=True):
        headings = tuple(headings_of(grid, header))
        blocks.append(_named(Block(grid, header, last, headings, "")))
    return [block for block in blocks if block.table or block.statutory]


def _headers(grid: Grid) -> Iterator[int]:
    """The heading rows of a sheet: the best one of the first rows, and others that do not repeat it."""
    best = find_header(grid, worth)
    if best is None or _n_known(grid.rows[best]) < FEWEST:
        return
    seen: list[list[str]] = [list(map(heading, grid.rows[best]))]
    for row in range(len(grid.rows)):
        if row == best:
            yield row
        elif row != best - 1 and _is_heading(grid, row) and (labels := list(map(heading, grid.rows[row]))) not in seen:
            seen.append(labels)
            yield row


def _is_heading(grid: Grid, row: int) -> bool:
    """Whether a row under a gap or a title holds hardly anything but headings."""
    if row and sum(map(bool, grid.rows[row - 1])) > 1:
        return False
    n_known, n_filled = _n_known(grid.rows[row]), sum(map(bool, grid.rows[row]))
    return n_known > FEWEST and n_known >= 0.6 * n_filled


def _title_above(grid: Grid, header: int) -> int:
    while header and sum(map(bool, grid.rows[header - 1])) <= 1:
        header -= 1
    return header


def _n_known(cells: Sequence[str]) -> int:
    return sum(worth(text) > 0 for text in cells if text)


def worth(text: str) -> float:
    """How much a cell speaks for its row being a heading: known as one, or made of the words of wide headings."""
    if len(text) > 120:
        return 0
    if any(heading(text) in known for known in synonyms.headings().values()):
        return 1
    found = parse(text)
    is_wide = not found.rest and (found.measure or found.is_date) and (found.timepoint or found.label or found.scale)
    return 1 if is_wide else 0.5 if form_in([text])[1] else 0


def _named(block: Block) -> Block:
    """The block with the table it is taken for."""
    labels = {heading(column.own) for column in block.headings}
    statutory = next((name for name, own in STATUTORY.items() if own <= labels), "")
    sheet_measure = measure_in(block.grid.sheet) or measure_in(*(column.own for column in block.headings))
    form, questions = form_in([column.own for column in block.headings])
    scores = {table: _score(block, table) for table in TABLES}
    scores["outcomes"] += n_wide(block, sheet_measure)
    scores["feedback"] += len(questions) if len(questions) > 1 else 0
    n_days = sum(bool(DAY.fullmatch(column.own)) for column in block.headings)
    scores["attendance"] += n_days if scores["attendance"] >= FEWEST else 0
    best = max(scores, key=lambda table: scores[table])
    table = best if scores[best] >= FEWEST + 0.5 else ""
    return block._replace(
        table=table, measure=sheet_measure, form=form if table == "feedback" else "", statutory=statutory
    )


def _score(block: Block, table: str) -> float:
    """How much speaks for a table: its fields among the headings, the required ones twice, less those that are not."""
    found = {field_of(table, column.own) for column in block.headings} - {""}
    columns = schemas.columns(table)
    required = {name for name, column in columns.items() if column.is_required and name != "person_id"}
    own = found & set(columns)
    has_key = bool(found & set(KEYS))
    needs_key = "person_id" in columns and columns["person_id"].is_required
    if needs_key and not has_key:
        return 0
    name = f"{block.grid.sheet} {block.grid.file}"
    speaks = 1.5 if has_word(block.grid.sheet or name, *NAMES.get(table, ())) else 0
    speaks += 0.5 if has_word(name, *NAMES.get(table, ())) else 0
    return (len(own) + len(own & required) - 0.5 * len(required - own) + speaks) if own else 0


def field_of(table: str, text: str) -> str:
    """The field that a heading is known for in a table; "" for none."""
    label = heading(text)
    known = synonyms.headings()
    return known.get(table, {}).get(label) or known[synonyms.ANY_TABLE].get(label, "")


def n_wide(block: Block, measure: str) -> int:
    """How much the columns of a sheet speak for forms: a score twice, a date once."""
    found = [wide_heading(block, column, measure) for column in block.headings]
    return sum(1 if one.is_date else 2 for one in found if one is not None)


def wide_heading(block: Block, column: Heading, measure: str) -> Parsed | None:
    """What a heading says of a form, when all its words are known and it names a timepoint or a measure; else None."""
    found = parse(column.own, column.group, measure)
    has_when = bool(found.timepoint or found.label) or any(
        field_of("outcomes", one.own) == "timepoint" for one in block.headings
    )
    is_form = bool(found.measure) or found.is_date
    if found.rest or not has_when or not is_form:
        return None
    if found.is_date:
        return found if found.timepoint or found.label else None
    return found if field_of("outcomes", column.own) not in ("timepoint", "subscale", "measure") else None
