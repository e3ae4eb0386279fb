"""The document as Typst source. Content is string literals only: a word of a report can never act as markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rtt_eval import blocks
from rtt_eval.publish import columns, svg
from rtt_eval.publish.document import Document, NumberedChart, NumberedTable, Part, Prose
from rtt_eval.publish.editions import EDITIONS, ROLE_LABELS, maker
from rtt_eval.publish.markdown import Heading, Items, Paragraph, Quote, Span

LOOK = Path(__file__).parent / "assets" / "report.typ"
TALLEST_CHART_PT = 330.0
TIGHT = tuple(f"#let {name} = {name}.with(tight: true)" for name in ("data-table", "chart", "prose"))
"""What makes room on a sheet of a page or two."""

DATA_HEADING = "Data behind the charts"


def source(report: Document, audience: str) -> tuple[str, dict[str, str]]:
    """The Typst source, and the files that it names (file name to SVG)."""
    pictures = {_file(one): svg.clean(one.chart.svg, f"figure-{one.number}", _file(one)) for one in report.charts}
    cover, edition = report.cover, EDITIONS[audience]
    head = {"title": literal(cover.title), "banner": literal(cover.banner), "edition": literal(edition)}
    lines = [
        LOOK.read_text(encoding="utf-8"),
        *(TIGHT if cover.is_sheet else ()),
        f"#show: report.with({_named(**head, maker=literal(maker()), sheet='true' if cover.is_sheet else 'false')})",
        "#{",
        f"{'sheet-head' if cover.is_sheet else 'cover'}({_named(**head, **_about(cover))})",
        *([] if cover.is_sheet else ["contents()"]),
        *_parts(report, pictures),
        *_chart_data(report),
        "}",
    ]
    return "\n".join(lines), pictures


def _about(cover: blocks.Cover) -> dict[str, str]:
    facts = _tuple(_tuple(map(literal, fact)) for fact in cover.facts)
    return {"subtitle": literal(cover.subtitle), "facts": facts, "warning": literal(cover.warning)}


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


def _parts(report: Document, pictures: dict[str, str]) -> Iterator[str]:
    """Each part in order; a table that needs a sideways page takes the headings straight above it along."""
    headings: list[str] = []
    for part in report.parts:
        if isinstance(part, Heading):
            if part.opens_page and not headings:
                yield "pagebreak(weak: true)"
            headings.append(_part(part, pictures))
        elif isinstance(part, NumberedTable) and columns.is_sideways(part.table):
            yield f"page(flipped: true, {{{'; '.join([*headings, _part(part, pictures)])}}})"
            headings = []
        else:
            yield "\n".join([*headings, _part(part, pictures)])
            headings = []
    yield from headings


def _part(part: Part, pictures: dict[str, str]) -> str:
    if isinstance(part, NumberedTable):
        return _table(part.table, f"Table {part.number}", f"table-{part.number}")
    if isinstance(part, NumberedChart):
        return _chart(part, pictures[_file(part)])
    if isinstance(part, blocks.Headlines):
        cards = (_tuple(map(literal, (item.value, item.label, item.sentence))) for item in part.items)
        return f"headline-cards({_tuple(cards)})"
    if isinstance(part, Prose):
        inside = "; ".join(_node(node) for node in part.nodes)
        return f"prose({literal(part.role)}, {literal(ROLE_LABELS[part.role])}, {{{inside}}})"
    return _node(part)


def _node(node: Heading | Paragraph | Items | Quote) -> str:
    if isinstance(node, Heading):
        return f"labelled({literal(node.id)}, heading(level: {node.level}, {_spans(node.spans)}))"
    if isinstance(node, Paragraph):
        # A paragraph that is bold throughout asks the question that the next one answers: they stay together.
        is_question = all(span.kind == "strong" for span in node.spans if span.kind != "text" or span.text)
        return f"block(sticky: true, par({_spans(node.spans)}))" if is_question else f"par({_spans(node.spans)})"
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


def _table(table: blocks.Table, name: str, place: str) -> str:
    """One table; or several, the second and later ones `continued`, where no page is wide enough for its columns."""
    parts = columns.parts(table)
    places = [place, *(f"{place}-part-{n}" for n in range(2, len(parts) + 1))]
    names = [name, *([f"{name}, continued"] * (len(parts) - 1))]
    notes = [*([()] * (len(parts) - 1)), table.notes]
    drawn = [
        _grid(replace(part, notes=under), *at) for part, under, *at in zip(parts, notes, names, places, strict=True)
    ]
    return "; ".join(drawn)


def _grid(table: blocks.Table, name: str, place: str) -> str:
    plan = columns.layout(table)
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
        whole="true" if plan.is_whole else "false",
    )
    return f"data-table({call})"


def _chart(one: NumberedChart, drawing: str) -> str:
    width, height = svg.size(drawing)
    call = _named(
        name=literal(f"Figure {one.number}"),
        title=literal(one.chart.title),
        subtitle=literal(one.chart.subtitle),
        place=literal(f"figure-{one.number}"),
        file=literal(_file(one)),
        alt=literal(one.chart.alt),
        width=f"{min(columns.PORTRAIT_PT, TALLEST_CHART_PT * width / height):.1f}pt",
        notes=_tuple(map(literal, one.chart.notes)),
        data=literal(f"figure-{one.number}-data") if one.chart.data else "none",
    )
    return f"chart({call})"


def _chart_data(report: Document) -> Iterator[str]:
    """A page cannot fold a table away, so the data behind the charts stand at the end."""
    with_data = [(one.number, one.chart.data) for one in report.charts if one.chart.data]
    if with_data:
        yield f"heading(level: 2, {literal(DATA_HEADING)})"
    for number, table in with_data:
        drawn = _table(table, f"Data behind figure {number}", f"figure-{number}-data")
        yield f"page(flipped: true, {{{drawn}}})" if columns.is_sideways(table) else drawn
