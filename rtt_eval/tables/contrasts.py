"""Which outcomes a report compares: read off the ids of its figures, put into reading order."""

from __future__ import annotations

import re
from typing import NamedTuple

from rtt_eval import measures
from rtt_eval.disclosure import Safe
from rtt_eval.measures import Measure
from rtt_eval.params import IipEvaluation
from rtt_eval.tables.labels import INFORMANTS, TIMEPOINTS, plain

PAIRED = re.compile(r"outcomes\.(\w+)\.(\w+)\.(\w+)\.(\w+?)_to_(\w+)\.n_paired")


class Contrast(NamedTuple):
    """One measure as one informant fills it in, at two timepoints, with the subscales that have figures."""

    measure: str
    informant: str
    start: str
    follow_up: str
    subscales: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The ids of this contrast, with `{row}` where the subscale stands."""
        return f"outcomes.{self.measure}.{self.informant}.{{row}}.{self.start}_to_{self.follow_up}"

    @property
    def times(self) -> str:
        """The two timepoints in words: start to 6 months."""
        return f"{TIMEPOINTS.get(self.start, self.start)} to {TIMEPOINTS.get(self.follow_up, plain(self.follow_up))}"

    @property
    def slug(self) -> str:
        """The contrast as part of a table's id."""
        return f"{self.measure}_{self.informant}_{self.start}_to_{self.follow_up}"

    @property
    def main_subscale(self) -> str:
        """The subscale that stands for the measure: its own choice, or else the first."""
        chosen = measures.load(self.measure).primary_subscale
        return chosen if chosen in self.subscales else self.subscales[0]

    def subscale_labels(self) -> dict[str, str]:
        """Subscale ids with their names and which direction is better, in the measure's order."""
        measure = measures.load(self.measure)
        scales = measure.scales.get(self.informant, measure.subscales)
        return {
            id: f"{scale.label} ({'higher' if scale.higher_is == 'better' else 'lower'} is better)"
            for id, scale in scales.items()
            if id in self.subscales
        }


def contrasts(safe: Safe, params: IipEvaluation) -> list[Contrast]:
    """Every contrast with figures: the primary outcome's first, then by measure, informant and time."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for id in safe.figures:
        if match := PAIRED.fullmatch(id):
            measure, informant, subscale, start, follow_up = match.groups()
            found.setdefault((measure, informant, start, follow_up), []).append(subscale)
    known = measures.load_all()
    made = [Contrast(*key, tuple(subscales)) for key, subscales in found.items() if key[0] in known]
    return sorted(made, key=lambda one: _place(one, params))


def _place(one: Contrast, params: IipEvaluation) -> tuple[object, ...]:
    primary = params.primary_outcome
    is_measure = one.measure == primary.measure and one.informant == primary.informant
    times, informants = list(TIMEPOINTS), list(INFORMANTS)
    return (
        not (is_measure and one.follow_up == primary.follow_up),
        not is_measure,
        one.measure,
        informants.index(one.informant) if one.informant in informants else len(informants),
        times.index(one.follow_up) if one.follow_up in times else len(times),
    )


def title(one: Contrast) -> str:
    """Measure, informant and times, as a caption names them."""
    return f"{of(one).short_label}, {INFORMANTS.get(one.informant, one.informant).lower()}, {one.times}"


def of(one: Contrast) -> Measure:
    """The measure of a contrast."""
    return measures.load(one.measure)
