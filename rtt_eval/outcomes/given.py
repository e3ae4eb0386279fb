"""What was handed in: the scores of the cases at one timepoint, and why a score is lacking there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

SCALE = ["measure", "informant", "subscale"]
FORM = ["case_id", "measure", "informant", "timepoint"]
CARRIED = ["score", "score_kind", "band", "informant_key", "form_version", "missing_reason", "n_missing_items"]

Entries = Mapping[str, np.ndarray]
"""Columns of some rows as arrays of one length: small groups are much faster to work with so than as frames."""

LACKS_FORM = "no_form"
"""Nothing was recorded: neither a form nor a reason."""

LACKS_SCORE = "not_computable"
"""The form is there, but the scale cannot be scored from it."""


def of_cases(scores: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """The scores that belong to these cases.

    A score without a case_id belongs to the only case of its child; where a child has two, it belongs to none, and
    where the case has that score already, the one that names the case stands.
    """
    only = cases.drop_duplicates("person_id", keep=False).set_index("person_id")["case_id"]
    is_named = scores["case_id"].notna()
    case_id = scores["case_id"].where(is_named, scores["person_id"].map(only))
    mine = scores.assign(case_id=case_id, is_named=is_named)[case_id.isin(cases["case_id"])]
    named_first = mine.sort_values("is_named", ascending=False, kind="stable")
    return named_first.drop_duplicates([*FORM, "subscale"]).sort_index().drop(columns="is_named")


def main_kinds(scores: pd.DataFrame) -> pd.DataFrame:
    """The kind of score (raw or T score) that most scores of a scale are; one row a measure, informant, subscale."""
    keys = [*SCALE, "score_kind"]
    n_scores = scores[scores["score"].notna()].groupby(keys, sort=True, as_index=False).size()
    return n_scores.sort_values("size", kind="stable").drop_duplicates(SCALE, keep="last")[keys]


def grouped(
    rows: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Entries]]:
    """The codes in `keys` and the rows that have them, in the order in which they first occur."""
    number = rows.groupby(list(keys), sort=False).ngroup().to_numpy()
    order = np.argsort(number, kind="stable")
    order = order[np.searchsorted(number[order], 0) :]  # a row with a missing code is in no group
    codes = [rows[key].to_numpy() for key in keys]
    values = {name: rows[name].to_numpy() for name in columns}
    for places in np.split(order, np.flatnonzero(np.diff(number[order])) + 1):
        if len(places):
            yield tuple(str(code[places[0]]) for code in codes), picked(values, places)


def picked(entries: Entries, which: np.ndarray) -> Entries:
    """Some of the entries: by a mask, or by their places."""
    return {name: values[which] for name, values in entries.items()}


def scores_at(rows: pd.DataFrame, scores: pd.DataFrame, timepoint: str | None, name: str) -> pd.DataFrame:
    """`rows` with the score at a timepoint (None: at each row's own follow-up) in columns ending in `_<name>`.

    `lack_<name>` says why there is none: the recorded reason, or that the form holds no such score, or that there is
    no form; None where there is a score.
    """
    wanted = rows["follow_up"] if timepoint is None else pd.Series(timepoint, index=rows.index, dtype=object)
    named = {column: f"{column}_{name}" for column in CARRIED}
    own = scores[[*FORM, "subscale", *CARRIED]].rename(columns=named)
    found = rows.assign(timepoint=wanted).merge(own, on=[*FORM, "subscale"], how="left")
    found = found.merge(_forms(scores), on=FORM, how="left")
    reason, form_reason = found[f"missing_reason_{name}"], found["form_reason"]
    lack = pd.Series(LACKS_SCORE, index=found.index, dtype=object)
    lack = lack.mask(found["is_scored"].isna(), LACKS_FORM)
    lack = lack.mask(found["is_scored"].eq(False) & form_reason.notna(), form_reason)
    # Blank items carry reasons too; where the rest of the form is scored, too few answers is what stood in the way.
    is_part_answered = found[f"n_missing_items_{name}"].notna() & found["is_scored"].eq(True)
    lack = lack.mask(reason.notna() & ~is_part_answered, reason).mask(found[f"score_{name}"].notna(), None)
    return found[[*rows.columns, *named.values()]].assign(**{f"lack_{name}": lack})


def _forms(scores: pd.DataFrame) -> pd.DataFrame:
    """One row a form: whether any scale of it has a score, and the first reason on it."""
    forms = scores.assign(is_scored=scores["score"].notna()).groupby(FORM, sort=False, as_index=False)
    return forms.agg(is_scored=("is_scored", "max"), form_reason=("missing_reason", "first"))
