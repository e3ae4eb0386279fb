"""Outcome measures of the full cases: when forms were due, which came back, and how scores moved.

Change is modest and mixed on purpose. The mean SDQ total falls by two to three points, some of it because children
come to the programme when they are at their worst; with an SD of change near six, many stay as they were and some
are worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rtt_eval.synthetic.care import carer_on
from rtt_eval.synthetic.plan import AS_AT, Plan, Row, age_on, clipped, days_later, months_later, normals
from rtt_eval.synthetic.programme import Case
from rtt_eval.synthetic.sdq_forms import Profile, answers, item_rows, points, profile, subscales, with_fault

TIMEPOINTS = ("baseline", "month_3", "month_6", "month_12", "discharge", "follow_up_3", "follow_up_12", "follow_up_24")
RETURNED = {"baseline": 0.97, "month_3": 0.84, "month_6": 0.84, "month_12": 0.7, "discharge": 0.66, "follow_up_3": 0.5,
            "follow_up_12": 0.3, "follow_up_24": 0.5}  # fmt: skip
"""Share of due forms that come back; few cases are old enough for the last."""
SHAPE = {"baseline": 0.0, "month_3": 0.5, "month_6": 1.0, "month_12": 1.1, "discharge": 1.2, "follow_up_3": 1.1,
         "follow_up_12": 0.9, "follow_up_24": 0.8}  # fmt: skip
"""How much of its change a case shows at each time, against month 6."""
SDQ_BASELINE, SDQ_BASELINE_SD, SDQ_CHANGE = 21.2, 5.3, (-2.6, 4.8)
"""Mean and SD of the total at baseline; of the change at month 6, before the noise of one form (SD 3.4)."""
FORM_NOISE = 3.4
REASONS = (
    "not_returned",
    "not_returned",
    "not_returned",
    "not_returned",
    "declined_carer",
    "declined_carer",
    "not_sent",
)
FAULTS = {("month_3", 0): "zero_total", ("discharge", 1): "straight_lined", ("month_12", 2): "unscorable"}
"""Odd forms by time and by rank of the baseline total (0 = lowest): there they distort the means least."""
OTHER_MEASURES = {
    # measure: mean and SD at baseline, mean and SD of change at month 6, lowest, highest
    "carer_questionnaire": (56, 10, 4, 9, 30, 100),
    "radq": (82, 20, -6, 14, 0, 150),
}
RCADS = {"sad": (7, 21), "sp": (11, 27), "gad": (7, 18), "pd": (7, 27), "ocd": (5, 18), "mdd": (12, 30)}
TSCC = {"und": 50, "hyp": 54, "anx": 60, "dep": 60, "ang": 61, "pts": 62, "dis": 59, "sc": 55}


@dataclass(frozen=True)
class Subject:
    """One case with what is its own: pattern of answers, latent baseline and change, rank of its baseline total."""

    case: Case
    pattern: Profile
    baseline: int
    drift: float
    rank: int

    def level(self, rng: np.random.Generator, timepoint: str, noise: float) -> float:
        """The SDQ total that a form shows then. A high baseline falls back by itself (regression to the mean)."""
        back = -0.15 * (self.baseline - SDQ_BASELINE) * min(SHAPE[timepoint] * 2, 1)
        return self.baseline + back + self.drift * SHAPE[timepoint] + float(rng.normal(0, noise))


def make(plan: Plan, cases: Sequence[Case], placements: Sequence[Row]) -> list[Row]:
    """Rows of `outcomes`, by case, time and measure."""
    rng = plan.stream("outcomes")
    subjects = _subjects(rng, [case for case in cases if case.is_full])
    rows: list[Row] = []
    for number, subject in enumerate(subjects):
        known = [row for row in placements if row["person_id"] == subject.case.child.person_id]
        for timepoint in TIMEPOINTS:
            due = due_on(subject.case, timepoint)
            if due <= AS_AT - timedelta(days=15):
                rows += _at(rng, subject, number, timepoint, due, known)
    return rows


def due_on(case: Case, timepoint: str) -> date:
    """The day on which the forms of this time are due: counted from the start, or from the end for follow-ups."""
    if timepoint == "discharge":
        return case.end
    name, _, months = timepoint.rpartition("_")
    if name == "follow_up":
        return months_later(case.end, int(months))
    return months_later(case.start, int(months)) if name == "month" else case.start


def _subjects(rng: np.random.Generator, cases: Sequence[Case]) -> list[Subject]:
    noisy = [case.child.sdq_level + float(rng.normal(0, 3)) for case in cases]
    shift = SDQ_BASELINE - sum(noisy) / len(noisy)
    totals = [clipped(value + shift, 8, 38) for value in noisy]
    drifts = normals(rng, len(cases), *SDQ_CHANGE)
    ranks = {i: rank for rank, i in enumerate(sorted(range(len(cases)), key=lambda i: (totals[i], i)))}
    return [Subject(case, profile(rng), totals[i], drifts[i], ranks[i]) for i, case in enumerate(cases)]


def _at(
    rng: np.random.Generator, subject: Subject, number: int, timepoint: str, due: date, known: list[Row]
) -> list[Row]:
    """All that is held for one case at one time: returned forms, or one row a form that says why not."""
    case = subject.case
    fault = FAULTS.get((timepoint, subject.rank), "")
    is_over = due > case.end and case.end_reason in ("disengaged", "moved_away", "turned_18")
    is_adult = age_on(case.child.birth, due) >= 18
    is_back = bool(fault) or (not is_over and not is_adult and rng.random() < RETURNED[timepoint])
    earliest, latest = (0, 12) if timepoint == "baseline" else (-9, 14)
    day = days_later(rng, due, earliest, latest)
    carer = carer_on(known, case.child.person_id, min(day, case.child.care_end - timedelta(days=1)))
    form: Row = {
        "person_id": case.child.person_id,
        "case_id": case.case_id,
        "timepoint": timepoint,
        "score_kind": "raw",
    }
    if not is_back:
        reason = REASONS[int(rng.integers(0, len(REASONS)))]
        return _not_back(form, "too_old" if is_adult else "not_applicable" if is_over else reason)
    form |= {"date_completed": day, "informant": "parent_carer", "informant_key": carer}
    rows = _sdq_of_carer(rng, subject, form, fault)
    rows += _others(rng, subject, form)
    if number % 3 == 0 and timepoint in ("baseline", "month_6", "month_12"):
        rows += _sdq_of_teacher(rng, subject, form) + _rcads(rng, subject, form) + _tscc(rng, subject, form, number)
    return rows + _of_young_person(rng, subject, form, number)


def _not_back(form: Row, reason: str) -> list[Row]:
    """One row, subscale total, for each form that was due."""
    version = "baseline" if form["timepoint"] == "baseline" else "follow_up"
    return [
        form
        | {
            "measure": measure,
            "informant": "parent_carer",
            "form_version": version if measure == "sdq" else None,
            "subscale": "total",
            "missing_reason": reason,
        }
        for measure in ("sdq", *OTHER_MEASURES)
    ]


def _sdq(form: Row, **more: object) -> Row:
    version = "baseline" if form["timepoint"] == "baseline" else "follow_up"
    return form | {"measure": "sdq", "form_version": version} | more


def _sdq_of_carer(rng: np.random.Generator, subject: Subject, form: Row, fault: str) -> list[Row]:
    """Items 1 to 25, and the impact score as the team enters it."""
    total = 0 if fault == "zero_total" else clipped(_carers_total(rng, subject, form["timepoint"]), 1, 38)
    fault = fault or ("blank" if rng.random() < 0.06 else "")
    given = with_fault(rng, answers(points(rng, total, subject.pattern)), fault)
    rows = item_rows(_sdq(form), given)
    impact = 0 if total == 0 else clipped(total / 5.5 + float(rng.normal(0, 1.5)), 0, 10)
    return [*rows, _sdq(form, subscale="impact", score=impact)]


def _carers_total(rng: np.random.Generator, subject: Subject, timepoint: str) -> float:
    return subject.baseline if timepoint == "baseline" else subject.level(rng, timepoint, FORM_NOISE)


def _sdq_of_teacher(rng: np.random.Generator, subject: Subject, form: Row) -> list[Row]:
    """The scales as the team enters them; a teacher sees somewhat fewer difficulties."""
    total = clipped(subject.level(rng, form["timepoint"], 5.0) - 3, 1, 38)
    sheet = _sdq(form, informant="teacher", informant_key=f"T{form['case_id'][1:]}")
    return [sheet | {"subscale": name, "score": score} for name, score in _entered(rng, total, subject)]


def _entered(rng: np.random.Generator, total: int, subject: Subject) -> list[tuple[str, int]]:
    return list(subscales(points(rng, total, subject.pattern)).items())


def _others(rng: np.random.Generator, subject: Subject, form: Row) -> list[Row]:
    """Carer Questionnaire and RADQ totals. They follow the SDQ loosely: part of each change is the case's own drift."""
    rows = []
    worse = (subject.baseline - SDQ_BASELINE) / SDQ_BASELINE_SD
    turn = (subject.drift - SDQ_CHANGE[0]) / SDQ_CHANGE[1]
    for measure, (mean, sd, change, sd_change, low, high) in OTHER_MEASURES.items():
        bad = 1 if change < 0 else -1
        now = SHAPE[form["timepoint"]] * (change + bad * 0.6 * sd_change * turn)
        score = mean + bad * 0.8 * sd * worse + now + float(rng.normal(0, 0.5 * sd_change))
        rows.append(form | {"measure": measure, "subscale": "total", "score": clipped(score, low, high)})
    return rows


