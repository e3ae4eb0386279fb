"""The author's own words, as given, and what stands where they are still to come."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.params import ReportParams

AUTHOR_WRITES = ("recommendations", "case_examples", "discussion")
"""Sections that only the author can write: without commentary they say so."""

TO_COME = "To be completed by the author."


def commentary(params: ReportParams, section: str) -> Prose | None:
    """What the author wrote for a section; None where nothing was written and nothing is expected."""
    text = params.commentary.get(section, "").strip()
    if text:
        return Prose(text, "commentary")
    return Prose(TO_COME, "text") if section in AUTHOR_WRITES else None


def still_to_write(params: ReportParams) -> list[str]:
    """The sections that only the author can write and that are empty, for the run to list."""
    return [section for section in AUTHOR_WRITES if not params.commentary.get(section, "").strip()]
