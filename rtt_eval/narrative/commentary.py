"""The author's own words, as given, and what stands where they are still to come."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval.blocks import Block, Prose
from rtt_eval.params import AUTHOR_WRITES, ReportParams

TO_COME = "To be completed by the author."
NOTHING = "There is nothing to show here: nothing is recorded, or too few young people stand behind it."


def commentary(params: ReportParams, section: str) -> Prose | None:
    """What the author wrote for a section; None where nothing was written and nothing is expected."""
    text = params.commentary.get(section, "").strip()
    if text:
        return Prose(text, "commentary")
    return Prose(TO_COME, "text") if section in AUTHOR_WRITES[params.report] else None


def unless_empty(*blocks: Block | Iterable[Block] | None) -> list[Block]:
    """The blocks that there are; where there are none, a sentence that says so in their place."""
    found: list[Block] = []
    for one in blocks:
        found += [] if one is None else one if isinstance(one, list) else [one]  # type: ignore[list-item]
    return found or [Prose(NOTHING, "text")]
