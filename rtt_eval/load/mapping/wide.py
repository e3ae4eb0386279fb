"""Turn the columns of a wide sheet into lines: scores of forms, answers of feedback, attendance at events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from rtt_eval.load.cells import unknown_code
from rtt_eval.load.columns import read_column, spread
from rtt_eval.load.faults import Fault
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.layout import cell
from rtt_eval.load.mapping.model import DECLINED
from rtt_eval.load.mapping.parts import Base, Part, cells_of, constant, distinct, part_of, texts_of
from rtt_eval.load.mapping.readings import BY_INFORMANT, Words, mark, reader
from rtt_eval.load.mapping.tables import Table, Wide
from rtt_eval.load.mapping.words import heading, plain
from rtt_eval.load.subscales import known_subscales

DATE, SCORE, TEXT, VALUE = "date_completed", "score", "text", "value"
NOT_DUE = "not_due"


class Form(NamedTuple):
    """What a wide column of an outcomes sheet says beside its score; "" is said by the row."""

    measure: str
    subscale: str
    timepoint: str
    informant: str


def form_of(wide: Wide, words: Words) -> Form:
    """The form that a column belongs to; a part that is named and not known is None in `unknown_parts`."""
    row, groups = wide.row, wide.groups
    measure = synonyms.measure_names().get(heading(said(row.measure, groups)), "")
    scale = said(row.scale, groups)
    names = synonyms.scale_names(measure) if measure else {}
    if measure and scale and scale not in known_subscales(measure):
        scale = names.get(heading(scale), "")
    timepoint = words.code("outcomes", "timepoint", said(row.timepoint, groups)) or _spoken(said(row.timepoint, groups))
    informant = words.code("outcomes", "informant", said(row.respondent, groups)) or ""
    return Form(measure, scale, timepoint, informant)


def _spoken(label: str) -> str:
    return synonyms.timepoints().get(heading(label), "") if label else ""


def said(text: str, groups: tuple[str, ...]) -> str:
    """A cell of the unpivot sheet: itself, or the group of the pattern that its number names."""
    if re.fullmatch(r"[1-9]", text):
        return groups[int(text) - 1] if int(text) <= len(groups) else ""
    return text


def unknown_parts(wide: Wide, words: Words) -> list[str]:
    """The parts that a wide column of an outcomes sheet names and nobody knows."""
    form = form_of(wide, words)
    given = {"measure": form.measure, "scale": form.subscale, "timepoint": form.timepoint, "respondent": form.informant}
    return [name for name, found in given.items() if said(getattr(wide.row, name), wide.groups) and not found]


def outcome_parts(table: Table, base: Base, words: Words) -> Iterator[Part]:
    """One part a score column, with a line for each row that has something in it; or one part for a long sheet."""
    scores = [wide for wide in table.wide if (wide.row.field or SCORE) == SCORE]
    dates = {form_of(wide, words): wide for wide in table.wide if wide.row.field == DATE}
    if not scores:
        column = table.column(SCORE)
        texts = texts_of(table, column, table.rows) if column else [""] * len(table.rows)
        yield _scored(table, base, words, texts, np.arange(len(table.rows)), {}, {}, [], "")
    for wide in scores:
        texts = [cell(table.grid, row, wide.column.place) for row in table.rows]
        is_kept = np.array([bool(text) or words.blank_reason != NOT_DUE for text in texts], dtype=bool)
        chosen = np.flatnonzero(is_kept)
        yield _wide_part(table, base, words, wide, dates, [texts[place] for place in chosen], chosen)


def _wide_part(
    table: Table, base: Base, words: Words, wide: Wide, dates: Mapping[Form, Wide], texts: list[str], chosen: np.ndarray
) -> Part:
    form = form_of(wide, words)
    here = (wide.column.letter, wide.column.name)
    own = {name: constant("outcomes", name, value, len(chosen)) for name, value in form._asdict().items() if value}
    places = dict.fromkeys((*own, SCORE, "missing_reason"), here)
    faults: list[Fault] = []
    dated = _date_for(form, dates)
    if dated is not None:
        rows = [table.rows[place] for place in chosen]
        days = [cell(table.grid, row, dated.column.place) for row in rows]
        cells = cells_of(table, DATE, rows, dated.column.letter, dated.column.name)
        own[DATE], faults = read_column(days, cells, reader(words, "outcomes", DATE))
        places[DATE] = (dated.column.letter, dated.column.name)
    return _scored(table, base, words, texts, chosen, own, places, faults, wide.column.letter)


def _date_for(form: Form, dates: Mapping[Form, Wide]) -> Wide | None:
    """The date column of a form: of its measure, scale and informant where there is one, else of its timepoint."""
    for known in (form, form._replace(subscale=""), Form(form.measure, "", form.timepoint, "")):
        if known in dates:
            return dates[known]
    return dates.get(Form("", "", form.timepoint, "")) or dates.get(Form("", "", form.timepoint, form.informant))


def _scored(
    table: Table, base: Base, words: Words, texts: list[str], chosen: np.ndarray, own: dict[str, Any],
    places: dict[str, Any], faults: list[Fault], letter: str,
) -> Part:  # fmt: skip
    """A part of outcomes: scores typed, the reasons of those that are missing, and the subscale settled by measure."""
    rows = [table.rows[place] for place in chosen]
    at = places.get(SCORE) or base.places.get(SCORE, ("", SCORE))
    scores, found = read_column(texts, cells_of(table, SCORE, rows, *at), reader(words, "outcomes", SCORE))
    informant = own["informant"] if "informant" in own else base.columns.get("informant", None)
    if informant is not None and "informant" not in own:
        informant = informant.take(chosen)
    reasons = _reasons(texts, words, informant)
    if "missing_reason" in base.columns and "missing_reason" not in own:
        told = pd.Series(base.columns["missing_reason"].take(chosen))
        reasons = told.fillna(pd.Series(reasons)).array
    own = {**own, SCORE: scores, "missing_reason": reasons}
    part = part_of(table, base, chosen, own, [*faults, *found], letter, places)
    return _with_known_subscales(table, part, rows)


def _reasons(texts: list[str], words: Words, informant: Any) -> Any:
    codes, found = distinct(texts)
    reasons: list[str | None] = [words.reason(text) for text in found]
    if words.blank_reason != NOT_DUE:
        reasons = [words.blank_reason if not text else reason for text, reason in zip(found, reasons, strict=True)]
    values = pd.Series(spread(reasons, codes, "code"))
    is_declined = values == DECLINED
    if is_declined.any():
        by_whom = pd.Series(informant).map(BY_INFORMANT) if informant is not None else pd.Series(index=values.index)
        values = values.mask(is_declined, by_whom.astype("str").fillna("not_returned"))
    return values.array


def _with_known_subscales(table: Table, part: Part, rows: list[int]) -> Part:
    """The part with its subscales as ids of their measure; a name that the measure does not have rejects the line."""
    frame, faults = part.frame, list(part.faults)
    subscales = frame["subscale"].copy()
    for measure, name in frame[["measure", "subscale"]].dropna().drop_duplicates().itertuples(index=False):
        known = known_subscales(measure)
        if name in known:
            continue
        lines = np.flatnonzero((frame["measure"] == measure) & (frame["subscale"] == name))
        settled = synonyms.scale_names(measure).get(heading(name)) if known else None
        subscales.iloc[lines] = settled if settled else pd.NA
        if settled is None:
            cells = cells_of(table, "subscale", rows, *part.places.get("subscale", ("", "subscale")))
            faults += [cells.fault(int(line), "C11", "reject", unknown_code(name, known)) for line in lines]
    return part._replace(frame=frame.assign(subscale=subscales), faults=faults)


def attendance_parts(table: Table, base: Base, words: Words) -> Iterator[tuple[Part, str]]:
    """One part an event column, and what names the event: its id, or its date."""
    for wide in table.wide:
        texts = [cell(table.grid, row, wide.column.place) for row in table.rows]
        chosen = np.flatnonzero(np.array([bool(text) for text in texts], dtype=bool))
        rows = [table.rows[place] for place in chosen]
        here = (wide.column.letter, wide.column.name)
        cells = cells_of(table, "attended", rows, *here)
        attended, faults = read_column(
            [texts[place] for place in chosen], cells, reader(words, "attendance", "attended")
        )
        event = said(wide.row.event, wide.groups) or wide.column.own
        own = {"attended": attended, "event_id": constant("attendance", "event_id", event, len(chosen))}
        places = {"attended": here, "event_id": here}
        yield part_of(table, base, chosen, own, faults, wide.column.letter, places), event


def feedback_parts(table: Table, base: Base, words: Words) -> Iterator[Part]:
    """One part a question, with a line for every form, answered or not; a text keeps its theme and status."""
    n = len(table.rows)
    everyone = np.arange(n)
    n_texts = np.zeros(n, dtype=int)
    themes = pd.Series(base.columns["theme"]) if "theme" in base.columns else None
    for wide in table.wide:
        is_text = wide.row.field == TEXT
        answers = [answer(cell(table.grid, row, wide.column.place), is_text, words) for row in table.rows]
        here = (wide.column.letter, wide.column.name)
        is_answered = np.array([bool(text) for text in answers], dtype=bool)
        codes, found = distinct(answers)
        own = {name: constant("feedback", name, None, n) for name in (VALUE, TEXT, "theme", "text_status")}
        own[TEXT if is_text else VALUE] = spread([text or None for text in found], codes, "text")
        own["question"] = constant("feedback", "question", said(wide.row.question, wide.groups), n)
        if is_text:
            own["theme"] = _themes(themes, n_texts, is_answered)
            if "text_status" in base.columns:
                own["text_status"] = pd.Series(base.columns["text_status"]).where(is_answered).array
            n_texts = n_texts + is_answered
        places = dict.fromkeys((VALUE, TEXT, "question"), here)
        yield part_of(table, base, everyone, own, [], wide.column.letter, places)


def answer(text: str, is_text: bool, words: Words) -> str:
    """An answer as forms keep it: yes or no, a mark without its scale, an own text; "" where nothing is said."""
    if is_text:
        return "" if plain(text) in synonyms.blank_answers() else text
    if words.is_missing(text) and plain(text) not in ("n", "ok"):
        return ""
    marked = mark(text)
    if marked.replace(".", "").isdecimal():
        return marked
    return words.code("feedback", VALUE, text) or synonyms.yes_no().get(plain(text)) or text


def _themes(themes: pd.Series | None, n_before: np.ndarray, is_answered: np.ndarray) -> Any:
    """Of the themes of a form, parted by semicolons, the one of this text: the first is of the first text."""
    if themes is None:
        return spread([None], np.zeros(len(is_answered), dtype=int), "code")
    parts = [str(text).split(";") if pd.notna(text) else [] for text in themes]
    own = [
        parts[row][place].strip() or None if is_answered[row] and place < len(parts[row]) else None
        for row, place in enumerate(n_before)
    ]
    return pd.Series(own, dtype="str").array
