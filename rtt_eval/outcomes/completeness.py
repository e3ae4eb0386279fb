"""Who has which forms: eligible, baseline, follow-up, paired, and the reason for every pair that is lacking."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.counts import contrasts, counted

LACKS = {
    "no_form": "no form and no reason recorded",
    "not_computable": "too little answered to score it",
    "not_due": "not due",
    "not_sent": "not sent",
    "not_returned": "not returned",
    "declined_yp": "declined by the young person",
    "declined_carer": "declined by the carer",
    "not_possible_disability": "not possible because of a disability",
    "too_young": "too young for the form",
    "too_old": "too old for the form",
    "not_applicable": "not applicable",
    "not_known": "reason not known",
    "excel_error": "error value in the spreadsheet",
}
MIXED = {
    "form_version_mixed": "baseline form used at follow-up, or the follow-up form at baseline",
    "score_kind_mixed": "a raw score where the others have T scores, or the reverse",
    "not_due": "review date has not come",
}


def loss_label(code: str) -> str:
    """A code of `loss_reason` in words: "baseline_declined_carer" is "baseline: declined by the carer"."""
    if code in MIXED:
        return MIXED[code]
    time = "baseline" if code.startswith("baseline_") else "follow_up"
    reason = code.removeprefix(f"{time}_")
    return f"{time.replace('_', '-')}: {LACKS.get(reason, reason.replace('_', ' '))}"


def completeness(pairs: pd.DataFrame, measures: Mapping[str, Measure]) -> list[Figure]:
    """The flow from eligible to paired, a set a measure, informant, subscale and follow-up.

    n_eligible, n_baseline, `n_<follow-up>` (usable scores among the eligible, whether or not there is a baseline) and
    n_paired; `lost.<reason>.n` for every reason that occurs, which add up to n_eligible - n_paired: those without a
    baseline (n_without_baseline) and the rest (n_without_follow_up: no usable follow-up, or one that does not fit).
    `early.n`, where there are any: both forms are in, but the review date has not come; they count next time.

    Where a number of losses is too small to show, the totals that would give it back go as well, and n_paired stays:
    the results rest on it. That is why no figure here carries the whole that it is part of.
    """
    figures = []
    for one, rows in contrasts(pairs, measures):
        figures += _flow(one.stem, rows[rows["is_eligible"]])
        is_early = (~rows["is_eligible"] & rows["has_baseline"] & rows["has_follow_up"]).to_numpy(bool)
        if is_early.any():
            figures.append(counted(f"{one.stem}.early.n", is_early, rows["person_id"].to_numpy(object)))
    return figures


def _flow(stem: str, rows: pd.DataFrame) -> list[Figure]:
    children = rows["person_id"].to_numpy(object)
    has_baseline, has_follow_up = rows["has_baseline"].to_numpy(bool), rows["has_follow_up"].to_numpy(bool)
    is_paired = rows["is_paired"].to_numpy(bool)
    follow_up = stem.rpartition("_to_")[2]
    losses = (f"{stem}.n_without_baseline", f"{stem}.n_without_follow_up")

    def flow(name: str, mask: np.ndarray, *derived_from: str) -> Figure:
        return counted(f"{stem}.{name}", mask, children)._replace(derived_from=derived_from)

    figures = [
        flow("n_eligible", np.ones(len(rows), dtype=bool), *losses),
        flow("n_baseline", has_baseline, losses[1]),
        flow(f"n_{follow_up}", has_follow_up, f"{stem}.n_follow_up_only"),
        flow("n_paired", is_paired),
        flow("n_without_baseline", ~has_baseline),
        flow("n_without_follow_up", has_baseline & ~is_paired),
        flow("n_follow_up_only", has_follow_up & ~is_paired),
    ]
    reasons = rows["loss_reason"].to_numpy(object)
    for code in sorted(set(reasons[~is_paired])):
        mask = reasons == code
        whole = losses[0] if code.startswith("baseline_") else losses[1]
        figures.append(counted(f"{stem}.lost.{code}.n", mask, children, method=loss_label(code), parts_of=(whole,)))
    return figures
