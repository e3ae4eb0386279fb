"""The author's own words, as given, and what stands where they are still to come."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.params import AUTHOR_WRITES, ReportParams

TO_COME = "To be completed by the author."


def commentary(params: ReportParams, section: str) -> Prose | None:
    """What the author wrote for a section; None where nothing was written and nothing is expected."""
    text = params.commentary.get(section, "").strip()
    if text:
        return Prose(text, "commentary")
    return Prose(TO_COME, "text") if section in AUTHOR_WRITES[params.report] else None
