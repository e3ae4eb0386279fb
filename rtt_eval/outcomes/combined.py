"""One verdict a child over all measures that one informant filled in: the rule of the NHS code."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.counts import counted, split
from rtt_eval.outcomes.given import SCALE, Entries, grouped
from rtt_eval.params import Gates
from rtt_eval.stats import nhs_combination

VERDICTS = ("improved", "no_change", "deteriorated")
RULE = (
    "NHS England's rule: deteriorated if any scale deteriorated reliably, else improved if any improved, else no "
    "change. Scales with a threshold in the NHS code: {}"
)
CAVEAT = "any of several scales: the more of them, the more often one moves; not comparable with one measure"


def any_measure_figures(pairs: pd.DataFrame, measures: Mapping[str, Measure], gates: Gates) -> list[Figure]:
    """Children improved, unchanged and deteriorated by the NHS rule, for each informant and follow-up.

    `outcomes.any_measure.<informant>.<from>_to_<to>.`: n (children with a pair on at least one scale that the NHS code
    has a threshold for; each goal is such a scale), improved.n, no_change.n, deteriorated.n. Thresholds of the
    service's own, as that of the SDQ total, do not count. From `gates.counts` children. pairs: `pair_timepoints`.
    """
    codes = pairs[SCALE].drop_duplicates().itertuples(index=False, name=None)
    in_nhs_code = pd.DataFrame([key for key in codes if _has_nhs_threshold(measures, *key)], columns=SCALE)
    mine = pairs[pairs["is_paired"] & pairs["reliable_change"].notna()].merge(in_nhs_code, on=SCALE)
    figures = []
    columns = ["case_id", "person_id", "measure", "reliable_change"]
    for (informant, start, follow_up), rows in grouped(mine, ["informant", "start", "follow_up"], columns):
        if len(set(rows["case_id"])) >= gates.counts:
            names = ", ".join(measures[id].short_label for id in dict.fromkeys(rows["measure"]))
            stem = f"outcomes.any_measure.{informant}.{start}_to_{follow_up}"
            figures += _verdicts(stem, rows, RULE.format(names))
    return figures


def _has_nhs_threshold(measures: Mapping[str, Measure], measure: str, informant: str, subscale: str) -> bool:
    rule = measures[measure].scales[informant][subscale].reliable_change
    return rule is not None and not rule.is_ours


def _verdicts(stem: str, rows: Entries, method: str) -> list[Figure]:
    found: dict[tuple[str, str], list[str]] = {}
    for case, person, category in zip(rows["case_id"], rows["person_id"], rows["reliable_change"], strict=True):
        found.setdefault((case, person), []).append(category)
    children = np.array([person for _, person in found], dtype=object)
    verdict = np.array([nhs_combination(categories) for categories in found.values()], dtype=object)
    whole = counted(f"{stem}.n", np.ones(len(children), dtype=bool), children, method=method)._replace(note=CAVEAT)
    masks = {f"{stem}.{name}.n": verdict == name for name in VERDICTS}
    return [whole, *split(whole.id, masks, children, method=method)]
