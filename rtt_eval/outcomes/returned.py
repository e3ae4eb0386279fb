"""Which outcome forms were due and came back, by measure and by worker, and which are due next."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from rtt_eval.figures import Figure, count, percent
from rtt_eval.outcomes.due import review_days

SECTION = "forms"
FORM = ["case_id", "measure", "informant", "follow_up"]
NO_WORKER = "not_recorded"


def expected_forms(pairs: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """One row a follow-up form that a full-service case should have, now or later.

    pairs: `outcomes.pair_timepoints`, which has a row for every form that the service uses over time. Columns:
    person_id, case_id, label, worker (not_recorded where blank), measure, informant, follow_up, day (on which it is
    due; missing while the case it follows has no end), is_due (the day has come by the as-at date), is_back (a usable
    score of any scale), reason (why it is not; missing where it is).
    """
    keys = pairs.groupby(FORM, sort=False)
    forms = keys.agg(
        person_id=("person_id", "first"),
        label=("label", "first"),
        is_due=("is_eligible", "max"),
        is_back=("has_follow_up", "max"),
        reason=("loss_reason", "first"),
    ).reset_index()
    about = cases.drop_duplicates("case_id")[["case_id", "key_worker", "start", "end"]]
    forms = forms.merge(about, on="case_id", how="left")
    worker = forms["key_worker"].astype("object").where(forms["key_worker"].notna(), NO_WORKER)
    forms["worker"] = worker.astype("str").map(_code)
    forms["day"] = review_days(forms, "follow_up")
    flags = {name: forms[name].astype(bool) for name in ("is_due", "is_back")}
    return forms.assign(**flags).drop(columns=["key_worker", "start", "end"])


def _code(worker: str) -> str:
    """A worker's pseudonym as a part of an id: letters, figures and underscores."""
    return re.sub(r"[^A-Za-z0-9]+", "_", worker).strip("_") or NO_WORKER


def forms_returned(forms: pd.DataFrame) -> list[Figure]:
    """How many forms were due and how many of these are back: in all, by measure, informant and time, and by worker.

    `forms.due.n`, `forms.returned.n`, `forms.returned.pct`, and the same under `forms.measure.<measure>.<informant>.
    <follow-up>.` and `forms.worker.<worker>.`. A form that came before its review day counts when the day has come.
    """
    due = forms[forms["is_due"]]
    figures = _pair("forms", due)
    for (measure, informant, time), mine in due.groupby(["measure", "informant", "follow_up"], sort=False):
        figures += _pair(f"forms.measure.{measure}.{informant}.{time}", mine)
    for worker, mine in sorted(due.groupby("worker"), key=lambda pair: str(pair[0])):
        figures += _pair(f"forms.worker.{worker}", mine)
    return figures


def _pair(stem: str, due: pd.DataFrame) -> list[Figure]:
    n, n_children, back = len(due), due["person_id"].nunique(), due[due["is_back"]]
    whole, returned = f"{stem}.due.n", f"{stem}.returned.n"
    return [
        count(whole, n, SECTION, unit="forms", n=n_children),
        count(returned, len(back), SECTION, unit="forms", of=n, n=back["person_id"].nunique()),
        percent(f"{stem}.returned.pct", len(back), n, SECTION, derived_from=(whole, returned)),
    ]


def forms_due(forms: pd.DataFrame, as_at: date, days: int) -> pd.DataFrame:
    """Row table for the team: forms that are not back and are due within `days` days after `as_at`, soonest first.

    Columns: label, measure, informant, follow_up, worker, days (from `as_at` to the day on which it is due: a date
    could be taken for somebody's date of birth).
    """
    last = pd.Timestamp(as_at) + pd.Timedelta(days=days)
    is_next = (forms["day"] > pd.Timestamp(as_at)) & (forms["day"] <= last) & ~forms["is_back"]
    rows = forms[is_next].assign(days=(forms["day"] - pd.Timestamp(as_at)).dt.days)
    rows = rows[["label", "measure", "informant", "follow_up", "worker", "days"]]
    return rows.sort_values(["days", "label", "measure", "informant"], ignore_index=True)