def _rcads(rng: np.random.Generator, subject: Subject, form: Row) -> list[Row]:
    """The six raw scales, from the carer, for the ages that have norms."""
    if not 8 <= age_on(subject.case.child.birth, form["date_completed"]) <= 17:
        return []
    ease = 1 + subject.drift / 40 * SHAPE[form["timepoint"]]
    sheet = form | {"measure": "rcads_47"}
    return [
        sheet | {"subscale": scale, "score": clipped(mean * ease + float(rng.normal(0, mean / 3)), 0, high)}
        for scale, (mean, high) in RCADS.items()
    ]


def _tscc(rng: np.random.Generator, subject: Subject, form: Row, number: int) -> list[Row]:
    """T scores from the young person, ages 8 to 16; one form has a high under-response scale."""
    if not 8 <= age_on(subject.case.child.birth, form["date_completed"]) <= 16:
        return []
    sheet = form | {"measure": "tscc", "informant": "young_person", "informant_key": None, "score_kind": "t_score"}
    rows = []
    for scale, mean in TSCC.items():
        drift = 0 if scale in ("und", "hyp") else subject.drift * SHAPE[form["timepoint"]] / 2
        score = clipped(mean + drift + float(rng.normal(0, 7)), 36, 88)
        is_guarded = scale == "und" and number == 15 and form["timepoint"] == "month_6"
        rows.append(sheet | {"subscale": scale, "score": 74 if is_guarded else score})
    return rows


