"""Every number in the generated prose is a figure as shown, the end of an interval, a threshold, or a date.

Sentences are made for many made-up results: nobody, one, few, some and many children; narrow intervals, wide ones and
none; everything that the report can say, or half of it; each audience. A number that is in none of the figures that
the audience may see was worked out, made up, or leaked.
"""

import itertools
import re

import pytest

from rtt_eval import causal_words, measures, narrative, params
from rtt_eval.disclosure import Safe, protect
from rtt_eval.disclosure.wording import shown_text
from rtt_eval.figures import Figure, Kind, count, percent

PARAMS = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6"
OTHER = "outcomes.radq.parent_carer.total.baseline_to_month_3"
AUDIENCES = ("team", "dlt", "public", "trainee")
KINDS = ("placement_move", "missing", "away", "four_kinds", "self_harm")
SECTION_OF = {"placement_move": "placement_stability", "missing": "missing_and_risk", "away": "missing_and_risk"}

NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?")

DATES = {"1", "2017", "31", "2018"}  # 1 June 2017 to 31 March 2018
FIXED = {"12", "15"}  # the 12 months before the programme; fewer than 15 children (narrative.caveats.FEW_CHILDREN)


def numbers(text: str) -> set[str]:
    """Every number of a text, as written, without the comma that may follow it."""
    return {found.group().rstrip(",") for found in NUMBER.finditer(text)}


def test_numbers_are_found_as_they_are_written() -> None:
    text = "In 2017, 1,052 rows; £2,204 to £5,754 (−3.1 points, 41%). Half of 9, and 0.45 times."
    assert numbers(text) == {"2017", "1,052", "£2,204", "£5,754", "3.1", "41%", "9", "0.45"}


def settings() -> set[str]:
    """Thresholds and months that the settings and the measures give."""
    gates = {str(value) for value in PARAMS.gates.model_dump().values()}
    months = {"3", "6", "12", "24", *map(str, PARAMS.held_at_months)}
    scales = [scale for one in measures.load_all().values() for by in one.scales.values() for scale in by.values()]
    return gates | months | {f"{scale.reliable_change.threshold:g}" for scale in scales if scale.reliable_change}


def allowed(safe: Safe) -> set[str]:
    """Every number that the audience may see, as it is shown."""
    texts = []
    for figure in safe.figures.values():
        texts += [figure.shown, figure.method, *([str(figure.n)] if figure.n is not None else [])]
        texts += [shown_text(end, figure.unit, figure.decimals) for end in figure.interval or ()]
    found = set().union(*(numbers(text) for text in texts))
    return found | settings() | DATES | FIXED


def figure(id: str, value: float, kind: Kind, n: int, unit: str, half: float | None, decimals: int = 1) -> Figure:
    interval = None if half is None else (value - half, value + half)
    return Figure(id, value, unit, "outcomes", kind, n, interval=interval, decimals=decimals)


