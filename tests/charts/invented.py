"""Invented figures for pictures of any size: n young people, mixed, all alike, all zero, or with long labels."""

from __future__ import annotations

import random
from datetime import date

import pandas as pd

from rtt_eval import measures
from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure, count, percent
from rtt_eval.params import IipEvaluation, Outcome
from tests.charts.invented_child import child_rows
from tests.charts.invented_scorecard import scorecard
from tests.charts.invented_screening import screening_figures, screening_rows
from tests.charts.invented_year import year

PARAMS = IipEvaluation(
    data="data",
    period={"start": date(2030, 4, 1), "end": date(2031, 3, 31)},
    audience="team",
    primary_outcome=Outcome(follow_up="month_3"),
)
TYPES = ("rmbc_foster", "independent_foster", "kinship_foster", "residential", "independent_living", "with_parents")
MORE_TYPES = (*TYPES, "adoptive", "secure", "other")
SDQ = ("sdq", "parent_carer")
STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_3"


def invented(n: int = 12, mood: str = "mixed", audience: str = "team") -> Safe:
    """What a report might show for n young people. mood: mixed, ties (everybody alike), zeros, long (long labels)."""
    chance = random.Random(n)
    figures = [
        *_activity(n, mood, chance),
        *_placements(n, mood, chance),
        *_events(n, mood, chance),
        *_outcomes(n, mood, chance),
        *_feedback(n, mood),
        *_costs(mood),
        *year(n, mood, chance),
        *scorecard(n, mood)[0],
        *screening_figures(n, mood),
    ]
    return protect(figures, audience, rows=_rows(n, mood))


def _parts(n: int, k: int, mood: str, chance: random.Random) -> list[int]:
    """n young people in k groups: mixed, or all in the first group, or nobody anywhere."""
    if mood == "zeros":
        return [0] * k
    if mood == "ties":
        return [n] + [0] * (k - 1)
    places = [chance.randrange(k) for _ in range(n)]
    return [places.count(place) for place in range(k)]


def _activity(n: int, mood: str, chance: random.Random) -> list[Figure]:
    months = [f"{2030 + (3 + place) // 12}-{(3 + place) % 12 + 1:02d}" for place in range(24 if mood == "long" else 12)]
    by_month = _parts(2 * n, len(months), mood, chance)
    figures = [count("referrals.total.n", sum(by_month), "referrals", unit="referrals")]
    figures += [
        count(f"referrals.month.{month}.n", value, "referrals", unit="referrals", n=value)
        for month, value in zip(months, by_month, strict=True)
    ]
    cells = _parts(n, 8, mood, chance)
    bands = ("6_and_under", "7_to_10", "11_to_14", "15_and_over")
    figures.append(count("cohort.n", n, "young_people"))
    ids = [f"cohort.age_sex.{band}.{sex}.n" for band in bands for sex in ("M", "F")]
    return figures + [count(id, value, "young_people", of=n) for id, value in zip(ids, cells, strict=True)]


def _placements(n: int, mood: str, chance: random.Random) -> list[Figure]:
    types = MORE_TYPES if mood == "long" else TYPES
    pairs = {(first, last): 0 for first in types for last in types}
    for _ in range(0 if mood == "zeros" else n):
        first = types[0] if mood == "ties" else chance.choice(types)
        pairs[(first, first if mood == "ties" or chance.random() < 0.6 else chance.choice(types))] += 1
    figures = [count("placement_type.total.start.n", n, "placement_stability")]
    for code in types:
        start = sum(value for (first, _), value in pairs.items() if first == code)
        latest = sum(value for (_, last), value in pairs.items() if last == code)
        figures.append(count(f"placement_type.{code}.start.n", start, "placement_stability", of=n))
        figures.append(count(f"placement_type.{code}.latest.n", latest, "placement_stability", of=n))
    figures += [count(f"placement_type.{a}.to.{b}.n", v, "placement_stability", of=n) for (a, b), v in pairs.items()]
    for window, share in (("since_care", 0.9), ("twelve_months_before", 0.6), ("since_start", 0.1)):
        value = {"ties": n, "zeros": 0}.get(mood, round(share * n))
        figures.append(count(f"placement_moves.two_or_more.{window}.n", value, "placement_stability", of=n))
    for months in (6, 12):
        parts = _parts(n, 3, mood, chance)
        stem = f"placement_held.at_{months}_months"
        figures.append(count(f"{stem}.children.n", n, "placement_stability"))
        ends = zip(("held", "not_held", "not_yet_observable"), parts, strict=True)
        figures += [count(f"{stem}.{end}.n", value, "placement_stability", of=n) for end, value in ends]
    return figures + _survival(n, mood)


