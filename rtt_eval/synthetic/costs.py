"""Invented weekly unit costs of placements, a price list a year."""

from __future__ import annotations

from datetime import date

from rtt_eval.synthetic.plan import Row
from rtt_eval.synthetic.wider import YEARS

WEEKLY = {
    # placement type, provider: low, mid, high in 2021/22, pounds
    ("rmbc_foster", "in_house"): (430, 460, 510),
    ("independent_foster", "independent"): (860, 910, 1010),
    ("kinship_foster", "in_house"): (270, 300, 340),
    ("residential", "independent"): (3400, 4600, 6900),
    ("residential", "in_house"): (3100, 3700, 4300),
    ("secure", "other_la"): (6800, 7500, 8900),
    ("independent_living", "independent"): (620, 950, 1500),
    ("independent_living", "voluntary"): (520, 700, 980),
    ("independent_living", "in_house"): (480, 610, 790),
}
RISE_A_YEAR = 0.045


def unit_costs() -> list[Row]:
    """Rows of `placement_costs`: each year from 1 April to 31 March, both days counted, whole pounds."""
    rows = []
    for year in YEARS:
        factor = (1 + RISE_A_YEAR) ** (year - YEARS[0])
        for (kind, provider), weekly in WEEKLY.items():
            low, mid, high = (round(cost * factor) for cost in weekly)
            rows.append(
                {
                    "placement_type": kind,
                    "provider": provider,
                    "valid_from": date(year - 1, 4, 1),
                    "valid_to": date(year, 3, 31),
                    "weekly_low_gbp": low,
                    "weekly_mid_gbp": mid,
                    "weekly_high_gbp": high,
                    "source": f"Invented unit costs {year - 1}/{year % 100}, for demonstration only",
                }
            )
    return rows
