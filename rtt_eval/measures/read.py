"""Read the packaged YAML files into `Measure` records."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rtt_eval.errors import ParamsError
from rtt_eval.measures.records import AgeForm, Band, Measure, ReliableChange, Subscale

FOLDER = Path(__file__).parent
# The C loader is ten times faster; a Python built without libyaml still has the plain one.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TUPLES = ("items", "reversed", "parts", "range")
BUILT = (
    *("subscales", "informants", "ages", "response_values", "other_item_values", "form_checks", "band_labels"),
    "age_forms",
)
"""What of a file is turned into records; the rest is taken as it stands."""


@cache
def load(id: str) -> Measure:
    """The measure with this id.

    Raises ParamsError when no measure has it.
    """
    if id not in measure_ids():
        raise ParamsError(f"There is no measure '{id}'. Measures: {', '.join(measure_ids())}.")
    return read_file(FOLDER / f"{id}.yml")


def read_file(path: Path) -> Measure:
    """The measure that a YAML file describes; a file in this folder is found by `load` as well."""
    return _measure(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))


def load_all() -> dict[str, Measure]:
    """Every packaged measure by id, in alphabetical order."""
    return {id: load(id) for id in measure_ids()}


@cache
def measure_ids() -> tuple[str, ...]:
    """The ids of the packaged measures, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


def _measure(entry: dict[str, Any]) -> Measure:
    informants = entry["informants"]
    labels = entry.get("band_labels", {})
    scales = {
        informant: MappingProxyType({scale["id"]: _subscale(scale, informant, labels) for scale in entry["subscales"]})
        for informant in informants
    }
    pair_scales = {scale["id"]: _subscale(scale, "", labels) for scale in entry.pop("pair_scales", [])}
    return Measure(
        **{name: value for name, value in entry.items() if name not in BUILT},
        informants=MappingProxyType(informants),
        scales=MappingProxyType(scales),
        pair_scales=MappingProxyType(pair_scales),
        ages=tuple(entry["ages"]) if entry.get("ages") else None,
        response_values=tuple(entry.get("response_values", ())),
        other_item_values=MappingProxyType({i: tuple(v) for i, v in entry.get("other_item_values", {}).items()}),
        form_checks=tuple(entry.get("form_checks", ())),
        age_forms=tuple(_age_form(form) for form in entry.get("age_forms", ())),
        band_labels=MappingProxyType(labels),
    )


def _age_form(entry: dict[str, Any]) -> AgeForm:
    return AgeForm(**{**entry, "informants": tuple(entry["informants"]), "ages": tuple(entry["ages"])})


def _subscale(entry: dict[str, Any], informant: str, band_labels: Mapping[str, str]) -> Subscale:
    """One informant's version: what stands under `only: {informant: ...}` replaces what is common to all."""
    own = {**entry, **entry.get("only", {}).get(informant, {})}
    for name in TUPLES:
        if name in own:
            own[name] = tuple(own[name])
    by_scheme = {scheme: table[informant] for scheme, table in own.pop("bands", {}).items() if informant in table}
    change = own.pop("reliable_change", {})
    own.pop("only", None)
    return Subscale(
        **own,
        bands=MappingProxyType({scheme: _bands(table, band_labels) for scheme, table in by_scheme.items()}),
        band_sources=MappingProxyType({scheme: table["source"] for scheme, table in by_scheme.items()}),
        reliable_change=_reliable_change(change.get(informant, change.get("all"))),
    )


def _bands(table: dict[str, Any], band_labels: Mapping[str, str]) -> tuple[Band, ...]:
    bands = (Band(id, band_labels[id], *edges) for id, edges in table.items() if id != "source")
    return tuple(sorted(bands, key=lambda band: band.low))


def _reliable_change(entry: dict[str, Any] | None) -> ReliableChange | None:
    if entry is None:
        return None
    return ReliableChange(**{**entry, "report_at": tuple(entry.get("report_at", ()))})
