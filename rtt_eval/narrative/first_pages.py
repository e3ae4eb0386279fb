"""What the leadership edition has before everything else: the main findings, section by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rtt_eval.blocks import Block, Prose, Subheading
from rtt_eval.disclosure import Safe
from rtt_eval.params import ReportParams

AUDIENCE = "dlt"

Section = Callable[[Safe, ReportParams], Prose | None]


def main_findings(
    safe: Safe, params: ReportParams, sections: Mapping[str, Section], *pictures: Block | None
) -> list[Block]:
    """Each section's own answer as a list, above a few charts; empty but in the dlt edition.

    A leader gives a report four minutes: the first two pages stand alone (docs/plain-english.md). sections: the name of
    each section and the function that answers it, in order; what answers nothing is left out. pictures: charts that are
    shown under them.
    """
    if safe.audience != AUDIENCE:
        return []
    answers = {name: answer(safe, params) for name, answer in sections.items()}
    lines = [f"- **{name}.** {one.markdown}" for name, one in answers.items() if one is not None]
    drawn = [one for one in pictures if one is not None]
    return [Subheading("Main findings"), Prose("\n".join(lines), "text"), *drawn] if lines else []
