"""The statistics behind the main text, for the appendix."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.params import IipEvaluation, ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, Column, grid
from rtt_eval.tables.contrasts import Contrast, contrasts, title
from rtt_eval.tables.labels import EVENT_KINDS, as_at

RANK_NOTES = (
    "Zeros are kept in the Wilcoxon test by Pratt's method. The interval of g_av is Bonett's for d_av.",
    "The Hodges-Lehmann interval is the nearest to 95% that the number of pairs allows.",
)


def statistics(safe: Safe, params: IipEvaluation) -> list[Table]:
    """A table of statistical detail for each measure, informant and follow-up that has any."""
    made = (statistic(safe, params, one) for one in contrasts(safe, params))
    return [table for table in made if table is not None]


def statistic(safe: Safe, params: IipEvaluation, one: Contrast) -> Table | None:
    """Median change, Hodges-Lehmann, exact Wilcoxon and effect size, a row a subscale."""
    scales = {
        id: label for id, label in one.subscale_labels().items() if f"{one.stem.format(row=id)}.change.sd" in safe
    }
    return grid(
        safe,
        f"statistics_{one.slug}",
        f"Statistical detail: {title(one)}, young people with both forms, {as_at(params)}",
        "Scale",
        scales,
        [
            Column("Pairs of forms", f"{one.stem}.n_paired"),
            Column("SD of change (points)", f"{one.stem}.change.sd"),
            Column("Median change (points)", f"{one.stem}.change.median"),
            Column(
                "Hodges-Lehmann estimate (points, interval)", f"{one.stem}.change.hodges_lehmann", has_interval=True
            ),
            Column("Exact Wilcoxon (p)", f"{one.stem}.wilcoxon.p"),
            Column("p after Holm", f"{one.stem}.wilcoxon.p_holm", absent=NOT_APPLICABLE),
            Column("Effect size g_av (95% interval)", f"{one.stem}.effect.g_av", has_interval=True),
        ],
        notes=RANK_NOTES if any(f"{one.stem.format(row=id)}.wilcoxon.p" in safe for id in scales) else (),
    )


def event_statistics(safe: Safe, params: ReportParams) -> Table | None:
    """Test and both intervals of the rate ratio, a row a kind of event."""
    return grid(
        safe,
        "event_statistics",
        f"Statistical detail: events before and during, young people in the full programme, {as_at(params)}",
        "Kind of event",
        EVENT_KINDS,
        [
            Column("Rate ratio, during over before", "events.{row}.rate_ratio"),
            Column("Exact interval, low", "events.{row}.rate_ratio.exact_ci_low"),
            Column("Exact interval, high", "events.{row}.rate_ratio.exact_ci_high"),
            Column("Interval clustered by child, low", "events.{row}.rate_ratio.clustered_ci_low"),
            Column("Interval clustered by child, high", "events.{row}.rate_ratio.clustered_ci_high"),
            Column("Exact sign-flip test (p)", "events.{row}.signflip.p"),
            Column("Dispersion", "events.{row}.dispersion"),
        ],
        notes=["Dispersion above 1.5: events come in bursts, or from a few young people."],
    )
