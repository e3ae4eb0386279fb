"""Answers to subscale scores, bands and reliable change, as each `Measure` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from rtt_eval import measures as packaged
from rtt_eval.measures import Measure, Subscale
from rtt_eval.score_ages import ages_at, t_scores, with_t_scores
from rtt_eval.score_rules import SCORING_RULES, Answers, Column, from_items, from_parts, over_entered
from rtt_eval.stats import change_category

__all__ = [
    "COLUMNS",
    "FLAGS",
    "SCORING_RULES",
    "band",
    "reliable_change_category",
    "responses",
    "t_scores",
    "with_t_scores",
]

KEY = ["person_id", "case_id", "measure", "informant", "timepoint"]
CARRIED = ["informant_key", "form_version", "date_completed"]
RESULT = ["subscale", "score", "score_kind", "band", "n_missing_items", "prorated", "flags"]
TEXT = ["subscale", "score_kind", "band", "flags", "missing_reason"]
COLUMNS = [*KEY, *RESULT, *CARRIED, "missing_reason"]
# In the order in which they are joined in `flags`.
FLAGS = (
    "zero_total",
    "all_items_same",
    "items_missing",
    "prorated",
    "total_not_computable",
    "impact_partial",
    "impact_contradiction",
    "entered_disagrees",
    "out_of_range",
    "outside_ages",
    "clinical",
    "validity_invalid",
    "discuss",
    "unknown_scale",
)


def responses(
    outcomes: pd.DataFrame,
    measures: Mapping[str, Measure],
    scheme: str = "four_band",
    young_people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row a form and subscale: score, band and what to know about it.

    A form is a person, case, measure, informant and timepoint. Items are scored by the measure's rules; subscales
    entered ready made are taken as they are, computed ones win over entered ones, and a total is made from its parts
    where they are there. A form that did not come back keeps its one row: score NaN, with its `missing_reason`.
    When a form holds the same subscale or item twice, the row with the later date stands (checks report the other).

    outcomes: the canonical table (schemas.csv), any row order; not changed. measures: {id: Measure}. young_people: the
    canonical table, for the children's ages: a score of a child too young or too old for the measure's bands (SDQ: 4 to
    17, self-report 11 to 17) then has no band and the flag outside_ages. Without it, or where the age on the day of the
    form is not known, bands are given. T scores of the RCADS: `t_scores`.
    Returns COLUMNS, sorted by form and the measure's own order of subscales. `n_missing_items` is NaN for entered
    scores. `flags` is a ";"-joined string of FLAGS, "" for none; flags on a whole form (zero_total, all_items_same,
    total_not_computable, items_missing for any item of the form) stand on the row of the primary subscale. A score
    outside the scale's range, or an answer that the form does not offer, is not scored and flagged out_of_range.
    A measure, informant or subscale that no measure file knows is kept as entered, flagged unknown_scale.
    """
    rows = outcomes.assign(score=pd.to_numeric(outcomes["score"]).astype(float))
    rows["form"] = rows.groupby(KEY, dropna=False, sort=True).ngroup()
    rows = rows.sort_values(["form", "subscale", "date_completed", "informant_key", "score"], na_position="first")
    forms = rows.drop_duplicates("form").set_index("form")[KEY].join(rows.groupby("form")[CARRIED].last())
    rows = rows.drop_duplicates(["form", "subscale"], keep="last")
    pieces = [
        piece
        for (measure, informant), group in rows.groupby(["measure", "informant"], sort=True)
        for piece in _pieces(group, measures.get(str(measure)), str(informant), scheme)
    ]
    if not pieces:
        return pd.DataFrame(columns=COLUMNS).astype({"score": float, "n_missing_items": float, "prorated": bool})
    scores = pd.concat(pieces, ignore_index=True).sort_values(["form", "position", "subscale"])
    scores[TEXT] = scores[TEXT].astype("str")
    found = scores.join(forms, on="form")[COLUMNS].reset_index(drop=True)
    return found if young_people is None else _banded_by_age(found, young_people, measures)


def band(
    measure: Measure | str, informant: str, subscale: str, score: float | None, scheme: str = "four_band"
) -> str | None:
    """The id of the band that a score falls in; None when it is missing, out of range, or the scale has no bands.

    scheme: "four_band", "three_band" (the original SDQ bands, as the Department for Education uses) or "t_score".
    Raises KeyError for an informant or subscale that the measure does not have.
    """
    known = packaged.load(measure) if isinstance(measure, str) else measure
    return _bands(known.scales[informant][subscale], np.array([np.nan if score is None else score], float), scheme)[0]


