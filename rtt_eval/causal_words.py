"""Words that say a cause: never generated, and queried where an author uses them.

Before and after without a comparison group cannot say what brought a change about (docs/methods.md). A query is not a
stop: the author may have good reason, and the run goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """A family of words, as patterns; why they are queried, and what to write instead."""

    patterns: tuple[str, ...]
    why: str
    instead: str


class Query(NamedTuple):
    """One word or phrase to look at again: where it stands, as written, why, and what to write instead."""

    section: str
    word: str
    why: str
    instead: str


KINDS = (
    Kind(
        (
            r"(?:in|cost[- ])?effective(?:ly|ness)?",
            r"efficac(?:y|ious)",
            r"work(?:s|ed)(?! (?:with|together|on|alongside|in|at|as|for|from|closely|jointly|hard|through|out)\b)",
            r"success(?:ful|fully|es)?",
        ),
        "says that the help did what it was for, which only a comparison group can show",
        "what was counted before and after: “moves fell from 30 to 17 in equally long times”",
    ),
    Kind(
        (
            r"caus(?:e|es|ed|ing|al|ally|ation)",
            r"(?:leads?|led|leading) to",
            r"result(?:s|ed|ing)? (?:in|from)",
            r"as a (?:direct )?(?:result|consequence) of",
            r"(?:due|owing|thanks) to(?! be\b)",
            r"because of (?:the|our|this|its) \w+",
            r"attribut(?:able|ed) to",
            r"(?:brings?|brought) about",
            r"impact(?:s|ed|ing)?(?: (?:of|on)\b)",
            r"(?:made|makes) (?:a|the|all the) difference",
        ),
        "names a cause, and a comparison of before and after cannot tell one",
        "when it happened, not why: “during the programme”, “in the same months”, “after it began”",
    ),
    Kind(
        (r"sav(?:e|es|ed|ing|ings)", r"(?:prevent|avoid|avert)(?:s|ed|ing)"),
        "says what would have happened otherwise, which nobody knows",
        "what the placements cost, and what others would have cost: “a week in residential care costs £2,600 more”",
    ),
    Kind(
        (r"pro(?:ve|ves|ved|ven|ving|of)", r"demonstrat(?:e|es|ed|ing)(?: that\b)?", r"clearly shows?"),
        "claims more certainty than small numbers without a comparison group can give",
        "“suggests”, “fits with”, or only what was counted, with its range",
    ),
    Kind(
        (
            r"(?:statistically )?significant(?:ly)?"
            r"(?! (?:events?|harm|others?|adults?|incidents?|people|person|relationships?)\b)",
        ),
        "has a meaning in statistics, and is read as “proved” or “large”",
        "how large, and how sure: “2.9 points lower; the true change could be anything from …”",
    ),
)
_KINDS = tuple((re.compile(rf"\b(?:{'|'.join(kind.patterns)})\b", re.IGNORECASE), kind) for kind in KINDS)
_NAME = re.compile(
    r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|and|for|to|the|on|in)\s+)*[A-Z][\w’'-]*)*\s+"
    r"(?:Scales?|Questionnaire|Inventory|Checklist|Index|Schedule|Measure|Supplement|Score)\b"
)
"""A measure by its name, such as “Children’s Revised Impact of Event Scale”: it is called so, whatever is in it."""


def queries(text: str, section: str = "") -> list[Query]:
    """The words of `text` that say or suggest a cause, as written, in the order of the text, each once.

    Names of measures in capitals are left alone. Empty where there are none.
    """
    read = _NAME.sub(lambda name: " " * len(name.group(0)), text)
    found = sorted(
        (match.start(), match.group(0), kind) for pattern, kind in _KINDS for match in pattern.finditer(read)
    )
    once = {word.casefold(): Query(section, word, kind.why, kind.instead) for _, word, kind in reversed(found)}
    return list(reversed(once.values()))


def in_sections(written: Mapping[str, str]) -> list[Query]:
    """The queries of an author's own words, by section."""
    return [query for section, text in written.items() for query in queries(text, section.replace("_", " "))]


def lines(found: Iterable[Query]) -> list[str]:
    """The queries as lines to print: section, words, why, what to write instead; words of one kind together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for query in found:
        together.setdefault((query.section, query.why, query.instead), []).append(f"“{query.word}”")
    return [
        f"  {section}: {', '.join(words)} {why}. Write instead: {instead}."
        for (section, why, instead), words in together.items()
    ]


def text(found: Iterable[Query]) -> str:
    """What `check` and `run` print; "" where there is nothing to look at."""
    said = lines(found)
    lead = "Wording to check in the author’s own words (the report is made all the same; it has no comparison group):"
    return "\n".join([lead, *said]) if said else ""
