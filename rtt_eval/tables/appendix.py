"""Tables of the appendices: how figures are made, the measures, the settings, what was read, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from rtt_eval import measures
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.measures import Measure, Subscale
from rtt_eval.params import ReportParams, as_plain
from rtt_eval.tables.build import text_table
from rtt_eval.tables.labels import SECTIONS, plain

PATHS = ("data", "mapping", "ssda903", "previous")
PACKAGES = ("rtt-eval", "pandas", "numpy", "scipy", "statsmodels", "matplotlib", "papermill", "nbconvert", "typst")
MOST_NAMED = 6
"""Figures named beside one method; the others are counted by their dots."""


def methods(safe: Safe) -> Table | None:
    """How the figures are made, as each of them says: a row a section and method."""
    made: dict[tuple[str, str], dict[str, None]] = {}
    for figure in safe.figures.values():
        if figure.method:
            names = made.setdefault((figure.section, figure.method), {})
            names[".".join(figure.id.split(".")[-2:])] = None
    rows = [(SECTIONS.get(section, plain(section)), _names(names), method) for (section, method), names in made.items()]
    heads = [("Section", False), ("Figures whose id ends in", False), ("How they are made", False)]
    return text_table("methods", "How figures are made, by section of the report", heads, rows)


def _names(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")


def measures_used(safe: Safe) -> Table | None:
    """Each scale that the report has figures of: who fills it in, which way is good, its threshold, and the source."""
    known = measures.load_all()
    used = dict.fromkeys(tuple(figure.id.split(".")[1:4]) for figure in safe.starting("outcomes."))
    rows = [
        _measure_row(known[parts[0]], parts[1], known[parts[0]].scales[parts[1]][parts[2]])
        for parts in used
        if len(parts) == 3 and parts[0] in known and parts[2] in known[parts[0]].scales.get(parts[1], {})
    ]
    return text_table(
        "measures",
        "Measures, scales, direction, thresholds and their sources",
        [
            ("Measure", False),
            ("Filled in by", False),
            ("Scale", False),
            ("Better is", False),
            ("Range (points)", True),
            ("Reliable change (points)", True),
            ("Source of scoring and threshold", False),
        ],
        rows,
        notes=["(to confirm): remembered, not yet checked against the source in print."],
    )


def _measure_row(measure: Measure, informant: str, scale: Subscale) -> tuple[str, ...]:
    change = scale.reliable_change
    sources = [scale.source, change.source if change else ""]
    return (
        measure.short_label,
        measure.informants.get(informant, plain(informant)),
        scale.label,
        "higher" if scale.higher_is == "better" else "lower",
        f"{scale.range[0]:g} to {scale.range[1]:g}",
        f"{change.threshold:g}" if change else "none",
        "; ".join(dict.fromkeys(" ".join(source.split()) for source in sources if source)),
    )


def band_edges(safe: Safe) -> Table | None:
    """The edges of the bands that the report uses, with their source: a row a measure, informant and scale."""
    known = measures.load_all()
    used: dict[tuple[str, str, str], set[str]] = {}
    for figure in safe.starting("outcomes."):
        if ".band." in figure.id:
            _, measure, informant, subscale, *rest = figure.id.split(".")
            used.setdefault((measure, informant, subscale), set()).update(rest)
    rows = [
        (known[measure].short_label, known[measure].informants[informant], scale.label, edges, source)
        for (measure, informant, subscale), codes in used.items()
        for scale in [known[measure].scales[informant][subscale]]
        for edges, source in _schemes(scale, codes)
    ]
    heads = [
        ("Measure", False),
        ("Filled in by", False),
        ("Scale", False),
        ("Bands (points)", False),
        ("Source", False),
    ]
    return text_table("band_edges", "Bands of the scales and their sources", heads, rows)


def _schemes(scale: Subscale, codes: set[str]) -> list[tuple[str, str]]:
    """The edges and the source of each scheme whose bands have figures."""
    return [
        ("; ".join(f"{band.label} ({band.low:g} to {band.high:g})" for band in bands), scale.band_sources[scheme])
        for scheme, bands in scale.bands.items()
        if codes.issuperset(band.id for band in bands)
    ]


def parameters(params: ReportParams) -> Table | None:
    """Every setting of the run with its meaning; folders by their last name, people only counted."""
    fields = type(params).model_fields
    rows = [(name, _setting(name, value), fields[name].description or "") for name, value in as_plain(params).items()]
    heads = [("Setting", False), ("Value", False), ("Meaning", False)]
    return text_table("parameters", "Settings of this run", heads, rows)


def _setting(name: str, value: Any) -> str:
    """A value as a reader may see it: no path on somebody's machine, no id of a child, no commentary twice."""
    if name == "alternative_for":
        return "none named" if value is None else f"{len(value)} named"
    if name == "commentary":
        return f"given for: {', '.join(value)}" if value else "none"
    if name in PATHS and value:
        return PureWindowsPath(PurePosixPath(value).name).name
    return _plainly(value)


def _plainly(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plainly(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_plainly(one) for one in value) or "none"
    return str(value)


def packages() -> Table | None:
    """The versions of the program and of what it counts and prints with."""
    rows = [(name, _version(name)) for name in PACKAGES]
    return text_table(
        "packages", "Versions of the program and its packages", [("Package", False), ("Version", False)], rows
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed as a package"


def suppressed(safe: Safe) -> Table | None:
    """How many figures are hidden from this audience, by section, and which."""
    hidden: dict[str, list[str]] = {}
    for figure in safe.figures.values():
        if figure.suppressed:
            hidden.setdefault(figure.section, []).append(figure.id)
    rows = [(SECTIONS.get(section, plain(section)), "\n".join(ids)) for section, ids in hidden.items()]
    heads = [("Section", False), ("Ids of the hidden figures", False)]
    return text_table("suppressed", "Figures hidden so that no child can be recognised", heads, rows)
