"""Referrals, waits, age by sex, placements: the tables that a reader checks by adding up."""

from rtt_eval import params, tables
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count, percent

PARAMS = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
OUTCOMES = {"full": 24, "prevent_stepdown": 3, "not_picked_up": 19}


def referral_figures() -> list[Figure]:
    parts = [
        count(f"referrals.{code}.n", n, "referrals", parts_of=("referrals.total.n",)) for code, n in OUTCOMES.items()
    ]
    shares = [
        percent(f"referrals.{code}.pct", n, 46, "referrals", derived_from=(f"referrals.{code}.n",))
        for code, n in OUTCOMES.items()
    ]
    months = [count("referrals.by_month.n", 46, "referrals"), count("referrals.month.2017-06.n", 46, "referrals")]
    return [count("referrals.total.n", 24 + 3 + 19, "referrals"), *parts, *shares, *months]


def test_referrals_by_outcome_has_the_total_and_says_the_months() -> None:
    table = tables.referrals_by_outcome(protect(referral_figures(), "team"), PARAMS)
    assert table is not None
    assert table.caption == "Referrals by outcome, 1 June 2017 to 31 March 2018"
    assert table.rows == (
        ("Full programme", "24", "52%"),  # 24 / 46 = 52.2
        ("Prevention or step-down", "3", "7%"),  # 3 / 46 = 6.5, half up
        ("Not picked up", "19", "41%"),
        ("All referrals", "46", "[z]"),
    )
    assert table.total_rows == (3,)


def test_a_hidden_referral_count_takes_a_second_one_with_it() -> None:
    table = tables.referrals_by_outcome(protect(referral_figures(), "public"), PARAMS)
    assert table is not None
    assert [row[1] for row in table.rows] == ["24", "[c]", "[c]", "46"]
    assert "[c] hidden so that no child can be recognised." in table.notes


def test_age_by_sex_has_totals_both_ways() -> None:
    cells = {("7_to_10", "M"): 7, ("7_to_10", "F"): 3, ("11_to_14", "M"): 4, ("11_to_14", "F"): 7}
    figures = [count(f"cohort.age_sex.{band}.{sex}.n", n, "young_people") for (band, sex), n in cells.items()]
    figures += [count(f"cohort.age.{band}.n", n, "young_people") for band, n in (("7_to_10", 10), ("11_to_14", 11))]
    figures += [count(f"cohort.sex.{sex}.n", n, "young_people") for sex, n in (("M", 11), ("F", 10))]
    table = tables.age_by_sex(protect([*figures, count("cohort.n", 21, "young_people")], "team"), PARAMS)
    assert table is not None
    assert [head.label for head in table.heads] == ["Age in completed years", "Female", "Male", "All"]
    assert table.rows == (("7 to 10", "3", "7", "10"), ("11 to 14", "7", "4", "11"), ("All ages", "10", "11", "21"))
    assert table.total_rows == (2,)


def test_no_figures_no_tables() -> None:
    nothing = protect([], "team")
    assert tables.age_by_sex(nothing, PARAMS) is None
    assert tables.waits(nothing, PARAMS) is None
    assert tables.placement_held(nothing, PARAMS) is None
    assert tables.events(nothing, PARAMS, "significant_events") is None