def reliable_change_category(change: ArrayLike, threshold: ArrayLike, higher_is: str) -> np.ndarray:
    """Each change (follow-up - baseline) as "improved", "no_reliable_change" or "deteriorated"; None when missing.

    threshold: points, one for all or one each; a change that just reaches it counts. higher_is: "better" or "worse".
    """
    return change_category(change, threshold, higher_is)


def _banded_by_age(scores: pd.DataFrame, young_people: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.DataFrame:
    """The scores without the bands that were not made for children of that age."""
    age = ages_at(scores, young_people)
    is_outside = pd.Series(False, index=scores.index)
    for (id, informant), group in scores.groupby(["measure", "informant"]):
        ages = measures[str(id)].banded_ages(str(informant)) if str(id) in measures else None
        if ages is not None:
            is_outside[group.index] = (age[group.index] < ages[0]) | (age[group.index] > ages[1])
    is_outside &= scores["band"].notna()
    flags = (scores["flags"] + ";outside_ages").str.lstrip(";").where(is_outside, scores["flags"])
    return scores.assign(band=scores["band"].mask(is_outside), flags=flags)


def _pieces(rows: pd.DataFrame, measure: Measure | None, informant: str, scheme: str) -> Iterator[pd.DataFrame]:
    """The result for the forms of one measure and informant, a subscale at a time."""
    scales = measure.scales.get(informant, {}) if measure else {}
    items = _item_ids(measure, scales) if measure and scales else []
    is_strange = ~rows["subscale"].isin([*items, *scales])
    if is_strange.any():
        yield _unknown(rows[is_strange])
    rows = rows[~is_strange]
    if rows.empty or measure is None:
        return
    place, forms = pd.factorize(rows["form"])
    columns = _columns(rows, place, len(forms), measure, scales, items)
    for position, (id, column) in enumerate(columns.items()):
        yield _piece(column, scales[id], np.asarray(forms), position, scheme)


def _columns(
    rows: pd.DataFrame,
    place: np.ndarray,
    n_forms: int,
    measure: Measure,
    scales: Mapping[str, Subscale],
    items: list[str],
) -> dict[str, Column]:
    """Every subscale of these forms; `place` is the form of each row. Parts stand before their total in the YAML."""
    is_item = rows["subscale"].isin(items).to_numpy()
    answers = _answers(rows[is_item], place[is_item], n_forms, measure, items)
    top = max(measure.response_values, default=0)
    columns: dict[str, Column] = {}
    for scale in scales.values():
        is_mine = (rows["subscale"] == scale.id).to_numpy()
        column = _entered(rows[is_mine], place[is_mine], n_forms, scale)
        if scale.parts:
            column = over_entered(from_parts([columns[part] for part in scale.parts]), column)
        elif scale.rule:
            column = over_entered(from_items(scale, scales, answers, top), column)
        columns[scale.id] = column
    _flag_forms(columns, answers, measure, scales)
    return columns


def _item_ids(measure: Measure, scales: Mapping[str, Subscale]) -> list[str]:
    """Every item this measure can hold, those that this informant's scales do not use among them."""
    asked = {item for scale in scales.values() for item in (*scale.items, scale.gate_item) if item}
    return sorted(asked | set(measure.other_item_values))


def _answers(rows: pd.DataFrame, place: np.ndarray, n_forms: int, measure: Measure, items: list[str]) -> Answers:
    cell = (place, pd.Index(items).get_indexer(pd.Index(rows["subscale"])))
    values = np.full((n_forms, len(items)), np.nan)
    is_asked = np.zeros(values.shape, dtype=bool)
    values[cell], is_asked[cell] = rows["score"].to_numpy(), True
    is_invalid = np.zeros(values.shape, dtype=bool)
    for i, item in enumerate(items):
        offered = measure.other_item_values.get(item, measure.response_values)
        is_invalid[:, i] = ~np.isnan(values[:, i]) & ~np.isin(values[:, i], offered)
    reason = np.full(n_forms, None, dtype=object)
    has_reason = rows["missing_reason"].notna().to_numpy()
    reason[place[has_reason]] = rows["missing_reason"].to_numpy(object)[has_reason]
    return Answers(items, np.where(is_invalid, np.nan, values), is_asked, is_invalid, reason)


def _entered(rows: pd.DataFrame, place: np.ndarray, n_forms: int, scale: Subscale) -> Column:
    """A subscale as the team entered it; scores outside its range are taken out and flagged."""
    score, is_present = np.full(n_forms, np.nan), np.zeros(n_forms, dtype=bool)
    kind, reason = np.full(n_forms, scale.score_kind, dtype=object), np.full(n_forms, None, dtype=object)
    score[place], is_present[place] = rows["score"].to_numpy(), True
    kind[place] = rows["score_kind"].fillna(scale.score_kind).to_numpy(object)
    has_reason = rows["missing_reason"].notna().to_numpy()
    reason[place[has_reason]] = rows["missing_reason"].to_numpy(object)[has_reason]
    low, high = scale.range
    # A T score may stand where the range is that of the raw score; then the range says nothing about it.
    is_out = (kind == scale.score_kind) & ((score < low) | (score > high))
    score[is_out] = np.nan
    return Column(score, is_present, kind, reason, np.full(n_forms, np.nan), {"out_of_range": is_out})


def _flag_forms(
    columns: Mapping[str, Column], answers: Answers, measure: Measure, scales: Mapping[str, Subscale]
) -> None:
    """Flags on the whole form, set on its primary subscale."""
    primary = columns.get(measure.primary_subscale or "")
    main = [item for scale in scales.values() if scale.form_part == "main" for item in scale.items]
    if primary is None or not main:
        return
    given = answers.values[:, answers.at(main)]
    is_asked = answers.is_asked[:, answers.at(main)].any(axis=1)
    primary.flags["items_missing"] = is_asked & np.isnan(given).any(axis=1)
    if "zero_total" in measure.form_checks:
        primary.flags["zero_total"] = primary.score == 0
    if "all_items_same" in measure.form_checks:
        # A blank equals nothing, so a form with a blank is never "all the same".
        primary.flags["all_items_same"] = is_asked & (given == given[:, :1]).all(axis=1)


def _piece(column: Column, scale: Subscale, forms: np.ndarray, position: int, scheme: str) -> pd.DataFrame:
    is_present = column.is_present
    flags = dict(column.flags)
    if scale.clinical_at_least is not None:
        flags["clinical"] = column.score >= scale.clinical_at_least
    if scale.invalid_above is not None:
        flags["validity_invalid"] = column.score > scale.invalid_above
    if scale.discuss_at_most is not None:
        flags["discuss"] = column.score <= scale.discuss_at_most
    bands = np.where(
        column.score_kind == "t_score", _bands(scale, column.score, "t_score"), _bands(scale, column.score, scheme)
    )
    reason = column.reason.copy()
    reason[~np.isnan(column.score)] = None
    piece = {
        "form": forms,
        "position": position,
        "subscale": scale.id,
        "score": column.score,
        "score_kind": column.score_kind,
        "band": bands,
        "n_missing_items": column.n_missing,
        "prorated": flags.get("prorated", np.zeros(len(forms), dtype=bool)),
        "flags": _joined(flags, len(forms)),
        "missing_reason": reason,
    }
    return pd.DataFrame(piece)[is_present]


def _joined(flags: Mapping[str, np.ndarray], n_forms: int) -> np.ndarray:
    text = np.full(n_forms, "", dtype=object)
    for flag in FLAGS:
        if flag in flags:
            text[flags[flag]] += f";{flag}"
    return np.array([joined.lstrip(";") for joined in text], dtype=object)


def _bands(scale: Subscale, scores: np.ndarray, scheme: str) -> np.ndarray:
    """Band ids of many scores; None where there is none."""
    ids = np.full(scores.shape, None, dtype=object)
    bands = scale.bands.get(scheme, ())
    for stretch in bands:
        ids[scores >= stretch.low] = stretch.id
    if bands:
        ids[scores > bands[-1].high] = None
    return ids


def _unknown(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that no measure file explains, as they were entered, after the known ones of the form."""
    kept = rows[["form", "subscale", "score", "score_kind", "missing_reason"]]
    return kept.assign(position=99, band=None, n_missing_items=np.nan, prorated=False, flags="unknown_scale")
