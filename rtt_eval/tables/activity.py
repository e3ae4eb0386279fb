"""Tables of who was referred and who took part."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import AGE_BANDS, REFERRAL_OUTCOMES, SEXES, in_order, labelled, period
from rtt_eval.params import ReportParams
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid, put_together, text_table


def referrals_by_outcome(safe: Safe, params: ReportParams) -> Table | None:
    """What became of the referrals received in the period, with their total."""
    return grid(
        safe,
        "referrals_by_outcome",
        f"Referrals by outcome, {period(params)}",
        "Outcome",
        labelled(codes(safe, "referrals.*.pct"), REFERRAL_OUTCOMES),
        [
            Column("Referrals", "referrals.{row}.n"),
            Column("Share (%)", "referrals.{row}.pct", absent=NOT_APPLICABLE),
        ],
        total={"total": "All referrals"},
        notes=put_together(safe, "referrals.*.n", REFERRAL_OUTCOMES),
    )


def waits(safe: Safe, params: ReportParams) -> Table | None:
    """Days from referral to the first network meeting and to the start of the programme."""
    return grid(
        safe,
        "waits",
        f"Days from referral, full programme, {period(params)}",
        "Wait for",
        {"days_to_first_network_meeting": "First network meeting", "days_to_start": "Start of the programme"},
        [
            Column("Young people", "referrals.{row}.n"),
            Column("Median (days)", "referrals.{row}.median"),
            Column("Lower quartile (days)", "referrals.{row}.q1"),
            Column("Upper quartile (days)", "referrals.{row}.q3"),
        ],
        notes=[
            "Half of the young people waited no longer than the median, a quarter no longer than the lower quartile, "
            "three quarters no longer than the upper. Counted: the first case of each young person in the full "
            "programme at any time in these months, with both dates, whenever the referral came."
        ],
    )


def age_by_sex(safe: Safe, params: ReportParams) -> Table | None:
    """Age band at the start of the programme by sex, with totals both ways."""
    bands = {
        band: label for band, label in in_order(codes(safe, "cohort.age.*.n"), AGE_BANDS).items() if _cells(safe, band)
    }
    sexes = {
        sex: label for sex, label in SEXES.items() if any(f"cohort.age_sex.{band}.{sex}.n" in safe for band in bands)
    }
    rows = [
        (
            label,
            *(safe.text(id) for id in (*(f"cohort.age_sex.{band}.{sex}.n" for sex in sexes), f"cohort.age.{band}.n")),
        )
        for band, label in bands.items()
    ]
    if not rows:
        return None
    rows.append(("All ages", *(safe.text(f"cohort.sex.{sex}.n") for sex in sexes), safe.text("cohort.n")))
    return text_table(
        "age_by_sex",
        f"Young people by age when they started and sex, {period(params)}",
        [("Age in completed years", False), *((label, True) for label in sexes.values()), ("All", True)],
        rows,
        notes=put_together(safe, "cohort.age.*.n", AGE_BANDS),
        total_rows=[len(rows) - 1],
    )


def _cells(safe: Safe, band: str) -> list[str]:
    return [id for id in (f"cohort.age_sex.{band}.{sex}.n" for sex in SEXES) if id in safe]
