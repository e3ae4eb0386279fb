"""The yearly SDQ returns of children in care: bands, the national and the local indicator, returns that did not come.

One score a year a child, of the parent or carer form. The score has no informant, no subscales and often no date: it
is never a baseline or a follow-up. Year ending 2018 is 1 April 2017 to 31 March 2018.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pandas as pd

from rtt_eval import score
from rtt_eval.figures import Figure, count, percent
from rtt_eval.load import Records
from rtt_eval.windows import day_after

SECTION = "sdq"
BANDS = ("close_to_average", "slightly_raised", "high", "very_high")
HIGH_FROM = 17
"""The score from which support is offered, and from which a score is called high."""

REASONS = ("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5", "not_returned", "no_reason")
DEFINITIONS = MappingProxyType(
    {
        "national": "aged 5 to 16 and in care for 12 months or more at 31 March",
        "local": "aged 3 to 17 and in care for 3 months or more at 31 March",
    }
)
AGES = MappingProxyType({"national": (5, 16), "local": (3, 17)})
MONTHS_IN_CARE = MappingProxyType({"national": 12, "local": 3})
FLAGS = MappingProxyType({"national": "national_eligible", "local": "local_eligible"})
BESIDE_BENCHMARKS = MappingProxyType(
    {
        "sdq_avg_score": "sdq.national.mean",
        "sdq_completed_pct": "sdq.national.completed.pct",
        "sdq_concern_pct": "sdq.national.high_or_above.pct",
    }
)
"""Published indicator -> the figure here that is made by the same rule (a score of 0 is in the mean)."""

ALL_RETURNS = "all returns of the year, whatever the age of the child"


def year_ending(day: date) -> int:
    """The year of the last 31 March on or before the day."""
    return day.year if (day.month, day.day) >= (3, 31) else day.year - 1


def of_year(records: Records, ending: int, as_at: date) -> pd.DataFrame:
    """The returns of one year ending 31 March, a row a child, with who belongs to which cohort.

    Adds: age (completed years at 31 March), national and local (boolean; missing where there is neither a flag nor
    what it would follow from), reason (of REASONS, missing where there is a score). A flag given in the row wins; a
    blank one follows from the month of birth and the dates in care of `young_people`. A score dated after `as_at` is
    not yet there.
    """
    census = pd.Timestamp(ending, 3, 31)
    rows = records.sdq_returns[records.sdq_returns["year_ending"] == ending]
    about = records.young_people.drop_duplicates("person_id")
    about = about[["person_id", "birth_month", "in_care_from", "in_care_to"]]
    rows = rows.merge(about, on="person_id", how="left")
    born = rows["birth_month"]
    age = census.year - born.dt.year - (born.dt.month * 100 + born.dt.day > 331)
    is_later = rows["date_completed"] >= day_after(as_at)
    rows = rows.assign(age=age.astype("Int64"), score=rows["score"].mask(is_later))
    for cohort in FLAGS:
        rows[cohort] = rows[FLAGS[cohort]].fillna(_derived(rows, cohort, census))
    reason = rows["missing_reason"].fillna("no_reason")
    return rows.assign(reason=reason.mask(rows["score"].notna()))


def _derived(rows: pd.DataFrame, cohort: str, census: pd.Timestamp) -> pd.Series:
    """Whether age and time in care at 31 March make the child one of the cohort; missing where they are not known."""
    low, high = AGES[cohort]
    since = census - pd.DateOffset(months=MONTHS_IN_CARE[cohort])
    is_in_care = (rows["in_care_from"] <= since) & ~(rows["in_care_to"] <= census)
    known = rows["age"].notna() & rows["in_care_from"].notna()
    is_of_age = ((rows["age"] >= low) & (rows["age"] <= high)).astype("boolean")
    return (is_of_age & is_in_care).astype("boolean").where(known)


def returns(records: Records, ending: int, as_at: date) -> list[Figure]:
    """All figures of the SDQ returns of one year.

    `sdq.returns.`: n (scores), mean, mean_without_zeros, zero_total.n, band.<band>.n, high_or_above.{n,pct}.
    `sdq.{national,local}.`: eligible.n, completed.n, completed.pct, mean, mean_without_zeros, band.<band>.n,
    zero_total.n, no_return.<reason>.n (eligible less completed), not_known.n (neither flag nor dates).
    A total of 0 stands apart from the band 0-13, as in the published tables, and is in `mean`. Empty list where the
    year has no row at all.
    """
    rows = of_year(records, ending, as_at)
    if rows.empty:
        return []
    listed = count("sdq.returns.rows.n", len(rows), SECTION, method="children listed, with a score or without")
    return [
        listed,
        *_group("sdq.returns", rows, "n", listed.id, ALL_RETURNS),
        *(figure for cohort in FLAGS for figure in _indicator(rows, cohort)),
        *_rest(rows),
    ]


def _group(stem: str, rows: pd.DataFrame, scores: str, listed: str, who: str, larger: str = "") -> list[Figure]:
    """The scores of one group of children, their bands with 0 apart, their means, and the returns that did not come.

    scores, listed: the ids of the number of scores (less its stem) and of the number of children. larger: the stem of
    a group that holds this one and another that is counted too: each band and each reason is a part of the larger
    group's (the sums of bands and reasons follow).
    """
    counted = [*_bands(stem, rows, f"{stem}.{scores}", listed, who), *_no_return(stem, rows, listed)]
    if larger:
        counted = [_within(one, stem, larger) for one in counted]
    means = [_mean_within(one, stem, larger) for one in _means(stem, rows, who)]
    return [*counted, *_shares(counted), *means]


def _within(figure: Figure, stem: str, larger: str) -> Figure:
    same = figure.id.removeprefix(f"{stem}.")
    is_cell = same.startswith(("band.", "zero_total.", "no_return."))
    return figure._replace(parts_of=(*figure.parts_of, f"{larger}.{same}")) if is_cell else figure


def _mean_within(figure: Figure, stem: str, larger: str) -> Figure:
    """The mean of a smaller group says, with that of the larger one, what the mean of the others is."""
    is_nested = bool(larger) and figure.kind == "average"
    return figure._replace(within=f"{larger}.{figure.id.removeprefix(f'{stem}.')}") if is_nested else figure


def _bands(stem: str, rows: pd.DataFrame, whole: str, listed: str, who: str) -> list[Figure]:
    values = rows["score"].dropna().astype("Int64")
    n, high = len(values), f"{stem}.high_or_above.n"
    band = values.map(_band).where(values != 0, "zero_total")
    parts = {name: (whole, high) if name in ("high", "very_high") else (whole,) for name in (*BANDS, "zero_total")}
    ids = {name: f"{stem}.{'zero_total' if name == 'zero_total' else f'band.{name}'}.n" for name in parts}
    n_high = int((values >= HIGH_FROM).sum())
    return [
        count(whole, n, SECTION, of=len(rows), method=who, parts_of=(listed,)),
        *(
            count(ids[name], int((band == name).sum()), SECTION, of=n, parts_of=parts_of)
            for name, parts_of in parts.items()
        ),
        count(high, n_high, SECTION, of=n, method=f"scores of {HIGH_FROM} or more"),
    ]


def _shares(counted: list[Figure]) -> list[Figure]:
    """Each band, and a total of 0, as a percentage of the scores."""
    cells = [one for one in counted if ".band." in one.id or ".zero_total." in one.id]
    return [
        percent(
            f"{one.id.removesuffix('.n')}.pct",
            int(one.value or 0),
            int(one.denominator or 0),
            SECTION,
            derived_from=(one.id,),
        )
        for one in cells
    ]


def _means(stem: str, rows: pd.DataFrame, who: str) -> list[Figure]:
    values = rows["score"].dropna().astype("Int64")
    high = f"{stem}.high_or_above"
    return [
        percent(f"{high}.pct", int((values >= HIGH_FROM).sum()), len(values), SECTION, derived_from=(f"{high}.n",)),
        _mean(f"{stem}.mean", values, who, "scores of 0 included"),
        # With the other mean it tells how many zeros there were.
        _mean(f"{stem}.mean_without_zeros", values[values != 0], who, "scores of 0 left out")._replace(
            derived_from=(f"{stem}.zero_total.n",)
        ),
    ]


def _band(total: int) -> str | None:
    return score.band("sdq", "parent_carer", "total", total)


def _mean(id: str, values: pd.Series, who: str, zeros: str) -> Figure:
    n = len(values)
    value = float(values.mean()) if n else None
    note = "" if n else "no score"
    method = f"arithmetic mean; {who}; {zeros}"
    return Figure(id, value, "points", SECTION, "average", n, method=method, decimals=1, note=note)


def _indicator(rows: pd.DataFrame, cohort: str) -> list[Figure]:
    mine, stem, who = rows[_is_in(rows, cohort)], f"sdq.{cohort}", DEFINITIONS[cohort]
    whole, completed = f"{stem}.eligible.n", f"{stem}.completed.n"
    n_scores, n_unknown = int(mine["score"].notna().sum()), int(rows[cohort].isna().sum())
    larger = _larger(rows, cohort)
    return [
        count(whole, len(mine), SECTION, method=who),
        *_group(stem, mine, "completed.n", whole, who, larger),
        percent(
            f"{stem}.completed.pct", n_scores, len(mine), SECTION, decimals=1, method=who, derived_from=(completed,)
        ),
        count(f"{stem}.not_known.n", n_unknown, SECTION, method="no flag, and no dates to derive it"),
    ]


def _is_in(rows: pd.DataFrame, cohort: str) -> pd.Series:
    return rows[cohort].fillna(False).astype(bool)


def _larger(rows: pd.DataFrame, cohort: str) -> str:
    """The next larger group that holds the whole cohort; "" where given flags put a child in the national one alone."""
    if cohort == "local":
        return "sdq.returns"
    is_nested = not (_is_in(rows, "national") & ~_is_in(rows, "local")).any()
    return "sdq.local" if is_nested else ""


def _rest(rows: pd.DataFrame) -> list[Figure]:
    """The children that a larger group has and the smaller one has not, so that one less the other tells no secret.

    `sdq.returns_not_local.*` and `sdq.local_not_national.*`, counts only.
    """
    figures: list[Figure] = []
    for cohort, larger in ((cohort, _larger(rows, cohort)) for cohort in FLAGS):
        if not larger:
            continue
        outside = rows[~_is_in(rows, cohort) & (_is_in(rows, "local") if larger == "sdq.local" else True)]
        stem, who = f"{larger}_not_{cohort}", f"in {larger.removeprefix('sdq.')} and not in the {cohort} cohort"
        listed = count(f"{stem}.rows.n", len(outside), SECTION, method=who)
        figures += [listed, *(one for one in _group(stem, outside, "n", listed.id, who, larger) if one.kind == "count")]
    return figures


def _no_return(stem: str, rows: pd.DataFrame, whole: str) -> list[Figure]:
    """Rows without a score by reason: with the completed ones they add up to `whole`."""
    return [
        count(
            f"{stem}.no_return.{reason}.n",
            int((rows["reason"] == reason).sum()),
            SECTION,
            of=len(rows),
            parts_of=(whole,),
        )
        for reason in REASONS
    ]


def without_offer(records: Records, ending: int, as_at: date) -> pd.DataFrame:
    """Row table for the team: children with a return of 17 or more and no offer of help recorded.

    An offer is a referral received, or an involvement with a day, from the start of the year ending 31 March to the
    as-at day. Columns: place (file and row of the return, where the child can be looked up), score, band, age; highest
    score first. No date: it could be taken for somebody's date of birth.
    """
    rows = of_year(records, ending, as_at)
    high = rows[(rows["score"] >= HIGH_FROM).fillna(False)]
    first, limit = pd.Timestamp(ending - 1, 4, 1), day_after(as_at)
    received, work = records.referrals, records.involvements
    referred = received.loc[(received["received"] >= first) & (received["received"] < limit), "person_id"]
    seen = work.loc[(work["start"] < limit) & ~(work["end"] <= first), "person_id"]
    found = high[~high["person_id"].isin([*referred, *seen])].sort_values(
        ["score", "source_row"], ascending=[False, True], ignore_index=True
    )
    sheet = found["source_sheet"].map("sheet '{}', ".format).where(found["source_sheet"] != "", "")
    place = found["source_file"] + ", " + sheet + "row " + found["source_row"].astype("str")
    return pd.DataFrame(
        {
            "place": place.astype("str"),
            "score": found["score"].astype("Int64"),
            "band": found["score"].map(_band).astype("str"),
            "age": found["age"],
        }
    )
