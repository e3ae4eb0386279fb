"""Tables of the measures behind a report: who fills them in, thresholds of reliable change, and bands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rtt_eval import measures
from rtt_eval.blocks import Table
from rtt_eval.contrasts import form_name
from rtt_eval.disclosure import Safe
from rtt_eval.measures import Band, Subscale
from rtt_eval.tables.build import text_table

TO_CONFIRM = "(to confirm)"
OURS = {"ours": "the service's own choice"}
CONFIRM_NOTE = "(to confirm): remembered, not yet checked against the source in print."


def brief(sources: Iterable[str]) -> str:
    """Sources by their first clause, each once; the mark of one that was only remembered is kept."""
    found: dict[str, bool] = {}
    for source in sources:
        words = " ".join(source.split())
        first = re.split(r"[;,]| \(| - ", words, maxsplit=1)[0]
        if first:
            found[first] = found.get(first, False) or TO_CONFIRM in words or "remembered" in words
    named = {OURS.get(first, first): is_marked for first, is_marked in found.items()}
    return "; ".join(f"{first} {TO_CONFIRM}" if is_marked else first for first, is_marked in named.items())


def scales_used(safe: Safe) -> dict[str, dict[str, dict[str, Subscale]]]:
    """Measure, informant and scale of every outcome figure, in the order of the figures."""
    known = measures.load_all()
    used: dict[str, dict[str, dict[str, Subscale]]] = {}
    for parts in dict.fromkeys(tuple(figure.id.split(".")[1:4]) for figure in safe.starting("outcomes.")):
        if len(parts) == 3 and parts[0] in known and parts[2] in known[parts[0]].scales.get(parts[1], {}):
            measure, informant, subscale = parts
            scale = known[measure].scales[informant][subscale]
            used.setdefault(measure, {}).setdefault(informant, {})[subscale] = scale
    return used


def measures_used(safe: Safe) -> Table | None:
    """Each measure that has figures: who fills it in, its scales and their range, which way is good, the source."""
    heads = [("Measure", False), ("Filled in by", False), ("Scales", False), ("Source of scoring", False)]
    rows = [_measure_row(measure, by) for measure, by in scales_used(safe).items()]
    return text_table("measures", "Measures and where their scoring comes from", heads, rows, notes=[CONFIRM_NOTE])


def _measure_row(measure: str, by: Mapping[str, Mapping[str, Subscale]]) -> tuple[str, ...]:
    instrument = measures.load(measure)
    scales = [scale for found in by.values() for scale in found.values()]
    ranges: dict[tuple[float, float], dict[str, None]] = {}
    for scale in scales:
        marked = f"{scale.label} (higher is better)" if scale.higher_is == "better" else scale.label
        ranges.setdefault(scale.range, {})[marked] = None
    return (
        instrument.label,
        ", ".join(instrument.informants[informant].lower() for informant in by),
        "; ".join(f"{', '.join(names)}: {low:g} to {high:g}" for (low, high), names in ranges.items()),
        brief(scale.source for scale in scales),
    )


def thresholds(safe: Safe) -> Table | None:
    """How many points of change count as reliable, scale by scale: a row a measure and informant."""
    rows = []
    for measure, by in scales_used(safe).items():
        for informant, scales in by.items():
            found = [(scale.label, change) for scale in scales.values() if (change := scale.reliable_change)]
            if found:
                points = ", ".join(
                    f"{label.lower()} {change.threshold:g}{' (our own)' if change.is_ours else ''}"
                    for label, change in found
                )
                source = brief(change.source for _, change in found)
                rows.append((form_name(measure, informant), points, source))
    heads = [("Form and who fills it in", False), ("Points that count as reliable", False), ("Source", False)]
    return text_table("thresholds", "Reliable change: thresholds", heads, rows)


def band_edges(safe: Safe) -> Table | None:
    """The edges of the bands that the report uses: for each measure and informant the main scale, then the others."""
    ids: dict[tuple[str, str, str], set[str]] = {}
    for figure in safe.starting("outcomes."):
        if ".band." in figure.id:
            _, measure, informant, subscale, *rest = figure.id.split(".")
            ids.setdefault((measure, informant, subscale), set()).update(rest)
    groups: dict[tuple[str, str, bool], list[tuple[Subscale, str, tuple[Band, ...]]]] = {}
    for (measure, informant, subscale), codes in ids.items():
        is_main = subscale == measures.load(measure).primary_subscale
        scale = measures.load(measure).scales[informant][subscale]
        groups.setdefault((measure, informant, is_main), []).extend(_schemes(scale, codes))
    rows = [
        (form_name(measure, informant), _edges(found), brief(scale.band_sources[name] for scale, name, _ in found))
        for (measure, informant, is_main), found in groups.items()
        if found
    ]
    heads = [("Form and who fills it in", False), ("Bands (points)", False), ("Source", False)]
    return text_table("band_edges", "Bands of the scales", heads, rows)


def _schemes(scale: Subscale, codes: set[str]) -> list[tuple[Subscale, str, tuple[Band, ...]]]:
    """Each scheme of bands whose bands have figures."""
    return [(scale, name, bands) for name, bands in scale.bands.items() if codes.issuperset(band.id for band in bands)]


def _edges(found: Iterable[tuple[Subscale, str, tuple[Band, ...]]]) -> str:
    return "; ".join(f"{scale.label}: {', '.join(_edge(band) for band in bands)}" for scale, _, bands in found)


def _edge(band: Band) -> str:
    """The name of a band with its edges, which some names say themselves."""
    label = band.label.lower()
    return label if any(mark.isdigit() for mark in label) else f"{label} {band.low:g} to {band.high:g}"
