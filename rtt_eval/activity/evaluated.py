"""Who is in a service evaluation: any part of the service's work, chosen by what it was, when, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from rtt_eval.activity.programme import AGE_BANDS, described, margins
from rtt_eval.errors import DataError
from rtt_eval.figures import Category, Figure, count, percent
from rtt_eval.load import Records
from rtt_eval.windows import DAYS_A_MONTH, EVALUATED

SECTION = "young_people"
CASE, INVOLVEMENT, NOT_KNOWN = "case", "involvement", "not_known"


def evaluated(
    records: Records,
    start: date,
    end: date,
    as_at: date,
    *,
    programme: str | None = None,
    interventions: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
    person_ids: Sequence[str] | None = None,
    joined: str = "open",
) -> pd.DataFrame:
    """One row for each piece of work that an evaluation compares, in order of start, as `activity.cohort` has it.

    start, end: first and last day of the period; joined: whether the work was `open` on a day of it, or `started` in
    it. programme: `full`, `prevent_stepdown` or `any` for cases of the programme alone. interventions, roles: children
    with an involvement like that in the period. person_ids: no others. What is named must all be met.

    The work compared is the child's case or cases of the programme; without a programme named, for a child without
    one, and wherever only interventions or roles are named, it is the child's first involvement that fits.
    `work` says which: `case` or `involvement`; `service` is `evaluated` throughout; case_id of an involvement is its
    involvement_id.

    Errors: DataError where nobody fits, or where ids asked for are not in the data (how many, never which).
    """
    wanted = _known_persons(records, person_ids)
    last_day = pd.Timestamp(min(end, as_at))
    involved = _in_period(records.involvements, pd.Timestamp(start), last_day, joined)
    asked = _asked(involved, interventions, roles)
    cases = _cases(records, pd.Timestamp(start), last_day, joined, programme)
    if interventions or roles:
        cases = cases[cases["person_id"].isin(asked["person_id"])] if programme else cases.iloc[:0]
    first = asked.sort_values(["start", "involvement_id"]).drop_duplicates("person_id")
    others = first[~first["person_id"].isin(cases["person_id"])] if programme is None else first.iloc[:0]
    chosen = pd.concat([cases, _as_cases(others)], ignore_index=True)
    chosen = chosen if wanted is None else chosen[chosen["person_id"].isin(wanted)]
    if chosen.empty:
        raise DataError(
            "Nobody is in this evaluation: no work in the period fits what the params file asks for. Look at `period` "
            "and `joined`, then at `programme`, `interventions`, `roles` and `person_ids`: all that are named must be "
            "met."
        )
    return described(records, chosen.assign(service=EVALUATED), as_at)


def _known_persons(records: Records, person_ids: Sequence[str] | None) -> set[str] | None:
    if person_ids is None:
        return None
    wanted = set(person_ids)
    n_unknown = len(wanted - set(records.young_people["person_id"]))
    if n_unknown:
        raise DataError(
            f"`person_ids`: {n_unknown} of the {len(wanted)} are not in young_people. Compare the list in the params "
            "file with the column person_id: an id is text, with its zeros and capitals. Ids are never printed here."
        )
    return wanted


def _in_period(work: pd.DataFrame, start: pd.Timestamp, last_day: pd.Timestamp, joined: str) -> pd.DataFrame:
    has_begun = work["start"] <= last_day
    if joined == "started":
        return work[has_begun & (work["start"] >= start)]
    return work[has_begun & (work["end"].isna() | (work["end"] > start))]


def _asked(involved: pd.DataFrame, interventions: Sequence[str] | None, roles: Sequence[str] | None) -> pd.DataFrame:
    fits = pd.Series(True, index=involved.index)
    for column, codes in (("intervention", interventions), ("role", roles)):
        fits &= True if codes is None else involved[column].isin(list(codes))
    return involved[fits]


def _cases(
    records: Records, start: pd.Timestamp, last_day: pd.Timestamp, joined: str, programme: str | None
) -> pd.DataFrame:
    cases = _in_period(records.iip_cases, start, last_day, joined)
    if programme in ("full", "prevent_stepdown"):
        cases = cases[cases["service"] == programme]
    return cases.assign(work=CASE)


def _as_cases(involvements: pd.DataFrame) -> pd.DataFrame:
    columns = {"involvement_id": "case_id"}
    kept = ["involvement_id", "person_id", "role", "intervention", "start", "end"]
    return involvements[kept].rename(columns=columns).assign(work=INVOLVEMENT)


def participants(cases: pd.DataFrame) -> list[Figure]:
    """Who took part, each child once: how many, age, sex, route to the service; what the work was and how long it ran.

    cases: from `evaluated`. `cohort.n`, `cohort.cases.n` (pieces of work; of these ended.n and open.n by the last day
    that counts), `cohort.{sex,age,status,work}.<code>.{n,pct}`, `cohort.age_years.{mean,sd}`, and
    `cohort.months.{median,q1,q3}`: months of work of each child's first piece, to its end or the last day that counts.
    """
    children = cases.drop_duplicates("person_id")
    n = len(children)
    is_over = (cases["end"].notna() & (cases["end"] <= cases["window_end"])).to_numpy()
    pieces = ("cohort.cases.n",)
    return [
        count("cohort.n", n, SECTION),
        count("cohort.cases.n", len(cases), SECTION, unit="cases", n=n),
        *(
            count(
                f"cohort.cases.{name}.n",
                int(mask.sum()),
                SECTION,
                unit="cases",
                of=len(cases),
                n=cases.loc[mask, "person_id"].nunique(),
                parts_of=pieces,
            )
            for name, mask in (("ended", is_over), ("open", ~is_over))
        ),
        *_with_shares(
            [
                *_by_sex_and_age(children),
                *_by_group(children["status"], "status"),
                *_by_group(children["intervention"].where(children["work"] == INVOLVEMENT, children["work"]), "work"),
            ]
        ),
        *_years(children["age_at_start"].dropna().astype(float)),
        *_months(children["exposure_days"] / DAYS_A_MONTH),
    ]


def _by_sex_and_age(children: pd.DataFrame) -> list[Figure]:
    sex = children["sex"].fillna("U")
    band = children["age_band"].fillna(NOT_KNOWN)
    bands = [*AGE_BANDS, *([NOT_KNOWN] if (band == NOT_KNOWN).any() else [])]
    sexes = ["M", "F", *(["U"] if (sex == "U").any() else [])]
    return [*margins(sex, sexes, "sex"), *margins(band, bands, "age")]


def _by_group(values: pd.Series, name: str) -> list[Figure]:
    """Groups without an order, the largest first; small ones may be put together as "other"."""
    shown = values.fillna(NOT_KNOWN)
    codes = list(shown.value_counts().sort_index().sort_values(ascending=False, kind="stable").index)
    whole = f"cohort.by_{name}.n"
    parts = [
        count(
            f"cohort.{name}.{code}.n",
            int((shown == code).sum()),
            SECTION,
            of=len(shown),
            parts_of=(whole,),
            category=Category(f"cohort.{name}", str(code)),
        )
        for code in codes
    ]
    return [count(whole, len(shown), SECTION, same_as="cohort.n"), *parts]


def _years(ages: pd.Series) -> list[Figure]:
    n = len(ages)
    note = "" if n else "no month of birth is known"
    sd = float(ages.std(ddof=1)) if n > 1 else None
    mean = Figure(
        "cohort.age_years.mean", float(ages.mean()) if n else None, "years", SECTION, "average", n,
        method="completed years on the day the work began", decimals=1, note=note,
    )  # fmt: skip
    return [mean, mean._replace(id="cohort.age_years.sd", value=sd, kind="spread")]


def _months(months: pd.Series) -> list[Figure]:
    # The unit is not "months", which stands for months of the calendar: these are months of children.
    method = "to the end of the work, or the last day that counts; a month is 30.4375 days"
    median = Figure(
        "cohort.months.median", float(months.median()), "months of work", SECTION, "average", len(months),
        method=method, decimals=1,
    )  # fmt: skip
    ends = {"q1": float(months.quantile(0.25)), "q3": float(months.quantile(0.75))}
    return [median, *(median._replace(id=f"cohort.months.{end}", value=at, kind="spread") for end, at in ends.items())]


def _with_shares(figures: Sequence[Figure]) -> list[Figure]:
    """Each count that is part of the children, followed by its share of them."""
    made = []
    for one in figures:
        made.append(one)
        if one.denominator:
            id = one.id.removesuffix(".n") + ".pct"
            share = percent(id, int(one.value or 0), int(one.denominator), SECTION, derived_from=(one.id,))
            made.append(share._replace(category=one.category))
    return made
