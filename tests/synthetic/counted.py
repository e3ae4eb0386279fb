"""What the tests count from the tables, by plain pandas and not by the package's own analysis."""

import pandas as pd

AS_AT = pd.Timestamp("2024-03-31")
YEAR_START = pd.Timestamp("2023-04-01")
CONDUCT_HYPER_EMOTION_PEER = [3, 8, 13, 16, 24, 5, 7, 12, 18, 22, 2, 10, 15, 21, 25, 6, 11, 14, 19, 23]
REVERSED = [7, 21, 25, 11, 14]


def in_care(tables):
    people = tables["young_people"]
    return people[
        (people["status"] == "children_in_care") & people["in_care_from"].notna() & people["in_care_to"].isna()
    ]


def full_cases(tables):
    cases = tables["iip_cases"]
    return cases[cases["service"] == "full"].set_index("case_id")


def sdq_totals(tables):
    """Carer totals, a row a case and a column a timepoint; only forms without a blank, scored by hand."""
    rows = tables["outcomes"].query("measure == 'sdq' and informant == 'parent_carer'")
    items = rows[rows["subscale"].str.startswith("item_")].assign(number=lambda x: x["subscale"].str[5:].astype(int))
    items = items[items["number"].isin(CONDUCT_HYPER_EMOTION_PEER)]
    points = items["score"].where(~items["number"].isin(REVERSED), 2 - items["score"])
    by_form = points.groupby([items["case_id"], items["timepoint"]])
    return by_form.sum().where(by_form.count() == 20).unstack()
