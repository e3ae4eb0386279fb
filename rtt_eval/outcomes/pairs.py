"""Two timepoints of the same case side by side, and why a pair is lacking."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from rtt_eval.measures import Measure, load, load_all
from rtt_eval.outcomes.due import REVIEWS, is_due, known_follow_ups
from rtt_eval.outcomes.given import SCALE, main_kinds, of_cases, scores_at
from rtt_eval.stats import change_category
from rtt_eval.windows import is_followed

MEASURES_WITH_TWO_VERSIONS = ("sdq",)
"""Their baseline form asks about six months, their follow-up form about one: the wrong form does not make a pair."""

ENDS = ("start", "later")
VERSIONS = [f"form_version_{name}" for name in ENDS]
COLUMNS = [
    *("case_id", "person_id", "label", *SCALE, "start", "follow_up", "is_eligible", "has_baseline", "has_follow_up"),
    *("is_paired", "baseline", "follow_up_score", "change", "band_baseline", "band_follow_up", "score_kind"),
    *("reliable_change", "informant_changed", "is_informant_known", "is_version_unknown", "loss_reason", "higher_is"),
    *("is_baseline_usable", "is_follow_up_usable"),
]
PATH_COLUMNS = [
    *("label", "measure", "informant", "subscale", "follow_up"),
    *("baseline", "follow_up_score", "change", "reliable_change"),
]


def pair_timepoints(
    scores: pd.DataFrame,
    cases: pd.DataFrame,
    as_at: date,
    start: str = "baseline",
    follow_ups: Iterable[str] | None = None,
    measures: Iterable[str] | None = None,
) -> pd.DataFrame:
    """One row a full-service case, measure, informant, subscale and follow-up, whether or not the scores are there.

    scores: from `score.responses`; a score without a case_id belongs to the only case of its child. cases: from
    `activity.cohort`. follow_ups, measures: None for all that the data hold at a follow-up. A measure that the service
    uses over time is expected of every full case, so each has a row; subscales are those with any score in the data.

    `is_eligible`: the review date has come by `as_at`. `has_baseline`, `has_follow_up`: a usable score is there.
    `is_paired`: eligible, both are there, both are of the kind (raw or T score) that most scores of the scale are, and
    for the SDQ the baseline form was used at baseline and the follow-up form later. A pair whose form version was not
    recorded counts, with `is_version_unknown`. `change` = follow-up - baseline, NaN when not paired. `reliable_change`:
    None where the measure has no threshold for that kind of score. `is_informant_known`: both forms name who filled
    them in; `informant_changed`: and the names differ. `loss_reason`: a code that `loss_label` puts in words, None when
    paired.
    `is_baseline_usable`, `is_follow_up_usable`: there, of that kind and form version, whatever the other one is.
    Errors: ParamsError for a follow-up or a measure that there is not.
    """
    full = cases[is_followed(cases)]
    mine = of_cases(scores, full)
    chosen = load_all() if measures is None else {id: load(id) for id in measures}
    known = {id: measure for id, measure in chosen.items() if measure.is_repeated}
    times = known_follow_ups(set(mine["timepoint"]) & set(REVIEWS) if follow_ups is None else follow_ups)
    times = [time for time in times if time != start]
    mine = mine[mine["measure"].isin(list(known)) & mine["timepoint"].isin([start, *times])]
    scales = _scales(mine, times, known)
    rows = _expected(full, scales, times, as_at)
    for time, name in zip((start, None), ENDS, strict=True):
        rows = scores_at(rows, mine, time, name)
    return _decided(rows, start)[COLUMNS]


def paths(pairs: pd.DataFrame) -> pd.DataFrame:
    """The paired rows only, with the columns that a chart of each child's path may use (no id, no date)."""
    return pairs.loc[pairs["is_paired"], PATH_COLUMNS].reset_index(drop=True)


def _scales(mine: pd.DataFrame, times: list[str], known: dict[str, Measure]) -> pd.DataFrame:
    """Measure, informant and subscale with a form at a follow-up, in the measures' own order, and their thresholds."""
    instruments = mine.loc[mine["timepoint"].isin(times), SCALE[:2]].drop_duplicates()
    used = mine.merge(instruments, on=SCALE[:2])
    scored = set(used.loc[used["score"].notna(), SCALE].itertuples(index=False, name=None))
    named = set(used[SCALE].itertuples(index=False, name=None))
    rows = []
    for measure, informant in instruments.itertuples(index=False, name=None):
        scales = known[measure].scales.get(informant, {})
        in_order = [(measure, informant, id) for id in scales]
        # A measure of which no form ever came back still has its row of losses.
        kept = [key for key in in_order if key in scored] or [key for key in in_order if key in named]
        for key in kept:
            limit = scales[key[2]].reliable_change
            rows.append((*key, scales[key[2]].higher_is, limit and limit.threshold, limit and limit.score_kind))
    found = pd.DataFrame(rows, columns=[*SCALE, "higher_is", "threshold", "threshold_kind"])
    return found.merge(main_kinds(used), on=SCALE, how="left")


