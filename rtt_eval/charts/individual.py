"""One child's scores on a line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from rtt_eval import measures
from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.panels import Panel, Point, panels
from rtt_eval.charts.draw.paths import Shade
from rtt_eval.charts.finish import finished
from rtt_eval.charts.life_line import day_number, days_of
from rtt_eval.charts.words import subtitle
from rtt_eval.contrasts import form_name, scale_of
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import shown_text
from rtt_eval.labels import as_at, plain, when
from rtt_eval.measures import Subscale
from rtt_eval.params import IndividualOutcomes

SIGN_WORDS = {"improved": "reliably better", "deteriorated": "reliably worse", "no_reliable_change": "within error"}


def score_lines(safe: Safe, params: IndividualOutcomes) -> Chart | None:
    """How did each main score move over time, over which bands, and at which steps reliably? None without scores."""
    steps = safe.rows.get("steps")
    if steps is None:
        return None
    mine = steps[steps["is_main"] & steps["date"].notna()]
    if mine.empty:
        return None
    rows = [
        _panel([*map(str, key)], one) for key, one in mine.groupby(["measure", "informant", "subscale"], sort=False)
    ]
    return finished(
        panels(rows, *days_of(safe), has_bands=any(row.shades for row in rows)),
        "chart_score_lines",
        _score_title(safe),
        subtitle("Score at each form, main scale of each measure", as_at(params)),
        ("Form", "Scores"),
        [(row.name, _series_told(row)) for row in rows],
    )


def _score_title(safe: Safe) -> str:
    """How many of the main scores that can be judged are reliably better or worse than the first."""
    numbers = {name: safe.get(f"sheet.scales.{name}.n") for name in ("improved", "deteriorated", "judged")}
    judged = numbers.pop("judged")
    if judged is None or not judged.value:
        return "Main scores so far: too early to judge any against an earlier one"
    found = [f"{one.shown} {SIGN_WORDS[name]}" for name, one in numbers.items() if one is not None and one.value]
    scores = "main score" if judged.value == 1 else "main scores"
    if not found:
        return f"Since the first form: no reliable change on {judged.shown} {scores}"
    return f"Since the first form, of {judged.shown} {scores} judged: {', '.join(found)}"


def _series_told(row: Panel) -> str:
    """Every score, and what stands beside the line of the latest."""
    latest, *rest = row.text
    scores = ", ".join(one.shown for line in row.series for one in line)
    return f"{scores}; {latest[:1].lower()}{latest[1:]}, {' '.join(rest)}"


def _panel(key: Sequence[str], rows: pd.DataFrame) -> Panel:
    measure, informant, subscale = key
    scale = scale_of(measure, informant, subscale)
    under = f"{scale.label}; {'higher' if scale.higher_is == 'better' else 'lower'} is better"
    series = [list(_points(one)) for _, one in rows.groupby("case_number", sort=False)]
    kind = rows["score_kind"].iloc[-1]
    return Panel(
        form_name(measure, informant),
        under,
        _latest(rows.iloc[-1], scale, measure),
        _limits(scale, rows),
        _shades(measure, scale, kind),
        series,
    )


def _limits(scale: Subscale, rows: pd.DataFrame) -> tuple[float, float]:
    """Of the scale, or of its scores where they are of another kind than the scale's range."""
    values = rows["score"]
    return min(scale.range[0], values.min()), max(scale.range[1], values.max())


def _points(rows: pd.DataFrame) -> Iterator[Point]:
    for place, row in enumerate(rows.to_dict("records")):
        has_step = place > 0 and not pd.isna(row["since_last"])
        step = _sign(row["reliable_since_last"]) if has_step else None
        yield Point(
            day_number(row["date"], 0.0),
            float(row["score"]),
            f"{row['score']:g}",
            _sign(row["reliable_since_first"]),
            step,
        )


def _sign(code: Any) -> str:
    return code if code in ("improved", "deteriorated") else ""


def change_text(change: float) -> str:
    """A change with its sign: +3, −6, 0."""
    text = shown_text(change, "points", 0 if change == int(change) else 1)
    return f"+{text}" if change > 0 else text


def _latest(row: Any, scale: Subscale, measure: str) -> list[str]:
    band = band_name(measure, scale, row["band"])
    first = f"Latest {row['score']:g}" + (f": {band.lower()}" if band else "")
    if pd.isna(row["since_first"]):
        return [first, "one form" if not row["first"] else "not comparable with first"]
    sign = SIGN_WORDS.get(row["reliable_since_first"], "no threshold")
    return [first, f"{change_text(row['since_first'])} since {when(row['first'])},", sign]


def band_name(measure: str, scale: Subscale, band: str) -> str:
    """The band as the measure names it; "" where the score has none."""
    labels = measures.load(measure).band_labels
    named = {one.id: one.label for bands in scale.bands.values() for one in bands}
    return labels.get(band, named.get(band, plain(band))) if band else ""


def _shades(measure: str, scale: Subscale, kind: str) -> list[Shade]:
    """The bands for this kind of score, best first, meeting half-way where their ends are a point apart."""
    bands = scale.bands.get("t_score" if kind == "t_score" else "four_band", ())
    if kind != scale.score_kind or not bands:
        return []
    edges = [(first.high + second.low) / 2 for first, second in pairwise(bands)]
    lows, highs = [scale.range[0], *edges], [*edges, scale.range[1]]
    found = [Shade(band.label, low, high) for band, low, high in zip(bands, lows, highs, strict=True)]
    return found[::-1] if scale.higher_is == "better" else found


def goal_lines(safe: Safe, params: IndividualOutcomes) -> Chart | None:
    """How did the ratings of each goal move? A small chart for each person who rates. None without goals."""
    steps = safe.rows.get("steps")
    if steps is None:
        return None
    mine = steps[(steps["measure"] == "gbo") & steps["date"].notna()]
    if mine.empty:
        return None
    rows = [_goals(str(informant), one) for informant, one in mine.groupby("informant", sort=False)]
    return finished(
        panels(rows, *days_of(safe), has_bands=False),
        "chart_goals",
        "How far each goal has come, from 0 to 10",
        subtitle("Rating of each goal at each form; higher is nearer to the goal", as_at(params)),
        ("Rated by", "Ratings"),
        [(row.name, _ratings(row)) for row in rows],
    )


def _ratings(row: Panel) -> str:
    """Every rating of every goal, and the latest with its change."""
    lines = [
        f"goal {name}: {', '.join(one.shown for one in line)}" for name, line in zip(row.names, row.series, strict=True)
    ]
    latest = "; ".join(f"{one[:1].lower()}{one[1:]}" for one in row.text)
    return f"{'; '.join(lines)}. Latest, with the change since the first: {latest}"


def _goals(informant: str, rows: pd.DataFrame) -> Panel:
    series, names, text = [], [], []
    for goal, mine in rows.groupby("subscale", sort=False):
        for _, one in mine.groupby("case_number", sort=False):
            series.append(list(_points(one)))
            names.append(str(goal).removeprefix("goal_"))
        text.append(_goal_text(str(goal), mine))
    return Panel(form_name("gbo", informant), "1, 2, 3: the goals", text, (0.0, 10.0), [], series, names)


def _goal_text(goal: str, rows: pd.DataFrame) -> str:
    row = rows.iloc[-1]
    change = "" if pd.isna(row["since_first"]) else f" ({change_text(row['since_first'])})"
    sign = SIGN_WORDS.get(row["reliable_since_first"], "")
    return f"Goal {goal.removeprefix('goal_')}: {row['score']:g}{change}" + (
        f", {sign}" if _sign(row["reliable_since_first"]) else ""
    )
