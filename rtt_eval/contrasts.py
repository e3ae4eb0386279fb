"""Which outcomes a report compares, read off the ids of its figures and put into reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rtt_eval import measures
from rtt_eval.labels import INFORMANTS_MANY, TIMEPOINTS, plain, when
from rtt_eval.measures import Subscale
from rtt_eval.params import Outcome

COMPARED = re.compile(r"outcomes\.(\w+?)(?:\.(\w+))?\.(\w+)\.(\w+?)_to_(\w+)\.n_paired")
START = "baseline"


class Contrast(NamedTuple):
    """One scale as one informant fills it in, at two timepoints. `informant` is empty where the figures name nobody."""

    measure: str
    informant: str
    subscale: str
    start: str
    follow_up: str

    @property
    def stem(self) -> str:
        """The ids of this comparison, without the statistic."""
        parts = ("outcomes", self.measure, self.informant, self.subscale, f"{self.start}_to_{self.follow_up}")
        return ".".join(part for part in parts if part)

    @property
    def key(self) -> tuple[str, str]:
        """Measure and informant."""
        return self.measure, self.informant

    @property
    def form(self) -> str:
        """Measure and informant in words: SDQ, parent or carer."""
        return form_name(self.measure, self.informant)

    @property
    def label(self) -> str:
        """The scale in words, marked where a higher score is better: lower is the rule."""
        return f"{self.scale.label} (higher is better)" if self.is_higher_better else self.scale.label

    @property
    def scale(self) -> Subscale:
        """The scale as this informant fills it in, or one that exists for pairs only (the mean of the goals)."""
        return scale_of(self.measure, self.informant, self.subscale)

    @property
    def is_higher_better(self) -> bool:
        """Which way the scale runs."""
        return self.scale.higher_is == "better"


def scale_of(measure: str, informant: str, subscale: str) -> Subscale:
    """The scale of a measure as this informant fills it in, or one that exists for pairs only (mean of the goals)."""
    instrument = measures.load(measure)
    return instrument.pair_scales.get(subscale) or instrument.scale(subscale, informant or None)


def form_name(measure: str, informant: str) -> str:
    """Measure and informant in words: SDQ, parent or carer; the measure alone where no informant is named."""
    instrument = measures.load(measure)
    who = instrument.informants.get(informant, plain(informant)).lower() if informant else ""
    return f"{instrument.short_label}, {who}" if who else instrument.short_label


def contrast_of(outcome: Outcome) -> Contrast:
    """An outcome that the settings name, compared with the baseline."""
    return Contrast(outcome.measure, outcome.informant, outcome.subscale, "baseline", outcome.follow_up)


def outcome_name(one: Contrast) -> str:
    """The outcome as a sentence names it: the SDQ total difficulties score given by parents and carers."""
    instrument = measures.load(one.measure)
    if not one.informant:
        return f"the {one.scale.label.lower()}"
    by = INFORMANTS_MANY.get(one.informant, plain(one.informant).lower())
    return f"the {instrument.short_label} {one.scale.label.lower()} score given by {by}"


def contrasts(ids: Iterable[str], primary: Outcome) -> list[Contrast]:
    """Every comparison with the start that has a number of pairs, in reading order.

    The primary outcome's measure and informant first, then its measure by others, then the rest as they come in `ids`;
    within these by follow-up, the scale that stands for the measure first. `ids` of other figures are passed over.
    """
    return _in_reading_order([one for one in _found(ids) if one.start == START], primary)


def other_contrasts(ids: Iterable[str], primary: Outcome) -> list[Contrast]:
    """Every comparison of two times neither of which is the start, in the same order."""
    return _in_reading_order([one for one in _found(ids) if one.start != START], primary)


def _found(ids: Iterable[str]) -> list[Contrast]:
    found = [match.groups(default="") for id in ids if (match := COMPARED.fullmatch(id))]
    return [Contrast(*parts) for parts in found if _is_scale(*parts[:3])]


def _in_reading_order(made: list[Contrast], primary: Outcome) -> list[Contrast]:
    forms, times = list(dict.fromkeys(one.key for one in made)), list(TIMEPOINTS)
    forms.sort(key=lambda key: (key[0] != primary.measure, key != (primary.measure, primary.informant)))
    return sorted(
        made,
        key=lambda one: (
            forms.index(one.key),
            times.index(one.follow_up) if one.follow_up in times else len(times),
            one.subscale != measures.load(one.measure).primary_subscale,
        ),
    )


def _is_scale(measure: str, informant: str, subscale: str) -> bool:
    """False for figures of another kind, such as those with a row a goal."""
    if measure not in measures.measure_ids():
        return False
    instrument = measures.load(measure)
    return subscale in instrument.pair_scales or subscale in instrument.scales.get(informant, {})


def main_scales(found: Sequence[Contrast]) -> list[Contrast]:
    """One comparison a measure, informant and follow-up: the scale that stands for its measure, or else the first."""
    best: dict[tuple[str, str, str], Contrast] = {}
    for one in found:
        best.setdefault((*one.key, one.follow_up), one)
    return list(best.values())


def in_focus(found: Sequence[Contrast], primary: Outcome) -> list[Contrast]:
    """What the body of a report shows at the follow-up of its primary outcome, in about fifteen rows.

    The main scale of each measure and informant, then the other scales of the primary outcome's form.
    """
    now = [one for one in found if one.follow_up == primary.follow_up]
    mains = main_scales(now)
    return mains + [one for one in now if one not in mains and one.key == (primary.measure, primary.informant)]


def follow_ups(found: Iterable[Contrast]) -> dict[str, str]:
    """The follow-ups that occur, with their names, in order of time."""
    seen = {one.follow_up for one in found}
    known = {time: label for time, label in TIMEPOINTS.items() if time in seen}
    return known | {time: when(time) for time in sorted(seen - set(known))}
