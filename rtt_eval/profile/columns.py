"""Draft the rows of the sheets columns and unpivot for one source: what matches exactly, what is only a suggestion."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rtt_eval import schemas
from rtt_eval.load.cells import read_date
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.layout import Heading, cell
from rtt_eval.load.mapping.model import ABOVE, ROW_NUMBER, ColumnRow, UnpivotRow
from rtt_eval.load.mapping.people import KEYS
from rtt_eval.load.mapping.readings import as_day
from rtt_eval.load.mapping.words import heading
from rtt_eval.profile.phrases import has_word, only_informant, whole_scale
from rtt_eval.profile.sheets import DAY, Block, field_of, wide_heading

NEARLY = 0.8  # of difflib, on headings without capitals and punctuation
MATCHED, SUGGESTED, UNMATCHED, IGNORED = "matched", "suggested", "unmatched", "ignore"
FREE_TEXT = "left out: not needed, or words that can hold names"


class Drafted(NamedTuple):
    """The rows drafted for one source."""

    columns: list[ColumnRow]
    unpivot: list[UnpivotRow]


def draft_columns(name: str, block: Block, table: str) -> Drafted:
    """The rows of one source: every column of the sheet in its order, then the fields that no column gives."""
    wide = list(_wide_rows(name, block, table))
    taken = {row.column_pattern for row in wide}
    columns: list[ColumnRow] = []
    for column in block.headings:
        if column.name not in taken:
            columns.append(_column_row(name, block, table, column, {row.field for row in columns}))
    given = {row.field for row in columns if row.status == MATCHED}
    columns += _missing_fields(name, block, table, given, wide)
    return Drafted(columns, wide)


def _column_row(name: str, block: Block, table: str, column: Heading, taken: set[str]) -> ColumnRow:
    field = field_of(table, column.own)
    row = ColumnRow(name, column.name, note=_filled(block, column))
    if field == synonyms.IGNORE:
        return row._replace(field=field, status=IGNORED, how_sure="known heading", note=FREE_TEXT)
    if field and field not in taken:
        default, note = ("no", "a blank counts as no") if field == "attended" else ("", row.note)
        sure = "same words" if heading(field) == heading(column.own) else f"known heading for {field}"
        kind = _kind(table, field)
        note = "; ".join(filter(None, (note, _order_note(block, column, kind))))
        return row._replace(field=field, type=kind, default=default, status=MATCHED, how_sure=sure, note=note)
    if field:
        return row._replace(status=UNMATCHED, how_sure=f"{field} has a column already")
    known = {**synonyms.headings()[synonyms.ANY_TABLE], **synonyms.headings()[table]}
    close = difflib.get_close_matches(heading(column.own), list(known), n=1, cutoff=NEARLY)
    if close and known[close[0]] not in taken:
        return row._replace(field=known[close[0]], type=_kind(table, known[close[0]]), status=SUGGESTED,
                            how_sure=f"nearly '{close[0]}'")  # fmt: skip
    return row._replace(status=UNMATCHED, how_sure="nothing like it is known")


def _kind(table: str, field: str) -> str:
    columns = schemas.columns(table)
    return columns[field].kind if field in columns else "date" if field.startswith(("date", "case_start")) else "key"


def _filled(block: Block, column: Heading) -> str:
    n_filled = sum(bool(cell(block.grid, row, column.place)) for row in block.rows)
    return f"column {column.letter}, {n_filled} cells filled"


def _order_note(block: Block, column: Heading, kind: str) -> str:
    """A word on dates that can only be in American order."""
    if kind not in ("date", "month"):
        return ""
    texts = [as_day(cell(block.grid, row, column.place)) for row in block.rows]
    n_american = sum(read_date(text, ()).code == "C06" for text in texts if text)
    if not n_american:
        return ""
    return f"{n_american} dates can only be month before day; write month_first in date_order if all of them are"


def _missing_fields(
    name: str, block: Block, table: str, given: set[str], wide: Sequence[UnpivotRow]
) -> Iterator[ColumnRow]:
    """A row for each required field that no column gives: from above the heading, the only code, or a suggestion."""
    from_wide = _fields_of_wide(table, wide)
    if table == "young_people" and "date_of_birth" in given:
        from_wide.add("birth_month")
    for field, column in schemas.columns(table).items():
        if not column.is_required or field in given | from_wide or (field == "person_id" and given & set(KEYS)):
            continue
        row = ColumnRow(name, "", field, column.kind, required="yes")
        yield (
            _fact_above(row, block, table)
            or _told(row, block, table)
            or row._replace(
                status=UNMATCHED, how_sure="no column gives it", note="name a column, or a default for every row"
            )
        )


def _fields_of_wide(table: str, wide: Sequence[UnpivotRow]) -> set[str]:
    scores = [row for row in wide if row.field == "score"]
    if table == "outcomes" and scores:
        parts = {"measure": "measure", "scale": "subscale", "timepoint": "timepoint", "respondent": "informant"}
        return {field for part, field in parts.items() if all(getattr(row, part) for row in scores)} | {"score"}
    return {"question"} if table == "feedback" and wide else {"attended", "event_id"} if wide else set()


def _fact_above(row: ColumnRow, block: Block, table: str) -> ColumnRow | None:
    """A row for what stands above the heading, as "Event ref E5893" or in the cell after "Event ref"."""
    labels = [text for text, field in synonyms.headings().get(table, {}).items() if field == row.field]
    for above in range(block.header):
        for text in filter(None, block.grid.rows[above]):
            for label in sorted(labels, key=len, reverse=True):
                words = r"\W+".join(map(re.escape, label.split()))
                found = row._replace(status=MATCHED, how_sure="stands above the heading", required="yes")
                if re.fullmatch(rf"{words}\W+(\S+)", text, re.IGNORECASE):
                    return found._replace(column_pattern=f"{ABOVE} /^{words}\\W+(\\S+)$/i")
                if heading(text) == label:
                    return found._replace(column_pattern=f"{ABOVE} {text}")
    return None


def _told(row: ColumnRow, block: Block, table: str) -> ColumnRow | None:
    """A row for what the sheet as a whole says: its measure, its form, a route in its name; or for ids it lacks."""
    codes = schemas.columns(table)[row.field].allowed
    where = f"{block.grid.file} {block.grid.sheet}"
    if (table, row.field) == ("outcomes", "measure") and block.measure:
        return row._replace(default=block.measure, status=MATCHED, how_sure="the measure is named in the sheet")
    if (table, row.field) == ("feedback", "form") and block.form:
        return row._replace(default=block.form, status=MATCHED, how_sure="the questions are those of this form")
    if (table, row.field) == ("outcomes", "informant"):
        note = "who filled these forms in? the sheet does not say"
        return row._replace(default="parent_carer", status=SUGGESTED, how_sure="most often", note=note)
    if len(codes) == 1:
        return row._replace(default=codes[0], status=MATCHED, how_sure="the only code")
    named = [code for raw, code in synonyms.values(table, row.field).items() if codes and has_word(where, raw)]
    if len(set(named)) == 1:
        return row._replace(default=named[0], status=SUGGESTED, how_sure="in the name of the file or sheet")
    is_own_id = (
        row.type == "key" and row.field == schemas.PRIMARY_KEYS.get(table, ("",))[0] and row.field != "person_id"
    )
    if is_own_id and row.field.endswith("_id") and not _is_named_elsewhere(table, row.field):
        note = "the number of the row in place of an id"
        return row._replace(default=ROW_NUMBER, status=SUGGESTED, how_sure="none in the sheet", note=note)
    return None


def _is_named_elsewhere(table: str, field: str) -> bool:
    return any(to == (table, field) for to in schemas.FOREIGN_KEYS.values())


def _wide_rows(name: str, block: Block, table: str) -> Iterator[UnpivotRow]:
    if table == "outcomes":
        for column in block.headings:
            row = _form_row(name, block, column)
            if row is not None:
                yield row
    elif table == "feedback" and block.form:
        yield from _question_rows(name, block)
    elif table == "attendance":
        for column in (column for column in block.headings if DAY.fullmatch(column.own)):
            day = str(read_date(as_day(column.own), ()).value)
            yield UnpivotRow(name, column.name, "attended", event=day, status=MATCHED, how_sure="the heading is a date",
                             note="the event of that day")  # fmt: skip


def _form_row(name: str, block: Block, column: Heading) -> UnpivotRow | None:
    found = wide_heading(block, column, block.measure)
    if found is None:
        return None
    row = UnpivotRow(
        name, column.name, timepoint=found.timepoint or found.label, status=MATCHED, how_sure="known words"
    )
    if found.is_date:
        return row._replace(field="date_completed", note="the date of the forms of this timepoint")
    has_scale_column = any(field_of("outcomes", one.own) == "subscale" for one in block.headings)
    scale = found.scale or ("" if has_scale_column else whole_scale(found.measure))
    if not scale and not has_scale_column:
        row = row._replace(status=UNMATCHED, how_sure="no scale in the heading")
    has_informant = any(field_of("outcomes", one.own) == "informant" for one in block.headings)
    respondent = found.informant or ("" if has_informant else only_informant(found.measure))
    is_own = found.measure != block.measure or not has_scale_column
    return row._replace(field="score", measure=found.measure if is_own else "", scale=scale, respondent=respondent)


def _question_rows(name: str, block: Block) -> Iterator[UnpivotRow]:
    from rtt_eval.profile.phrases import form_in

    _, questions = form_in([column.own for column in block.headings])
    for column in block.headings:
        question = questions.get(column.own)
        if question:
            field = "text" if is_text(block.form, question) else "value"
            yield UnpivotRow(
                name, column.name, field, question=question, status=MATCHED, how_sure="words of the question"
            )


def is_text(form: str, question: str) -> bool:
    """Whether a question of a feedback form is answered in the respondent's own words (forms.yml)."""
    from importlib import resources

    import yaml

    forms = yaml.safe_load((resources.files("rtt_eval") / "forms.yml").read_text(encoding="utf-8"))
    return bool(forms.get(form, {}).get("questions", {}).get(question, {}).get("kind") == "text")
