"""Markdown, parsed once into a small tree that the HTML and the PDF are both made from.

Headings, paragraphs, lists, quotations, emphasis, code words and links; no images, tables, rules or HTML. A tag that
somebody types stays text on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

SAFE_LINKS = ("https://", "http://", "mailto:", "#")


class Unsupported(ValueError):
    """Markdown that a report does not hold; the message names it in words."""


@dataclass(frozen=True)
class Span:
    """A run of text: plain or code (with `text`), strong, em or link (with `children`), break."""

    kind: Literal["text", "code", "strong", "em", "link", "break"]
    text: str = ""
    children: tuple[Span, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading; `level` as in HTML, `id` its anchor (empty until the document gives it one)."""

    level: int
    spans: tuple[Span, ...]
    id: str = ""
    opens_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Items:
    """A list; each item is a run of nodes, so that lists nest."""

    is_ordered: bool
    start: int
    items: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Quote:
    nodes: tuple[Node, ...]


Node = Heading | Paragraph | Items | Quote


def parse(markdown: str) -> tuple[Node, ...]:
    """The nodes of a Markdown text, in order. Unsupported: where it holds what a report does not."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"html": False})
    return _nodes(SyntaxTreeNode(parser.parse(markdown)).children)


def _nodes(trees: Iterable[Any]) -> tuple[Node, ...]:
    return tuple(_node(tree) for tree in trees)


def _node(tree: Any) -> Node:
    match tree.type:
        case "heading":
            return Heading(int(tree.tag[1]), _inline(tree))
        case "paragraph":
            return Paragraph(_inline(tree))
        case "blockquote":
            return Quote(_nodes(tree.children))
        case "bullet_list" | "ordered_list":
            items = tuple(_nodes(item.children) for item in tree.children)
            return Items(tree.type == "ordered_list", int(tree.attrs.get("start", 1)), items)
        case other:
            names = {"hr": "a rule (---)", "fence": "a code block", "code_block": "an indented code block"}
            raise Unsupported(names.get(other, other))


def _inline(tree: Any) -> tuple[Span, ...]:
    return _spans(tree.children[0].children) if tree.children else ()


def _spans(trees: Iterable[Any]) -> tuple[Span, ...]:
    return tuple(_span(tree) for tree in trees)


def _span(tree: Any) -> Span:
    match tree.type:
        case "text":
            return Span("text", tree.content)
        case "softbreak":
            return Span("text", " ")
        case "hardbreak":
            return Span("break")
        case "code_inline":
            return Span("code", tree.content)
        case "strong" | "em":
            return Span(tree.type, children=_spans(tree.children))
        case "link":
            href = str(tree.attrs["href"])
            if not href.startswith(SAFE_LINKS):
                raise Unsupported("a link that is neither a web address, an e-mail address nor a #section")
            return Span("link", children=_spans(tree.children), href=href)
        case "image":
            raise Unsupported("an image")
        case other:
            raise Unsupported(other)


def plain(spans: Iterable[Span]) -> str:
    """The words without their emphasis, for bookmarks, contents and anchors."""
    return "".join(" " if span.kind == "break" else span.text or plain(span.children) for span in spans)


def links(nodes: Iterable[Node]) -> list[str]:
    """Where the links point, in order."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Items):
            found += [href for item in node.items for href in links(item)]
        elif isinstance(node, Quote):
            found += links(node.nodes)
        else:
            found += _links_in(node.spans)
    return found


def _links_in(spans: Iterable[Span]) -> list[str]:
    return [href for span in spans for href in ([span.href] if span.href else _links_in(span.children))]
