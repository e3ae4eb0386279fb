"""Forms that a person should look at: answered all alike, with blanks, not scorable, with a high validity scale."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rtt_eval.figures import Figure
from rtt_eval.measures import Measure
from rtt_eval.outcomes.counts import counted
from rtt_eval.outcomes.given import SCALE, Entries, grouped, of_cases
from rtt_eval.windows import is_followed

CHECKS = {
    "zero_total": "zero_total",
    "all_items_same": "all_items_same",
    "forms_with_missing_items": "items_missing",
    "total_not_computable": "total_not_computable",
}
"""Name in an id -> flag that `score.responses` sets on the row of the measure's primary subscale."""

OF_ITEMS = ("all_items_same", "forms_with_missing_items")
NO_ITEMS = "only totals are held, not the answers to the items"
"""Which of these ask for the answers, and why there is no number where none are held."""

VALIDITY = {"validity_flag": "validity_invalid"}


def forms(scores: pd.DataFrame, cases: pd.DataFrame, measures: Mapping[str, Measure]) -> list[Figure]:
    """How many forms of full-service cases, at any timepoint, call for a look: `outcomes.<measure>.<informant>.`

    forms.n: forms with any score, or answers too few to score. For a measure with checks on the whole form (SDQ):
    zero_total.n, all_items_same.n, forms_with_missing_items.n, total_not_computable.n. For one with validity scales
    (TSCC): validity_flag.n. What asks for the answers to the items is None where
    none are held. Nothing is left out of other figures because of a flag.
    """
    mine = of_cases(scores, cases[is_followed(cases)])
    figures = []
    for (id, informant), rows in grouped(
        mine, SCALE[:2], ["case_id", "timepoint", "person_id", "score", "flags", "n_missing_items"]
    ):
        measure = measures.get(id)
        checks = _checks(measure, informant) if measure else {}
        if checks:
            figures += _of_forms(f"outcomes.{id}.{informant}", rows, checks)
    return figures


def _checks(measure: Measure, informant: str) -> dict[str, str]:
    has_validity = any(scale.invalid_above is not None for scale in measure.scales.get(informant, {}).values())
    return (CHECKS if measure.form_checks else {}) | (VALIDITY if has_validity else {})


def _of_forms(stem: str, rows: Entries, checks: Mapping[str, str]) -> list[Figure]:
    """A form that did not come back has neither a score nor a flag, and is not counted."""
    flags_of: dict[tuple[str, str, str], set[str]] = {}
    is_back = ~np.isnan(rows["score"]) | (rows["flags"] != "")
    forms = zip(rows["case_id"], rows["timepoint"], rows["person_id"], strict=True)
    for form, flags in ((form, flags) for form, flags, back in zip(forms, rows["flags"], is_back, strict=True) if back):
        flags_of.setdefault(form, set()).update(flags.split(";"))
    children, n = np.array([person for _, _, person in flags_of], dtype=object), len(flags_of)
    masks = {name: np.array([flag in on for on in flags_of.values()], dtype=bool) for name, flag in checks.items()}
    masks = {"forms": np.ones(n, dtype=bool), **masks}
    figures = {name: counted(f"{stem}.{name}.n", mask, children, of=n, unit="forms") for name, mask in masks.items()}
    asked = [name for name in OF_ITEMS if name in masks]
    if np.isnan(rows["n_missing_items"].astype(float)).all() and not any(masks[name].any() for name in asked):
        figures |= {name: figures[name]._replace(value=None, n=None, note=NO_ITEMS) for name in asked}
    return list(figures.values())
