"""All changes with their intervals, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.blocks import Chart
from rtt_eval.charts.contrasts import Contrast, contrasts, is_primary
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.forest import Estimate, forest
from rtt_eval.charts.draw.key import Entry
from rtt_eval.charts.finish import finished
from rtt_eval.charts.words import as_at, subtitle
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.params import IipEvaluation

ENDS = ("better", "worse")
SIGN_NOTE = (
    "The numbers are follow-up less start, so below zero the score went down. On a scale where higher is better "
    "(marked) the mark is drawn on the other side, so that better is always on the left."
)


def change_forest(safe: Safe, params: IipEvaluation) -> Chart | None:
    """How large is each change, in standard deviations, and how sure is that? The primary outcome is marked."""
    found = [one for one in contrasts(safe, params) if f"{one.stem}.effect.g_av" in safe]
    return _forest(
        safe,
        params,
        found,
        "effect.g_av",
        "chart_change_forest",
        "Size of the change in standard deviations (g_av) with 95% interval, young people with both forms",
        "Effect (95% interval), n",
        "effect size {}",
    )


def mean_change_forest(safe: Safe, params: IipEvaluation) -> Chart | None:
    """How large is each change in points, where there are too few pairs for an effect size?"""
    found = [
        one
        for one in contrasts(safe, params)
        if f"{one.stem}.effect.g_av" not in safe and (figure := safe.get(f"{one.stem}.change.mean")) and figure.n
    ]
    return _forest(
        safe,
        params,
        found,
        "change.mean",
        "chart_mean_change_forest",
        "Mean change in points of each scale with 95% interval, young people with both forms",
        "Points (95% interval), n",
        "mean change {} points",
    )


def _forest(
    safe: Safe,
    params: IipEvaluation,
    found: Sequence[Contrast],
    statistic: str,
    id: str,
    what: str,
    head: str,
    sentence: str,
) -> Chart | None:
    figures = [safe[f"{one.stem}.{statistic}"] for one in found]
    if not any(figure.is_known for figure in figures):
        return None
    rows, last = [], ""
    for one, figure in zip(found, figures, strict=True):
        if one.group != last:
            rows.append(Estimate(one.group, is_heading=True))
            last = one.group
        rows.append(_estimate(one, figure, is_primary(one, params)))
    keys = [Entry("Primary outcome", "diamond"), Entry("Other outcomes", "dot", style.TEXT)]
    has_primary = any(row.is_primary for row in rows)
    return finished(
        forest(rows, ENDS, head, keys if has_primary else ()),
        id,
        _title(found, figures, params, sentence),
        subtitle(what, as_at(params)),
        ("Outcome", "Change (95% interval), pairs"),
        [(f"{one.group}: {_label(one)}", _text(figure)) for one, figure in zip(found, figures, strict=True)],
        [SIGN_NOTE],
    )


def _estimate(one: Contrast, figure: SafeFigure, is_first: bool) -> Estimate:
    """The row; on a scale where higher is better the mark changes sides, the number does not."""
    side = -1 if one.is_higher_better else 1
    place = None if figure.value is None else side * figure.value
    ends = None if figure.interval is None else (side * figure.interval[0], side * figure.interval[1])
    return Estimate(_label(one), place, ends, _text(figure), is_first)


def _label(one: Contrast) -> str:
    return f"{one.scale} (higher is better)" if one.is_higher_better else one.scale


def _text(figure: SafeFigure) -> str:
    interval = f" ({figure.interval_shown})" if figure.interval_shown else ""
    return f"{figure.shown}{interval}" + (f", {figure.n}" if figure.is_known and figure.n else "")


def _title(found: Sequence[Contrast], figures: Sequence[SafeFigure], params: IipEvaluation, sentence: str) -> str:
    """The primary outcome's change, or else that of the first outcome, with what its interval allows for."""
    known = [(one, figure) for one, figure in zip(found, figures, strict=True) if figure.is_known]
    one, figure = next((pair for pair in known if is_primary(pair[0], params)), known[0])
    said = f"{one.group}: {one.scale[:1].lower()}{one.scale[1:]}, {sentence.format(figure.shown)}"
    if figure.interval is None:
        return said
    low, high = figure.interval
    said += f" ({figure.interval_shown})"
    if low <= 0 <= high:
        return f"{said}, compatible with no change"
    return f"{said}, towards {'better' if (low > 0) == one.is_higher_better else 'worse'}"
