"""Each young person's path, bands before and after, and who has which forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from rtt_eval import measures
from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.grid import FILLS, grid
from rtt_eval.charts.draw.key import Entry
from rtt_eval.charts.draw.nested import nested
from rtt_eval.charts.draw.paths import SIGNS, Path, Shade, paths
from rtt_eval.charts.draw.rows import Row
from rtt_eval.charts.draw.style import TEXT
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import n_text, subtitle, told
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, form_name, main_scales, scale_of
from rtt_eval.disclosure import Safe
from rtt_eval.labels import as_at, followed, plain, when
from rtt_eval.measures import Subscale
from rtt_eval.params import OutcomeParams, ReportParams

WAYS = {"improved": "better", "same": "the same", "worse": "worse"}


def paired_paths(
    safe: Safe, params: ReportParams, measure: str, informant: str, subscale: str, follow_up: str
) -> Chart | None:
    """How did each young person's score move from the start to the follow-up, and over which bands?

    A line a young person. `follow_up` is the timepoint. None where the audience may not see single young people,
    or there is no pair. Young people with the same later score and direction share one label.
    """
    rows = child_rows(safe, measure, informant, subscale, follow_up)
    if rows.empty:
        return None
    scale = scale_of(measure, informant, subscale)
    children = [_path(one, scale) for one in rows.itertuples()]
    stem = stem_of(measure, informant, subscale, follow_up)
    ids = [f"{stem}.direction.{way}.n" for way in WAYS]
    times = ("Start", when(follow_up).capitalize())
    sentence = "Scores are better for {p0}, the same for {1} and worse for {2}"
    scores = [(f"{one.baseline:g}", f"{one.follow_up_score:g}") for one in rows.itertuples()]
    return finished(
        paths(children, _shades(measure, scale), scale.range, times, _keys(safe, ids, children)),
        f"chart_paths_{measure}_{informant}_{subscale}_{follow_up}",
        told(safe, sentence, "Score of each young person at both times", *ids),
        subtitle(
            title_of(measure, informant, subscale),
            f"start to {when(follow_up)}",
            f"a higher score is {scale.higher_is}",
            n_text(safe.get(f"{stem}.n_paired")),
            as_at(params),
        ),
        ("Young person", *times, "Direction"),
        [(name, *both, WAYS[child.sign]) for name, both, child in zip(rows["label"], scores, children, strict=True)],
    )


def stem_of(measure: str, informant: str, subscale: str, follow_up: str) -> str:
    """What the ids of this change begin with."""
    return Contrast(measure, informant, subscale, "baseline", follow_up).stem


def title_of(measure: str, informant: str, subscale: str) -> str:
    """The outcome as a subtitle names it: SDQ, parent or carer, total difficulties."""
    return f"{form_name(measure, informant)}, {scale_of(measure, informant, subscale).label.lower()}"


def child_rows(safe: Safe, measure: str, informant: str, subscale: str, follow_up: str) -> pd.DataFrame:
    """The young people with both scores, a row each; empty where the audience may not see single young people."""
    rows = safe.rows.get("paths")
    if rows is None:
        return pd.DataFrame()
    is_wanted = (rows["measure"] == measure) & (rows["subscale"] == subscale) & (rows["follow_up"] == follow_up)
    return rows[is_wanted & (rows["informant"] == informant)] if informant else rows[is_wanted]


def _path(row: Any, scale: Subscale) -> Path:
    is_up = row.follow_up_score > row.baseline
    is_same = row.follow_up_score == row.baseline
    sign = "same" if is_same else "improved" if is_up == (scale.higher_is == "better") else "worse"
    is_reliable = row.reliable_change in ("improved", "deteriorated")
    return Path(short_name(row.label), float(row.baseline), float(row.follow_up_score), sign, is_reliable)


def short_name(label: str) -> str:
    """ "YP 4/2" for "YP 4, case 2": in a list of names a comma would read as another young person."""
    return str(label).replace(", case ", "/")


def _shades(measure: str, scale: Subscale) -> list[Shade]:
    """The bands for this kind of score, meeting half-way where their ends are a point apart."""
    bands = scale.bands.get(_scheme(scale), ())
    labels = measures.load(measure).band_labels
    edges = [(first.high + second.low) / 2 for first, second in pairwise(bands)]
    lows, highs = [scale.range[0], *edges], [*edges, scale.range[1]]
    return [
        Shade(labels.get(band.id, band.label), low, high) for band, low, high in zip(bands, lows, highs, strict=False)
    ]


def _keys(safe: Safe, ids: Sequence[str], children: Sequence[Path]) -> list[Entry]:
    """What each line style means with how many there are, and the filled end where one is drawn."""
    keys = []
    for way, id in zip(WAYS, ids, strict=True):
        colour, dashes, _ = SIGNS[way]
        words = f"{WAYS[way].capitalize()} {safe.text(id) if id in safe else ''}".strip()
        keys.append(Entry(words, "line", colour, dashes))
    is_any = any(child.is_reliable for child in children)
    return [*keys, Entry("Filled end: reliable change", "dot", TEXT)] if is_any else keys


def band_flow(
    safe: Safe, params: ReportParams, measure: str, informant: str, subscale: str, follow_up: str
) -> Chart | None:
    """From which band to which did the young people go? A square of counts, both ways from best to worst band."""
    stem, bands = stem_of(measure, informant, subscale, follow_up), _bands(measure, informant, subscale)
    cells = [[cell(safe, f"{stem}.band.{first}.to.{last}.n") for last in bands] for first in bands]
    if is_bare([one for row in cells for one in row]):
        return None
    names, ids = list(bands.values()), [f"{stem}.band_shift.{way}.n" for way in WAYS]
    keys = {sign: f"{sign.capitalize()} band {safe.text(id)}" for sign, id in zip(FILLS, ids, strict=True)}
    times = ("Start", when(follow_up).capitalize())
    title = told(
        safe, "The band is better for {p0}, the same for {1} and worse for {2}", "Bands at the start and later", *ids
    )
    return finished(
        grid(names, times, cells, keys),
        f"chart_bands_{measure}_{informant}_{subscale}_{follow_up}",
        title,
        subtitle(
            "Number of young people by band at both times",
            title_of(measure, informant, subscale),
            n_text(safe.get(f"{stem}.n_paired")),
            as_at(params),
        ),
        ("Band at the start", *(f"{times[1]}: {name.lower()}" for name in names)),
        [(name, *(one.shown for one in row)) for name, row in zip(names, cells, strict=True)],
    )


def _bands(measure: str, informant: str, subscale: str) -> dict[str, str]:
    """Band ids with their names, from best to worst; empty where the scale has none for this kind of score."""
    scale, labels = scale_of(measure, informant, subscale), measures.load(measure).band_labels
    return {id: labels.get(id, plain(id)) for id in scale.band_ids(_scheme(scale))}


def _scheme(scale: Subscale) -> str:
    return "t_score" if scale.score_kind == "t_score" else "four_band"


def completeness(safe: Safe, params: OutcomeParams) -> Chart | None:
    """Of those whose review was due, how many have a first form of the primary outcome, and how many have both?

    A row a follow-up, by the scale that stands for the measure.
    """
    primary = contrast_of(params.primary_outcome)
    every = main_scales(contrasts(safe.figures, params.primary_outcome))
    found = [one for one in every if one.key == primary.key and f"{one.stem}.n_eligible" in safe]
    cells = [[cell(safe, f"{one.stem}.{part}") for part in ("n_eligible", "n_baseline", "n_paired")] for one in found]
    if is_bare([each for row in cells for each in row]):
        return None
    at_primary = next((one for one in found if one.follow_up == primary.follow_up), found[0])
    title = told(
        safe,
        f"{at_primary.form}, {when(at_primary.follow_up)}: {{1}} of {{0}} have both forms",
        f"{at_primary.form}: forms at the start and at each review",
        *(f"{at_primary.stem}.{part}" for part in ("n_eligible", "n_paired")),
    )
    names = ("Review was due", "Form at the start", "Both forms")
    labels = [when(one.follow_up).capitalize() for one in found]
    rows = [Row(label, f"{row[2].shown} of {row[0].shown}") for label, row in zip(labels, cells, strict=True)]
    return finished(
        nested(rows, cells, names, "Both forms"),
        "chart_completeness",
        title,
        subtitle(f"Number of young people in {followed(params)} whose review was due, by forms", as_at(params)),
        ("Review", *names),
        [(label, *(each.shown for each in row)) for label, row in zip(labels, cells, strict=True)],
    )
