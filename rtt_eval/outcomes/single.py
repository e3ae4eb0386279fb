"""Where scores stood at one timepoint, for every measure, whether or not anyone has a second form."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure, Subscale
from rtt_eval.outcomes.bands import band_order
from rtt_eval.outcomes.change import DEFAULT_GATES
from rtt_eval.outcomes.counts import counted, main_scales, split
from rtt_eval.outcomes.given import SCALE, Entries, grouped, main_kinds, of_cases
from rtt_eval.outcomes.numbers import number
from rtt_eval.params import Gates
from rtt_eval.windows import is_followed


def single_timepoint(
    scores: pd.DataFrame, cases: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates = DEFAULT_GATES
) -> list[Figure]:
    """Scores of full-service cases at each timepoint: `outcomes.<measure>.<informant>.<subscale>.<timepoint>.`

    n; from `gates.mean` scores mean and sd; clinical.n where the scale has a clinical cut-off (forms with a high
    validity scale are among them: `forms` counts those); band.<band>.n for every band of the scale that stands for the
    measure. Scales that do not, and have no cut-off, are there at baseline only.
    Goals are left out: their scores are not comparable between children. Where some scores of a scale are raw and some
    are T scores, only the commoner kind counts. scores: from `score.responses`. cases: from `activity.cohort`.
    """
    mine = of_cases(scores, cases[is_followed(cases)])
    comparable = [id for id, measure in measures.items() if not measure.pair_scales]
    mine = mine[mine["score"].notna() & mine["measure"].isin(comparable)]
    mine = mine.merge(main_kinds(mine), on=[*SCALE, "score_kind"])
    main = main_scales(mine, measures)
    figures = []
    for codes, rows in grouped(mine, [*SCALE, "timepoint"], ["score", "person_id", "band"]):
        measure, informant, subscale, timepoint = codes
        scale = measures[measure].scales.get(informant, {}).get(subscale)
        if scale is None:
            continue
        is_main = main[measure, informant] == subscale
        if is_main or timepoint == "baseline" or scale.clinical_at_least is not None:
            figures += _at_one_time(".".join(("outcomes", *codes)), rows, scale, gates, is_main)
    return figures


def _at_one_time(stem: str, rows: Entries, scale: Subscale, gates: Gates, is_main: bool) -> list[Figure]:
    values, children, bands = rows["score"], rows["person_id"], rows["band"]
    figures = [counted(f"{stem}.n", np.ones(len(values), dtype=bool), children)]
    if len(values) >= gates.mean:
        figures.append(number(f"{stem}.mean", values.mean(), len(values)))
        figures.append(number(f"{stem}.sd", values.std(ddof=1), len(values), "spread"))
    if is_main and (order := band_order(scale, bands)):
        figures += split(f"{stem}.band.n", {f"{stem}.band.{band}.n": bands == band for band in order}, children)
    if scale.clinical_at_least is not None:
        is_clinical, words = values >= scale.clinical_at_least, f"{scale.clinical_at_least:g} or more"
        figures.append(counted(f"{stem}.clinical.n", is_clinical, children, of=len(values), method=words))
    return figures
