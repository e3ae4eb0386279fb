"""The files of an invented team: a tracker, a placements export, missing episodes, a wide sheet of scores."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from messy_workbooks import AFTER, MEASURES, TRUTH, WHEN, Child, Fault, Messy, Written
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

TRACKER, SCORES, EXPORT = "Tracker 2018.xlsx", "Outcome measures.xlsx", "LCS export.csv"


def write_files(folder: Path, children: list[Child], random: Random) -> Written:
    """All files of the team and its id_map."""
    messy = Messy(folder, random)
    tracker, scores = Workbook(), Workbook()
    for book in (tracker, scores):
        book.remove(book.active)
    _referrals(messy, tracker, children)
    _cases(messy, tracker, children)
    _missing(messy, tracker, children)
    _scores(messy, scores, children)
    if scores.sheetnames and random.random() < 0.3:
        hidden = scores.create_sheet("old lists")
        hidden.append(["x", "y"])
        hidden.sheet_state = "hidden"
        messy.n_rows[SCORES, "old lists"] = 1
    tracker.save(folder / TRACKER)
    if scores.sheetnames:
        scores.save(folder / SCORES)
    _placements(messy, folder, children)
    lines = ["person_id,surname,date_of_birth,lcs_id"]
    lines += [f"{one.person_id},X,{one.born},{one.lcs_id}" for one in children]
    messy.n_rows["id_map.csv", ""] = len(children)
    (folder / "id_map.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Written(messy.faults, messy.spoilt, messy.n_rows)


def _shuffled(messy: Messy, columns: list[tuple[str, list[Any]]], keep: int = 1) -> tuple[list[str], list[list[Any]]]:
    """Columns in some order, the first `keep` where they are, with columns that nobody needs among them."""
    n_rows = len(columns[0][1])
    extra = [("Comments", [messy.any_of(("", "rang the school")) for _ in range(n_rows)]),
             ("TEST_COLUMN", ["x"] * n_rows), ("Shoe size", ["4"] * n_rows)]  # fmt: skip
    rest = columns[keep:] + messy.random.sample(extra, messy.random.randint(0, 2))
    messy.random.shuffle(rest)
    placed = columns[:keep] + rest
    return [head for head, _ in placed], [list(row) for row in zip(*(cells for _, cells in placed), strict=True)]


def _referrals(messy: Messy, book: Workbook, children: list[Child]) -> None:
    spoilt = messy.random.random() < 0.25
    received: list[Any] = [messy.day(one.received) for one in children]
    if spoilt:
        received[0] = "31/11/2017"
    ethnicities = [messy.value("ethnicity", one.ethnicity) for one in children]
    is_misspelt = messy.random.random() < 0.2
    if is_misspelt:
        ethnicities[-1] = "Pakistanny"
        messy.spoilt.add(("ethnicity", children[-1].person_id))
    columns = [
        (messy.heading("referral_id"), [f"R{one.person_id}" for one in children]),
        (messy.heading("lcs_id"), [one.lcs_id for one in children]),
        (messy.heading("name"), [one.name for one in children]),
        (messy.heading("dob"), [messy.day(one.born) for one in children]),
        (messy.heading("sex"), [messy.value("sex", one.sex) for one in children]),
        (messy.heading("ethnicity"), ethnicities),
        (messy.heading("in_care_from"), [messy.day(one.in_care_from) for one in children]),
        (messy.heading("received"), received),
        (messy.heading("source"), [messy.value("source", one.source) for one in children]),
        (messy.heading("decision"), [messy.value("decision", one.decision) for one in children]),
    ]
    heads, rows = _shuffled(messy, columns)
    messy.write(book, TRACKER, "Referrals", heads, rows)
    if spoilt:
        _note(messy, book, TRACKER, "Referrals", heads.index(columns[7][0]), "31/11/2017")
        messy.spoilt.add(("referrals", children[0].person_id))
    if is_misspelt:
        _note(messy, book, TRACKER, "Referrals", heads.index(columns[5][0]), "Pakistanny")


def _note(messy: Messy, book: Workbook, file: str, sheet: str, place: int, text: str) -> None:
    """Where a spoilt cell ended up."""
    row = next(cell.row for cell in list(book[sheet].columns)[place] if cell.value == text)
    messy.faults.append(Fault(file, sheet, row, get_column_letter(place + 1)))


def _cases(messy: Messy, book: Workbook, children: list[Child]) -> None:
    held = [one for one in children if one.start is not None]
    if not held:
        return
    columns = [
        (messy.heading("case_id"), [f"C{one.person_id}" for one in held]),
        (messy.heading("lcs_id"), [one.lcs_id for one in held]),
        (messy.heading("service"), [messy.value("service", "full") for _ in held]),
        (messy.heading("start"), [messy.day(one.start) for one in held]),
    ]
    heads, rows = _shuffled(messy, columns)
    messy.write(book, TRACKER, "Cases", heads, rows)


def _missing(messy: Messy, book: Workbook, children: list[Child]) -> None:
    episodes = [(one.lcs_id, *episode) for one in children for episode in one.missing]
    if not episodes:
        return
    columns = [
        (messy.heading("lcs_id"), [lcs_id for lcs_id, *_ in episodes]),
        (messy.heading("kind"), [messy.value("kind", kind) for _, kind, *_ in episodes]),
        (messy.heading("missing_start"), [messy.day(start) for *_, start, _ in episodes]),
        (messy.heading("missing_end"), [messy.day(end) for *_, end in episodes]),
    ]
    heads, rows = _shuffled(messy, columns)
    if messy.random.random() < 0.3:
        rows.append(["-1", *rows[0][1:]])
    is_under = "Cases" in book.sheetnames and messy.random.random() < 0.3
    sheet = "Cases" if is_under else "Missing"
    messy.write(book, TRACKER, sheet, heads, rows, is_under=is_under)
    if rows[-1][0] == "-1":
        _note(messy, book, TRACKER, sheet, 0, "-1")


def _placements(messy: Messy, folder: Path, children: list[Child]) -> None:
    stays = [(one, number, *stay) for one in children for number, stay in enumerate(one.placements)]
    if not stays:
        return
    columns = [
        (messy.heading("lcs_id"), [one.lcs_id for one, *_ in stays]),
        (messy.heading("placement_id"), [f"{one.person_id}-{number}" for one, number, *_ in stays]),
        (messy.heading("placement_type"), [messy.value("placement_type", kind) for _, _, kind, *_ in stays]),
        (messy.heading("placement_start"), [f"{start:%d/%m/%Y}" for *_, start, _, _ in stays]),
        (messy.heading("placement_end"), [f"{end:%d/%m/%Y}" if end else "01/01/1900" for *_, end, _ in stays]),
        (messy.heading("is_temporary"), [messy.any_of(TRUTH[short]) for *_, short in stays]),
    ]
    heads, rows = _shuffled(messy, columns)
    encoding = messy.any_of(("utf-8", "utf-8-sig", "utf-16"))
    with (folder / EXPORT).open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    messy.n_rows[EXPORT, ""] = len(rows)


def _scores(messy: Messy, book: Workbook, children: list[Child]) -> None:
    """Wide scores: the timepoint in each heading, or over a group of merged cells."""
    held = [one for one in children if one.start is not None and one.scores]
    if not held:
        return
    keys = list(dict.fromkeys((measure, scale, when) for one in held for measure, scale, when, _ in one.scores))
    points = [when for when in WHEN if any(key[2] == when for key in keys)]
    is_double = messy.random.random() < 0.5
    words = {when: messy.any_of(WHEN[when]) for when in points}
    names = {key: messy.any_of(MEASURES[key]) for key in MEASURES}
    heads: list[str] = [messy.heading("lcs_id"), messy.heading("name")]
    rows: list[list[Any]] = [[one.lcs_id, one.name] for one in held]
    groups: list[tuple[int, int, str]] = []
    for when in points:
        first = len(heads)
        heads.append("Date completed" if is_double else f"Date completed {words[when]}")
        for one, row in zip(held, rows, strict=True):
            row.append(messy.day(_day_of(one, when)) if any(score[2] == when for score in one.scores) else None)
        for measure, scale, _ in (key for key in keys if key[2] == when):
            own = names[measure, scale]
            heads.append(own if is_double else messy.any_of((f"{own} {words[when]}", f"{own} ({words[when]})")))
            for one, row in zip(held, rows, strict=True):
                row.append(_cell(messy, one, measure, scale, when))
        groups.append((first, len(heads) - 1, words[when]))
    messy.write(book, SCORES, "Scores", heads, rows, groups if is_double else None)


def _day_of(one: Child, when: str) -> Any:
    assert one.start is not None
    return one.start + timedelta(days=AFTER[when])


def _cell(messy: Messy, one: Child, measure: str, scale: str, when: str) -> Any:
    found = [value for *key, value in one.scores if tuple(key) == (measure, scale, when)]
    return messy.score(found[0]) if found else None
