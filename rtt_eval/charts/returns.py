"""The SDQ of children in care: how many stand in each band."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.shares import Part, Whole, shares
from rtt_eval.charts.finish import cell, finished, has_whole_row
from rtt_eval.charts.words import subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.labels import SDQ_BANDS, period
from rtt_eval.params import ReportParams

ZERO = "Zero total"
ZERO_NOTE = "A zero total stands apart: every answer at its lowest is possible, and may be a form filled in wrongly."
GROUPS: Mapping[str, str] = MappingProxyType(
    {"sdq.returns": "All returns", "sdq.local": "Local indicator", "sdq.national": "National indicator"}
)


def sdq_bands(safe: Safe, params: ReportParams, stems: Mapping[str, str] = GROUPS) -> Chart | None:
    """How many of the children's SDQ scores are close to average, slightly raised, high and very high?

    stems: stem of the ids to the title of its bar, the first one in the chart's title. Ids: `<stem>.band.<band>.n`,
    `<stem>.zero_total.n`, `<stem>.n` or `<stem>.completed.n` for the whole, and `.pct` beside each part's `.n` where
    there are shares to write. A bar with a hidden part is written out. None where no bar may be drawn.
    """
    found = {stem: title for stem, title in stems.items() if f"{stem}.band.high.n" in safe}
    wholes = [_whole(safe, stem, title) for stem, title in found.items()]
    parts = [[*whole.parts, *([whole.apart] if whole.apart else [])] for whole in wholes]
    if not has_whole_row([[part.cell for part in row] for row in parts]):
        return None
    stem = next(iter(found))
    names = list(dict.fromkeys(part.name for row in parts for part in row))
    texts = [{part.name: part.text for part in row} for row in parts]
    return finished(
        shares(wholes),
        f"chart_{stem.replace('.', '_')}_bands",
        _title(safe, stem),
        subtitle("Number of SDQ total scores in each band, children in care", period(params)),
        ("Scores", *names),
        [(whole.title, *(row.get(name, "[x]") for name in names)) for whole, row in zip(wholes, texts, strict=True)],
        [ZERO_NOTE] if ZERO in names else (),
    )


def _whole(safe: Safe, stem: str, title: str) -> Whole:
    n = safe.get(f"{stem}.n") or safe.get(f"{stem}.completed.n")
    parts = [
        _part(safe, f"{stem}.band.{band}", name) for band, name in SDQ_BANDS.items() if f"{stem}.band.{band}.n" in safe
    ]
    apart = _part(safe, f"{stem}.zero_total", ZERO) if f"{stem}.zero_total.n" in safe else None
    return Whole(f"{title}, {n.shown} scores" if n is not None and n.is_known else title, parts, apart)


def _part(safe: Safe, stem: str, name: str) -> Part:
    count, share = cell(safe, f"{stem}.n"), safe.get(f"{stem}.pct")
    is_shared = count.value is not None and share is not None and share.is_known
    return Part(name, count, f"{count.shown} ({share.shown})" if is_shared and share else count.shown)


def _title(safe: Safe, stem: str) -> str:
    """The two upper bands, the count alone where it is not known of how many."""
    ids = [f"{stem}.band.{band}.n" for band in ("high", "very_high")]
    said = "SDQ scores: {0} high and {1} very high"
    return told(safe, f"{said}, of {{2}}", told(safe, said, "SDQ scores by band", *ids), *ids, f"{stem}.n")
