"""The public edition explains a word of the field where it first stands, and lists all such words at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rtt_eval import blocks
from rtt_eval.labels import TERMS, Term
from rtt_eval.publish import markdown
from rtt_eval.publish.markdown import Heading, Items, Node, Paragraph, Span

TITLE = "Words used in this report"
APPENDIX = "Appendix"


def explained(parts: Iterable[Any]) -> list[Any]:
    """The parts of a document with the explanations put in. The author's own words stay as they are.

    A term is explained once, after the paragraph (or the sentence of a headline figure) in which it first stands; in
    front of the appendices stands a list of all terms that occur anywhere, tables and charts included.
    """
    open_terms = [term for term in TERMS if term.in_text]
    written, found = [], set()
    for part in parts:
        found |= {term for text in _texts(part) for term in TERMS if re.search(term.pattern, text)}
        written.append(_with_explanations(part, open_terms))
    listed = [term for term in TERMS if term in found]
    return [*_before_appendices(written, _list(listed))] if listed else written


def _before_appendices(parts: list[Any], words: list[Any]) -> Iterator[Any]:
    """The list of words in its place: before the first appendix, or at the end."""
    first = next((at for at, part in enumerate(parts) if opens_appendix(part)), len(parts))
    yield from (*parts[:first], *words, *parts[first:])


def opens_appendix(part: Any) -> bool:
    """Whether this is the heading of an appendix."""
    return isinstance(part, Heading) and part.level == 2 and markdown.plain(part.spans).startswith(APPENDIX)


def _list(terms: Iterable[Term]) -> list[Any]:
    heading = Heading(2, (Span("text", TITLE),))
    return [heading, Items(False, 1, tuple((_item(term),) for term in terms))]


def _item(term: Term) -> Paragraph:
    return Paragraph((Span("strong", children=(Span("text", f"{term.name}."),)), Span("text", f" {term.explanation}")))


def _with_explanations(part: Any, open_terms: list[Term]) -> Any:
    """The part with what has to be explained in it; a term explained is taken off the list."""
    if isinstance(part, blocks.Headlines):
        return replace(part, items=tuple(_headline(item, open_terms) for item in part.items))
    if isinstance(part, Paragraph | Items):
        return _node(part, open_terms)
    if getattr(part, "role", "commentary") != "commentary":
        return replace(part, nodes=tuple(_node(node, open_terms) for node in part.nodes))
    return part


def _headline(item: blocks.Headline, open_terms: list[Term]) -> blocks.Headline:
    said = _taken(f"{item.label} {item.sentence}", open_terms)
    return replace(item, sentence=" ".join([item.sentence, *said]).strip())


def _node(node: Node, open_terms: list[Term]) -> Node:
    if isinstance(node, Paragraph):
        text = markdown.plain(node.spans)
        is_question = text.rstrip().endswith("?")
        said = [] if is_question else _taken(text, open_terms)
        return replace(node, spans=(*node.spans, *(Span("text", f" {one}") for one in said)))
    if isinstance(node, Items):
        return replace(node, items=tuple(tuple(_node(one, open_terms) for one in item) for item in node.items))
    return node


def _taken(text: str, open_terms: list[Term]) -> list[str]:
    """The explanations of the terms in this text; they are done with."""
    needed = [term for term in open_terms if re.search(term.pattern, text)]
    for term in needed:
        open_terms.remove(term)
    return [term.explanation for term in needed]


def _texts(part: Any) -> Iterator[str]:
    """Every text of a part in which a reader may meet a term."""
    if isinstance(part, blocks.Headlines):
        yield from (f"{item.label} {item.sentence}" for item in part.items)
    elif isinstance(part, blocks.Table):
        yield from _of_table(part)
    elif isinstance(part, blocks.Chart):
        yield from (part.title, part.subtitle, *part.notes, *(_of_table(part.data) if part.data else ()))
    elif isinstance(part, Items):
        yield from (text for item in part.items for node in item for text in _texts(node))
    elif getattr(part, "nodes", None):
        yield from (text for node in part.nodes for text in _texts(node))
    elif getattr(part, "spans", None):
        yield markdown.plain(part.spans)


def _of_table(table: blocks.Table) -> Iterator[str]:
    yield from (table.caption, *(head.label for head in table.heads), *table.notes)
    yield from (cell for row in table.rows for cell in row)
