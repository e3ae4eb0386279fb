"""All changes with their intervals, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.forest import Estimate, forest
from rtt_eval.charts.draw.key import Entry
from rtt_eval.charts.finish import finished
from rtt_eval.charts.words import subtitle
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, in_focus
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.labels import as_at, when
from rtt_eval.params import OutcomeParams

ENDS = ("better", "worse")
SIGN_NOTE = (
    "The numbers are follow-up less start, so below zero the score went down. On a scale where higher is better "
    "(marked) the mark is drawn on the other side, so that better is always on the left."
)


def change_forest(safe: Safe, params: OutcomeParams) -> Chart | None:
    """How large is each change at the primary follow-up, in standard deviations, and how sure is that?

    The main scale of each measure and informant, then the other scales of the primary outcome's form; the primary
    outcome is marked. None where there is no effect size.
    """
    in_reach = in_focus(contrasts(safe.figures, params.primary_outcome), params.primary_outcome)
    found = [one for one in in_reach if (figure := safe.get(_id(one))) is not None and figure.is_known]
    figures = [safe[_id(one)] for one in found]
    if not found:
        return None
    primary = contrast_of(params.primary_outcome)
    rows = [_estimate(one, figure, one == primary) for one, figure in zip(found, figures, strict=True)]
    keys = [Entry("Primary outcome", "diamond"), Entry("Other outcomes", "dot", style.TEXT)]
    return finished(
        forest(rows, ENDS, "Effect (95% interval), n", keys if primary in found else ()),
        "chart_change_forest",
        _title(found, figures, primary),
        subtitle(
            f"Size of the change from the start to {when(params.primary_outcome.follow_up)} in standard deviations "
            "(g_av) with 95% interval, young people with both forms",
            as_at(params),
        ),
        ("Outcome", "Change (95% interval), pairs"),
        [(_label(one), _text(figure)) for one, figure in zip(found, figures, strict=True)],
        [SIGN_NOTE],
        " ".join(
            f"{_label(one)}: {_text(figure)}{' pairs' if figure.n else ''}."
            for one, figure in zip(found, figures, strict=True)
        ),
    )


def _id(one: Contrast) -> str:
    return f"{one.stem}.effect.g_av"


def _estimate(one: Contrast, figure: SafeFigure, is_first: bool) -> Estimate:
    """The row; on a scale where higher is better the mark changes sides, the number does not."""
    side = -1 if one.is_higher_better else 1
    place = None if figure.value is None else side * figure.value
    ends = None if figure.interval is None else (side * figure.interval[0], side * figure.interval[1])
    return Estimate(_label(one), place, ends, _text(figure), is_first)


def _label(one: Contrast) -> str:
    return f"{one.form}: {one.label[:1].lower()}{one.label[1:]}"


def _text(figure: SafeFigure) -> str:
    interval = f" ({figure.interval_shown})" if figure.interval_shown else ""
    return f"{figure.shown}{interval}" + (f", {figure.n}" if figure.n else "")


def _title(found: Sequence[Contrast], figures: Sequence[SafeFigure], primary: Contrast) -> str:
    """The primary outcome's change, or else that of the first outcome, with what its interval allows for."""
    known = list(zip(found, figures, strict=True))
    one, figure = next((pair for pair in known if pair[0] == primary), known[0])
    said = f"{_label(one)}, effect size {figure.shown}"
    if figure.interval is None:
        return said
    low, high = figure.interval
    said += f" ({figure.interval_shown})"
    if low <= 0 <= high:
        return f"{said}, compatible with no change"
    return f"{said}, towards {'better' if (low > 0) == one.is_higher_better else 'worse'}"