def _of_young_person(rng: np.random.Generator, subject: Subject, form: Row, number: int) -> list[Row]:
    """Goals, rated by the young person from 11 on and else by the carer, and the young person's own SDQ from 11."""
    case, timepoint = subject.case, form["timepoint"]
    is_old_enough = age_on(case.child.birth, case.start) >= 11
    own = form | {"informant": "young_person", "informant_key": None} if is_old_enough else form
    # A goal is sometimes dropped after the first months and another one taken up.
    goals = ["goal_1", "goal_3"] if number % 7 == 3 and timepoint != "baseline" else ["goal_1", "goal_2"]
    goals += ["goal_3"] if number % 2 == 0 and "goal_3" not in goals else []
    lift = SHAPE[timepoint] * (1.9 - 0.25 * (subject.drift - SDQ_CHANGE[0]))
    rows = [
        own | {"measure": "gbo", "subscale": goal, "score": clipped(2.8 + lift + float(rng.normal(0, 1.3)), 0, 10)}
        for goal in goals
    ]
    is_of_age = not is_old_enough or age_on(case.child.birth, form["date_completed"]) > 17 or rng.random() < 0.15
    if is_of_age or timepoint == "month_3":
        return rows
    total = clipped(subject.level(rng, timepoint, 4.5) - 2, 1, 38)
    sheet = _sdq(own)
    return rows + [sheet | {"subscale": name, "score": score} for name, score in _entered(rng, total, subject)]
