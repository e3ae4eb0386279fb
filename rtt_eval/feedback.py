"""What people said of the service, form by form, and who came to workshops and reflective practice.

Forms, answers and people are counted apart: a form may leave a question blank, one person may fill in several forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd
import yaml

from rtt_eval import schemas
from rtt_eval.figures import Figure, Kind, count, percent
from rtt_eval.load import Records
from rtt_eval.stats import wilson
from rtt_eval.windows import day_after

SECTION = "feedback"
# The C loader is ten times faster; a Python built without libyaml still has the plain one.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ANSWER = ["feedback_id", "question", "value", "text", "text_status", "theme"]
SHOWABLE = ("safe", "redacted")
"""The states of a text that may reach a report; everything else (unreviewed, withhold, blank) never does."""

ATTENDANCE_NAMES = {"workshop": "workshops", "reflective_practice": "reflective_practice"}
"""Kinds of training event in the report, and the name under which their figures stand."""


@cache
def forms() -> Mapping[str, Any]:
    """The service's feedback forms (forms.yml): id to label and questions, each with its label, kind and scale."""
    text = (resources.files("rtt_eval") / "forms.yml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=LOADER)
    return found


def _in_report(records: Records, cases: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """The rows of feedback that the report is about.

    Dated in the period (without a date: that of the event; without either, the row counts), and about nobody in
    particular or about a child of the cohort.
    """
    rows = records.feedback
    events = records.training_events[["event_id", "date"]].rename(columns={"date": "event_day"})
    event_day = rows[["event_id"]].merge(events, on="event_id", how="left")["event_day"].set_axis(rows.index)
    day = rows["date"].fillna(event_day)
    in_period = day.isna() | ((day >= pd.Timestamp(start)) & (day < day_after(end)))
    is_ours = rows["person_id"].isna() | rows["person_id"].isin(cases["person_id"])
    return rows[in_period & is_ours]


def forms_about(records: Records, cases: pd.DataFrame, start: date, end: date) -> list[str]:
    """The kinds of form of which at least one, given in these days, names a child of the cohort."""
    rows = _in_report(records, cases, start, end)
    held = set(rows.loc[rows["person_id"].notna(), "form"])
    return [form for form in schemas.codes("feedback", "form") if form in held]


def answers(
    records: Records, cases: pd.DataFrame, start: date, end: date, kinds: Sequence[str] | None = None
) -> list[Figure]:
    """For each form: how many came back, from whom, and the answers to each of its questions.

    start, end: first and last day of the period. Ratings: n, mean, median, quartiles, minimum, maximum and a count for
    each mark; yes or no: the share of yes among the answers, with Wilson's interval; options: a count for each; text:
    how many wrote something. Themes, coded by the evaluator, are counted by form. An answer that is not on the
    question's scale is not used, and counted as off_scale. A question that forms.yml does not know is read as what all
    its answers have in common: yes or no, numbers, or options. kinds: of forms; None for all.
    """
    rows = _in_report(records, cases, start, end)
    figures = []
    for form in schemas.codes("feedback", "form") if kinds is None else kinds:
        returned = rows[rows["form"] == form]
        if not returned.empty:
            figures += [*_returned(form, returned), *_questions(form, returned)]
    return figures


def _returned(form: str, rows: pd.DataFrame) -> list[Figure]:
    stem, whole = f"feedback.{form}", f"feedback.{form}.forms.n"
    each = rows.drop_duplicates("feedback_id")
    n_of = Counter(each["respondent_role"].to_numpy())
    figures = [count(whole, len(each), SECTION, unit="forms")]
    for role in schemas.codes("feedback", "respondent_role"):
        figures.append(
            count(f"{stem}.role.{role}.n", n_of[role], SECTION, unit="forms", of=len(each), parts_of=(whole,))
        )
    n_children, n_events = each["person_id"].nunique(), each["event_id"].nunique()
    if n_children:
        figures.append(count(f"{stem}.about.children.n", n_children, SECTION))
    if n_events:
        figures.append(count(f"{stem}.about.sessions.n", n_events, SECTION, unit="sessions"))
    return figures


def _questions(form: str, rows: pd.DataFrame) -> list[Figure]:
    known = forms().get(form, {"questions": {}})["questions"]
    # A form has a row for each theme of an answer: the answer itself counts once.
    answered = rows[ANSWER].drop_duplicates(["question", "feedback_id"])
    asked = dict(iter(answered.groupby("question", sort=True)))
    themes = dict(iter(rows[ANSWER].dropna(subset=["theme"]).groupby("question")))
    figures = []
    for question in [*(one for one in known if one in asked), *(one for one in asked if one not in known)]:
        given = asked[question]
        spec = known.get(question) or _guessed(given["value"].dropna())
        stem = f"feedback.{form}.{question}"
        figures += _SUMMARIES[spec["kind"]](stem, spec, given)
        figures += _themes(stem, themes[question], len(given)) if question in themes else []
    return figures


def _guessed(values: pd.Series) -> dict[str, Any]:
    """What kind of question it is, from its answers."""
    if values.empty:
        return {"kind": "text"}
    if values.isin(["yes", "no"]).all():
        return {"kind": "yes_no"}
    numbers = pd.to_numeric(values, errors="coerce")
    if numbers.notna().all():
        return {"kind": "rating", "low": numbers.min(), "high": numbers.max(), "is_guessed": True}
    return {"kind": "option", "options": sorted(values.unique())}


def _n(stem: str, n: int, n_given: int) -> list[Figure]:
    figures = [count(f"{stem}.n", n, SECTION, unit="answers")]
    n_off = n_given - n
    return [*figures, count(f"{stem}.off_scale.n", n_off, SECTION, unit="answers")] if n_off else figures


def _rating(stem: str, spec: Mapping[str, Any], given: pd.DataFrame) -> list[Figure]:
    marks = pd.to_numeric(given["value"], errors="coerce")
    marks = marks[marks.between(spec["low"], spec["high"])].astype(float)
    n, method = len(marks), f"scale {spec['low']} to {spec['high']}"
    figures = _n(stem, n, int(given["value"].notna().sum()))
    if n == 0:
        return figures
    statistics: tuple[tuple[str, float, Kind, int], ...] = (
        ("mean", marks.mean(), "average", 2),
        ("median", marks.median(), "average", 1),
        ("q1", float(marks.quantile(0.25)), "spread", 1),
        ("q3", float(marks.quantile(0.75)), "spread", 1),
        ("min", marks.min(), "extreme", 0),
        ("max", marks.max(), "extreme", 0),
    )
    scale = sorted(marks.unique()) if "is_guessed" in spec else range(spec["low"], spec["high"] + 1)
    each = _distribution(stem, [f"{mark:g}" for mark in marks], [f"{mark:g}" for mark in scale])
    figures += [
        Figure(f"{stem}.{name}", float(value), "points", SECTION, kind, n, method=method, decimals=decimals)
        for name, value, kind, decimals in statistics
    ]
    return [*(_linked(figure, stem, each) for figure in figures), *each]


def _linked(figure: Figure, stem: str, each: Sequence[Figure]) -> Figure:
    """With the counts of each mark: the mean times n is their weighted sum, and a quantile tells how they lie."""
    ids = [one.id for one in each]
    if figure.kind == "spread" or figure.id == f"{stem}.median":
        return figure._replace(derived_from=tuple(ids))
    if figure.id != f"{stem}.mean":
        return figure
    marks = (float(id.removeprefix(f"{stem}.value.").removesuffix(".n")) for id in ids)
    return figure._replace(sum_of=tuple(zip(marks, ids, strict=True)))


def _distribution(stem: str, values: Sequence[str], codes: list[str]) -> list[Figure]:
    codes = [*codes, *sorted(set(values) - set(codes))]
    n, n_of, whole = len(values), Counter(values), (f"{stem}.n",)
    return [
        count(f"{stem}.value.{code}.n", n_of[code], SECTION, unit="answers", of=n, parts_of=whole) for code in codes
    ]


def _yes_no(stem: str, spec: Mapping[str, Any], given: pd.DataFrame) -> list[Figure]:
    return _options(stem, {"options": ["yes", "no"], "report": "yes"}, given)


def _options(stem: str, spec: Mapping[str, Any], given: pd.DataFrame) -> list[Figure]:
    values = [value for value in given["value"].dropna().to_numpy() if value not in spec.get("not_scored", [])]
    on_scale = [value for value in values if value in spec["options"]]
    figures = [*_n(stem, len(on_scale), len(values)), *_distribution(stem, on_scale, list(spec["options"]))]
    return [*figures, _share(stem, spec["report"], on_scale)] if "report" in spec else figures


def _share(stem: str, code: str, values: Sequence[str]) -> Figure:
    n, n_code = len(values), values.count(code)
    found = wilson(n_code, n)
    interval = (100 * found.ci_low, 100 * found.ci_high) if n else None
    id, source = f"{stem}.{code}.pct", (f"{stem}.value.{code}.n",)
    method = "of the answers; Wilson 95% interval"
    return percent(id, n_code, n, SECTION, interval=interval, method=method, derived_from=source)


def _text(stem: str, spec: Mapping[str, Any], given: pd.DataFrame) -> list[Figure]:
    has_text = given["text"].notna()
    n = int((has_text | given["value"].notna() | given["theme"].notna()).sum())
    n_showable = int((has_text & given["text_status"].isin(SHOWABLE)).sum())
    return [
        count(f"{stem}.n", n, SECTION, unit="answers"),
        count(f"{stem}.showable.n", n_showable, SECTION, unit="answers", of=n),
    ]


_SUMMARIES = {"rating": _rating, "yes_no": _yes_no, "option": _options, "text": _text}


def _themes(stem: str, mine: pd.DataFrame, n_forms: int) -> list[Figure]:
    once = mine[["theme", "feedback_id"]].drop_duplicates()
    ordered = sorted(Counter(once["theme"].to_numpy()).items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [count(f"{stem}.theme.{theme}.n", n, SECTION, unit="forms", of=n_forms) for theme, n in ordered]


def quotes(
    records: Records, cases: pd.DataFrame, start: date, end: date, kinds: Sequence[str] | None = None
) -> pd.DataFrame:
    """Row table: form, question, text, theme of the texts that a person has marked safe or redacted; no other text.

    A text with several themes stands once, its themes separated by semicolons; no theme: "".
    """
    rows = _in_report(records, cases, start, end)
    rows = rows[rows["text_status"].isin(SHOWABLE) & rows["text"].notna()]
    rows = rows if kinds is None else rows[rows["form"].isin(list(kinds))]
    key = ["feedback_id", "form", "question", "text"]
    themes: dict[tuple[str, ...], list[str]] = {}
    for *answer, theme in rows[[*key, "theme"]].itertuples(index=False):
        themes.setdefault(tuple(answer), []).extend([] if pd.isna(theme) else [theme])
    quoted = [(*answer[1:], "; ".join(codes)) for answer, codes in themes.items()]
    return pd.DataFrame(quoted, columns=["form", "question", "text", "theme"], dtype="str")


def attendance(records: Records, start: date, end: date) -> list[Figure]:
    """Workshops and reflective practice in the period: sessions, people who could have come, people who came.

    Only `attended` = yes counts. A session without a row of attendance has none recorded, and is left out of minimum,
    maximum and mean. mean_pct_of_eligible: everyone who came to any session, of everyone who could have come to it.
    """
    events = records.training_events
    events = events[(events["date"] >= pd.Timestamp(start)) & (events["date"] < day_after(end))]
    signed = records.attendance.assign(has_come=records.attendance["attended"].fillna(False).astype(int))
    n_came = signed.groupby("event_id")["has_come"].sum()
    events = events.assign(n_came=events["event_id"].map(n_came).astype("Float64"))
    figures = []
    for kind, name in ATTENDANCE_NAMES.items():
        held = events[events["kind"] == kind]
        if not held.empty:
            came = signed[signed["event_id"].isin(held["event_id"]) & (signed["has_come"] == 1)]
            figures += _attendance(name, held, came["attendee_key"].nunique())
    return figures


def _attendance(name: str, held: pd.DataFrame, n_people: int) -> list[Figure]:
    """People are the adults who came, not children: their counts carry the unit people."""
    recorded = held.dropna(subset=["n_came"])
    figures = [
        count(f"{name}.events.n", len(held), SECTION, unit="sessions"),
        count(f"{name}.events.recorded.n", len(recorded), SECTION, unit="sessions", of=len(held)),
        count(f"{name}.people.n", n_people, SECTION, unit="people"),
        *_eligible(name, held["eligible_n"].dropna()),
    ]
    if recorded.empty:
        return figures
    came = recorded["n_came"].astype(int)
    both = recorded.dropna(subset=["eligible_n"])
    n_could = int(both["eligible_n"].sum())
    mean = Figure(f"{name}.attendance.mean", float(came.mean()), "people", SECTION, "average", n_people, decimals=1)
    share = percent(f"{name}.attendance.mean_pct_of_eligible", int(both["n_came"].sum()), n_could, SECTION)
    return [
        *figures,
        count(f"{name}.attendance.total.n", int(came.sum()), SECTION, unit="attendances", n=n_people),
        count(f"{name}.attendance.min", int(came.min()), SECTION, unit="people"),
        count(f"{name}.attendance.max", int(came.max()), SECTION, unit="people"),
        mean,
        share,
    ]


def _eligible(name: str, eligible: pd.Series) -> list[Figure]:
    """How many people could have come to a session: the most, where sessions differ."""
    if eligible.empty:
        return []
    figure = count(f"{name}.eligible.n", int(eligible.max()), SECTION, unit="people")
    return [figure._replace(note="" if eligible.nunique() == 1 else "the most for any session; sessions differ")]
