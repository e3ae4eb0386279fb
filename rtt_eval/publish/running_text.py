"""The sentences of a report that the program wrote, as its reading age is taken from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from rtt_eval import blocks, reading_age
from rtt_eval.publish import first_use, markdown
from rtt_eval.publish.document import Document, Part, Prose
from rtt_eval.publish.markdown import Heading, Items, Node, Paragraph, Quote


def sentences(report: Document) -> list[str]:
    """The running text of the sections, a paragraph or an item of a list each, in order.

    Left out: the author's own words, headings, labels of headline figures, tables, charts, the list of words, and the
    appendices.
    """
    body = takewhile(lambda part: not _ends_sections(part), report.parts)
    return [text for part in body for text in _texts(part) if text.strip()]


def record(report: Document) -> dict[str, Any]:
    """What run.json says of it: the age in years to one decimal, what the public edition aims at, what was counted."""
    found = reading_age.of(sentences(report))
    return {
        "years": round(found.age, 1) if found.n_words else None,
        "aim": list(reading_age.AIM),
        "method": "Flesch-Kincaid grade + 5; sentences that the program wrote, without appendices, tables and charts",
        "words": found.n_words,
        "sentences": found.n_sentences,
        "syllables": found.n_syllables,
    }


def told(report: Document, audience: str) -> str:
    """The line that a run prints of a public edition; "" for the others, whose readers know the field."""
    years, (least, most) = record(report)["years"], reading_age.AIM
    if audience != "public" or years is None:
        return ""
    high = "" if years <= most else " Shorter sentences and everyday words bring it down (docs/plain-english.md)."
    return f"  Reading age of the program’s own sentences: {years} years (aim: {least} to {most}).{high}"


def _ends_sections(part: Part) -> bool:
    """Whether what follows is the list of words, or an appendix."""
    is_list = isinstance(part, Heading) and markdown.plain(part.spans) == first_use.TITLE
    return is_list or first_use.opens_appendix(part)


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, blocks.Headlines):
        yield from (item.sentence for item in part.items)
    elif isinstance(part, Prose):
        yield from () if part.role == "commentary" else of_nodes(part.nodes)
    elif isinstance(part, (Paragraph, Items, Quote)):
        yield from of_nodes([part])


def of_nodes(nodes: Iterable[Node]) -> Iterator[str]:
    """The text of each paragraph and item, in order; headings left out."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield markdown.plain(node.spans)
        elif isinstance(node, Quote):
            yield from of_nodes(node.nodes)
        elif isinstance(node, Items):
            for item in node.items:
                yield from of_nodes(item)
