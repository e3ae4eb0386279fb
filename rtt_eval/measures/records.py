"""What a measure is: the frozen records that a measure's YAML file is read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a scale, both ends included; a score on the edge of two belongs to the upper one."""

    id: str
    label: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """How many points of change exceed what measurement error alone would give; reached, not passed, is enough.

    `report_at` holds other thresholds to print beside the main one, each with its reason in `source`.
    `is_ours` is True where no national code gives the figure and the service chose it.
    """

    threshold: float
    source: str
    is_ours: bool = False
    score_kind: str = "raw"
    report_at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeForm:
    """A printed form of the measure for some ages (completed years, both ends included).

    `has_bands` is False where the measure file's bands are not those of the form, so that no band may be given.
    """

    id: str
    label: str
    informants: tuple[str, ...]
    ages: tuple[int, int]
    has_bands: bool
    source: str


@dataclass(frozen=True, slots=True)
class Subscale:
    """One scale of a measure as one informant fills it in.

    `rule` names the function of `score.SCORING_RULES` that makes the score from items or from other subscales
    (`parts`); None means the score is entered ready made. `items` and `reversed` are item ids. `bands` maps a
    scheme ("four_band", "three_band", "t_score") to bands from lowest to highest score; `band_sources` says where
    each scheme's edges were seen. `form_part` groups the items that are asked together. `clinical_at_least`,
    `invalid_above` and `discuss_at_most` are single lines on the scale, each of which sets a flag, seen in
    `line_source` (or `source`).
    """

    id: str
    label: str
    higher_is: str
    range: tuple[float, float]
    score_kind: str = "raw"
    rule: str | None = None
    items: tuple[str, ...] = ()
    reversed: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    max_missing: int = 0
    form_part: str = "main"
    gate_item: str | None = None
    bands: Mapping[str, tuple[Band, ...]] = field(default_factory=dict)
    band_sources: Mapping[str, str] = field(default_factory=dict)
    reliable_change: ReliableChange | None = None
    clinical_at_least: float | None = None
    invalid_above: float | None = None
    discuss_at_most: float | None = None
    line_source: str = ""
    source: str = ""

    def band_ids(self, scheme: str = "four_band") -> tuple[str, ...]:
        """Band ids from best to worst; empty when the scale has no bands in this scheme."""
        ids = tuple(band.id for band in self.bands.get(scheme, ()))
        return ids[::-1] if self.higher_is == "better" else ids


@dataclass(frozen=True, slots=True)
class Measure:
    """An instrument: who fills it in, its scales, its terms, and what must be said beside its figures.

    `scales` maps informant to subscale id to `Subscale`. `pair_scales` holds scales that exist only for two forms
    of one child together (the mean of the goals rated both times). `is_repeated` is False for a measure that is
    never compared over time. `form_checks` names the checks on a whole form that the scorer flags. `age_forms` lists
    the printed forms; a score of a child whom no banded form of the informant covers gets no band. `norms_source`
    says where a table of norms beside the file was seen. `reliability`: what a method section says of it, with the
    source; empty where none is held.
    """

    id: str
    label: str
    short_label: str
    citation: str
    terms: str
    source: str
    caveat: str
    informants: Mapping[str, str]
    primary_subscale: str | None
    scales: Mapping[str, Mapping[str, Subscale]]
    pair_scales: Mapping[str, Subscale]
    ages: tuple[int, int] | None = None
    response_values: tuple[float, ...] = ()
    other_item_values: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    band_labels: Mapping[str, str] = field(default_factory=dict)
    form_checks: tuple[str, ...] = ()
    age_forms: tuple[AgeForm, ...] = ()
    norms_source: str = ""
    reliability: str = ""
    is_repeated: bool = True

    def scale(self, subscale: str, informant: str | None = None) -> Subscale:
        """The subscale as this informant fills it in; the first informant's when none is named.

        Raises KeyError when the measure has no such subscale or informant.
        """
        return self.scales[informant or next(iter(self.informants))][subscale]

    def banded_ages(self, informant: str) -> tuple[int, int] | None:
        """The youngest and oldest age for which this informant's scores have bands; None: any age."""
        spans = [form.ages for form in self.age_forms if form.has_bands and informant in form.informants]
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None

    @property
    def subscales(self) -> Mapping[str, Subscale]:
        """The subscales in reporting order, as the first informant fills them in."""
        return self.scales[next(iter(self.informants))]

    @property
    def has_reliable_change(self) -> bool:
        """Whether any scale of any informant has a threshold."""
        return any(scale.reliable_change for scales in self.scales.values() for scale in scales.values())