def _survival(n: int, mood: str) -> list[Figure]:
    figures = [count("unplanned_end.children.n", n, "placement_stability")]
    for months, share in ((3, 88.0), (6, 74.0), (12, 51.0)):
        value = {"ties": 100.0, "zeros": 0.0}.get(mood, share)
        stem = f"unplanned_end.at_{months}_months"
        interval = None if mood in ("ties", "zeros") else (value - 22, min(value + 14, 100))
        figures.append(count(f"{stem}.at_risk.n", n // (1 + months // 4), "placement_stability", of=n))
        figures.append(
            Figure(f"{stem}.not_ended.pct", value, "percent", "placement_stability", "percent", n, interval=interval)
        )
    return figures


def _events(n: int, mood: str, chance: random.Random) -> list[Figure]:
    figures = []
    for kind, before, during in (("placement_move", 0.22, 0.1), ("missing", 0.24, 0.18), ("away", 0.04, 0.06)):
        before, during = {"ties": (0.2, 0.2), "zeros": (0.0, 0.0)}.get(mood, (before, during))
        stem = f"events.{kind}"
        figures += [
            Figure(f"{stem}.before.rate", before, "events per child-month", "x", "rate", n, decimals=2),
            Figure(f"{stem}.during.rate", during, "events per child-month", "x", "rate", n, decimals=2),
            Figure(f"{stem}.rate_ratio", 0.45, "ratio", "x", "rate", n, interval=(0.19, float("inf")), decimals=2),
        ]
        rows = _event_rows(n, mood, kind)
        ways = {"fell": rows["during"] < rows["before"], "same": rows["during"] == rows["before"]}
        ways |= {"rose": rows["during"] > rows["before"], "no_events": (rows["during"] + rows["before"]) == 0}
        figures += [count(f"{stem}.{way}.children.n", int(mask.sum()), "x", of=n) for way, mask in ways.items()]
    for when in ("start", "latest"):
        parts = _parts(n, 4, mood, chance)
        levels = zip(("none", "low", "medium", "high"), parts, strict=True)
        figures += [count(f"risk.cse.{level}.{when}.n", value, "missing_and_risk", of=n) for level, value in levels]
        figures.append(count(f"risk.cse.not_known.{when}.n", 0, "missing_and_risk", of=n))
    ways = zip(("fell", "same", "rose"), _parts(n, 3, mood, chance), strict=True)
    return figures + [count(f"risk.cse.{way}.children.n", value, "missing_and_risk", of=n) for way, value in ways]


def _outcomes(n: int, mood: str, chance: random.Random) -> list[Figure]:
    figures = []
    outcomes = [
        ("sdq", who, scale, time)
        for who in ("parent_carer", "teacher")
        for time in ("month_3", "month_6")
        for scale in ("total", "emotion", "conduct", "hyper", "peer", "prosocial")
    ]
    if mood == "long":
        outcomes += [("rcads_47", "parent_carer", scale, "month_3") for scale in ("sad", "gad", "ocd", "total_anxiety")]
        outcomes += [("tscc", "young_person", scale, "follow_up_24") for scale in ("pts", "hyp", "und")]
    outcomes += [("carer_questionnaire", "parent_carer", "total", "month_3"), ("gbo", "", "mean_goal", "month_3")]
    for measure, who, scale, time in outcomes:
        stem = ".".join(part for part in ("outcomes", measure, who, scale, f"baseline_to_{time}") if part)
        eligible, paired = (n, n) if mood == "ties" else (n, 0) if mood == "zeros" else (n, max(1, n // 2))
        effect = 0.0 if mood in ("ties", "zeros") else chance.uniform(-1, 1)
        half = 0.0 if mood == "ties" else 3.0 if chance.random() < 0.1 else 0.8
        figures += [count(f"{stem}.n_eligible", eligible, "outcomes"), count(f"{stem}.n_paired", paired, "outcomes")]
        figures.append(count(f"{stem}.n_baseline", (eligible + paired) // 2, "outcomes"))
        ends = (effect - half, effect + half)
        if time == "month_3":
            id = f"{stem}.effect.g_av"
            unit = "standard deviations"
            figures.append(Figure(id, effect, unit, "outcomes", "effect", n, interval=ends, decimals=2))
        mean, ends = 10 * effect, (10 * effect - 10 * half, 10 * effect + 10 * half)
        id = f"{stem}.change.mean"
        figures.append(Figure(id, mean, "points", "outcomes", "average", n, interval=ends, decimals=1))
    return figures + _directions(n, mood, chance)


def _directions(n: int, mood: str, chance: random.Random) -> list[Figure]:
    rows = _paths(n, mood)
    rows = rows[(rows["measure"] == "sdq") & (rows["subscale"] == "total")]
    ways = {"improved": rows["change"] < 0, "same": rows["change"] == 0, "worse": rows["change"] > 0}
    figures = [count(f"{STEM}.direction.{way}.n", int(mask.sum()), "outcomes", of=n) for way, mask in ways.items()]
    bands = ("close_to_average", "slightly_raised", "high", "very_high")
    cells = _parts(n, 16, mood, chance)
    ids = [f"{STEM}.band.{first}.to.{last}.n" for first in bands for last in bands]
    figures += [count(id, value, "outcomes", of=n) for id, value in zip(ids, cells, strict=True)]
    kinds = {"improved": "improved", "no_change": "no_reliable_change", "deteriorated": "deteriorated"}
    reliable = {name: int((rows["reliable_change"] == kind).sum()) for name, kind in kinds.items()}
    figures += [count(f"{STEM}.reliable.{name}.n", value, "outcomes", of=n) for name, value in reliable.items()]
    shift = zip(("improved", "same", "worse"), _parts(n, 3, mood, chance), strict=True)
    return figures + [count(f"{STEM}.band_shift.{way}.n", value, "outcomes", of=n) for way, value in shift]


def _feedback(n: int, mood: str) -> list[Figure]:
    figures = [count("feedback.workshop.forms.n", n, "feedback", unit="forms")]
    for place, question in enumerate(("learning_outcomes", "handouts_useful", "venue_appropriate", "would_recommend")):
        n_yes = {"ties": n, "zeros": 0}.get(mood, n - place)
        stem = f"feedback.workshop.{question}"
        figures += [count(f"{stem}.value.yes.n", n_yes, "feedback", unit="answers", of=n)]
        figures += [count(f"{stem}.value.no.n", n - n_yes, "feedback", unit="answers", of=n)]
        figures.append(percent(f"{stem}.yes.pct", n_yes, n, "feedback"))
    for item in range(1, 13):
        stem, parts = f"feedback.esq_young_person.item_{item}", (n - 2, 1, 1) if n > 3 else (n, 0, 0)
        for answer, value in zip(("certainly_true", "partly_true", "not_true"), parts, strict=True):
            figures.append(count(f"{stem}.value.{answer}.n", value, "feedback", unit="answers", of=n))
        figures.append(percent(f"{stem}.certainly_true.pct", parts[0], n, "feedback"))
    stem = "feedback.network_meeting.rating"
    marks = {5: n // 3, 6: n - n // 3} if mood == "mixed" else {6: 0 if mood == "zeros" else n}
    figures += [count(f"{stem}.value.{mark}.n", marks.get(mark, 0), "feedback", unit="answers") for mark in range(7)]
    figures.append(Figure(f"{stem}.mean", 5.67, "points", "feedback", "average", n, decimals=2))
    return [*figures, count(f"{stem}.n", n, "feedback", unit="answers")]


def _costs(mood: str) -> list[Figure]:
    figures, stem = [], "cost_avoidance.residential_instead_of_current"
    moods = {"ties": (3354, 3354, 3354), "zeros": (0, 0, 0), "long": (-1204, 3354, 15754)}
    values = moods.get(mood, (2204, 3354, 5754))
    for level, value in zip(("low", "mid", "high"), values, strict=True):
        figures.append(Figure(f"{stem}.{level}_gbp_per_week", value, "gbp_per_week", "cost", "money", 24))
        total = 0.0 if mood in ("ties", "zeros") else -30.5 * value
        half = 0 if mood == "ties" else 180_000
        id, interval = f"cost_avoidance.programme.{level}.gbp", (total - half, total + half)
        figures.append(Figure(id, total, "gbp", "cost", "money", 24, interval=interval))
    return figures


def _rows(n: int, mood: str) -> dict[str, pd.DataFrame]:
    events = [_event_rows(n, mood, kind) for kind in ("placement_move", "missing", "away")]
    steps = [(month, 100 - 4.0 * month, 90 - 6.0 * month, min(100.0, 104 - 2.0 * month)) for month in range(1, 13)]
    curve = pd.DataFrame(steps, columns=["months", "pct", "ci_low", "ci_high"])
    rows = {"events": pd.concat(events, ignore_index=True), "paths": _paths(n, mood), "unplanned_end": curve}
    return rows | screening_rows(n, mood) | child_rows(n, mood)


def _name(place: int, mood: str) -> str:
    return f"YP {place}, case 2" if mood == "long" and place % 2 else f"YP {place}"


def _event_rows(n: int, mood: str, kind: str) -> pd.DataFrame:
    chance = random.Random(f"{n}{kind}")
    rows = []
    for place in range(1, n + 1):
        before, during = {"ties": (2, 2), "zeros": (0, 0)}.get(mood, (chance.randrange(5), chance.randrange(4)))
        rows.append((_name(place, mood), kind, before, during))
    return pd.DataFrame(rows, columns=["label", "kind", "before", "during"])


def _paths(n: int, mood: str) -> pd.DataFrame:
    chance, rows = random.Random(n), []
    for measure, scale in (("sdq", "total"), ("sdq", "prosocial"), ("carer_questionnaire", "total"), ("radq", "total")):
        low, high = measures.load(measure).scale(scale, "parent_carer").range
        for place in range(1, n + 1):
            start = chance.randint(int(low), int(high))
            later = max(low, min(high, start + chance.randint(-9, 7)))
            start, later = {"ties": (low + 3, low + 3), "zeros": (low, low)}.get(mood, (start, later))
            is_reliable = abs(later - start) >= 8
            reliable = ("improved" if later < start else "deteriorated") if is_reliable else "no_reliable_change"
            key = (_name(place, mood), measure, "parent_carer", scale, "month_3")
            rows.append((*key, start, later, later - start, reliable))
    columns = ["label", "measure", "informant", "subscale", "follow_up", "baseline", "follow_up_score", "change"]
    return pd.DataFrame(rows, columns=[*columns, "reliable_change"])
