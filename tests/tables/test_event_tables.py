"""Events: one row a kind, with numbers, rates, the ratio and whose events rose or fell; and the statistics behind."""

from rtt_eval import params, tables
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count

PARAMS = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
STEM = "events.placement_move"


def figures() -> list[Figure]:
    ways = {"fell": 13, "same": 8, "rose": 3, "no_events": 6}
    ends = {"exact_ci_low": 0.2, "exact_ci_high": 0.98, "clustered_ci_low": 0.19, "clustered_ci_high": 1.0}
    return [
        count(f"{STEM}.children.n", 13 + 8 + 3, "placement_stability"),
        count(f"{STEM}.before.n", 22, "placement_stability", unit="events", n=15),
        count(f"{STEM}.during.n", 10, "placement_stability", unit="events", n=8),
        count(f"{STEM}.before.children.n", 15, "placement_stability"),
        count(f"{STEM}.during.children.n", 8, "placement_stability"),
        Figure(f"{STEM}.before.rate", 0.218, "rate", "placement_stability", "rate", 15, decimals=2),
        Figure(f"{STEM}.during.rate", 0.099, "rate", "placement_stability", "rate", 8, decimals=2),
        Figure(f"{STEM}.rate_ratio", 0.45, "ratio", "x", "rate", 18, interval=(0.19, 1.0), decimals=2),
        *(Figure(f"{STEM}.rate_ratio.{end}", v, "ratio", "x", "rate", 18, decimals=2) for end, v in ends.items()),
        Figure(f"{STEM}.signflip.p", 0.068, "p", "x", "test", 24, decimals=3),
        *(count(f"{STEM}.{way}.children.n", n, "placement_stability") for way, n in ways.items()),
    ]


def test_a_kind_of_event_is_one_row() -> None:
    table = tables.events(protect(figures(), "team"), PARAMS, "placement_stability")
    assert table is not None
    assert table.caption == "Events before and during the programme, 24 young people, to 31 March 2018"
    ratio, ways = "0.45 (0.19 to 1.00)", "13 / 8 (6) / 3"
    assert table.rows == (("Placement moves", "22", "10", "15, 8", "0.22, 0.10", ratio, ways, "0.068"),)


def test_a_hidden_direction_is_a_symbol_in_its_place() -> None:
    table = tables.events(protect(figures(), "dlt"), PARAMS, "placement_stability")
    assert table is not None
    assert table.rows[0][6] == "13 / 8 (6) / [c]"
    assert "[c] hidden so that no child can be recognised." in table.notes


def test_both_intervals_stand_in_the_appendix() -> None:
    table = tables.event_statistics(protect(figures(), "team"), PARAMS)
    assert table is not None
    assert table.rows == (("Placement moves", "0.45", "0.20 to 0.98", "0.19 to 1.00", "0.068"),)


def test_months_have_their_limits_or_the_reason_why_not() -> None:
    limits = {"mean": 5.42, "lower_limit": 0.0, "upper_limit": 12.91}
    made = [
        *(
            Figure(f"spc.referrals.{name}", value, "referrals a month", "referrals", "rate", 65, decimals=1)
            for name, value in limits.items()
        ),
        count("spc.referrals.n_points", 24, "referrals", unit="months"),
        count("spc.referrals.special_cause.n", 1, "referrals", unit="months"),
    ]
    rare = "rare events: fewer than 2 a month on average"
    closed = Figure("spc.missing.mean", None, "events a month", "missing_and_risk", "rate", 9, note=rare)
    table = tables.monthly_limits(protect([*made, closed], "team"), PARAMS)
    assert table is not None
    assert table.rows == (
        ("Referrals", "5.4", "0.0", "12.9", "24", "1"),
        ("Missing from care", "[x]", "[x]", "[x]", "[x]", "[x]"),
    )
    assert f"Missing from care ({rare})." in table.notes
    assert tables.monthly_limits(protect([closed], "team"), PARAMS) is None


def test_the_mean_time_without_an_unplanned_end_is_a_note_where_it_may_be_shown() -> None:
    share = Figure("unplanned_end.at_6_months.not_ended.pct", 76.2, "percent", "x", "percent", 23)
    ended = count("unplanned_end.ended.n", 14, "placement_stability")
    mean = Figure(
        *("unplanned_end.restricted_mean_months", 9.28, "months", "placement_stability", "average", 34),
        interval=(7.89, 10.68),
        method="up to 12 months",
        decimals=1,
        derived_from=(ended.id,),
    )
    table = tables.unplanned_ends(protect([share, ended, mean], "team"), PARAMS)
    assert table is not None
    assert "Mean time without an unplanned end: 9.3 (7.9 to 10.7) months (up to 12 months)." in table.notes
    few = tables.unplanned_ends(protect([share, ended._replace(value=4), mean], "public"), PARAMS)
    assert few is not None and "Mean time" not in " ".join(few.notes)
