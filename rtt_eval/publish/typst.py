"""The document as Typst source. Content is string literals only: a word of a report can never act as markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from pathlib import Path
from types import MappingProxyType

from rtt_eval import blocks
from rtt_eval.publish import columns, running_text, svg
from rtt_eval.publish.document import Document, NumberedChart, NumberedTable, Part, Prose, small_name
from rtt_eval.publish.editions import EDITIONS, ROLE_LABELS, maker
from rtt_eval.publish.markdown import Heading, Items, Paragraph, Quote, Span
from rtt_eval.publish.paging import GOES_ALONG

LOOK = Path(__file__).parent / "assets" / "report.typ"
TALLEST_CHART_PT = 330.0
END, NEW_PAGE = 'at("", 0)', 'at("page", 0)'  # marks where a text ends, and a page that is to be new, for paging.py
TIGHT = (
    *(f"#let {name} = {name}.with(tight: true)" for name in ("data-table", "chart", "prose")),
    "#let room-for(height, above: 0pt) = none",  # a sheet's headings have less room above; they are sticky anyway
)
"""What makes room on a sheet of a page or two."""

ABOVE_HEADING = {2: "26pt", 3: "19pt", 4: "15pt", 5: "15pt", 6: "15pt"}  # as report.typ has it
WORDS_KEPT_WHOLE = 120
"""A box of so many words goes to the next page rather than over two."""

BESIDE, DATA_BESIDE = 22, 42  # most lines of a table that stands beside another, in the text and at the end
DATA_HEADING = "Data behind the charts"


Pair = tuple[NumberedTable, ...]
Fixes = Mapping[str, float]
"""By anchor: what a long table leaves free on its page (points), or the size of a chart; see paging.py."""

Placed = tuple[blocks.Table, str, str]
"""A table with its name (Table 3) and its anchor."""


def source(report: Document, audience: str, fixes: Fixes = MappingProxyType({})) -> tuple[str, dict[str, str]]:
    """The Typst source, and the files that it names (file name to SVG)."""
    pictures = {_file(one): svg.clean(one.chart.svg, f"figure-{one.number}", _file(one)) for one in report.charts}
    pictures |= {f"{name}.svg": svg.clean(one.picture, name, name) for name, one in report.small_charts.items()}
    cover, edition = report.cover, EDITIONS[audience]
    n, opens = report.n_opening, "true" if report.n_opening else "false"
    head = {"title": literal(cover.title), "banner": literal(cover.banner), "edition": literal(edition)}
    lines = [
        LOOK.read_text(encoding="utf-8"),
        *(TIGHT if cover.is_sheet else ()),
        f"#show: report.with({_named(**head, maker=literal(maker()), sheet='true' if cover.is_sheet else 'false')})",
        "#{",
        _head(cover, head, opens),
        *_parts(report.parts[:n], pictures, fixes),
        *([] if cover.is_sheet else [f"contents(opens: {opens})"]),
        *_parts(report.parts[n:], pictures, fixes),
        *([] if cover.is_sheet else _chart_data(report, fixes)),
        "}",
    ]
    return "\n".join(lines), pictures


def _head(cover: blocks.Cover, head: Mapping[str, str], opens: str) -> str:
    """The cover, or the narrow head of a sheet."""
    facts = _tuple(_tuple(map(literal, fact)) for fact in cover.facts)
    about = {**head, "subtitle": literal(cover.subtitle), "warning": literal(cover.warning), "facts": facts}
    return f"sheet-head({_named(**about)})" if cover.is_sheet else f"cover({_named(**about, short=opens)})"


def literal(text: str) -> str:
    """A Typst string that stands for exactly this text, less control characters, which no font can show."""
    shown = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _tuple(items: Iterable[str]) -> str:
    inside = "".join(f"{item}, " for item in items)
    return f"({inside})" if inside else "()"


def _named(**settings: str) -> str:
    return ", ".join(f"{name}: {setting}" for name, setting in settings.items())


def _file(one: NumberedChart) -> str:
    return f"figure-{one.number}.svg"


def _parts(of: Sequence[Part], pictures: dict[str, str], fixes: Fixes) -> Iterator[str]:
    """Each part in order; a table that needs a sideways page takes the headings straight above it along."""
    headings: list[str] = []
    parts = list(_in_pairs(of))
    for part, after in zip_longest(parts, parts[1:]):
        drawn = _part(part, after, pictures, fixes)
        if headings and isinstance(part, Paragraph):
            drawn = f"block(sticky: true, {drawn})"  # a heading and one line are no end of a page
        if isinstance(part, Heading):
            if part.opens_page and not headings:
                yield f"pagebreak(weak: true)\n{NEW_PAGE}"
            if not headings:
                yield f"room-for(100pt, above: {ABOVE_HEADING[part.level]})"
            headings.append(drawn)
        elif isinstance(part, NumberedTable) and columns.is_sideways(part.table):
            yield f"page(flipped: true, {{{'; '.join([*headings, drawn])}}})"
            headings = []
        else:
            # A sentence straight under a heading leads to what comes next: they stay together.
            leads = isinstance(part, Paragraph) and headings and not drawn.startswith("block(sticky")
            yield "\n".join([*headings, f"block(sticky: true, {drawn})" if leads else drawn])
            headings = []
    yield from headings


def _in_pairs(parts: Iterable[Part]) -> Iterator[Part | Pair]:
    """Narrow short tables that follow one another, two and two; every other part as it is."""
    waiting: list[NumberedTable] = []
    for part in parts:
        if isinstance(part, NumberedTable) and columns.is_narrow(part.table, BESIDE):
            waiting.append(part)
        else:
            yield from waiting
            waiting = []
            yield part
        if len(waiting) == 2:
            yield tuple(waiting)
            waiting = []
    yield from waiting


def _part(part: Part | Pair, after: Part | Pair | None, pictures: dict[str, str], fixes: Fixes) -> str:
    """One part; a paragraph stays with a table or a box after it."""
    if isinstance(part, tuple):
        return _beside([(one.table, f"Table {one.number}", f"table-{one.number}") for one in part])
    if isinstance(part, NumberedTable):
        return _table(part.table, f"Table {part.number}", f"table-{part.number}", fixes)
    if isinstance(part, NumberedChart):
        return _chart(part, pictures[_file(part)], fixes)
    if isinstance(part, blocks.Headlines):
        return f"headline-cards({_tuple(map(_card, part.items))})"
    if isinstance(part, Prose):
        inside = "; ".join([*(_node(node) for node in part.nodes), END])
        n_words = sum(len(text.split()) for text in running_text.of_nodes(part.nodes))
        whole = "true" if n_words <= WORDS_KEPT_WHOLE else "false"
        return f"prose({literal(part.role)}, {literal(ROLE_LABELS[part.role])}, {whole}, {{{inside}}})"
    if isinstance(part, Paragraph) and isinstance(after, (NumberedTable, tuple, Prose)):
        return f"block(sticky: true, {_node(part)})"
    return f"{_node(part)}\n{END}" if isinstance(part, (Items, Quote)) else _node(part)


def _card(item: blocks.Headline) -> str:
    file = f"{small_name(item)}.svg" if item.picture else ""
    return _tuple(map(literal, (item.value, item.label, item.sentence, file, item.alt)))


def _node(node: Heading | Paragraph | Items | Quote) -> str:
    if isinstance(node, Heading):
        return f"labelled({literal(node.id)}, heading(level: {node.level}, {_spans(node.spans)}))"
    if isinstance(node, Paragraph):
        # A paragraph that is bold throughout asks the question that the next one answers: they stay together.
        is_question = all(span.kind == "strong" for span in node.spans if span.kind != "text" or span.text)
        words = f"par({{{_spans(node.spans)}; {END}}})"
        return f"block(sticky: true, {words})" if is_question else words
    if isinstance(node, Quote):
        return f"quote(block: true, {{{'; '.join(_node(inner) for inner in node.nodes)}}})"
    items = (_item(item) for item in node.items)
    kind = f"enum(start: {node.start}, " if node.is_ordered else "list("
    return f"{kind}{', '.join(items)})"


def _item(nodes: tuple[Heading | Paragraph | Items | Quote, ...]) -> str:
    """A paragraph of a list item stands without its own paragraph block, so that lists stay tight."""
    inside = [_spans(node.spans) if isinstance(node, Paragraph) else _node(node) for node in nodes]
    return f"{{{'; '.join(inside)}}}"


def _spans(spans: Iterable[Span]) -> str:
    return f"{{{'; '.join(_span(span) for span in spans)}}}"


def _span(span: Span) -> str:
    match span.kind:
        case "text":
            return f"text({literal(span.text)})"
        case "code":
            return f"raw({literal(span.text)})"
        case "break":
            return "linebreak()"
        case "link":
            target = f"label({literal(span.href[1:])})" if span.href.startswith("#") else literal(span.href)
            return f"link({target}, {_spans(span.children)})"
    return f"{'strong' if span.kind == 'strong' else 'emph'}({_spans(span.children)})"


def _table(table: blocks.Table, name: str, place: str, fixes: Fixes) -> str:
    """One table; or several, the second and later ones `continued`, where no page is wide enough for its columns."""
    parts = columns.parts(table)
    places = [place, *(f"{place}-part-{n}" for n in range(2, len(parts) + 1))]
    names = [name, *([f"{name}, continued"] * (len(parts) - 1))]
    notes = [*([()] * (len(parts) - 1)), table.notes]
    split = [replace(part, notes=under) for part, under in zip(parts, notes, strict=True)]
    return "; ".join(_grid(*one, fixes) for one in zip(split, names, places, strict=True))


def _beside(tables: Sequence[Placed]) -> str:
    """One or two tables, each half as wide as the page."""
    return f"beside({', '.join(_grid(*one, {}, is_half=True) for one in tables)})"


def _grid(table: blocks.Table, name: str, place: str, fixes: Fixes, is_half: bool = False) -> str:
    plan = columns.layout(table, is_half)
    call = _named(
        name=literal(name),
        caption=literal(table.caption),
        place=literal(place),
        columns=_tuple(f"{width:.2f}em" for width in plan.widths),
        size=f"{plan.size}pt",
        numeric=_tuple("true" if head.is_numeric else "false" for head in table.heads),
        heads=_tuple(literal(head.label) for head in table.heads),
        rows=_tuple(_tuple(map(literal, row)) for row in table.rows),
        totals=_tuple(map(str, table.total_rows)),
        notes=_tuple(map(literal, table.notes)),
        whole="true" if plan.is_whole or is_half else "false",
        half="true" if is_half else "false",
        rest=f"{fixes.get(place, 0):.1f}pt",
        apa="true" if table.is_apa else "false",
        symbols=_tuple("true" if head.is_symbol else "false" for head in table.heads),
    )
    return f"data-table({call})"


def _chart(one: NumberedChart, drawing: str, fixes: Fixes) -> str:
    width, height = svg.size(drawing)
    place = f"figure-{one.number}"
    fix = fixes.get(place, 1.0)
    drawn = min(columns.PORTRAIT_PT, TALLEST_CHART_PT * width / height) * (1 if fix == GOES_ALONG else fix)
    call = _named(
        name=literal(f"Figure {one.number}"),
        title=literal(one.chart.title),
        subtitle=literal(one.chart.subtitle),
        place=literal(place),
        file=literal(_file(one)),
        alt=literal(one.chart.alt),
        sticky="true" if fix == GOES_ALONG else "false",
        width=f"{drawn:.1f}pt",
        height=f"{drawn * height / width:.1f}pt",
        notes=_tuple(map(literal, one.chart.notes)),
        data=literal(f"figure-{one.number}-data") if one.chart.data else "none",
    )
    return f"chart({call})"


def _chart_data(report: Document, fixes: Fixes) -> Iterator[str]:
    """A page cannot fold a table away, so the data behind the charts stand at the end, narrow ones first, in pairs."""
    with_data = [(one.number, one.chart.data) for one in report.charts if one.chart.data]
    if with_data:
        yield f"heading(level: 2, {literal(DATA_HEADING)})"
    with_data.sort(key=lambda pair: not columns.is_narrow(pair[1], DATA_BESIDE))
    for is_narrow, run in groupby(with_data, lambda pair: columns.is_narrow(pair[1], DATA_BESIDE)):
        drawn = [(table, f"Data behind figure {number}", f"figure-{number}-data") for number, table in run]
        if is_narrow:
            yield from (_beside(drawn[n : n + 2]) for n in range(0, len(drawn), 2))
            continue
        for table, name, place in drawn:
            made = _table(table, name, place, fixes)
            yield f"page(flipped: true, {{{made}}})" if columns.is_sideways(table) else made
