"""Who has which forms: eligible, baseline, follow-up, paired, and the reason for every pair that is lacking."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.counts import contrasts, counted
from rtt_eval.outcomes.given import Entries, picked

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

    For the scale that stands for its measure: n_eligible, n_baseline, `n_<follow-up>` (usable scores among the
    eligible, whether or not there is a baseline) and n_paired; `lost.<reason>.n` for every reason that occurs, which
    add up to n_eligible - n_paired: those without a baseline (n_without_baseline) and the rest (n_without_follow_up:
    no usable follow-up, or one that does not fit). `early.n`, where there are any: both forms are in, but the review
    date has not come; they count next time. The other scales of the form have n_eligible, n_baseline and n_paired,
    where there is any pair. What is lost is a figure where it is above zero.

    Where a number of losses is too small to show, the totals that would give it back go as well, and n_paired stays:
    the results rest on it. That is why no figure here carries the whole that it is part of. Where n_paired is
    itself too small, the totals go too: they less the losses would give it back.
    """
    found = [
        (one, codes, rows, picked(rows, rows["is_eligible"].astype(bool)))
        for codes, one, rows in contrasts(pairs, measures)
    ]
    main = {(*codes[:2], codes[-1]): (one.stem, _lacks(mine)) for one, codes, _, mine in found if one.is_main}
    figures = []
    for one, codes, rows, mine in found:
        follow_up = codes[-1]
        if one.is_main:
            figures += _flow(one.stem, follow_up, mine, {})
            figures += [*_losses(one.stem, mine), *_early(one.stem, rows)]
        elif one.n:
            stem, lacks = main.get((*codes[:2], follow_up), (one.stem, {}))
            figures += _flow(one.stem, "", mine, _known_as(stem, lacks, _lacks(mine)))
    return figures


def _lacks(rows: Entries) -> dict[str, np.ndarray]:
    """Who has no pair, by what is lacking; only what occurs."""
    has_baseline, has_follow_up, is_paired = _steps(rows)
    masks = {
        "n_without_baseline": ~has_baseline,
        "n_without_follow_up": has_baseline & ~is_paired,
        "n_follow_up_only": has_follow_up & ~is_paired,
    }
    return {name: mask for name, mask in masks.items() if mask.any()}


def _steps(rows: Entries) -> tuple[np.ndarray, ...]:
    return tuple(rows[name].astype(bool) for name in ("has_baseline", "has_follow_up", "is_paired"))


def _known_as(stem: str, of_main: dict[str, np.ndarray], lacks: dict[str, np.ndarray]) -> dict[str, str]:
    """The losses that are those of the main scale, the same children: they are one figure, and go together."""
    return {
        name: f"{stem}.{name}"
        for name, mask in lacks.items()
        if name in of_main and np.array_equal(mask, of_main[name])
    }


def _flow(stem: str, follow_up: str, rows: Entries, known_as: Mapping[str, str]) -> list[Figure]:
    """The steps from eligible to paired; follow_up "": without the forms at follow-up."""
    has_baseline, has_follow_up, is_paired = _steps(rows)
    lacks = _lacks(rows)
    if not follow_up:
        lacks.pop("n_follow_up_only", None)

    paired = f"{stem}.n_paired"

    def flow(name: str, mask: np.ndarray, *hidden_with: str) -> Figure:
        sources = tuple(known_as.get(lack, f"{stem}.{lack}") for lack in hidden_with if lack in lacks)
        sources += (paired,) if hidden_with else ()
        return counted(f"{stem}.{name}", mask, rows["person_id"])._replace(derived_from=sources)

    figures = [
        flow("n_eligible", np.ones(len(is_paired), dtype=bool), "n_without_baseline", "n_without_follow_up"),
        flow("n_baseline", has_baseline, "n_without_follow_up"),
        flow("n_paired", is_paired),
        *(flow(name, mask) for name, mask in lacks.items() if name not in known_as),
    ]
    if follow_up:
        figures.insert(2, flow(f"n_{follow_up}", has_follow_up, "n_follow_up_only"))
    return figures


def _early(stem: str, rows: Entries) -> list[Figure]:
    has_baseline, has_follow_up, _ = _steps(rows)
    is_early = ~rows["is_eligible"].astype(bool) & has_baseline & has_follow_up
    return [counted(f"{stem}.early.n", is_early, rows["person_id"])] if is_early.any() else []


def _losses(stem: str, rows: Entries) -> list[Figure]:
    """How many pairs are lacking for each reason; the reasons are parts of those without one of the two forms."""
    reasons = rows["loss_reason"]
    figures = []
    for code in sorted(set(reasons[~rows["is_paired"].astype(bool)])):
        whole = "n_without_baseline" if code.startswith("baseline_") else "n_without_follow_up"
        id, words = f"{stem}.lost.{code}.n", loss_label(code)
        figures.append(counted(id, reasons == code, rows["person_id"], method=words, parts_of=(f"{stem}.{whole}",)))
    return figures
