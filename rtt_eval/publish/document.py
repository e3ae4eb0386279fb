"""From an executed notebook to a document: what is published, in order, numbered, with nothing else let through."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rtt_eval import blocks
from rtt_eval.errors import NotebookError, ParamsError
from rtt_eval.publish import first_use, markdown
from rtt_eval.publish.execute import heading_above
from rtt_eval.publish.markdown import Heading, Items, Node, Paragraph, Quote, Span

HIDDEN_TAGS = {"setup", "parameters", "injected-parameters"}
OPENS = ("dlt",)
"""Audiences whose edition opens with pages that stand alone, before the contents."""

SUMMARY, STANDS_ALONE = "1 ", "Executive summary"
"""How the heading of the first numbered section begins: with what stands before it, it makes the opening."""

EXPLAINS = ("public",)
"""Audiences whose edition explains the words of the field (`first_use`)."""

TAKEN_IDS = frozenset({"main", "contents", "cover"})


@dataclass(frozen=True)
class Prose:
    """Sentences that a function wrote, or an author (`role` commentary); see blocks.Prose."""

    role: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class NumberedTable:
    """`Table 3`; its anchor is table-3."""

    number: int
    table: blocks.Table


@dataclass(frozen=True)
class NumberedChart:
    """`Figure 2`; its anchor is figure-2."""

    number: int
    chart: blocks.Chart


Part = Node | Prose | blocks.Headlines | NumberedTable | NumberedChart


@dataclass(frozen=True)
class Document:
    """A report. Heading levels start at 2 (the cover's title is level 1) and never skip one.

    results: what `disclosure.results` made. workbook: the tables that only tables.xlsx holds. cells_with_warnings:
    positions (from 1) of cells that wrote to stderr; the text itself is never kept.
    """

    cover: blocks.Cover
    parts: tuple[Part, ...]
    results: Mapping[str, Any]
    cells_with_warnings: tuple[int, ...] = ()
    workbook: tuple[blocks.Table, ...] = ()

    @property
    def n_opening(self) -> int:
        """How many parts stand before the contents: the headline figures and the first section, for some audiences."""
        if self.results.get("audience") not in OPENS:
            return 0
        heads = [at for at, part in enumerate(self.parts) if isinstance(part, Heading) and part.level == 2]
        titles = [markdown.plain(part.spans) for part in self.headings if part.level == 2]
        if titles and titles[0] == STANDS_ALONE:  # a page of its own, after the contents
            return 0
        summary = next((at for at, title in enumerate(titles) if title.startswith(SUMMARY)), None)
        return heads[summary + 1] if summary is not None and summary + 1 < len(heads) else 0

    @property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(part for part in self.parts if isinstance(part, Heading))

    @property
    def tables(self) -> tuple[NumberedTable, ...]:
        return tuple(part for part in self.parts if isinstance(part, NumberedTable))

    @property
    def small_charts(self) -> dict[str, blocks.Headline]:
        """Headline figures that have a chart, by the name of that chart."""
        items = (item for part in self.parts if isinstance(part, blocks.Headlines) for item in part.items)
        return {small_name(item): item for item in items if item.picture}

    @property
    def charts(self) -> tuple[NumberedChart, ...]:
        return tuple(part for part in self.parts if isinstance(part, NumberedChart))


def small_name(item: blocks.Headline) -> str:
    """The name of a headline figure's chart: the same for the same picture, and for no other."""
    return f"small-{hashlib.sha256(item.picture.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class _Found:
    """A block and the cell it came from, as messages name it."""

    block: Any
    where: str


def build(notebook: Any, name: str) -> Document:
    """The document of an executed notebook; `name` leads every message.

    Errors: NotebookError where a cell shows anything but blocks, where there is not exactly one Cover (first) and one
    Results, where a heading skips a level or a link leads nowhere; ParamsError where a commentary holds what a report
    does not.
    """
    found = list(_blocks(notebook, name))
    covers = [position for position, one in enumerate(found) if isinstance(one.block, blocks.Cover)]
    results = [one.block for one in found if isinstance(one.block, blocks.Results)]
    shown = [one for one in found if not isinstance(one.block, (blocks.Cover, blocks.Results))]
    if covers != [0] or len(results) != 1:
        raise NotebookError(
            f"{name}: a report has one cover, before everything else, and one record of results; this one has "
            f"{len(covers)} and {len(results)}."
        )
    workbook = [one for one in shown if isinstance(one.block, blocks.Table) and one.block.only_in_workbook]
    parsed: Iterable[Any] = _parsed([one for one in shown if one not in workbook], name)
    if results[0].content.get("audience") in EXPLAINS:
        parsed = first_use.explained(parsed)
    parts = tuple(_numbered(parsed))
    _check_words(parts, name)
    _check_links(parts, name)
    warned, only_there = tuple(_cells_with_warnings(notebook)), tuple(one.block for one in workbook)
    return Document(found[0].block, parts, results[0].content, warned, only_there)


def _blocks(notebook: Any, name: str) -> Iterator[_Found]:
    for position, cell in enumerate(notebook.cells):
        is_hidden = bool(HIDDEN_TAGS.intersection(cell.metadata.get("tags", ())))
        where = f"{name}: cell {_position(notebook, position)}{heading_above(notebook.cells, position)}"
        if cell.cell_type == "markdown" and not is_hidden:
            yield _Found(cell.source, where)
        for output in cell.get("outputs", ()):
            block = _block(output)
            if isinstance(block, blocks.Results) or (block is not None and not is_hidden):
                yield _Found(block, where)
            elif block is None and not is_hidden and output.get("name") != "stderr":
                raise NotebookError(f"{where} shows something that is not a block; nothing was published.")


def _position(notebook: Any, position: int) -> int:
    """The position from 1, less the cell that Papermill added."""
    above = notebook.cells[: position + 1]
    return position + 1 - sum("injected-parameters" in cell.metadata.get("tags", ()) for cell in above)


def _cells_with_warnings(notebook: Any) -> Iterator[int]:
    for position, cell in enumerate(notebook.cells):
        if any(output.get("name") == "stderr" for output in cell.get("outputs", ())):
            yield _position(notebook, position)


def _block(output: Mapping[str, Any]) -> Any:
    content = dict(output.get("data", {}).get(blocks.MIME, {}))
    match content.pop("kind", None):
        case "cover":
            return blocks.Cover(**{**content, "facts": tuple((label, text) for label, text in content["facts"])})
        case "headlines":
            items = ({**item, "parts": tuple(map(tuple, item["parts"]))} for item in content["items"])
            return blocks.Headlines(tuple(blocks.Headline(**item) for item in items))
        case "prose":
            return blocks.Prose(**content)
        case "heading":
            return blocks.Subheading(**content)
        case "table":
            return _table(content)
        case "chart":
            data = _table(content["data"]) if content["data"] else None
            return blocks.Chart(**{**content, "data": data, "notes": tuple(content["notes"])})
        case "results":
            return blocks.Results(content["content"])
    return None


def _table(content: Mapping[str, Any]) -> blocks.Table:
    return blocks.Table(
        content["id"],
        content["caption"],
        tuple(blocks.Head(**head) for head in content["heads"]),
        tuple(tuple(row) for row in content["rows"]),
        tuple(content["notes"]),
        tuple(content["total_rows"]),
        content["only_in_workbook"],
        content["is_apa"],
    )


def _parsed(found: list[_Found], name: str) -> Iterator[Any]:
    """Blocks as they are, Markdown as nodes, headings checked."""
    level = 1
    for one in found:
        if isinstance(one.block, blocks.Prose):
            yield _prose(one)
        elif isinstance(one.block, blocks.Subheading):
            heading = Heading(one.block.level, (Span("text", one.block.text),), opens_page=one.block.opens_page)
            _check_level(heading, level, one.where)
            level = heading.level
            yield heading
        elif not isinstance(one.block, str):
            yield one.block
        else:
            for node in _nodes(one.block, one.where, NotebookError):
                if isinstance(node, Heading):
                    _check_level(node, level, one.where)
                    level = node.level
                yield node


def _check_level(heading: Heading, level_above: int, where: str) -> None:
    if heading.level == 1:
        raise NotebookError(f"{where}: `#` is the cover's title; a section starts with `##`.")
    if heading.level > level_above + 1:
        raise NotebookError(f"{where}: a heading of level {heading.level} follows one of level {level_above}.")


def _prose(one: _Found) -> Prose:
    kind = ParamsError if one.block.role == "commentary" else NotebookError
    where = "commentary" if kind is ParamsError else one.where
    return Prose(one.block.role, tuple(_as_bold(node) for node in _nodes(one.block.markdown, where, kind)))


def _as_bold(node: Node) -> Node:
    """A heading inside prose becomes a bold line: sections are the notebook's, not an author's."""
    return Paragraph((Span("strong", children=node.spans),)) if isinstance(node, Heading) else node


def _nodes(text: str, where: str, kind: type[Exception]) -> tuple[Node, ...]:
    try:
        return markdown.parse(text)
    except markdown.Unsupported as fault:
        raise kind(f"{where}: holds {fault}. Use headings, paragraphs, lists, bold, italic and links only.") from None


def _numbered(parts: Iterable[Any]) -> Iterator[Part]:
    n_tables = n_charts = 0
    ids = set(TAKEN_IDS)
    for part in parts:
        if isinstance(part, blocks.Table):
            n_tables += 1
            yield NumberedTable(n_tables, part)
        elif isinstance(part, blocks.Chart):
            n_charts += 1
            yield NumberedChart(n_charts, part)
        elif isinstance(part, Heading):
            id = _free_id(re.sub(r"[^a-z0-9]+", "-", markdown.plain(part.spans).lower()).strip("-") or "section", ids)
            ids.add(id)
            yield replace(part, id=id)
        else:
            yield part


def _free_id(id: str, taken: set[str]) -> str:
    if id not in taken:
        return id
    n = 2
    while f"{id}-{n}" in taken:
        n += 1
    return f"{id}-{n}"


def _check_words(parts: tuple[Part, ...], name: str) -> None:
    """A chart is told in words, a table has a caption: both formats rely on it, and so does whoever cannot see."""
    for part in parts:
        if isinstance(part, NumberedChart) and not (part.chart.alt.strip() and part.chart.title.strip()):
            raise NotebookError(
                f"{name}: figure {part.number} ({part.chart.id}) has no title, or no text in its place."
            )
        if isinstance(part, NumberedTable) and not part.table.caption.strip():
            raise NotebookError(f"{name}: table {part.number} ({part.table.id}) has no caption.")


def _check_links(parts: tuple[Part, ...], name: str) -> None:
    ids = {f"#{part.id}" for part in parts if isinstance(part, Heading)}
    ids |= {f"#table-{part.number}" for part in parts if isinstance(part, NumberedTable)}
    ids |= {f"#figure-{part.number}" for part in parts if isinstance(part, NumberedChart)}
    for part in parts:
        if isinstance(part, (Heading, Paragraph, Items, Quote, Prose)):
            for href in markdown.links(part.nodes if isinstance(part, Prose) else [part]):
                if href.startswith("#") and href not in ids:
                    raise NotebookError(f"{name}: a link leads to {href}, which the report does not have.")
