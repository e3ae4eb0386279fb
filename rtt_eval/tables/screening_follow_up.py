"""Tables of the referral screening: who could not be screened, what came of last month's list, and the delays."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import on_last_day
from rtt_eval.labels.screening import CAME_OF, DECISIONS, NEWLY_LISTED, NOT_SCREENED, NOW, STEPS, shared
from rtt_eval.params import ReferralScreening
from rtt_eval.tables.build import Column, grid, text_table

Row = dict[Any, Any]
NOT_YET = "-"
AS_THEY_STAND = (
    "Both lists are made by the same rules from the records as they stand today: what was entered late is in last "
    "month's list too, so it can differ from the one that was printed."
)


def screening_left_out(safe: Safe, params: ReferralScreening) -> Table | None:
    """Why children could not be screened, how many for each reason, what to do and who can do it."""
    found = {
        code: figure
        for code in NOT_SCREENED
        for stem in ("no_score", "not_screened")
        if (figure := safe.get(f"screening.{stem}.{code}.n")) is not None and figure.value
    }
    rows = [(NOT_SCREENED[code][0], figure.shown, *NOT_SCREENED[code][1:]) for code, figure in found.items()]
    heads = [("Why", False), ("Young people", True), ("What to do", False), ("Who can do it", False)]
    caption = f"Why young people could not be screened, {on_last_day(params)}"
    return text_table("screening_left_out", caption, heads, rows)


def screening_left_out_children(safe: Safe, params: ReferralScreening) -> Table | None:
    """Each child who could not be screened, and how many points there are without the SDQ."""
    found = safe.rows.get("screening_not_screened")
    if found is None:
        return None
    rows = [
        (str(row["person_id"]), str(row["age"]), str(row["other_points"]), NOT_SCREENED[_why(row)][0], _last_score(row))
        for row in found.to_dict("records")
    ]
    heads = [
        *(("Young person", False), ("Age", True), ("Points without the SDQ", True), ("Why", False)),
        ("Last SDQ total (months old)", True),
    ]
    caption = f"Young people who could not be screened, {on_last_day(params)}"
    return text_table("screening_left_out_children", caption, heads, rows)


def _why(row: Row) -> str:
    return str(row["reason"] if row["state"] == "no_score" else row["state"])


def _last_score(row: Row) -> str:
    return "none" if row["state"] == "no_score" else f"{row['score']} ({row['score_months']})"


def screening_last_month(safe: Safe, params: ReferralScreening) -> Table | None:
    """Each child of last month's list: rank and points then and now, what has come of it, whether still on the list."""
    found = safe.rows.get("screening_last_month")
    if found is None:
        return None
    rows = [
        (
            *(row["person_id"], shared(row["rank_then"], row["is_tied_then"]), str(row["points_then"])),
            *(CAME_OF[row["came_of"]], NOW[row["now"]], *_now(row)),
        )
        for row in found.to_dict("records")
    ]
    heads = [
        *(("Young person", False), ("Rank then", True), ("Points then", True), ("What came of it", False)),
        *(("Now", False), ("Rank now", True), ("Points now", True)),
    ]
    caption = f"Last month's list and what came of it, {on_last_day(params)}"
    return text_table("screening_last_month", caption, heads, rows, notes=[AS_THEY_STAND])


def _now(row: Row) -> tuple[str, str]:
    """Rank and points of a child who is still on the list."""
    return (shared(row["rank"], row["is_tied"]), str(row["points"])) if row["now"] == "on_list" else (NOT_YET, NOT_YET)


def screening_new(safe: Safe, params: ReferralScreening) -> Table | None:
    """Who is on the list and was not a month before."""
    found = safe.rows.get("screening_new")
    if found is None:
        return None
    rows = [
        (str(row["person_id"]), shared(row["rank"], row["is_tied"]), str(row["points"]), NEWLY_LISTED[str(row["why"])])
        for row in found.to_dict("records")
    ]
    heads = [("Young person", False), ("Rank", True), ("Points", True), ("Why", False)]
    return text_table("screening_new", f"New on the list since last month, {on_last_day(params)}", heads, rows)


def screening_delays(safe: Safe, params: ReferralScreening) -> Table | None:
    """For each step: who waits for it and how long, and how long it took those who came to it, against the target."""
    return grid(
        safe,
        "screening_delays",
        f"Days from the referral to each step, {on_last_day(params)}",
        "Step",
        dict(STEPS),
        [
            Column("Target (days)", "screening.delays.{row}.target_days"),
            Column("Waiting", "screening.delays.{row}.waiting.n"),
            Column("Waiting, over the target", "screening.delays.{row}.waiting.over_target.n"),
            Column("Wait so far, median (days)", "screening.delays.{row}.waiting.days.median"),
            Column("Reached in 12 months", "screening.delays.{row}.reached.n"),
            Column("Reached, over the target", "screening.delays.{row}.reached.over_target.n"),
            Column("Over, of those reached (%)", "screening.delays.{row}.reached.over_target.pct"),
            Column("Days it took, median", "screening.delays.{row}.reached.days.median"),
        ],
        notes=[
            "Referrals to the programme, in calendar days from the day the referral was received. Waiting: referrals "
            "under way that have not come to the step. Each step is counted from the referral, as work may begin "
            "before the first network meeting or after it."
        ],
    )


def screening_tracker(safe: Safe, params: ReferralScreening) -> Table | None:
    """Each referral under way that waits for a step: days to the steps it has come to, days waited for the others."""
    found = safe.rows.get("screening_tracker")
    if found is None:
        return None
    rows = [
        (
            str(row["person_id"]),
            DECISIONS.get(str(row["decision"]), str(row["decision"])),
            str(row["days"]),
            *(_step(row, step) for step in STEPS),
        )
        for row in found.to_dict("records")
    ]
    heads = [
        *(("Young person", False), ("Decision", False), ("Days since referral", True)),
        *((f"{name} (target {params.target_days[step]})", False) for step, name in STEPS.items()),
    ]
    caption = f"Referrals under way that wait for a step, {on_last_day(params)}"
    return text_table("screening_tracker", caption, heads, rows)


def _step(row: Row, step: str) -> str:
    days = row[f"{step}_days"]
    said = "waiting" if row[f"{step}_waits"] else "no date" if pd.isna(days) else f"after {days} days"
    return f"{said}, over target" if row[f"{step}_over"] else said
