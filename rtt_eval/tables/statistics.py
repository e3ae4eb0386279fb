"""The statistics of the events behind the main text, for the appendix."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import EVENT_KINDS, as_at
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, has_numbers, text_table, together


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
        f"Events before and during: statistical detail (full programme), {as_at(params)}",
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