def _expected(full: pd.DataFrame, scales: pd.DataFrame, times: list[str], as_at: date) -> pd.DataFrame:
    """Every case with every scale at every follow-up, and whether its review date has come."""
    of_case = full[["case_id", "person_id", "label"]]
    parts = [
        of_case.assign(follow_up=time, is_eligible=is_due(full, time, as_at)).merge(scales, how="cross")
        for time in times
    ]
    blank = of_case.iloc[:0].assign(follow_up="", is_eligible=False).merge(scales.iloc[:0], how="cross")
    return pd.concat(parts, ignore_index=True) if parts else blank


def _decided(rows: pd.DataFrame, start: str) -> pd.DataFrame:
    """Which rows are pairs, their change, and the reason for those that are not."""
    fits = {name: _fits(rows, name, "follow_up" if name == "later" else _version_at(start)) for name in ENDS}
    loss = _loss(rows, start)
    is_paired = loss.isna()
    keys, versions = rows[["informant_key_start", "informant_key_later"]], rows[VERSIONS]
    decided = rows.assign(
        start=start,
        has_baseline=rows["score_start"].notna(),
        has_follow_up=rows["score_later"].notna(),
        is_paired=is_paired,
        baseline=rows["score_start"],
        follow_up_score=rows["score_later"],
        change=(rows["score_later"] - rows["score_start"]).where(is_paired),
        band_baseline=rows["band_start"],
        band_follow_up=rows["band_later"],
        is_informant_known=is_paired & keys.notna().all(axis=1),
        informant_changed=is_paired & keys.notna().all(axis=1) & (keys.iloc[:, 0] != keys.iloc[:, 1]),
        is_version_unknown=is_paired & _has_two_versions(rows) & versions.isna().any(axis=1),
        loss_reason=loss,
        is_baseline_usable=fits["start"],
        is_follow_up_usable=fits["later"],
    )
    return decided.assign(reliable_change=_reliable(decided))


def _loss(rows: pd.DataFrame, start: str) -> pd.Series:
    """The first thing that stands in the way of a pair; None where nothing does."""
    versions = rows[VERSIONS]
    is_wrong = (versions.notna() & versions.ne([_version_at(start), "follow_up"])).any(axis=1)
    loss = pd.Series(np.full(len(rows), None), index=rows.index, dtype=object)
    # From the last to the first: a later line overwrites an earlier one.
    loss[rows[["score_kind_start", "score_kind_later"]].ne(rows["score_kind"], axis=0).any(axis=1)] = "score_kind_mixed"
    loss[is_wrong & _has_two_versions(rows)] = "form_version_mixed"
    for name, prefix in (("later", "follow_up_"), ("start", "baseline_")):
        lack = rows.loc[rows[f"score_{name}"].isna(), f"lack_{name}"]
        loss[lack.index] = prefix + lack
    loss[~rows["is_eligible"]] = "not_due"
    return loss


def _version_at(start: str) -> str:
    return "baseline" if start == "baseline" else "follow_up"


def _fits(rows: pd.DataFrame, name: str, version: str) -> pd.Series:
    """Whether a score stands at one end of the pair that could be compared with others of its scale."""
    given = rows[f"form_version_{name}"]
    is_wrong = _has_two_versions(rows) & given.notna() & given.ne(version)
    return rows[f"score_{name}"].notna() & rows[f"score_kind_{name}"].eq(rows["score_kind"]) & ~is_wrong


def _has_two_versions(rows: pd.DataFrame) -> pd.Series:
    return rows["measure"].isin(MEASURES_WITH_TWO_VERSIONS)


def _reliable(rows: pd.DataFrame) -> pd.Series:
    """improved, no_reliable_change or deteriorated; None without a pair or a threshold for this kind of score."""
    limit = rows["threshold"].astype(float).where(rows["threshold_kind"] == rows["score_kind"])
    sign = np.where(rows["higher_is"] == "better", 1.0, -1.0)
    return pd.Series(change_category(rows["change"] * sign, limit, "better"), index=rows.index, dtype=object)
