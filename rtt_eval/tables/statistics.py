"""The statistics of the events behind the main text, for the appendix."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import EVENT_KINDS, MONTHLY, as_at, followed
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, Column, grid, has_numbers, text_table, together


def event_statistics(safe: Safe, params: ReportParams) -> Table | None:
    """Both intervals of the rate ratio, the test, the dispersion and the largest share of one child: a row a kind."""
    rows = [_row(safe, kind, label) for kind, label in EVENT_KINDS.items() if f"events.{kind}.before.n" in safe]
    heads = [
        ("Kind of event", False),
        ("Rate ratio", True),
        ("Exact interval", True),
        ("Interval clustered by child", True),
        ("Sign-flip p", True),
        ("Dispersion", True),
        ("One child's share of the fall", True),
    ]
    if not has_numbers(rows):
        return None
    return text_table(
        "event_statistics",
        f"Events before and during: statistical detail ({followed(params)}), {as_at(params)}",
        heads,
        rows,
        notes=[
            "Intervals are 95%; the wider of the two stands in the main text. Dispersion above 1.5: events come in "
            "bursts, or from a few young people. The share is that of the young person whose events fell most, of the "
            "net fall; above 100%, others rose."
        ],
    )


def _row(safe: Safe, kind: str, label: str) -> tuple[str, ...]:
    stem = f"events.{kind}"
    return (
        label,
        safe.text(f"{stem}.rate_ratio"),
        *(
            together((safe.text(f"{stem}.rate_ratio.{family}_ci_{end}") for end in ("low", "high")), " to ")
            for family in ("exact", "clustered")
        ),
        safe.text(f"{stem}.signflip.p"),
        safe.text(f"{stem}.dispersion"),
        safe.text(f"{stem}.top_child.pct") if f"{stem}.top_child.pct" in safe else NOT_APPLICABLE,
    )


def monthly_limits(safe: Safe, params: ReportParams) -> Table | None:
    """How much months vary by chance (XmR chart), and how many months stand out: a row a kind."""
    return grid(
        safe,
        "monthly_limits",
        f"Month by month: process limits, {as_at(params)}",
        "What is counted",
        MONTHLY,
        [
            Column("Mean a month", "spc.{row}.mean"),
            Column("Lower limit", "spc.{row}.lower_limit"),
            Column("Upper limit", "spc.{row}.upper_limit"),
            Column("Months", "spc.{row}.n_points"),
            Column("Months that stand out", "spc.{row}.special_cause.n"),
        ],
        notes=[
            "Months between the limits, without a run or a trend, differ no more than chance would make them. Moves "
            "and missing episodes are those of the young people of the full programme in every month, before they "
            "joined as well.",
            *_limits_notes(safe),
        ],
    )


def _limits_notes(safe: Safe) -> list[str]:
    """Why a kind has no limits, or how far they can be trusted."""
    found = [(label, safe.get(f"spc.{kind}.mean")) for kind, label in MONTHLY.items()]
    said = [f"{label} ({figure.note})" for label, figure in found if figure is not None and figure.note]
    return [f"{'; '.join(said)}."] if said else []
