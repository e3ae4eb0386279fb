"""One row for each child of the return: everything that the indicators of a year count."""

from __future__ import annotations

import pandas as pd

from rtt_eval.load import StatutoryReturn
from rtt_eval.looked_after import absences, sdq_cohorts, spells, stable
from rtt_eval.looked_after.when import Year, age_on, is_open_on, is_within, year

THREE_OR_MORE = 3
COLUMNS = (
    *("CHILD", "person_id", "cla_31mar", "n_placements_in_year", "three_plus", "in_lts_denominator", "lts_met"),
    *("sdq_required", "sdq_collect", "sdq_published_cohort", "sdq_score", "sdq_band", "sdq_reason", "sdq_left_out"),
    *("in_year", "n_moves_in_year", "missing_in_year", "n_missing", "away_in_year", "n_away", "check_31mar"),
    *("age_31mar", "in_care_since", "with_carer_since"),
)


def children(
    statutory: StatutoryReturn,
    year_ending: int,
    *,
    count_same_carer_moves: bool = False,
    count_temporary: bool = False,
) -> pd.DataFrame:
    """One row for each child with a header or an episode, in order of CHILD; yes and no are 1 and 0.

    year_ending: 2025 is 1 April 2024 to 31 March 2025. The two switches change what counts as a placement (see
    `spells.placements`), but not long-term stability, which asks for the same carer.
    cla_31mar: looked after on 31 March. n_placements_in_year: placements of a day or more that were open in the year.
    three_plus: looked after on 31 March with three or more. in_lts_denominator, lts_met: long-term stability.
    sdq_required, sdq_collect (expected), sdq_published_cohort: `sdq_cohorts.cohorts`. sdq_left_out: no answer, because
    the child's rows of OC2 contradict each other or cannot be read. in_year: looked after on a day of the year.
    n_moves_in_year: placements that began in the year, not with a care period. n_missing, n_away: incidents.
    check_31mar: an episode ends on 31 March. age_31mar: in completed years; missing where headers disagree.
    in_care_since, with_carer_since: as on 31 March.
    """
    span, episodes = year(year_ending), statutory.used("episodes")
    care = spells.care_episodes(episodes, span.last)
    periods = spells.care_periods(care)
    known = births(statutory)
    rows = pd.DataFrame(index=known.index)
    rows["cla_31mar"] = _is_one_of(rows, care[is_open_on(care["DECOM"], care["end"], span.last)])
    rows["in_year"] = _is_one_of(rows, care[is_within(care["DECOM"], care["end"], span)])
    rows["check_31mar"] = _is_one_of(rows, care[care["DEC"] == span.last])
    rows["age_31mar"] = age_on(known, span.last)
    counted = spells.placements(care, count_same_carer_moves=count_same_carer_moves, count_temporary=count_temporary)
    rows = _with_placements(rows, counted, span)
    rows = _with_stability(rows, periods, spells.placements(care), span)
    rows = _with_sdq(rows, statutory, sdq_cohorts.continuously(episodes, periods, span), known, span)
    rows = _with_absences(rows, statutory, span)
    rows["person_id"] = rows.index.to_series().map(statutory.persons.set_index("CHILD")["person_id"]).astype("str")
    return rows.rename_axis("CHILD").reset_index()[list(COLUMNS)]


def births(statutory: StatutoryReturn) -> pd.Series:
    """The date of birth of each child with a header or an episode, in order; missing where headers disagree."""
    header = statutory.used("header")[["CHILD", "DOB"]]
    agreed = header.dropna().drop_duplicates().drop_duplicates("CHILD", keep=False).set_index("CHILD")["DOB"]
    everyone = pd.Index(pd.concat([header["CHILD"], statutory.used("episodes")["CHILD"]]).unique())
    return agreed.reindex(everyone.sort_values())


def _is_one_of(rows: pd.DataFrame, some: pd.DataFrame) -> pd.Series:
    """1 for the children who have a row in `some`."""
    return pd.Series(rows.index.isin(some["CHILD"].unique()), index=rows.index).astype("int64")


def _with_placements(rows: pd.DataFrame, placed: pd.DataFrame, span: Year) -> pd.DataFrame:
    is_a_day = placed["end"].isna() | (placed["end"] > placed["start"])
    there = placed[is_a_day & is_within(placed["start"], placed["end"], span)]
    moves = there[~there["is_first"] & (there["start"] >= span.first)]
    n_placements = there["CHILD"].value_counts().reindex(rows.index, fill_value=0)
    has_three = (rows["cla_31mar"] == 1) & (n_placements >= THREE_OR_MORE)
    return rows.assign(
        n_placements_in_year=n_placements,
        n_moves_in_year=moves["CHILD"].value_counts().reindex(rows.index, fill_value=0),
        three_plus=has_three.astype("int64"),
    )


def _with_stability(rows: pd.DataFrame, periods: pd.DataFrame, placed: pd.DataFrame, span: Year) -> pd.DataFrame:
    since = stable.on_last_day(periods, placed, span).reindex(rows.index)
    is_young = (rows["age_31mar"] < stable.UNDER_AGE).fillna(False).astype(bool)
    is_counted = (rows["cla_31mar"] == 1) & is_young
    is_counted &= stable.has_lasted(since["in_care_since"], stable.MONTHS_IN_CARE, span)
    is_met = is_counted & stable.has_lasted(since["with_carer_since"], stable.MONTHS_WITH_CARER, span)
    return rows.assign(in_lts_denominator=is_counted.astype("int64"), lts_met=is_met.astype("int64"), **since)


def _with_sdq(
    rows: pd.DataFrame, statutory: StatutoryReturn, continuous: pd.Index, born: pd.Series, span: Year
) -> pd.DataFrame:
    is_continuous = pd.Series(rows.index.isin(continuous), index=rows.index)
    cohort = sdq_cohorts.cohorts(born, is_continuous, span).astype("int64")
    answered = sdq_cohorts.answers(statutory.used("oc2")).reindex(rows.index)
    left_out = statutory.oc2.loc[statutory.oc2["bucket"] == "rejected", "CHILD"]
    return rows.assign(
        sdq_required=cohort["required"],
        sdq_collect=cohort["expected"],
        sdq_published_cohort=cohort["published"],
        sdq_score=answered["score"],
        sdq_band=answered["band"],
        sdq_reason=answered["reason"],
        sdq_left_out=(rows.index.isin(left_out) & answered["score"].isna() & answered["reason"].isna()).astype("int64"),
    )


def _with_absences(rows: pd.DataFrame, statutory: StatutoryReturn, span: Year) -> pd.DataFrame:
    """Incidents of the children looked after in the year; an incident of any other child is counted nowhere."""
    counts = absences.incidents(statutory.used("missing"), span).reindex(rows.index, fill_value=0)
    counts = counts.where(rows["in_year"] == 1, 0)
    for name in absences.KINDS:
        rows = rows.assign(**{f"n_{name}": counts[name], f"{name}_in_year": (counts[name] > 0).astype("int64")})
    return rows
