"""Where each number of a measure stands: seen in print, still to be confirmed, or chosen by the service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rtt_eval.measures.records import Band, Measure, Subscale

TO_CONFIRM = "(to confirm)"
OURS = "our choice"


class Sourced(NamedTuple):
    """One entry of a measure file that holds numbers. `informant`, `subscale`: "" where it is for all of them."""

    informant: str
    subscale: str
    what: str
    value: str
    n_numbers: int
    source: str

    @property
    def is_to_confirm(self) -> bool:
        """Remembered, and not yet seen in print."""
        return TO_CONFIRM in self.source

    @property
    def is_ours(self) -> bool:
        """A decision of this service or of this program, not a published figure."""
        return OURS in self.source or self.source.startswith("ours")


def sourced(measure: Measure) -> list[Sourced]:
    """Every entry of the measure with its source, in the order of the file.

    What is the same for every informant stands once. Sources are on one line. The source of the whole measure is among
    them only where it is marked.
    """
    coding = ", ".join(f"{value:g}" for value in measure.response_values)
    whole = Sourced("", "", "answers" if coding else "whole measure", coding or "-", 0, measure.source)
    found: list[Sourced] = [whole] if whole.is_to_confirm or whole.is_ours else []
    if measure.norms_source:
        found.append(Sourced("", "", "norms for T scores", "table", 480, measure.norms_source))
    for form in measure.age_forms:
        ages = f"ages {form.ages[0]} to {form.ages[1]}, {'' if form.has_bands else 'no '}bands"
        found.append(Sourced(" and ".join(form.informants), "", f"form {form.label}", ages, 2, form.source))
    for id in measure.subscales:
        by_informant = [(informant, list(_of_scale(scales[id]))) for informant, scales in measure.scales.items()]
        for informant, entries in by_informant:
            shared = [entry for entry in entries if all(entry in others for _, others in by_informant)]
            found += [entry if entry in shared else entry._replace(informant=informant) for entry in entries]
    found += [entry for scale in measure.pair_scales.values() for entry in _of_scale(scale)]
    return [entry._replace(source=" ".join(entry.source.split())) for entry in dict.fromkeys(found)]


def _of_scale(scale: Subscale) -> Iterator[Sourced]:
    low, high = scale.range
    lines = {
        "clinical from": scale.clinical_at_least,
        "invalid above": scale.invalid_above,
        "to be talked about at or below": scale.discuss_at_most,
    }
    yield Sourced("", scale.id, "scoring and range", f"{low:g} to {high:g}", 1, scale.source)
    for what, value in lines.items():
        if value is not None:
            yield Sourced("", scale.id, what, f"{value:g}", 1, scale.line_source or scale.source)
    for scheme, bands in scale.bands.items():
        what = f"{scheme.replace('_', '-')} edges"
        yield Sourced("", scale.id, what, _edges(bands), len(bands) - 1, scale.band_sources[scheme])
    change = scale.reliable_change
    if change:
        values = change.report_at or (change.threshold,)
        beside = f", also printed at {', '.join(f'{v:g}' for v in change.report_at)}" if change.report_at else ""
        yield Sourced("", scale.id, "reliable change", f"{change.threshold:g}{beside}", len(values), change.source)


def _edges(bands: tuple[Band, ...]) -> str:
    """The lowest score of each band but the first."""
    return "/".join(f"{band.low:g}" for band in bands[1:])
