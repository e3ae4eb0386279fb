"""The document as one HTML file that opens offline, calls nothing and runs nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter

from rtt_eval.blocks import Headline
from rtt_eval.publish import document, svg
from rtt_eval.publish.document import Document, NumberedChart, Part
from rtt_eval.publish.editions import EDITIONS, ROLE_LABELS, maker
from rtt_eval.publish.markdown import Heading

ASSETS = Path(__file__).parent / "assets"
FACES = (("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic"))


class ReportExporter(Exporter):
    """nbconvert's door to our template: `--to rtt_eval.publish.html.ReportExporter`; a run uses it too."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[Any, dict[str, Any]]:
        """The page of an executed notebook; resources["metadata"] may name it and its `audience`."""
        metadata = (resources or {}).get("metadata", {})
        name = str(metadata.get("name", "notebook"))
        built = document.build(nb, name)
        return render(built, metadata.get("audience") or built.results.get("audience", "dlt")), resources or {}


def export(notebook: Any, name: str, audience: str) -> str:
    """The page of an executed notebook, through nbconvert. name: leads every message."""
    page, _ = ReportExporter().from_notebook_node(notebook, {"metadata": {"name": name, "audience": audience}})
    return str(page)


def render(report: Document, audience: str) -> str:
    """The whole page as text. audience: team, dlt, public or trainee."""
    return str(
        _template().render(
            cover=report.cover,
            edition=EDITIONS[audience],
            style=_style(),
            headings=report.headings,
            below=_below(report.headings),
            opening=_sections(report.parts[: report.n_opening]),
            sections=_sections(report.parts[report.n_opening :]),
            role_labels=ROLE_LABELS,
            maker=maker(),
        )
    )


def _sections(parts: Iterable[Part]) -> list[list[Part]]:
    """Each heading of level 2 opens a section; what stands before the first is one of its own."""
    sections: list[list[Part]] = []
    for part in parts:
        if not sections or (isinstance(part, Heading) and part.level == 2):
            sections.append([])
        sections[-1].append(part)
    return sections


def _below(headings: Iterable[Heading]) -> dict[str, list[Heading]]:
    """The headings of level 3 under each of level 2 that has any, by its id."""
    found: dict[str, list[Heading]] = {}
    above = ""
    for one in headings:
        above = one.id if one.level == 2 else above
        if one.level == 3:
            found.setdefault(above, []).append(one)
    return found


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    world = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined)
    world.globals.update(kind_of=lambda one: type(one).__name__, drawing=_drawing, small_drawing=_small_drawing)
    return world.get_template("report.html.jinja")


@cache
def _style() -> Any:
    from markupsafe import Markup

    faces = [
        f'@font-face {{ font-family: "Report Sans"; font-weight: {weight}; font-style: {slant}; '
        f"src: url(data:font/woff2;base64,{_base64(ASSETS / 'fonts' / f'ReportSans-{face}.woff2')}) format('woff2'); }}"
        for face, weight, slant in FACES
    ]
    return Markup("\n".join([*faces, (ASSETS / "report.css").read_text(encoding="utf-8")]))


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")


def _drawing(one: NumberedChart) -> Any:
    """The chart as inline SVG: a picture with a text in its place for whoever cannot see it."""
    return _picture(one.chart.svg, f"figure-{one.number}", f"figure {one.number} ({one.chart.id})", one.chart.alt)


def _small_drawing(item: Headline) -> Any:
    name = document.small_name(item)
    return _picture(item.picture, name, name, item.alt)


def _picture(drawing: str, prefix: str, where: str, alt: str) -> Any:
    from markupsafe import Markup

    _, _, rest = svg.clean(drawing, prefix, where).partition("<svg")
    return Markup(f'<svg role="img" aria-label="{escape(alt)}"{rest}')
