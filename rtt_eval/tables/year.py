"""Tables of a year of the service: referrals by route, children worked with, roles, who the children are, waits."""

from __future__ import annotations

from collections.abc import Mapping

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import (
    ETHNICITIES,
    ETHNICITY_GROUPS,
    ROLES,
    ROUTES,
    SEXES,
    STATUSES,
    YEAR_AGE_BANDS,
    day,
    in_order,
    labelled,
    period,
)
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid, put_together

PARTS = {"age": YEAR_AGE_BANDS, "sex": SEXES, "ethnicity_group": ETHNICITY_GROUPS, "status": STATUSES}
HEADS = {
    "age": ("by age", "Age in completed years"),
    "sex": ("by sex", "Sex"),
    "ethnicity_group": ("by ethnicity", "Ethnicity"),
    "status": ("by legal status", "Status"),
}


def referrals_by_route(safe: Safe, params: ReportParams) -> Table | None:
    """New referrals of the year by route, last year's, and the change."""
    routes = (code for code in codes(safe, "referrals.new.*.n") if code != "total")
    return grid(
        safe,
        "referrals_by_route",
        f"New referrals by route, {period(params)}",
        "Route",
        labelled(routes, ROUTES),
        [
            Column("This year", "referrals.new.{row}.n"),
            Column("Last year", "referrals.previous_year.{row}.n"),
            Column("Change", "referrals.change.{row}.n"),
        ],
        total={"total": "All referrals"},
        notes=[
            "A referral counts in the year in which it was received, whatever was decided. A child who was referred "
            "twice counts twice.",
            *_no_last_year(safe, "referrals.previous_year.total.n"),
        ],
    )


def _no_last_year(safe: Safe, id: str) -> list[str]:
    """Why there is no column for last year; empty where there is one."""
    figure = safe.get(id)
    is_missing = figure is not None and figure.value is None and figure.suppressed is None
    return [f"Last year is not given: {figure.note}."] if figure is not None and is_missing else []


def caseload(safe: Safe, params: ReportParams) -> Table | None:
    """Children worked with in the year, and open on its last day and on the same day a year before."""
    last = day(min(params.period.end, params.as_at_date))
    return grid(
        safe,
        "caseload",
        f"Children worked with, {period(params)}",
        "When",
        {"worked_with.n": "Worked with at any time in the year", "open_on_census.n": f"Open on {last}",
         "open_on_census.previous_year.n": "Open on the same day a year before"},
        [Column("Children", "caseload.{row}")],
        notes=[
            "Each child counts once. Worked with: at least one involvement on at least one day of the year. Open: an "
            "involvement that has begun and not ended by that day. A child can stand in all three rows.",
            *_no_last_year(safe, "caseload.open_on_census.previous_year.n"),
        ],
    )  # fmt: skip


def roles(safe: Safe, params: ReportParams) -> Table | None:
    """Involvements, and the children in them, by the role of the worker."""
    twice = safe.get("involvements.more_than_one_role.children.n")
    more = (
        [f"The children add up to more than the total because {twice.shown} were known to more than one role."]
        if twice is not None and twice.is_known and twice.value
        else []
    )
    rows = {f"role.{code}.": label for code, label in ROLES.items()}
    return grid(
        safe,
        "roles",
        f"Involvements and children by role of the worker, {period(params)}",
        "Role",
        rows,
        [Column("Involvements", "involvements.{row}n"), Column("Children", "involvements.{row}children.n")],
        total={"": "All roles"},
        notes=["Children: each once in a role. A child known to two roles stands in both rows.", *more],
    )


def people(safe: Safe, params: ReportParams, way: str) -> Table | None:
    """The children worked with, each once, one way: age, sex, ethnicity_group or status; with their total."""
    words, corner = HEADS[way]
    return _breakdown(safe, f"people_{way}", f"Children worked with {words}, {period(params)}", corner, way, PARTS[way])


def ethnicities(safe: Safe, params: ReportParams) -> Table | None:
    """Every ethnicity recorded; for an audience that sees small counts."""
    if not safe.profile.shows_rows:
        return None
    caption = f"Children worked with by recorded ethnicity, {period(params)}"
    return _breakdown(safe, "ethnicities", caption, "Ethnicity", "ethnicity", ETHNICITIES, "ethnicity_group")


def _breakdown(
    safe: Safe, id: str, caption: str, corner: str, way: str, labels: Mapping[str, str], total: str = ""
) -> Table | None:
    pattern = f"demographics.{way}.*.n"
    named = (in_order if way == "age" else labelled)(codes(safe, pattern), labels)
    rows = {f"{way}.{code}": label for code, label in named.items()}
    return grid(
        safe,
        id,
        caption,
        corner,
        rows,
        [Column("Children", "demographics.{row}.n")],
        total={f"by_{total or way}": "All children"},
        notes=put_together(safe, pattern, labels),
    )


def weeks_waited(safe: Safe, params: ReportParams) -> Table | None:
    """Weeks from referral to first consultation and to first session of therapy, and those who still wait."""
    return grid(
        safe,
        "weeks_waited",
        f"Weeks from referral, referrals of {period(params)}",
        "Wait for",
        {"consultation": "First consultation", "therapy": "First session of therapy"},
        [
            Column("Seen", "waits.{row}.weeks.n"),
            Column("Median (weeks)", "waits.{row}.weeks.median"),
            Column("Lower quartile", "waits.{row}.weeks.q1"),
            Column("Upper quartile", "waits.{row}.weeks.q3"),
            Column("Target (weeks)", "waits.{row}.target_weeks"),
            Column("Over target (%)", "waits.{row}.over_target.pct", absent=NOT_APPLICABLE),
            Column("Still waiting", "waits.{row}.still_waiting.n"),
        ],
        notes=[
            "Of referrals received in the year. Seen: had it by the last day that counts; half of these waited no "
            "longer than the median. Those referred late in the year and not yet seen are under still waiting: their "
            "waits are not yet known, and the longest are the last to be counted."
        ],
    )
