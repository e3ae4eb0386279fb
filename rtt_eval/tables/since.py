"""Tables of what changed since the last edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from rtt_eval.blocks import Table
from rtt_eval.changes import Change
from rtt_eval.contrasts import contrast_of, outcome_name
from rtt_eval.disclosure import Since
from rtt_eval.labels import HEADLINES, REASONS, SECTIONS, STATES, WHEN, plain, when
from rtt_eval.params import OutcomeParams, ReportParams
from rtt_eval.tables.build import text_table

SHEET = "Changes"
COMPARED = ("moved", "same", "new", "gone")
LISTED = ("moved", "new", "gone")
WHY = (
    "Cohort: the figure is about other young people or other days. Definition: it is made in another way. Data: the "
    "records say something else."
)


def headline_changes(
    since: Since | None, params: ReportParams, names: Mapping[str, str] = MappingProxyType({})
) -> Table | None:
    """The headline figures in the last edition and in this, with the reason where one moved; None where no figure of
    the report changed. names: of the codes in ids that are headlines as a family, such as the indicators."""
    found = _headlines(since, params, names) if since is not None and since.n(*LISTED) else []
    rows = [(label, one.before or "-", one.now or "-", _why(one)) for label, one in found]
    heads = [("Figure", False), ("Last edition", True), ("This edition", True), ("Why it moved", False)]
    notes = [WHY] if any(one.reasons for _, one in found) else []
    return text_table("headline_changes", "Headline figures, in the last edition and in this", heads, rows, notes=notes)


def _headlines(since: Since, params: ReportParams, names: Mapping[str, str]) -> list[tuple[str, Change]]:
    """Label and change of each headline figure that both editions, or one of them, show."""
    labels = dict(HEADLINES.get(params.report, {}))
    if isinstance(params, OutcomeParams):
        one = contrast_of(params.primary_outcome)
        name = outcome_name(one).removeprefix("the ")
        labels[f"{one.stem}.change.mean"] = f"Average change in {name}, {WHEN.get(one.follow_up, when(one.follow_up))}"
    shown = [change for change in since.changes if change.state in COMPARED]
    named = [(pattern.partition("*"), label) for pattern, label in labels.items()]
    found = []
    for (first, star, last), label in named:
        for change in shown:
            code = change.id[len(first) : len(change.id) - len(last)]
            if change.id.startswith(first) and change.id.endswith(last) and (star or not code):
                found.append((label.format(names.get(code, code)), change))
    return found


def _why(change: Change) -> str:
    """The reasons; in words where it did not move."""
    if change.state != "moved":
        return {"same": "No change", "new": "New", "gone": "No longer there"}[change.state]
    return ", ".join(REASONS[reason] for reason in change.reasons)


def changes_by_section(since: Since | None) -> Table | None:
    """How many figures moved, are the same, came, went, or are not compared, in each section in which any changed."""
    if since is None or not since.n(*LISTED):
        return None
    labels = {
        state: label
        for state, label in {**STATES, "hidden": "Not compared"}.items()
        if since.n(state, *(["few"] if state == "hidden" else []))
    }
    rows = [
        (SECTIONS.get(section, plain(section)), *(f"{n[state]:,}" for state in labels))
        for section, n in since.by_section.items()
        if any(n[state] for state in LISTED)
    ]
    heads = [("Section", False), *((label, True) for label in labels.values())]
    notes = ["Sections in which nothing changed are left out."] if len(rows) < len(since.by_section) else []
    caption = "Figures that changed since the last edition, by section"
    return text_table("changes_by_section", caption, heads, rows, notes=notes)


def every_change(since: Since | None) -> Table | None:
    """A row for each figure that moved, came or went: in the workbook alone, as there can be thousands."""
    changes = [] if since is None else [one for one in since.changes if one.state in LISTED]
    rows = [
        (one.id, SECTIONS.get(one.section, plain(one.section)), STATES[one.state], one.before or "-", one.now or "-",
         ", ".join(REASONS[reason] for reason in one.reasons))
        for one in changes
    ]  # fmt: skip
    heads = [("Id in results.json", False), ("Section", False), ("What happened", False), ("Last edition", True),
             ("This edition", True), ("Why", False)]  # fmt: skip
    table = text_table("every_change", "Every figure that changed since the last edition", heads, rows, notes=[WHY])
    return None if table is None else replace(table, only_in_workbook=SHEET)
