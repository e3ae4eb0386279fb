"""What a cell of a report notebook may show: cover, headline figures, prose, table, chart, and the results themselves.

Each block is plain data. In JupyterLab it shows itself as HTML, Markdown or SVG; in the published report the HTML and
the PDF are both made from the same JSON (the mime type below), so that neither can say what the other does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Literal

MIME = "application/vnd.rtt-eval.block+json"


def _bundle(kind: str, content: dict[str, Any], **shown: str) -> dict[str, Any]:
    return {MIME: {"kind": kind, **content}, **shown}


@dataclass(frozen=True)
class Cover:
    """Title block: what, for whom, which period; `banner` is a warning that stands above everything."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]  # (label, text)
    banner: str = ""
    warning: str = ""  # such as "Contains small numbers: not for publication"
    is_sheet: bool = False  # a page or two about one thing: a narrow head, no contents, small type

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        lines = [f"# {self.title}", self.subtitle, *(f"**{label}:** {text}  " for label, text in self.facts)]
        return _bundle("cover", asdict(self), **{"text/markdown": "\n\n".join([self.banner, self.warning, *lines])})


@dataclass(frozen=True)
class Headline:
    """One headline figure: the number as a reader sees it, what it counts, and a sentence with its uncertainty.

    form and parts: the small chart that goes with it, and (label, id) of each figure in it: bars to compare, a share
    (the part, then the whole), or a column a month. picture and alt: that chart as SVG, with its words; empty for none.
    """

    value: str
    label: str
    sentence: str
    form: Literal["bars", "share", "columns"] = "bars"
    parts: tuple[tuple[str, str], ...] = ()
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Headlines:
    """At a glance: four to six headline figures, none of which needs statistics to read."""

    items: tuple[Headline, ...]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        lines = [f"- **{item.value}** {item.label}. {item.sentence}" for item in self.items]
        return _bundle("headlines", asdict(self), **{"text/markdown": "\n".join(lines)})


@dataclass(frozen=True)
class Prose:
    """Sentences in Markdown. `role`: answer (leads a section), text, caveat, commentary (an author's own words),
    annotation (for a reader who learns: why this statistic, and what not to conclude)."""

    markdown: str
    role: Literal["answer", "text", "caveat", "commentary", "annotation"] = "text"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return _bundle("prose", asdict(self), **{"text/markdown": self.markdown})


@dataclass(frozen=True)
class Subheading:
    """A heading that a function writes, where one cell makes several sections alike, such as a page for each indicator,
    or a section that not every run has.

    level: as in Markdown, 2 or more. opens_page: on a new page in print.
    """

    text: str
    level: int = 3
    opens_page: bool = False

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return _bundle("heading", asdict(self), **{"text/markdown": f"{'#' * self.level} {self.text}"})


@dataclass(frozen=True)
class Head:
    """A column head: its words (with the unit), whether the column holds numbers, whether it is a statistic's letter.

    is_symbol: set in italics, as M and SD are.
    """

    label: str
    is_numeric: bool = False
    is_symbol: bool = False


@dataclass(frozen=True)
class Table:
    """A table as text cells: the first cell of a row is its header. `notes` stand under it.

    `total_rows` are the positions of rows that add up others. Every row has as many cells as there are heads.
    `only_in_workbook`: the sheet of tables.xlsx that is the only place of a table too long for a page; "" for others.
    `is_apa`: in APA form: the title under the number in italics, “Note.” below.
    """

    id: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    total_rows: tuple[int, ...] = ()
    only_in_workbook: str = ""
    is_apa: bool = False

    def __post_init__(self) -> None:
        wrong = [position for position, row in enumerate(self.rows) if len(row) != len(self.heads)]
        if wrong:
            raise ValueError(f"table {self.id}: rows {wrong} do not have {len(self.heads)} cells")

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return _bundle("table", asdict(self), **{"text/html": self._html()})

    def _html(self) -> str:
        heads = "".join(f'<th scope="col">{escape(head.label)}</th>' for head in self.heads)
        body = "".join(
            "<tr>"
            + f'<th scope="row">{escape(row[0])}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
            + "</tr>"
            for row in self.rows
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        caption = f"<caption>{escape(self.caption)}</caption>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{notes}"


@dataclass(frozen=True)
class Chart:
    """A chart as SVG, with its finding as title, a statistical subtitle, an alt text with the numbers, and its data.

    `alt` gives the finding and the numbers to somebody who cannot see it; `data` is the table behind the chart.
    """

    id: str
    title: str
    subtitle: str
    alt: str
    svg: str
    data: Table | None = None
    notes: tuple[str, ...] = ()

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return _bundle("chart", asdict(self), **{"image/svg+xml": self.svg})


@dataclass(frozen=True)
class Results:
    """Everything that results.json and run.json take from a notebook; never shown on a page."""

    content: dict[str, Any] = field(repr=False)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        n_figures = len(self.content.get("figures", ()))
        return _bundle("results", {"content": self.content}, **{"text/plain": f"{n_figures} figures recorded"})


Block = Cover | Headlines | Prose | Subheading | Table | Chart | Results


def show(*blocks: Block | Iterable[Block] | None) -> None:
    """Show blocks, or lists of blocks, below the cell, in the order given; what is None has nothing to show."""
    from IPython.display import display

    for block in blocks:
        if block is None:
            continue
        for one in block if isinstance(block, list | tuple) else (block,):
            display(one)