def activity(n: int) -> list[Figure]:
    referrals = {"full": n, "prevent_stepdown": n // 7, "not_picked_up": n + 2}
    whole = ("referrals.total.n",)
    return [
        count("spc.referrals.n_points", 24, "referrals", unit="months"),
        count("spc.referrals.special_cause.n", n // 9, "referrals", unit="months"),
        count("referrals.total.n", sum(referrals.values()), "referrals", unit="referrals"),
        *(count(f"referrals.{k}.n", v, "referrals", unit="referrals", parts_of=whole) for k, v in referrals.items()),
        figure("referrals.days_to_start.median", 65.5, "average", n, "days", None),
        figure("referrals.days_to_first_network_meeting.median", 71.25, "average", n, "days", None),
        count("cohort.n", n + n // 7, "young_people"),
        count("cohort.full.n", n, "young_people"),
        *(count(f"cohort.sex.{s}.n", k, "young_people") for s, k in (("F", n // 2), ("M", n - n // 2), ("U", n // 7))),
        *(count(f"placement_type.residential.{w}.n", k, "x") for w, k in (("start", n // 5), ("latest", n // 4))),
        *(count(f"placement_moves.two_or_more.{w}.n", n // 3, "x") for w in ("twelve_months_before", "since_start")),
        *(count(f"placement_held.at_6_months.{end}.n", n // 2, "x") for end in ("held", "time_passed")),
        *(count(f"placement_held.at_12_months.{end}.n", 0, "x") for end in ("held", "time_passed")),
    ]


def events(n: int, half: float | None) -> list[Figure]:
    made = []
    for kind in KINDS:
        stem, section = f"events.{kind}", SECTION_OF.get(kind, "significant_events")
        made += [
            count(f"{stem}.children.n", n, section),
            count(f"{stem}.before.n", 3 * n, section, unit="events", n=n // 2),
            count(f"{stem}.during.n", 2 * n, section, unit="events", n=n // 3),
            *(count(f"{stem}.{way}.children.n", n // 4, section) for way in ("fell", "same", "rose")),
            figure(f"{stem}.rate_ratio", 0.667, "rate", n // 2, "ratio", half and half / 10, 2),
            Figure(f"{stem}.top_child.pct", 37.3, "percent", section, "dominance", n // 2),
        ]
    risk = [count(f"risk.cse.{way}.children.n", n // 3, "missing_and_risk") for way in ("fell", "same", "rose")]
    return made + risk


def outcomes(n: int, half: float | None) -> list[Figure]:
    made = []
    for stem, value in ((STEM, -3.14), (OTHER, 4.72)):
        mean = figure(f"{stem}.change.mean", value, "average", n, "points", half)
        made += [
            *(count(f"{stem}.{step}", n + 3, "outcomes") for step in ("n_eligible", "n_baseline")),
            count(f"{stem}.n_paired", n, "outcomes"),
            mean if n >= PARAMS.gates.mean else mean._replace(value=None, interval=None, n=None),
            *(count(f"{stem}.direction.{way}.n", n // 3, "outcomes") for way in ("improved", "same", "worse")),
            *(count(f"{stem}.reliable.{way}.n", n // 5, "outcomes") for way in ("improved", "deteriorated")),
        ]
    more = {"not_paired.difference.mean_baseline": 1.36, "added_value.mean": 0.27}
    more |= {"sensitivity.no_change.change.mean": -2.42, "sensitivity.worst_change.change.mean": 0.58}
    made += [figure(f"{STEM}.{id}", value, "average", n, "points", half) for id, value in more.items()]
    bounds = {"low": n // 3, "high": n // 3 + 3}
    made += [percent(f"{STEM}.direction.improved.pct_bounds.{end}", k, n + 3, "x") for end, k in bounds.items()]
    expected = figure(f"{STEM}.regression_to_mean.expected_change", -2.23, "average", n, "points", 0.71)
    return [*made, expected]


def money_and_views(n: int, half: float | None) -> list[Figure]:
    stem = "cost_avoidance.residential_instead_of_current"
    pounds = {"low": 2204.4, "mid": 3354.0, "high": 5754.0}
    mark = Figure("feedback.network_meeting.rating.mean", 5.824, "points", "feedback", "average", n, decimals=2)
    return [
        *(Figure(f"{stem}.{k}_gbp_per_week", v, "gbp_per_week", "cost", "money", n) for k, v in pounds.items()),
        *(
            Figure(f"cost_avoidance.break_even.{k}.weeks", v, "weeks", "cost", "money", n, decimals=1)
            for k, v in (("low", 90.74), ("mid", 59.6), ("high", 34.76))
        ),
        figure("cost_avoidance.programme.mid.gbp", -154940.2, "money", n, "gbp", half and half * 10000, 0),
        count("feedback.network_meeting.forms.n", n, "feedback", unit="forms"),
        count("feedback.network_meeting.rating.n", n - n // 9, "feedback", unit="answers"),
        mark._replace(method="scale 0 to 6"),
        Figure("feedback.network_meeting.listened_to.yes.pct", 94.4, "percent", "feedback", "percent", n, n, n),
        Figure("workshops.attendance.mean", 15.04, "people", "feedback", "average", 43, decimals=1),
        count("workshops.eligible.n", 72, "feedback", unit="people"),
    ]


def sayings(safe: Safe) -> list[str]:
    """Everything that the narrative generates of its own, but for the measures' caveats, which are quoted."""
    sections = (
        *(narrative.summary, narrative.referrals, narrative.cohort, narrative.placement_stability),
        *(narrative.missing_and_risk, narrative.significant_events, narrative.completeness, narrative.outcomes),
        *(narrative.other_outcomes, narrative.before_and_after, narrative.cost, narrative.feedback),
        *(narrative.how_sure, narrative.placements_held, narrative.away, narrative.events_among),
        *(narrative.reliable, narrative.break_even, narrative.attendance, narrative.referral_months),
        *(narrative.if_missing, narrative.added_value),
    )
    made = [section(safe, PARAMS) for section in sections]
    made += [narrative.events_caveat(safe, PARAMS, name) for name in {*SECTION_OF.values(), "significant_events"}]
    headlines = narrative.at_a_glance(safe, PARAMS).items
    return [
        *(one.markdown for one in made if one is not None),
        *(f"{one.value} {one.label}. {one.sentence}" for one in headlines),
    ]


CASES = list(itertools.product(AUDIENCES, (0, 1, 4, 9, 18, 41), (None, 0.83, 6.31), (1, 2, 3)))


@pytest.mark.parametrize(("audience", "n", "half", "step"), CASES)
def test_every_number_in_the_prose_is_one_that_may_be_shown(
    audience: str, n: int, half: float | None, step: int
) -> None:
    figures = [*activity(n), *events(n, half), *outcomes(n, half), *money_and_views(n, half)][::step]
    safe = protect(figures, audience)
    may_be_shown = allowed(safe)
    for text in sayings(safe):
        assert numbers(text) <= may_be_shown, text


@pytest.mark.parametrize(("audience", "n", "half", "step"), CASES)
def test_the_prose_reads_as_prose(audience: str, n: int, half: float | None, step: int) -> None:
    """No symbol, no empty value, no doubled stop, no cause, and every sentence starts with a capital or a number."""
    safe = protect([*activity(n), *events(n, half), *outcomes(n, half), *money_and_views(n, half)][::step], audience)
    for text in sayings(safe):
        assert not re.search(r"\[[cxz]\]|\bNone\b(?! (?:of|are))|\bnan\b|\.\.|  | ,| \.|\{|\bp\s*[<=]", text), text
        assert causal_words.queries(text) == [], text
        assert not re.search(r"(?:^|[.!?] |- )[a-z]", text), text
        assert not re.search(r"\b1 (?:children|young people|pairs|forms|referrals|moves|answers)\b", text), text


def test_a_number_that_was_worked_out_would_be_found() -> None:
    safe = protect([count("cohort.n", 27, "young_people"), count("cohort.full.n", 24, "young_people")], "team")
    worked_out = f"{27 * 24} young people"
    assert not numbers(worked_out) <= allowed(safe)
