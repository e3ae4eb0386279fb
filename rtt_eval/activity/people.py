"""Who the children are that the service worked with in a year: age, sex, ethnicity, and how they came to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

import pandas as pd

from rtt_eval import schemas
from rtt_eval.activity.programme import completed_years
from rtt_eval.activity.year import Year, children_worked_with
from rtt_eval.figures import Category, Figure, count
from rtt_eval.load import Records

SECTION = "demographics"
AGE_BANDS = MappingProxyType(
    {"0_to_4": (0, 4), "5_to_10": (5, 10), "11_to_15": (11, 15), "16_to_18": (16, 18), "19_to_25": (19, 25)}
)
"""Youngest and oldest age in completed years, as the annual report has them."""

ONLY_WHERE_NEEDED = ("26_and_over", "not_known", "U", "edge_of_care", "other")
WHITE_BRITISH, NOT_STATED = "A1", ("E3", "E4", "not_known")
"""The case-management code of White British, and those that say that ethnicity is refused or not known."""


def demographics(records: Records, when: Year) -> list[Figure]:
    """The children worked with in the year, each once, by age band, sex, ethnicity and status.

    `demographics.{age,sex,ethnicity,ethnicity_group,status}.<code>.n`; each way adds up to `demographics.by_<way>.n`,
    the number of children. Age in completed years on the census day. Ethnicity by case-management code, and in three
    groups: white_british, all_other, not_known. A blank is not_known (sex: U).
    """
    children = pd.DataFrame({"person_id": children_worked_with(records, when)})
    about = records.young_people.drop_duplicates("person_id")[
        ["person_id", "birth_month", "sex", "ethnicity", "status"]
    ]
    children = children.merge(about, on="person_id", how="left")
    ethnicity = children["ethnicity"].fillna("not_known")
    ages = _age_band(children["birth_month"], when.census)
    ways = (
        ("age", ages, (*AGE_BANDS, "26_and_over", "not_known")),
        ("sex", children["sex"].fillna("U"), ("F", "M", "U")),
        ("ethnicity_group", ethnicity.map(_group), ("white_british", "all_other", "not_known")),
        ("status", children["status"].fillna("not_known"), (*schemas.codes("young_people", "status"), "not_known")),
    )
    figures = [figure for way, values, codes in ways for figure in _one_way(way, values, codes)]
    return [*figures, *_ethnicity(ethnicity)]


def _age_band(born: pd.Series, day: date) -> pd.Series:
    age = completed_years(born, pd.Series(pd.Timestamp(day), index=born.index))
    named = age.map(_band_of, na_action="ignore")
    return named.astype("str").where(age.notna(), "not_known")


def _band_of(age: int) -> str:
    return next((band for band, (low, high) in AGE_BANDS.items() if low <= age <= high), "26_and_over")


def _group(code: str) -> str:
    return "white_british" if code == WHITE_BRITISH else "not_known" if code in NOT_STATED else "all_other"


def _one_way(way: str, values: pd.Series, codes: Sequence[str]) -> list[Figure]:
    whole, method = f"demographics.by_{way}.n", "children worked with in the year, each once"
    shown = [code for code in codes if code not in ONLY_WHERE_NEEDED or (values == code).any()]
    return [
        count(whole, len(values), SECTION, method=method),
        *(
            count(
                f"demographics.{way}.{code}.n",
                int((values == code).sum()),
                SECTION,
                of=len(values),
                method=method,
                parts_of=(whole,),
                category=_category(way, code),
            )
            for code in shown
        ),
    ]


def _category(way: str, code: str) -> Category | None:
    """What may be put together: neighbouring ages, groups of ethnicity, statuses; not the sexes."""
    if way == "age":
        return Category("demographics.age", code, is_ordered=True) if code != "not_known" else None
    return Category(f"demographics.{way}", code) if way != "sex" else None


def _ethnicity(values: pd.Series) -> list[Figure]:
    """Each code that a child has; the codes of a group add up to the group."""
    used = [code for code in (*schemas.codes("young_people", "ethnicity"), "not_known") if (values == code).any()]
    return [
        count(
            f"demographics.ethnicity.{code}.n",
            int((values == code).sum()),
            SECTION,
            of=len(values),
            parts_of=(f"demographics.ethnicity_group.{_group(code)}.n",),
        )
        for code in used
    ]
