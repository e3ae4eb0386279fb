"""Every scale of every outcome measure at every follow-up, for the appendix: a table a measure and informant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast, contrasts, main_scales
from rtt_eval.disclosure import Safe
from rtt_eval.labels import as_at, short_when, when
from rtt_eval.params import OutcomeParams
from rtt_eval.tables.build import (
    NOT_APPLICABLE,
    text_table,
    together,
    with_interval,
)
from rtt_eval.tables.outcomes import has_average, left_out, ways

HEADS = (
    ("Scale", False),
    ("Review", False),
    ("Pairs", True),
    ("Mean, start then later", True),
    ("Change (95% interval)", True),
    ("Better / same / worse", True),
    ("Reliably better / worse", True),
    ("g_av (95% interval)", True),
)


def every_measure(safe: Safe, params: OutcomeParams) -> list[Table]:
    """A table for each measure and informant that has any average to show; for the public, of its main scale."""
    found = contrasts(safe.figures, params.primary_outcome)
    found = main_scales(found) if safe.audience == "public" else found
    made = (_form(safe, params, list(group)) for _, group in groupby(found, key=lambda one: one.key))
    return [table for table in made if table is not None]


def _form(safe: Safe, params: OutcomeParams, group: Sequence[Contrast]) -> Table | None:
    """Rows: the follow-ups within each scale, the main scale first."""
    scales = list(dict.fromkeys(one.subscale for one in group))
    in_order = sorted(group, key=lambda one: scales.index(one.subscale))
    is_one = len(scales) == 1
    rows = [_row(safe, one)[is_one:] for one in in_order if has_average(safe, one)]
    mains = [one for one in main_scales(group) if not any(has_average(safe, each) for each in _at(group, one))]
    return text_table(
        f"every_{group[0].measure}_{group[0].informant or 'all'}",
        f"{group[0].form}: change from the start to each review (points), {as_at(params)}",
        HEADS[is_one:],
        rows,
        notes=[*_higher(group), *left_out(safe, ((when(one.follow_up), one) for one in mains))],
    )


def _higher(group: Sequence[Contrast]) -> list[str]:
    """Which scales run the other way."""
    scales = dict.fromkeys(one.scale.label.lower() for one in group if one.is_higher_better)
    return [f"Higher is better: {', '.join(scales)}."] if scales else []


def _at(group: Sequence[Contrast], main: Contrast) -> list[Contrast]:
    return [one for one in group if one.follow_up == main.follow_up]


def _row(safe: Safe, one: Contrast) -> tuple[str, ...]:
    return (
        one.scale.label,
        short_when(one.follow_up),
        safe.text(f"{one.stem}.n_paired"),
        together((safe.text(f"{one.stem}.{end}") for end in ("mean_baseline", "mean_follow_up")), " → "),
        with_interval(safe, f"{one.stem}.change.mean"),
        ways(safe, one.stem),
        _reliable(safe, one.stem),
        with_interval(safe, f"{one.stem}.effect.g_av") if f"{one.stem}.effect.g_av" in safe else NOT_APPLICABLE,
    )


def _reliable(safe: Safe, stem: str) -> str:
    if f"{stem}.reliable.improved.n" not in safe:
        return NOT_APPLICABLE
    return together(safe.text(f"{stem}.reliable.{way}.n") for way in ("improved", "deteriorated"))
