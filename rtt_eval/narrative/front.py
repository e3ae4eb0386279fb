"""The cover: what, which months, for whom, and what must be said before anything else."""

from __future__ import annotations

from types import MappingProxyType

from rtt_eval.blocks import Cover, Prose
from rtt_eval.disclosure import PROFILES, Safe
from rtt_eval.disclosure.protect import NOT_ABOUT_CHILDREN
from rtt_eval.labels import day
from rtt_eval.params import TITLES, ReportParams

SYNTHETIC = "SYNTHETIC DATA. Every young person, carer and worker in this report is invented."
SMALL_NUMBERS = "Contains small numbers: not for publication."
SINGLE_CHILDREN = "Contains figures on single children: not to leave the team."

EDITIONS = MappingProxyType(
    {
        "team": "Team edition: for the clinicians who know the children, not for circulation",
        "dlt": "Leadership edition: for the Directorate Leadership Team",
        "public": "Public edition",
        "trainee": "Trainee edition: for a university assignment",
    }
)


def cover(safe: Safe, params: ReportParams, is_synthetic: bool = False) -> Cover:
    """The title block. `is_synthetic` puts the banner for invented data above everything."""
    period = f"{day(params.period.start)} to {day(params.period.end)}"
    facts = [
        ("Period", period),
        ("Nothing counts after", day(params.as_at_date)),
        ("Edition", EDITIONS[safe.audience]),
        ("Prepared by", params.prepared_by or "not stated"),
    ]
    title = params.title or TITLES[params.report]
    return Cover(title, period, tuple(facts), SYNTHETIC if is_synthetic else "", _warning(safe))


def _warning(safe: Safe) -> str:
    """What a reader must not do with this edition, from what it really shows."""
    if set(safe.rows) - {"quotes"}:  # quotes are answers that a person has marked as safe
        return f"{SMALL_NUMBERS} {SINGLE_CHILDREN}"
    few = range(1, PROFILES["public"].smallest_count)
    is_small = any(
        figure.kind == "count" and figure.value in few and figure.unit not in NOT_ABOUT_CHILDREN
        for figure in safe.figures.values()
    )
    return SMALL_NUMBERS if is_small else ""


def hidden(safe: Safe, params: ReportParams) -> Prose:
    """Whether any figure is hidden in this edition."""
    is_any = any(figure.suppressed for figure in safe.figures.values())
    lead = "A figure is hidden where it could point to a young person, or where it would give such a figure back."
    return Prose(f"{lead} [c] stands in its place." if is_any else "No figure is hidden in this edition.", "text")
