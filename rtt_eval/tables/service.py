"""Tables of what was done in a year: interventions, family support, the support fund, training."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import ATTENDEES, EVENTS_HELD, FUND_STATUSES, INTERVENTIONS, ORDERS, labelled, period
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid

FAMILIES = {"post_adoption": "Post-adoption support", "sgo": "Special guardianship support"}


def interventions(safe: Safe, params: ReportParams) -> Table | None:
    """Involvements with a day in the year, and the children in them, by intervention."""
    found = (code for code in codes(safe, "interventions.*.n") if code != "total")
    return grid(
        safe,
        "interventions",
        f"Interventions, {period(params)}",
        "Intervention",
        labelled(found, INTERVENTIONS),
        [
            Column("Involvements", "interventions.{row}.n"),
            Column("Children", "interventions.{row}.children.n", absent=NOT_APPLICABLE),
        ],
        total={"total": "All interventions"},
        notes=[
            "An involvement is one piece of work with one child. Children: each once in an intervention; a child with "
            "two interventions stands in both rows, so the children do not add up."
        ],
    )


def support(safe: Safe, params: ReportParams) -> Table | None:
    """Adoptive and special guardianship families: children, families, assessments begun."""
    return grid(
        safe,
        "support",
        f"Post-adoption and special guardianship support, {period(params)}",
        "Support",
        FAMILIES,
        [
            Column("Children", "support.{row}.children.n"),
            Column("Families", "support.{row}.families.n"),
            Column("Assessments begun", "support.{row}.assessments.n"),
            Column("Families assessed", "support.{row}.assessments.families.n"),
        ],
        notes=["Children and families in work with the coordinator of that role at any time in the year, each once."],
    )


def fund(safe: Safe, params: ReportParams) -> Table | None:
    """Applications to the fund that were approved in the year, by the family's order."""
    blank = [safe.get(f"asf.{order}.approved.no_amount.n") for order in ORDERS]
    has_blank = any(figure is not None and figure.value for figure in blank)
    return grid(
        safe,
        "fund",
        f"Adoption and Special Guardianship Support Fund, approved from {period(params)}",
        "Order",
        ORDERS,
        [
            Column("Approved", "asf.{row}.approved.n"),
            Column("Amount (£)", "asf.{row}.approved.gbp"),
            Column("Children", "asf.{row}.children.n"),
            Column("Families", "asf.{row}.families.n"),
            Column("Approved last year", "asf.{row}.previous_year.approved.n"),
            Column("Amount last year (£)", "asf.{row}.previous_year.approved.gbp"),
        ],
        notes=[
            "Applications decided in the year, whenever they were made. One child can have several.",
            *(["Approved applications without an amount are counted and are not in the sum."] if has_blank else []),
        ],
    )


def fund_outcomes(safe: Safe, params: ReportParams) -> Table | None:
    """What became of the applications that were made in the year."""
    return grid(
        safe,
        "fund_outcomes",
        f"Applications made to the fund, {period(params)}",
        "Order",
        ORDERS,
        [
            Column("Made", "asf.{row}.submitted.n"),
            *(Column(label, f"asf.{{row}}.submitted.{code}.n") for code, label in FUND_STATUSES.items()),
        ],
        notes=["By the day of the application, as things stood on the last day that counts."],
    )


def training(safe: Safe, params: ReportParams) -> Table | None:
    """Courses held, places taken and people, beside last year."""
    rows = {
        "events.n": "Courses held (dates)",
        "courses.n": "Different courses",
        "attendees.n": "Places taken (attendees)",
        "people.n": "People, each once",
    }
    silent = safe.get("training.events_without_attendees.n")
    unknown = (
        [f"{silent.shown} of the courses held {'has' if silent.value == 1 else 'have'} no list of those who came."]
        if silent is not None and silent.is_known and silent.value
        else []
    )
    return grid(
        safe,
        "training",
        f"Training courses, {period(params)}",
        "Training",
        rows,
        [
            Column("This year", "training.{row}"),
            Column("Last year", "training.previous_year.{row}"),
        ],
        notes=["An attendee is a place taken: somebody who came to two courses counts twice, and once as a person.",
               *unknown],
    )  # fmt: skip


def attendees(safe: Safe, params: ReportParams) -> Table | None:
    """Places taken at courses by who came."""
    return grid(
        safe,
        "attendees",
        f"Places taken at training courses, {period(params)}",
        "Who came",
        {f"role.{code}": label for code, label in labelled(codes(safe, "training.role.*.n"), ATTENDEES).items()},
        [Column("Places", "training.{row}.n")],
        total={"attendees": "All places"},
    )


def events_held(safe: Safe, params: ReportParams) -> Table | None:
    """Events of every kind; training courses are one of them."""
    return grid(
        safe,
        "events_held",
        f"Events held, {period(params)}",
        "Kind of event",
        labelled(codes(safe, "training.kind.*.events.n"), EVENTS_HELD),
        [Column("Events", "training.kind.{row}.events.n")],
    )
