"""`rtt-eval compare`: two published editions of a report, figure by figure, as text or as a file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtt_eval.errors import ParamsError

if TYPE_CHECKING:
    from rtt_eval.disclosure import Since

HEADS = {
    "moved": "Moved",
    "new": "New",
    "gone": "No longer there",
    "few": "Moved by so little that the difference could point to a child (numbers not shown)",
}
COLUMNS = ("id", "section", "unit", "before", "now", "state", "reasons")
TEAM = "It holds what a team edition shows: not to be circulated."


def edition(path: Path) -> dict[str, Any]:
    """What `load.editions` has of a results.json, or of the one in the folder of a report. Errors: ParamsError."""
    from rtt_eval import load

    if not path.exists():
        raise ParamsError(f"{path}: there is no such file or folder. Name a results.json, or the folder of a report.")
    file = path / "results.json" if path.is_dir() else path
    if not file.is_file():
        raise ParamsError(f"{path}: this folder holds no results.json. Name the folder of one report.")
    return load.editions(file)[0]


def compare(old: Path, new: Path) -> tuple[Since, str]:
    """Two editions, each a results.json or the folder of a report, and what changed as text for a terminal.

    Errors: ParamsError where one cannot be read, or where they are of different reports.
    """
    from rtt_eval.disclosure import between

    first, second = edition(old), edition(new)
    if first["report"] != second["report"]:
        raise ParamsError(
            f"{old} is of {first['report']} and {new} of {second['report']}: only two editions of one report can be "
            "compared."
        )
    found = between(first, second)
    is_team = "team" in (first["audience"], second["audience"])
    named = [f"Old: {_named(first)}", f"New: {_named(second)}", *([TEAM] if is_team else [])]
    return found, "\n".join([*named, "", *_wholes(found), "", _totals(found), *_lists(found)])


def _named(one: dict[str, Any]) -> str:
    period = f"{one['period'].get('start')} to {one['period'].get('end')}"
    return f"{one['report']}, {one['audience']} edition, {period}, as at {one['edition']}"


def _wholes(found: Since) -> list[str]:
    """Cohort, definition and data of the two as wholes."""
    cohort = "same period, same last day" if found.has_same_period else "another period, or another last day"
    if found.settings is None:
        return [f"Cohort: {cohort}", "Definition and data: no run.json beside one of them; told from the figures alone"]
    program = "; made by different versions of the program" if found.has_another_program else ""
    settings = f"settings that differ: {', '.join(found.settings)}" if found.settings else "same settings"
    inputs = f"files that differ: {', '.join(found.inputs)}" if found.inputs else "same files"
    return [f"Cohort: {cohort}", f"Definition: {settings}{program}", f"Data: {inputs}"]


def _totals(found: Since) -> str:
    if not found.n("moved", "new", "gone", "few"):
        return f"Nothing changed: {found.n('same'):,} figures are the same; {found.n('hidden'):,} are hidden."
    counts = {"moved": "moved", "few": "moved by a few", "same": "the same", "new": "new", "gone": "no longer there"}
    told = ", ".join(f"{found.n(state):,} {words}" for state, words in counts.items() if found.n(state))
    return f"Figures: {told}; {found.n('hidden'):,} not compared, as one of the two hides them."


def _lists(found: Since) -> list[str]:
    lines: list[str] = []
    for state, head in HEADS.items():
        some = [one for one in found.changes if one.state == state]
        if not some:
            continue
        lines += ["", head]
        for one in some:
            shown = {"moved": f": {one.before} -> {one.now}", "new": f": {one.now}", "gone": f": was {one.before}"}
            lines.append(f"  {one.id}{shown.get(state, '')}  [{', '.join(one.reasons)}]")
    return lines


def check_target(path: Path) -> None:
    """ParamsError where a list cannot be written there: another kind of file, or one that is already there."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise ParamsError(f"{path}: the list of figures is written as .csv or .xlsx. Give it one of these endings.")
    if path.exists():
        raise ParamsError(f"{path} is already there and stays as it is. Give another name with -o.")


def write(found: Since, path: Path) -> None:
    """Every figure with what became of it, one a row, as CSV or as a workbook. Errors: see `check_target`."""
    from rtt_eval.disclosure import as_rows

    check_target(path)
    rows = [[row[name] for name in COLUMNS] for row in as_rows(found)]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
        return
    _workbook(rows, path)


def _workbook(rows: Sequence[Sequence[str]], path: Path) -> None:
    from xlsxwriter import Workbook

    book = Workbook(path)
    page = book.add_worksheet("Changes")
    page.set_column(0, 0, 70)
    page.set_column(1, len(COLUMNS) - 1, 18)
    columns = [{"header": name} for name in COLUMNS]
    page.add_table(0, 0, max(len(rows), 1), len(COLUMNS) - 1, {"columns": columns, "name": "changes"})
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row):
            page.write_string(number, place, text)
    book.close()
