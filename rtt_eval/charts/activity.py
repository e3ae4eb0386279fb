"""Who was referred and who takes part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.bars import panels
from rtt_eval.charts.draw.columns import columns
from rtt_eval.charts.draw.rows import Cell
from rtt_eval.charts.finish import cell, finished, is_bare
from rtt_eval.charts.words import n_text, subtitle, told
from rtt_eval.disclosure import Safe
from rtt_eval.labels import AGE_BANDS, SEXES, in_order, period
from rtt_eval.params import ReportParams

MONTH = re.compile(r"referrals\.month\.(\d{4})[-_](\d{2})\.n")


def referrals_by_month(safe: Safe, params: ReportParams) -> Chart | None:
    """How many referrals came in each month? Columns; None when no month may be shown."""
    found = {id: match.groups() for id in safe.figures if (match := MONTH.fullmatch(id))}
    cells = [cell(safe, id) for id in found]
    if is_bare(cells):
        return None
    months = [date(int(year), int(month), 1) for year, month in found.values()]
    known = [(one, month) for one, month in zip(cells, months, strict=True) if one.value is not None]
    most, when = max(known, key=lambda pair: pair[0].value or 0)
    total = next((id for id in ("referrals.total.n", "referrals.by_month.n") if id in safe), "")
    is_alone = [one.value for one, _ in known].count(most.value) == 1
    peak = f"{when:%B %Y} had the most, {most.shown}" if is_alone else f"no month had more than {most.shown}"
    # A hidden month may hold the most: then nothing is said of it.
    peak = f"; {peak}" if len(known) == len(cells) else ""
    title = told(safe, f"Referrals received: {{0}}{peak}", f"Referrals received by month{peak}", total)
    return finished(
        columns([(f"{month:%b}", f"{month:%Y}") for month in months], cells),
        "chart_referrals_by_month",
        title,
        subtitle("Number of referrals to the programme by month received", period(params)),
        ("Month", "Referrals"),
        [(f"{month:%B %Y}", one.shown) for month, one in zip(months, cells, strict=True)],
    )


def age_by_sex(safe: Safe, params: ReportParams) -> Chart | None:
    """How old are the young people, and are they girls or boys? A panel of bars for each sex on one scale."""
    named = in_order(dict.fromkeys(code for sex in SEXES for code in safe.codes(_id("*", sex))), AGE_BANDS)
    sexes = [sex for sex in SEXES if any(_id(band, sex) in safe for band in named)]
    bands = [band for band in named if any(_id(band, sex) in safe for sex in sexes)]
    cells = [[cell(safe, _id(band, sex)) for band in bands] for sex in sexes]
    everyone = [one for column in cells for one in column]
    if is_bare(everyone):
        return None
    labels, names = [named[band] for band in bands], [SEXES[sex] for sex in sexes]
    return finished(
        panels(labels, names, cells, max(one.value or 0 for one in everyone)),
        "chart_age_by_sex",
        _age_title(safe, labels, names, cells),
        subtitle(
            "Number of young people by age in completed years at the start, and sex",
            n_text(safe.get("cohort.n")),
            period(params),
        ),
        ("Age", *names),
        [(label, *(column[row].shown for column in cells)) for row, label in enumerate(labels)],
    )


def _age_title(safe: Safe, labels: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    """The largest group, where one is and nothing is hidden, else how many young people."""
    found = [
        (one.value or 0, f"{name.lower()}, aged {label.lower()} ({one.shown})")
        for name, column in zip(names, cells, strict=True)
        for label, one in zip(labels, column, strict=True)
    ]
    most, group = max(found)
    is_hidden = any(one.value is None for column in cells for one in column)
    if is_hidden or [value for value, _ in found].count(most) > 1:
        return told(safe, "{p0} by age and sex", "Young people by age and sex", "cohort.n")
    return told(safe, f"Of {{p0}}, the largest group is {group}", f"The largest group is {group}", "cohort.n")


def _id(band: str, sex: str) -> str:
    return f"cohort.age_sex.{band}.{sex}.n"
