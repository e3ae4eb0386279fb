"""Which outcomes a report compares, read off the ids of its figures: measure, informant, subscale, two timepoints."""

from __future__ import annotations

import re
from typing import NamedTuple

from rtt_eval import measures
from rtt_eval.charts.words import TIMEPOINTS, informant_of, plain, scale_of, when
from rtt_eval.disclosure import Safe
from rtt_eval.params import IipEvaluation

COMPARED = re.compile(r"(outcomes\.(\w+?)(?:\.(\w+))?\.(\w+)\.(\w+?)_to_(\w+))\.n_paired")


class Contrast(NamedTuple):
    """One scale as one informant fills it in, at two timepoints. `informant` is empty where the figures name none."""

    stem: str
    measure: str
    informant: str
    subscale: str
    follow_up: str

    @property
    def group(self) -> str:
        """Measure, informant and time in words: SDQ, parent or carer, 3 months."""
        instrument = measures.load(self.measure)
        parts = (instrument.short_label, informant_of(instrument, self.informant), when(self.follow_up))
        return ", ".join(part for part in parts if part)

    @property
    def scale(self) -> str:
        """The scale in words."""
        return scale_of(self.measure, self.informant, self.subscale).label

    @property
    def is_higher_better(self) -> bool:
        """Which way the scale runs."""
        return scale_of(self.measure, self.informant, self.subscale).higher_is == "better"


def contrasts(safe: Safe, params: IipEvaluation) -> list[Contrast]:
    """Every outcome that has figures: the primary outcome's measure and informant first, then in the figures' order.

    Within a measure, informant and time the scale that stands for the measure comes first.
    """
    found = [match.groups() for id in safe.figures if (match := COMPARED.fullmatch(id))]
    made = [
        Contrast(stem, measure, informant or "", subscale, later)
        for stem, measure, informant, subscale, _, later in found
        if measure in measures.measure_ids() and _is_scale(measure, informant or "", subscale)
    ]
    order, first = list(TIMEPOINTS), params.primary_outcome
    groups = list(dict.fromkeys((one.measure, one.informant) for one in made))
    groups.sort(key=lambda group: group != (first.measure, first.informant))
    return sorted(
        made,
        key=lambda one: (
            groups.index((one.measure, one.informant)),
            _place(order, one.follow_up),
            one.subscale != measures.load(one.measure).primary_subscale,
        ),
    )


def _is_scale(measure: str, informant: str, subscale: str) -> bool:
    """False for figures of another kind, such as those with a row a goal."""
    instrument = measures.load(measure)
    return subscale in instrument.pair_scales or subscale in instrument.scales.get(informant, instrument.subscales)


def _place(order: list[str], follow_up: str) -> int:
    return order.index(follow_up) if follow_up in order else len(order)


def is_primary(one: Contrast, params: IipEvaluation) -> bool:
    """Whether this is the one outcome that the report leads with."""
    first = params.primary_outcome
    return (one.measure, one.informant, one.subscale, one.follow_up) == (
        first.measure,
        first.informant,
        first.subscale,
        first.follow_up,
    )


def main_scales(found: list[Contrast]) -> list[Contrast]:
    """One contrast for each measure, informant and time: the scale that stands for its measure, or else the first."""
    best: dict[tuple[str, str, str], Contrast] = {}
    for one in found:
        key = (one.measure, one.informant, one.follow_up)
        if key not in best or one.subscale == measures.load(one.measure).primary_subscale:
            best[key] = one
    return list(best.values())


def stem_of(measure: str, informant: str, subscale: str, later: str) -> str:
    """The ids of one outcome compared with its baseline."""
    return ".".join(part for part in ("outcomes", measure, informant, subscale, f"baseline_to_{later}") if part)


def title_of(measure: str, informant: str, subscale: str) -> str:
    """The outcome as a subtitle names it: SDQ total difficulties, parent or carer."""
    instrument = measures.load(measure)
    label = scale_of(measure, informant, subscale).label
    name = f"{instrument.short_label} {label[:1].lower()}{label[1:]}"
    return ", ".join(part for part in (name, informant_of(instrument, informant)) if part) or plain(measure)
