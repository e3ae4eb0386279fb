"""Tables of the appendices: the settings, the program, what is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from rtt_eval import measures, versions
from rtt_eval.blocks import Table
from rtt_eval.contrasts import form_name
from rtt_eval.disclosure import Safe, alike, checklist
from rtt_eval.labels import FORMS, SECTIONS, day, plain
from rtt_eval.params import PATHS, ReportParams, as_plain
from rtt_eval.tables.build import text_table

PACKAGES = ("rtt-eval", "pandas", "numpy", "scipy", "matplotlib", "papermill", "nbconvert", "typst")
MOST_IDS = 12
"""Ids of figures that a note names; of more it says how many each form or part has."""

FAMILIES = {
    "asf": "Applications to the fund",
    "cohort": "Who took part",
    "sdq": "SDQ returns of children in care",
    "spc": "Month by month",
}
"""First parts of ids that are no words."""


def parameters(params: ReportParams) -> Table | None:
    """Every setting of the run with its meaning; folders by their last name, people and the author's words counted."""
    fields = type(params).model_fields
    rows = [(name, _setting(name, value), fields[name].description or "") for name, value in as_plain(params).items()]
    heads = [("Setting", False), ("Value", False), ("Meaning", False)]
    return text_table("parameters", f"Settings of this run, {day(params.as_at_date)}", heads, rows)


def _setting(name: str, value: Any) -> str:
    """A value as a reader may see it: no path on somebody's machine, no id of a child, no commentary twice."""
    if name in ("alternative_for", "person_ids"):
        return "none named" if value is None else f"{len(value)} named"
    if name in ("commentary", "exceptions"):
        return "; ".join(f"{section}: text of {len(text.split())} words" for section, text in value.items()) or "none"
    if name == "disclosure_exceptions":
        return f"{len(value)} accepted: see the figures that are not shown" if value else "none"
    if name in PATHS and value:
        return PureWindowsPath(PurePosixPath(value).name).name
    return _plainly(value)


def _plainly(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plainly(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_plainly(one) for one in value) or "none"
    return f"{value:,.15g}" if isinstance(value, float) else str(value)


def packages() -> Table | None:
    """The versions of the program and of what it counts and prints with."""
    rows = [(name, versions.package(name) or "not installed as a package") for name in PACKAGES]
    return text_table(
        "packages", "Versions of the program and its packages", [("Package", False), ("Version", False)], rows
    )


def suppressed(safe: Safe) -> Table | None:
    """How many figures are hidden from this audience, by section and group of figures, of how many there are."""
    hidden: dict[tuple[str, str], int] = {}
    every: dict[tuple[str, str], int] = {}
    for figure in safe.figures.values():
        key = (figure.section, _group(figure.id))
        every[key] = every.get(key, 0) + 1
        if figure.suppressed:
            hidden[key] = hidden.get(key, 0) + 1
    rows = [
        (SECTIONS.get(section, plain(section)), group, f"{n:,}", f"{every[section, group]:,}")
        for (section, group), n in hidden.items()
    ]
    heads = [("Section", False), ("Figures", False), ("Hidden", True), ("Of", True)]
    caption = "Figures hidden so that no child can be recognised"
    notes = ["results.json holds the id of each of them, with the reason and without the number."]
    return text_table("suppressed", caption, heads, rows, notes=notes)


def release_checklist(safe: Safe, params: ReportParams) -> Table | None:
    """The page for the person who signs the release: what the program looked at, and what only a person can."""
    heads = [("To look at", False), ("What was found", False), ("Looked at by", False)]
    rows = [(line.item, line.answer or "to be filled in", line.by) for line in checklist(safe, params)]
    ids = alike(safe)
    notes = [f"Everybody in a group alike: {_named(ids)}."] if ids else []
    return text_table("release_checklist", f"Before release, {day(params.as_at_date)}", heads, rows, notes=notes)


def exceptions(params: ReportParams) -> Table | None:
    """What a person has accepted although the disclosure gate would have stopped it; None where there is nothing."""
    rows = [(one.figure, one.reason, one.reviewed_by) for one in params.disclosure_exceptions]
    heads = [("Figure", False), ("Why it may be shown", False), ("Looked at by", False)]
    return text_table("exceptions", "Exceptions that a person has reviewed", heads, rows)


def _named(ids: Sequence[str]) -> str:
    """A few ids as they are; of many, how many each group of figures has."""
    if len(ids) <= MOST_IDS:
        return ", ".join(ids)
    groups = Counter(map(_group, ids))
    return "; ".join(f"{name}, {n}" for name, n in groups.items()) + ". run.json names each of them"


def _group(id: str) -> str:
    """Which figures an id belongs to, in words: the form of outcomes and feedback, else the first part of the id."""
    family, *parts = id.split(".")
    if family == "feedback":
        return FORMS.get(parts[0], plain(parts[0]))
    if family != "outcomes" or parts[0] not in measures.measure_ids():
        return FAMILIES.get(family, plain(family))
    informants = measures.load(parts[0]).informants
    return form_name(parts[0], parts[1] if parts[1] in informants else "")
