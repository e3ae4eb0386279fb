"""A chart's SVG, made safe to stand in a page beside others: known elements only, its own ids, no metadata."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from rtt_eval.errors import NotebookError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

ELEMENTS = frozenset(
    {"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use"}
    | {"clipPath", "title", "desc", "linearGradient", "radialGradient", "stop", "pattern", "mask", "style"}
)

ElementTree.register_namespace("", SVG)


def clean(svg: str, prefix: str, where: str) -> str:
    """The SVG alone (no XML head, metadata or comments), every id and reference to one led by `prefix`.

    Errors: NotebookError where it is not SVG, or holds a script, an image or a link out of itself.
    """
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        raise NotebookError(f"{where}: the chart is not well-formed SVG; nothing was published.") from None
    for parent in root.iter():
        for child in [child for child in parent if child.tag == f"{{{SVG}}}metadata"]:
            parent.remove(child)
    for element in root.iter():
        _check(element, where)
        element.attrib = {_local(name): _own(_local(name), text, prefix) for name, text in element.attrib.items()}
        if element.tag == f"{{{SVG}}}style":
            _confine(element, prefix)
    root.set("class", prefix)
    return ElementTree.tostring(root, encoding="unicode")


def size(svg: str) -> tuple[float, float]:
    """Width and height of a clean SVG, from its view box."""
    box = re.search(r'viewBox="([^"]*)"', svg)
    numbers = [float(number) for number in box.group(1).split()] if box else [0, 0, 16, 9]
    return numbers[2], numbers[3]


def _local(name: str) -> str:
    return "href" if name == f"{{{XLINK}}}href" else name


def _check(element: ElementTree.Element, where: str) -> None:
    name = element.tag.removeprefix(f"{{{SVG}}}") if isinstance(element.tag, str) else "comment"
    if name not in ELEMENTS:
        raise NotebookError(f"{where}: the chart holds <{name}>, which a report does not publish.")
    for attribute, text in element.attrib.items():
        is_outward = _local(attribute) == "href" and not text.startswith("#")
        if attribute.lower().startswith("on") or is_outward or re.search(r"url\((?!\s*['\"]?#)", text):
            raise NotebookError(f"{where}: the chart holds a script or a link out of itself.")


def _own(name: str, text: str, prefix: str) -> str:
    if name == "id":
        return f"{prefix}-{text}"
    if name == "href":
        return f"#{prefix}-{text[1:]}"
    return re.sub(r"url\(\s*['\"]?#([^)'\"]*)['\"]?\)", rf"url(#{prefix}-\1)", text)


def _confine(style: ElementTree.Element, prefix: str) -> None:
    """matplotlib's `*{…}` would reach the whole page: it is said of this chart only, anything else is dropped."""
    rules = re.findall(r"\*\s*\{([^{}@<]*)\}", style.text or "")
    style.text = "".join(f".{prefix} *{{{rule}}}" for rule in rules if "url" not in rule)
