"""Causal words: never generated, and queried where an author uses them.

Before and after without a comparison group cannot say what brought a change about (docs/methods.md). A query is not a
stop: the author may have good reason, and the run goes on.
"""

from __future__ import annotations

import re

from rtt_eval.blocks import Prose
from rtt_eval.params import ReportParams

CAUSAL = (
    r"(?:in|cost[- ])?effective(?:ly|ness)?",
    r"caus(?:e|es|ed|ing|al)",
    r"sav(?:es|ed|ing|ings)",
    r"work(?:s|ed)(?! (?:with|together|on|alongside|in|at|as|closely|jointly)\b)",
    r"due to(?! be\b)",
    r"thanks to",
    r"owing to",
    r"as a (?:direct )?(?:result|consequence) of",
    r"result(?:s|ed|ing)? (?:in|from)",
    r"because of (?:the|our|this) \w+",
    r"attributable to",
    r"led to",
    r"brought about",
    r"pro(?:ves?|ved|ven|of)",
    r"demonstrat(?:es?|ed|ing) that",
    r"success(?:ful|fully)?",
    r"prevent(?:s|ed|ing)",
    r"impact(?:s|ed)? (?:of|on)",
)
_CAUSAL = re.compile(rf"\b(?:{'|'.join(CAUSAL)})\b", re.IGNORECASE)


def queries(text: str) -> list[str]:
    """The words of `text` that say or suggest a cause, as written, in order, each once; empty when there are none."""
    return list(dict.fromkeys(match.group(0) for match in _CAUSAL.finditer(text)))


def wording_to_check(params: ReportParams) -> Prose | None:
    """A note for the author that lists the causal words of the commentary, section by section; None without any."""
    found = {section: queries(text) for section, text in params.commentary.items()}
    lines = [
        f"- {section.replace('_', ' ')}: {', '.join(f'“{words}”' for words in words_found)}"
        for section, words_found in found.items()
        if words_found
    ]
    if not lines:
        return None
    lead = (
        "**Wording to check.** This report compares before and after, without a comparison group. "
        "It cannot say what brought a change about. Please look again at these words in the commentary:"
    )
    return Prose("\n".join([lead, "", *lines]), "caveat")
